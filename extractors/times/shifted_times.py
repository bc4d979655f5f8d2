"""Times of comparison that are a number's own: "a year earlier it had sold 300", "up from 5 million a year ago"."""

from __future__ import annotations

import re

from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.times.base_times import is_base
from extractors.times.calendar_spans import Span, months
from extractors.times.periods import PARTS_OF_YEARS, REPORTED, WHEN, YEAR, PeriodMention
from extractors.times.time_frames import NO_TIME, TimeFrame, stated_by
from extractors.times.times_behind import times_of_bases

OPENING = 8  # characters before a time that opens its sentence: "And a year earlier"
# Parts of years that results are told of: what they came up from is of the year before.
OF_RESULTS = frozenset({"half", "months_to", "first_months", "first_quarters"})
# Before a time that opens a clause.
JOINED = re.compile(r"[\s,;]*(?:while|whereas|but|and|though|although|when)\s|(?:而|但)")
BACK_TO = re.compile(r"\sfrom\s(?:(?:about|around|nearly|some|roughly|more\sthan|over)\s)*")
QUARTER = 3  # months
INDEX = re.compile(r"\b(?:pmi|index|sub-index|gauge|reading)\b")  # is told against the month before
OF_REPORTS = REPORTED | {"told"}
AGO = re.compile(r"\bago\b|前")


def year_before(scene: Scene, quantity: Quantity, inherited: TimeFrame) -> TimeFrame:
    """The time of what growth began with: "revenue rose 23 percent to 101 million from 82 million" is against the year
    before, and so is what is told in one breath with "from 9 million a year ago"; else nothing tells when it was.
    """
    if scene.lang != "en":
        return NO_TIME
    _, end = scene.clause(quantity.start)
    shifts = [other for other in scene.periods if other.shift]
    if alike := [other for other in shifts if other.end <= quantity.start]:
        return shifted(scene, quantity, alike[-1], inherited)
    if behind := [other for other in shifts if quantity.end <= other.start < end]:  # "raised in four deals a year ago"
        return shifted(scene, quantity, behind[0], inherited)
    times = [mention for mention in scene.periods if mention.is_time and not mention.shift and mention.span]
    main = last_before(times, quantity)
    frame = stated_by(main) if main else inherited
    if frame.span is None or frame.first is None or frame.mention is None or frame.mention.gives not in OF_REPORTS:
        return NO_TIME
    if scene.lang == "en" and _is_a_month(frame.span) and INDEX.search(scene.folded, *scene.clause(quantity.start)):
        return TimeFrame(frame.span.moved(-1), "inherited", frame.mention)
    grown = any(other.relative and other.unit in {"percent", "times"} for other in scene.quantities)
    yearly = grown or frame.mention.gives in OF_RESULTS or (_is_a_year(frame) and _comes_from(scene, quantity))
    otherwise = any(cue.value != "yoy" for cue in scene.section("basis"))
    if not yearly or quantity.unit in {"percent", "times"} or otherwise:
        return NO_TIME
    return TimeFrame(frame.span.moved(-YEAR), "inherited", frame.mention)


def _is_a_month(span: Span) -> bool:
    """Whether a span is one month of the calendar."""
    return span == months(span.last.year, span.last.month, span.last.month)


def _is_a_year(frame: TimeFrame) -> bool:
    """Whether the time is one whole year of the calendar."""
    return frame.span is not None and frame.span == months(frame.span.last.year, 1, YEAR)


