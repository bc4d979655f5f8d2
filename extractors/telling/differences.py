"""Absolute changes: what was newly built or added within a time, how much a figure rose or fell, how far two lie apart.

净增1.55亿户, "plans to build 1,000 stations", "up 53 million", 提前3天 and "20 kg more than before" are changes; what
stands so far is a level ("has deployed nearly 16,000", 累计建成), and so is what a move ends at ("rose to 5 million").
"""

from __future__ import annotations

import re

from extractors.metrics.measures import CURRENCY
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.cues import FUTURE_CUES, Cue
from extractors.text.signals import signal

CHANGE_REACH = 16  # characters between "new", 净增 and the number
REACH = 72
BASE_REACH = 48  # characters between a number and "than at the end of last year"
BY = re.compile(r"\bby\s+(?!the\s)(?:(?!to\b|from\b)\w+\s+){0,3}$")  # not "boosted by the $2.9 billion purchase"
SUMMED = " up to "  # "added up to 1.04 trillion yuan" sums up, "hire up to 500 engineers" adds
TO_LEVEL = re.compile(r"[,，。；;]|\b(?:(?<!up\s)to|from|with|at(?!\s(?:least|most)\b))\b|[至到]")
MOVED = re.compile(
    r"""(?: \bnet | \b(?<!from\s)(?:rose|risen|rise|rises|rising|fell|fallen|fall|falls|falling|grew|grown|grow
        |grows|growing|increased|decreased|declined|dropped|climbed|jumped|slid|slipped|surged|gained|shrank|tumbled|down)
      | (?:^|[,;(—–-]\s?|\b(?:was|were|is|are|been|users?|subscribers?|units?|times)\s)up )
      \s(?:(?:by|about|around|some|nearly|almost|roughly|approximately|(?<=up\s)over|(?<=by\s)over|just|only|more\sthan
        |an?\sestimated|another|a
        |an\sadditional|a\sfurther|at\sleast|as\s(?:many|much)\sas)\s)*$""",
    re.VERBOSE,
)
# "200,000 more phones than", "12 million more phones were sold": so many beside those there were
MORE_OF = re.compile(r"^\s(?:more|fewer|additional|extra)\s(?!than\b|or\b|and\b|per\b|years?\b|days?\b|hours?\b)[a-z]")
BESIDES = re.compile(r"\b(?:than|compared)\b")
STOCK_REACH = 36  # characters of " more 5G base stations"
# "lost 1.1 percent, or 24 points": the same move in points
OR_POINTS = re.compile(r",?\sor\s")
POINTS = re.compile(r"^points?$")
MORE_THAN = re.compile(r"^(?:\s(?!than\b)[\w-]+){0,4}?\s(?:more|fewer|less|higher|lower|above|below|up|down)\b")
FURTHER_THAN = re.compile(
    r"^\s(?:(?!than\b)[\w-]+\s){0,3}?(?<!no\s)(?<!not\s)(?:more|fewer|less|higher|lower|longer|shorter|heavier|lighter)\sthan\b"
    r"(?!\s(?:\d|[a-z]{0,3}[$€£¥]|doubl|tripl|trebl|quadrupl|halv))"
    r"|^\s(?:below|above|under)\s(?:the|its|their|that|[a-z]+['’]s)\s"
    r"|^\s(?:[\w-]+\s){0,2}?(?:short|shy|ahead)\sof\s(?:the|its|their|that|[a-z]+['’]s)\s"
)
ADDED = re.compile(
    r"^(?:\s(?!that\b|which\b|and\b)[\w-]+){0,6}?\s(?:were|was|have been|has been|had been|to be|will be|being)\s"
    r"(?:(?:also|further|either)\s)?(?:added|newly\s(?:added|built|opened|constructed))\b"
    r"|^(?:\s[\w-]+){0,3}?\s(?:were|are)\snew\s(?:subscribers|users|customers|members|clients|accounts|hires)\b"
    r"|^\sof\s(?:them|these|those|which)\s(?:were\s)?(?:newly\s)?(?:won|added|built|opened|hired)\b"
)
BUILT = re.compile(
    r"(?<!have\s)(?<!has\s)(?<!had\s)(?<!cumulatively\s)(?<!already\s)\b(?:built|opened|constructed|set\sup|erected|put\sup|commissioned)\s"
    r"(?:(?:about|around|some|nearly|almost|over|more\sthan|another|roughly|just|only)\s)*$"
)
# What was put up within a time is added: "deployed a total of 5,000 stations in 2025", "installed 42 GW last year"
PUT_UP = re.compile(
    r"\b(?:deployed|installed|built|opened|constructed|added|set\sup|put\sup|commissioned|switched\son|activated|put)\s(?:a\stotal\sof\s)?"
    r"(?:(?:about|around|some|nearly|almost|over|more\sthan|another|roughly|just|only)\s)*$"
)
# "the stock shed $14 billion in market value", "wiped 3 billion yuan off its value": what somebody is worth moved
WORTH_MOVED = re.compile(
    r"\b(?:shed|shedding|lost|los(?:e|es|ing)|gain(?:ed|s|ing)?|add(?:ed|s|ing)?|wip(?:ed|es|ing)(?:\s(?:out|off))?|eras(?:ed|es|ing)|shav(?:ed|es|ing)"
    r"|knock(?:ed|s|ing)(?:\soff)?|evaporat(?:ed|es|ing)|cut(?:ting)?)\s(?:(?:about|around|nearly|almost|some|roughly|more\sthan|over|as\smuch\sas|up\sto|another|a)\s)*$"
)
OF_WORTH = re.compile(
    r"^\s(?:in|of|off|from|to)\s(?:(?:its|their|the|his|her|combined|total|[\w.&-]+['’]s)\s){0,3}?(?:[a-z]+\s)?(?:value|worth|wealth|capitali[sz]ation|valuation|market\scap)\b"
)
WATTS = frozenset({"MW", "GW", "TW"})
# What a time's installations come to: "12 GW of solar capacity installed", "installations will reach 30 GW"; what is
# called installed capacity stands.
INSTALLED_BEHIND = re.compile(
    r"^\s(?:of\s)?(?:(?!total\b|and\b|in\b)[\w-]+\s){0,4}?(?:install(?:ation)?s|additions"
    r"|capacity\s(?:was\s|were\s|been\s|being\s)?(?:added|installed)|installed\s(?!capacity\b)[\w-]+\s(?:in|during)\s)\b"
)
INSTALLED_BEFORE = re.compile(
    r"\b(?<!total\s)(?<!cumulative\s)(?:installations|installs|additions)\s(?:(?:in|for|this|last|next)\s(?:[\w-]+\s){1,3}?)?(?:will\s|would\s|to\s|could\s)?"
    r"(?:reach(?:ed|es)?|hit|total(?:l?ed)?|of|at|were|was|with|come\sto|came\sto|rose\sto|fell\sto|grew\sto)\s"
    r"(?:(?:about|around|some|nearly|almost|over|more\sthan|a\srecord)\s)*$"
)
WITHIN_REACH = 60
BESIDE_BASE = re.compile(
    r"(?:\s[\w-]+){1,5}?(?:\s(?:this|next|last)\s\w+|\sin\s\d{4})?,?\s(?:up|down|compared)\s(?:from|with|to)\s(?:(?:about|around|some|nearly|just|only)\s)*"
)
# "added 143,600 users, eclipsing Acer's total of 137,600": a rival's number is of the same kind
BESIDE_RIVAL = re.compile(
    r"[^.;:\d]{0,40}?,\s(?:eclips|beat|topp|outpac|surpass|exceed|overtak|trail|outdo|compared\swith|compared\sto|versus|against|more\sthan|ahead\sof)\w*\s"
    r"(?:[\w.&-]+\s){0,3}[\w.&-]+['’]s?\s(?:(?:total|figure|net\sadditions?|additions?)\sof\s)?(?:(?:about|around|nearly|some)\s)*"
)
WORKS = re.compile(
    r"^\s(?:[\w-]+\s){0,3}?(?:stations?|plants?|factor(?:y|ies)|stores?|sites?|cent(?:er|re)s?|lines?|networks?|towers?"
    r"|hubs?|lab(?:oratorie)?s?|outlets?|branches|bases?|schools?|warehouses?|showrooms?|shops?|workshops?)\b"
)
# "new" adds what is counted as a stock: "3 million new users"; "500 new models" are just models.
BUILDS = re.compile(
    r"^(?:to|will|could|would|might)\s(?:build|construct|install|open|deploy|establish|set\sup|erect|roll\sout|put\sup)$"
    r"|^build another$"
)
NEW = re.compile(r"^(?:new|a further)$")
STOCKS = re.compile(
    r"\b(?:users?|subscribers?|customers?|members?|connections?|jobs|accounts?|stations?|sites?|stores?|outlets?|plants?|hires"
    r"|employees|workers|towers?|branches|offices|shops|lines|piles|chargers|factor(?:y|ies)|cent(?:er|re)s?|locations)\b"
)
# "attracted 15 million users in the quarter", "won 2 million customers"
CLIENTS = re.compile(r"\b(?:users|subscribers|customers|members|clients|accounts|subscriptions)$")
WON = re.compile(
    r"\b(?:attract(?:ed|ing|s)?|won|win|wins|winning|gained|gaining|signed\sup|signing\sup|lured|luring)\s(?:[a-z]+\s){0,2}$"
)
# "the most net additions during the quarter at 4 million"
NET_ADDITIONS = re.compile(
    r"\bnet\s(?:[a-z]+\s)?add(?:ition)?s\b[^.;,\d]{0,70}$"
    r"|\badditions\s(?:(?:in|for|during|of|this|last|next)\s(?:[\w-]+\s){1,3}?)?(?:to\sreach|to\shit|reach(?:ed)?|hit|rose\sto|totall?ed"
    r"|were|was|came\sto|of|at|to)\s(?:[a-z]+\s){0,2}$"
)
THERE_ARE = re.compile(r"\bthere\s(?:are|were|is)\s(?:\w+\s){0,3}$")
LOSS = re.compile(r"^(?:lost|lose|loses|losing)$")  # of money: a net loss, not a change
# Of money: what a sale brought in, and sums beside others: "raised another $70 million"
SUMS = frozenset({"gain of", "another", "additional", "extra", "a further"})
HIRES = re.compile(
    r"^(?:shed|axe|axed|axing|took on|taken on|taking on|hired|hires|hiring|recruited|recruits?|sacked|dismissed)$"
)
FLOW_ZH = re.compile("净流[入出]")  # of people a change; of money a flow that is measured itself, as profit is
# How far two figures, or a plan and what came of it, lie apart.
APART = re.compile(
    r"\b(?:gap|difference)\b[^.;\d]{0,40}?\s(?:was|is|of|at|to)\s(?:\w+\s){0,2}$"
    r"|\b(?:beat|beats|beating|miss(?:ed|es|ing)?|exceed(?:ed|s|ing)?|topp?(?:ed|ing|s)?|surpass(?:ed|es)?|outpac\w+"
    r"|outperform\w*|trail\w*|lead|leads|led|leading)\s(?!by\b)[^.;\d]{1,50}?\sby\s(?:\w+\s){0,3}$"
    r"|[比较][^，。；、,;\d]{1,12}[多少]出?了?$"
    r"|(?:[高低好优逊胜]于|超[出过]?|不及)[^，。；、\d]{0,8}(?:预期|预测|预估)(?:了|约|近)?$"
    r"|(?:差距|差额|相差|差值|价差|时差)[^，。；\d]{0,4}$"
    r"|(?:高出|超出|多出|超过计划|超额完成|超计划|领先|落后)[^，。；\d]{0,8}$"
)
TIMES = frozenset({"s", "ms", "min", "h", "day", "week", "month", "year"})
# "three days early", "a one-year delay"; "cut charging time by five minutes", "saves 20 minutes"
EARLY = re.compile(
    r"^[\s-](?:(?:early|earlier(?!\s(?:this|in|on))|late|later(?!\s(?:this|in|on))|ahead|behind|sooner|longer|shorter"
    r"|faster|slower|more|less)\b"
    r"|(?:\w+\s)?(?:delay|extension|lead|head\sstart|gap|reduction|cut|increase|improvement|postponement)\b)"
)
SHIFTED = re.compile(
    r"\b(?:delay|extend|postpon|shorten|cut|cutting|sav|reduc|lengthen|prolong|trim|shav|add|push|accelerat)\w*\s"
    r"(?:(?!to\b|from\b|with\b|after\b|in\b|for\b|within\b)[\w'’-]+\s){0,5}$"
)
MOVED_ZH = re.compile(
    r"""(?: (?:净|又|再|增|减)?(?:增加|减少|增长|下降|降低|提高|提升|上升|上涨|下跌|下调|上调|缩短|延长|缩减|扩大|回落
          |净增|净减|裁减|增设|提前|延后|推迟|压缩|削减|调低|调高)
      | (?:同比|环比|[比较](?:上年|去年|前年|上月|上个月|上季度?|上一季度?|[上去]?年[初底末]|期初|[一二三四]季度)
          |按[年月季]|同期)
        (?:净|又|再)?(?:增|减|降|涨|跌|多|少) )
      (?:了|约|近|超过?|逾|达|将近|出|幅度)*$""",
    re.VERBOSE,
)
RAISED_ZH = re.compile(
    r"^(?:(?:净|多|少|又|再)?(?:增加|增|多|多出|多了|少|少了|减少|减|提高|提升|上升|下降|降低|增长|新增|扩大|上涨|下跌|回落)(?:了)?)"
    r"(?:约|近|超过?|逾|达|近乎|将近)*$"
)
PLANNED_ZH = re.compile(r"(?:建设|新建|增建|布设)(?:约|近|超过?|不少于|至少|逾|不低于)*$")
BUILT_ZH = re.compile(
    r"(?:建成|建设|开通|投运|落成)(?:了|5g|基站|充电桩|站点|门店|[^，。；、\d]{0,6}?)(?:约|近|超过?|逾|达)*$"
)
SO_FAR_ZH = re.compile(r"累计|已|共|总|截至|现有")
MARGIN, DISTANCE = signal(BY), signal(APART)
WORTH = signal(OF_WORTH)
MOVE, MOVING = signal(WON, MOVED, NET_ADDITIONS, ADDED, FURTHER_THAN, BUILT, MORE_OF), signal(MOVED, NET_ADDITIONS)
MOVING_ZH = signal(MOVED_ZH)


