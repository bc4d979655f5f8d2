"""How the report writes numbers, periods and series for a person. Pure: values in, text out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_CHINESE_SCALES = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"))
_UNIT_WORDS = {
    "percent": "%",
    "pp": "percentage points",
    "times": "times",
    "CNY": "yuan (CNY)",
    "USD": "US dollars (USD)",
    "EUR": "euros (EUR)",
    "HKD": "Hong Kong dollars (HKD)",
    "JPY": "yen (JPY)",
}
_BASIS_WORDS = {
    "yoy": "year on year",
    "qoq": "quarter on quarter",
    "mom": "month on month",
    "cagr": "average a year",
    "since": "against an earlier point",
    "ytd_yoy": "year to date, year on year",
}
_PERIOD_TYPE_WORDS = {
    "instant": "at a point in time",
    "month": "monthly",
    "quarter": "quarterly",
    "half": "half-yearly",
    "year": "yearly",
    "ytd": "year to date",
    "window": "over a span of time",
    "inception": "since the start",
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_QUARTER_STARTS = {1: "Q1", 4: "Q2", 7: "Q3", 10: "Q4"}
_YEAR_MONTHS = 12
_LONGEST_URL = 2_000


def format_number(value: float) -> str:
    """The number as English prints it, to four decimals: `3380000` gives "3.38 million", `237068` gives "237,068"."""
    divisor, word = find_scale(abs(value))
    digits = _format_digits(value / divisor)
    return f"{digits} {word}" if word else digits


def format_chinese(value: float) -> str:
    """The number as Chinese prints it: `3380000` gives "338万", `1.74e12` gives "1.74万亿"."""
    divisor, word = find_chinese_scale(abs(value))
    return _format_digits(value / divisor, grouped=False) + word


def find_scale(largest: float) -> tuple[float, str]:
    """Divisor and word for numbers up to `largest`: `4.7e6` gives `(1e6, "million")`, `237068` gives `(1.0, "")`."""
    return next(((divisor, word) for divisor, word in _SCALES if largest >= divisor), (1.0, ""))


def find_chinese_scale(largest: float) -> tuple[float, str]:
    """The same in Chinese: `4.7e6` gives `(1e4, "万")`."""
    return next(((divisor, word) for divisor, word in _CHINESE_SCALES if largest >= divisor), (1.0, ""))


def format_interval(low: float | None, high: float | None, comparator: str) -> str:
    """Bounds with the words that the comparator stands for: `(3.38e6, None, "gt")` gives "more than 3.38 million".

    A falling figure keeps the comparator as worded ("fell more than 6 percent" is high -6 with gt): it reads
    "more than 6 down", because "more than -6" would say the opposite.
    """
    return format_bounds(low, high, comparator, _ENGLISH)


def format_chinese_interval(low: float | None, high: float | None, comparator: str) -> str:
    """The same in Chinese: `(16000, 16000, "approx")` gives "约1.6万"."""
    return format_bounds(low, high, comparator, _CHINESE)


def format_unit(unit: str | None, per: str | None = None, of: str | None = None) -> str:
    """The unit as a label: `("CNY", "month")` gives "yuan (CNY) per month"; a count is named by what it counts."""
    word = (of or "") if unit == "count" else _UNIT_WORDS.get(unit, unit) if unit else ""
    return f"{word} per {per}".strip() if per else word


def format_period(start: date | None, end: date | None) -> str:
    """The reference period in words: "2024", "Q3 2024", "H1 2024", "Jan-May 2024", "end of Jun 2024", "17 Jun 2024"."""
    if end is None:
        return f"from {format_day(start)}" if start else "no period stated"
    if start is None or start == end:
        return _format_instant(end)
    if start.day == 1 and _is_month_end(end):
        return _format_months(start, end)
    return f"{format_day(start)} – {format_day(end)}"


def format_day(day: date | None) -> str:
    """`2024-06-17` gives "17 Jun 2024"; no day gives a dash."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else "–"


def format_change(change: float | None, unit: str) -> str:
    """A signed difference: `58000.0` gives "+58,000"; percent figures change by percentage points: "+1.5 pp"."""
    if change is None:
        return "–"
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    suffix = " pp" if unit in {"percent", "pp"} else ""
    return f"{sign}{format_number(abs(change))}{suffix}"


def format_percent(percent: float) -> str:
    """A signed relative change to one decimal: `29.53` gives "+29.5%"."""
    sign = "+" if percent > 0 else "−" if percent < 0 else "±"
    return f"{sign}{abs(percent):,.1f}%"


