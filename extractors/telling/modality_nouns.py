"""What names a number itself a forecast or a target: "a target of 5 million", "a 5 percent growth target", "300 stores
will be opened", 15%的上升空间.
"""

from __future__ import annotations

import re

from extractors.owners.forecast_owners import EXPECTED
from extractors.records import Modality, Quantity
from extractors.scenes import Scene
from extractors.telling.modality_cues import CAPEX, CAPEX_PROPER, PAPERS, UNDER_WHICH
from extractors.telling.past_forecasts import HAD_FORECAST, HAD_GIVEN
from extractors.text.signals import signal

REACH = 64
# "its target of", "the goal for the year is", "set a quota of"; "analysts' estimates of", "a forecast for".
TARGET_OF = re.compile(
    r"""\b(?:(?<!price\s)targets?|goals?|quotas?|guidance|budgets?)
        (?:\s(?:for|on)\s(?:[\w-]+\s){1,4}?)?
        \s?(?:of|for|at|is|was|stands\sat|to|to\ssell|to\sbuild|between)?\s
        (?:(?:about|around|some|nearly|almost|over|at\sleast|up\sto|more\sthan|only)\s)?$""",
    re.VERBOSE,
)
FORECAST_OF = re.compile(
    r"""\b(?:forecasts?|projections?|estimations?|estimates|(?:average|mean|median|analysts?['’]?|street)\s(?:\w+\s)?estimate|expectations?|outlook|consensus(?:\sestimate)?|price\stargets?|target\sprices?
          |(?:revenue|rev|sales|earnings|profit|income|eps)\srange
          |f['’]casts?|polls?(?=\sfor\s))
        (?:\s(?:for|on)\s(?:[\w-]+\s){1,4}?)?
        \s?(?:of|for|at|is|was|to)?\s
        (?:an?\s)?(?:(?:about|around|some|nearly|almost|over|at\sleast|up\sto|more\sthan|only)\s)?$""",
    re.VERBOSE,
)
# "The average of 10 estimates compiled by a news agency was for profit of", "consensus was for sales of".
ESTIMATE_WAS_FOR = re.compile(
    r"""\b(?:estimates?|forecasts?|projections?|expectations?|consensus)\s(?:(?:compiled|gathered|polled)\s(?:by|from)\s(?:[\w.-]+\s){1,4})?
        (?:was|were|is|are|had\sbeen|called)\sfor\s(?:[\w-]+\s){1,5}?of\s
        (?:(?:about|around|some|nearly|almost|over|at\sleast|up\sto|more\sthan|only)\s)?$""",
    re.VERBOSE,
)
# What a forecast was revised to: "lowered its estimate for the carrier by 4 percent to".
REVISED_TO = re.compile(
    r"""\b(?:cut|cuts|lower(?:ed|s)?|raise[ds]?|lift(?:ed|s)?|trim(?:med|s)?|reduced?|increased?|upgraded)\s
        (?:its|their|the|his|her)\s(?:[\w'’-]+\s){0,5}?(?:estimates?|projections?|predictions?|forecasts?)\b
        [^;]{0,60}?\sto\s(?:(?:about|around|some|just)\s)?$""",
    re.VERBOSE,
)
# "beat an estimate of 3.1 billion yuan", "above the average view of $2": what a result is compared with.
ESTIMATE_MET = re.compile(
    r"""\b(?:beat|beats|beating|miss(?:ed|es|ing)?|top(?:s|ped|ping)?|exceed\w*|surpass\w*|above|below|short\sof|ahead\sof
          |in\sline\swith|versus|against|compared\s(?:with|to)|than)\s
        (?:(?:[\w'’-]+\s){0,4}?(?:estimate|view|prediction)\s(?:of|for|at)
          | (?:the|an?|its|their)\s(?:estimated|expected|forecast(?:ed)?|projected|predicted|guided))\s$""",
    re.VERBOSE,
)
# "the 4.4 billion yuan average of three analyst estimates", "the $85 million average analyst estimate"
AVERAGE = re.compile(
    r"^[\s-](?:average|mean|median)\s(?:[\w’'-]+\s){0,4}?(?:estimates?|forecasts?|analysts|projections)\b"
)
BEHIND_REACH = 30
CONVERSION = re.compile(r"^\)?(?:\s\([^()]{0,40}\))?")  # "3 billion yuan ($410 million) is expected"
SHARES = re.compile(r"\b(?:shares?|stocks?|rating|broker|brokerage|analysts?)\b")
MONEY = 3  # letters of an ISO 4217 code
# Up to three words of the same noun phrase: "5 percent annual growth target", not "5 million beat its target".
NEAR = (
    r"^(?:\sor\sso)?(?:\s(?!(?:and|or|to|of|in|on|at|that|by|than|its|their|the|an?|above|below|against|versus|vs|have|has|had|is|are|was"
    r"|were|with)\b)"
    r"[\w'’-]+){0,3}?\s"
)
BEHIND_TARGET = re.compile(
    NEAR + r"(?:targets?|goals?|quotas?|plan|plans|pledge|commitment|proposal)\b(?!\s?(?:price|holders?))"
    r"|" + NEAR + r"(?:buy-?backs?|(?:share|stock)\srepurchases?)\b(?!\s(?:was|were|completed|last|in)\b)"
)
BEHIND_FORECAST = re.compile(
    NEAR + r"(?:forecasts?|estimates?|projection|consensus"
    rf"|{HAD_FORECAST}|{HAD_GIVEN}"
    r"|estimated\sby|of\s[\w-]+\s(?:projected|forecast|estimated|budgeted)\s(?:in|by|for)|(?:(?:as|previously|earlier|originally)\s)?(?:expected|projected|predicted|anticipated)"
    r"|(?:scheduled|slated)\s(?:to|for|in|by|on|at|next|this|later|soon)|due\s(?:in|by|on|next|this|later|soon))\b"
)
IS_FORECAST = re.compile(
    r"^(?:\s(?!(?:and|or|that|but|which|who|while)\b)[\w'’-]+){0,6}?\s(?:is|are|was|were)\s(?:now\s)?"
    r"(?:expected|projected|forecast|predicted|anticipated|likely|scheduled|slated|due\s(?:in|by|for|next|on)|looming|in\sprospect|in\sdoubt|at\srisk|at\sstake|under\sthreat)\b"
)
IS_PLANNED = re.compile(
    r"^(?:\s(?!(?:and|or|that|was|were|as|after|when|its|their|his|her|the|an?)\b)[\w'’-]+){0,5}?\s(?:(?:is|are|have\sbeen|has\sbeen)\s)?"
    r"(?:planned|pledged(?!\s(?:[a-z]+\s)?(?:deposits?|shares?|assets?|cash|loans?|securities))|promised|earmarked|proposed|budgeted)\b"
    r"|^(?:\s[\w'’-]+){0,3}?\s(?:(?:that|as)\s)?(?:he|she|it|they|we)\s(?:has|have|had|was|were)\s"
    r"(?:(?:been|originally|initially|previously|earlier|first|once)\s)*(?:planned|pledged|promised|planning|hoped|hoping|aimed|aiming|wanted|targeted|targeting|sought|seeking|set\s(?:itself|themselves)|set\sout)\b"
    r"|^(?:\s(?!(?:and|or|that|as)\b)[\w'’-]+){0,3}?,?\sas\s(?:originally|previously|initially|first|earlier)\s"
    r"(?:planned|intended|targeted|scheduled|envisaged|promised|pledged)\b"
    r"|^(?:\s(?!(?:and|or|that|in|on|of|to)\b)[\w'’-]+){0,4}?\s(?:is\s|are\s)?(?:on\sthe\sway|in\sthe\sworks|in\sthe\spipeline|on\sthe\scards)\b"
)
BEHIND: tuple[tuple[int, re.Pattern[str], Modality], ...] = (
    (signal(BEHIND_FORECAST), BEHIND_FORECAST, "expected"),
    (signal(IS_FORECAST), IS_FORECAST, "expected"),
    (signal(IS_PLANNED), IS_PLANNED, "target"),
    (signal(BEHIND_TARGET), BEHIND_TARGET, "target"),
)
BEHIND_ZH = re.compile(r"^[^，。；、\d]{0,8}?的?(?P<what>目标|预期|上升空间|上行空间|上涨空间|增长空间)")
# What is said of the number's own noun: "100 cities will be covered", "300 stores are to be opened".
# Never the month: "40 robots in May 2024 were sold"
MAY = (
    r"(?<!\bin\s)(?<!\bof\s)(?<!\bby\s)(?<!\bto\s)(?<!\bfor\s)(?<!\band\s)(?<!since\s)(?<!from\s)(?<!until\s)(?<!during\s)"
    r"(?<!last\s)(?<!this\s)may(?!\s\d)"
)
PASSIVE = re.compile(
    r"^(?:\s(?!(?:and|that|which|who|but|while|as|if|said|says)\b)[\w'’-]+){0,7}?\s"
    rf"(?P<verb>will|would|{MAY}|might|could|are\sto|is\sto|to|(?:are|is)\s(?:due|set|expected|scheduled|likely)\sto)\s"
    r"(?:(?:also|soon|then|eventually)\s)?be\s(?P<done>\w+)"
)
ACTIVE = re.compile(
    r"^(?:\s(?!(?:and|that|which|who|but|while|as|if|said|says|it|he|she|they|we)\b)[\w'’-]+){1,4}?\s"
    rf"(?:will|would|{MAY}|might|could|(?:are|is)\s(?:(?:expected|set|due|scheduled|slated|likely)\s)?to)\s(?!have\sbeen)\w+"
)
# "the $857 million midpoint of the range", "the low end of that is 4 billion yuan": of what is forecast
END_OF_RANGE = re.compile(r"^\s(?:[\w-]+\s){0,1}?(?:mid-?point|(?:low|high|top|bottom|upper|lower)\send)\b")
AT_END_OF_RANGE = re.compile(
    r"\b(?:mid-?point|(?:low|high|top|bottom|upper|lower)\s(?:end|side))\sof\s(?:[\w'’-]+\s){1,6}?(?:is|was|at|of)\s(?:[a-z]+\s)?$"
)
# "announced an additional tariff of 10 percent", and what it is on: "of 10 percent on 300 billion dollars of goods"
ANNOUNCES_OF = re.compile(
    r"\b(?:announc(?:e|ed|es|ing)|unveil(?:s|ed|ing)?|approv(?:e|ed|es|ing)|authori[sz](?:e|ed|es|ing))\s(?:an?\s)?(?:(?!divid|loss|profit|net\b|result|revenue|sales|earning)[\w'’-]+\s){0,4}?"
    r"(?:tariffs?|dut(?:y|ies)|investments?|cuts?|increases?|hikes?|reductions?|plans?|fund|package|buybacks?|expansion|levy|surcharge|layoffs|construction)"
    r"\s(?:of|worth|totall?ing)\s(?:(?!profit)[a-z]+\s){0,2}(?:[\d.]+(?:%|\s(?:percent|per\scent|pct))\son\s(?:[a-z]+\s){0,4})?$"
)
LEADS_TO = re.compile(r"\sto\s(?:(?:about|around|nearly|almost|some|over|more\sthan)\s)?")
OF_NOUN = re.compile(r"^\sof\s(?!(?:this|that|these|those|it|them|which)\b)")  # of what is not told yet
# "filed applications with the regulator for 900 masts", "submitted filings on behalf of Acer for 40 satellites"
APPLIED = re.compile(
    r"\b(?:fil(?:ed?|es|ing)|submit(?:s|ted|ting)?|lodg(?:ed?|es|ing)|ma(?:de|kes?|king))\s(?:[\w-]+\s){0,3}?"
    r"(?:applications?|filings?|requests?|petitions?)\s(?:(?!and\b|but\b|which\b|that\b)[\w()-]+\s){0,12}?for\s"
    r"(?:(?:up|to|over|about|around|some|nearly|more|than|at|least|another|an|additional)\s)*$"
)
# "announced a 10 percent price cut"
ANNOUNCED = re.compile(
    r"\b(?:announc(?:e|ed|es|ing)|unveil(?:s|ed|ing)?|approv(?:e|ed|es|ing)|authori[sz](?:e|ed|es|ing)|outlin(?:e|ed|es|ing)|propos(?:e|ed|es|ing))\s"
    r"(?:an?\s)?(?:(?!of\b|to\b|by\b|in\b|with\b|that\b|for\b)[a-z]+\s){0,2}$"
)
# … but no "10 percent on-year rise in its sales": a result is announced when it is there.
CHANGE_AHEAD = re.compile(
    r"^\s(?:(?!profit|revenue|sales|earnings|income)[\w-]+\s){0,2}?"
    r"(?:cut|increase|hike|reduction|rise|investment|plan|layoffs|fund|package|buyback|buy-?back|repurchase|expansion|programme|program"
    r"|project|budget|stimulus|rescue|bailout)\b"
    r"(?!\s(?:in|of)\s(?:[\w'’-]+\s){0,4}?(?:revenues?|sales|turnover|profits?|income|earnings|loss(?:es)?|margins?|shipments|deliveries"
    r"|output|production|orders|users|subscribers|customers|traffic|arpu)\b)"
)
# "cleared a $2 billion plant by Acer"
CLEARED = re.compile(
    r"\b(?:clear(?:s|ed|ing)?|approv(?:e|ed|es|ing)|sanction(?:s|ed|ing)?|green-?l(?:it|ights?|ighted))\s(?:an?\s|another\s|\w+['’]s\s)*$"
)
WORKS_AHEAD = re.compile(
    r"^\s(?:(?!profit|revenue|sales)[\w-]+\s){0,3}?(?:projects?|investments?|plants?|factory|factories|fabs?|facility|facilities|units?|complex"
    r"|ventures?|schemes?|campus)\b"
)
# "broke ground on a site, with an initial investment of"
BREAKS_GROUND = re.compile(
    r"\b(?:br(?:oke|eaks?|eaking)\sground|beg[au]n\s(?:construction|building|work)|start(?:ed|s)?\s(?:construction|building|work))\b"
)
# "The venture, with an investment of 3 billion yuan ($420 million), will be based in": both sums
INVESTED = re.compile(
    r"\bwith\s(?:an?\s)?(?:total\s|planned\s|initial\s|combined\s)*investment\s(?:of|worth)\s(?:[a-z]+\s){0,3}(?:[^,;.()]{1,24}\s\()?$"
)
TO_BE_BUILT = re.compile(r"^(?:\)|\s\([^()]{1,40}\))?,?\s(?:will|is\sto|would)\s")
ACTS = re.compile(
    r"add|cultivat|nurtur|incubat|foster|buil|open|deploy|launch|install|invest|construct|train|creat|establish|set|hir|roll|recruit|spen|cut|lai"
)
# 发行数量不超过3000万股: what a deal in shares may come to at most is still to be done
DEALS_ZH = re.compile(
    r"(?:发行|减持|增持|回购|认购|授予|募集资金|募资)[^，,。；;\d已曾]{0,12}(?:不超过?|不多于|上限为?)$"
)
# 公示中标候选人，甲公司中标份额为40%: not awarded yet
BID_ZH = re.compile(r"(?:中标|份额|报价|投标)(?:[^。；\d]{0,16}|金额[^。；%]{0,4}占[^。；%]{0,24}的)$")
CANDIDATES_ZH, CANDIDATES_REACH = re.compile(r"候选人|候选供应商|拟中标|预中标|拟成交"), 600
AWARDED_ZH = re.compile("中标通知书|正式中标|确认中标|收到中标|签[订署]合同")
# 宣布斥资20亿元投建北桥基地, 投建年产30GWh基地, 25亿元回购计划, 即将启动的25亿元回购: to be done yet
SPENDS_ZH = re.compile(r"(?:斥资|投资|出资|耗资|投入)(?:约|近|逾|超过?|不超过|高达|总额)*$")
BUILDS_ZH = re.compile(
    r"^(?:人民币)?(?:在[^，。；\d]{1,12}?)?(?:投建|投资建设|建设|新建|兴建|扩建|打造)(?!的|了|完成|成)"
)
TO_BUILD_ZH = re.compile(r"(?:投建|拟建|筹建)[^，。；\d]{0,16}$")
DEAL_AHEAD_ZH = re.compile(r"(?:即将|将要)(?:启动|实施|开展|推出|进行|展开)的?(?:约|近|逾|超过?)?$")
DEAL_PLAN_ZH = re.compile(
    r"^的?[^，。；、\d]{0,8}?(?:购回|回购|增持|减持|投资|采购|融资|裁员|扩产|激励|分红|收购|建设|派息|扩建|降本)计划(?!完成|已|实施完|结束|落地)"
)
PAST_ZH = re.compile(r"已|累计|曾|历时|去年|完成|落成|建成")
# 达产后年产能不低于200万台: what a works is planned for
CAPACITY_ZH = re.compile(
    r"(?:达产|投产|建成|完工|落成|满产)(?:投产|达产)?后[，,]?[^，,。；;、\d]{0,10}产能[^，,。；;、\d已曾]{0,8}$"
)
FORWARD_ZH = re.compile(r"^[^，。；、\d]{0,8}?(?P<cue>将(?!近|军)|预计|有望|计划|拟)(?P<verb>[^，。；、\d]{0,10})")
ACTS_ZH = re.compile(r"建|新增|投|开工|打造|部署|上线|改造|开通|引进|培育")
IF_BEHIND = re.compile(r"\b(?:would|could|will|might|may|can)\b")
NOUN_BEFORE = signal(TARGET_OF, FORECAST_OF, ESTIMATE_MET, ESTIMATE_WAS_FOR, REVISED_TO)
ASKS, INVESTING, TO_BE = signal(APPLIED), signal(INVESTED), signal(PASSIVE)
NEWS, RANGE_END = signal(ANNOUNCED, ANNOUNCES_OF, CLEARED), signal(END_OF_RANGE, AT_END_OF_RANGE)
NOUN_BEHIND = signal(AVERAGE, EXPECTED, *(pattern for _, pattern, _ in BEHIND))