def is_change(scene: Scene, quantity: Quantity) -> bool:
    """Newly built or added in a period, or a difference: 新增10万家, "plans to build 1,000 stations", "rose by 3
    million", "132,000 more than at the end of last year".
    """
    before = scene.before(quantity)
    if quantity.direction and scene.shows(MARGIN) and BY.search(before):
        return True
    if _is_beside_base(scene, quantity) or any(_is_tied(scene, quantity, cue) for cue in scene.section("kinds")):
        return True
    if (scene.shows(DISTANCE) and APART.search(before[-REACH:])) or (
        quantity.unit in TIMES and _is_shifted(scene, quantity, before)
    ):
        return True
    if scene.lang == "zh":
        return _is_moved_zh(scene, quantity, before)
    return (
        _is_moved(scene, quantity, before)
        or _is_put_up_within(scene, quantity, before)
        or _is_base_of_change(scene, quantity)
        or _is_move_of_worth(scene, quantity, before)
        or _is_move_in_points(scene, quantity)
    )


def _is_shifted(scene: Scene, quantity: Quantity, before: str) -> bool:
    """Whether a span of time says how much earlier or shorter: "three days early", "saves 20 minutes"."""
    return EARLY.match(scene.after(quantity)) is not None or SHIFTED.search(before[-REACH:]) is not None


