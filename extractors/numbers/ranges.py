"""Ranges: two amounts that are the ends of one, and moves, which look like it and are two values.

`"$3 to 5 million"`, `"between 5 and 8"`, 3至5家 and `"fines from $200 to $900"` are ranges; `"rose from 5 to 8"` and
从5亿到8亿 are two values.
"""

from __future__ import annotations

import re

from extractors.numbers.amounts import Amount, Source, has_separator
from extractors.numbers.days_of_months import is_day_of_month
from extractors.quick_records import replace

_DASH = "-\u2010\u2011\u2013\u2014\u2500~\uff5e\u2212"
_UP_FROM = re.compile(r"\b(?:up|down|back)\s(?:[a-z]+ly\s)?from\s(?:a\s|an\s|about\s|around\s|just\s|nearly\s)?$")
_TO_A_RANGE = re.compile(r"\sto\s[$€£]?[\d.,]+\S*\sto\s[$€£]?\d")
_RANGE = {
    "en": re.compile(rf"\s?[{_DASH}]{{1,2}}\s?|\sto\s(?:about\s|around\s|nearly\s|as\smuch\sas\s)?|\sthrough\s|-to-"),
    "zh": re.compile(rf"\s?(?:[{_DASH}]{{1,2}}|至|到|或)\s?"),
}
_AND = re.compile(r"\sand\s")
_BETWEEN = re.compile(r"between\s(?:about\s|around\s)?$")
_FROM = {
    "en": re.compile(
        r"\bfrom\s(?:a\s|an\s|about\s|around\s|nearly\s|some\s|just\s|roughly\s|the\s|less than\s|its\s"
        r"|more than\s|under\s|over\s|previous\s|earlier\s|current\s|initial\s|original\s|prior\s){0,3}$"
    ),
    "zh": re.compile(r"(?:从|由)[^，。；]{0,10}$"),
}
_RANGING = re.compile(r"\b(?:rang|vary)ing\sfrom\s$|\b(?:ranges?|ranged|varies|vary)\s(?:in\s\w+\s)?from\s$")
_HALF_OF_TIME = re.compile(r"\b(?:first|second|latter|last|next|same|this)[\s-]$")
_IN_YEAR = re.compile(r"\b(?:in|since|of|during)\s(?:the\s)?(?:year\s)?$")
_UNEQUAL = re.compile(r"\s?不等")
_MOVED = re.compile(
    r"(?:[a-z]+ed|rose|fell|grew|up|down|slid|sank|shrank|shrunk|swelled|shed|lost|climb|jump|gain|drop|rise|fall)(?:\sby)?"
    r"(?:\s(?:about|around|nearly|almost|some|roughly|over|just|another|(?:more|less)\sthan))?\s$"
)
# "raised its budget by $5 million to $80 million"
_BY = re.compile(r"\bby\s(?:about\s|around\s|nearly\s|some\s|over\s)?$")
_MOVED_ZH = re.compile(r"(?:净增|增加|增长|增|减少|减|下降|上升|提升|扩大|升|降|跌|涨)了?[约近逾超]?$")
_CLAUSE_EN = re.compile(r"[.;:!?()\n](?=\s|$)|[()\n]")
_CLAUSE_REACH, _TAIL_REACH = 96, 40
_WORDS = re.compile(r"[a-z]+")


def join_range(source: Source, left: Amount, right: Amount) -> Amount | None:
    """Both as one range where a range word stands between them and their units agree."""
    if left.is_range or right.first.form in {"masked", "multiple", "vague"} or left.first.form in {"multiple", "vague"}:
        return None
    low = source.low
    if low.endswith("half", left.start, left.end) and _HALF_OF_TIME.search(low, max(0, left.start - 8), left.start):
        return None  # "fell in the first half to 62 billion yuan"
    gap = low[left.end : right.start]
    if is_day_of_month(source, left) and (right.scale > 1 or right.unit is not None):
        return None
    signed_dash = right.first.signed and source.text[right.start] in _DASH and right.low < 0
    signed_dash = signed_dash and (not gap or (gap == " " and left.suffixed and left.high < -right.low))
    if signed_dash:
        right = replace(right, low=-right.low, high=-right.high)
    elif (
        (not _RANGE[source.lang].fullmatch(gap) or gap == " \u2014 ")
        and not _between(source, left, right, gap)
        and not (gap == " or " and left.first.spelled and _is_next(left, right))
    ):
        return None
    if _year_before(source, left, right) or not _compatible(left, right) or _is_move(source, left, right, gap):
        return None
    first_low, scale = left.low, left.scale
    bare = (left.unit is None or not left.suffixed) and left.scale == 1 and not has_separator(left)
    if bare and right.scale > 1 and left.low * right.scale < right.low:
        first_low, scale = left.low * right.scale, right.scale
    if first_low > right.high and not left.first.signed:
        return None
    if not gap.strip() and not signed_dash:
        return None
    return replace(
        left,
        end=right.end,
        number_end=right.number_end,
        low=first_low,
        high=right.high,
        step=max(left.step * (scale / left.scale), right.step),
        unit=right.unit or left.unit,
        scale=max(scale, right.scale),
        is_range=True,
        suffixed=left.suffixed or right.suffixed,
        bound=None,
    )


