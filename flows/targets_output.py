"""What `claimwatch targets` prints: a block for each target for people, CSV or JSON for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial

import click

from flows.record_output import print_csv, print_json
from flows.screen import find_width, shows_colours
from flows.wording import format_number
from warehouse.report_wording import describe_series, format_period, join_names
from warehouse.screen import INDENT, make_harmless, wrap
from warehouse.targets import Target

COLOURS = {"met": "green", "missed": "red", "open": "yellow", "unknown": "white"}
WORDS = {"target": "target", "expected": "forecast"}


def print_table(found: Sequence[Target]) -> None:
    """A block for each target: its outcome and what it is of, what was said, what came, the sentence."""
    width, colours = find_width(sys.stdout), shows_colours(sys.stdout)
    for number, target in enumerate(found):
        head, *rest = build_block(target, width)
        if number:
            click.echo()
        click.echo(click.style(head, fg=COLOURS[target.state], bold=True) if colours else head)
        for line in rest:
            click.echo(line)


def build_block(target: Target, width: int | None) -> list[str]:
    """The lines of one target."""
    room = None if width is None else width - len(INDENT)
    said = " ".join(make_harmless(target.sentence).split())
    inner = [
        _say_target(target),
        _say_actual(target),
        f"“{said}”",
        f"{target.published_day} {make_harmless(target.url)}",
    ]
    return [*wrap(name_target(target), width), *(INDENT + line for text in inner for line in wrap(text, room))]


def name_target(target: Target) -> str:
    """`"open · 5G base stations (5g_base_stations) · China · level · at a point in time"`."""
    name = f"{target.metric_name_en or target.metric_name_zh or target.metric_id} ({target.metric_id})"
    whose = make_harmless(join_names(target.entity, target.place))
    return " · ".join((target.state, name, whose, describe_series(target.kind, target.basis, target.period_type)))


def _say_target(target: Target) -> str:
    """`"target of The Ministry: at least 4 million by end of 2026 (305 days left)"`."""
    value = format_number(target.low, target.high, target.comparator, target.unit)
    when = format_period(target.period_start, target.due)
    left = f" ({target.days_left:,} days left)" if target.days_left >= 0 else ""
    return f"{WORDS[target.modality]} of {make_harmless(target.originator)}: {value}, {when}{left}"


def _say_actual(target: Target) -> str:
    """`"so far: 3,400,000, end of Jan 2026, 85% of it"`; what is only the nearest is called so, with the reason."""
    if target.actual_value is None:
        return "no actual figure of it is known"
    value = format_number(target.actual_low, target.actual_high, target.actual_comparator or "eq", target.unit)
    when = format_period(target.actual_period_start, target.actual_period_end)
    share = "" if target.share_reached is None else f", {100 * target.share_reached:.0f}% of it"
    word = "newest actual" if target.comparison == "same" else f"nearest actual ({target.nearest_by})"
    met = f"; met by {format_period(None, target.met_day)}" if target.met_day else ""
    return f"{word}: {value}, {when}{share}{met}"


PRINTERS: dict[str, Callable[[Sequence[Target]], None]] = {
    "table": print_table,
    "csv": partial(print_csv, Target),
    "json": print_json,
}
