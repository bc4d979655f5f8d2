"""The time that earlier sentences leave standing, and which numbers of later sentences go on with it.

A release states its date once: "As of the end of May …" holds for the stocks of the sentences behind it, "in the
first quarter" for its flows, until another time is told. Outside of releases a time reaches over one sentence of its
paragraph, and in English only where the verb stays in the past: what *is* or *has become* is of no time told before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractors.metrics.measures import Measure
from extractors.quick_records import quick, replace
from extractors.records import Kind, Quantity
from extractors.scenes import Scene
from extractors.text.cues import FUTURE_CUES, is_held_against
from extractors.text.signals import signal
from extractors.text.tenses import has_verb, is_in_present
from extractors.times.background_times import ANNUAL
from extractors.times.base_times import is_base
from extractors.times.calendar_spans import Span
from extractors.times.event_times import event_of, is_of_days, is_result_of_event, names_contest
from extractors.times.lasting_times import last_stated, lasting_time
from extractors.times.period_choice import is_small_count
from extractors.times.report_leads import is_before, is_beside, is_of_accounts, lead_of
from extractors.times.reported_results import has_come_to, is_flow, is_result
from extractors.times.result_forecasts import goes_into_plan, is_ahead, is_forecast_of_result
from extractors.times.share_moves import SHARE, SHARES, is_of_listed_company, is_of_shares
from extractors.times.time_frames import NO_TIME, TimeFrame
from extractors.times.timeless import is_cost_of_works, is_sum_of_list

DAYS_OF_TRADE = frozenset({"day", "weekday", "near_day"})
# What is held or stands was not brought by the months told before: 拥有员工5000人, 已建成充电桩3万个.
HELD_ZH = re.compile("拥有|现有|已有|共有|建有|设有|具有|具备|已建成|已累计|累计建成|保有量|存量|注册资本|成立以来")
# What a sentence begins with that tells more of the figure before it, in whatever tense.
THE_FIGURE = re.compile(
    r"""["“]?(?:according\sto\s[^,;]{1,80},\s)?(?: (?:the|that|this)\s(?:latest\s|total\s|overall\s)?
            (?:figure|number|total|result|amount|sum|volume|tally)\s(?!of\b|for\b|in\b)
          | of\s(?:this|that|these|those|them|the\stotal),\s
          | (?:this|that|it)(?:\s|(?=['’]))(?:is|['’]s|was|(?:would|will)\sbe|represents?|represented|equals?
            |means|meant|compares?|marks?|marked)\s )""",
    re.VERBOSE,
)
# What opens a remark on a name: ", home to", ", a maker of", ", the world's".
APPOSED = re.compile(r",?\s?(?:home\sto|an?|the|one\sof|with|worth|valued\sat|owner\sof)\s")
THE_SAME_ZH = re.compile("[此本这该]次|[这该]批|上述")  # 此次集中开工项目16个
LATER = re.compile(r"\b(?:later|eventually|subsequently|afterwards?)\b")  # the time told before is over
AFTERWARDS = signal(LATER)
# A ranking is told in the present of the time that it is of: "Apex remains the leader with 30 percent".
RANKED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|top|leading|number\s(?:one|two|three))\s(?:[a-z]+\s)?(?:place|spot|position|rank)\b"
    r"|\b(?:comes?|is|are|ranks?|places?|follows?)\s(?:in\s)?(?:first|second|third|fourth|fifth|last|next)\b|\brunner-up\b"
    r"|\b(?:remain|is|rank|lead|stay|sit|top)s?\s(?:as\s)?(?:the\s)?(?:market\s)?(?:leader|first|second|third|fourth|fifth|the\s(?:chart|list|table|ranking))"
)
RANKING = signal(RANKED)
OF_THEM = re.compile(r"\sof\s(?:them|these|those|which|the\stotal|that\s(?:total|figure|number))\b")
# What stands before a part: "The bulk of these (178 million)", "Of these 22 million users, 7 million".
THESE = re.compile(
    r"\bof\s(?:these|those|them)(?:\s\(|(?:\s[\d.,]+(?:\s[a-z]+){1,3})?,?\s(?:about\s|some\s|nearly\s|over\s)?)$"
)
# What is told of whom a thing belongs to, or how an offer compares with a price, is of no time told before.
OF_NOW = re.compile(
    r"[\s-](?:(?:owned|held|controlled)\sby|owned|(?:premium|discount)\s(?:to|on|over))\b|的?(?:溢价|折让)"
)
BELOW_ZH = re.compile(r"(?:收市价|收盘价|发行价|均价)[^，。；\d]{0,6}(?:溢价|折让)(?:约|近)?$")
PRICE_REACH = 48  # characters before a number that may hold 较收盘价
FIRST_LINES = 2
OPENING = 12  # characters before a time that opens its sentence: "However, in 2023 …"
DECEMBER = 12
MEMORY = 1  # sentences of a paragraph that a stated time reaches over
LONG_MEMORY = 6  # sentences that the time of a release reaches over
SHORT = frozenset({"relative", "year", "months", "edition"})  # in Chinese: times that reach over one sentence only


@quick
@dataclass(frozen=True, slots=True)
class Standing:
    """What the sentences so far leave standing."""

    frame: TimeFrame = NO_TIME  # the time last stated
    told: TimeFrame = NO_TIME  # the time last stated of facts
    instant: TimeFrame = NO_TIME  # the last date that facts were stated as of
    stretch: TimeFrame = NO_TIME  # the last months or years that facts were stated of
    contest: bool = False  # whether a race or the like was named
    event: TimeFrame = NO_TIME  # the days of the race or fair that is told of
    trading: TimeFrame = NO_TIME  # the day on which shares were last said to have moved
    lead: TimeFrame = NO_TIME  # the months or year that the text reports on: the first that its facts are of
    lead_age: int = 0  # sentences since a number was of it
    age: int = 0  # sentences since the time last stated
    instant_age: int = 0
    line: int = -1  # the paragraph it was stated in


NOTHING_STANDS = Standing()


def advance_standing(standing: Standing, scene: Scene, stated: Sequence[tuple[Quantity, TimeFrame]]) -> Standing:
    """What stands after a sentence; `stated` are its numbers with their times, of which bases leave nothing."""
    own = [(quantity, last_stated(frame)) for quantity, frame in stated if not is_base(scene, quantity)]
    own = [(quantity, frame) for quantity, frame in own if not is_of_shares(scene, quantity)]
    frames = [frame for _, frame in own if frame]
    lasting = frames[-1] if frames else _left_behind(standing, scene)
    if not frames and lasting and any(frame.mention is lasting.mention for _, frame in stated):
        lasting = None  # "shares have doubled this year" tells of no other figure
    if (event := event_of(scene, contest=standing.contest)) is not None:
        standing = replace(standing, event=event)
    if not standing.contest and names_contest(scene):
        standing = replace(standing, contest=True)
    standing = replace(standing, trading=_trading_day(standing, scene, stated), lead_age=_lead_age(standing, stated))
    if lasting is None or (not frames and _is_base_time(standing, lasting, scene)):
        goes_on = any(_goes_on(standing, frame) for _, frame in stated)
        return replace(standing, age=standing.age + (not goes_on), instant_age=standing.instant_age + (not goes_on))
    last = next((quantity for quantity, frame in reversed(own) if frame), None)
    ahead = looks_ahead(scene, last.start if last and scene.lang == "en" else None)
    if not last and _is_over(lasting, scene):
        ahead = False  # "raised its target for the year as it reported for the first half"
    facts = _facts_before(scene, own) if ahead else [lasting, *frames]
    dates = [frame for frame in facts if frame.first is None]
    stretches = [
        frame
        for frame in (lasting_time(scene), *facts)
        if frame and frame.first is not None and (not ahead or frame in facts)
    ]
    reported = [TimeFrame(one.span, "stated", one) for one in scene.periods if one.rule == ANNUAL and one.span]
    return Standing(
        frame=lasting,
        told=lasting if not ahead else facts[-1] if facts else standing.told,
        instant=dates[-1] if dates else standing.instant,
        stretch=stretches[-1] if stretches else standing.stretch,
        contest=standing.contest,
        event=standing.event,
        trading=standing.trading,
        lead=standing.lead if standing.lead.span else lead_of(scene, [*reported, *stretches]),
        lead_age=standing.lead_age,
        age=0,
        instant_age=0 if dates else standing.instant_age + 1,
        line=scene.sentence.line,
    )


def _left_behind(standing: Standing, scene: Scene) -> TimeFrame | None:
    """The time that a sentence without numbers leaves standing."""
    frame = lasting_time(scene)
    if frame is None or scene.lang != "en" or is_of_days(frame) or not _is_over(frame, scene):
        return frame
    if _turns_to(scene, frame):
        return frame
    opens = scene.sentence.line <= FIRST_LINES and standing.lead.span is None
    return frame if opens else None


def _facts_before(scene: Scene, own: Sequence[tuple[Quantity, TimeFrame | None]]) -> list[TimeFrame]:
    """The times of the numbers before a plan that ends the sentence: "added 27 million in July, and aims at 80"."""
    facts = [f for quantity, f in own if f and (_is_over(f, scene) or not looks_ahead(scene, quantity.end))]
    return [frame for frame in facts if scene.lang == "en" and not frame.is_ahead(scene)]


def _goes_on(standing: Standing, frame: TimeFrame) -> bool:
    """Whether a number took the time that stands, so that it stands on: one result after the other."""
    return frame.origin == "inherited" and frame.mention in {standing.told.mention, standing.stretch.mention}


def _is_base_time(standing: Standing, lasting: TimeFrame, scene: Scene) -> bool:
    """Whether a sentence without numbers of that time only looks back: July 2024 in a report on July 2025."""
    now, then = standing.told.span, lasting.span
    if now is None or then is None or now.first is None or then.first is None or now.last <= then.last:
        return False
    return not _turns_to(scene, lasting) and then.shifted(now.last.year - then.last.year) == now


def _turns_to(scene: Scene, frame: TimeFrame) -> bool:
    """Whether the sentence opens with the time to go on with it: "However, 2023 marked a turning point."."""
    told = frame.mention
    if told is None or told.start - scene.sentence.start > OPENING:
        return False
    return not scene.folded.startswith(" had ", told.end)


def _trading_day(standing: Standing, scene: Scene, stated: Sequence[tuple[Quantity, TimeFrame]]) -> TimeFrame:
    """The day on which the sentence says that shares moved, else the one told before: a report is of one."""
    named = scene.shows(SHARE) and SHARES.search(scene.folded, scene.sentence.start, scene.sentence.end)
    if not named and not any(is_of_listed_company(scene, quantity) for quantity, _ in stated):
        return standing.trading
    days = [frame for _, frame in stated if frame.mention and frame.mention.gives in DAYS_OF_TRADE and frame.first]
    told = [one for one in scene.periods if one.gives in DAYS_OF_TRADE and one.span and one.is_time and one.span.first]
    if not days and told and not stated:  # "Shares fell on their debut on Friday."
        days = [TimeFrame(told[-1].span, "stated", told[-1])]
    return days[-1] if days else standing.trading


def looks_ahead(scene: Scene, end: int | None = None) -> bool:
    """Whether the sentence, or what stands in it before `end`, tells of a plan or a forecast."""
    ahead = [cue for cue in scene.section("modality") if cue.value in FUTURE_CUES and (end is None or cue.end <= end)]
    # No forecast is told by a "worse-than-expected" result, or by one "exceeding expectations".
    return any(
        not (scene.folded.endswith("than-", 0, cue.start) or is_held_against(scene.folded, cue)) for cue in ahead
    )


def inherited_time(
    standing: Standing, scene: Scene, quantity: Quantity, kind: Kind, measure: Measure | None
) -> TimeFrame:
    """The standing time that a number without one of its own goes on with, else NO_TIME."""
    if scene.is_headline or is_cost_of_works(scene, quantity) or is_sum_of_list(scene, quantity):
        return NO_TIME
    if looks_ahead(scene, quantity.start) if scene.lang == "zh" else is_ahead(scene, quantity):
        return _of_plans(standing, scene, quantity, result=is_result(scene, quantity, kind, measure))
    result = is_result(scene, quantity, kind, measure) or is_forecast_of_result(scene, quantity)
    result = result or _is_ranked(standing, scene, quantity)
    same = standing.age <= MEMORY and _is_of_same_figure(scene, quantity)
    days_stand = is_of_days(standing.told) and standing.age <= LONG_MEMORY
    if is_result_of_event(scene, quantity, standing.event, days_stand=days_stand):
        return standing.told if days_stand else standing.event
    if _is_rate_of_report(standing, scene, kind, measure):
        return standing.lead
    if is_small_count(quantity) and not (same or result or quantity.per):
        return NO_TIME
    if quantity.unit == "percent" and _is_of_now(scene, quantity):
        return NO_TIME
    if is_of_date(scene, quantity, kind, measure) and standing.instant.mention and standing.instant_age <= LONG_MEMORY:
        added = kind == "change" and not any(mention.baseline for mention in scene.periods)  # not 比上年末净增40万户
        brought = _of_same_end(standing, scene, quantity, kind, measure) if added else None
        return brought or standing.instant
    if (flow := _of_dated_flow(standing, kind, measure)) is not None:
        reported = scene.lang == "en" and standing.lead.span and standing.lead_age <= LONG_MEMORY
        return standing.lead if reported else flow
    if same:
        return standing.frame
    stretch = _of_same_end(standing, scene, quantity, kind, measure)
    frame = stretch or standing.told
    dated = stretch is not None or frame.first is None
    if frame.mention is None or _is_over_here(standing, scene, quantity, kind, dated=dated):
        return NO_TIME
    leads = result and scene.lang == "en" and standing.lead_age <= LONG_MEMORY
    if leads and is_beside(frame, standing.lead, scene):
        return standing.lead
    accounts = standing.age <= LONG_MEMORY and is_of_accounts(frame, standing.lead, measure, scene)
    if accounts or _reaches(standing, frame, scene, dated=dated, result=result):
        return frame
    return standing.lead if leads else NO_TIME


def _is_ranked(standing: Standing, scene: Scene, quantity: Quantity) -> bool:
    """Whether a report tells who comes where with the number: "Mexico comes second with 40,300 units"."""
    if scene.lang != "en" or standing.lead.span is None or not scene.shows(RANKING):
        return False
    return RANKED.search(scene.folded, scene.clause(quantity.start)[0], quantity.start) is not None


def _is_rate_of_report(standing: Standing, scene: Scene, kind: Kind, measure: Measure | None) -> bool:
    """Whether a density or the like is one of those that a report tells of its year, in whatever tense and however
    late: "Chile has a robot density of 52".
    """
    if scene.lang != "en" or measure is None or measure.id is None or measure.nature != "ratio" or kind != "level":
        return False
    return standing.lead.span is not None and not any(one.is_time for one in scene.periods)


def _of_plans(standing: Standing, scene: Scene, quantity: Quantity, *, result: bool) -> TimeFrame:
    """What a plan or a forecast goes on with: a time to come that was told in the sentence before; a forecast of
    results also in another paragraph.
    """
    frame = standing.frame if scene.lang == "zh" else _plans(standing, scene)
    if frame.mention is None or _is_over(frame, scene) or frame.mention.gives == "edition":
        return NO_TIME
    near = scene.sentence.line == standing.line or (result and frame.first is not None)
    near = near or (standing.age == 0 and goes_into_plan(scene, quantity))
    if near and standing.age <= MEMORY:
        return frame
    release = scene.lang == "zh" and (frame.first is None or frame.mention.gives not in SHORT)
    return frame if release and standing.age <= LONG_MEMORY else NO_TIME


def _is_over_here(standing: Standing, scene: Scene, quantity: Quantity, kind: Kind, *, dated: bool) -> bool:
    """Whether the number's clause has left the time told before: "It employs 300", "It later bought a second one"."""
    if scene.lang == "zh":
        return not dated and kind == "level" and HELD_ZH.search(scene.clause_text(quantity.start)) is not None
    if scene.shows(AFTERWARDS) and LATER.search(scene.folded, scene.sentence.start, quantity.start):
        return True
    if dated:
        return False
    start = scene.clause(quantity.start)[0]
    if standing.lead.span and quantity.unit == "count" and has_come_to(scene.before(quantity)):
        return False  # in a report "its customers have risen to 112 million": by the end of what is reported on
    if _is_in_apposition(scene, quantity, start):
        return True
    start = start if has_verb(scene.folded, start, quantity.end) else scene.sentence.start
    ranked = scene.shows(RANKING) and RANKED.search(scene.folded, start, scene.clause(quantity.start)[1]) is not None
    return not ranked and is_in_present(scene.folded, start, quantity.end)


def _is_in_apposition(scene: Scene, quantity: Quantity, start: int) -> bool:
    """Whether a remark without a verb tells the number of the sentence's subject, before anything has been said of it:
    "China, home to 400 million users, may".
    """
    if quantity.relative or start <= scene.sentence.start or not APPOSED.match(scene.folded, start, quantity.start):
        return False
    return not has_verb(scene.folded, scene.sentence.start, quantity.start)


def _reaches(standing: Standing, frame: TimeFrame, scene: Scene, *, dated: bool, result: bool) -> bool:
    """Whether a time of facts reaches as far as the sentence: one sentence of a paragraph, more in a release."""
    if scene.sentence.line == standing.line and standing.age <= (LONG_MEMORY if result else MEMORY):
        return True
    release = dated or (result and _is_reported(frame, scene) and not is_before(frame, standing.lead))
    if scene.lang == "zh":
        release = release or (frame.mention is not None and frame.mention.gives not in SHORT)
    return release and standing.age <= LONG_MEMORY


def _is_of_same_figure(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number tells more of the figure before it: "The figure was up 5 percent", "70 percent of them"."""
    these = not is_small_count(quantity) and THESE.search(scene.before(quantity)) is not None
    if these or OF_THEM.match(scene.after(quantity)) or is_forecast_of_result(scene, quantity):
        return True
    same = THE_FIGURE if scene.lang == "en" else THE_SAME_ZH
    return same.match(scene.folded, scene.sentence.start, quantity.start) is not None


def _is_of_now(scene: Scene, quantity: Quantity) -> bool:
    """ "31 percent owned by", "a 12 percent premium to", 较收盘价折让9%: whatever time was told before."""
    return bool(OF_NOW.match(scene.after(quantity)) or BELOW_ZH.search(scene.before(quantity)[-PRICE_REACH:]))


def _is_reported(frame: TimeFrame, scene: Scene) -> bool:
    """Whether a report is likely of the time: months or a quarter, or the year just over, not 2014 told in passing."""
    if frame.mention is None or frame.mention.gives != "year" or frame.span is None or scene.published is None:
        return True
    return scene.published.year - frame.span.last.year <= 1


def _lead_age(standing: Standing, stated: Sequence[tuple[Quantity, TimeFrame]]) -> int:
    """Sentences since a number was of the time that the text reports on."""
    if standing.lead.span and any(frame.span == standing.lead.span for _, frame in stated):
        return 0
    return standing.lead_age + 1


def _plans(standing: Standing, scene: Scene) -> TimeFrame:
    """The time that was last told of a plan or a forecast: another one goes on with it, not with that of a fact."""
    return NO_TIME if standing.frame is standing.told and not standing.frame.is_ahead(scene) else standing.frame


def _of_dated_flow(standing: Standing, kind: Kind, measure: Measure | None) -> TimeFrame | None:
    """The months to the date of a release for a flow that it adds: 截至2022年底，…。电信业务收入累计完成….

    Only where the last time told is that date, and for catalogued measures, whose nature is known.
    """
    frame, span = standing.told, standing.told.span
    if measure is None or measure.id is None or measure.nature != "flow" or kind not in {"level", "growth"}:
        return None
    if span is None or span.first is not None or standing.age > LONG_MEMORY or frame.mention is None:
        return None
    if frame.mention.is_weak or frame.mention.gives in {"day", "months_to"}:
        return None
    mention = replace(frame.mention, cumulative=span.last.month < DECEMBER)
    return TimeFrame(Span(date(span.last.year, 1, 1), span.last), frame.origin, mention)


def _of_same_end(
    standing: Standing, scene: Scene, quantity: Quantity, kind: Kind, measure: Measure | None
) -> TimeFrame | None:
    """The year or months that a flow goes on with where a stock has just been told of their last day: "In 2024 sales
    rose … It had 5 million users at the end of 2024. Profit fell 3 percent."
    """
    now, stretch = standing.told, standing.stretch
    if kind == "change" and standing.instant.last == now.last and now.first is not None and scene.lang == "en":
        return now  # told with the date: "… at the end of July, after adding 8 million in the month"
    if now.span is None or now.first is not None or stretch.span is None or stretch.span.last != now.span.last:
        return None
    against = any(mention.baseline for mention in scene.periods)
    held = is_stock(kind, measure) and (kind != "change" or against)
    return stretch if not held and is_flow(scene, quantity, kind, measure) else None


def _is_over(frame: TimeFrame, scene: Scene) -> bool:
    """Whether the time had passed when the text was published: no forecast is of it."""
    return frame.span is not None and scene.published is not None and frame.span.last < scene.published


def is_of_date(scene: Scene, quantity: Quantity, kind: Kind, measure: Measure | None) -> bool:
    """Whether the figure holds on a date: a stock, or what is measured against a date: 占比较上年末提高3%."""
    if is_stock(kind, measure):
        return True
    start, end = scene.clause(quantity.start)
    return kind in {"growth", "change"} and any(
        mention.baseline and mention.as_of and start <= mention.start < end for mention in scene.periods
    )


def is_stock(kind: Kind, measure: Measure | None) -> bool:
    """Whether the figure is of a stock, that is counted on a date: users, stations, their share of all."""
    return measure is not None and (
        (measure.nature == "stock" and kind in {"level", "change"})
        or (measure.nature == "ratio" and kind in {"share", "change"})
    )
