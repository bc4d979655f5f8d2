"""What one cell of a table says: a number as spreadsheets and data vendors write it. Pure.

`"1,234.5"`, `"１２３４"`, `"(12.3)"`, `"483.8万"`, `"1.2bn"`, `"20.7%"`, `">130000000000"`, `"4.838E+06"`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

EMPTY = frozenset(
    {"", "-", "--", "—", "–", "…", "...", "..", "n/a", "na", "n.a.", "nan", "null", "none", "#n/a", "缺", "无"}
)
MAGNITUDES = {
    "万亿": 1e12, "亿": 1e8, "千万": 1e7, "百万": 1e6, "十万": 1e5, "万": 1e4, "千": 1e3, "百": 1e2,
    "trillion": 1e12, "tn": 1e12, "billion": 1e9, "bn": 1e9, "b": 1e9, "million": 1e6, "mn": 1e6, "mln": 1e6, "m": 1e6,
    "thousand": 1e3, "th": 1e3, "k": 1e3,
}  # fmt: skip
COMPARATORS = {
    ">": "gt", "＞": "gt", "超": "gt", "more than": "gt", "over": "gt", ">=": "ge", "≥": "ge", "至少": "ge",
    "<": "lt", "不足": "lt", "less than": "lt", "<=": "le", "≤": "le", "~": "approx", "≈": "approx", "约": "approx",
    "about": "approx",
}  # fmt: skip
MOST_DIGITS = 40  # more are no statistic, and float() would take long over millions of them

_NUMBER = re.compile(
    r"""
    (?P<comparator> more\ than | over | less\ than | about | >= | <= | [><≥≤~≈] | 超 | 至少 | 不足 | 约 )? \s*
    (?P<bracket> \( )? \s*
    (?P<sign> [-+] )?
    (?P<digits> \d{1,3}(?:[, ]\d{3})+(?:\.\d+)? | \d+(?:\.\d+)? | \.\d+ )   # 1,234.5   1 234.5   1234.5   .5
    (?: e(?P<exponent> [-+]?\d{1,3} ) )? \s*
    (?P<magnitude> 万亿 | 千万 | 百万 | 十万 | 亿 | 万 | 千
        | trillion | billion | million | thousand | tn | bn | mn | mln | k )? \s*
    (?P<percent> % )? \s*
    (?(bracket) \) )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its bounds as its cell has them; `precision` is half of what its last digit stands for."""

    low: float | None
    high: float | None
    comparator: str
    precision: float
    percent: bool  # whether a sign of percent stands behind it

    def scaled(self, factor: float) -> Number:
        """The same in units of which one of before is so many."""
        low, high = (None if end is None else _times(end, factor) for end in (self.low, self.high))
        return Number(low, high, self.comparator, self.precision * factor, self.percent)


def is_empty(cell: str) -> bool:
    """Whether a cell says that there is no value: blank, "-", "N/A", "…"."""
    return fold(cell) in EMPTY


def fold(text: str) -> str:
    """Full-width characters as plain ones, blanks of any width as one, in lower case."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("−", "-").lower().split())


def parse_number(cell: str) -> Number | None:
    """The number in a cell; None where it holds anything else. `parse_number("483.8万").low` is `4838000.0`.

    Zeros that end a whole number in threes count as rounding, as they do in articles: 302,000 is known to the thousand.
    """
    found = _NUMBER.fullmatch(fold(cell))
    if found is None or len(found["digits"]) > MOST_DIGITS:
        return None
    digits = found["digits"].replace(",", "").replace(" ", "")
    exponent = int(found["exponent"] or 0)
    scale = MAGNITUDES.get(found["magnitude"] or "", 1.0)
    value = _times(float(f"{digits}e{exponent}"), scale)
    if value in (float("inf"), float("-inf")):
        return None
    if (found["sign"] == "-") != bool(found["bracket"]):
        value = -value
    comparator = COMPARATORS.get(found["comparator"] or "", "eq")
    low, high = (None if comparator in closed else value for closed in (("lt", "le"), ("gt", "ge")))
    return Number(low, high, comparator, _find_precision(digits, exponent) * scale, bool(found["percent"]))


def _find_precision(digits: str, exponent: int) -> float:
    whole, _, decimals = digits.partition(".")
    if decimals:
        return float(0.5 * 10.0 ** (exponent - len(decimals)))
    thousands = (len(whole) - len(whole.rstrip("0"))) // 3 if whole.strip("0") else 0
    return float(0.5 * 10.0 ** (exponent + 3 * thousands))


def _times(value: float, factor: float) -> float:
    """Without the noise of binary fractions: 483.8 times 1e4 is 4838000."""
    return float(f"{value * factor:.15g}")
