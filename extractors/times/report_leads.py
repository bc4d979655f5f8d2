"""The months or the year that a text reports on."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.scenes import Scene
from extractors.times.periods import REPORTED
from extractors.times.time_frames import NO_TIME, TimeFrame

SHORTEST = 27  # days of a February, that a report can be of; a week is only when something was told
REPORTED_LATE = 400  # days after its end in which a year may still be what a report is of


def lead_of(scene: Scene, stretches: Sequence[TimeFrame]) -> TimeFrame:
    """The first of the times if a report can be of it: months, a quarter or a year that is not long over."""
    frame = next((frame for frame in stretches if frame.mention and frame.mention.gives in REPORTED), NO_TIME)
    if frame.span is None or frame.first is None or scene.published is None or frame.is_ahead(scene):
        return NO_TIME
    if (frame.span.last - frame.first).days < SHORTEST:
        return NO_TIME
    return frame if (scene.published - frame.span.last).days <= REPORTED_LATE else NO_TIME
