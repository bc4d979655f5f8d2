"""Against what a change is measured: the year, quarter or month before, a named point, an average of years.

A cue that is written decides ("from a year earlier", 环比); then the time that the number is compared with
(较2020年增长); then what is understood: growth of a whole period is against the same period a year before.
"""

from __future__ import annotations

import re
from typing import cast

from extractors.metrics.measures import Measure
from extractors.records import Basis, Kind, Quantity
from extractors.scenes import Scene
from extractors.telling.bases import basis_of_base, basis_of_level_before, is_cumulative
from extractors.telling.decided_changes import is_decided, multiplies_plan
from extractors.telling.standing_facts import is_revision
from extractors.text.cues import Cue
from extractors.times.base_times import is_base
from extractors.times.calendar_spans import Span, add_months, month_end
from extractors.times.periods import PeriodMention
from extractors.times.share_moves import is_share_move
from extractors.times.time_frames import TimeFrame

WHOLE_PERIODS = frozenset(
    {
        "quarter",
        "quarterly",
        "half_yearly",
        "half",
        "interim",
        "quarters",
        "year",
        "months",
        "full_year",
        "relative",
        "first_months",
        "first_quarters",
        "months_to",
        "told",
        "told_year",
        "this_year",
        "year_after",
        "year_end",
        "fiscal",
        "fiscal_year",
        "split_year",
        "last_quarter",
    }
)
SEQUENTIAL = "sequential"  # of a month against the one before it
ANNUALLY = "annually"
YEAR_OF_DAYS = 366
SHORTEST = 27  # days of the shortest period that growth is understood against the year before
# "will rise another 60 percent in the second quarter": on top of the quarter before.
FURTHER = re.compile(r"\b(?:another|a\sfurther|an\sadditional)\s(?:\w+\s){0,2}$")
FURTHER_REACH = 40
ANNUALIZED = re.compile(r"\bannuali[sz]ed\s(?:(?:rate|pace)\sof\s)?(?:[a-z]+\s){0,2}$")  # a quarter's, as if of a year
PAIR_ZH = re.compile(r"分别[^，。；\d]{0,8}(?P<first>\d[\d.]{0,7}%[、及和与]\D{0,3})?$")
JOINED_ZH = re.compile("[、及和与]|以及")
PAIRED = frozenset({"yoy", "qoq", "mom"})
PAIR_REACH = 28
PRICE = "price"
PER_USER = "ARPU"  # is told over the months without saying against what
# 较去年下半年提升, 比上年四季度: against a part of the year before, and not against the same time in it
PART_OF_YEAR = re.compile(r"(?<=去年|上年)(?:[上下]半年|第?[一二三四1-4]季度?|1?\d月|[年]?[初末底])")
# 高于全国2.5个百分点: the distance from another series, and not from an earlier time
GAP_ZH = re.compile(
    r"(?:(?:[高低快慢好优大小强弱多少]|领先|落后)于|[高低快慢多]出|超[过出越]|领先|落后|跑[赢输]"
    r"|[比较](?=[^，。；\d]{1,16}(?:(?<![提升走])高|(?<![降走减])低|(?<!加)快|(?<!放)慢|多|(?<!减)少|大|小)出?了?(?:约|近)?$))"
    r"(?![^，。；\d]{0,8}(?:上年|去年|前年|上月|上季|上期|前期|年初|年末|上半年|下半年|前值|同期))[^，。；\d]{1,20}$"
)
GAP_REACH = 30
OF_PLANS = frozenset({"ahead of schedule", "its target", "than planned", "than plan"})  # no earlier time, but a plan
# "a gain of 20 percent in quarterly profit"
OF_PERIOD = re.compile(
    r"^\s(?:[a-z]+\s){0,3}?in\s(?:quarterly|annual|full-year|first-half|half-year(?:ly)?|interim|monthly|yearly"
    r"|(?:first|second|third|fourth)-quarter)\s"
)
ROOM = re.compile(
    r"的?[升上增][升涨行长]空间|\s(?:upside|downside)\b"
)  # what may be gained is measured against no time
CHANCE_REACH = 12
LISTS_OF_YEARS = frozenset({"years", "two_years"})  # of which a number may have one: "5 and 6 percent, respectively"
# Net additions: "added 3 million users", "lost 200,000 subscribers", 净增
NET = re.compile(r"净增|净减|net\s(?:add|gain|loss|increase)")
ADDED = re.compile(
    r"\b(?:add(?:ed|s|ing)?|gain(?:ed|s|ing)?|lost|loses|losing|signed\sup|attracted|won)\s"
    r"(?:(?:an?|net|about|around|nearly|some|more\sthan|over|only|just|another)\s)*$"
)
JOINED = re.compile(r"\s(?:[\w-]+\s){0,4}?(?:users|subscribers|customers|subscriptions|accounts|connections|members)\b")
NET_REACH = 48
# "1 percent below the median estimate", "6 percent short of its target"
OFF_PLAN = re.compile(
    r"\s(?:below|above|short\sof|ahead\sof|under|over|beyond|(?:lower|higher|more|less|better|worse)\sthan)\s"
    r"(?:[\w'’-]+\s){0,6}?(?:estimates?|forecasts?|expectations?|consensus|targets?|guidance|projections?|predictions?)\b"
)
OFF_PLAN_ZH = re.compile(
    r"(?:[高低好优逊胜]于|超[出过]?|不及)[^，。；、\d]{0,8}(?:预期|预测|预估|计划|目标)(?:了|约|近)?$"
)
WITHOUT_DAYS = frozenset(
    {
        "last_quarter",
        "quarterly",
        "half_yearly",
        "fiscal",
        "fiscal_year",
        "split_year",
        "months",
        "quarter",
        "half",
        "first_months",
        "first_quarters",
    }
)
YEAR = 12
EARLIER = re.compile(r"\s(?:earlier|ago|before|prior|previously|later)\b")  # "from 9 percent a year earlier" is no rate


