"""Text on a screen: how wide it is, where its lines break, and tables that fit. Pure: Chinese takes two columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

GAP = "  "  # between two columns of a table
INDENT = "    "
LEAST_TAIL = 30  # columns that a last cell needs beside the others; with less it stands beneath them

Paint = Callable[[int, str], str]  # number of a column, its padded cell -> the cell with colours

# What a line break may not part: "5G", "(robots", a Chinese character with what closes after it ("站，"), an address.
_PIECE = re.compile(
    r"""
    [ ]+
    | https?://\S+
    | [\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF] [，。；：、？！）》”’…]*
    | [^\s\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF]+
    """,
    re.VERBOSE,
)


def display_width(text: str) -> int:
    """Columns that a terminal needs: `"5G基站"` takes 6; a sign that stands on the one before it takes none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)


def shorten(text: str, most: int) -> str:
    """At most so many columns of it: `("5G基站总数", 7)` gives "5G基站…"."""
    if display_width(text) <= most:
        return text
    width, kept = 1, []
    for sign in text:
        width += display_width(sign)
        if width > most:
            break
        kept.append(sign)
    return "".join(kept) + "…"


def make_harmless(text: str) -> str:
    """The text with a space for each control or format character and line break: a terminal would obey them."""
    if text.isprintable():
        return text
    return "".join(" " if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else sign for sign in text)


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text with spaces up to a width, before it if it stands to the right."""
    space = " " * (width - display_width(text))
    return space + text if right else text + space


def wrap(text: str, width: int | None) -> list[str]:
    """Lines of at most so many columns, broken between words and between Chinese characters.

    An address is never broken, so that it can still be followed: it may be wider. None stands for no limit.
    """
    if width is None or display_width(text) <= width:
        return [text]
    lines, line, taken = [], "", 0
    for piece in _pieces(text, width):
        needed = display_width(piece)
        if line and taken + needed > width and not piece.isspace():
            lines.append(line.rstrip())
            line, taken = "", 0
        if line or not piece.isspace():
            line, taken = line + piece, taken + needed
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str, width: int) -> list[str]:
    """The smallest parts of a text; a word that is wider than a whole line is cut."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        fits = display_width(piece) <= width or piece.startswith(("http://", "https://"))
        pieces += [piece] if fits else [piece[at : at + width] for at in range(0, len(piece), width)]
    return pieces


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table for people."""

    head: str
    right: bool = False  # numbers stand to the right


def lay_out(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int | None, paint: Paint | None = None
) -> list[str]:
    """The lines of a table that fits a screen of that width; the last column is free text.

    Where the last cells do not fit they are broken, or stand beneath their rows, indented; on a screen that is too
    narrow even for the other columns each row is a paragraph. None stands for a screen without an edge.
    """
    widths = [
        max(display_width(column.head), *(display_width(row[at]) for row in rows), 0) for at, column in _n(columns)
    ]
    fixed = sum(widths[:-1]) + len(GAP) * (len(widths) - 1)
    if width is None or fixed + widths[-1] <= width:
        return _beside(columns, rows, widths, None, paint)
    if fixed > width:
        return _as_paragraphs(columns, rows, width)
    fitting = sum(display_width(row[-1]) <= width - fixed for row in rows)
    if width - fixed >= LEAST_TAIL and 2 * fitting >= len(rows):
        return _beside(columns, rows, widths, width - fixed, paint)
    return _beneath(columns, rows, widths, width, paint)


def _n(columns: Sequence[Column]) -> list[tuple[int, Column]]:
    return list(enumerate(columns))


def _beside(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    tail: int | None,
    paint: Paint | None,
) -> list[str]:
    hanging = " " * (sum(widths[:-1]) + len(GAP) * (len(widths) - 1))
    lines = [_line(columns, [column.head for column in columns], widths, None)]
    for row in rows:
        first, *more = wrap(row[-1], tail)
        lines.append(_line(columns, [*row[:-1], first], widths, paint))
        lines += [hanging + line for line in more]
    return lines


def _beneath(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], widths: Sequence[int], width: int, paint: Paint | None
) -> list[str]:
    lines = [_line(columns[:-1], [column.head for column in columns[:-1]], widths, None)]
    for row in rows:
        lines.append(_line(columns[:-1], row[:-1], widths, paint))
        lines += [INDENT + line for line in wrap(row[-1], width - len(INDENT)) if line]
    return lines


def _as_paragraphs(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    lines = []
    for row in rows:
        named = [f"{column.head} {cell}".strip() for column, cell in zip(columns[1:], row[1:], strict=True) if cell]
        lines += [row[0], *(INDENT + line for line in wrap(" · ".join(named), max(width - len(INDENT), 1)))]
    return lines


def _line(columns: Sequence[Column], cells: Sequence[str], widths: Sequence[int], paint: Paint | None) -> str:
    """Padded cells; what ends a line is not padded, and so never runs over the edge."""
    last = len(cells) - 1
    padded = [
        cell if at == last and not column.right else pad(cell, widths[at], right=column.right)
        for at, (column, cell) in enumerate(zip(columns, cells, strict=True))
    ]
    return GAP.join(padded if paint is None else [paint(at, cell) for at, cell in enumerate(padded)]).rstrip()
