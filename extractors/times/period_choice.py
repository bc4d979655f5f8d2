"""Which of the times that a text names is a number's own.

In this order: a time right behind the number ("$0.10 by 2030", "5 million a year earlier"), the last one before it in
the
sentence, one behind it in the clause, and the time that the sentence before left standing. Times that a number is only
compared with ("from a year earlier", 比上年末) are the basis, not the period.
"""

from __future__ import annotations

import re

from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.telling.standing_facts import is_revised_from
from extractors.text.cues import FUTURE_CUES
from extractors.times.background_times import (
    day_of_deal,
    is_background,
    is_gone_before,
    is_of_earlier_deed,
    is_of_report,
    is_outdone,
)
from extractors.times.base_times import base_before, is_beginning
from extractors.times.calendar_spans import Span, months
from extractors.times.periods import WHEN, PeriodMention
from extractors.times.respective_times import respective_time
from extractors.times.shifted_times import last_before, leading_shift, shifted, stated_base, year_before
from extractors.times.time_frames import HELD_DAY, NO_TIME, TimeFrame, stated_by
from extractors.times.times_behind import (
    MULTIPLIED,
    OF_WHOLE,
    TURN,
    behind_list,
    first_behind,
    is_of_price,
    right_behind,
    takes_over,
    times_of_bases,
)
from extractors.times.times_of_forecasts import is_of_forecast, was_forecast

BRACKET = 40  # characters of a remark in brackets
AVERAGE = "average_years"  # 两年平均增长5%，环比增长1%: holds for its own clause
SMALL_COUNT = 100  # counts below it are facts of their own sentence ("three carriers", "six cities")
AVERAGE_REACH = 40
AVERAGED = re.compile(
    r"\b(?:compound(?:ed)?\s(?:annual|average|yearly)|average\s(?:annual|yearly)|annual\saverage|cagr)\b"
)
HAS_SINCE = re.compile(
    r"\b(?:has|have|['’]s|['’]ve)\ssince\s(?:\w+ly\s)?(?:\w+ed|sold|built|won|drawn|grown|been|made|taken)\b"
)
ENDS = 2  # of a movement
OWNED_ZH = re.compile(r"\s?(?:的(?:约|近|超过?|不到|不足|逾|仅|将近|至少)?|约|近|不到|不足)?\s?")
TO_DATE_ZH = re.compile(r"(?:累计|已经?|共计?|合计)")  # 截至5月底，公司今年累计销售…: from January to that day
OF_MULTIPLE = re.compile(r"\s(?:the\s|its\s|their\s)?")  # "double the prior year's total" is no number of that year


def choose_period(scene: Scene, quantity: Quantity, inherited: TimeFrame, *, stock: bool = False) -> TimeFrame:
    """The number's own time, stated or inherited; without one both ends stay None. A `stock` is counted on a date."""
    if in_turn := respective_time(scene, quantity):
        return TimeFrame(in_turn[1], "stated", in_turn[0])
    if near := _time_beside(scene, quantity):
        return shifted(scene, quantity, near, inherited) if near.shift else stated_base(scene, quantity, near)
    if is_beginning(scene, quantity) and not (is_revised_from(scene, quantity) or was_forecast(scene, quantity)):
        return year_before(scene, quantity, inherited)
    if is_of_earlier_deed(scene, quantity):
        return NO_TIME
    times = [mention for mention in _free_times(scene, quantity) if not mention.shift]
    if quantity.unit == "times":
        times = [mention for mention in times if scene.text[mention.end : quantity.start] != "的"]
    if leading := leading_shift(scene, times, quantity):
        return shifted(scene, quantity, leading, inherited)
    strong = _strong(times)
    if stock and (dated := _date_before(scene, strong, quantity)):
        later = first_behind(scene, strong, quantity)
        return stated_by(later if later and takes_over(scene, dated, later, quantity) else dated)
    if (now := _now_before(scene, times, quantity)) is not None:
        return stated_by(now)
    if (lasting := _has_since(scene, quantity, strong)) is not None:
        return lasting
    if (years := _years_averaged(scene, quantity)) is not None:
        return years
    if (chosen := _told_around(scene, quantity, strong, times)) is not None:
        return chosen
    if inherited.span is None or _is_blocked(scene, quantity, inherited.span):
        return NO_TIME
    return TimeFrame(inherited.span, "inherited", inherited.mention)