def named_modality(scene: Scene, quantity: Quantity, governing: Modality | None) -> Modality | None:
    """What a noun at the number, or what its own noun is said to do, makes of it; None where neither says. `governing`
    is what a cue before it makes of it: "wants half of all cars to be electric" stays what is wanted.
    """
    return _named_zh(scene, quantity) if scene.lang == "zh" else _named_en(scene, quantity, governing)


def _named_en(scene: Scene, quantity: Quantity, governing: Modality | None) -> Modality | None:
    _, end = scene.clause(quantity.end - 1)
    if scene.shows(NOUN_BEFORE) and (found := _noun_before(scene, quantity)):
        return found
    after = scene.folded[quantity.end : end]
    if governing is None and scene.shows(NEWS) and _is_announced(scene.before(quantity)[-REACH:], after):
        return "target"
    if governing is None and scene.shows(ASKS) and _is_asked_for(scene, quantity, after):
        return "target"
    if governing is None and scene.shows(RANGE_END) and _is_end_of_range(scene, quantity):
        return "expected"
    if scene.shows(INVESTING) and _is_invested(scene, quantity):
        return "target"
    behind = _noun_behind(scene, quantity, after) if scene.shows(NOUN_BEHIND) else None
    return behind or _said_of_noun(scene, quantity, after, governing)


