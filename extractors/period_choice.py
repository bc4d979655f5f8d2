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

from extractors.background_times import is_background, is_of_beginning
from extractors.base_times import base_before, belongs, is_base, is_beginning
from extractors.calendar_spans import Span, months
from extractors.periods import LASTING, PeriodMention
from extractors.quick_records import quick
from extractors.records import PeriodOrigin, Quantity
from extractors.respective_times import respective_time
from extractors.scenes import Scene
from extractors.standing_facts import is_revised_from

OPENING = 8  # characters before a time that opens its sentence: "And a year earlier"
NEAR = 26  # characters between a number and the time right behind it: " base stations in "
SMALL_COUNT = 100  # counts below it are facts of their own sentence ("three carriers", "six cities")
BREAK = re.compile(r"[,;，；。：:]|\b(?:and|while|from|versus|to|vs)\b")
OWNED_ZH = re.compile(r"的(?:约|近|超过?)?|约|近")
MOVED_ZH = re.compile(r"[至到增降升减]")  # 从2025年约100亿美元增至2030年1000亿美元: the time behind is of what follows
TO_LEVEL = re.compile(r"\s?(?:to|or|reaching|hitting)\s")  # "rose by 20 percent, to 168,400 units in 2020"
PARTICIPLE = re.compile(
    r"\s?(?:[a-z]+ly\s)?(?:all\s)?(?:occurring|coming|happening|arriving|taking\splace)\b"
)  # "…, occurring in 2023"
OPENED_AT = re.compile(r"[\"“]?at\s(?:[a-z]+\s){0,2}")  # "At 19 billion yuan, its sales in the first half were …"
CLOSING = re.compile(r"(?:to\s)?(?:end|clos|finish|exit)")  # "to end 2024 with", "ended May at"
LEADS_TO = re.compile(r"\s(?:with|at|on)\s")
TURN = re.compile(r"[,;，；]|\b(?:and|but)\b")
BRACKET = re.compile(r"[(（][^()（）]{0,40}[)）]")
# "double the density it had in 2019": the year is that of the density.
MULTIPLIED = re.compile(
    r"\s(?:the|its|their|what|that|as)\s[^,;.]{0,40}?\b(?:had|was|were|did|sold|made|recorded|reported|posted)\s"
)
# "an increase of 270 as it had 130 in 2019": the year is that of the reason.
REASON = re.compile(r"\b(?:as|when|because|whereas)\s(?:the\s)?[a-z]+\s(?:had|has|was|were)\b")
OF_WHOLE = re.compile(r"\sof\s(?:the|its|their|his|our)\s")  # "in the first half it spent a third of its 2013 budget"
OF_MULTIPLE = re.compile(r"\s(?:the\s|its\s|their\s)?")  # "double the prior year's total" is no number of that year
AGO = re.compile(r"\bago\b|前")
SUBORDINATE = re.compile(r"[;—–]|\b(?:after|while|whereas|when|although|though)\s")  # another time may begin


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
        return _shifted(scene, quantity, near, inherited) if near.shift else _stated(near)
    if is_beginning(scene, quantity) and not is_revised_from(scene, quantity):
        return NO_TIME
    times = [mention for mention in _free_times(scene, quantity) if not mention.shift]
    if quantity.unit == "times":
        times = [mention for mention in times if scene.text[mention.end : quantity.start] != "的"]
    if leading := _leading_shift(scene, times, quantity):
        return _shifted(scene, quantity, leading, inherited)
    strong = _strong(times)
    if stock and (dated := _date_before(scene, strong, quantity)):
        later = _first_behind(scene, strong, quantity)
        return _stated(later if later and _takes_over(scene, dated, later, quantity) else dated)
    if (now := _now_before(scene, times, quantity)) is not None:
        return _stated(now)
    for candidates in (strong, times):
        before, behind = _last_before(candidates, quantity), _first_behind(scene, candidates, quantity)
        if before and behind and _takes_over(scene, before, behind, quantity):
            return _stated(behind)
        if behind and not before and (now := _now_of_clause(scene, times, quantity, behind)) is not None:
            return _stated(now)
        if chosen := before or behind:
            return _stated(chosen)
    if inherited.span is None or _is_blocked(scene, quantity):
        return NO_TIME
    return TimeFrame(inherited.span, "inherited", inherited.mention)


def _is_blocked(scene: Scene, quantity: Quantity) -> bool:
    """Whether a time of the sentence stands before the number, so that none of an earlier sentence holds."""
    before = [mention for mention in scene.periods if mention.is_time and not mention.shift]
    before = [mention for mention in before if mention.end <= quantity.start]
    return bool(before) and any(id(mention) not in _times_of_bases(scene, but=quantity) for mention in before)


def _strong(times: list[PeriodMention]) -> list[PeriodMention]:
    """The times that hold before "now" and "so far"; beside a date "since May" is only the base of a change."""
    strong = [mention for mention in times if not mention.is_weak]
    return [mention for mention in strong if not mention.since] if any(time.as_of for time in strong) else strong


def _time_beside(scene: Scene, quantity: Quantity) -> PeriodMention | None:
    """The time that stands right beside the number as its own."""
    near = _own_before(scene, quantity) or _right_behind(scene, quantity) or base_before(scene, quantity)
    if near is None or (near.since and _has_own_time(scene, near)):
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
    if frame.mention.since:
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
        and not is_of_beginning(scene, mention)
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
        if mention.is_time and id(mention) not in taken and not is_background(scene, mention, quantity)
    ]


