"""Which of the times that a text names is a number's own.

In this order: a time right behind the number ("$0.10 by 2030", "5 million a year earlier"), the last one before it in
the
sentence, one behind it in the clause, and the time that the sentence before left standing. Times that a number is only
compared with ("from a year earlier", 比上年末) are the basis, not the period.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractors.background_times import is_background, is_gone_before, is_of_beginning, is_of_report
from extractors.base_times import base_before, belongs, is_base, is_beginning
from extractors.calendar_spans import Span, months
from extractors.cues import FUTURE_CUES
from extractors.periods import LASTING, PARTS_OF_YEARS, REPORTED, WHEN, YEAR, PeriodMention
from extractors.quick_records import quick
from extractors.records import PeriodOrigin, Quantity
from extractors.respective_times import respective_time
from extractors.scenes import Scene
from extractors.standing_facts import is_revised_from
from extractors.times_behind import MULTIPLIED, OF_WHOLE, TURN, first_behind, is_of_price, right_behind, takes_over

OPENING = 8  # characters before a time that opens its sentence: "And a year earlier"
# Parts of years that results are told of: what they came up from is of the year before.
OF_RESULTS = frozenset({"half", "months_to", "first_months", "first_quarters"})
SMALL_COUNT = 100  # counts below it are facts of their own sentence ("three carriers", "six cities")
OWNED_ZH = re.compile(r"\s?(?:的(?:约|近|超过?|不到|不足|逾|仅|将近|至少)?|约|近|不到|不足)?\s?")
TO_DATE_ZH = re.compile(r"(?:累计|已经?|共计?|合计)")  # 截至5月底，公司今年累计销售…: from January to that day
OF_MULTIPLE = re.compile(r"\s(?:the\s|its\s|their\s)?")  # "double the prior year's total" is no number of that year
JOINED = re.compile(
    r"[\s,;]*(?:while|whereas|but|and|though|although|when)\s|(?:而|但)"
)  # before a time that opens a clause
AGO = re.compile(r"\bago\b|前")


@quick
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
    def as_of(self) -> bool:
        """Whether it is an instant, or now."""
        return self.span is not None and self.span.first is None

    def is_ahead(self, scene: Scene) -> bool:
        """Whether it begins after publication."""
        return (
            self.span is not None and scene.published is not None and (self.first or self.span.last) > scene.published
        )

    @property
    def last(self) -> date | None:
        """The last day."""
        return self.span.last if self.span else None


NO_TIME = TimeFrame()


def choose_period(scene: Scene, quantity: Quantity, inherited: TimeFrame, *, stock: bool = False) -> TimeFrame:
    """The number's own time, stated or inherited; without one both ends stay None. A `stock` is counted on a date."""
    if in_turn := respective_time(scene, quantity):
        return TimeFrame(in_turn[1], "stated", in_turn[0])
    if near := _time_beside(scene, quantity):
        return _shifted(scene, quantity, near, inherited) if near.shift else _stated_base(scene, quantity, near)
    if is_beginning(scene, quantity) and not is_revised_from(scene, quantity):
        return _year_before(scene, quantity, inherited)
    times = [mention for mention in _free_times(scene, quantity) if not mention.shift]
    if quantity.unit == "times":
        times = [mention for mention in times if scene.text[mention.end : quantity.start] != "的"]
    if leading := _leading_shift(scene, times, quantity):
        return _shifted(scene, quantity, leading, inherited)
    strong = _strong(times)
    if stock and (dated := _date_before(scene, strong, quantity)):
        later = first_behind(scene, strong, quantity)
        return _stated(later if later and takes_over(scene, dated, later, quantity) else dated)
    if (now := _now_before(scene, times, quantity)) is not None:
        return _stated(now)
    for candidates in (strong, times):
        before, behind = _last_before(candidates, quantity), first_behind(scene, candidates, quantity)
        if before and behind and takes_over(scene, before, behind, quantity):
            return _stated(behind)
        if behind and not before and (now := _now_of_clause(scene, times, quantity, behind)) is not None:
            return _stated(now)
        if chosen := before or behind:
            return _stated_to_date(scene, quantity, chosen)
    if inherited.span is None or _is_blocked(scene, quantity, inherited.span):
        return NO_TIME
    return TimeFrame(inherited.span, "inherited", inherited.mention)


