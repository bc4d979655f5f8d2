"""How a series keeps the period of a value: a stock on one day, a flow over its month, quarter, year. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from warehouse.references.spans import Span

LENGTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
# How vendors call the frequency of a series.
FREQUENCIES: Mapping[str, str] = {
    **dict.fromkeys(("month", "monthly", "月", "月度", "m"), "month"),
    **dict.fromkeys(("quarter", "quarterly", "季", "季度", "q"), "quarter"),
    **dict.fromkeys(("half", "semiannual", "semi-annual", "half-yearly", "半年"), "half"),
    **dict.fromkeys(("year", "yearly", "annual", "annually", "年", "年度", "y", "a"), "year"),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A period as a series has it; `start` equals `end` for what holds on one day."""

    start: date
    end: date
    period_type: str


def place_period(
    span: Span, *, period_type: str | None, frequency: str | None, nature: str, kind: str
) -> Placed | None:
    """The period of a value; None for a day where a period is needed.

    A stock stands on the last day ("2024-06" is 30 June), "ytd" counts from January, and a day of a monthly series
    (31 January, or the first) is its month.
    """
    if period_type == "instant" or (nature == "stock" and kind in {"level", "share"}):
        return Placed(span.end, span.end, "instant")
    if period_type == "ytd":
        return _name_months(date(span.end.year, 1, 1), span.end)
    if span.grain == "day":
        length = LENGTHS.get(period_type or frequency or "")
        if length is not None:
            return _find_whole(span.end, length)
        return Placed(span.end, span.end, "instant") if nature != "flow" and kind in {"level", "share"} else None
    if span.grain != "span":
        return Placed(span.start, span.end, span.grain)
    return _name_months(span.start, span.end)


def _find_whole(day: date, length: int) -> Placed:
    """The month, quarter, half or year in which a day lies."""
    first = (day.month - 1) // length * length + 1
    return _name_months(date(day.year, first, 1), _last_of(day.year, first + length - 1))


def _name_months(start: date, end: date) -> Placed:
    """What series call the months from one day to another: `ytd` from January on, `window` for no whole part."""
    whole = start.day == 1 and end == _last_of(end.year, end.month) and start.year == end.year
    if not whole:
        return Placed(start, end, "window")
    months = end.month - start.month + 1
    for name, length in LENGTHS.items():
        if months == length and (start.month - 1) % length == 0:
            return Placed(start, end, name)
    return Placed(start, end, "ytd" if start.month == 1 else "window")


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
