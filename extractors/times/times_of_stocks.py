"""Dates that a Chinese text leaves unsaid: what grew in one breath with a stock, and what there is already.

截至5月底…其中，风电装机5.7亿千瓦，同比增长23% is growth to that day; 用户已超过2亿户 says what there is now.
"""

from __future__ import annotations

import re

from extractors.records import Kind, Quantity
from extractors.scenes import Scene
from extractors.times.calendar_spans import Span
from extractors.times.time_frames import NO_TIME, TimeFrame

# Between a stock and what is told of it in the same breath: one comma, and a new subject only behind 其中.
PLAIN = r"[^，,。；;：:！？\d]"
ONE_BREATH = re.compile(rf"{PLAIN}{{0,12}}[，,](?:其中[，,]?{PLAIN}{{0,24}}|{PLAIN}{{0,16}})")
# 已有, 已经超过; 已发行股份 and 已知 are no "so far", and what will be is none either.
ALREADY = re.compile(
    r"已(?!发行|知|上市|公布|披露|故|然|成为|婚|售罄|有研究)(?:经)?(?![^，。；]*(?:新增|增加|增长|下降|减少|净增))[^，,。；;：\d]{0,18}$"
)
NOT_YET = re.compile("将|预计|计划|拟|目标|力争|有望|如果|若")
# 同比增长9.8%，增速高于全部工业3.7个百分点: how far apart two are is of the time of the first
GAP = re.compile(
    r"[，,](?:增速|增幅|占比|比重|份额|降幅|涨幅)?(?:分别)?(?:高于|低于|快于|慢于|好于|高出|低出|领先|落后)[^，。；\d]{1,16}"
)
TOLD_OF = frozenset({"growth", "share"})


def of_one_breath(scene: Scene, quantity: Quantity, kind: Kind, last: Quantity | None, frame: TimeFrame) -> TimeFrame:
    """The date that the stock right before the number went on with, where the number is its growth or a part of it
    (风电装机5.7亿千瓦，同比增长23%), and the time of a growth whose distance from another is told (高于全部3个百分点).
    `last` is the number before, `frame` its time.
    """
    if scene.lang != "zh" or last is None or not scene.sentence.start <= last.start < last.end <= quantity.start:
        return NO_TIME
    if quantity.unit == "pp" and frame.origin == "inherited" and GAP.fullmatch(scene.folded, last.end, quantity.start):
        return frame
    if kind not in TOLD_OF:
        return NO_TIME
    if frame.origin != "inherited" or not frame.as_of:
        return NO_TIME
    return frame if ONE_BREATH.fullmatch(scene.folded, last.end, quantity.start) else NO_TIME


def as_of_now(scene: Scene, quantity: Quantity, kind: Kind, frame: TimeFrame) -> TimeFrame:
    """The time that was found, or for a count that is told to be there already and has none the day of publication:
    `"用户已超过2亿户"`.
    """
    if frame.span is not None or scene.lang != "zh" or scene.published is None or scene.is_headline:
        return frame
    if quantity.unit != "count" or kind != "level" or scene.periods:
        return frame
    start, _ = scene.clause(quantity.start)
    told = scene.folded[start : quantity.start]
    found = ALREADY.search(told)
    return TimeFrame(Span(None, scene.published), "stated") if found and not NOT_YET.search(told) else frame
