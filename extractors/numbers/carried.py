"""What a number takes from the one before it: its direction, its denominator, and that it only repeats it.

`"fell 3 percent and 5 percent"` falls twice, `"$0.23/W today to $0.10"` is per watt twice,
`"106 billion yuan ($15 billion)"` says one thing in two currencies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.numbers.changes import Direction
from extractors.numbers.units import Unit, UnitTable
from extractors.records import Quantity

_FARTHEST = 40  # characters between a value and its conversion
_BRACKET = re.compile(
    r"(?:\s?(?:/|per |a )[a-z0-9]+)?\s?[(（]\s?(?:or |about |around |approximately |roughly |equivalent to "
    r"|nearly |some |约合?|合|折合|相当于|大约|us|= ?|≈ ?)*$"
)
_OR = re.compile(
    r"\s?,?\s(?:or|equal to|equivalent to)\s(?:about |roughly |around )?$|(?:，|,)?(?:约合|折合|合)(?:人民币)?约?$"
)
_COINS = frozenset({"cent", "GBX", "jiao", "fen", "sen"})
_OR_RATIO = re.compile(r"\s?,?\sor\s(?:about\s|around\s|nearly\s|more than\s)?")
_MOVE_GAP = re.compile(
    r"[^.;\n]*?\b(?:to|from|versus|vs|against|compared (?:with|to)|than|topping|beating|missing|above|below)\s"
    r"(?:(?:top|reach|hit|exceed|pass) )?"
    r"(?:about |around |just |only |the |a |an |some )*"
    r"|[^。；\n]*?(?:至|到|从|由|上年的|去年的|为|[至到](?:\d{4}年)?(?:第?[一二三四1-4]季度?|[上下]半年|\d{1,2}月)?[末底]?的(?:约|近)?)"
)
_OTHER_END = re.compile(r"(?:\s[a-z]+){0,2}\sto\s(?:about\s|around\s)?")
_LONGEST_GAP, _NUMBERS_BETWEEN = 120, 3
_VERBLESS = re.compile(
    r"(?:,\s|\sand\s|\swhile\s)(?:(?:the|its)\s)?"
    r"(?:(?!(?:of|at|by|was|is|were|are|for|with|about|around|nearly|to|in|than|only|just|some|over|under|has|had|have|holds?"
    r"|held|owns?|made|another|and|up|down|the|it|on|from|as)\s)(?![a-z]+ed\s)[a-z0-9][\w&-]*\s){1,5}$"
)
_VERBLESS_NEXT = re.compile(r"\sto\s|[.;]?(?:\s|$)(?![a-z])")
_MOVED_BY = re.compile(
    r"(?:\s(?:year[\s-]on[\s-]year|year-over-year|yoy|on-year|from a year earlier))?(?:\s(?:to|and)\s|,\s)"
)
_SENTENCE_END = re.compile(r"[.;!?](?:\s|$)|\n")
_LONGEST_LINK = 6
_NAMED_GAP = re.compile(r"(?:,|\sand|,\sand)\s(?:[a-z0-9][\w&'’-]*\s){1,3}by\s(?:about\s|around\s|nearly\s)?")
_LIST_HAN = re.compile("[、和与及]")  # 分别增长2.8倍和18.4%
_LIST_GAP = re.compile(r"\s?[、,，和及与]\s?|\s?,?\s?(?:and|or)\s|,\s|以及|和约")


def carry_direction(low: str, start: int, before: Quantity, *, ratio: bool) -> Direction | None:
    """The direction of the number before, for the next of a list under one verb that starts at `start`.

    `"lost 190 points, or 0.6 percent"` falls twice too: there the second is a ratio.
    """
    if before.direction is None or before.excluded:
        return None
    gap = low[before.end : start]
    if before.unit == "times" and ratio and _LIST_HAN.fullmatch(gap):
        return before.direction
    if before.unit not in {"percent", "pp"}:
        return before.direction if ratio and _OR_RATIO.fullmatch(gap) else None
    listed = (len(gap) <= _LONGEST_LINK and _LIST_GAP.fullmatch(gap)) or _NAMED_GAP.fullmatch(gap)
    return before.direction if listed else None


def carry_gapped(low: str, start: int, end: int, found: Sequence[Quantity]) -> Direction | None:
    """The direction of a verb that is left out: `"sales rose 8 percent to $5 billion and profit 6 percent to …"`."""
    if not _VERBLESS.search(low, max(0, start - _LONGEST_GAP), start) or not _VERBLESS_NEXT.match(low, end):
        return None
    for before in reversed(found[-_NUMBERS_BETWEEN:]):
        if start - before.end > _LONGEST_GAP or _SENTENCE_END.search(low, before.end, start):
            return None
        if before.direction is not None and before.unit == "percent" and before.excluded is None:
            return before.direction if _MOVED_BY.match(low, before.end) else None
    return None


def carry_per(low: str, start: int, unit: Unit, before: Quantity) -> str | None:
    """The denominator of the number before, for the other end of its move."""
    if before.per is None or before.unit != unit.symbol:
        return None
    gap = low[before.end : start]
    if before.direction is not None and "，" in gap.replace(",", "，"):
        return None  # 月均增长3万户，达到9万户: what it came to is no rate
    return before.per if len(gap) <= 72 and _MOVE_GAP.fullmatch(gap) else None


def converts(low: str, start: int, unit: Unit, before: Quantity, units: UnitTable) -> bool:
    """Whether a number only gives the one before in another currency or unit, in brackets or after "or"."""
    left = units.by_symbol.get(before.unit)
    if left is None or before.excluded or start - before.end > _FARTHEST:
        return False
    if left.dimension != unit.dimension or unit.is_count or unit.is_relative:
        return False
    gap = low[before.end : start]
    if unit.symbol in _COINS:  # "$77 million, or 81 cents a share"
        return False
    return left.symbol != unit.symbol and (_BRACKET.fullmatch(gap) or _OR.fullmatch(gap)) is not None


def ends_move(low: str, start: int, before: Quantity) -> bool:
    """Whether the number at `start` is where the one before moves to: `"from 208 pounds to 193"`."""
    gap = low[before.end : start] if start - before.end <= _FARTHEST else ""
    return low.endswith("from ", 0, before.start) and _OTHER_END.fullmatch(gap) is not None
