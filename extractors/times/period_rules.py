"""What a period rule gives: from the groups of its pattern and the day of publication to a span of days.

Rules live in `config/languages/` under `periods`; each names one of GIVES. The groups that a pattern may hold:
y, y2 years · r a relative word (this, last, next: 0, -1, 1) · m, m2 months · d a day · q a quarter · h a half ·
n a number · u a unit of time · w a weekday · back, ahead the direction of a window.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from extractors.times import period_days
from extractors.times.calendar_spans import Span, add_months, month_end, months, week_of, window
from extractors.times.fiscal_years import fiscal_year, split_year
from extractors.times.period_groups import Anchor, Groups, last_ended, nearest_year, quarter_of_report
from extractors.times.seasons import season

UNREPORTED = 12  # days of a quarter in which what is expected is still the result of the one before
QUARTER, HALF = 3, 6  # months
INTERIM_SEASON = range(7, 11)
YEAR = 12  # months
MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "half-year": 6, "year": 12}


def _months(groups: Groups, anchor: Anchor) -> Span | None:
    first = groups.month("m")
    last = groups.month("m2") if groups.has("m2") else first
    if first is None or last is None or (groups.has("r") and anchor.published is None):
        return None
    year = groups.year(anchor) or (last_ended(last, anchor) if first == 1 < last else nearest_year(first, anchor))
    return months(year, first, last) if year else None


def _months_between(groups: Groups, anchor: Anchor) -> Span | None:
    """`"from December 2023 to May 2024"`: whole months of two years."""
    first, last, year, last_year = groups.month("m"), groups.month("m2"), groups.year(anchor), groups.number("y2")
    if first is None or last is None or year is None or last_year is None or (year, first) > (last_year, last):
        return None
    return Span(date(year, first, 1), month_end(last_year, last))


def _last_month(groups: Groups, anchor: Anchor) -> Span | None:
    """`"last May"`: the latest May that was over."""
    month = groups.month("m")
    if month is None or anchor.published is None:
        return None
    return months(anchor.published.year - (month >= anchor.published.month), month, month)


def _first_months(groups: Groups, anchor: Anchor) -> Span | None:
    count = groups.number("n")
    if count is None or not 1 <= count <= 12:
        return None
    year = groups.year(anchor) or last_ended(count, anchor)
    return months(year, 1, count) if year else None


def _first_quarters(groups: Groups, anchor: Anchor) -> Span | None:
    count = groups.number("n")
    if count is None or not 1 <= count <= 4:
        return None
    year = groups.year(anchor) or last_ended(3 * count, anchor)
    return months(year, 1, 3 * count) if year else None


def _quarter(groups: Groups, anchor: Anchor) -> Span | None:
    """One quarter, or those from `q` to `q2`: 二、三季度."""
    quarter = groups.number("q")
    end = groups.number("q2") if groups.has("q2") else quarter
    if quarter is None or end is None or not 1 <= quarter <= end <= 4 or (groups.has("r") and anchor.published is None):
        return None
    first, last = 3 * quarter - 2, 3 * end
    year = groups.year(anchor) or nearest_year(first, anchor)
    return months(year, first, last) if year else None


def _quarterly(groups: Groups, anchor: Anchor) -> Span | None:
    """ "quarterly profit": of the quarter that the text tells of, else the last that was over; "forecast quarterly
    profit to grow": that of publication, but for the days in which the one just over is still to be reported.
    """
    if anchor.published is None:
        return None
    told = [span for span in anchor.spans if _month_count(span) == 3 and span.last <= anchor.published]
    ahead, day = groups.has("ahead"), anchor.published
    if told and not ahead:
        return told[-1]
    unreported = (day.month - 1) % 3 == 0 and day.day <= UNREPORTED
    first = add_months(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 0 if ahead and not unreported else -3)
    return months(first.year, first.month, first.month + 2)


def _half_yearly(_: Groups, anchor: Anchor) -> Span | None:
    """ "half-year profit": of the half that the text tells of, else the last that was over."""
    if anchor.published is None:
        return None
    told = [span for span in anchor.spans if _is_of_size(span, HALF) and span.last <= anchor.published]
    if told:
        return told[-1]
    second = anchor.published.month <= HALF
    return months(anchor.published.year - second, 7 if second else 1, 12 if second else 6)


def _half(groups: Groups, anchor: Anchor) -> Span | None:
    half = groups.number("h") if groups.has("h") else 1
    if half not in (1, 2) or (groups.has("r") and anchor.published is None):
        return None
    first, last = (1, 6) if half == 1 else (7, 12)
    year = groups.year(anchor) or nearest_year(first, anchor)
    return months(year, first, last) if year else None


def _interim(groups: Groups, anchor: Anchor) -> Span | None:
    """中期业绩, 中期息: the first half, in the months in which companies whose year is the calendar's report on it."""
    if groups.has("y"):
        year = groups.year(anchor)
        return months(year, 1, 6) if year else None
    reported = anchor.published is not None and anchor.published.month in INTERIM_SEASON
    return months(anchor.published.year, 1, 6) if anchor.published and reported else None


