"""Values as people write them on a command line, read as in articles: "8.68 billion USD", 86.8亿美元."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.errors import UsageError
from extractors.numbers.measured_numbers import find_measures
from extractors.numbers.quantities import QuantityRules
from extractors.records import Lang, Quantity

BARE = "count"  # the unit of a number without one
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_PLAIN = re.compile(r"[+-]?\d[\d,]*(\.\d+)?(e\d{1,2})?", re.IGNORECASE)  # "12,000", "8.68e9"


def parse_value(asked: str, read_rules: Callable[[], QuantityRules]) -> Quantity:
    """The one number that is asked for, with its bounds, unit and precision; a bare number counts.

    `read_rules` gives the words of config/; a bare number needs none. `"more than 12 billion yuan"` gives low 12e9,
    high None, unit CNY. Raises UsageError where no number, or more than one, can be read.
    """
    text = asked.strip()
    if _PLAIN.fullmatch(text):
        return _read_plain(text)
    lang: Lang = "zh" if _CHINESE.search(text) else "en"
    found = [item for item in find_measures(text, lang, read_rules()) if item.same_as is None]
    if len(found) != 1:
        lack = "no number can be read" if not found else f"{len(found)} numbers stand there"
        raise UsageError(f"{asked!r}: {lack}; write one, such as '8.68 billion USD' or 86.8亿美元")
    return found[0]


def _read_plain(text: str) -> Quantity:
    """`"8.68e9"` is known to half of its last written digit, as in an article."""
    digits = text.replace(",", "")
    mantissa, _, exponent = digits.lower().partition("e")
    decimals = len(mantissa.partition(".")[2])
    value = float(digits)
    precision = 0.5 * 10.0 ** (int(exponent or 0) - decimals) if decimals or exponent else 0.0
    return Quantity(0, len(text), text, value, value, "eq", BARE, precision=precision, rule="plain number")
