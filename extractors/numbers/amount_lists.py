"""All amounts of a text: ranges joined, compound measures added up, units shared along lists.

`"$3 to 5 million"` becomes one amount of 3000000 to 5000000 US dollars, `"8.6、3.3个百分点"` two amounts in percentage
points, `"5 feet 6 inches"` one of 5.5 feet. What the words around an amount mean is read later, in `quantities.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractors.numbers.amounts import Amount, Source, read_amount
from extractors.numbers.numerals import Numeral
from extractors.numbers.occasions import as_occasions
from extractors.numbers.ranges import join_range
from extractors.numbers.shared_units import share_units
from extractors.quick_records import replace

_CENTS = 100
_SENTENCE_END = re.compile(r"\s?(?:[.!?](?:\s|$)|$|\n)")
_SAID_TOGETHER = frozenset({("ft", "in"), ("lb", "oz"), ("st", "lb")})  # over a comma or hyphen: "6-foot-2-inch"
_FARTHEST = 24  # characters between two amounts that may be one
_COMPOUND = {"en": re.compile(r",?\s(?:and\s)?|-"), "zh": re.compile(r"\s?[零又]?")}


def read_amounts(source: Source, numerals: Sequence[Numeral]) -> list[Amount]:
    """The amounts of a text in order; masked numerals stay as amounts, so that neighbours do not join over them."""
    joined: list[Amount] = []
    for numeral in numerals:
        previous = joined[-1] if joined else None
        if previous is not None and numeral.start < previous.end:  # the 百 of 3个百分点, the 8 of 1米8
            continue
        amount = read_amount(source, numeral)
        if source.lang == "en":
            amount = as_occasions(source.low, amount)
        if previous is not None and amount.start - previous.end <= _FARTHEST and previous.first.form != "masked":
            merged = (
                join_range(source, previous, amount)
                or _compound(source, previous, amount)
                or _cents(source, previous, amount)
            )
            if merged is not None:
                joined[-1] = merged
                continue
        joined.append(amount)
    return share_units(source, joined)


def _compound(source: Source, left: Amount, right: Amount) -> Amount | None:
    """`"50 minutes, 26 seconds"` and 2小时30分钟 as one amount in the larger unit."""
    big, small = left.unit, right.unit
    if big is None or small is None or big.factor is None or small.factor is None or big.dimension != small.dimension:
        return None
    gap = source.low[left.end : right.start]
    if small.factor >= big.factor or right.is_range or not _COMPOUND[source.lang].fullmatch(gap):
        return None
    if right.high * small.factor >= big.factor or right.low < 0:
        return None
    if gap.startswith((",", "-")) and big.dimension != "time" and (big.symbol, small.symbol) not in _SAID_TOGETHER:
        return None  # "12 miles, 30 yards wide" are two
    if big.is_money and source.lang == "en" and (left.prefixed or left.low % 1 or "," in gap):
        return None  # "at $1.20, 3 cents above"
    part = right.low * small.factor / big.factor
    return replace(
        left, end=right.end, low=left.low + part, high=left.high + part, step=right.step * small.factor / big.factor
    )


def _cents(source: Source, left: Amount, right: Amount) -> Amount | None:
    """`"15 dollars and fifty."`: a number below a hundred that ends the sentence behind money is its cents."""
    if left.unit is None or not left.unit.is_money or left.unit.factor is None or right.own_unit or left.is_range:
        return None
    whole = left.low == int(left.low) and left.scale == 1 and right.first.form == "plain" and not right.first.grouped
    if not whole or not 0 < right.low < _CENTS or right.low != int(right.low):
        return None
    if source.low[left.end : right.start] != " and " or not _SENTENCE_END.match(source.low, right.end):
        return None
    value = left.low + right.low / _CENTS
    return replace(left, end=right.end, low=value, high=value, step=Decimal("0.01"))
