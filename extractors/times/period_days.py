"""Periods of days: a date, a range of dates, a weekday, a week, a weekend. What a rule gives: see period_rules.py."""

from __future__ import annotations

from datetime import date

from extractors.times.calendar_spans import Span, add_days, month_end
from extractors.times.period_groups import Anchor, Groups, nearest_year

THURSDAY, SATURDAY = 3, 5
LONGEST_MONTH = 31  # days; every day of a month is met within two months


def one_day(groups: Groups, anchor: Anchor) -> Span | None:
    """`"Aug. 14"`, 8月14日: a day that is in the calendar; without a year the nearest."""
    month, day = groups.month("m"), groups.number("d")
    if month is None or day is None:
        return None
    year = groups.year(anchor) or nearest_year(month, anchor)
    if year is None or not 1 <= day <= month_end(year, month).day:
        return None
    return Span(date(year, month, day), date(year, month, day))


def last_such_day(groups: Groups, anchor: Anchor) -> Span | None:
    """25日: the latest such day that is not after publication."""
    day = groups.number("d")
    if anchor.published is None or day is None or not 1 <= day <= LONGEST_MONTH:
        return None
    back = next(days for days in range(2 * LONGEST_MONTH + 1) if add_days(anchor.published, -days).day == day)
    last = add_days(anchor.published, -back)
    return Span(last, last)


def days_between(groups: Groups, anchor: Anchor) -> Span | None:
    """`"Aug. 14 to 17"`, 8月28日至9月1日: from the first day to the last."""
    first = one_day(groups, anchor)
    month, day = groups.month("m2") or groups.month("m"), groups.number("d2")
    if first is None or month is None or day is None:
        return first
    year = first.last.year + (month < first.last.month)
    if not 1 <= day <= month_end(year, month).day or date(year, month, day) <= first.last:
        return first
    return Span(first.last, date(year, month, day))


def week_to(groups: Groups, anchor: Anchor) -> Span | None:
    """`"the week ended Aug. 17"`: the seven days to that day."""
    last = one_day(groups, anchor) if groups.has("d") else weekday(groups, anchor)
    return Span(add_days(last.last, -6), last.last) if last else None


def weekend(groups: Groups, anchor: Anchor) -> Span | None:
    """ "over the weekend", 周末: the Saturday and Sunday last begun; "this weekend" late in the week the next."""
    if anchor.published is None:
        return None
    saturday = add_days(anchor.published, -((anchor.published.weekday() - SATURDAY) % 7))
    near = groups.values.get("r") == "this" and anchor.published.weekday() >= THURSDAY
    ahead = (anchor.future or near) and anchor.published.weekday() < SATURDAY
    first = add_days(saturday, 7 * ahead)
    return Span(first, add_days(first, 1))


def weekday(groups: Groups, anchor: Anchor) -> Span | None:
    """The latest such day that is not after publication."""
    if anchor.published is None:
        return None
    back = (anchor.published.weekday() - groups.words.weekdays[groups.values["w"]]) % 7
    day = add_days(anchor.published, -back)
    return Span(day, day)


def weekdays_between(groups: Groups, anchor: Anchor) -> Span | None:
    """ "from Saturday to Sunday": the latest such days."""
    last = weekday(Groups({"w": groups.values["w2"]}, groups.words), anchor)
    if last is None:
        return None
    back = (last.last.weekday() - groups.words.weekdays[groups.values["w"]]) % 7
    return Span(add_days(last.last, -back), last.last)


def near_day(groups: Groups, anchor: Anchor) -> Span | None:
    """ "yesterday", 今日."""
    if anchor.published is None:
        return None
    day = add_days(anchor.published, groups.relative())
    return Span(day, day)


def day_after(_: Groups, anchor: Anchor) -> Span | None:
    """次日: the day behind the one that was told."""
    if anchor.day is None:
        return None
    day = add_days(anchor.day, 1)
    return Span(day, day)
