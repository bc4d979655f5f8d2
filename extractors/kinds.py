"""Level, change, growth or share."""

from __future__ import annotations

import re

from extractors.cues import FUTURE_CUES, Cue
from extractors.periods import PeriodMention
from extractors.records import Kind, Quantity
from extractors.scenes import Scene

RELATIVE_UNITS = frozenset({"percent", "times", "pp"})
CHANGE_REACH = 16  # characters between "new", 净增 and the number
BY = re.compile(r"\bby\s+(?:\w+\s+){0,3}$")
SIGNS = "+＋-−–－"  # "(+52.1%)" is a change; a bare percentage with a sign never is a share
GROWTH_REACH = 72
BASE_REACH = 48  # characters between a number and "than at the end of last year"
TO_LEVEL = re.compile(r"[,，。；;]|\bto\b|[至到]")
# A noun of growth right before its figure: "growth of 8 percent", "growth slowed to 4 percent", 增速达8%.
GROWTH_NOUN = re.compile(
    r"""(?: \bgr[eo]w\w*\s(?:[\w-]+\s){0,6}(?:rate|pace)\ of\s(?:[\w-]+\s)?$
      | \b(?:growth|increase|decline|decrease|gain|jump|drop|rise|fall|reduction|cut|expansion)
        (?:\s(?:rate|target|forecast|outlook|pace))?
        \s(?:(?:ha[ds]\s)?(?:slowed|dropped|fell|eased|rose|accelerated|quickened|picked\ up|cooled|moderated|slipped
              |climbed|ha[ds]\ been|came\ in|came|stood|reached|hit|averaged|remained)\s
            (?:(?:sharply|slightly|further)\s)?)?
        (?:(?:of|to|at|by|was|is|from)\s)?(?:[\w-]+\s){0,2}$
      | (?:增速|增幅|涨幅|降幅|跌幅|增长率)(?:[达为约近超在至到高过]|分别|超过|达到|回落|放缓){0,3}$ )""",
    re.VERBOSE,
)
GROWTH_BEHIND = re.compile(
    r"^的[^，。；、\d]{0,4}?(?:增速|增幅|增长|涨幅|降幅|跌幅|增长率|上升空间|上涨空间|上行空间|下降|提升)"
)
# What was the number of an earlier time: 是去年同期的2.5倍, "2.5 times the level of a year earlier".
OF_EARLIER = re.compile(
    r"(?:去年|上年|上一年|前一年|(?:19|20)\d\d年|上月|一年前|年初|同期)[^，。；\d]{0,6}的?(?:约|近|超过?|逾|将近|大约)?$"
)
THAN_EARLIER = re.compile(
    r"^\s(?:(?:as\s(?:many|much|large|big|high)\sas|the\s(?:level|number|figure|amount|volume|total|size|sum)|that|those"
    r"|the\sone|last\syear|its|more\sthan)\b)"
)
AS_MANY = re.compile(r"^\sas\s(?:many|much|large|big|high|fast|long|heavy)\b")
# What makes a plain number an amount of change, before it and behind it.
MOVED = re.compile(
    r"""(?: \bnet | \b(?<!from\s)(?:rose|risen|rise|rises|rising|fell|fallen|fall|falls|falling|grew|grown|grow
        |grows|growing|increased|decreased|declined|dropped|climbed|jumped|slid|slipped|surged|gained|shrank|tumbled|down)
      | (?:^|[,;(—–-]\s?|\b(?:was|were|is|are|been|users?|subscribers?|units?|times)\s)up )
      \s(?:(?:by|about|around|some|nearly|almost|roughly|approximately|over|just|only|more\sthan|an?\sestimated|another|a
        |an\sadditional|a\sfurther|at\sleast|as\s(?:many|much)\sas)\s)*$""",
    re.VERBOSE,
)
MORE_THAN = re.compile(r"^(?:\s(?!than\b)[\w-]+){0,4}?\s(?:more|fewer|less|higher|lower|above|below|up|down)\b")
ADDED = re.compile(
    r"^(?:\s(?!that\b|which\b|and\b)[\w-]+){0,6}?\s(?:were|was|have been|has been|had been|to be|will be|being)\s"
    r"(?:(?:also|further|either)\s)?(?:added|newly\s(?:added|built|opened|constructed))\b"
)
RAISED_ZH = re.compile(
    r"^(?:(?:净|多|少|又|再)?(?:增加|增|多|多出|多了|少|少了|减少|减|提高|提升|上升|下降|降低|增长|新增|扩大|上涨|下跌|回落)(?:了)?)"
    r"(?:约|近|超过?|逾|达|近乎|将近)*$"
)
BUILT = re.compile(
    r"(?<!have\s)(?<!has\s)(?<!had\s)\b(?:built|opened|constructed|set\sup|erected|put\sup|commissioned)\s"
    r"(?:(?:about|around|some|nearly|almost|over|more\sthan|another|roughly)\s)*$"
)
WORKS = re.compile(
    r"^\s(?:[\w-]+\s){0,3}?(?:stations?|plants?|factor(?:y|ies)|stores?|sites?|cent(?:er|re)s?|lines?|networks?|towers?|hubs?"
    r"|lab(?:oratorie)?s?|outlets?|branches|bases?|schools?|warehouses?|showrooms?|shops?|workshops?)\b"
)
PLANNED_ZH = re.compile(r"(?:建设|新建|增建|布设)(?:约|近|超过?|不少于|至少|逾|不低于)*$")
MULTIPLE_VERB = re.compile(r"(?:doubl|tripl|trebl|quadrupl|halv)(?:e|ed|es|ing)?$|^翻")