def _between(source: Source, left: Amount, right: Amount, gap: str) -> bool:
    """`"between 5 and 8"`, 5与8之间."""
    low = source.low
    if source.lang == "zh":
        return gap.strip() in {"与", "和", "跟"} and low.startswith("之间", right.end)
    return bool(_AND.fullmatch(gap) and _BETWEEN.search(low[max(0, left.start - 16) : left.start]))


def _is_next(left: Amount, right: Amount) -> bool:
    """Whether two alternatives are neighbours: `"two or three firms"`, `"20 or 30"`, but not `"5 or 50"`."""
    step = right.low - left.low
    unlike = left.own_unit or left.scale != 1 or right.scale != 1 or right.is_range or right.prefixed
    return not unlike and step in _STEPS and left.low % step == 0 and 0 < left.low < 10 * step


_FEW = 100  # "by 10 to 40 robots" is a range, "by 1,200 to 14,300" a move
_EXACTLY, _OFTEN = 3, 6  # half times that a level is at least of what was added to it: told exactly, or not
_STEPS = frozenset({1, 10, 100, 1000})


def _year_before(source: Source, left: Amount, right: Amount) -> bool:
    """`"rose in 2018 to 3.9 million"`, `"from 33 in 2018 to 5,600"`: four digits before a number of another size or
    writing are a year.
    """
    year = left.unit is None and not left.first.grouped and not left.first.spelled and 1900 <= left.low <= 2099
    if not year or left.scale != 1:
        return False
    dated = right.first.grouped and _IN_YEAR.search(source.low, max(0, left.start - 12), left.start) is not None
    return dated or right.scale > 1 or right.high < 1000


def _compatible(left: Amount, right: Amount) -> bool:
    """Whether two units may share a range; only the second may be missing where the first has one."""
    if left.first.form == "fraction" and left.unit is None and right.unit is not None and not right.unit.is_relative:
        return False  # 跌一成至15.68元
    if left.unit is None or right.unit is None:
        if left.unit is not None and right.unit is None and left.unit.is_money and not left.suffixed:
            return True
        return left.unit is None or not left.unit.is_relative
    return left.unit.symbol == right.unit.symbol


def _is_move(source: Source, left: Amount, right: Amount, gap: str) -> bool:
    """`"from 5 to 8"`, 从5亿到8亿 and `"rose $5 to $80"` name two values, `"ranging from 5 to 8"` one range."""
    low = source.low
    before = low[max(0, left.start - 32) : left.start]
    word = gap.strip()
    if source.lang == "zh":
        return word in {"至", "到"} and not _UNEQUAL.match(low, right.end) and _is_move_zh(before, left, right)
    if word not in {"to", "through", "-to-"}:
        return False
    if _RANGING.search(before):
        return False
    if before.endswith("from the ") or _TO_A_RANGE.match(low, right.end):
        return False  # "from 5 to 7 percent to 3 to 5 percent" moves from range to range
    if _UP_FROM.search(before):
        return True
    if left.low == 0 and right.unit is not None and right.unit.dimension == "speed":
        return False  # from zero to 60 mph
    if _FROM["en"].search(before):
        return _tells_of_change(low, left.start, right.end, source.moves)
    plain = left.unit is None or not left.unit.is_relative
    by = _BY.search(before) is not None and (left.unit is not None or left.scale > 1 or not 1 <= left.low < _FEW)
    exact = by and (left.low / left.scale) % 1 != 0 and left.scale > 1  # "rose by 49.95 million to 137.88 million"
    return plain and (by or bool(_MOVED.search(before))) and 2 * right.low > (_EXACTLY if exact else _OFTEN) * left.low


def _is_move_zh(before: str, left: Amount, right: Amount) -> bool:
    """从5亿到8亿, and 净增40万户至2亿户, where the second is another order of size."""
    if _FROM["zh"].search(before):
        return True
    plain = left.unit is not None and left.suffixed and not left.unit.is_relative
    return plain and right.low > 3 * left.low and _MOVED_ZH.search(before) is not None


def _tells_of_change(low: str, start: int, end: int, moves: frozenset[str]) -> bool:
    """Whether a word of change stands in the clause before a pair of numbers or right behind it."""
    head = _CLAUSE_EN.split(low[max(0, start - _CLAUSE_REACH) : start])[-1]
    tail = _CLAUSE_EN.split(low[end : end + _TAIL_REACH])[0]
    return any(word in moves for word in _WORDS.findall(head)) or any(word in moves for word in _WORDS.findall(tail))
