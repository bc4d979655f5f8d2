"""Calendar arithmetic for periods: spans of days, and what a rule of `config/languages/` gives from its groups."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.quick_records import quick

OPEN = date.max  # the last day of a span that has no end: "from July 1"


@quick
@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included; `first` None is "by" or "as of" the last day, `last` OPEN no end."""

    first: date | None
    last: date

    @property
    def is_open(self) -> bool:
        """Whether it has no end."""
        return self.last == OPEN

    @property
    def named(self) -> date:
        """The last day that the text names: of a span without an end the first."""
        return self.first if self.first and self.is_open else self.last

    def as_of(self) -> Span:
        """The span's last day as an instant."""
        return Span(None, self.last)

    def middle(self) -> Span:
        """The middle of a year, quarter or month as an instant: "by mid-2027" is 30 June."""
        first = self.first or self.last
        size = 12 * (self.last.year - first.year) + self.last.month - first.month + 1
        if size == 1:
            return Span(None, first + timedelta(days=14))
        half = add_months(first.replace(day=1), (size - 1) // 2)
        return Span(None, month_end(half.year, half.month))

    def shifted(self, years: int) -> Span:
        """The same days some years later (29 February falls back to the 28th)."""
        return self.moved(12 * years)

    def moved(self, count: int) -> Span:
        """The same days some months later; ends of months stay ends of months."""
        first = None if self.first is None else add_months(self.first, count)
        last = add_months(self.last, count)
        if self.last.day == monthrange(self.last.year, self.last.month)[1]:
            last = month_end(last.year, last.month)
        return Span(first, last)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def months(year: int, first: int, last: int) -> Span:
    """Whole months; a range that runs backwards ends in the next year ("October to March")."""
    end_year = year if last >= first else year + 1
    return Span(date(year, first, 1), month_end(end_year, last))


def add_months(day: date, count: int) -> date:
    """The same day of another month, or that month's last day."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def window(anchor: date, count: float, unit: str, ahead: bool) -> Span:
    """From the anchor so many days, weeks, months or years ahead or back: `"the next five years"`."""
    sign = 1 if ahead else -1
    if unit in {"day", "week"}:
        other = add_days(anchor, sign * round(count * (7 if unit == "week" else 1)))
    else:
        other = add_months(anchor, sign * round(count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]))
    return Span(anchor, other) if ahead else Span(other, anchor)


def week_of(day: date) -> Span:
    """Monday to Sunday of the week that holds the day."""
    monday = add_days(day, -day.weekday())
    return Span(monday, add_days(monday, 6))


def add_days(day: date, count: int) -> date:
    """So many days later; the day itself at the ends of the calendar."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return day
