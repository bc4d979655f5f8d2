"""What stays a fact beside any plan or forecast: where a move starts, what is named as known, an agreed or posted
price, the revision of a forecast, the parts of a plan.
"""

from __future__ import annotations

import re

from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.telling.deals import FEE
from extractors.telling.past_forecasts import HAD_FORECAST, HAD_GIVEN
from extractors.text.signals import signal

REACH = 72
BASE_REACH = 56  # characters of "compared with an unaudited net profit of about"
FROM = re.compile(
    r"(?:\bfrom|\bversus|\bvs\.?|compared with|compared to|\bagainst|\bthan|较|比|自|从|由)\s*(?:the\s|a\s|about\s"
    r"|its\s|their\s|his\s|around\s|nearly\s|some\s|just\s|only\s"
    r"|(?:an?\s)?(?:[a-z]+\s){0,2}(?:profit|loss|income|surplus|deficit|total|average|figure|gain|level|base|peak|low|high|net)\sof\s"
    r"|约|近|去年同?期?的?|上年同?期?的?|目前的?|现在的?|现有的?|\d{2,4}年[末底]?的?)*$"
)
# "compared with the 64 billion yuan average of five analyst estimates", "than the 34 percent that analysts expected"
SOMEONES_GUESS = re.compile(
    r"[\s-](?:average|mean|median|consensus)\b(?!\srevenue)|\s(?:[a-z]+\s){0,2}?estimated\sby\b"
    r"|\s(?:[\w-]+\s){0,3}?(?:(?:previously|originally|earlier|first|initially)\s)?"
    r"(?:expected|anticipated|projected|forecast|predicted)\s(?:by|in|for)\b"
    r"|\s(?:[\w-]+\s){0,2}?(?:that\s)?(?:the\s)?(?:[a-z][\w.&-]*\s){1,3}(?:had|has)\s(?:(?:previously|originally|earlier|first|initially)\s)?"
    r"(?:expected|anticipated|projected|forecast|predicted|guided)\b"
    r"|\s(?:[\w-]+\s){0,2}?(?:that\s)?(?:(?:most|many|some)\s)?(?:(?:outside|market|industry)\s)?"
    r"(?:analysts|economists|brokers|observers|experts|investors|traders|wall\sstreet|the\smarkets?)\s(?:had\s)?\w+"
    rf"|\s(?:[\w-]+\s){{0,2}}?(?:{HAD_FORECAST}|{HAD_GIVEN})"
    r"|\s(?:of\s[\w-]+\s)?(?:projected|forecast|predicted|estimated|budgeted|pencilled\sin)\s(?:in|by|for|at|earlier|previously)\b"
)
FIRST_PLANNED = re.compile(  # "compared with $9 billion originally planned"
    r"\s(?:units\s)?(?:(?:originally|previously|initially|first|earlier)\s)?(?:expected|planned|forecast|targeted|guided|projected|budgeted)\b"
)
RANGES = re.compile(r"\brang(?:e|es|ed|ing)\s(?:[\w-]+\s){0,2}?from\s$")  # "will range from 61,000 to 63,000"
BOUND = re.compile(r"(?:more|less|fewer|greater|higher|lower|rather|other) than$")  # a comparator, not a comparison
# "expects to surpass the roughly 87,000 cars handed over a year ago": what was is to be beaten
BEATS = re.compile(
    r"\b(?:surpass|exceed|beat|top|pass|match|overtake|outdo|repeat|eclips|better)(?:es|s|ed|ing|e)?\s(?:the|its|their|last\s[a-z]+['’]s)\s"
    r"(?:(?:record|roughly|about|around|nearly|some|more\sthan|previous)\s)*$"
)
BEATEN = re.compile(
    r"(?:\s[\w-]+){0,9}?\s(?:a\syear\s(?:ago|earlier|before)|last\s(?:year|quarter|month)|in\s(?:the\s)?(?:20|19)\d\d)\b"
)
# What a forecast was before: "raised its forecast to 1.2 million from 1.1 million", 将目标价由8港元.
REVISED_FROM = re.compile(
    r"\b(?:cut|cuts|lower(?:ed|s)?|raise[ds]?|lift(?:ed|s)?|trim(?:med|s)?|slash(?:ed|es)?|revised|boosted|reduced|pared|upped|hiked|narrowed|widened|(?:up|down)graded)\s"
    r"(?:[\w'’-]+\s){0,8}?(?:forecasts?|projections?|predictions?|targets?|target\sprices?|guidance|outlook|estimates?|plans?|budgets?)\b(?:[^.;]|\.\d)*\bfrom\s(?:(?:the|an?|its)\s)?(?:(?:earlier|previous|prior|initial)\s)?$"
    r"|(?:目标价?|预测|预期|指引)[^，。；]{0,8}[由从]$"
)
TO_NUMBER = re.compile(r"^[^.;。；]{0,48}?(?:\bto\s|至|到)(?:[a-z]+\s){0,4}$")  # "from 20,000 units to 40,000"
BACK_FROM = re.compile(r"(?:\s[\w-]+){0,3}?\sfrom\s(?:(?:about|around|nearly|some|just|only|the|its|current)\s)*$")
# A number that is named as known: "its current 14 plants", "China's three carriers will …", 这三家公司将….
DEFINITE = re.compile(
    r"(?:\b(?:the|its|their|his|her|our|your|[\w.&-]+['’]s)\s(?:(?:current|existing|present|other|remaining)\s)?"
    r"|(?:这|该|上述|其|此次|本次)$)$"
)
# "will cut 5 percent of its global workforce of about 9,000": who works there already
STAFF_OF = re.compile(
    r"\b(?:its|their|our|[\w.&-]+['’]s)\s(?!(?:planned|future|eventual|target|targeted)\s)(?:[a-z][\w-]*\s){0,2}?"
    r"(?:workforce|staff|headcount|payroll)\sof\s(?:(?:about|around|roughly|nearly|almost|some|over|more\sthan|approximately)\s)*$"
)
REACHES = re.compile(
    r"\b(?:reach|reaches|reaching|hit|hits|hitting|exceed|pass|cross|top|surpass|approach|break|meet|(?<!adding\s)(?<!added\s)(?<!addition\s)to"
    r"|achieve|attain)\s(?:the|its|their)\s$"
)
PRESENT_BEHIND = re.compile(
    r"^(?:\s[\w'’-]+){0,3}?\s(?:it|they)\s(?:already|now|currently)?\s?(?:has|have|runs?|owns?|operates?)\b(?!\s(?:promised|pledged|planned))"
)
PLANNED = re.compile(
    r"\b(?:target|goal|quota|plan(?!\sto)|forecast|planned|promised|pledged|proposed|expected|budget|hop(?:ed|ing)|aim(?:ed|ing)|targeted|wanted|sought)\b"
)
# The revision of a forecast is done: "cut its forecast by 5 percent", 将目标价上调5%.
REVISED = re.compile(
    r"""(?: \b(?:cut|cuts|lower(?:ed|s)?|raise[ds]?|lift(?:ed|s)?|trim(?:med|s)?|slash(?:ed|es)?|revised|boosted
              |upgraded|increased|reduced?)\s
            (?:its|their|the|his|her|a)?\s?(?:[\w'’-]+\s){0,5}?
            (?:forecasts?|targets?|guidance|outlook|estimates?|projections?|predictions?|budgets?)\b[^.;]{0,60}?
            \sby\s(?:\w+\s){0,2}$
        | \b(?:forecasts?|targets?|guidance|outlook|estimates?|projections?|predictions?)\b[^.;]{0,60}?
            \s(?:was|were|been)\s(?:cut|lowered|raised|lifted|trimmed|slashed|boosted|reduced|increased|revised\s\w+)
            \sby\s(?:\w+\s){0,2}$
        | (?:预测|预期|目标价|预估|指引|目标)[^，。；\d]{0,6}?(?:上调|下调|调[高低升降]|提高|降低)
            (?:了|约|近|分别|各|\d[\d.]{0,5}%(?:[、及和与]|以及))*$
        | (?:上调|下调|调[高低升降])(?:20\d\d|[^，。；\d]){0,16}?(?:预测|预期|目标价|预估|指引|目标)(?:了|约|近)*$ )""",
    re.VERBOSE,
)
OF_TARGET_ZH = re.compile(r"完成[^，。；]{0,12}?(?:目标|计划|任务)的$")
# By how much a plan was missed or beaten: "missed its target of 1 million by 50,000".
MISSED = re.compile(
    r"\b(?:miss(?:ed|es)|beat|beats|exceeded|exceeds|topped|surpassed|trailed)\s(?:[^.;]|\.\d){1,60}?\sby\s(?:\w+\s){0,3}$"
)
# What the news did to the shares: "forecast a loss, sending its shares down 11 percent".
SHARES_SENT = re.compile(
    r"\b(?:sending|pushing|driving|knocking|lifting|dragging|sent|pushed|drove|knocked|lifted|dragged)\s"
    r"(?:(?!(?:target|targets|forecast|forecasts|estimate|guidance|rating|price|stake|holding)\b)[\w'’-]+\s){0,6}?"
    r"(?:shares|stock)\b[^,;.]{0,30}$"
)
# "triggering a 16 percent drop in its stock price"
MOVED_SHARES = re.compile(
    r"\b(?:trigger|caus|spark|prompt|wip|lead|follow|suffer|rais|show|see|saw|mark|amid|despite|after|with)(?:e|ed|es|ing|ing\sto)?\s"
    r"an?\s(?:(?:about|nearly|more\sthan|record|further)\s)*$"
)
FALL_OF = re.compile(
    r"\ban?\s(?:drop|fall|decline|slide|slump|plunge|tumble|rise|gain|jump|surge|rally|loss)\sof\s(?:[a-z]+\s){0,2}$"
)
OF_SHARES = re.compile(r"^\sin\s(?:[\w.&’'-]+\s){1,4}?(?:shares?|stock)\b")
IN_SHARES = re.compile(
    r"^\s(?:drop|fall|decline|slide|slump|plunge|tumble|rise|gain|jump|surge|rally|increase)\sin\s(?:[\w.&’'-]+\s){1,4}?"
    r"(?:shares?|stock)\b"
)
# "around $9 billion first planned and $8.3 billion spent last year"; "a tenth of the 12 million units it sold"
DONE_BEHIND = re.compile(
    r"^(?:\s(?:units|cars|vehicles|phones|robots|handsets|people|users|customers|stations|stores|jobs|workers))?\s(?:that\s|which\s)?"
    r"(?:it|they|he|she|we|the\s(?:company|firm|group|carrier|operator|maker|automaker|carmaker|chipmaker|start-?up|vendor"
    r"|country|city|industry))\s(?:spent|invested|sold|shipped|delivered|produced|made|built|earned|posted|recorded|reported"
    r"|paid|raised|had|employed|lost|won|bought|took|opened|installed|got|received)\b"
    r"(?!\s(?:(?:previously|originally|earlier|initially)\s)?(?:expected|planned|forecast|predicted|projected|guided|targeted|hoped|been"
    r"|aimed|set|hoping|aiming))|"
    r"^\s(?:that\s)?(?:(?:it|they|he|she|we)\s)?(?:spent|invested|sold|shipped|delivered|produced|built|earned|posted|recorded"
    r"|reported|paid|raised)\s(?:in\s)?(?:last\s|the\s(?:year|quarter|month)\s(?:before|earlier)|the\s(?:previous|prior|first|second|third)\s|a\syear\s)"
)
# How much sooner a plan was met: "achieving its target three years ahead of schedule".
MET = re.compile(
    r"\b(?:achiev(?:ed|ing)|reach(?:ed|ing)|met|meeting|hit|hitting|fulfill?(?:ed|ing)|complet(?:ed|ing))\s"
    r"(?:[\w'’-]+\s){0,4}?(?:targets?|goals?|quotas?|plans?)\s$"
)
AHEAD = re.compile(r"^\s(?:ahead|early|earlier|late|sooner)\b")
# Who was asked: "a survey of 400 firms"
ASKED = re.compile(
    r"\b(?:surveys?|polls?|stud(?:y|ies)|sample|samples|panel|interviews?|questionnaires?|responses)\s(?:of|among|with|from)\s"
    r"(?:(?:about|around|some|nearly|almost|over|more\sthan|at\sleast|the)\s)*$"
    r"|\b(?:polled|surveyed|interviewed)\s(?:(?:about|around|some|nearly|almost|over|more\sthan|at\sleast)\s)*$"
)
# Where a number begins its clause and a finished verb follows: "; 12,000 have come in so far"
OPENS = re.compile(
    r"^[\s,;–—-]*(?:(?:and|but|while|about|around|some|nearly|almost|over|more|than|only|just|at|least|already)\s)*$"
)
NOT_DONE = (
    r"(?!(?:to|be|expected|forecast|planned|due|set|projected|scheduled|slated|proposed|targeted|promised|pledged|earmarked"
    r"|likely|at|needed|required|predicted)\b)"
)
FINISHED = re.compile(
    rf"""^(?:\s(?!(?:that|which|who|and|or|as|if|to|for|by|will|would|a|an|the)\b)[\w'’-]+){{0,3}}?\s
    (?: (?:have|has)\s(?:already\s|so\sfar\s|now\s)?(?:been\s{NOT_DONE}|(?!been\b){NOT_DONE})\w+
      | (?:were|was)\s(?:already\s)?{NOT_DONE}\w+
      | are\s(?:already|now|currently)\b )""",
    re.VERBOSE,
)
MONEY = 3  # letters of an ISO 4217 code
SOLD_WORTH = re.compile(r"\bagree[ds]?\sto\s(?:sell|buy|acquire|purchase)\s(?:[a-z]+\s){0,3}$")
WORTH = re.compile(r"^\sworth\sof\b")
OFFERS = re.compile(
    r"\b(?:offer(?:s|ed|ing)?|allot(?:s|ted|ting)?|plac(?:es|ed|ing)|issu(?:es|ed|ing)|agreed\sto\s\w+)\s(?:[^.;]|\.\d){0,40}$"
)
A_SHARE = re.compile(r"^[^.;]{0,50}?\s(?:per|a|each|every)\s(?:[\w'’-]+\s){0,2}?share\b")
# "shareholders will receive $90 in cash", "can choose between $90 a share and …": what is offered
RECEIVES = re.compile(r"\b(?:receive|get|choose\sbetween|be\spaid|take)\s$")
IN_CASH = re.compile(r"^\s(?:in\scash|apiece|per\sshare|a\sshare|for\s(?:each|every)\b|worth\sof\s\w+\sshares)")
PREMIUM = re.compile(r"^\s(?:premium|discount)\s(?:on|to|over)\b")  # of an offer: its price is named
AGREED = re.compile(
    r"^[\s-]+(?:\w+\s){0,2}?(?:deal|takeover|buyout|acquisition|contract|bid|merger|offer|prize|award)\b"
)
POSTED = re.compile(
    r"""(?: \bin\s(?:an?|the)\s(?:[\w-]+\s){0,4}?(?:deal|transaction|takeover|acquisition|merger)\s(?:worth|valued\sat)
            \s(?:[a-z]+\s){0,2}$
        | \bclos(?:ing|ed)\s(?:[\w-]+\s){0,2}?(?:of|at)\s$
        | \b(?:priced|prices?|retails?|retailing|starts?|starting|sells?|selling
              |on\ssale(?:\s(?:in|on|from|later)\s[\w\s]{2,24}?)?
              |go(?:es)?\son\ssale|available)\s
            (?:at|from|for)\s(?:[a-z]+\s){0,2}$
        | (?:售价|发行价|发售价|招股价|定价|起售价|报价|零售价|到手价)(?:仅|低至|为|定为|仅为|是)*$ )""",
    re.VERBOSE,
)
BOUGHT = re.compile(
    r"""\b(?:buy|buys|buying|acquire|acquires|acquired|acquiring|take\sover|takeover\sof|purchase)\b
        [^;]{0,120}?\s(?:for|(?<!valued\s)at|(?<!be\s)worth)\s(?:[a-z]+\s){0,3}$
      | \bagree[ds]?\sto\s(?:sell|divest|dispose\sof)\b[^.;]{0,60}?\s(?:for|at)\s(?:[a-z]+\s){0,3}$
      | \bpay\s(?:[a-z]+\s){0,3}$""",
    re.VERBOSE,
)
# A dividend that a board has declared: 拟派发末期股息每股0.2元; 预计派息 is not declared.
DIVIDEND_ZH = re.compile(
    r"(?<!预计)(?<!预期)(?:派发|派息|分红|股息|红利|股利)[^，。；\d]{0,14}?(?:每(?:10|十)?股(?:派发?)?)?[^，。；\d]{0,6}$"
)
A_SHARE_ZH, AT_PRICE_ZH = re.compile(r"[以按]每股$"), re.compile(r"^的?(?:价格|配售价|发行价|认购价)")  # offered at it
PLANS_TO_BUY = re.compile(
    r"\b(?:talks|considering|mulling|weighing|discuss(?:ing|ed)|plan|plans|planned|aims?|wants?|hopes?|seeks?|budget|intends?|expect(?:s|ed)?)\b"
)
# What a plan consists of, and what is written about it, is there already.
PARTS = re.compile(
    r"""^(?:\s(?:[\w-]+)){0,2}?\s(?:measures|priorities|steps|pillars|principles|guidelines|recommendations|proposals|articles
          |tasks|areas|categories|reasons|questions|aspects|stages|phases|scenarios|goals|targets|objectives|initiatives
          |documents|bills|options|factors|ways)\b
      | ^(?:项|大|个|条|方面)?[^，。；、\d]{0,4}?(?:措施|任务|原则|方面|问题|建议|举措|要求|意见|阶段|步骤|方向|原因
          |情况|因素|重点|目标|行动|工程|观点|假设)""",
    re.VERBOSE,
)
LISTED = re.compile(
    r"\b(?:lists?|listed|includes?|included|sets?\sout|identif(?:y|ies|ied)|outlin(?:es|ed)|contains?|proposes?|proposed"
    r"|unveiled|introduced|in)\s(?:\w+\s)?$|^\W*$|(?:提出|明确|部署|列出|包括|确定|分为|围绕|聚焦|从)(?:了|的|以下|这|如下)*$"
)
# 有155家公司预计净利润增长: those who forecast are counted; 300家企业将参展 is still to come
FORECASTERS_ZH = re.compile(
    r"^的?(?:a股)?(?:上市)?(?:公司|企业|券商|机构|银行|厂商|房企|车企)?[^，。；、\d]{0,4}?(?:预计|预告|预增|预减|预喜|预亏|公布|披露|发布|计划|拟|上调|下调)"
    r"[^，。；\d]{0,12}?(?:净利|营收|利润|业绩|亏损|盈利|收入|报|分红|回购|[增减]持)"
)
STAKE = re.compile(r"^\s(?:[\w-]+\s)?(?:stake|shareholding|holding|interest)\b")
STAKE_HELD = re.compile(r"(?:所持|持有|现有)[^，。；\d]{0,6}$")
SPEC = re.compile(r"\b(?:with|featur(?:es|ing)|equipped\swith|has|packs|carries)\s(?:an?\s|the\s)?$")
SPEC_UNITS = frozenset(
    [
        "mm",
        "cm",
        "in",
        "kg",
        "g",
        "lb",
        "mAh",
        "Hz",
        "kHz",
        "MHz",
        "GHz",
        "h",
        "min",
        "MP",
        "GB",
        "TB",
        "DoF",
        "nm",
        "W",
        "hp",
    ]
)
CAPACITY_ZH = re.compile(
    r"(?:续航|时速|速度|负载|载重|重量|身高|精度|续航里程|续航时间)[^，。；\d]{0,4}(?:可达|达|可达到)?$"
)
COMPARISON, REVISION, ASKING, RECORD = signal(FROM), signal(REVISED_FROM), signal(ASKED), signal(BEATS)
REVISING, MEETING, OFFERING = signal(REVISED), signal(MET), signal(OFFERS)
SETTLED = tuple((signal(pattern), pattern) for pattern in (REVISED, OF_TARGET_ZH, MISSED, SHARES_SENT))
DEAL = signal(AGREED, POSTED, RECEIVES, DIVIDEND_ZH, A_SHARE_ZH, SOLD_WORTH, BOUGHT)


