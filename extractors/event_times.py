"""Races, fairs and other events: the days or the edition that later sentences tell the results of."""

from __future__ import annotations

import re

from extractors.calendar_spans import months
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.signals import signal
from extractors.tenses import is_in_past
from extractors.time_frames import NO_TIME, TimeFrame

CURRENCY = re.compile(r"[A-Z]{3}$")
EVENTS = frozenset({"days", "weekdays", "weekend"})
# What happens on a day and has results that later sentences tell: "the race on Saturday".
EVENT_EN = re.compile(
    r"\b(?:race|(?:half-)?marathon|competition|contest|tournament|match|championship|games|final|fair|expo|exhibition"
    r"|auction|launch\sevent|ceremony|gala)s?\b"
)
EVENT = signal(EVENT_EN)
EDITION = re.compile(rf"['’]s?\s(?:[\w-]+\s){{0,4}}?{EVENT_EN.pattern}")  # "this year's race"
EVENT_DAYS = frozenset({"day", "weekday", "near_day"}) | EVENTS
# Who came to a fair and what it showed, in whatever sentence: 200余家企业参展, 邀请400位嘉宾.
GUESTS_ZH = re.compile("本届|参展|参赛|参会|与会|展出|展品|展馆|展区|展商|首发|首秀|选手|嘉宾|吸引|邀请|观众")
EVENT_ZH = re.compile("本届|本次|此次|共|参展|参赛|参加|观众|接待|成交|签约|展出|完成|展览")


def event_of(scene: Scene) -> TimeFrame | None:
    """The year of the race or fair that the sentence names with its day or its year: that of the edition."""
    if scene.lang == "zh":
        editions = [mention for mention in scene.periods if mention.gives == "edition" and mention.span]
        return TimeFrame(editions[0].span, "stated", editions[0]) if editions else None
    if not scene.shows(EVENT):
        return None
    if not EVENT_EN.search(scene.folded, scene.sentence.start, scene.sentence.end):
        return None
    for mention in scene.periods:
        named = mention.gives in EVENT_DAYS or EDITION.match(scene.folded, mention.end)
        if named and mention.is_time and mention.span:
            return TimeFrame(months(mention.span.last.year, 1, 12), "stated", mention)
    return None


def is_of_days(frame: TimeFrame) -> bool:
    """Whether the time is that of something that lasted some days: "over the weekend", 8月8日至12日."""
    return frame.mention is not None and frame.mention.gives in EVENTS


def is_result_of_event(scene: Scene, quantity: Quantity, event: TimeFrame, *, days_stand: bool) -> bool:
    """Whether the number is a result of the event that was told of, by its days or by its edition."""
    if not days_stand and (event is NO_TIME or CURRENCY.match(quantity.unit)):
        return False
    start, end = scene.clause(quantity.start)
    if scene.lang == "en":
        return is_in_past(scene.folded, scene.sentence.start, scene.clause(quantity.end)[1])
    if days_stand:
        return EVENT_ZH.search(scene.folded, start, quantity.start) is not None
    return quantity.unit == "count" and GUESTS_ZH.search(scene.folded, start, end) is not None
