"""Business years that do not end in December: "this financial year" of a text that tells of "the year to March"."""

from __future__ import annotations

from datetime import date

from extractors.times.calendar_spans import Span, add_months, month_end
from extractors.times.period_groups import Anchor, Groups

MARCH, DECEMBER = 3, 12
YEAR = 12  # months
JUST_OVER = 3  # months behind its end in which a full year that is told of is the one just over


def fiscal_year(groups: Groups, anchor: Anchor) -> Span | None:
    """ "this financial year": the one that holds the day of publication, where the text names a month that years end
    with; "the full financial year" of what is told as past is the one just over.
    """
    if anchor.published is None or anchor.year_ends is None:
        return None
    day, last = anchor.published, anchor.year_ends
    back = groups.relative()
    if groups.has("full"):
        back = -1 if not anchor.future and (day.month - last - 1) % YEAR < JUST_OVER else 0
    return year_to(day.year + (day.month > last) + back, last)


def split_year(groups: Groups, anchor: Anchor) -> Span | None:
    """ "2013/14": from April to March, where the text names no other month that years end with."""
    first, last = groups.number("y"), groups.number("y2")
    if first is None or last != (first + 1) % 100:
        return None
    return year_to(first + 1, groups.month("m") or anchor.year_ends or MARCH)


def year_to(year: int, month: int) -> Span:
    """The twelve months to a month."""
    return Span(add_months(date(year, month, 1), 1 - YEAR), month_end(year, month))