def _has_since(scene: Scene, quantity: Quantity, times: list[PeriodMention]) -> TimeFrame | None:
    """From a time told before until now: "it was launched in February and has since sold 4 million"."""
    start, _ = scene.clause(quantity.start)
    before = [one for one in times if one.end <= quantity.start and one.span and one.span.first]
    if scene.lang != "en" or not before or scene.published is None or before[-1].end > quantity.start:
        return None
    span = before[-1].span
    if span is None or HAS_SINCE.search(scene.folded, max(start, before[-1].end), quantity.start) is None:
        return None
    first = span.first
    return TimeFrame(Span(first, scene.published), "stated", before[-1]) if first and first < scene.published else None


def _years_averaged(scene: Scene, quantity: Quantity) -> TimeFrame | None:
    """The years between the two ends of a movement for the average growth told behind it: "from 8 in 2017 to 21 in
    2022, a compound annual rate of 21 percent".
    """
    if scene.lang != "en" or quantity.unit != "percent":
        return None
    near = scene.folded[max(scene.sentence.start, quantity.start - AVERAGE_REACH) : quantity.end + AVERAGE_REACH]
    years = [one for one in scene.periods if one.gives == "year" and one.end <= quantity.start and one.span]
    if len(years) != ENDS or AVERAGED.search(near) is None:
        return None
    first, last = years[0].span, years[1].span
    moved = any(is_beginning(scene, one) and one.end <= years[0].start for one in scene.quantities)
    if first is None or last is None or not moved or first.last >= last.last:
        return None
    return TimeFrame(Span(months(first.last.year, 1, 12).first, last.last), "stated", years[1])


def _told_around(
    scene: Scene, quantity: Quantity, strong: list[PeriodMention], times: list[PeriodMention]
) -> TimeFrame | None:
    """The last time before the number or the first one behind it; for a deal the day on which it was announced."""
    for candidates in (strong, times):
        before, behind = last_before(candidates, quantity), first_behind(scene, candidates, quantity)
        if before and behind and takes_over(scene, before, behind, quantity):
            return stated_by(behind)
        if behind and not before and (now := _now_of_clause(scene, times, quantity, behind)) is not None:
            return stated_by(now)
        if chosen := before or behind:
            return _stated_to_date(scene, quantity, chosen)
    agreed = day_of_deal(scene, quantity)
    return stated_by(agreed) if agreed else None


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
    return bool(before) and any(id(mention) not in times_of_bases(scene, but=quantity) for mention in before)


def _strong(times: list[PeriodMention]) -> list[PeriodMention]:
    """The times that hold before "now" and "so far"; beside a date "since May" is only the base of a change."""
    strong = [mention for mention in times if not mention.is_weak]
    return [mention for mention in strong if not mention.since] if any(time.as_of for time in strong) else strong


def _time_beside(scene: Scene, quantity: Quantity) -> PeriodMention | None:
    """The time that stands right beside the number as its own."""
    near = _own_before(scene, quantity) or base_before(scene, quantity) or right_behind(scene, quantity)
    near = near or behind_list(scene, quantity)
    if (
        near is None
        or is_of_report(scene, near, quantity)
        or is_of_forecast(scene, near, quantity)
        or (near.end <= quantity.start and is_outdone(scene, near))
        or is_of_price(scene, near, quantity)
        or (near.since and _has_own_time(scene, near))
    ):
        return None
    if quantity.unit == "percent" and OF_WHOLE.fullmatch(scene.folded, quantity.end, near.start):
        return near if last_before(_strong(_free_times(scene, quantity)), quantity) is None else None
    if quantity.unit != "times":
        return near
    if not near.shift and near.end <= quantity.start and scene.text[near.end : quantity.start].startswith("的"):
        return None  # 是2023年的2.5倍 holds when the sum holds that is so many times as high
    multiples = (OF_MULTIPLE.fullmatch, MULTIPLIED.fullmatch)
    return None if any(match(scene.folded, quantity.end, near.start) for match in multiples) else near


