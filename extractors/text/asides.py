"""Asides: what a sentence puts between dashes or in brackets and could do without."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
_MARK = re.compile(r"[–—(（-](?:(?<!-)|\s)")  # what every aside holds: no hyphen of "so-called"

# "the group, which bought a rival in 2020, sold 40 units": what the clause tells is told of the group alone.
_RELATIVE = re.compile(r",\s(?:which|who|whose|where)\s[^,;\n]{1,160},")
# "operating profit, or sales less costs, fell 20 percent": another name of what stands before it
_OR_SO_CALLED = re.compile(r",\sor\s[^,;:.\d\n]{3,120},(?=\s)")
_BARE = 8  # characters beside a time that still only name it: "(for the first half of 2024)", （2024年）
_BARE_HAN = 2


def find_remarks(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Asides and relative clauses between commas, as offsets, from left to right.

    `"The group (listed in 2019) sold 40 units"` gives the span of "(listed in 2019)".
    """
    relative = [match.span() for match in _RELATIVE.finditer(folded, start, end)]
    return sorted(find_asides(folded, start, end) + relative)


def find_asides(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands between dashes or in brackets, as offsets, from left to right."""
    return [match.span() for match in _ASIDE.finditer(folded, start, end)] if _MARK.search(folded, start, end) else []


def find_other_names(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """What explains the words before it: ", or sales less costs," of "profit, or sales less costs, rose"."""
    return [match.span() for match in _OR_SO_CALLED.finditer(folded, start, end)]


def tells_only_time(folded: str, remark: tuple[int, int], time: tuple[int, int]) -> bool:
    """Whether the remark says nothing but when: "(in the first half of 2024)"."""
    left = folded[remark[0] : max(remark[0], time[0])] + folded[time[1] : remark[1]]
    return len(left) <= (_BARE if left.isascii() else _BARE_HAN)


def is_aside(asides: Iterable[tuple[int, int]], place: int, *, of: int) -> bool:
    """Whether `place` stands in one of the asides and `of` does not: what is said there is not said of it.

    In `"Sales of lamps – used in hotels – rose 5 percent"` the hotels stand aside of the 5 percent, the lamps do not.
    """
    return any(start <= place < end and not start <= of < end for start, end in asides)