def basis_of(scene: Scene, quantity: Quantity, kind: Kind, frame: TimeFrame, measure: Measure | None) -> Basis | None:
    """What a change or growth is measured against; None where nothing is named and none is understood."""
    if kind not in {"change", "growth"} or ROOM.match(scene.after(quantity)[:CHANCE_REACH]):
        return None
    if is_gap(scene, quantity):
        return None
    if kind == "growth" and (
        _is_off_plan(scene, quantity) or is_revision(scene, quantity) or multiplies_plan(scene, quantity)
    ):
        return "since"
    is_price = is_share_move(scene, quantity, measure)
    cue = _in_turn(scene, quantity) or _cue_of(scene, quantity, {"since"} if is_price else None)
    if cue is not None and (cue.end <= quantity.start or _is_of_next(scene, quantity, cue)):
        cue = None if _has_own_base(scene, quantity, cue) else cue
    if cue is None:
        return _untold_basis(scene, quantity, kind, frame, measure, is_price=is_price)
    value = cast("Basis", cue.value)
    if kind == "change" and scene.folded[cue.start : cue.end] in OF_PLANS:
        return None
    if value == "yoy" and frame.mention and frame.mention.gives == "quarter" and _is_annualized(scene, quantity):
        return "qoq"
    if value == "yoy" and is_cumulative(frame):
        return "ytd_yoy"
    if (
        value == "qoq"
        and scene.folded.startswith((SEQUENTIAL, "环比"), cue.start)
        and frame.span
        and _is_a_month(frame.span)
    ):
        return "mom"
    if value == "qoq" and frame.mention and _is_against_a_quarter(scene, cue, frame.mention):
        return "since"
    if value == "qoq" and frame.mention and frame.mention.gives == "months" and not frame.mention.cumulative:
        return "mom" if scene.folded.startswith("环比", cue.start) else value
    if value == "cagr" and scene.folded[cue.start : cue.end] == ANNUALLY and _is_within_a_year(frame):
        return "ytd_yoy" if is_cumulative(frame) else "yoy"
    return value


def _untold_basis(
    scene: Scene, quantity: Quantity, kind: Kind, frame: TimeFrame, measure: Measure | None, *, is_price: bool
) -> Basis | None:
    """The basis where no words name one: that of a price's stretch, of a base that is told, else what is understood."""
    if is_price:
        return _basis_of_window(kind, frame, is_price=True)
    based = basis_of_base(scene, quantity, frame) or basis_of_level_before(scene, quantity, frame)
    if based or is_decided(scene, quantity):
        return based
    words, is_cost = (measure.words, measure.words == PRICE) if measure else ("", False)
    return _understood_basis(scene, quantity, kind, frame, is_cost=is_cost, words=words)