def _months_to(groups: Groups, anchor: Anchor) -> Span | None:
    """`"six months ended September"`: whole months up to and with the last one; a forecast "for the year to March" is
    of the next one.
    """
    month = groups.month("m")
    written = groups.values.get("n", "")
    count = groups.number("n") or MONTHS_OF.get(groups.words.units.get(written, written), 0)
    if month is None or not count:
        return None
    year = groups.year(anchor) or nearest_year(month, anchor)
    if year is None:
        return None
    year_ahead = count == YEAR and groups.has("ahead") and not (groups.has("y") or groups.has("r"))
    if year_ahead and anchor.future and anchor.published and month_end(year, month) < anchor.published:
        year += 1
    return Span(add_months(date(year, month, 1), 1 - count), month_end(year, month))


def _year(groups: Groups, anchor: Anchor) -> Span | None:
    year = groups.year(anchor)
    return months(year, 1, 12) if year and 1 <= year <= 9999 else None


def _years(groups: Groups, anchor: Anchor) -> Span | None:
    first, last = groups.year(anchor), groups.number("y2")
    if first is None or last is None:
        return None
    last = last + first // 100 * 100 if last < 100 else last
    return Span(date(first, 1, 1), date(last, 12, 31)) if first < last <= first + 200 else None


def _years_to(groups: Groups, anchor: Anchor) -> Span | None:
    """`"in the five years to 2024"`: 2020 to 2024."""
    last, count = groups.year(anchor), groups.number("n")
    return Span(date(last - count + 1, 1, 1), date(last, 12, 31)) if last and count and count < last else None


def _years_from(groups: Groups, anchor: Anchor) -> Span | None:
    """`"over three years starting in 2026"`: 2026 to 2028."""
    first, count = groups.year(anchor), groups.number("n")
    return Span(date(first, 1, 1), date(first + count - 1, 12, 31)) if first and count else None


def _last_quarter(groups: Groups, anchor: Anchor) -> Span | None:
    """`"the final three months of 2024"`: October to December."""
    year = groups.year(anchor) or nearest_year(10, anchor)
    return months(year, 10, 12) if year else None


def _two_years(_: Groups, anchor: Anchor) -> Span | None:
    """今明两年: this year and the next."""
    if anchor.published is None or anchor.published.year >= date.max.year:
        return None
    return Span(date(anchor.published.year, 1, 1), date(anchor.published.year + 1, 12, 31))


def _full_year(_: Groups, anchor: Anchor) -> Span | None:
    """`"full-year"`: the year of the text; in the reporting season, told as past, the year before."""
    if anchor.year and anchor.published is None:
        return months(anchor.year, 1, 12)
    if anchor.published is None:
        return None
    past = anchor.published.month <= 4 and not anchor.future
    return months(anchor.published.year - past, 1, 12)


