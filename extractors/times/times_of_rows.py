"""A row of figures in a sentence that names no time: what its first one goes on with holds for all.

`"Acer led with 19 percent of the market, ahead of Dell's 18 and Larkspur's 13 percent"` told after a report of a
quarter is of that quarter throughout.
"""

from __future__ import annotations

import re

from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.times.time_frames import NO_TIME, TimeFrame

LONGEST = 80  # characters between two figures of a row
ROW = re.compile(r"(?:[^;.]|\.(?=\d))*")
# Another sentence within it: what is planned, expected or compared has a time of its own.
APART = re.compile(
    r"\b(?:will|would|could|may|might|plans?|planned|aims?|expect\w*|forecast\w*|target\w*|goal|from|since|until|if|founded|(?<!\bof\s)which|who"
    r"|where|total|employs?|has|have|had)\b"
)


def of_one_row(scene: Scene, quantity: Quantity, last: Quantity | None, frame: TimeFrame) -> TimeFrame:
    """The inherited time of the figure before in the sentence, where the two stand in one row; else NO_TIME."""
    if scene.lang != "en" or last is None or frame.origin != "inherited" or frame.span is None:
        return NO_TIME
    if not scene.sentence.start <= last.start or quantity.start - last.end > LONGEST or quantity.unit != last.unit:
        return NO_TIME
    if any(one.is_time or one.baseline for one in scene.periods):
        return NO_TIME
    between = scene.folded[last.end : quantity.start]
    return frame if ROW.fullmatch(between) and not APART.search(between) else NO_TIME
