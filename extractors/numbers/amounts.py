"""One amount: a numeral with the currency before it and the unit after it.

`"$1.5bn"`, `"75 USD million"`, 两年半, 1米6. Ranges are joined in `ranges.py`, neighbours in `amount_lists.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractors.numbers.numerals import Numeral
from extractors.numbers.units import Unit, UnitHit, UnitTable
from extractors.numbers.written_units import find_unit_after
from extractors.quick_records import quick, replace
from extractors.records import Comparator, Lang

_TENTHS = re.compile(r"(?P<digits>\d{1,2})(?![\d.%万亿])")
_MAGNITUDE_LETTERS = {"M": Decimal(10**6), "m": Decimal(10**6), "k": Decimal(10**3), "T": Decimal(10**3)}
_MAGNITUDE_CODE = re.compile(r"\s?(?P<scale>[MmkT])(?P<code>[A-Z]{3})(?![A-Za-z0-9])")
_MAGNITUDES = {
    "thousand": Decimal(10**3),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
}
_MAGNITUDE_BEHIND = re.compile(rf"\s(?P<word>{'|'.join(_MAGNITUDES)})(?![a-z])")
_HALF = re.compile(r"半(?![年月天小个径成价夜数])")


@quick
@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral, or a range of two, with the unit that is written at it or shared with its neighbour."""

    start: int
    end: int
    number_start: int
    number_end: int
    low: Decimal
    high: Decimal
    step: Decimal
    first: Numeral
    unit: Unit | None
    scale: Decimal = Decimal(1)
    is_range: bool = False
    bound: Comparator | None = None
    prefixed: bool = False  # the currency stands before the number
    suffixed: bool = False  # a unit is written after the number
    loose: bool = False  # the unit's sign is shared by several currencies
    of_unit: bool = False  # "of" stands between a vague number and what it counts: "hundreds of miles"

    @property
    def own_unit(self) -> bool:
        return self.prefixed or self.suffixed


@quick
@dataclass(frozen=True, slots=True)
class Source:
    """A text and what its amounts are read with."""

    text: str  # folded
    low: str  # in lower case
    units: UnitTable
    moves: frozenset[str]  # words of change: behind one of them "from 5 to 8" is a move and no range
    lang: Lang


def has_separator(amount: Amount) -> bool:
    """Whether thousands are set apart: such a number is whole, and shares no magnitude."""
    return amount.first.grouped and amount.low >= 1000


def read_amount(source: Source, numeral: Numeral) -> Amount:
    """One numeral with the currency before it and the unit after it."""
    if numeral.form == "masked":
        return _amount(numeral, None, None)
    if numeral.form == "vague":
        return _vague(source.text, source.low, numeral, source.units)
    prefix = source.units.before(source.text, numeral.start)
    suffix = find_unit_after(source.text, source.low, numeral, source.units, source.lang)
    if prefix is not None and suffix is not None and not suffix.unit.is_money:
        suffix = None
    amount = _amount(numeral, prefix, suffix)
    if source.lang == "zh":
        return _completed(source.text, amount, source.units) if suffix is not None else amount
    if suffix is not None:
        return _magnified(source.low, amount)
    return _in_millions(source, amount) if prefix is None else amount


def _in_millions(source: Source, amount: Amount) -> Amount:
    """`"120 MEUR"`, `"45 kSEK"`: the magnitude glued to the code, as Nordic reports have it."""
    match = _MAGNITUDE_CODE.match(source.text, amount.end)
    unit = source.units.prefixes.get(match["code"]) if match else None
    if match is None or unit is None or amount.scale != 1:
        return amount
    scale = _MAGNITUDE_LETTERS[match["scale"]]
    return replace(
        amount, end=match.end(), low=amount.low * scale, high=amount.high * scale, step=amount.step * scale,
        unit=unit, scale=scale, suffixed=True,
    )  # fmt: skip


def _magnified(low: str, amount: Amount) -> Amount:
    """`"75 USD million"`: the magnitude behind the currency."""
    match = _MAGNITUDE_BEHIND.match(low, amount.end) if amount.unit is not None and amount.unit.is_money else None
    if match is None or amount.scale != 1:
        return amount
    scale = _MAGNITUDES[match["word"]]
    return replace(
        amount, end=match.end(), low=amount.low * scale, high=amount.high * scale, step=amount.step * scale, scale=scale
    )


def _vague(text: str, low: str, numeral: Numeral, units: UnitTable) -> Amount:
    """`"tens of millions of dollars"`: from the least that the plural means to ten times that; 数百 has no end."""
    of_unit = low.startswith(" of ", numeral.end)
    suffix = units.after(text, low, numeral.end + len(" of") if of_unit else numeral.end)
    amount = replace(_amount(numeral, None, suffix), of_unit=of_unit and suffix is None)
    if numeral.bound is not None:
        return amount
    return replace(amount, high=numeral.value * 10, is_range=True)


def _amount(numeral: Numeral, prefix: UnitHit | None, suffix: UnitHit | None) -> Amount:
    unit, loose = None, False
    if prefix is not None:
        unit, loose = prefix.unit, prefix.loose
    if suffix is not None and (prefix is None or prefix.loose or prefix.unit.symbol == suffix.unit.symbol):
        unit, loose = suffix.unit, suffix.loose and (prefix is None or prefix.loose)
    start = numeral.start
    if prefix is not None and not "\u4e00" <= prefix.unit.id[:1] <= "\u9fff":
        start = min(prefix.start, numeral.start)
    return Amount(
        start=start,
        end=suffix.end if suffix is not None else numeral.end,
        number_start=numeral.start,
        number_end=numeral.end,
        low=numeral.value,
        high=numeral.value,
        step=numeral.step,
        first=numeral,
        unit=unit,
        scale=numeral.scale,
        bound=numeral.bound,
        prefixed=prefix is not None,
        suffixed=suffix is not None,
        loose=loose,
    )


def _completed(text: str, amount: Amount, units: UnitTable) -> Amount:
    """What Chinese says after the unit: 两年半, 1米6, 5元人民币."""
    unit = amount.unit
    if unit is None:
        return amount
    if (half := _HALF.match(text, amount.end)) and not unit.is_money:
        value = amount.low + Decimal("0.5")
        return replace(amount, low=value, high=value, end=half.end(), step=Decimal("0.1"))
    tenths = _TENTHS.match(text, amount.end) if unit.symbol == "m" else None
    if tenths:
        value = amount.low + Decimal(tenths["digits"]).scaleb(-len(tenths["digits"]))
        if units.after(text, text, tenths.end()) is None:
            return replace(amount, low=value, high=value, end=tenths.end(), step=Decimal("0.01"))
    return amount
