"""Fact, forecast, target or supposition.

`standing_facts.py` knows what stays a fact beside any plan, `modality_nouns.py` reads what names the number itself ("a
target of 5 million", "300 stores will be opened"); else the cues of `modality` govern the numbers behind them until a
comparison or a finished action takes over: "expected to reach X, up from Y last year" makes only X expected.
"""

from __future__ import annotations

import re
from datetime import date

from extractors.records import Modality, Quantity
from extractors.scenes import Scene
from extractors.telling.deals import is_agreed, left_open
from extractors.telling.modality_cues import futures_of, is_of_actor, meaning_of
from extractors.telling.modality_ends import is_ended
from extractors.telling.modality_nouns import named_modality
from extractors.telling.policies import takes_effect
from extractors.telling.ratios import is_valuation
from extractors.telling.standing_facts import is_baseline, is_standing_fact
from extractors.text.cues import FUTURE_CUES, Cue
from extractors.times.periods import PeriodMention
from extractors.times.time_frames import TimeFrame
from extractors.times.timeless import is_sum_of_list

OPEN_QUESTION = {
    "en": (
        "how did ",
        "how does ",
        "how do ",
        "how has ",
        "how have ",
        "how is ",
        "why ",
        "who ",
        "what ",
        "when ",
        "where ",
        "which ",
    ),
    "zh": ("为什么", "为何", "如何", "怎么", "怎样", "何以", "谁", "什么", "哪些", "哪家"),
}
GOING_ON = re.compile(r"\s\w+ing\b")  # "by 2050 we are looking at a $7 trillion market": not done
OF_MARKETS = re.compile(
    r"全球|世界|市场|出货|销量|需求|渗透率|保有量"
)  # nobody plans them: 到2030年，全球市场规模达5000亿元
DONE_ZH = re.compile(r"已|累计|目前|截至|去年|上年")
PART_OF_TOLD = re.compile(
    r"其中(?!.*(?:已|去年|目前|截至|累计))"
    r"|(?:(?:about\s)?(?:an?\s)?(?:half|[a-z]+[\s-](?:thirds?|quarters?|fifths?))\s)?"
    r"(?:of\s(?:that|this|these|those|which)|among\sthem)\b"
    r"|(?:the|this|that|its)\s(?:[\w-]+\s){0,3}?(?:round|phase|plan|tender|program(?:me)?|project|package|budget|exercise|scheme|fund|total"
    r"|investment|procurement)\s(?:includes?|comprises?|covers?|consists?\sof|contains?|is\smade\sup\sof|is\ssplit\sinto)\s"
)
PART_BEHIND = re.compile(
    r"^\sof\s(?:that|this|these|those|it|them|the\s(?:sum|total|money|amount))\b(?:,[^,.;]*,)?\s(?:will|would|is\sto)\b"
)
PROJECT_ZH = re.compile(r"(?:其中[，：:]?)?(?:本项目|该项目|项目|[一二三]期|全部(?:建成|达产|达成)|建设周期)")
PART_ZH = re.compile(r"(?:投资|建设|新建|完成|达成|年产|年销售额?|年产值|税收|纳税|周期|工期)[^，。；]{0,10}$")
YIELD_ZH = re.compile(r"(?:年产|年销售额?|年产值|税收|纳税)[^，。；]{0,10}$")
REACH_ZH = 20
MONEY = 3  # letters of an ISO 4217 code
RESULT = re.compile(r"\b(?:revenues?|rev|sales|turnover|profit|income|loss|earnings|eps|ebitda|spending|capex)\b")
NEAR = 12  # characters between a number and its time
BACK_THEN = re.compile(r"\b(?:was|were|had|been|originally)\s$")  # "was expected to": the future of that time
REPORTS = re.compile(
    r"\b(?:report|post|announce|book|publish)(?:ing)?\b|\bannouncing\b"
)  # a result of a time that is over is still to come
OF_NOUN = re.compile(
    r"\b(?:with|of|(?<!more\s)(?<!less\s)(?<!fewer\s)(?<!other\s)than|against|worth|estimated\sat|put\sat|valued\sat)\s(?:(?:[a-z]+|last\syear|[12]\d{3})\s){0,6}$"
)
HOLDS = re.compile(r"\s(?:each\s|together\s|jointly\s|then\s)?(?:hold|own)\b")  # what comes of a deal is no plan
OPENING = "\"“'‘「『 "


