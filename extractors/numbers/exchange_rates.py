"""Exchange rates: what one currency costs in another measures no event, and is no claim.

`"($1 = 6.9 yuan)"`, `"7.1 yuan to the dollar"`, 1欧元兑7.8元, 人民币兑美元汇率为7.1. A sum that is converted at a rate
(按汇率折算约3亿元) and a currency that moves by percent stay what they are. The words are in
`config/languages/*.yaml` under `exchange_rates`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.numbers.units import UnitTable
from extractors.quick_records import replace
from extractors.records import Quantity

REASON = "exchange rate"
_FARTHEST = 24  # characters between the two sums of a rate, or between its name and its figure
_HIGHEST = 100_000  # no currency costs more than so many of another


@dataclass(frozen=True, slots=True)
class RateWords:
    """The words of exchange rates in one language, compiled."""

    between: re.Pattern[str]  # what stands between one unit of a currency and its price: =, equals, 兑
    after: re.Pattern[str]  # what makes the figure before it a rate: "to the dollar"
    before: re.Pattern[str]  # what makes the figure behind it a rate: 汇率为


def build_rates(words: Mapping[str, Any]) -> RateWords:
    """Compiles the section `exchange_rates` of a language file."""
    currencies = "|".join(words["currencies"])
    return RateWords(
        between=re.compile(rf"\s?(?:{'|'.join(words['between'])})\s?"),
        after=re.compile("|".join(words["after"]).replace("CURRENCY", f"(?:{currencies})") or r"(?!)"),
        before=re.compile(f"(?:{'|'.join(words['before'])})$".replace("CURRENCY", f"(?:{currencies})")),
    )


def mark_rates(quantities: Sequence[Quantity], low: str, units: UnitTable, words: RateWords) -> list[Quantity]:
    """The quantities, those excluded that say what a currency costs."""
    marked = list(quantities)
    for index, quantity in enumerate(marked):
        if quantity.excluded in {None, "bare"} and _is_rate(quantity, low, units, words):
            marked[index] = replace(quantity, excluded=REASON)
    for index in range(len(marked) - 1):
        left, right = marked[index], marked[index + 1]
        if _is_pair(left, right, low, units, words):
            marked[index], marked[index + 1] = replace(left, excluded=REASON), replace(right, excluded=REASON)
    return marked


def _is_rate(quantity: Quantity, low: str, units: UnitTable, words: RateWords) -> bool:
    """Whether a figure stands at the name of a rate: `"6.9 yuan per dollar"`, 中间价报7.1."""
    unit = units.by_symbol.get(quantity.unit)
    if unit is None or not (unit.is_money or unit.is_count) or not _is_small(quantity):
        return False
    return bool(
        (quantity.noun is None and words.after.match(low, quantity.end))
        or words.before.search(low, max(0, quantity.start - _FARTHEST), quantity.start)
    )


def _is_pair(left: Quantity, right: Quantity, low: str, units: UnitTable, words: RateWords) -> bool:
    """Whether two sums in different currencies, one of them a single unit, are set equal."""
    first, second = units.by_symbol.get(left.unit), units.by_symbol.get(right.unit)
    if first is None or second is None or first.symbol == second.symbol or not (first.is_money and second.is_money):
        return False
    near = 0 <= right.start - left.end <= _FARTHEST
    if 1 not in {left.low, right.low} or not near or not (_is_small(left) and _is_small(right)):
        return False
    return words.between.fullmatch(low, left.end, right.start) is not None


def _is_small(quantity: Quantity) -> bool:
    value = quantity.low if quantity.low is not None else quantity.high
    return value is not None and 0 < value < _HIGHEST