def _year_before(scene: Scene, quantity: Quantity, inherited: TimeFrame) -> TimeFrame:
    """The time of what growth began with: "revenue rose 23 percent to 101 million from 82 million" is against the year
    before, and so is what is told in one breath with "from 9 million a year ago"; else nothing tells when it was.
    """
    if scene.lang != "en":
        return NO_TIME
    _, end = scene.clause(quantity.start)
    shifts = [other for other in scene.periods if other.shift]
    if alike := [other for other in shifts if other.end <= quantity.start]:
        return _shifted(scene, quantity, alike[-1], inherited)
    if behind := [
        other for other in shifts if quantity.end <= other.start < end
    ]:  # "… raised in four deals a year ago"
        return _shifted(scene, quantity, behind[0], inherited)
    times = [mention for mention in scene.periods if mention.is_time and not mention.shift and mention.span]
    main = _last_before(times, quantity)
    frame = _stated(main) if main else inherited
    if frame.span is None or frame.first is None or frame.mention is None or frame.mention.gives not in REPORTED:
        return NO_TIME
    grown = any(other.relative and other.unit in {"percent", "times"} for other in scene.quantities)
    yearly = grown or frame.mention.gives in OF_RESULTS
    if not yearly or quantity.unit in {"percent", "times"} or any(scene.section("basis")):
        return NO_TIME
    return TimeFrame(frame.span.moved(-YEAR), "inherited", frame.mention)


def _is_blocked(scene: Scene, quantity: Quantity, told: Span) -> bool:
    """Whether a time of the sentence stands before the number, so that none of an earlier sentence holds; what went
    before the time told blocks nothing.
    """
    before = [mention for mention in scene.periods if mention.is_time and not mention.shift]
    before = [
        mention
        for mention in before
        if mention.end <= quantity.start
        and not (mention.span and mention.span.last <= told.last and is_gone_before(scene, mention))
    ]
    return bool(before) and any(id(mention) not in _times_of_bases(scene, but=quantity) for mention in before)


def _strong(times: list[PeriodMention]) -> list[PeriodMention]:
    """The times that hold before "now" and "so far"; beside a date "since May" is only the base of a change."""
    strong = [mention for mention in times if not mention.is_weak]
    return [mention for mention in strong if not mention.since] if any(time.as_of for time in strong) else strong


def _time_beside(scene: Scene, quantity: Quantity) -> PeriodMention | None:
    """The time that stands right beside the number as its own."""
    near = _own_before(scene, quantity) or base_before(scene, quantity) or right_behind(scene, quantity)
    if (
        near is None
        or is_of_report(scene, near, quantity)
        or is_of_price(scene, near, quantity)
        or (near.since and _has_own_time(scene, near))
    ):
        return None
    if quantity.unit == "percent" and OF_WHOLE.fullmatch(scene.folded, quantity.end, near.start):
        return near if _last_before(_strong(_free_times(scene, quantity)), quantity) is None else None
    if quantity.unit != "times":
        return near
    if not near.shift and near.end <= quantity.start and scene.text[near.end : quantity.start].startswith("的"):
        return None  # 是2023年的2.5倍 holds when the sum holds that is so many times as high
    multiples = (OF_MULTIPLE.fullmatch, MULTIPLIED.fullmatch)
    return None if any(match(scene.folded, quantity.end, near.start) for match in multiples) else near


def last_stated(frame: TimeFrame) -> TimeFrame | None:
    """The frame of a sentence's last number if the next sentences go on with it."""
    if frame.origin != "stated" or frame.mention is None or frame.span is None or frame.mention.span is None:
        return None
    if frame.mention.since or frame.mention.baseline:
        return None
    dated = frame.mention.gives in LASTING and frame.span == frame.mention.span.as_of()
    return frame if (_lasts(frame.mention) and frame.span == frame.mention.span) or dated else None


def is_day_of_news(frame: TimeFrame, scene: Scene) -> bool:
    """Whether the period is only when the news was told: nobody plans for the day on which a plan is announced."""
    if frame.mention is not None and (frame.mention.is_weak or frame.mention.announced):
        return True
    if frame.mention is None or frame.span is None or scene.published is None or frame.span.first is None:
        return False
    short = (frame.span.last - frame.span.first).days < 7
    return short and frame.span.first <= scene.published


def told_time(scene: Scene) -> Span | None:
    """The time that "that year", "in the period" of later sentences point to: the last one that is no base."""
    frame = lasting_time(scene, last=True)
    return frame.span if frame else None


def lasting_time(scene: Scene, *, last: bool = False) -> TimeFrame | None:
    """The time that a sentence leaves standing for the next ones."""
    if not scene.periods:
        return None
    based = _times_of_bases(scene)
    times = [
        mention
        for mention in scene.periods
        if mention.is_time
        and mention.span
        and (_lasts(mention) or last)
        and mention.gives in LASTING
        and not mention.shift
        and (mention.is_told if last else not mention.since)
        and not (is_of_beginning(scene, mention) or is_gone_before(scene, mention))
        and id(mention) not in based
    ]
    chosen = times[-1] if times and last else _first_over(scene, times)
    return TimeFrame(chosen.span, "stated", chosen) if chosen else None