def modality_of(scene: Scene, quantity: Quantity, frame: TimeFrame, told: Modality = "actual") -> Modality:
    """`"plans to build 1,000 stations"` target, `"预计达1.2万亿元"` expected, `"if 3 million join"` hypothetical,
    else actual. `told` is what the sentence before said of its numbers: a figure for a time ahead goes on with it.
    """
    to_date = scene.lang == "zh" and frame.is_of_this_month(scene)
    ahead = (is_ahead(frame, scene.published) and not to_date) or _is_window_ahead(scene, quantity, frame)
    if opened := left_open(scene, quantity):
        return opened
    standing = is_standing_fact(scene, quantity) or is_sum_of_list(scene, quantity) or is_agreed(scene, quantity)
    if standing or is_baseline(scene, quantity, ahead=ahead):
        return "actual"
    governing, ended = _governing(scene, quantity, frame)
    if governing == "expected" and told == "target" and _goes_on_planning(scene, quantity, frame):
        governing = "target"
    if governing != "hypothetical" and (named := named_modality(scene, quantity, governing)):
        return told if told == "target" and _is_part_of_told(scene, quantity) else named
    if governing is None and takes_effect(scene, quantity):
        return "target"
    if governing or _is_doubted(scene):
        return "hypothetical" if _is_doubted(scene) else governing or "actual"
    if told == "expected" and not ended and _is_estimate(scene, quantity):
        return told
    if told in FUTURE_CUES and not ended and _is_part_of_told(scene, quantity):
        return told
    if (
        told in FUTURE_CUES
        and not ended
        and frame.origin == "stated"
        and _ends_later(frame, scene)
        and _is_open(scene, quantity)
    ):
        return told
    if told in FUTURE_CUES and not ended and _is_of_project(scene, quantity, frame):
        return "expected" if YIELD_ZH.search(scene.before(quantity)[-REACH_ZH:]) else "target"
    if _is_guided(scene, quantity, frame) and not _is_told_as_done(scene, quantity):
        return "expected"
    if ahead and frame.origin == "stated" and not ended and not _is_told_as_done(scene, quantity):
        return _as_told(told, scene)
    return "actual"


def _is_guided(scene: Scene, quantity: Quantity, frame: TimeFrame) -> bool:
    """Whether a range of money is of a quarter or year that is not over, which nobody knows yet: "* Q2 revenue range of
    $840 mln to $860 mln" in April; so are ratios to what will be earned, 对应2026年20倍市盈率.
    """
    if is_valuation(scene, quantity) and frame.span and scene.published:
        return frame.span.last > scene.published
    if scene.lang != "en" or quantity.comparator != "range" or scene.published is None or frame.span is None:
        return False
    is_money = len(quantity.unit) == MONEY and quantity.unit.isupper()
    return is_money and RESULT.search(scene.before(quantity)) is not None and frame.span.last > scene.published


def _goes_on_planning(scene: Scene, quantity: Quantity, frame: TimeFrame) -> bool:
    """Whether an actor's "will" goes on with the plan of the sentence before: "By 2027, the province will have …"."""
    futures = futures_of(scene, quantity, frame)
    if scene.lang != "en" or not futures or HOLDS.match(scene.folded, futures[-1].end):
        return False
    return is_of_actor(scene, futures[-1])


def lays_out_a_plan(scene: Scene) -> Modality:
    """What a sentence without numbers makes of those of the next: 《规划》提出，到2030年成为高地。 begins a plan."""
    plans = any(cue.value == "paper" for cue in scene.section("modality"))
    return "target" if plans else "actual"


def is_ahead(frame: TimeFrame, published: date | None) -> bool:
    """Whether the whole period lies after publication."""
    if frame.span is None or published is None:
        return False
    return (frame.span.first or frame.span.last) > published


def _is_window_ahead(scene: Scene, quantity: Quantity, frame: TimeFrame) -> bool:
    """Whether a Chinese clause tells of a stretch that begins today: 未来三年部署1000台."""
    if scene.lang != "zh" or frame.mention is None or frame.span is None or scene.published is None:
        return False
    begins = frame.mention.gives == "window" and frame.span.first == scene.published < frame.span.last
    return begins and scene.clause(frame.mention.start) == scene.clause(quantity.start)


def _governing(scene: Scene, quantity: Quantity, frame: TimeFrame) -> tuple[Modality | None, bool]:
    """What the nearest cue before the number makes of it, and whether that cue has been ended."""
    futures = futures_of(scene, quantity, frame)
    if any(cue.value == "hypothetical" and not _is_left(scene, cue, quantity) for cue in futures):
        return "hypothetical", False
    if not futures:
        return None, False
    nearest = futures[-1]
    if is_ended(scene, nearest, quantity.start) or _turns_back(scene, nearest, quantity, frame):
        return None, True
    return meaning_of(scene, nearest, futures, quantity), False