def _is_off_plan(scene: Scene, quantity: Quantity) -> bool:
    """Whether growth is told against what was expected: "5 percent below estimates", 高于该行预期5%."""
    if scene.lang == "zh":
        return OFF_PLAN_ZH.search(scene.before(quantity)[-GAP_REACH:]) is not None
    return OFF_PLAN.match(scene.after(quantity)) is not None


def is_gap(scene: Scene, quantity: Quantity) -> bool:
    """Whether points are the distance from another series, which has no base: 高于全国2.5个百分点."""
    return quantity.unit == "pp" and GAP_ZH.search(scene.before(quantity)[-GAP_REACH:]) is not None


def _is_within_a_year(frame: TimeFrame) -> bool:
    """Whether the time is a part of a year or a year: "sales in May rose 43 percent annually" is no rate over years."""
    span, mention = frame.span, frame.mention
    if span is None or span.first is None or mention is None or mention.gives not in WHOLE_PERIODS:
        return False
    return (span.last - span.first).days <= YEAR_OF_DAYS


def _is_against_a_quarter(scene: Scene, cue: Cue, mention: PeriodMention) -> bool:
    """Whether what is of no quarter is measured against a named one: 上半年…，占比较一季度提高."""
    named = scene.lang == "zh" and scene.folded.startswith(("较", "比"), cue.start)
    return named and mention.gives not in {"quarter", "last_quarter", "told", "relative"}


def _cue_of(scene: Scene, quantity: Quantity, values: set[str] | None) -> Cue | None:
    """The basis named for the number: behind it in its clause, before it in the sentence, or behind it further on."""
    since = _statement_start(scene, quantity)
    cues = [
        cue
        for cue in scene.section("basis")
        if cue.start >= since
        and (values is None or (cue.value in values and not scene.number_between(quantity.end, cue.start)))
        and not _is_far_since(scene, quantity, cue)
    ]
    if not cues:
        return None
    _, end = scene.clause(quantity.end - 1)
    behind = [
        cue
        for cue in cues
        if (
            quantity.end <= cue.start < end
            and not (cue.value in {"cagr", "since"} and scene.number_between(quantity.end, cue.start))
        )
        or quantity.start < cue.start < quantity.end < cue.end
    ]
    before = [cue for cue in cues if cue.end <= quantity.start]
    later = [cue for cue in cues if cue.start >= end and not scene.number_between(quantity.end, cue.start)]
    if scene.lang == "zh":
        return max(before, key=lambda c: (c.end, c.end - c.start)) if before else _first(behind)
    return _first(behind) or (max(before, key=lambda c: c.end) if before else None) or _first(later)


def _in_turn(scene: Scene, quantity: Quantity) -> Cue | None:
    """The one of two bases told together that is the number's: 同比、环比分别增长5%和3%."""
    if scene.lang != "zh" or not (pair := PAIR_ZH.search(scene.before(quantity)[-PAIR_REACH:])):
        return None
    cues = [cue for cue in scene.section("basis") if cue.end <= quantity.start and cue.value in PAIRED]
    last = cues[-2:] if len(cues) > 1 and JOINED_ZH.fullmatch(scene.folded, cues[-2].end, cues[-1].start) else []
    return last[1 if pair["first"] else 0] if last else None


def _statement_start(scene: Scene, quantity: Quantity) -> int:
    """Where the statement begins that a number stands in: behind the last ； of a Chinese sentence."""
    semicolon = scene.folded.rfind("；", scene.sentence.start, quantity.start) if scene.lang == "zh" else -1
    return semicolon + 1 if semicolon >= 0 else scene.sentence.start


def _has_own_base(scene: Scene, quantity: Quantity, cue: Cue) -> bool:
    """Whether what the number is compared with stands nearer than a cue before it: "and fell 0.1 percent from January",
    同比增长2%，较2023年底上升6个百分点.
    """
    bases = [mention for mention in scene.periods if mention.baseline]
    if scene.lang == "zh":
        nearer = any(cue.end <= mention.start and mention.end <= quantity.start for mention in bases)
        return nearer and not is_base(scene, quantity)
    return any(0 <= mention.start - quantity.end <= 1 for mention in bases)


