"""Ratios: a multiple or a part of an earlier figure of the same thing is growth, of somebody else's a level.

是去年同期的2.5倍 and "tripled" grow; "twice as many robots as Europe", 是全球平均的2倍, "half the price of rivals" and
成本为进口产品的三分之一 compare.
"""

from __future__ import annotations

import re

from extractors.records import Kind, Quantity
from extractors.scenes import Scene
from extractors.telling.percent_lists import first_of_list
from extractors.times.periods import PeriodMention

MULTIPLE_VERB = re.compile(r"(?:doubl|tripl|trebl|quadrupl|halv)(?:e|ed|es|ing)?$|^翻")
# "plans to more than triple the number of stations", but "the total is double the number of stations"
BARE_VERB = re.compile(r"double|triple|treble|quadruple|halve")
AS_VERB = re.compile(
    r"\b(?:to|will|would|could|can|may|might|should|must|and)\s(?:(?:more\sthan|at\sleast|nearly|almost|about|roughly)\s)?$"
)
# What was the number of an earlier time: 是去年同期的2.5倍, "2.5 times the level of a year earlier".
OF_EARLIER = re.compile(
    r"(?:(?:去年|上年|上一年|前一年|(?:19|20)\d\d年|上月|一年前|年初)[^，。；\d]{0,6}的?|同期(?:水平|数|值)?的?)"
    r"(?:约|近|超过?|逾|将近|大约)?$"
)
THAN_EARLIER = re.compile(
    r"^\s(?:(?:as\s(?:many|much|large|big|high)\sas|the\s(?:level|number|figure|amount|volume|total|size|sum)|that|those"
    r"|the\sone|last\syear|its|more\sthan|(?:higher|larger|greater|bigger|more)\sthan|what|the|a\syear\s(?:ago|earlier|before))\b)"
)
# "up to 30 times faster", "three times more powerful": than another, where no earlier time is named
BETTER = re.compile(
    r"^\s(?:faster|quicker|stronger|lighter|thinner|brighter|denser|more\s(?:powerful|efficient|accurate|expensive|precise))\b"
)
# "scale output tenfold by 2026", but "a tenfold difference"
FOLD = re.compile(r"fold$")
AS_ADVERB = re.compile(
    r"^\s?(?:[.,;:)]|$|(?:by|to|in|over|since|from|within|this|last|next|on|year|compared|during|after|and)\b)"
)
AS_MANY = re.compile(r"^\sas\s(?:many|much|large|big|high|fast|long|heavy|strong|expensive|cheap)\b")
THAT_PACE = re.compile(
    r"^\s(?:that|this)\s(?:pace|rate|speed|level|number|figure|amount|size|sum)\b"
)  # declined at twice that pace
# "36 times more units than its rivals", "three times as many as Acer"
THAN_OTHERS = re.compile(
    r"^\s(?:more|fewer|higher|larger|bigger|greater|as\s(?:many|much|large|big|high))\s(?:[\w-]+\s){0,5}?(?:than|as)\s"
    r"(?:(?:the|its|their|u\.s\.|[a-z]+an|[a-z]+ese)\s){0,2}(?P<other>(?:[a-z]+\s)?(?:rivals?|competitors?|peers?|leader|average|others)\b)?"
)
# "half the price of", "30 percent of the power of its predecessor", "a tenth as much as"
OF_OTHERS_EN = re.compile(
    r"^(?:\sof)?\s(?:the\s(?:usual\s|average\s)?(?:price|cost|size|weight|speed|power|level|average|energy|capacity|length"
    r"|height|thickness|volume|amount|rate|wages?|salary|pay|footprint|latency|fuel)\s(?:of|charged|needed|required|used|paid)|that\sof|those\sof"
    r"|as\s(?:many|much|large|big|high|fast|long|heavy)\sas|what\s(?:an?|rivals?|others?))\b"
)
EQUALS = re.compile(r"\b(?:is|was|are|were|equals|equal\sto|equivalent\sto)\s(?:(?:only|just|about|around|nearly)\s)*$")
# 仅为进口产品的三分之一, 约为海外同类产品的50%, 相当于传统方案的
OF_OTHERS_ZH = re.compile(
    r"(?:为|是|相当于|等于|只有|仅|达到?)[^，。；、\d]{0,12}?"
    r"(?:同类|进口|传统|平均|竞品|国外|国际|海外|对手|前代|上一代|人工|普通|常规|行业|一般|同期的?[A-Za-z]+)"
    r"[^，。；、\d]{0,10}?的(?:约|近|不到|不足|大约|左右)*$"
)