def _is_invested(scene: Scene, quantity: Quantity) -> bool:
    """Whether a sum is what works will cost: "with a total investment of $3 billion, will open"."""
    if not INVESTED.search(scene.before(quantity)[-REACH:]):
        return False
    return bool(TO_BE_BUILT.match(scene.after(quantity)) or BREAKS_GROUND.search(scene.before(quantity)))


def _is_announced(before: str, after: str) -> bool:
    """Whether a change of an actor's own is announced: "a 10 percent price cut", "a new tariff of 10 percent"."""
    if ANNOUNCES_OF.search(before) or (CLEARED.search(before) and WORKS_AHEAD.match(after)):
        return True
    return ANNOUNCED.search(before) is not None and CHANGE_AHEAD.match(after) is not None


def _is_asked_for(scene: Scene, quantity: Quantity, after: str) -> bool:
    """Whether somebody has applied for what is counted; papers that were filed are there: "filed 900 patents"."""
    return APPLIED.search(scene.before(quantity)[-2 * REACH :]) is not None and PAPERS.match(after) is None


def _is_end_of_range(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is the middle or an end of a range, which only forecasts have."""
    before = scene.before(quantity)[-REACH:]
    return END_OF_RANGE.match(scene.after(quantity)) is not None or AT_END_OF_RANGE.search(before) is not None


def _noun_behind(scene: Scene, quantity: Quantity, after: str) -> Modality | None:
    """ "a 5 percent growth target", "the 6 percent forecast", "3 billion yuan ($410 million) is expected"."""
    skipped = CONVERSION.match(after)
    near = after[skipped.end() if skipped else 0 :][:REACH]
    start = quantity.end + len(after[: skipped.end() if skipped else 0])
    if AVERAGE.match(after) or EXPECTED.match(after):
        return "expected"
    for sign, pattern, modality in BEHIND:
        match = pattern.match(near) if scene.shows(sign) else None
        if match and not scene.number_between(start, start + match.end()) and not _is_said_of_goals(quantity, near):
            return "expected" if _is_price_target(scene, quantity) else modality
    return None


def _is_price_target(scene: Scene, quantity: Quantity) -> bool:
    """Whether a "target" is a broker's price for a share: "a buy rating with a HK$12 target"."""
    is_money = len(quantity.unit) == MONEY and quantity.unit.isupper()
    return (
        is_money and scene.after(quantity).startswith(" target") and SHARES.search(scene.before(quantity)) is not None
    )


def _noun_before(scene: Scene, quantity: Quantity) -> Modality | None:
    before = scene.before(quantity)[-REACH:]
    is_money = len(quantity.unit) == MONEY and quantity.unit.isupper()
    if target := TARGET_OF.search(before):
        if target.group().startswith("guidance") and not CAPEX.search(scene.clause_text(quantity.start)):
            return "expected"
        return "expected" if is_money and SHARES.search(before) else "target"
    revised = REVISED_TO.search(scene.before(quantity)[-2 * REACH :])
    if revised and " its " in revised[0] and CAPEX_PROPER.search(revised[0]):
        return "target"
    named = any(pattern.search(before) for pattern in (FORECAST_OF, ESTIMATE_MET, ESTIMATE_WAS_FOR))
    return "expected" if revised or named else None


def _is_said_of_goals(quantity: Quantity, after: str) -> bool:
    """Whether goals are what is counted: "scored two goals", "lists five targets"."""
    return quantity.unit == "count" and after.split(maxsplit=1)[0] in {"goals", "goal", "targets", "plans"}


def _holds(scene: Scene, quantity: Quantity, match: re.Match[str] | None) -> bool:
    """Whether the words matched behind the number belong to it: no other number stands between."""
    return match is not None and not scene.number_between(quantity.end, quantity.end + match.end())


def _said_of_noun(scene: Scene, quantity: Quantity, after: str, governing: Modality | None) -> Modality | None:
    """ "300 stores will be opened": target; "100 cities will be covered": expected; "5 percent if …": hypothetical."""
    passive = PASSIVE.match(after) if scene.shows(TO_BE) else None
    wished = governing is not None and passive is not None and passive["verb"] == "to"
    if passive and not wished and _holds(scene, quantity, passive):
        planned = ACTS.match(passive["done"]) or (governing == "target" and _is_laid_out(scene, quantity))
        return "target" if planned else "expected"
    if _is_counted_or_measured(scene, quantity) and _holds(scene, quantity, ACTIVE.match(after)):
        return "expected"
    condition = next(
        (c for c in scene.section("modality") if c.value == "hypothetical" and c.start >= quantity.end), None
    )
    end = _end_of_move(scene, quantity)
    if condition is None or condition.start < end or scene.number_between(end, condition.start):
        return None
    return "hypothetical" if IF_BEHIND.search(scene.before(quantity)) else None


def _end_of_move(scene: Scene, quantity: Quantity) -> int:
    """Where a number ends, with what it leads to: "could double to 9 million if …" is all supposed."""
    following = next((other for other in scene.quantities if other.start >= quantity.end), None)
    leads = following is not None and LEADS_TO.fullmatch(scene.folded, quantity.end, following.start)
    return following.end if following and leads else quantity.end


def _is_counted_or_measured(scene: Scene, quantity: Quantity) -> bool:
    """Whether what "will" happen can be the number's own: not "its $3 billion fund will invest in plants"."""
    is_money = len(quantity.unit) == MONEY and quantity.unit.isupper()
    return not is_money and (quantity.unit == "count" or OF_NOUN.match(scene.after(quantity)) is not None)


def _is_laid_out(scene: Scene, quantity: Quantity) -> bool:
    """Whether a clause tells what a plan consists of: "a plan to reform trade, in which six firms will be merged"."""
    return UNDER_WHICH.search(scene.before(quantity)[-REACH:]) is not None


def _named_zh(scene: Scene, quantity: Quantity) -> Modality | None:
    if quantity.low is None and quantity.high is not None and DEALS_ZH.search(scene.before(quantity)[-REACH:]):
        return "target"
    if BID_ZH.search(scene.before(quantity)[-REACH:]) and _is_of_candidates(scene, quantity):
        return "expected"
    if CAPACITY_ZH.search(scene.before(quantity)[-REACH:]):
        return "target"
    after = scene.after(quantity)[:BEHIND_REACH]
    if _is_to_be_done(scene, quantity, after):
        return "target"
    behind = BEHIND_ZH.match(after)
    if behind:
        return "target" if behind["what"] == "目标" else "expected"
    forward = FORWARD_ZH.match(after)
    if forward is None or (not quantity.noun and quantity.unit != "count"):
        return None
    planned = forward["cue"] in {"计划", "拟"} or ACTS_ZH.search(forward["verb"])
    return "target" if planned else "expected"


def _is_to_be_done(scene: Scene, quantity: Quantity, after: str) -> bool:
    """Whether a sum or a size is that of a deal or works that somebody only announces: 斥资20亿元投建基地."""
    before = scene.before(quantity)[-REACH:]
    if DEAL_AHEAD_ZH.search(before) or DEAL_PLAN_ZH.match(after):
        return not PAST_ZH.search(scene.folded, scene.clause(quantity.start)[0], quantity.start)
    works = TO_BUILD_ZH.search(before) or (SPENDS_ZH.search(before) and BUILDS_ZH.match(after))
    return bool(works) and not PAST_ZH.search(scene.clause_text(quantity.start))


def _is_of_candidates(scene: Scene, quantity: Quantity) -> bool:
    """Whether a tender has candidates only, as the sentence or one not far before it says."""
    start = max(0, scene.sentence.start - CANDIDATES_REACH)
    found = CANDIDATES_ZH.search(scene.folded, start, quantity.start)
    return found is not None and AWARDED_ZH.search(scene.folded, found.end(), quantity.start) is None
