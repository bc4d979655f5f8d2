"""Seasons: "by the summer of 2026", "last autumn"."""

from __future__ import annotations

from extractors.times.calendar_spans import Span, months
from extractors.times.period_groups import Anchor, Groups, nearest_year

LENGTH = 3  # months
DECEMBER = 12


def season(groups: Groups, anchor: Anchor) -> Span | None:
    """Three months from that in which the season begins; a winter is called by the year of its December."""
    first = groups.words.seasons.get(groups.values["season"])
    if first is None:
        return None
    year = groups.year(anchor) if groups.has("y") else _year_pointed_at(first, groups, anchor)
    return months(year, first, (first + LENGTH - 2) % DECEMBER + 1) if year and year < 9999 else None


def _year_pointed_at(first: int, groups: Groups, anchor: Anchor) -> int | None:
    """The year in which "this", "last", "next" or the nearest season begins; a winter runs into the next year."""
    day = anchor.published
    if not groups.has("r"):
        return nearest_year(first, anchor)
    if day is None:
        return None
    count, runs = groups.relative(), first + LENGTH > DECEMBER + 1
    over = day.month < (first + LENGTH - 1) % DECEMBER + 1 if runs else False  # in January it is still last year's
    if runs and count > 0 and not over:
        count -= 1
    return day.year - over + count
