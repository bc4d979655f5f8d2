"""Which of the times that a text names is a number's own.

In this order: a time right behind the number ("$0.10 by 2030", "5 million a year earlier"), the last one before it in the
sentence, one behind it in the sentence, and the time that the sentence before left standing. Times that a number is only
compared with ("from a year earlier", 比上年末) are the basis, not the period.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractors.calendar_spans import Span
from extractors.periods import PeriodMention
from extractors.records import PeriodOrigin, Quantity
from extractors.scenes import Scene

NEAR = 24  # characters between a number and the time right behind it: " base stations in "
BREAK = re.compile(r"[,;，；。：:（(]|\band\b|\bwhile\b|\bfrom\b|\bversus\b|\bto\b")
OF_BASE = re.compile(r"^\s*(?:的|为|是|同期的?)?\s*$")


@dataclass(frozen=True, slots=True)
class TimeFrame:
    """A period as a claim carries it; `mention` is where it was said."""

    span: Span | None = None
    origin: PeriodOrigin | None = None
    mention: PeriodMention | None = None

    @property
    def first(self) -> date | None:
        """The first day, None for an instant."""
        return self.span.first if self.span else None

    @property
    def last(self) -> date | None:
        """The last day."""
        return self.span.last if self.span else None


NO_TIME = TimeFrame()


def choose_period(scene: Scene, quantity: Quantity, inherited: TimeFrame) -> TimeFrame:
    """The number's own time, stated or inherited; without one both ends stay None."""
    near = _right_behind(scene, quantity) or _base_before(scene, quantity)
    if near:
        return _shifted(scene, quantity, near, inherited) if near.shift else _stated(near)
    times = [mention for mention in scene.periods if mention.is_time and not mention.shift]
    strong = [mention for mention in times if not mention.is_weak]
    for candidates in (strong, times):
        if chosen := _last_before(candidates, quantity) or _first_behind(scene, candidates, quantity):
            return _stated(chosen)
    if times or inherited.span is None:
        return NO_TIME
    return TimeFrame(inherited.span, "inherited", inherited.mention)


def _stated(mention: PeriodMention) -> TimeFrame:
    return TimeFrame(mention.span, "stated" if mention.span else None, mention)


def _right_behind(scene: Scene, quantity: Quantity) -> PeriodMention | None:
    """A time that follows the number with at most its noun between them."""
    for mention in scene.periods:
        if mention.start < quantity.end:
            continue
        between = scene.folded[quantity.end : mention.start]
        if len(between) > NEAR or BREAK.search(between) or scene.number_between(quantity.end, mention.start):
            return None
        return mention if mention.is_time else None
    return None


def _base_before(scene: Scene, quantity: Quantity) -> PeriodMention | None:
    """A baseline that the number itself belongs to: 去年同期的3.2亿元."""
    for mention in scene.periods:
        if (
            mention.end <= quantity.start
            and mention.shift
            and OF_BASE.match(scene.folded[mention.end : quantity.start])
        ):
            return mention
    return None


def _shifted(scene: Scene, quantity: Quantity, near: PeriodMention, inherited: TimeFrame) -> TimeFrame:
    """The time of the sentence some years earlier: "up from 5 million a year earlier"."""
    times = [mention for mention in scene.periods if mention.is_time and not mention.shift and mention.span]
    main = _last_before(times, quantity) or (times[0] if times else None)
    span = main.span if main else inherited.span
    return TimeFrame(span.shifted(near.shift), "stated", main or inherited.mention) if span else NO_TIME


def _last_before(mentions: list[PeriodMention], quantity: Quantity) -> PeriodMention | None:
    before = [mention for mention in mentions if mention.end <= quantity.start]
    return before[-1] if before else None


def _first_behind(scene: Scene, mentions: list[PeriodMention], quantity: Quantity) -> PeriodMention | None:
    behind = [mention for mention in mentions if mention.start >= quantity.end]
    if not behind:
        return None
    first = behind[0]
    rival = [q for q in scene.quantities if quantity.end <= q.start and q.end <= first.start]
    if rival and scene.folded[rival[-1].end : first.start].strip() in {"in", "by", "at", ""}:
        return None
    return first