def _is_tied(scene: Scene, quantity: Quantity, cue: Cue) -> bool:
    """Whether a cue of change stands at the number: "net additions of 3 million", 新增3万."""
    if cue.value != "change":
        return False
    gap = scene.folded[cue.end : quantity.start]
    inside = cue.start >= quantity.end and cue.start - quantity.end <= (scene.lang == "en")  # not 三省的新增用户
    ahead = cue.end <= quantity.start and len(gap) <= CHANGE_REACH and not TO_LEVEL.search(gap)
    if gap == SUMMED and scene.folded.startswith("add", cue.start):
        return False
    if not (inside or (ahead and not scene.number_between(cue.end, quantity.start))):
        return False
    return _is_of_stock(scene, quantity, scene.folded[cue.start : cue.end])


def _is_of_stock(scene: Scene, quantity: Quantity, word: str) -> bool:
    """Whether the word changes a stock: not "500 new models on display", not "lost $3 million"."""
    if LOSS.match(word):
        return quantity.unit == "count"
    if word in SUMS and CURRENCY.match(quantity.unit):
        return False
    if HIRES.match(word):
        return quantity.unit == "count"
    if FLOW_ZH.match(word) and CURRENCY.match(quantity.unit):
        return False
    if BUILDS.match(word) and CURRENCY.match(quantity.unit):  # "to build a 7 billion yuan factory"
        return False
    if not NEW.match(word):
        return True
    if THERE_ARE.search(scene.before(quantity)):
        return False
    return STOCKS.search(quantity.noun.lower() if quantity.noun else scene.after(quantity)[:REACH]) is not None


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
    if not scene.shows(MOVE):
        return False
    after = scene.after(quantity)
    if (
        (scene.shows(MOVING) and (MOVED.search(before[-REACH:]) or NET_ADDITIONS.search(before[-REACH:])))
        or ADDED.match(after[:REACH])
        or FURTHER_THAN.match(after[:REACH])
        or (quantity.unit == "count" and _is_more_of_stock(after))
    ):
        return True
    if quantity.unit != "count":
        return False
    if quantity.noun and CLIENTS.search(quantity.noun.lower()) and WON.search(before[-REACH:]):
        return True
    return BUILT.search(before[-REACH:]) is not None and bool(WORKS.match(after))


