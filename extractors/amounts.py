"""One amount: a numeral with the currency before it and the unit after it.

`"$1.5bn"`, `"75 USD million"`, 两年半, 1米6. Ranges are joined in `ranges.py`, neighbours in `amount_lists.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.numerals import Numeral
from extractors.records import Comparator, Lang
from extractors.units import Unit, UnitHit, UnitTable

_MINUTES = re.compile(r"分(?!之|钟|点|别|析)")  # 2小时40分, 3分26秒; alone 分 is a score
_SECONDS_NEXT = re.compile(r"\d{1,2}秒")
_ROSE = re.compile(r"升(?:至|到|幅|高|级|值|为)")  # 从49.1升至50.5 has no litres
_TENTHS = re.compile(r"(?P<digits>\d{1,2})(?![\d.%万亿])")
_ADJECTIVE = re.compile(r"\s?(?:giga|mega|tera)(?:bit|byte) [a-z]")  # 85 million gigabit users are users
_INCHES = re.compile(r"\sin(?![a-z0-9]|\s(?:the|a|an|its|this|that|all|total|\d)\b)")
_FEET_BEFORE = re.compile(r"(?:\bft|feet)\.?\s$")
_MAGNITUDES = {
    "thousand": Decimal(10**3),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
}
_MAGNITUDE_BEHIND = re.compile(rf"\s(?P<word>{'|'.join(_MAGNITUDES)})(?![a-z])")
_STERLING = 1_000_000
_MANY = 10_000
_HALF = re.compile(r"半(?![年月天小个径成价夜数])")


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
    text, low, units, lang = source.text, source.low, source.units, source.lang
    if numeral.form == "masked":
        return _amount(numeral, None, None)
    if numeral.form == "vague":
        return _vague(text, low, numeral, units)
    prefix = units.before(text, numeral.start)
    suffix = None if numeral.form == "multiple" else units.after(text, low, numeral.end)
    if suffix is None and lang == "zh" and _MINUTES.match(low, numeral.end):
        hours_before = low[max(0, numeral.start - 2) : numeral.start].endswith("时")
        if hours_before or _SECONDS_NEXT.match(low, numeral.end + 1):
            suffix = UnitHit(units.by_symbol["min"], numeral.end, numeral.end + 1)
    if suffix is None and lang == "zh" and numeral.start:
        suffix = _small_change(low, numeral.start, numeral.end, units)
    if prefix is not None and suffix is not None and not suffix.unit.is_money:
        suffix = None
    if suffix is not None and lang == "zh" and _ROSE.match(low, suffix.start):
        suffix = None
    if suffix is not None and lang == "en" and numeral.value >= _MANY and _ADJECTIVE.match(low, suffix.start):
        suffix = None
    if suffix is not None and suffix.unit.symbol == "lb" and _is_sterling(low, numeral, suffix):
        suffix = replace(suffix, unit=units.by_symbol["GBP"])
    if suffix is None and (inches := _inches_after_feet(low, numeral.start, numeral.end, units)):
        suffix = inches
    amount = _amount(numeral, prefix, suffix)
    if suffix is None:
        return amount
    return _completed(text, amount, units) if lang == "zh" else _magnified(low, amount)


def _small_change(low: str, start: int, end: int, units: UnitTable) -> UnitHit | None:
    """角 and 毛 behind yuan, 分 behind those: 五元三毛, 50元6角三分. Alone they are other words."""
    if low.startswith(("角", "毛"), end) and low[start - 1] in "元块":
        return UnitHit(units.by_symbol["jiao"], end, end + 1)
    if low.startswith("分", end) and low[start - 1] in "角毛":
        return UnitHit(units.by_symbol["fen"], end, end + 1)
    return None


def _is_sterling(low: str, numeral: Numeral, pounds: UnitHit) -> bool:
    """Millions of pounds are money unless something weighs them: `"3 million pounds of beef"`."""
    return numeral.value >= _STERLING and low[pounds.start] == "p" and not low.startswith((" of ", " per "), pounds.end)


def _inches_after_feet(low: str, start: int, end: int, units: UnitTable) -> UnitHit | None:
    """`"in"` is a preposition, but behind feet it is inches: `"12 ft 2 in"`."""
    if not _INCHES.match(low, end) or not _FEET_BEFORE.search(low, max(0, start - 6), start):
        return None
    return UnitHit(units.by_symbol["in"], end + 1, end + 3)


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