def _first_over(scene: Scene, times: list[PeriodMention]) -> PeriodMention | None:
    """The first of the times, or the first that is over where a plan stands before it: "It raised its target for the
    full year as it reported for the first half."
    """
    over = [time for time in times if time.span and scene.published and time.span.last <= scene.published]
    return next(iter(over or times), None)


def _lasts(mention: PeriodMention) -> bool:
    """Whether later sentences go on with the time: with a day only if it is a date of reckoning."""
    return mention.gives in LASTING and (mention.gives != "day" or mention.as_of)


def is_small_count(quantity: Quantity) -> bool:
    """ "three carriers", 15个部门: a fact of its sentence that no time of another sentence holds for."""
    return quantity.unit == "count" and (quantity.high or quantity.low or 0) < SMALL_COUNT


def _free_times(scene: Scene, quantity: Quantity) -> list[PeriodMention]:
    """Times that are not the own time of a number that this one is compared with."""
    if not scene.periods:
        return []
    taken = _times_of_bases(scene, but=quantity)
    return [
        mention
        for mention in scene.periods
        if ((mention.is_time and id(mention) not in taken) or _is_gone_into(scene, mention, quantity))
        and not is_background(scene, mention, quantity)
        and not _is_anothers_outlook(scene, mention, quantity)
    ]


def _is_anothers_outlook(scene: Scene, mention: PeriodMention, quantity: Quantity) -> bool:
    """Whether a stretch that begins today is another clause's: in 未来三年部署1000台，订单超4亿元 the orders are there,
    and behind a ； others plan.
    """
    begins = mention.gives == "window" and mention.span is not None and mention.span.first == scene.published
    if scene.lang != "zh" or not begins or mention.end > quantity.start:
        return False
    if scene.folded.find("；", mention.end, quantity.start) >= 0:
        return True
    planned = any(cue.end <= quantity.start and cue.value in FUTURE_CUES for cue in scene.section("modality"))
    return not planned and scene.clause(mention.start) != scene.clause(quantity.start)


def _is_gone_into(scene: Scene, mention: PeriodMention, quantity: Quantity) -> bool:
    """Whether the number tells more of the time of a base: "from 11 percent in May, when it had 3 million users"."""
    return not mention.spoken and mention.end <= quantity.start and WHEN.match(scene.folded, mention.end) is not None


def _times_of_bases(scene: Scene, but: Quantity | None = None) -> set[int]:
    """Identities of the times of numbers that others are compared with: "from 531 in 2023", 由2023年的531家."""
    based = [other for other in scene.quantities if other is not but and is_base(scene, other)]
    own = {id(right_behind(scene, other)) for other in based}
    return own | {id(mention) for other in based for mention in scene.periods if belongs(scene, mention, other)}


def _leading_shift(scene: Scene, times: list[PeriodMention], quantity: Quantity) -> PeriodMention | None:
    """ "A year earlier it had sold 300", "whereas in the same period of 2023, it sold 300", 去年同期，销量为300台: the
    sentence, or its clause, as a whole is of an earlier time.
    """
    opening = [mention for mention in scene.periods if mention.end <= quantity.start and _opens_clause(scene, mention)]
    if not opening:
        return None
    first = opening[-1]
    later = any(mention.span and first.start <= mention.start and mention.end <= quantity.start for mention in times)
    return None if later else first


def _opens_clause(scene: Scene, mention: PeriodMention) -> bool:
    """Whether a time of comparison stands at the head of the sentence or, joined to it, of a clause."""
    if not mention.shift or mention.baseline:
        return False
    if mention.start - scene.sentence.start <= OPENING and not any(one.end <= mention.start for one in scene.periods):
        return True
    start = scene.clause(mention.start)[0]
    joined = JOINED.fullmatch(scene.folded, start, mention.start)
    return joined is not None and scene.folded.startswith((",", "，"), mention.end)


def _stated(mention: PeriodMention) -> TimeFrame:
    return TimeFrame(mention.span, "stated" if mention.span else None, mention)


def _stated_to_date(scene: Scene, quantity: Quantity, mention: PeriodMention) -> TimeFrame:
    """The time of a number, up to the date that its sentence is as of: 截至5月底，公司今年累计销售…."""
    dates = [time for time in scene.periods if time.as_of and time.is_time and time.span and time.end <= mention.start]
    frame = _stated(mention)
    if scene.lang != "zh" or not dates or mention.gives != "year" or frame.span is None or frame.first is None:
        return frame
    last = dates[-1].span.last if dates[-1].span else frame.span.last
    summed = TO_DATE_ZH.match(scene.folded, mention.end) is not None
    inside = frame.first <= last < frame.span.last and mention.end <= quantity.start
    return TimeFrame(Span(frame.first, last), "stated", mention) if summed and inside else frame