def _is_more_of_stock(after: str) -> bool:
    """Whether so many come to a stock, or are more than others: "5 more stores", "900 more phones than"."""
    more = MORE_OF.match(after)
    return more is not None and (STOCKS.search(after[:STOCK_REACH]) or BESIDES.search(after[:REACH])) is not None


def _is_put_up_within(scene: Scene, quantity: Quantity, before: str) -> bool:
    """Whether works or watts were put up within a time told behind them: "deployed 5,000 stations during last year"."""
    if quantity.unit in WATTS and (
        INSTALLED_BEHIND.match(scene.after(quantity)) or INSTALLED_BEFORE.search(before[-REACH:])
    ):
        return True
    works = quantity.unit == "count" and WORKS.match(scene.after(quantity))
    if not (works or quantity.unit in WATTS) or not PUT_UP.search(before[-REACH:]):
        return False
    _, end = scene.clause(quantity.start)
    return any(
        quantity.end <= mention.start < min(end, quantity.end + WITHIN_REACH)
        and mention.span is not None
        and mention.span.first is not None
        and mention.gives != "now"
        and not scene.number_between(quantity.end, mention.start)
        for mention in scene.periods
    )


def _is_move_in_points(scene: Scene, quantity: Quantity) -> bool:
    """Whether an index's points tell the move that a percentage told: "fell 1.1 percent, or 24 points"."""
    if not POINTS.match(quantity.noun or quantity.unit):
        return False
    before = next((other for other in reversed(scene.quantities) if other.end <= quantity.start), None)
    if before is None or before.direction is None:
        return False
    return OR_POINTS.fullmatch(scene.folded, before.end, quantity.start) is not None


