"""Quarters and halves of companies whose year does not end in December.

"Second-quarter revenue" of a company whose year ends in January is of no quarter of the calendar, and the text that
gives no months for it leaves its days open. "This quarter" is the calendar's where the company's own quarters end with
it. Market researchers count every company's sales by the calendar: only what a company earns is of its own quarters.
"""

from __future__ import annotations

import re

from extractors.calendar_spans import Span, add_months
from extractors.focus import Subject
from extractors.measures import Measure
from extractors.quick_records import replace
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.standing_times import looks_ahead
from extractors.time_frames import TimeFrame

NUMBERED = frozenset({"quarter", "half", "first_quarters"})  # "the second quarter": of whose year?
POINTED = frozenset({"relative", "told", "last_quarter", "quarterly"})  # "this quarter", "in the quarter"
NAMED = "months_to"  # "the three months to September"
PARTS = frozenset({3, 6, 9})  # months of a part of a year
QUARTER = 3
MONEY = re.compile(r"(?:[A-Z]{3}|cent)$")  # a currency, or earnings of some cents a share
EARNED = re.compile(r"\b(?:revenues?|sales|profits?|income|earnings|loss|margins?|turnover|ebitda)\b")
MARKET = "research_firm"


def without_fiscal_days(
    frame: TimeFrame,
    scene: Scene,
    quantity: Quantity,
    *,
    entity: Subject | None,
    measure: Measure | None,
    lead: TimeFrame,
) -> TimeFrame:
    """The frame with no days if it is a quarter or half of the entity's own year: "Nvidia's second-quarter revenue";
    with those of the months that the text reports on (`lead`), where it named them: "the quarter ended July 27".
    """
    if entity is None or entity.known is None or frame.mention is None or frame.span is None:
        return frame
    ends = entity.known.fiscal_year_ends
    if ends is None or not _is_own_part(frame, frame.span, scene, ends) or not _is_earned(scene, quantity, measure):
        return frame
    named = lead.span is not None and lead.mention is not None and lead.mention.gives == NAMED
    if (
        named
        and lead.span
        and _months_of(lead.span) == _months_of(frame.span)
        and not looks_ahead(scene, quantity.start)
    ):
        return TimeFrame(lead.span, "inherited", lead.mention)
    return replace(frame, span=None, origin=None)


def _is_own_part(frame: TimeFrame, span: Span, scene: Scene, ends: int) -> bool:
    """Whether the time is a part of a year that ends in month `ends`, and no part of the calendar's year."""
    if frame.mention is None or _months_of(span) not in PARTS:
        return False
    if frame.mention.gives in NUMBERED:
        return scene.lang == "en" or ends % QUARTER != 0
    return frame.mention.gives in POINTED and ends % QUARTER != 0 and span.last.month % QUARTER == 0


def _months_of(span: Span) -> int:
    """Whole calendar months of the span, 0 for an instant or days."""
    if span.first is None or span.first.day != 1:
        return 0
    for count in sorted(PARTS):
        if add_months(span.first, count).toordinal() == span.last.toordinal() + 1:
            return count
    return 0


def _is_earned(scene: Scene, quantity: Quantity, measure: Measure | None) -> bool:
    """Whether the company's own books say it: money, a rate told beside it, or how revenue and profit changed; and no
    researcher is named.
    """
    if any(name.known is not None and name.known.kind == MARKET for name in scene.names):
        return False
    money = MONEY.match(quantity.unit) is not None
    if money or (quantity.unit == "percent" and any(MONEY.match(other.unit) for other in scene.quantities)):
        return True
    return measure is not None and EARNED.search(measure.words) is not None