def _own_before(scene: Scene, quantity: Quantity) -> PeriodMention | None:
    """In Chinese the time that is bound to the number: 由2023年的55%提高到2024年的62%, 从2025年约100亿美元."""
    if scene.lang != "zh":
        return None
    own = [
        mention
        for mention in scene.periods
        if mention.is_time and mention.span and OWNED_ZH.fullmatch(scene.folded, mention.end, quantity.start)
    ]
    return own[-1] if own else None


def _now_before(scene: Scene, times: list[PeriodMention], quantity: Quantity) -> PeriodMention | None:
    """A present that the sentence has turned to since it told of an older time: "… in 2019 and now has 3,000"."""
    before = [mention for mention in times if mention.end <= quantity.start and mention.span]
    if len(before) < 2 or before[-1].gives != "now":
        return None
    now, older = before[-1], before[-2]
    over = older.span is not None and scene.published is not None and older.span.last < scene.published
    turned = TURN.search(scene.folded, older.end, now.end + 1) is not None
    return now if over and not older.as_of and turned else None


def _now_of_clause(
    scene: Scene, times: list[PeriodMention], quantity: Quantity, behind: PeriodMention
) -> PeriodMention | None:
    """A present before the number where the time behind is another one's: "now has 300, to grow to 900 next year"."""
    if not scene.number_between(quantity.end, behind.start):
        return None
    start = scene.clause(quantity.start)[0]
    now = [mention for mention in times if mention.is_weak and start <= mention.start and mention.end <= quantity.start]
    return now[-1] if now else None


def _shifted(scene: Scene, quantity: Quantity, near: PeriodMention, inherited: TimeFrame) -> TimeFrame:
    """The time of the sentence some years earlier: "up from 5 million a year earlier"."""
    based = _times_of_bases(scene, but=quantity)  # "compares with 5 in the second quarter and 6 a year earlier"
    times = [one for one in scene.periods if one.is_time and not one.shift and one.span and id(one) not in based]
    times = [mention for mention in times if not mention.is_weak]  # "now" is no month to be a year later than
    main = _last_before(times, quantity) or (times[0] if times else None)
    span = main.span if main else inherited.span
    ago = AGO.search(scene.folded, near.start, near.end) is not None
    from_today = ago if span else ago or near.shift < -YEAR
    if scene.published and near.shift % YEAR == 0 and from_today and (span is None or near.shift < -YEAR):
        span = months(scene.published.year, 1, YEAR)  # "five years ago"; "three years earlier" counts from then
    return TimeFrame(span.moved(near.shift), "stated", main or inherited.mention) if span else NO_TIME


def _stated_base(scene: Scene, quantity: Quantity, near: PeriodMention) -> TimeFrame:
    """The time beside a number; "last year" of what a month is compared with is the month in it: "8,000 in July, up
    from 5,000 last year".
    """
    last_year = near.gives == "relative" and near.span is not None and near.span == months(near.span.last.year, 1, 12)
    if not (last_year and scene.lang == "en" and (near.baseline or is_base(scene, quantity))):
        return _stated(near)
    frames = [mention for mention in scene.periods if mention.is_time and mention is not near and mention.span]
    main = _last_before(frames, quantity) or (frames[0] if frames else None)
    if main is None or main.gives not in PARTS_OF_YEARS or main.span is None or near.span is None:
        return _stated(near)
    before = main.span.moved(-YEAR)
    return TimeFrame(before, "stated", near) if before.last.year == near.span.last.year else _stated(near)


def _has_own_time(scene: Scene, since: PeriodMention) -> bool:
    """Whether the sentence has a date of its own, so that "since the end of last year" is only the base of a change."""
    return any(other.as_of and other.is_time and not other.is_weak for other in scene.periods if other is not since)


def _date_before(scene: Scene, mentions: list[PeriodMention], quantity: Quantity) -> PeriodMention | None:
    """The date that a stock goes on with over a clause of flows: 截至年底…，全年新建…，占总数的…."""
    start, _ = scene.clause(quantity.start)
    before = [mention for mention in mentions if mention.end <= quantity.start]
    dates = [mention for mention in before if mention.as_of]
    return dates[-1] if dates and before[-1].end <= start else None


def _last_before(mentions: list[PeriodMention], quantity: Quantity) -> PeriodMention | None:
    before = [mention for mention in mentions if mention.end <= quantity.start]
    return before[-1] if before else None
