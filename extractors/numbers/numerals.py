"""What a numeral is, in any language: a value, the place of its last written digit, and where it stands.

The grammars of the two languages (`numerals_en.py`, `numerals_zh.py`) both return `Numeral`; units, comparators and
ranges are attached later and know nothing of spelling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractors.quick_records import quick, replace
from extractors.records import Comparator

# plain: a number; fraction: a bare fraction in words or signs ("two thirds"); multiple: "doubled", 翻番;
# vague: a number that names no value ("dozens", 数百); masked: digits of a date, a clock, a name.
Form = Literal["plain", "fraction", "multiple", "vague", "masked"]

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺\u2212", "0123456789-+-")
_ZERO_GROUPS = re.compile(r"(?:000)+$")
_LARGEST_EXPONENT = 30
_LARGEST_POWER = 60  # digits before or behind the point

VULGAR_FRACTIONS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip


@quick
@dataclass(frozen=True, slots=True)
class Numeral:
    """One written number. `"3.38 million"` has value 3380000, step 10000 and scale 1000000."""

    start: int
    end: int
    value: Decimal
    step: Decimal  # what one unit of the last written digit is worth
    scale: Decimal = Decimal(1)  # the magnitude word applied, to be shared with a neighbour ("3 to 5 million")
    form: Form = "plain"
    spelled: bool = False  # no digit in it
    bound: Comparator | None = None  # said inside the number: 三千余, 上百
    signed: bool = False  # a plus or minus is written
    grouped: bool = False  # digits with thousands separators or a decimal point: never a year or a list number


def negated(numeral: Numeral) -> Numeral:
    """The numeral with a minus that is written before it: `"minus five"`."""
    return replace(numeral, value=-numeral.value, signed=True)


def masked(start: int, end: int) -> Numeral:
    """Digits that are no number: nobody shall read them again."""
    return Numeral(start, end, Decimal(0), Decimal(1), form="masked")


def parse_digits(text: str) -> tuple[Decimal, Decimal]:
    """The value of plain digits and the worth of their last place: `"1,674.5"` gives 1674.5 and 0.1.

    Groups of zeros at the end of an integer of five digits or more are taken as "so many thousand": "200,000" is
    written to the nearest thousand as "200 thousand" is.
    """
    compact = text.replace(",", "").replace(" ", "").replace("\u202f", "").replace("\u00a0", "")
    value = Decimal(compact)
    if "." in compact:
        return value, Decimal(1).scaleb(-len(compact.partition(".")[2]))
    zeros = _ZERO_GROUPS.search(compact) if len(compact) >= 5 else None
    return value, Decimal(1).scaleb(len(zeros.group()) if zeros else 0)


def parse_exponent(text: str) -> Decimal:
    """The power of ten of scientific writing: `"-4"` or `"⁻⁴"` gives 0.0001; absurd exponents are cut off."""
    digits = text.translate(_SUPERSCRIPTS)
    sign = -1 if digits.startswith("-") else 1
    size = digits.lstrip("+-")
    exponent = int(size) if len(size) <= 2 else _LARGEST_EXPONENT
    return Decimal(1).scaleb(sign * min(exponent, _LARGEST_EXPONENT))


def raised(base: Decimal, exponent: str) -> Decimal:
    """A power as typed, `"10^9"`; two minus signs cancel, and a power beyond every measure stays its base."""
    power = int(exponent.lstrip("+-")) * (-1 if exponent.count("-") == 1 else 1)
    return base**power if base and abs(power) * (abs(base.adjusted()) + 1) <= _LARGEST_POWER else base
