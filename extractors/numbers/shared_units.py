"""Units and magnitudes that are written once and hold for several numbers: 8.6、3.3个百分点, `"7- or 8-inch"`."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.numbers.amounts import Amount, Source, has_separator
from extractors.numbers.days_of_months import is_day_of_month
from extractors.numbers.units import Unit
from extractors.quick_records import replace
from extractors.records import Lang

_LIST = {
    "en": re.compile(r"\s?,\s(?:and\s|or\s)?|\s(?:and|or)\s|/"),
    "zh": re.compile(r"\s?(?:[、,，和及与或/]|以及)\s?"),
}
_HANGING = re.compile(r"-,?\s(?:(?:and|or|to)\s)?")


def share_units(source: Source, amounts: list[Amount]) -> list[Amount]:
    """Units and magnitudes written once at the end of a list are given to its earlier members."""
    low, lang = source.low, source.lang
    for index in range(len(amounts) - 2, -1, -1):
        left, right = amounts[index], amounts[index + 1]
        if lang == "zh" and _is_point_cut_short(low, left, right):
            amounts[index] = replace(left, unit=right.unit)
            continue
        if left.unit is not None or right.unit is None or left.first.form != "plain" or right.start - left.end > 6:
            continue
        gap = low[left.end : right.start]
        if lang == "en" and _shares_any(gap, left, right):
            amounts[index] = replace(left, unit=right.unit)
            continue
        if is_day_of_month(source, left):
            continue
        if gap == " to " and _is_year(low, left, right):
            continue
        if gap == " to " and not right.prefixed and not right.unit.is_count and not has_separator(left):
            amounts[index] = _moved(left, right, right.unit)
            continue
        if right.unit.is_relative and has_separator(left):  # "at 16,644, 16 percent above"
            continue
        if not _LIST[lang].fullmatch(gap) or right.prefixed or not _may_share(left, right.unit, gap, lang):
            continue
        factor = Decimal(1)
        if left.scale == 1 and right.scale > 1 and left.low < _HIGHEST_SHARED:
            if lang == "en" and not _is_series(low, amounts, index):
                continue
            factor = right.scale
        amounts[index] = _scaled(left, right.unit, factor)
    return amounts


_HIGHEST_SHARED = 10_000
_YEARS = range(1900, 2101)
_OF_YEAR = re.compile(
    r"\b(?:in|for|of|fiscal|year|fy|by|since|until|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|jan\.?|feb\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?|quarter|half)\s$"
)
_RESPECTIVELY = re.compile(r"[^.;\n]{0,80}\brespectively\b")
_COMMA = re.compile(r"\s?,\s")


def _is_year(low: str, left: Amount, right: Amount) -> bool:
    """Whether the first number is a year and no sum: "cut its forecast for 2014 to 100 billion yen"."""
    if left.low not in _YEARS or left.scale != 1 or has_separator(left):
        return False
    return right.scale > 1 or _OF_YEAR.search(low, max(0, left.start - 12), left.start) is not None


def _is_series(low: str, amounts: list[Amount], index: int) -> bool:
    """Whether a number belongs to three or more in a row, or to two with "respectively": they share a magnitude."""
    if amounts[index + 1].scale > 1 and not amounts[index + 1].own_unit:
        return True
    before = low[amounts[index - 1].end : amounts[index].start] if index else ""
    plain = index > 0 and amounts[index - 1].unit is None and amounts[index - 1].first.form == "plain"
    if plain and _COMMA.fullmatch(before):
        return True
    return _RESPECTIVELY.match(low, amounts[index + 1].end) is not None


def _is_point_cut_short(low: str, left: Amount, right: Amount) -> bool:
    """Whether 个 stands for 个百分点, which only the last of a list has: 2.3个、2.4个和3.2个百分点."""
    if right.unit is None or right.unit.symbol != "pp" or left.unit is None or not left.unit.is_count:
        return False
    return low[left.number_end : left.end].strip() == "个" and bool(_LIST["zh"].fullmatch(low, left.end, right.start))


def _shares_any(gap: str, left: Amount, right: Amount) -> bool:
    """`"7- or 8-inch"`, `"8 or $9"`, `"three or four years"`: alternatives have one unit, whatever it is."""
    if right.unit is None or right.unit.is_count or right.scale != left.scale:
        return False
    return _HANGING.fullmatch(gap) is not None or (gap == " or " and not right.is_range)


def _moved(left: Amount, right: Amount, unit: Unit) -> Amount:
    """The start of a move written without its unit: "from 10 to 15 percent", "from 5 to 8 billion yuan"."""
    factor = right.scale if left.scale == 1 and left.low * right.scale < 100 * right.low else Decimal(1)
    return _scaled(left, unit, factor)


def _scaled(amount: Amount, unit: Unit, factor: Decimal) -> Amount:
    return replace(
        amount, unit=unit, low=amount.low * factor, high=amount.high * factor, step=amount.step * factor,
        scale=amount.scale * factor,
    )  # fmt: skip


def _may_share(left: Amount, unit: Unit, gap: str, lang: Lang) -> bool:
    """Whether the unit of a list's last number may be that of an earlier one."""
    if unit.is_relative:
        return True
    if lang == "zh" and unit.is_count:
        return gap.strip() == "、" and not left.first.spelled and not _may_be_year(left)
    return unit.dimension != "time" and not (unit.is_count or _may_be_year(left))


def _may_be_year(amount: Amount) -> bool:
    return amount.scale == 1 and not amount.first.grouped and 1900 <= amount.low <= 2099
