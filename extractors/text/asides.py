"""Asides: what a sentence puts between dashes or in brackets and could do without."""

from __future__ import annotations

import re

# "sales of lamps – made for ships – rose", "the group (a maker of cranes) sold", 公司——一家龙头——售出, 产量（含出口）达
_ASIDE = re.compile(
    r"""
    (?:^|(?<=\s)) [–—-]{1,2} \s [^–—\n]{1,140}? \s [–—-]{1,2} (?=\s)
    | —— [^—\n]{1,80} ——
    | \( [^()\n]{1,140} \)
    | （ [^（）\n]{1,80} ）
    """,
    re.VERBOSE,
)


# "the group, which bought a rival in 2020, sold 40 units": what the clause tells is told of the group alone.
_RELATIVE = re.compile(r",\s(?:which|who|whose|where)\s[^,;\n]{1,160},")
_BARE = 8  # characters beside a time that still only name it: "(for the first half of 2024)", （2024年）
_BARE_HAN = 2


def find_remarks(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Asides and relative clauses between commas, as offsets, from left to right.

    `"The group (listed in 2019) sold 40 units"` gives the span of "(listed in 2019)".
    """
    found = [match.span() for pattern in (_ASIDE, _RELATIVE) for match in pattern.finditer(folded, start, end)]
    return sorted(found)


def tells_only_time(folded: str, remark: tuple[int, int], time: tuple[int, int]) -> bool:
    """Whether the remark says nothing but when: "(in the first half of 2024)"."""
    left = folded[remark[0] : max(remark[0], time[0])] + folded[time[1] : remark[1]]
    return len(left) <= (_BARE if left.isascii() else _BARE_HAN)


def is_aside(folded: str, sentence: tuple[int, int], place: int, *, of: int) -> bool:
    """Whether `place` stands in an aside of the sentence that does not hold `of`: what is said there is not said of it.

    In `"Sales of lamps – used in hotels – rose 5 percent"` the hotels stand aside of the 5 percent, the lamps do not.
    """
    for match in _ASIDE.finditer(folded, *sentence):
        if match.start() <= place < match.end():
            return not match.start() <= of < match.end()
        if match.start() > place:
            return False
    return False