def _times_of_bases(scene: Scene, but: Quantity | None = None) -> set[int]:
    """Identities of the times of numbers that others are compared with: "from 531 in 2023", 由2023年的531家."""
    based = [other for other in scene.quantities if other is not but and is_base(scene, other)]
    own = {id(_right_behind(scene, other)) for other in based}
    return own | {id(mention) for other in based for mention in scene.periods if belongs(scene, mention, other)}


def _leading_shift(scene: Scene, times: list[PeriodMention], quantity: Quantity) -> PeriodMention | None:
    """ "A year earlier it had sold 300", 去年同期，销量为300台: the sentence as a whole is of an earlier time."""
    first = scene.periods[0] if scene.periods else None
    opens = first and first.shift and not first.baseline and first.start - scene.sentence.start <= OPENING
    return first if opens and not any(mention.span and mention.end <= quantity.start for mention in times) else None


def _stated(mention: PeriodMention) -> TimeFrame:
    return TimeFrame(mention.span, "stated" if mention.span else None, mention)


def _right_behind(scene: Scene, quantity: Quantity) -> PeriodMention | None:
    """A time that follows the number with at most its noun, or its conversion in brackets, between them.

    In Chinese a time stands before what it is of, but for one in brackets: 目标销量100万辆（2026年）.
    """
    for mention in scene.periods:
        if mention.start < quantity.end:
            continue
        between = BRACKET.sub("", scene.folded[quantity.end : mention.start])
        bracketed = [match.span() for match in BRACKET.finditer(scene.folded, quantity.end, mention.start)]
        if (
            len(between) > NEAR
            or BREAK.search(between)
            or MOVED_ZH.search(between)
            or "(" in between
            or "（" in between
        ):
            return None
        if any(
            other.start >= quantity.end
            and other.end <= mention.start
            and not any(left < other.start < right for left, right in bracketed)
            for other in scene.quantities
        ):
            return None
        return mention if mention.is_time else None
    return None


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
    times = [mention for mention in scene.periods if mention.is_time and not mention.shift and mention.span]
    main = _last_before(times, quantity) or (times[0] if times else None)
    span = main.span if main else inherited.span
    if near.shift < -12 and scene.published and (span is None or AGO.search(scene.folded, near.start, near.end)):
        span = months(
            scene.published.year, 1, 12
        )  # "five years ago" counts from today, "three years earlier" from then
    return TimeFrame(span.moved(near.shift), "stated", main or inherited.mention) if span else NO_TIME


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


def _first_behind(scene: Scene, mentions: list[PeriodMention], quantity: Quantity) -> PeriodMention | None:
    """The next time in the clause, or in the clause behind one that only lists further numbers."""
    behind = [mention for mention in mentions if mention.start >= quantity.end]
    if not behind:
        return None
    _, end = scene.clause(quantity.end - 1)
    start, _ = scene.clause(quantity.start)
    if (
        TO_LEVEL.match(scene.folded, end)
        or PARTICIPLE.match(scene.folded, end)
        or OPENED_AT.fullmatch(scene.folded, start, quantity.start)
    ):
        _, end = scene.clause(end)
    return behind[0] if behind[0].start < end and not _is_bound(scene, behind[0], quantity) else None


def _takes_over(scene: Scene, before: PeriodMention, behind: PeriodMention, quantity: Quantity) -> bool:
    """Whether the time behind is the number's though one stands before it: "in March it set a goal of deploying 10,000
    robots in factories around the world by 2027", "… over the weekend, after two people had fallen ill last week".
    """
    if behind.span is None:
        return False
    if scene.lang == "en" and SUBORDINATE.search(scene.folded, before.end, quantity.start):
        return True
    if before.announced:  # "said earlier this month that it had 3 million users in July"
        return True
    if scene.number_between(quantity.end, behind.start):
        return False
    if (
        scene.lang == "en"
        and behind.as_of
        and not before.as_of
        and TURN.search(scene.folded, before.end, quantity.start)
    ):
        return True  # "it opened on Oct. 1 and had a million users at the end of that month"
    if before.gives == "unset":  # "recently unveiled plans to build 300 plants over the next four years"
        return True
    if scene.lang != "en" or before.span is None or scene.published is None:
        return False
    return before.span.last < scene.published < behind.span.last


def _is_bound(scene: Scene, mention: PeriodMention, quantity: Quantity) -> bool:
    """Whether the time is that of a number behind it: "sixteen steps … from $0.23 today to $0.10 by 2030", "added 40
    units to end 2024 with 300".

    A growth is of that time as well: "rose 12 percent from 10 million to 11.2 million in 2024".
    """
    if quantity.unit == "percent" and OF_WHOLE.fullmatch(scene.folded, quantity.end, mention.start):
        return True
    if quantity.unit == "times" and MULTIPLIED.fullmatch(scene.folded, quantity.end, mention.start):
        return True
    if scene.number_between(quantity.end, mention.start) and REASON.search(scene.folded, quantity.end, mention.start):
        return True
    if CLOSING.match(scene.folded, mention.start) and LEADS_TO.match(scene.folded, mention.end):
        return True
    if quantity.relative or quantity.direction:
        return False
    between = [other for other in scene.quantities if other.start >= quantity.end and other.end <= mention.start]
    moved = any(is_beginning(scene, other) for other in between)
    return moved and _right_behind(scene, between[-1]) is mention
