"""Types of command-line values: what cannot be meant is refused in words that a newcomer understands."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click


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
