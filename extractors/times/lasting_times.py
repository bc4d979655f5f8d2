"""The time that a sentence leaves standing for the next ones, and the one that "that year" of later sentences means."""

from __future__ import annotations

import re

from extractors.scenes import Scene
from extractors.text.signals import signal
from extractors.times.background_times import REPORT, is_gone_before, is_of_beginning, is_of_rank
from extractors.times.calendar_spans import Span
from extractors.times.periods import LASTING, PeriodMention, left_of
from extractors.times.time_frames import TimeFrame
from extractors.times.times_behind import times_of_bases

SINCE = re.compile(r"\bsince\s(?!then\b)(?:[^;,.]|(?<=inc)\.|(?<=corp)\.|(?<=ltd)\.|(?<=co)\.){1,60}\s$")
EVER_SINCE = signal(SINCE)


def last_stated(frame: TimeFrame) -> TimeFrame | None:
    """The frame of a sentence's last number if the next sentences go on with it."""
    if frame.origin != "stated" or frame.mention is None or frame.span is None or frame.mention.span is None:
        return None
    if frame.mention.since or frame.mention.baseline:
        return None
    dated = frame.mention.gives in LASTING and frame.span == frame.mention.span.as_of()
    return frame if (_lasts(frame.mention) and frame.span == frame.mention.span) or dated else None


def told_time(scene: Scene) -> Span | None:
    """The time that "that year", "in the period" of later sentences point to: the last one that is no base."""
    frame = lasting_time(scene, last=True)
    return frame.span if frame else None


def lasting_time(scene: Scene, *, last: bool = False) -> TimeFrame | None:
    """The time that a sentence leaves standing for the next ones."""
    if not scene.periods:
        return None
    based = times_of_bases(scene)
    begun = not last or scene.lang == "en"  # 2024年启动的项目，当年…: in Chinese that year is meant too
    times = [
        mention
        for mention in scene.periods
        if mention.is_time
        and mention.span
        and (_lasts(mention) or last)
        and (mention.gives in LASTING or (last and mention.gives == "window"))
        and not mention.shift
        and (mention.is_told if last else not mention.since)
        and not ((begun and is_of_beginning(scene, mention)) or is_gone_before(scene, mention))
        and id(mention) not in based
        and not ((mention.gives == "year" and REPORT.match(scene.folded, mention.end)) or _is_of_record(scene, mention))
        and not (scene.lang == "en" and is_of_rank(scene, mention))
    ]
    chosen = times[-1] if times and last else _first_over(scene, times)
    return TimeFrame(chosen.span, "stated", chosen) if chosen else None


def _is_of_record(scene: Scene, mention: PeriodMention) -> bool:
    """Whether the time only says since when there had been none like it: "the most since Larch went public in 2005"."""
    if scene.lang != "en" or not scene.shows(EVER_SINCE):
        return False
    return SINCE.search(scene.folded, *left_of(mention.start, scene.sentence.span)) is not None


def _first_over(scene: Scene, times: list[PeriodMention]) -> PeriodMention | None:
    """The first of the times, or the first that is over where a plan stands before it: "It raised its target for the
    full year as it reported for the first half."
    """
    over = [time for time in times if time.span and scene.published and time.span.last <= scene.published]
    return next(iter(over or times), None)


def _lasts(mention: PeriodMention) -> bool:
    """Whether later sentences go on with the time: with a day only if it is a date of reckoning."""
    return mention.gives in LASTING and (
        mention.gives != "day" or mention.as_of or (mention.span is not None and mention.span.is_open)
    )