def kind_of(scene: Scene, quantity: Quantity) -> Kind:
    """`"rose 12 percent"` growth, `"market share of 12 percent"` share, `"净增1.55亿户"` change, else level."""
    if quantity.unit == "pp":
        return "change"
    if quantity.unit == "times":
        verb = MULTIPLE_VERB.search(quantity.quote.lower()) is not None
        if _is_of_earlier(scene, quantity):
            return "growth"
        return "growth" if (quantity.relative or verb) and not _is_ratio_to_other(scene, quantity) else "level"
    if quantity.unit == "percent":
        return _percent_kind(scene, quantity)
    return "change" if _is_change(scene, quantity) else "level"


def _percent_kind(scene: Scene, quantity: Quantity) -> Kind:
    if quantity.relative or quantity.quote[0] in SIGNS or GROWTH_NOUN.search(scene.before(quantity)[-GROWTH_REACH:]):
        return "growth"
    if scene.lang == "zh" and GROWTH_BEHIND.match(scene.after(quantity)[:CHANGE_REACH]):
        return "growth"
    start, end = scene.clause(quantity.start)
    if any(cue.value == "level" and start <= cue.start < end for cue in scene.section("kinds")):
        return "level"
    return "share"


def _is_ratio_to_other(scene: Scene, quantity: Quantity) -> bool:
    """Compared with another entity and not with an earlier time: "twice as many as", 是全球平均的2倍."""
    start, end = scene.clause(quantity.start)
    if scene.lang == "en":
        start, end = quantity.start, min(end, quantity.end + 2)
        if AS_MANY.match(scene.after(quantity)) or _is_of_other_company(scene, quantity):
            return True
    return any(cue.value == "ratio_to_other" and start <= cue.start <= end for cue in scene.section("kinds"))


def _is_of_other_company(scene: Scene, quantity: Quantity) -> bool:
    """ "more than doubling Tesla's volume": the multiple of somebody else's figure."""
    return any(
        name.kind == "company"
        and 0 < name.start - quantity.end <= 2
        and scene.text[name.end : name.end + 2] in {"'s", "’s"}
        and any(
            other.kind == "company" and other.name != name.name for other in scene.names if other.end < quantity.start
        )
        for name in scene.names
    )


def _is_of_earlier(scene: Scene, quantity: Quantity) -> bool:
    """Whether a multiple is of the same thing's earlier figure: 是去年同期的2.5倍."""
    if scene.lang == "zh":
        return OF_EARLIER.search(scene.before(quantity)) is not None
    if not THAN_EARLIER.match(scene.after(quantity)):
        return False
    _, end = scene.clause(quantity.end - 1)
    return any(quantity.end <= mention.start < end and _is_past(scene, mention) for mention in scene.periods)


def _is_past(scene: Scene, mention: PeriodMention) -> bool:
    return bool(
        mention.shift or mention.baseline or (mention.span and scene.published and mention.span.last < scene.published)
    )


def _is_change(scene: Scene, quantity: Quantity) -> bool:
    """Newly built or added in a period, or a difference: 新增10万家, "plans to build 1,000 stations", "rose by 3
    million", "132,000 more than at the end of last year".
    """
    before = scene.before(quantity)
    if quantity.direction and BY.search(before):
        return True
    if _is_beside_base(scene, quantity) or any(_is_tied(scene, quantity, cue) for cue in scene.section("kinds")):
        return True
    return _is_built_zh(scene, quantity, before) if scene.lang == "zh" else _is_moved(scene, quantity, before)


def _is_tied(scene: Scene, quantity: Quantity, cue: Cue) -> bool:
    """Whether a cue of change stands at the number: "net additions of 3 million", 新增3万."""
    if cue.value != "change":
        return False
    gap = scene.folded[cue.end : quantity.start]
    inside = cue.start >= quantity.end and cue.start - quantity.end <= 1
    ahead = cue.end <= quantity.start and len(gap) <= CHANGE_REACH and not TO_LEVEL.search(gap)
    return inside or (ahead and not scene.number_between(cue.end, quantity.start))


def _is_beside_base(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is the distance from an earlier time: 比上年末多出57.9万个, "12 more than a year earlier"."""
    for mention in scene.periods:
        if not mention.baseline:
            continue
        gap = scene.folded[mention.end : quantity.start]
        if mention.end <= quantity.start and len(gap) <= CHANGE_REACH and RAISED_ZH.match(gap):
            return True
        behind = scene.folded[quantity.end : mention.end]
        if mention.start >= quantity.end and mention.start - quantity.end <= BASE_REACH and MORE_THAN.match(behind):
            return not scene.number_between(quantity.end, mention.start)
    return False


def _is_moved(scene: Scene, quantity: Quantity, before: str) -> bool:
    """ "up 53 million", "a net 874,000 stations were added", "of which 654,000 were added", "built 120 stations"."""
    after = scene.after(quantity)
    if MOVED.search(before[-GROWTH_REACH:]) or ADDED.match(after[:GROWTH_REACH]):
        return True
    return quantity.unit == "count" and BUILT.search(before[-GROWTH_REACH:]) is not None and bool(WORKS.match(after))


def _is_built_zh(scene: Scene, quantity: Quantity, before: str) -> bool:
    """计划建设1000个 is to be added; 累计建设1000个 stands."""
    if not PLANNED_ZH.search(before) or "累计" in scene.clause_text(quantity.start):
        return False
    return any(cue.end <= quantity.start and cue.value in FUTURE_CUES for cue in scene.section("modality"))
