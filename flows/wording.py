"""Numbers with units as a person reads them at the terminal; bounds and periods read as in the report."""

from __future__ import annotations

from math import isclose

from warehouse import report_wording
from warehouse.report_wording import Style, find_scale, format_bounds

SCALED_FROM = 1e9  # below, the eye still counts digits
_UNITS = {"count": "", "percent": "%", "pp": " percentage points"}
_WORDS = {"approx": "about ", "gt": "more than ", "ge": "at least ", "lt": "less than ", "le": "at most "}


def format_number(low: float | None, high: float | None, comparator: str, unit: str | None) -> str:
    """`(12e9, None, "gt", "CNY")` is "more than 12 billion CNY", `(None, -6, "gt", "percent")` "more than 6% down"; the
    figure of an index, without a unit, is a number alone.
    """
    word = _UNITS.get(unit, f" {unit}") if unit else ""
    text = format_bounds(low, high, comparator, Style(format_value, _WORDS, f"{word} down"))
    return text if text.endswith(" down") else text + word


def format_value(value: float) -> str:
    """All digits: `4838000` is "4,838,000"; from a billion on "1.75 trillion", where four decimals hide none."""
    divisor, _ = find_scale(abs(value))
    if abs(value) >= SCALED_FROM and isclose(round(value / divisor, 4) * divisor, value, rel_tol=1e-12):
        return report_wording.format_number(value)
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10g}"  # sums of fractions end in noise
    return text.replace("-", "−") if "e" not in text else text
