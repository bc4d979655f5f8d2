"""The months or the year that a text reports on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.metrics.measures import Measure
from extractors.scenes import Scene
from extractors.times.periods import REPORTED
from extractors.times.time_frames import NO_TIME, TimeFrame

YEAR_OF_DAYS, LONGEST_MONTH = 366, 31
EARNED = re.compile(r"\b(?:profit|income|earnings|ebitda|margin)\b")  # nobody tells them of a month
SHORTEST = 27  # days of a February, that a report can be of; a week is only when something was told
REPORTED_LATE = 400  # days after its end in which a year may still be what a report is of


def lead_of(scene: Scene, stretches: Sequence[TimeFrame]) -> TimeFrame:
    """The first of the times if a report can be of it: months, a quarter or a year that is over, but not for long."""
    frame = next((frame for frame in stretches if frame.mention and frame.mention.gives in REPORTED), NO_TIME)
    if frame.span is None or frame.first is None or scene.published is None:
        return NO_TIME
    if (frame.span.last - frame.first).days < SHORTEST:
        return NO_TIME
    return frame if 0 <= (scene.published - frame.span.last).days <= REPORTED_LATE else NO_TIME


def is_before(frame: TimeFrame, lead: TimeFrame) -> bool:
    """Whether the time is one that a report only looks back to: "its 2020 peak" in a text on 2024."""
    return (
        lead.span is not None
        and frame.span is not None
        and frame.first is not None
        and frame.span.last < lead.span.last
    )


def is_beside(frame: TimeFrame, lead: TimeFrame, scene: Scene) -> bool:
    """Whether results are of what the text reports on rather than of the time: that is over a year before it ("the
    record was set in 2010"), has not ended ("planned for the full year"), or is of years around it, that an average was
    told of.
    """
    if lead.span is None or lead.first is None or frame.last is None:
        return False
    if scene.published is not None and lead.span.last <= scene.published < frame.last:
        return True
    around = frame.first is not None and frame.first < lead.first and lead.span.last <= frame.last
    return (lead.first - frame.last).days > YEAR_OF_DAYS or (
        around and frame.mention is not None and frame.mention.gives == "years"
    )


def is_of_accounts(frame: TimeFrame, lead: TimeFrame, measure: Measure | None, scene: Scene) -> bool:
    """Whether profits go on with a quarter, a half or a year that was told after the month that the text reports on."""
    if scene.lang != "en" or measure is None or EARNED.search(measure.words) is None:
        return False
    if lead.span is None or lead.first is None or frame.span is None or frame.first is None:
        return False
    monthly = (lead.span.last - lead.first).days < LONGEST_MONTH
    return monthly and (frame.span.last - frame.first).days > LONGEST_MONTH
