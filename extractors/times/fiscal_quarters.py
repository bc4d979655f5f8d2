"""Quarters and halves of companies whose year does not end in December.

"Second-quarter revenue" of a company whose year ends in January is of no quarter of the calendar, and the text that
gives no months for it leaves its days open. So is a first half that is told as a fact in February, whoever's it is.
"This quarter" is the calendar's where the company's own quarters end with it. Market researchers count every company's
sales by the calendar: only what a company earns is of its own quarters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractors.metrics.measures import Measure
from extractors.owners.focus import Subject
from extractors.quick_records import replace
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.sentences import Sentence
from extractors.times.calendar_spans import Span, add_months
from extractors.times.period_groups import Anchor
from extractors.times.period_patterns import PeriodRules
from extractors.times.periods import find_periods
from extractors.times.standing_times import looks_ahead
from extractors.times.time_frames import TimeFrame

NUMBERED = frozenset({"quarter", "half", "first_quarters"})  # "the second quarter": of whose year?
POINTED = frozenset(
    {"relative", "told", "last_quarter", "quarterly", "half_yearly"}
)  # "this quarter", "in the quarter"
NAMED = "months_to"  # "the three months to September"
# What a sentence that names such months shows, before it is searched for times.
NAMES_MONTHS = re.compile(
    r"\b(?:months?|quarter|half|period|year)\s(?:that\s)?(?:ended|ending|to|through|until)\b|\d\s?日止"
)
FISCAL = "part of a fiscal year"
FISCAL_YEAR = "fiscal year"  # "fiscal 2012" of a company whose year ends in March or January is no year of the calendar
PARTS_OF_YEAR = 4
ORDINAL = re.compile(r"\b(first|second|third|fourth|1st|2nd|3rd|4th)[\s-]quarter\b|\b(q[1-4])\b")
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    **{f"q{quarter}": quarter for quarter in range(1, 5)},
}
OUTLOOK = re.compile(r"\b(?:expect|forecast|predict|project|estimat|guid|outlook|see|will|would|plan|aim)\w*\b[^.]*$")
OUTLOOK_REACH = 64  # characters before a quarter that may hold "expects revenue of … in the"
YEAR_NAMED = re.compile(r"\b(?:19|20)\d\d\b|\byear\b")
PARTS_NAMED = (
    "half",
    "quarter",
    "h1",
    "h2",
    "q1",
    "q2",
    "q3",
    "q4",
    "1q",
    "2q",
    "3q",
    "4q",
    "半年",
    "季度",
    "al year",
    "ess year",
)
PARTS = frozenset({3, 6, 9})  # months of a part of a year
QUARTER, YEAR = 3, 12  # months
RIVALS = 3  # firms of one sentence that only a researcher sets side by side
MONEY = re.compile(r"(?:[A-Z]{3}|cent)$")  # a currency, or earnings of some cents a share
EARNED = re.compile(r"\b(?:revenues?|sales|profits?|income|earnings|loss|margins?|turnover|ebitda)\b")
MARKET = "research_firm"


@dataclass(frozen=True, slots=True)
class Reported:
    """What a text says it reports on: stretches of months named by their last one that were over ("the six months ended
    June"), and the numbers of the quarters that it tells results of; each once, in the order of the text.
    """

    months: tuple[Span, ...] = ()
    quarters: tuple[int, ...] = ()
    year_ends: int | None = None  # the month that its business years end with, where it is not December


def find_reported(
    text: str, folded: str, sentences: Sequence[Sentence], published: date | None, rules: PeriodRules
) -> Reported:
    """The months and quarters of a text's results, looked for once a text."""
    if not any(part in folded for part in PARTS_NAMED):
        return Reported()  # nobody asks which months a part of a year had
    anchor = Anchor(published)
    found = [
        mention.span
        for sentence in sentences
        if NAMES_MONTHS.search(folded, sentence.start, sentence.end)
        for mention in find_periods(text, folded, sentence.span, anchor, rules)
        if mention.gives == NAMED and mention.span
    ]
    over = tuple(dict.fromkeys(span for span in found if published is None or span.last <= published))
    ends = next((span.last.month for span in found if _is_business_year(span)), None)
    return Reported(over, _quarters_told(folded) if over else (), ends)


def _is_business_year(span: Span) -> bool:
    """Whether a stretch is a year that does not end in December."""
    whole = span.first is not None and add_months(span.first, YEAR).toordinal() == span.last.toordinal() + 1
    return whole and span.last.month != YEAR


def _quarters_told(folded: str) -> tuple[int, ...]:
    """The numbers of the quarters that a text names, but for those that only an outlook is of."""
    told = (
        ORDINALS[match[1] or match[2]]
        for match in ORDINAL.finditer(folded)
        if not OUTLOOK.search(folded, max(0, match.start() - OUTLOOK_REACH), match.start())
    )
    return tuple(dict.fromkeys(told))


def without_fiscal_days(
    frame: TimeFrame,
    scene: Scene,
    quantity: Quantity,
    *,
    entity: Subject | None,
    measure: Measure | None,
    reported: Reported,
) -> TimeFrame:
    """The frame with no days if it is a quarter or half of the entity's own year: "Nvidia's second-quarter revenue";
    with those of the months that the text reports on, where it names them: "the quarter ended July 27".
    """
    if frame.mention is None:
        return frame
    ahead = looks_ahead(scene, quantity.start)
    if frame.span is None:
        return _of_fiscal_quarter(frame, scene, reported, ahead=ahead)
    ends = entity.known.fiscal_year_ends if entity and entity.known else None
    if ends is not None and frame.mention.rule == FISCAL_YEAR:
        return replace(frame, span=None, origin=None)
    own = ends is not None and _is_own_part(frame, frame.span, scene, ends) and _is_earned(scene, quantity, measure)
    own = own and not (frame.origin == "inherited" and _are_set_side_by_side(scene))
    if not own and (entity is None or not _is_not_over(frame, frame.span, scene, ahead=ahead)):
        moved = ends is None and _is_earned(scene, quantity, measure)
        return _in_own_year(frame, scene, reported) if moved else frame
    named = [span for span in reported.months if _months_of(span) == _months_of(frame.span)]
    if named and not ahead:
        return TimeFrame(named[0], "inherited", frame.mention)
    return replace(frame, span=None, origin=None)


def _are_set_side_by_side(scene: Scene) -> bool:
    """Whether a sentence tells the same of three firms or more: who compares them counts all by one calendar."""
    return len({name.known.id for name in scene.names if name.kind == "company" and name.known}) >= RIVALS


def _of_fiscal_quarter(frame: TimeFrame, scene: Scene, reported: Reported, *, ahead: bool) -> TimeFrame:
    """The three months that the text names for "its fiscal third quarter"."""
    mention = frame.mention
    if mention is None or mention.rule != FISCAL or "quarter" not in scene.folded[mention.start : mention.end]:
        return frame
    named = [span for span in reported.months if _months_of(span) == QUARTER]
    return TimeFrame(named[0], "inherited", mention) if named and not ahead else frame


def _in_own_year(frame: TimeFrame, scene: Scene, reported: Reported) -> TimeFrame:
    """The quarter as a company counts it whose year is not known: "third-quarter profit rose … in the three months
    ended Dec. 31", where no result of a fourth quarter is told, makes October to December the third one.
    """
    mention, span = frame.mention, frame.span
    named = [told for told in reported.months if _months_of(told) == QUARTER and told.last.month % QUARTER == 0]
    if scene.lang != "en" or mention is None or span is None or mention.gives != "quarter" or not named:
        return frame
    if _months_of(span) != QUARTER or YEAR_NAMED.search(scene.folded, mention.start, mention.end):
        return frame
    last = named[0].last.month // QUARTER
    if not reported.quarters or last in reported.quarters:
        return frame
    return replace(frame, span=span.moved(QUARTER * ((last - reported.quarters[0]) % PARTS_OF_YEAR)))


def _is_not_over(frame: TimeFrame, span: Span, scene: Scene, *, ahead: bool) -> bool:
    """Whether a half is told as a fact before the calendar's is over: "its first half", in February. Of a quarter that
    is not over a headline may tell what is expected.
    """
    half = frame.mention is not None and frame.mention.gives == "half"
    return half and not ahead and scene.published is not None and span.last > scene.published


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