def _comes_from(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number stands behind the one that it led to: "to 46 yuan from 48 yuan", not "from 20 to 40"."""
    before = [other for other in scene.quantities if other.end <= quantity.start]
    return bool(before) and BACK_TO.fullmatch(scene.folded, before[-1].end, quantity.start) is not None


def leading_shift(scene: Scene, times: list[PeriodMention], quantity: Quantity) -> PeriodMention | None:
    """ "A year earlier it had sold 300", "whereas in the same period of 2023, it sold 300", 去年同期，销量为300台: the
    sentence, or its clause, as a whole is of an earlier time.
    """
    before = [mention for mention in scene.periods if mention.shift and mention.end <= quantity.start]
    opening = [one for one in before if _opens_clause(scene, one)]
    opening = opening or [one for one in before if _is_gone_into(scene, one)]
    if not opening:
        return None
    first = opening[-1]
    later = any(mention.span and first.start <= mention.start and mention.end <= quantity.start for mention in times)
    return None if later else first


def _is_gone_into(scene: Scene, mention: PeriodMention) -> bool:
    """Whether the sentence tells more of the earlier time: "a rebound from the same time last year, when it sold 6"."""
    return scene.lang == "en" and WHEN.match(scene.folded, mention.end) is not None


def _opens_clause(scene: Scene, mention: PeriodMention) -> bool:
    """Whether a time of comparison stands at the head of the sentence or, joined to it, of a clause."""
    if not mention.shift or mention.baseline:
        return False
    if mention.start - scene.sentence.start <= OPENING and not any(one.end <= mention.start for one in scene.periods):
        return True
    start = scene.clause(mention.start)[0]
    joined = JOINED.fullmatch(scene.folded, start, mention.start)
    return joined is not None and scene.folded.startswith((",", "，"), mention.end)


def shifted(scene: Scene, quantity: Quantity, near: PeriodMention, inherited: TimeFrame) -> TimeFrame:
    """The time of the sentence some years earlier: "up from 5 million a year earlier"."""
    based = times_of_bases(scene, but=quantity)  # "compares with 5 in the second quarter and 6 a year earlier"
    times = [one for one in scene.periods if one.is_time and not one.shift and one.span and id(one) not in based]
    times = [
        mention for mention in times if not (mention.is_weak or mention.since)
    ]  # "now" is no month to be a year later than
    main = last_before(times, quantity) or (times[0] if times else None)
    span = main.span if main else inherited.span
    ago = AGO.search(scene.folded, near.start, near.end) is not None
    from_today = ago if span else ago or near.shift < -YEAR
    if scene.published and near.shift % YEAR == 0 and from_today and (span is None or near.shift < -YEAR):
        span = months(scene.published.year, 1, YEAR)  # "five years ago"; "three years earlier" counts from then
    if span is None and near.shift == -QUARTER and scene.published:  # "the previous quarter" of no other
        span = months(scene.published.year, *_quarter_of(scene.published.month))
    return TimeFrame(span.moved(near.shift), "stated", main or inherited.mention) if span else NO_TIME


def _quarter_of(month: int) -> tuple[int, int]:
    """The first and the last month of the quarter that holds a month."""
    first = (month - 1) // QUARTER * QUARTER + 1
    return first, first + QUARTER - 1


def stated_base(scene: Scene, quantity: Quantity, near: PeriodMention) -> TimeFrame:
    """The time beside a number; "last year" of what a month is compared with is the month in it: "8,000 in July, up
    from 5,000 last year".
    """
    last_year = near.gives == "relative" and near.span is not None and near.span == months(near.span.last.year, 1, 12)
    if not (last_year and scene.lang == "en" and (near.baseline or is_base(scene, quantity))):
        return stated_by(near)
    frames = [mention for mention in scene.periods if mention.is_time and mention is not near and mention.span]
    main = last_before(frames, quantity) or (frames[0] if frames else None)
    if main is None or main.gives not in PARTS_OF_YEARS or main.span is None or near.span is None:
        return stated_by(near)
    before = main.span.moved(-YEAR)
    return TimeFrame(before, "stated", near) if before.last.year == near.span.last.year else stated_by(near)


def last_before(mentions: list[PeriodMention], quantity: Quantity) -> PeriodMention | None:
    before = [mention for mention in mentions if mention.end <= quantity.start]
    return before[-1] if before else None
