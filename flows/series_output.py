"""What `claimwatch series` prints: blocks for people, CSV or JSON for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import groupby
from operator import attrgetter

import click

from flows.record_output import print_csv, print_json
from flows.screen import find_width, shows_colours
from flows.wording import format_number
from warehouse.report_wording import describe_series, format_day, format_period, format_unit
from warehouse.screen import GAP, display_width, make_harmless, pad, wrap
from warehouse.series import ConvertedObservation, Observation
from warehouse.tracing import Point

SENTENCE_INDENT = "      "
SHOWN_DIGITS = 4  # of a converted amount
FURTHER = "        "  # from the second line of a sentence on


def print_table(found: Sequence[Observation]) -> None:
    """A block for each series: periods with their values, who says so, the sentence and its address."""
    width, colours = find_width(sys.stdout), shows_colours(sys.stdout)
    for number, (_, group) in enumerate(groupby(found, key=attrgetter("series_id"))):
        for line, style in build_block(tuple(group), width, first=number == 0):
            click.echo(click.style(line, **style) if colours and style else line)


Styled = tuple[str, dict[str, bool]]


def build_block(series: Sequence[Observation], width: int | None, *, first: bool = True) -> list[Styled]:
    """The lines of one series with their styles; values stand one under the other."""
    periods = [format_period(item.period_start, item.period_end) for item in series]
    values = [format_number(item.low, item.high, item.comparator, item.unit) for item in series]
    period_width, value_width = max(map(display_width, periods)), max(map(display_width, values))
    lines: list[Styled] = [] if first else [("", {})]
    lines += [(line, {"bold": True}) for line in wrap(name_series(series[0]), width)]
    for before, item, period, value in zip((series[0], *series), series, periods, values, strict=False):
        if item.stretch != before.stretch:
            lines += [(line, {"bold": True}) for line in _tell_break(item, width)]
        head = f"{GAP}{pad(period, period_width)}{GAP}{pad(value, value_width, right=True)}"
        lines += [(line, {}) for line in _append(head, _say_who(item), width)]
        if isinstance(item, ConvertedObservation) and (converted := say_converted(item)):
            lines += [(line, {}) for line in _indent(converted, width)]
        lines += [(line, {"dim": True}) for line in _quote(item, width)]
    return lines


def _tell_break(item: Observation, width: int | None) -> list[str]:
    """`"--- from 1 Jan 2024 counted otherwise, not comparable: users of China Broadnet are counted"`."""
    said = f"--- from {format_day(item.break_day)} counted otherwise, not comparable: {item.break_reason}"
    return [GAP + line for line in wrap(said, None if width is None else width - len(GAP))]


def name_series(item: Observation | Point) -> str:
    """Metric, whose, and what its values are: "5G base stations (5g_base_stations) · China · level · yearly"."""
    metric = f"{item.metric_name_en or item.metric_name_zh or item.metric_id} ({item.metric_id})"
    where = f" in {item.place}" if item.place and item.place != item.entity else ""
    per = format_unit("count", item.per)
    parts = (
        metric,
        make_harmless(f"{item.entity}{where}"),
        describe_series(item.kind, item.basis, item.period_type),
        per,
    )
    return " · ".join(part for part in parts if part)


def _append(head: str, text: str, width: int | None) -> list[str]:
    """The text behind the head where it fits, else on lines of its own under it."""
    if width is None or display_width(head) + len(GAP) + display_width(text) <= width:
        return [f"{head}{GAP}{text}"]
    return [head, *_indent(text, width)]


def _indent(text: str, width: int | None) -> list[str]:
    return [SENTENCE_INDENT + line for line in wrap(text, None if width is None else width - len(SENTENCE_INDENT))]


def say_converted(item: ConvertedObservation) -> str:
    """`"≈ 6.926 billion USD, at 0.138523 (mean of 2025-01-02 to 2025-09-30)"`; "" for what is no foreign money."""
    if item.unconverted:
        return f"not converted: {item.unconverted}"
    if item.rate is None or item.currency is None or item.unit == item.currency:
        return ""
    low, high = (
        None if end is None else _round(end, SHOWN_DIGITS) for end in (item.converted_low, item.converted_high)
    )
    days = (
        f"{item.rate_from}" if item.rate_from == item.rate_until else f"mean of {item.rate_from} to {item.rate_until}"
    )
    return f"≈ {format_number(low, high, item.comparator, item.currency)}, at {_round(item.rate, 6):g} ({days})"


def _round(value: float, digits: int) -> float:
    """`(1634895576.49, 4)` is 1635000000.0: a mean of rates knows no more digits."""
    return float(f"{value:.{digits}g}")


def _say_who(item: Observation) -> str:
    """Who says so, and what a reader must know of it: "target, MIIT, disputed"."""
    notes = (
        "" if item.modality == "actual" else item.modality,
        make_harmless(item.originator),
        "day of publication" if item.period_origin == "assumed" else "",
        "disputed" if item.disagreement else "",
    )
    return ", ".join(note for note in notes if note)


def _quote(item: Observation, width: int | None) -> list[str]:
    said = " ".join(make_harmless(item.sentence).split())
    first, *more = wrap(f"“{said}”", None if width is None else width - len(FURTHER))
    address = f"{item.published_day} {make_harmless(item.url)}"
    return [SENTENCE_INDENT + first, *(FURTHER + line for line in more), SENTENCE_INDENT + address]


def print_rows(found: Sequence[Observation]) -> None:
    """CSV with the columns of an observation, and of its conversion where one was asked for."""
    print_csv(type(found[0]) if found else Observation, found)


PRINTERS: dict[str, Callable[[Sequence[Observation]], None]] = {
    "table": print_table,
    "csv": print_rows,
    "json": print_json,
}