def _relative(groups: Groups, anchor: Anchor) -> Span | None:
    """`"last month"`, `"this quarter"`: a unit of the calendar beside today's; of "earlier this year" what is over."""
    if anchor.published is None:
        return None
    unit, count, day = groups.words.units.get(groups.values.get("u", "")), groups.relative(), anchor.published
    if unit == "week":
        return week_of(day + timedelta(days=7 * count))
    size = {"month": 1, "quarter": 3, "half": 6, "year": YEAR}.get(unit or "")
    if size is None:
        return None
    start = quarter_of_report(groups, anchor) if size == QUARTER else None
    start = add_months(start or date(day.year, (day.month - 1) // size * size + 1, 1), size * count)
    return Span(start, day) if groups.has("over") else months(start.year, start.month, start.month + size - 1)


def _window(groups: Groups, anchor: Anchor) -> Span | None:
    unit = groups.words.units.get(groups.values.get("u", ""))
    count = groups.words.numbers.get(groups.values.get("n", "one")) or groups.number("n")
    if anchor.published is None or unit is None or not count or count > 500 or unit == "half":
        return None
    ahead = groups.has("ahead")
    return window(anchor.day or anchor.published if ahead else anchor.published, count, unit, ahead)


def _soon(groups: Groups, anchor: Anchor) -> Span | None:
    """ "in three years" of a plan or a forecast; of a fact it says how long something took or had not been."""
    return _window(groups, anchor) if anchor.future else None


def _calendar_years(groups: Groups, anchor: Anchor) -> Span | None:
    """近五年 in 2025 averages 2021 to 2025: the current year is the last of them."""
    count = groups.number("n")
    if anchor.published is None or not count or count > 100:
        return None
    return Span(date(anchor.published.year - count + 1, 1, 1), date(anchor.published.year, 12, 31))


def _average_years(groups: Groups, anchor: Anchor) -> Span | None:
    """两年平均 of 2021: 2020 and 2021; the year told is the last of them."""
    count, last = groups.number("n"), anchor.told.last if anchor.told else anchor.published
    if last is None or not count or count > 100:
        return None
    return Span(date(last.year - count + 1, 1, 1), date(last.year, 12, 31))


def _now(_: Groups, anchor: Anchor) -> Span | None:
    return Span(None, anchor.published) if anchor.published else None


def _year_to_date(_: Groups, anchor: Anchor) -> Span | None:
    return Span(date(anchor.published.year, 1, 1), anchor.published) if anchor.published else None


def _to_date_of_report(groups: Groups, anchor: Anchor) -> Span | None:
    """ "year to date" of a report on July: January to July; without months just told, up to now."""
    told = anchor.past or anchor.told
    if told is None or told.first is None or anchor.published is None or told.last.year != anchor.published.year:
        return _now(groups, anchor)
    return Span(date(told.last.year, 1, 1), told.last)


def _plan(groups: Groups, _: Anchor) -> Span | None:
    """Five-year plans count from the first, 1953 to 1957; the gap of 1963 to 1965 makes the tenth 2001 to 2005."""
    number = groups.number("n")
    return Span(date(1951 + 5 * number, 1, 1), date(1955 + 5 * number, 12, 31)) if number and number >= 3 else None


def _decade(groups: Groups, anchor: Anchor) -> Span | None:
    if anchor.published is None:
        return None
    first = (anchor.published.year // 10 + groups.relative()) * 10
    return Span(date(first, 1, 1), date(first + 9, 12, 31))


def _told(groups: Groups, anchor: Anchor) -> Span | None:
    """ "at that date", 同期: the time just told; "in the quarter": the quarter that was told last, else the one that it
    lies in.
    """
    told = anchor.told if anchor.future or anchor.past is None else anchor.past
    size = groups.number("n") or MONTHS_OF.get(groups.words.units.get(groups.values.get("u", ""), ""))
    if told is None or size is None:
        return told
    if _is_of_size(told, size):
        return _last_over(told, size, anchor)
    named = [span for span in (*anchor.spans, anchor.told) if span and _is_of_size(span, size)]
    if groups.has("n"):  # "in the two-month period", also behind "in February alone"
        up_to = Span(add_months(told.last.replace(day=1), 1 - size), told.last) if told.first is None else told
        return named[-1] if named else up_to
    longer = told.first is not None and _month_count(told) > size
    if named and (longer or size == QUARTER):
        return named[-1]
    start = (told.last.month - 1) // size * size + 1
    return months(told.last.year, start, start + size - 1)


def _last_over(told: Span, size: int, anchor: Anchor) -> Span:
    """The span, or where it is a quarter that still runs, the one before it: "forecast weak sales this quarter. It sold
    9 million in the quarter" that was over.
    """
    running = not anchor.future and anchor.published is not None and told.last > anchor.published
    return told.moved(-size) if running and size == QUARTER and told.first is not None else told


def _is_of_size(span: Span, size: int) -> bool:
    """Whether a span is so many calendar months, and no day of one."""
    return span.first is not None and span.first != span.last and _month_count(span) == size


def _month_count(span: Span) -> int:
    """Calendar months that a span touches."""
    first = span.first or span.last
    return 12 * (span.last.year - first.year) + span.last.month - first.month + 1


def _told_year(groups: Groups, anchor: Anchor) -> Span | None:
    """ "over the twelve months", 全年: the calendar year of the time just told, else the last one that was over, in
    December the one that nearly is; told as future, that of publication.
    """
    if anchor.told and not anchor.future and anchor.told.last <= (anchor.published or date.max):
        return months(anchor.told.last.year, 1, 12)
    if anchor.published is None:
        return _full_year(groups, anchor)
    past = anchor.published.month < 12 and not anchor.future
    return months(anchor.published.year - past, 1, 12)


def _this_year(groups: Groups, anchor: Anchor) -> Span | None:
    """当年, 年内: the year just told, or that of publication; 年内 of what is to come is always that."""
    ahead = anchor.future and groups.values.get("r") == "年内"
    if anchor.told and not ahead and anchor.told.last <= (anchor.published or date.max):
        return months(anchor.told.last.year, 1, 12)
    return _year(groups, anchor)


def _year_after(_: Groups, anchor: Anchor) -> Span | None:
    """ "the following year", 次年: the year after the one just told."""
    year = anchor.told.last.year + 1 if anchor.told else (anchor.published.year + 1 if anchor.published else None)
    return months(year, 1, 12) if year and year <= 9999 else None


def _year_end(_: Groups, anchor: Anchor) -> Span | None:
    """ "by the end of the year": of the past year that the text has just told of, else the year of publication."""
    if (
        anchor.told
        and not anchor.future
        and (anchor.published is None or anchor.told.last.year <= anchor.published.year)
    ):
        return months(anchor.told.last.year, 1, 12)
    if anchor.published is None:
        return None
    past = anchor.published.month <= 2 and not anchor.future
    return months(anchor.published.year - past, 1, 12)


def _nothing(_: Groups, __: Anchor) -> Span | None:
    """Time that cannot be set in days ("recently", "the same period"): it stands between a number and older times."""
    return None


GIVES: Mapping[str, Callable[[Groups, Anchor], Span | None]] = {
    "day": period_days.one_day,
    "bare_day": period_days.last_such_day,
    "days": period_days.days_between,
    "week_to": period_days.week_to,
    "weekend": period_days.weekend,
    "weekdays": period_days.weekdays_between,
    "edition": _year,
    "fiscal": _year,
    "fiscal_year": fiscal_year,
    "split_year": split_year,
    "months": _months,
    "months_between": _months_between,
    "last_month": _last_month,
    "first_months": _first_months,
    "first_quarters": _first_quarters,
    "quarter": _quarter,
    "quarters": _quarter,
    "season": season,
    "quarterly": _quarterly,
    "half_yearly": _half_yearly,
    "half": _half,
    "interim": _interim,
    "months_to": _months_to,
    "year": _year,
    "years": _years,
    "years_to": _years_to,
    "years_from": _years_from,
    "last_quarter": _last_quarter,
    "two_years": _two_years,
    "full_year": _full_year,
    "relative": _relative,
    "window": _window,
    "soon": _soon,
    "calendar_years": _calendar_years,
    "weekday": period_days.weekday,
    "near_day": period_days.near_day,
    "day_after": period_days.day_after,
    "now": _now,
    "already": _now,
    "to_date": _year_to_date,
    "to_date_of_report": _to_date_of_report,
    "year_to_date": _year_to_date,
    "plan": _plan,
    "decade": _decade,
    "told": _told,
    "told_year": _told_year,
    "average_years": _average_years,
    "this_year": _this_year,
    "year_after": _year_after,
    "year_end": _year_end,
    "shift": _nothing,
    "unset": _nothing,
}
