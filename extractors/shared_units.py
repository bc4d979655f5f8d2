"""Units and magnitudes that are written once and hold for several numbers: 8.6、3.3个百分点, `"7- or 8-inch"`."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractors.amounts import Amount, Source, has_separator
from extractors.records import Lang
from extractors.units import Unit

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
        if left.unit is not None or right.unit is None or left.first.form != "plain" or right.start - left.end > 6:
            continue
        gap = low[left.end : right.start]
        if lang == "en" and _shares_any(gap, left, right):
            amounts[index] = replace(left, unit=right.unit)
            continue
        if gap == " to " and not right.prefixed and not right.unit.is_count and not has_separator(left):
            amounts[index] = _moved(left, right, right.unit)
            continue
        if right.unit.is_relative and has_separator(left):  # "at 16,644, 16 percent above"
            continue
        if not _LIST[lang].fullmatch(gap) or right.prefixed or not _may_share(right.unit, lang):
            continue
        if left.first.grouped is False and right.scale > 1 and left.scale == 1 and lang == "en":
            continue
        factor = (
            right.scale if lang == "zh" and left.scale == 1 and right.scale > 1 and left.low < 10000 else Decimal(1)
        )
        amounts[index] = replace(
            left, unit=right.unit, low=left.low * factor, high=left.high * factor, step=left.step * factor,
            scale=left.scale * factor,
        )  # fmt: skip
    return amounts


def _shares_any(gap: str, left: Amount, right: Amount) -> bool:
    """`"7- or 8-inch"`, `"8 or $9"`, `"three or four years"`: alternatives have one unit, whatever it is."""
    if right.unit is None or right.unit.is_count or right.scale != left.scale:
        return False
    return _HANGING.fullmatch(gap) is not None or (gap == " or " and not right.is_range)


def _moved(left: Amount, right: Amount, unit: Unit) -> Amount:
    """The start of a move written without its unit: "from 10 to 15 percent", "from 5 to 8 billion yuan"."""
    factor = right.scale if left.scale == 1 and left.low * right.scale < 100 * right.low else Decimal(1)
    return replace(
        left,
        unit=unit,
        low=left.low * factor,
        high=left.high * factor,
        step=left.step * factor,
        scale=left.scale * factor,
    )


def _may_share(unit: Unit, lang: Lang) -> bool:
    return unit.is_relative or (lang == "zh" and not unit.is_count and unit.dimension != "time")