# 对应2026年20倍市盈率, 市净率仅为1.2倍: what a share costs by what it earns
VALUED = re.compile(r"\s?(?:的)?(?:预[测期]|动态|静态|远期|前瞻|滚动)?(?:市[盈净销]率|p/?[ebs]\b|ev/)", re.IGNORECASE)
VALUED_AT = re.compile(r"(?:市[盈净销]率|(?<![a-z])p/?[ebs]|估值(?=[约为仅达]*$))[^，。；、a-z]{0,12}$", re.IGNORECASE)
VALUED_REACH = 24


def multiple_kind(scene: Scene, quantity: Quantity) -> Kind:
    """Growth for a multiple of the same thing's earlier figure, level for a ratio to another."""
    if is_valuation(scene, quantity):
        return "level"
    if _is_of_earlier(scene, quantity):
        return "growth"
    after = scene.after(quantity)
    if BETTER.match(after) or THAT_PACE.match(after) or _is_than_others(scene, quantity):
        return "level"
    if FOLD.search(quantity.quote.lower()) and AS_ADVERB.match(scene.after(quantity)):
        return "growth"
    grown = quantity.relative or MULTIPLE_VERB.search(quantity.quote.lower()) is not None
    return "growth" if grown and not _is_of_other(scene, quantity) else "level"


def is_valuation(scene: Scene, quantity: Quantity) -> bool:
    """Whether a multiple says what a share costs by what is earned: 对应2026年20倍市盈率."""
    if scene.lang != "zh" or quantity.unit != "times":
        return False
    first = first_of_list(scene, quantity)
    return bool(VALUED.match(scene.after(quantity)) or VALUED_AT.search(scene.before(first)[-VALUED_REACH:]))


def _is_than_others(scene: Scene, quantity: Quantity) -> bool:
    """Whether a multiple compares with another company or product: "36 times more units than its rivals"."""
    than = THAN_OTHERS.match(scene.after(quantity)) if scene.lang == "en" else None
    if than is None:
        return False
    at = quantity.end + than.end()
    return than["other"] is not None or any(
        name.kind in {"company", "product"} and name.start == at for name in scene.names
    )


def is_part_of_other(scene: Scene, quantity: Quantity) -> bool:
    """Whether a percentage compares with somebody else's figure: "half the price of rival models"."""
    if scene.lang == "zh":
        return OF_OTHERS_ZH.search(scene.before(quantity)[-40:]) is not None
    return OF_OTHERS_EN.match(scene.after(quantity)) is not None or _is_of_named(scene, quantity)


def _is_of_named(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is what a figure is of a named one's: "its output is only 20 percent of Larkspur's"."""
    if not EQUALS.search(scene.before(quantity)):
        return False
    at = next((name.end for name in scene.names if name.start - quantity.end == len(" of ")), None)
    return at is not None and scene.text[at : at + 2] in {"'s", "’s"}


def _is_of_other(scene: Scene, quantity: Quantity) -> bool:
    """Compared with another entity and not with an earlier time: "twice as many as", 是全球平均的2倍."""
    start, end = scene.clause(quantity.start)
    if scene.lang == "en":
        start, end = quantity.start, min(end, quantity.end + 2)
        if AS_MANY.match(scene.after(quantity)) or _is_of_other_company(scene, quantity):
            return True
    if AS_VERB.search(scene.before(quantity)) and BARE_VERB.fullmatch(quantity.quote.lower()):
        return False
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