def _is_of_next(scene: Scene, quantity: Quantity, cue: Cue) -> bool:
    """Whether another number stands before the cue: "up 12 percent from May and down 4 percent from last year"."""
    return scene.lang == "en" and cue.start >= quantity.end and scene.number_between(quantity.end, cue.start)


def _is_far_since(scene: Scene, quantity: Quantity, cue: Cue) -> bool:
    """ "since" is a basis only right behind the number: not in "the fastest since 2008"; 年增长 only without the year
    that it is measured from: not in 较2020年增长.
    """
    if cue.value == "yoy" and PART_OF_YEAR.match(scene.folded, cue.end):
        return True
    if cue.value == "cagr" and EARLIER.match(scene.folded, cue.end):
        return True
    if scene.folded[cue.start] == "年" and scene.folded[max(0, cue.start - 1)].isdigit():
        return True
    return scene.folded[cue.start : cue.end] == "since" and not 0 <= cue.start - quantity.end <= 2


def _first(cues: list[Cue]) -> Cue | None:
    """The first cue, and of those that begin together the longest."""
    return min(cues, key=lambda cue: (cue.start, cue.start - cue.end)) if cues else None


def _understood_basis(
    scene: Scene, quantity: Quantity, kind: Kind, frame: TimeFrame, *, is_cost: bool, words: str
) -> Basis | None:
    """Growth of a whole period is against the same period a year before, of a price in a quarter against the quarter
    before; net additions of a month against the month.
    """
    mention = frame.mention
    if kind == "growth" and OF_PERIOD.match(scene.after(quantity)):
        return "yoy"
    if kind == "change" and frame.span and _is_a_month(frame.span) and _is_net_addition(scene, quantity):
        return "mom"
    if mention is None or PER_USER in words:
        return None
    if window := _basis_of_window(kind, frame):
        return window
    if frame.span is None:
        return _basis_without_days(kind, mention)
    if frame.span.first is None or (frame.span.last - frame.span.first).days < SHORTEST:
        return None
    further = is_cost or FURTHER.search(scene.before(quantity)[-FURTHER_REACH:]) is not None
    if kind == "growth" and mention.gives == "quarter" and (further or _is_annualized(scene, quantity)):
        return "qoq"
    whole = mention.gives in WHOLE_PERIODS or (mention.gives in LISTS_OF_YEARS and frame.span != mention.span)
    if kind == "growth" and whole and quantity.unit != "pp":
        return "ytd_yoy" if is_cumulative(frame) else "yoy"
    return None


def _is_annualized(scene: Scene, quantity: Quantity) -> bool:
    """Whether growth over a quarter is told as if it went on for a year: "shrank at an annualised 1.6 percent"."""
    return ANNUALIZED.search(scene.before(quantity)[-FURTHER_REACH:]) is not None


def _is_a_month(span: Span) -> bool:
    """Whether the span is one whole month."""
    return span.first is not None and span.first.day == 1 and span.last == month_end(span.first.year, span.first.month)


def _is_net_addition(scene: Scene, quantity: Quantity) -> bool:
    """Whether it tells how many joined and left: "added 3 million users in May", 5月净增用户300万户."""
    if NET.search(scene.clause_text(quantity.start)):
        return True
    joined = JOINED.match(scene.after(quantity))
    if joined is None:
        return False
    return " new " in joined[0] or ADDED.search(scene.before(quantity)[-NET_REACH:]) is not None


def _basis_of_window(kind: Kind, frame: TimeFrame, *, is_price: bool = False) -> Basis | None:
    """Growth is measured from the day that its time begins with: "since May", 今年以来; of the past year it is yoy.

    So is that of a price over any stretch: "shares have lost 20 percent over the past three months".
    """
    mention, span = frame.mention, frame.span
    if kind != "growth" or mention is None:
        return None
    if mention.since or mention.gives in {"year_to_date", "to_date"}:
        return "since"
    if mention.gives == "window" and span and span.first and add_months(span.first, YEAR) == span.last:
        return "yoy"
    return "since" if is_price and mention.gives == "window" else None


def _basis_without_days(kind: Kind, mention: PeriodMention) -> Basis | None:
    """The basis of growth over a period that cannot be set in days: a fiscal year, 7月份 in a text without a date."""
    if kind != "growth" or mention.gives not in WITHOUT_DAYS or mention.baseline:
        return None
    return "ytd_yoy" if mention.cumulative else "yoy"
