"""Stretches of days: what was asked for, what is covered, and what is left of it. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Step = Literal["day", "month", "year"]
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """Days from the first to the last, both of them included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"{self.first} comes after {self.last}")

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def __str__(self) -> str:
        """`"2024-01-05"`, or `"2024-01-05 to 2024-02-01"`."""
        return f"{self.first}" if self.first == self.last else f"{self.first} to {self.last}"

    def clip(self, other: Days) -> Days | None:
        """The days that are in both; None where there are none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Days(first, last) if first <= last else None


def subtract_days(days: Days, covered: Iterable[Days]) -> tuple[Days, ...]:
    """What is left of `days` without those that are covered, earliest first: the 1st to the 9th without the 2nd and 3rd
    gives the 1st, and the 4th to the 9th.
    """
    left = []
    first = days.first
    for taken in sorted(covered):
        if taken.last < first:
            continue
        if taken.first > days.last:
            break
        if taken.first > first:
            left.append(Days(first, taken.first - _ONE))
        first = taken.last + _ONE
    return (*left, Days(first, days.last)) if first <= days.last else tuple(left)


def split_days(days: Days, step: Step) -> Iterator[Days]:
    """The days one by one, or cut at the ends of months or years: the first and last piece may be shorter."""
    first = days.first
    while first <= days.last:
        last = min(_find_end(first, step), days.last)
        yield Days(first, last)
        first = last + _ONE


def _find_end(day: date, step: Step) -> date:
    if step == "day":
        return day
    if step == "month":
        return day.replace(day=monthrange(day.year, day.month)[1])
    return day.replace(month=12, day=31)


def count_days(spans: Iterable[Days]) -> int:
    """How many days there are in stretches that do not overlap."""
    return sum(len(span) for span in spans)