def _is_left(scene: Scene, cue: Cue, quantity: Quantity) -> bool:
    """Whether a relative clause tells a fact beside a supposition: "if …, it will beat 4G, which had 1 billion"."""
    start, _ = scene.clause(quantity.start)
    clause = scene.folded[max(start, cue.end) : quantity.start].lstrip(", ")
    return clause.startswith(("which ", "who ")) and is_ended(scene, cue, quantity.start)


def _turns_back(scene: Scene, cue: Cue, quantity: Quantity, frame: TimeFrame) -> bool:
    """Whether a time that is over stands between the cue and the number: 预计今年达50亿元，去年为41亿元."""
    time = frame.mention
    if time is None or time.span is None or scene.published is None or frame.origin != "stated":
        return False
    if cue.end > time.start or time.span.last >= scene.published:
        return False
    if scene.lang == "en" and _is_of_past(scene, cue, quantity, time):
        return True
    return time.end <= quantity.start and scene.clause(time.start) != scene.clause(cue.start)


def _is_of_past(scene: Scene, cue: Cue, quantity: Quantity, time: PeriodMention) -> bool:
    """Whether a "will" says nothing of a noun's number for a year that is over: "will create a group with sales of $4
    billion last year", "for last year of $4 billion".
    """
    if REPORTS.search(scene.folded, cue.end, quantity.start):
        return False
    if BACK_THEN.search(scene.folded, max(scene.sentence.start, cue.start - 16), cue.start):
        return False
    near = time.start - quantity.end if time.start >= quantity.end else quantity.start - time.end
    return 0 <= near <= NEAR and OF_NOUN.search(scene.before(quantity)) is not None


def _is_doubted(scene: Scene) -> bool:
    """Whether the sentence is a question that may be answered with no; "How did they sell 5 million?" takes the figure
    for granted.
    """
    if scene.text[scene.sentence.end - 1] not in "?？":
        return False
    sentence = scene.folded[scene.sentence.start : scene.sentence.end].lstrip(OPENING)
    words = OPEN_QUESTION[scene.lang]
    return not (sentence.startswith(words) if scene.lang == "en" else any(word in sentence for word in words))


def _ends_later(frame: TimeFrame, scene: Scene) -> bool:
    """Whether a Chinese text's time runs on into a later year than that of publication: “十四五”期间 in 2021."""
    if scene.lang != "zh":
        return False
    return frame.last is not None and scene.published is not None and frame.last.year > scene.published.year


def _is_open(scene: Scene, quantity: Quantity) -> bool:
    """Whether nothing tells the number as done."""
    return not _is_told_as_done(scene, quantity) and not DONE_ZH.search(scene.clause_text(quantity.start))


def _is_estimate(scene: Scene, quantity: Quantity) -> bool:
    """Whether an estimate without a time goes on with a forecast: "Revenue is estimated to be 19 billion"."""
    start, _ = scene.clause(quantity.start)
    return any(
        cue.value == "estimate" and start <= cue.start and cue.end <= quantity.start
        for cue in scene.section("modality")
    )


def _is_part_of_told(scene: Scene, quantity: Quantity) -> bool:
    """Whether a sentence only divides what the one before told: 其中，工业机器人57亿元, "Of that, 7 billion will …"."""
    opening = scene.folded[scene.sentence.start : quantity.start].lstrip()
    if PART_BEHIND.match(scene.after(quantity)):
        return True
    return PART_OF_TOLD.match(opening) is not None and not _is_told_as_done(scene, quantity)


def _is_of_project(scene: Scene, quantity: Quantity, frame: TimeFrame) -> bool:
    """Whether a Chinese sentence goes on with the project of the one before, which is still to come: 二期投资8亿元."""
    if scene.lang != "zh" or (frame.origin == "stated" and not is_ahead(frame, scene.published)):
        return False
    opens = PROJECT_ZH.match(scene.folded, scene.sentence.start) is not None
    return opens and PART_ZH.search(scene.before(quantity)[-REACH_ZH:]) is not None and _is_open(scene, quantity)


def _is_told_as_done(scene: Scene, quantity: Quantity) -> bool:
    """Whether a finished verb governs the number: "had 12 million users and expects …" by December."""
    start, _ = scene.clause(quantity.start)
    return any(
        cue.value == "done"
        and start <= cue.start
        and cue.end <= quantity.start
        and not GOING_ON.match(scene.folded, cue.end)
        for cue in scene.section("modality")
    )


def _as_told(told: Modality, scene: Scene) -> Modality:
    """What a figure for a time ahead without a cue is: as the one before it; else Chinese reports list plans, but of
    markets forecasts, and English ones forecasts.
    """
    if told in FUTURE_CUES:
        return told
    sentence = scene.folded[scene.sentence.start : scene.sentence.end]
    return "target" if scene.lang == "zh" and not OF_MARKETS.search(sentence) else "expected"
