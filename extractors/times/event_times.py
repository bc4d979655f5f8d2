"""Races, fairs and other events: the days or the edition that later sentences tell the results of."""

from __future__ import annotations

import re

from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.signals import signal
from extractors.text.tenses import is_in_past
from extractors.times.calendar_spans import months
from extractors.times.periods import PeriodMention
from extractors.times.time_frames import NO_TIME, TimeFrame

CURRENCY = re.compile(r"[A-Z]{3}$")
EVENTS = frozenset({"days", "weekdays", "weekend"})
# What happens on a day and has results that later sentences tell: "the race on Saturday".
EVENT_EN = re.compile(
    r"\b(?:race|(?:half-)?marathon|competition|contest|tournament|match|championship|games|final|fair|expo|exhibition"
    r"|auction|launch\sevent|ceremony|gala)s?\b"
)
EVENT = signal(EVENT_EN)
# "this year's race", "the 2025 Ningbo Robot Half-Marathon", "the 2024 edition of the fair"
EDITION = re.compile(
    rf"(?:['’]s?)?\s(?:(?!(?:to|for|in|on|of|by|and|amid|with|from|as)\b)[\w-]+\s){{0,4}}?(?:edition\sof\b|{EVENT_EN.pattern})"
)
# Events that a text is about from its headline on: the day of a later sentence is theirs.
CONTEST = re.compile(r"\b(?:(?:half[-\s])?marathon|tournament|championships?|robot\sgames)\b")
# What happens once, on a day: "lifted off on Saturday", "Monday's outage".
INCIDENT = re.compile(
    r"\b(?:lift(?:ed|s)?[\s-]?off|blast(?:ed|s)?[\s-]off|into\s(?:[a-z-]+\s)?orbit|outage|blackout|blaze|explosion|earthquake)s?\b"
)
HAPPENED = signal(INCIDENT)
EVENT_DAYS = frozenset({"day", "weekday", "near_day"}) | EVENTS
# Who came to a fair and what it showed, in whatever sentence: 200余家企业参展, 邀请400位嘉宾.
GUESTS_ZH = re.compile("本届|参展|参赛|参会|与会|展出|展品|展馆|展区|展商|首发|首秀|选手|嘉宾|吸引|邀请|观众")
EVENT_ZH = re.compile("本届|本次|此次|共|参展|参赛|参加|观众|接待|成交|签约|展出|完成|展览")


def names_contest(scene: Scene) -> bool:
    """Whether the sentence names a race or the like, so that the text is about it."""
    return scene.lang == "en" and scene.shows(EVENT) and _holds(scene, CONTEST)


def event_of(scene: Scene, *, contest: bool = False) -> TimeFrame | None:
    """The year of the race or fair that the sentence names with its day or its year, that of the edition, also where
    an earlier sentence named the `contest`; for what happened once the day.
    """
    if scene.lang == "zh":
        editions = [mention for mention in scene.periods if mention.gives == "edition" and mention.span]
        return TimeFrame(editions[0].span, "stated", editions[0]) if editions else None
    times = [mention for mention in scene.periods if mention.is_time and mention.span]
    if not times:
        return None
    days = [mention for mention in times if mention.gives in EVENT_DAYS]
    if days and scene.shows(HAPPENED) and _holds(scene, INCIDENT):
        return TimeFrame(days[0].span, "stated", days[0])
    named = scene.shows(EVENT) and _holds(scene, EVENT_EN)
    for mention in times:
        edition = named and (mention in days or EDITION.match(scene.folded, mention.end))
        if mention.span and (edition or (contest and mention in days and _is_told_of(scene, mention))):
            return TimeFrame(months(mention.span.last.year, 1, 12), "stated", mention)
    return None


def _holds(scene: Scene, pattern: re.Pattern[str]) -> bool:
    return pattern.search(scene.folded, scene.sentence.start, scene.sentence.end) is not None


def _is_told_of(scene: Scene, mention: PeriodMention) -> bool:
    """Whether the day's clause tells what happened then: "On Sunday the winner crossed the line"."""
    start, end = scene.clause(mention.start)
    return is_in_past(scene.folded, start, max(end, scene.clause(mention.end)[1]))


def is_of_days(frame: TimeFrame) -> bool:
    """Whether the time is that of something that lasted some days: "over the weekend", 8月8日至12日."""
    return frame.mention is not None and frame.mention.gives in EVENTS


def is_result_of_event(scene: Scene, quantity: Quantity, event: TimeFrame, *, days_stand: bool) -> bool:
    """Whether the number is a result of the event that was told of, by its days or by its edition."""
    if not days_stand and (event is NO_TIME or CURRENCY.match(quantity.unit)):
        return False
    start, end = scene.clause(quantity.start)
    if scene.lang == "en":
        grown = quantity.relative and not days_stand  # a market grew: no race and no fair did
        return not grown and is_in_past(scene.folded, scene.sentence.start, scene.clause(quantity.end)[1])
    if days_stand:
        return EVENT_ZH.search(scene.folded, start, quantity.start) is not None
    return quantity.unit == "count" and GUESTS_ZH.search(scene.folded, start, end) is not None