def _is_base_of_change(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is what an addition before it is compared with: "adds 120,000 stations, up from 30,000"."""
    before = next((other for other in reversed(scene.quantities) if other.end <= quantity.start), None)
    if before is None or before.unit != quantity.unit or before.direction:
        return False
    if quantity.unit != "count" and quantity.unit not in WATTS:
        return False
    beside = any(pattern.fullmatch(scene.folded, before.end, quantity.start) for pattern in (BESIDE_BASE, BESIDE_RIVAL))
    return beside and is_change(scene, before)


def _is_move_of_worth(scene: Scene, quantity: Quantity, before: str) -> bool:
    """Whether a sum is by how much the value of a firm moved: "shed $14 billion in market value"."""
    if not CURRENCY.match(quantity.unit) or not scene.shows(WORTH):
        return False
    return WORTH_MOVED.search(before[-REACH:]) is not None and OF_WORTH.match(scene.after(quantity)) is not None


def _is_moved_zh(scene: Scene, quantity: Quantity, before: str) -> bool:
    """同比增加3000辆, 下调500元; 计划建设1000个 and 去年建成3000个 are added, 累计建设1000个 stands."""
    if scene.shows(MOVING_ZH) and MOVED_ZH.search(before[-REACH:]):
        return True
    if SO_FAR_ZH.search(scene.clause_text(quantity.start)):
        return False
    if PLANNED_ZH.search(before):
        return any(cue.end <= quantity.start and cue.value in FUTURE_CUES for cue in scene.section("modality"))
    return quantity.unit == "count" and BUILT_ZH.search(before[-REACH:]) is not None and _is_within(scene, quantity)


def _is_within(scene: Scene, quantity: Quantity) -> bool:
    """Whether the last time told before the number is a span that what was built falls into."""
    told = [mention for mention in scene.periods if mention.end <= quantity.start and mention.span]
    last = told[-1] if told else None
    return last is not None and last.span is not None and last.span.first is not None and last.gives != "now"
