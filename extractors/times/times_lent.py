"""Times that a number takes from the one right before it in its sentence.

"A loss of 5 million yuan, or 3 cents a share" is one figure told twice; "181 million users, up 18 percent, of whom 96
million" a part and the growth of one; "margin stood at 28 percent, versus 30 percent a year earlier" counts back from
the time of the figure that is compared.
"""

from __future__ import annotations

import re

from extractors.quick_records import replace
from extractors.records import Kind, Quantity
from extractors.scenes import Scene
from extractors.times.base_times import is_base
from extractors.times.time_frames import NO_TIME, TimeFrame

# Between a figure and the same one in other words.
ABOUT = r"(?:(?:just|only|about|around|nearly|almost|some|roughly|more\sthan|over|at\sleast)\s)*"
OTHERWISE = re.compile(rf",?\s(?:or|equal\sto|equivalent\sto)\s{ABOUT}")
# Between a whole and its part, or a figure and what it grew by.
OF_WHICH = re.compile(rf"(?:\s[^,;.()]{{0,60}})?(?:\s\([^()]{{1,40}}\))?[,;]?\s(?:of\swh(?:ich|om))\s{ABOUT}")
GREW = re.compile(
    r"(?:\s[^,;.()]{0,60})?(?:\s\([^()]{1,40}\))?(?:,|\s[–—-]{1,2})\s"
    r"(?:(?:up|down)|an?\s(?:[a-z-]+\s){0,3}?(?:increase|rise|gain|growth|jump|surge|decrease|decline|drop|fall)\sof"
    rf"|representing|accounting\sfor|making\sup)\s{ABOUT}"
)
# "Of these 22 million users, 7 million were"
OF_THESE, THEIR_PART = re.compile(r"\bof\s(?:the|these|those)\s$"), re.compile(rf"(?:\s[a-z]+){{1,6}},\s{ABOUT}")
LED_TO = re.compile(rf"\sto\s{ABOUT}")  # "cut its share by 3 percentage points to 20 percent"
SHARE = re.compile(rf"(?:\s[^,;.()]{{0,60}})?(?:,|\s[–—-]{{1,2}})\s(?:or\s)?{ABOUT}")
OF_TOTAL = re.compile(r"\sof\s(?:the|its|their|all)\s")
CHANGES = frozenset({"growth", "share"})

CURRENCY = re.compile(r"[A-Z]{3}")
PART_ZH = re.compile(
    r"(?:[（(][^（）()]{0,20}[)）])?，(?:大?约)?占[^，。；]{0,24}?20\d\d\s?年[^，。；]{0,24}?(?:收入|营收|利润|资产)[^，。；]{0,8}"
)


def time_of_same_figure(scene: Scene, quantity: Quantity, previous: Quantity | None, last: TimeFrame) -> TimeFrame:
    """The time of the number before (`last`) if this one says the same: "5 million yuan, or 3 cents a share", or of
    which year's accounts it is a part: 合同金额3亿元，占公司2021年营业收入的5%.
    """
    if previous is None or previous.start < scene.sentence.start:
        return NO_TIME
    if scene.lang == "zh":
        part = CURRENCY.fullmatch(previous.unit) and PART_ZH.fullmatch(scene.folded, previous.end, quantity.start)
        return last if part else NO_TIME
    return last if OTHERWISE.fullmatch(scene.folded, previous.end, quantity.start) else NO_TIME


def time_of_whole(
    scene: Scene, quantity: Quantity, kind: Kind, previous: Quantity | None, last: TimeFrame
) -> TimeFrame:
    """The time of the number before (`last`) if this one is a part of it, or what it grew by, and names no time: "181
    million users, up 18 percent", "of whom 96 million".
    """
    if scene.lang != "en" or previous is None or previous.start < scene.sentence.start or is_base(scene, previous):
        return NO_TIME
    _, end = scene.clause(quantity.start)
    if any(quantity.end <= one.start < end and one.is_time and not one.shift for one in scene.periods):
        return NO_TIME
    if OF_WHICH.fullmatch(scene.folded, previous.end, quantity.start):
        return last
    if OF_THESE.search(scene.before(previous)) and THEIR_PART.fullmatch(scene.folded, previous.end, quantity.start):
        return last
    if previous.unit == "pp" and LED_TO.fullmatch(scene.folded, previous.end, quantity.start):
        return last
    if kind in CHANGES and GREW.fullmatch(scene.folded, previous.end, quantity.start):
        return last
    share = quantity.unit == "percent" and OF_TOTAL.match(scene.after(quantity))
    return last if share and SHARE.fullmatch(scene.folded, previous.end, quantity.start) else NO_TIME


def time_compared(scene: Scene, quantity: Quantity, previous: Quantity | None, last: TimeFrame) -> TimeFrame:
    """The time of the number before if this one is what it is compared with, from which "a year earlier" counts."""
    if scene.lang != "en" or previous is None or previous.start < scene.sentence.start or last.span is None:
        return NO_TIME
    return replace(last, origin="inherited") if is_base(scene, quantity) else NO_TIME
