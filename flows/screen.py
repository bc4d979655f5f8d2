"""The screen that a command prints to: how wide it is and whether it shows colours."""

from __future__ import annotations

import os
from typing import IO, Any

USUAL_WIDTH = 80  # of a terminal that does not know its own
NARROWEST = 20  # what claims to be narrower knows no better


def find_width(stream: IO[Any]) -> int | None:
    """Columns of the terminal that a stream leads to; None where it leads to a file or a pipe, which has no edge.

    COLUMNS decides where it is a number that a screen may have: 0, which some shells and containers set, is none.
    """
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said) >= NARROWEST:
        return int(said)
    if not stream.isatty():
        return None
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except OSError:
        return USUAL_WIDTH
    return columns if columns >= NARROWEST else USUAL_WIDTH


def shows_colours(stream: IO[Any]) -> bool:
    """Whether to colour: on a terminal that can, unless NO_COLOR (no-color.org) is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
