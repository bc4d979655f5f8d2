"""Types of command-line values: what cannot be meant is refused in words that a newcomer understands."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

log_option = click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    help="text for people, json for machines: a line for each event, on standard error. [CLAIMWATCH_LOG_FORMAT]",
)


class Seconds(click.FloatRange):
    """A time limit; "nan", which is neither more nor less than any bound, is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        seconds = super().convert(value, param, ctx)
        if not math.isfinite(seconds):
            self.fail(f"{value} is not a number of seconds", param, ctx)
        return seconds


class Day(click.ParamType[Any]):
    """A day as ISO 8601 writes it: "2024-06-30"."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date()
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as 2024-06-30", param, ctx)


class Place(click.ParamType[Any]):
    """A path of a file or folder; an empty one, as an unset variable gives it, does not stand for where we are."""

    name = "PATH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("it is empty; name a path, or leave it out", param, ctx)
        return Path(value)


@dataclass(frozen=True, slots=True)
class Span:
    """A period as it was asked for: first and last day; no first day for a single one ("as of")."""

    start: date | None
    end: date


class Period(click.ParamType[Any]):
    """A period: "2024", "2024-06", "2024Q2", "2024H1", "2024-06-30", or two days as "2024-01-01..2024-05-31"."""

    name = "PERIOD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, Span):
            return value
        try:
            span = _parse_period(value)
        except ValueError:
            span = None
        if span is None or (span.start is not None and span.start > span.end):
            forms = "2024, 2024-06, 2024Q2, 2024-06-30, or two days with .. between them"
            self.fail(f"{value!r} is not a period; write {forms}", param, ctx)
        return span


_PERIOD = re.compile(
    r"""
    (?P<year>\d{4})
    (?: - (?P<month>\d{2}) (?: - (?P<day>\d{2}) )?   # 2024-06, 2024-06-30
      | -? [Qq] (?P<quarter>[1-4])                    # 2024Q2
      | -? [Hh] (?P<half>[12])                        # 2024H1
    )?
    """,
    re.VERBOSE,
)


def _parse_period(text: str) -> Span | None:
    """The days of a period; None or ValueError for what is none."""
    if ".." in text:
        opening, closing = (_parse_period(part) for part in text.split("..", 1))
        return None if opening is None or closing is None else Span(opening.start or opening.end, closing.end)
    found = _PERIOD.fullmatch(text.strip())
    if found is None:
        return None
    year = int(found["year"])
    if found["day"]:
        return Span(None, date(year, int(found["month"]), int(found["day"])))
    length = 1 if found["month"] else 3 if found["quarter"] else 6 if found["half"] else 12
    part = int(found["month"] or found["quarter"] or found["half"] or 1)
    last = length * part
    return Span(date(year, last - length + 1, 1), date(year, last, monthrange(year, last)[1]))