def describe_series(kind: str | None, basis: str | None, period_type: str) -> str:
    """What one value of a series is: "growth, year on year · monthly", "level · at a point in time"."""
    kind_words = ", ".join(word for word in (kind, _BASIS_WORDS.get(basis or "", basis)) if word)
    return " · ".join(word for word in (kind_words, _PERIOD_TYPE_WORDS.get(period_type, period_type)) if word)


def join_names(entity: str | None, place: str | None) -> str:
    """Whom and where: `("China Mobile", "Guangdong")` gives "China Mobile, Guangdong"; `("China", "China")` "China"."""
    return ", ".join(dict.fromkeys(name for name in (entity, place) if name))


def find_link(url: str | None) -> str | None:
    """The url if a reader may follow it, else None: http or https, with a host, without a password in it.

    Urls come from feeds of strangers: `javascript:` and `data:` would run in the page, `file:` would open the reader's
    own disk, and a password in a url is nobody's to print.
    """
    if not url or len(url) > _LONGEST_URL:
        return None
    try:
        parts = urlsplit(url)
        follows = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    return url if follows and not any(character.isspace() or ord(character) < 32 for character in url) else None


def find_host(url: str) -> str:
    """The host a link leads to, as its text: "https://www.example.org/a" gives "example.org"."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _format_digits(value: float, *, grouped: bool = True) -> str:
    text = f"{value:,.4f}" if grouped else f"{value:.4f}"
    text = text.rstrip("0").rstrip(".")
    if text in {"0", "-0"} and value:
        return f"{value:.3g}"  # 0.00004 must not read as nothing
    return text.replace("-", "−") if text != "-0" else "0"


def format_bounds(low: float | None, high: float | None, comparator: str, style: Style) -> str:
    """Bounds in the words of a style; see `format_interval`."""
    low, high = _drop_soft_bound(low, high, comparator)
    if low is not None and high is not None:
        value = style.write(low) if low == high else f"{style.write(low)} – {style.write(high)}"
        return style.words["approx"] + value if comparator == "approx" else value
    bound = low if low is not None else high
    if bound is None:
        return "–"
    word = style.words.get(comparator) or style.words["ge" if low is not None else "le"]
    if bound < 0 and (low is None) == (comparator in {"gt", "ge"}):
        return word + style.write(-bound) + style.falls
    return word + style.write(bound)


@dataclass(frozen=True, slots=True)
class Style:
    """How a language writes a number and what goes around it."""

    write: Callable[[float], str]
    words: dict[str, str]  # before the number, by comparator
    falls: str  # after the size of a decrease


_ENGLISH = Style(
    format_number,
    {"approx": "about ", "gt": "more than ", "ge": "at least ", "lt": "less than ", "le": "at most "},
    " down",
)
_CHINESE = Style(format_chinese, {"approx": "约", "gt": "超", "ge": "至少", "lt": "不足", "le": "至多"}, "（下降）")


def _drop_soft_bound(low: float | None, high: float | None, comparator: str) -> tuple[float | None, float | None]:
    """The bound that was said: "more than 12 billion" may carry an upper bound of our own, which nobody said."""
    if low is None or high is None or low == high:
        return low, high
    if comparator in {"gt", "ge"}:
        return (None, high) if high < 0 else (low, None)
    if comparator in {"lt", "le"}:
        return (low, None) if high <= 0 else (None, high)
    return low, high


def _format_instant(day: date) -> str:
    if not _is_month_end(day):
        return format_day(day)
    return f"end of {day.year}" if day.month == _YEAR_MONTHS else f"end of {MONTHS[day.month - 1]} {day.year}"


def _format_months(start: date, end: date) -> str:
    months = (end.year - start.year) * _YEAR_MONTHS + end.month - start.month + 1
    first, last = MONTHS[start.month - 1], MONTHS[end.month - 1]
    if months == 1:
        return f"{first} {start.year}"
    if months == 3 and start.month in _QUARTER_STARTS:
        return f"{_QUARTER_STARTS[start.month]} {start.year}"
    if months == 6 and start.month in {1, 7}:
        return f"H{1 if start.month == 1 else 2} {start.year}"
    if start.month == 1 and end.month == _YEAR_MONTHS:
        return str(start.year) if months == _YEAR_MONTHS else f"{start.year}–{end.year}"
    return f"{first}–{last} {end.year}" if start.year == end.year else f"{first} {start.year} – {last} {end.year}"


def _is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
