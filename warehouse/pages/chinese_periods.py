"""Reference periods and days as Chinese prints them. Pure: dates in, text out."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

_QUARTERS = {1: "一季度", 4: "二季度", 7: "三季度", 10: "四季度"}
_HALVES = {1: "上半年", 7: "下半年"}
_YEAR_MONTHS = 12


def format_chinese_day(day: date | None) -> str:
    """`2024-06-17` gives "2024年6月17日"; no day gives a dash."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "–"


def format_chinese_period(start: date | None, end: date | None) -> str:
    """The reference period in words: "2024年", "2024年三季度", "2024年1—5月", "2024年6月底", "2024年6月17日"."""
    if end is None:
        return f"自{format_chinese_day(start)}起" if start else "未说明时期"
    if start is None or start == end:
        return _format_instant(end)
    if start.day == 1 and _is_month_end(end):
        return _format_months(start, end)
    return f"{format_chinese_day(start)}—{format_chinese_day(end)}"


def _format_instant(day: date) -> str:
    if not _is_month_end(day):
        return format_chinese_day(day)
    return f"{day.year}年底" if day.month == _YEAR_MONTHS else f"{day.year}年{day.month}月底"


def _format_months(start: date, end: date) -> str:
    months = (end.year - start.year) * _YEAR_MONTHS + end.month - start.month + 1
    if months == 1:
        return f"{start.year}年{start.month}月"
    if months == 3 and start.month in _QUARTERS:
        return f"{start.year}年{_QUARTERS[start.month]}"
    if months == 6 and start.month in _HALVES:
        return f"{start.year}年{_HALVES[start.month]}"
    if start.month == 1 and end.month == _YEAR_MONTHS:
        return f"{start.year}年" if months == _YEAR_MONTHS else f"{start.year}—{end.year}年"
    if start.year == end.year:
        return f"{start.year}年{start.month}—{end.month}月"
    return f"{start.year}年{start.month}月—{end.year}年{end.month}月"


def _is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
