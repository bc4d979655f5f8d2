"""Numbers and periods as a person reads them at the terminal."""

from __future__ import annotations

from datetime import date

COMPARATORS = {"gt": "> ", "ge": "≥ ", "lt": "< ", "le": "≤ ", "approx": "~ "}


def format_number(comparator: str, value: float | None, low: float | None, high: float | None, unit: str) -> str:
    """`format_number("gt", 12e9, 12e9, None, "CNY")` is `"> 12,000,000,000 CNY"`; a range shows both ends."""
    number = f"{format_value(low)} – {format_value(high)}" if comparator == "range" else format_value(value)
    return f"{COMPARATORS.get(comparator, '')}{number} {'' if unit == 'count' else unit}".rstrip()


def format_value(value: float | None) -> str:
    """`format_value(4830000)` is `"4,830,000"`; decimals stay as they are."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def format_period(start: date | None, end: date | None) -> str:
    """One day for an instant, both ends for a span, the year where it is a whole one."""
    if end is None:
        return "–"
    if start is None or start == end:
        return end.isoformat()
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return str(start.year)
    return f"{start} – {end}"