def is_day_of_news(frame: TimeFrame, scene: Scene) -> bool:
    """Whether the period is only when the news was told: nobody plans for the day on which a plan is announced."""
    if frame.mention is not None and (frame.mention.is_weak or frame.mention.announced):
        return True
    if frame.mention is None or frame.span is None or scene.published is None or frame.span.first is None:
        return False
    if frame.mention.gives == HELD_DAY:
        return False
    short = (frame.span.last - frame.span.first).days < 7
    return short and frame.span.first <= scene.published and not _runs_on(scene, frame.mention, frame.span)


def _runs_on(scene: Scene, mention: PeriodMention, span: Span) -> bool:
    """Whether something is to come about in a week that is not over: "will reach 7 million users this week"."""
    if scene.lang != "en" or scene.published is None or span.last <= scene.published:
        return False
    ahead = [cue.end for cue in scene.section("modality") if cue.value in FUTURE_CUES and cue.end <= mention.start]
    return bool(ahead) and scene.folded.find(", ", ahead[-1], mention.start) < 0


def is_small_count(quantity: Quantity) -> bool:
    """ "three carriers", 15个部门: a fact of its sentence that no time of another sentence holds for."""
    return quantity.unit == "count" and (quantity.high or quantity.low or 0) < SMALL_COUNT


def _free_times(scene: Scene, quantity: Quantity) -> list[PeriodMention]:
    """Times that are not the own time of a number that this one is compared with."""
    if not scene.periods:
        return []
    taken = times_of_bases(scene, but=quantity)
    return [
        mention
        for mention in scene.periods
        if ((mention.is_time and id(mention) not in taken) or _is_gone_into(scene, mention, quantity))
        and not is_background(scene, mention, quantity)
        and not _is_anothers_outlook(scene, mention, quantity)
        and not (mention.gives == AVERAGE and scene.clause(mention.start) != scene.clause(quantity.start))
        and not _opens_bracket(scene, mention, quantity)
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


def _opens_bracket(scene: Scene, mention: PeriodMention, quantity: Quantity) -> bool:
    """Whether a time opens a Chinese bracket behind the number, with a number of its own: 246台（2019年为187台）."""
    if scene.lang != "zh" or mention.start < quantity.end or scene.text[mention.start - 1] not in "(（":
        return False
    closing = scene.folded.find("）", mention.end, mention.end + BRACKET)
    closing = scene.folded.find(")", mention.end, mention.end + BRACKET) if closing < 0 else closing
    return closing >= 0 and scene.number_between(mention.end, closing)


def _is_gone_into(scene: Scene, mention: PeriodMention, quantity: Quantity) -> bool:
    """Whether the number tells more of the time of a base: "from 11 percent in May, when it had 3 million users"."""
    return not mention.spoken and mention.end <= quantity.start and WHEN.match(scene.folded, mention.end) is not None


def _stated_to_date(scene: Scene, quantity: Quantity, mention: PeriodMention) -> TimeFrame:
    """The time of a number, up to the date that its sentence is as of: 截至5月底，公司今年累计销售…."""
    dates = [time for time in scene.periods if time.as_of and time.is_time and time.span and time.end <= mention.start]
    frame = stated_by(mention)
    if scene.lang != "zh" or not dates or mention.gives != "year" or frame.span is None or frame.first is None:
        return frame
    last = dates[-1].span.last if dates[-1].span else frame.span.last
    summed = TO_DATE_ZH.match(scene.folded, mention.end) or scene.folded[dates[-1].end : mention.start] == "，"
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


def _has_own_time(scene: Scene, since: PeriodMention) -> bool:
    """Whether the sentence has a date of its own, so that "since the end of last year" is only the base of a change."""
    return any(other.as_of and other.is_time and not other.is_weak for other in scene.periods if other is not since)


def _date_before(scene: Scene, mentions: list[PeriodMention], quantity: Quantity) -> PeriodMention | None:
    """The date that a stock goes on with over a clause of flows: 截至年底…，全年新建…，占总数的…."""
    start, _ = scene.clause(quantity.start)
    before = [mention for mention in mentions if mention.end <= quantity.start]
    dates = [mention for mention in before if mention.as_of]
    return dates[-1] if dates and before[-1].end <= start else None