def is_baseline(scene: Scene, quantity: Quantity, *, ahead: bool) -> bool:
    """Whether the number is what another is compared with: "up from 9 million", "from 20,000 units to 40,000"."""
    before = scene.before(quantity)[-BASE_REACH:]
    if scene.shows(RECORD) and BEATS.search(before) and BEATEN.match(scene.after(quantity)):
        return True
    if not scene.shows(COMPARISON):
        return False
    if not FROM.search(before) or BOUND.search(before.rstrip()) or RANGES.search(before):
        return False
    if is_revised_from(scene, quantity) or any(
        pattern.match(scene.folded, quantity.end) for pattern in (SOMEONES_GUESS, FIRST_PLANNED)
    ):
        return False
    return not ahead or _leads_on(scene, quantity) or _comes_from(scene, quantity)


def is_revised_from(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is what a forecast was before: "cut its 2025 forecast to 1.1 million from 1.2 million"."""
    return scene.shows(REVISION) and REVISED_FROM.search(scene.before(quantity)[-2 * REACH :]) is not None


def _leads_on(scene: Scene, quantity: Quantity) -> bool:
    """Whether "to" and another number follow."""
    following = next((other for other in scene.quantities if other.start >= quantity.end), None)
    return following is not None and TO_NUMBER.match(scene.folded[quantity.end : following.start]) is not None


def _comes_from(scene: Scene, quantity: Quantity) -> bool:
    """Whether another number of the unit and "from" stand right before: "to 1.2 million users from 1 million"."""
    before = next((other for other in reversed(scene.quantities) if other.end <= quantity.start), None)
    if before is None or before.unit != quantity.unit:
        return False
    return BACK_FROM.match(scene.folded, before.end, quantity.start) is not None


def is_revision(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is by how much a forecast was changed: "cut its forecast by 5 percent"."""
    return scene.shows(REVISING) and REVISED.search(scene.before(quantity)[-2 * REACH :]) is not None


def is_standing_fact(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number holds whatever is planned around it."""
    before, after = scene.before(quantity)[-2 * REACH :], scene.after(quantity)[:REACH]
    if _is_settled(scene, before, after):
        return True
    if DONE_BEHIND.match(after) or _is_finished(scene, quantity) or (scene.shows(ASKING) and ASKED.search(before)):
        return True
    if scene.shows(OFFERING) and OFFERS.search(before) and A_SHARE.match(after):
        return True
    if len(quantity.unit) == MONEY and quantity.unit.isupper():
        return scene.shows(DEAL) and _is_settled_price(before, after)
    if quantity.unit == "count":
        return _is_known(before, after) or _is_part_of_plan(before, after) or STAFF_OF.search(before) is not None
    if quantity.unit == "percent":
        if (
            PREMIUM.match(after)
            or (IN_SHARES.match(after) and MOVED_SHARES.search(before))
            or (OF_SHARES.match(after) and FALL_OF.search(before))
        ):
            return True
        return bool(STAKE_HELD.search(before) or PRESENT_BEHIND.match(after)) or (
            STAKE.match(after) is not None and DEFINITE.search(before) is not None
        )
    return quantity.unit in SPEC_UNITS and bool(SPEC.search(before) or CAPACITY_ZH.search(before))


def _is_finished(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is the subject of its clause and the verb tells what is done: "; 12,000 have come in"."""
    opening = scene.folded[scene.clause(quantity.start)[0] : quantity.start]
    return OPENS.match(opening) is not None and FINISHED.match(scene.after(quantity)) is not None


def _is_settled(scene: Scene, before: str, after: str) -> bool:
    """What is done or known of a plan: that it was revised, missed, or met ahead of its time."""
    if any(scene.shows(sign) and pattern.search(before) for sign, pattern in SETTLED):
        return True
    return scene.shows(MEETING) and MET.search(before) is not None and AHEAD.match(after) is not None


def _is_settled_price(before: str, after: str) -> bool:
    """A price that is agreed, offered or posted: "to buy it for $2 billion", "will start at $799", 售价9.9万元."""
    if RECEIVES.search(before) and IN_CASH.match(after):
        return True
    if AGREED.match(after) or POSTED.search(before):
        return True
    if DIVIDEND_ZH.search(before) or (A_SHARE_ZH.search(before) and AT_PRICE_ZH.match(after)):
        return True
    if SOLD_WORTH.search(before) and WORTH.match(after):
        return True
    return BOUGHT.search(before) is not None and not PLANS_TO_BUY.search(before) and not FEE.match(after)


def _is_known(before: str, after: str) -> bool:
    """Whether the things counted are named as known: "the five firms will …", but not "reach the 5 million mark"."""
    named = PRESENT_BEHIND.match(after) or FORECASTERS_ZH.match(after)
    if not named and (not DEFINITE.search(before) or REACHES.search(before) or PLANNED.search(after[:32])):
        return False
    return SOMEONES_GUESS.match(after) is None


def _is_part_of_plan(before: str, after: str) -> bool:
    """Whether the parts of a plan are counted: "lists 12 measures", 提出五项重点任务."""
    return PARTS.match(after) is not None and LISTED.search(before) is not None
