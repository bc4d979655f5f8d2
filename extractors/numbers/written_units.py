"""Which unit is written behind a numeral, where its letters could be something else or its neighbours decide.

"In" is inches only behind feet, "p" pence unless it counts the lines of a picture, 分 minutes or a hundredth of a yuan
by what stands around it, and millions of pounds are money.
"""

from __future__ import annotations

import re

from extractors.numbers.numerals import Numeral
from extractors.numbers.units import UnitHit, UnitTable
from extractors.quick_records import replace
from extractors.records import Lang

_OF_ONE = re.compile(r"\s(?:of\s)?an?(?:\su\.?s\.?)?(?=[\s-])")
_OF_MINISTRIES = re.compile(r"部(?=[分队长级件落族])")  # 三部分 are parts, and no three copies
_MINUTES = re.compile(r"分(?!之|钟|点|别|析)")  # 2小时40分, 3分26秒; alone 分 is a score
_SECONDS_NEXT = re.compile(r"\d{1,2}秒")
_ROSE = re.compile(r"升(?:至|到|幅|高|级|值|为)")  # 从49.1升至50.5 has no litres
_ADJECTIVE = re.compile(r"\s?(?:giga|mega|tera)(?:bit|byte) [a-z]")  # 85 million gigabit users are users
_MANY = 10_000
_INCHES = re.compile(r"\sin(?![a-z0-9]|\s(?:the|a|an|its|this|that|all|total|\d)\b)")
_FEET_BEFORE = re.compile(r"(?:\bft|feet)\.?\s$")
_STERLING = 1_000_000
_TWO_NEXT = re.compile(r"(?![重的以白黄酒金银茶肉])[\u4e00-\u9fff]")  # 三两天, 2026两会: two of something
_PICTURE_LINES = frozenset({144, 240, 360, 480, 540, 576, 720, 1080, 1440, 2160, 4320})


SIGNS = "$€£¥￥"


def find_unit_after(text: str, low: str, numeral: Numeral, units: UnitTable, lang: Lang) -> UnitHit | None:
    """The unit behind a numeral, or None where the letters there are no unit."""
    if numeral.form == "multiple":
        return None
    hit = units.after(text, low, numeral.end)
    if hit is None and lang == "en" and numeral.form == "fraction":
        return _part_of_one(text, low, numeral, units)
    if hit is None:
        told = _told_by_neighbours_zh if lang == "zh" else _inches_after_feet
        return told(low, numeral.start, numeral.end, units) if numeral.start else None
    if lang == "zh":
        return None if _is_word_zh(low, numeral, hit) else hit
    if hit.unit.symbol == "lb" and _is_sterling(low, numeral, hit):
        return replace(hit, unit=units.by_symbol["GBP"])
    if hit.unit.is_money and text[hit.end - 1] in SIGNS and text[hit.end : hit.end + 1].isdigit():
        return None  # "$5.16 billion-$5.22 billion": the sign is the next one's
    return None if _is_word_en(low, numeral, hit) else hit


def _part_of_one(text: str, low: str, numeral: Numeral, units: UnitTable) -> UnitHit | None:
    """`"half an hour"`, `"a quarter of a mile"`, `"half a percentage point"`: a part of one unit, not of a whole."""
    article = _OF_ONE.match(low, numeral.end)
    hit = units.after(text, low, article.end()) if article else None
    return None if hit is None or hit.unit.is_count or hit.unit.symbol == "times" else hit


def _is_word_zh(low: str, numeral: Numeral, hit: UnitHit) -> bool:
    """升至 is no litre, 三分之一大 counts nothing, and 两 of 2026两会 is a number."""
    if (numeral.form == "fraction" and hit.unit.is_count) or _is_letter_b(low, numeral, hit):
        return True
    if _OF_MINISTRIES.match(low, hit.start) or (numeral.scale >= _MANY and low.startswith("间", hit.start)):
        return True  # 289亿至310亿间 are no rooms
    return bool(_ROSE.match(low, hit.start)) or (hit.unit.symbol == "liang" and bool(_TWO_NEXT.match(low, hit.end)))


def _is_word_en(low: str, numeral: Numeral, hit: UnitHit) -> bool:
    """85 million gigabit users are users, and the "p" of 1080p is a picture's."""
    if hit.unit.symbol == "GBX":
        return _is_picture(low, numeral, hit)
    if _is_letter_b(low, numeral, hit) or _is_generation(low, numeral, hit):
        return True
    return numeral.value >= _MANY and _ADJECTIVE.match(low, hit.start) is not None


_GENERATIONS = frozenset({2, 3, 4, 5, 6})
_NETWORK_NEXT = re.compile(
    r"\s(?!of\s|per\s|each\s|and\s|or\s|in\s|a\s|to\s|more\s|less\s|heavier|lighter)[a-z]|-[a-z]"
)


def _is_generation(low: str, numeral: Numeral, hit: UnitHit) -> bool:
    """Whether a "g" glued to a digit is a network's: "5g contracts", but "5g of salt"."""
    glued = hit.unit.symbol == "g" and hit.end == numeral.end + 1
    return glued and numeral.value in _GENERATIONS and _NETWORK_NEXT.match(low, hit.end) is not None


def _is_letter_b(low: str, numeral: Numeral, hit: UnitHit) -> bool:
    """Whether a B is glued to the digits: 2B and a 7B model are called so, nobody writes bytes like that."""
    return hit.unit.symbol == "byte" and hit.end == numeral.end + 1 and low.startswith("b", numeral.end)


def _told_by_neighbours_zh(low: str, start: int, end: int, units: UnitTable) -> UnitHit | None:
    """分 behind 时 and before seconds is minutes: 2小时40分, 3分26秒."""
    if _MINUTES.match(low, end) and (low[start - 1] == "时" or _SECONDS_NEXT.match(low, end + 1)):
        return UnitHit(units.by_symbol["min"], end, end + 1)
    return _small_change(low, start, end, units)


def _small_change(low: str, start: int, end: int, units: UnitTable) -> UnitHit | None:
    """角 and 毛 behind yuan, 分 behind those: 五元三毛, 50元6角三分. Alone they are other words."""
    if low.startswith(("角", "毛"), end) and low[start - 1] in "元块":
        return UnitHit(units.by_symbol["jiao"], end, end + 1)
    if low.startswith("分", end) and low[start - 1] in "角毛":
        return UnitHit(units.by_symbol["fen"], end, end + 1)
    return None


def _is_picture(low: str, numeral: Numeral, pence: UnitHit) -> bool:
    """Whether "p" counts the lines of a picture or is no unit at all: `"1080p"`, `"5 p"`; `"164p"` is a price."""
    return (
        low[pence.start] == "p"
        and pence.end == pence.start + 1
        and (numeral.value in _PICTURE_LINES or pence.start > numeral.end)
    )


def _is_sterling(low: str, numeral: Numeral, pounds: UnitHit) -> bool:
    """Millions of pounds are money unless something weighs them: `"3 million pounds of beef"`."""
    return numeral.value >= _STERLING and low[pounds.start] == "p" and not low.startswith((" of ", " per "), pounds.end)


def _inches_after_feet(low: str, start: int, end: int, units: UnitTable) -> UnitHit | None:
    """`"in"` is a preposition, but behind feet it is inches: `"12 ft 2 in"`."""
    if not _INCHES.match(low, end) or not _FEET_BEFORE.search(low, max(0, start - 6), start):
        return None
    return UnitHit(units.by_symbol["in"], end + 1, end + 3)
