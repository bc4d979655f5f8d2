"""The basis that a named base gives: 比2023年 for a figure of 2024, "than at the end of 2024", "from 31 million"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from extractors.records import Basis, Quantity
from extractors.scenes import Scene
from extractors.times.calendar_spans import Span, add_months, month_end
from extractors.times.periods import PeriodMention
from extractors.times.time_frames import TimeFrame

YEAR = 12
OWN_ENDS = frozenset({1, 3, 6, 12})  # months that end a month, quarter, half or year that began with January
COMPARED = re.compile(r"相比[，,]")  # 与2020年相比，2024年产量增长…
RECENT = 2  # years back that a figure without a time of its own is still the next one to
DAYS_OF = {1: 31, 3: 92}
BASIS_OF_SHIFT: Mapping[int, Basis] = {-12: "yoy", -6: "since", -3: "qoq", -1: "mom"}
FROM_LEVEL = re.compile(r"\s(?:from|compared\s(?:with|to)|over|on)\s(?:(?:about|around|nearly|some|just|the|a)\s)*")
NEAR = 16  # characters from a level to its time: "31.5 million users at end-June"
BEFORE: Mapping[int, Basis] = {YEAR: "yoy", 3: "qoq", 1: "mom"}
SAME_PART = re.compile(r"的?同[期月季]")


def basis_of_base(scene: Scene, quantity: Quantity, frame: TimeFrame) -> Basis | None:
    """The basis that a named base gives: 比2023年 for a figure of 2024 is yoy, "than at the end of 2024" since."""
    start, end = scene.clause(quantity.start)
    bases = [mention for mention in scene.periods if mention.baseline and start - 2 <= mention.start < end] or [
        mention
        for mention in scene.periods
        if mention.baseline and mention.end <= quantity.start and COMPARED.match(scene.folded, mention.end)
    ]
    if not bases:
        return None
    base = min(bases, key=lambda mention: abs(mention.start - quantity.start))
    if base.shift in BASIS_OF_SHIFT:
        return "ytd_yoy" if base.shift == -YEAR and is_cumulative(frame) else BASIS_OF_SHIFT[base.shift]
    if base.shift or _is_before(base.span, frame.span, 12) or _is_same_part(scene, base, frame):
        return "ytd_yoy" if is_cumulative(frame) else "yoy"
    if _is_before(base.span, frame.span, 1):
        return "mom"
    if _is_before(base.span, frame.span, 3):
        return "qoq"
    if frame.span is None and base.span and base.span.first and scene.published:
        recent = scene.published.year - base.span.last.year <= RECENT
        return "yoy" if recent and base.gives == "year" else "since"
    return "since" if base.span or base.gives == "unset" else None


def basis_of_level_before(scene: Scene, quantity: Quantity, frame: TimeFrame) -> Basis | None:
    """The basis that the earlier level gives: "up 1.9 percent from 31.5 million at the end of June 2024" is yoy of
    the end of June 2025; from a day that is no year before it is "since".
    """
    if scene.lang != "en" or frame.span is None or not FROM_LEVEL.match(scene.folded, quantity.end):
        return None
    level = next((one for one in scene.quantities if one.start > quantity.end), None)
    if level is None or FROM_LEVEL.fullmatch(scene.folded, quantity.end, level.start) is None:
        return None
    told = next((time for time in scene.periods if level.end <= time.start <= level.end + NEAR), None)
    if told is None or told.span is None:
        return None
    if frame.span.first is None:
        if told.span.last == _end_after(frame.span.last, -YEAR):
            return "yoy"
        return "since" if told.span.last < frame.span.last else None
    return next((basis for count, basis in BEFORE.items() if _is_before(told.span, frame.span, count)), None)


def _is_same_part(scene: Scene, base: PeriodMention, frame: TimeFrame) -> bool:
    """Whether a year is named only for the same part of it: the fourth quarter of last year 较前年同期."""
    if base.span is None or frame.span is None or not SAME_PART.match(scene.folded, base.end):
        return False
    return base.span.last.year + 1 == frame.span.last.year


def _is_before(base: Span | None, span: Span | None, count: int) -> bool:
    """Whether one span of whole months lies so many months before the other and is no longer than they."""
    if base is None or span is None or base.first is None or span.first is None:
        return False
    moved = Span(add_months(base.first, count), _end_after(base.last, count))
    return moved == span and (count == YEAR or (span.last - span.first).days < DAYS_OF[count])


def _end_after(last: date, count: int) -> date:
    """The end of the month so many months later."""
    later = add_months(last.replace(day=1), count)
    return month_end(later.year, later.month)


def is_cumulative(frame: TimeFrame) -> bool:
    """Whether the time runs from January on to a month that ends no quarter, half or year of its own: "the nine months
    ended September".
    """
    if frame.mention is None or frame.mention.cumulative:
        return frame.mention is not None
    span = frame.span
    if span is None or span.first is None or (span.first.month, span.first.day) != (1, 1):
        return False
    return span.first.year == span.last.year and span.last.month not in OWN_ENDS
