"""What is signed, opened or handed out at a Chinese meeting is of the day on which it was held.

5月16日，某某推介会在会展中心举行。会上，16个项目集中签约，总投资42亿元。: both are of 16 May. What is only said at a
meeting is not, nor what the projects are to bring.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.quick_records import quick, replace
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.signals import signal
from extractors.times.periods import BARE_DAY, DAYS
from extractors.times.time_frames import HELD_DAY, NO_TIME, TimeFrame

MEETING = (
    "大会|会议|峰会|论坛|仪式|典礼|活动|推介会|对接会|洽谈会|博览会|展览会|交易会|交流会|推进会|恳谈会|招商会|签约会"
    "|年会|展会"
)
# (5月16日)，某某推介会在…举行; 16日举行的签约仪式上
HELD = re.compile(
    rf"[^。；\d]{{0,90}}?(?:{MEETING})[^。；，\d]{{0,30}}?(?:举行|举办|召开|开幕|启幕|揭幕|启动)"
    rf"|[^。；，\d]{{0,30}}?(?:举行|举办|召开|开幕)的[^。；，\d]{{0,24}}?(?:{MEETING})"
)
DEED = re.compile(
    r"签约|签署|签下|签订|落户|落地|开工|动工|奠基|竣工|揭牌|揭榜|授牌|颁发|颁奖|发放|成交|达成合作|达成意向|路演|入驻"
)
# The meeting is still told of: 会上，…; 现场还颁发…; 此次集中开工….
STILL_THERE = re.compile(r"(?:会|仪式|活动|论坛|典礼)(?:现场)?上|现场|当[天日]|当晚|[此本这]次|集中(?:签约|开工)")
# What they are to bring, or what there was anyhow: 投产后年产值50亿元, 园区已有企业300家.
TO_COME = re.compile(r"[投达]产|建成|年度|计划|预计|力争|拟|将|拥有|[已现共]有|累计|目前|集聚")
HELD_SIGN, DEED_SIGN = signal(HELD), signal(DEED)


@quick
@dataclass(frozen=True, slots=True)
class Held:
    """The day of a meeting, and the line that told of it last."""

    frame: TimeFrame = NO_TIME
    line: int = -1


NO_MEETING = Held()


def still_held(before: Held, scene: Scene) -> Held:
    """The meeting that a text tells of after a sentence."""
    day = _held_on(scene)
    return before if day is NO_TIME else Held(day, scene.sentence.line)


def deed_time(scene: Scene, quantity: Quantity, held: Held) -> TimeFrame:
    """The day of a meeting for what was done at it, else NO_TIME; `held` is that of the sentences before."""
    if scene.lang != "zh" or not scene.shows(DEED_SIGN):
        return NO_TIME
    day = _held_on(scene)
    if day is NO_TIME:
        near = scene.sentence.line - held.line <= 1 and STILL_THERE.search(scene.folded, *scene.sentence.span)
        day = held.frame if near else NO_TIME
    start, end = scene.clause(quantity.start)
    done = DEED.search(scene.folded, scene.sentence.start, end) is not None
    return day if done and TO_COME.search(scene.folded, start, end) is None else NO_TIME


def _held_on(scene: Scene) -> TimeFrame:
    """The day on which a meeting of the sentence was held."""
    if scene.lang != "zh" or not scene.periods or not scene.shows(HELD_SIGN):
        return NO_TIME
    for mention in scene.periods:
        day = mention.gives in DAYS or mention.gives == BARE_DAY
        if day and mention.span and HELD.match(scene.folded, mention.end, scene.sentence.end):
            return TimeFrame(mention.span, "inherited", replace(mention, gives=HELD_DAY, spoken=False))
    return NO_TIME
