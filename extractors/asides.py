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
