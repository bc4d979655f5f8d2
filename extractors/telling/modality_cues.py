"""Cues of what is to come: which of them stand for it, how far they reach, whether they mean a plan or a forecast.

"will" and 将 are a target before an act of the subject ("the city will build") and a forecast before an outcome ("sales
will reach"), for a thing that does not act by itself ("the plant will employ") and under a forecaster's verb ("projects
that the tax will cut …"). Under a plan ("under the blueprint, …") they state the plan.
"""

from __future__ import annotations

import re

from extractors.quick_records import replace
from extractors.records import Modality, Quantity
from extractors.scenes import BULLETS, Scene
from extractors.telling.commands import COMMANDS, commands
from extractors.telling.modality_ends import MODALS, is_ended
from extractors.telling.policies import is_policy
from extractors.text.cues import EXPECTATIONS, Cue, is_held_against
from extractors.times.time_frames import TimeFrame

# What the values of the section `modality` stand for: a forecaster and an estimate forecast, a paper plans.
MEANS: dict[str, Modality] = {
    "hypothetical": "hypothetical",
    "target": "target",
    "paper": "target",
    "expected": "expected",
    "forecaster": "expected",
    "estimate": "expected",
}
FUTURE = frozenset(
    {"will", "'ll", "’ll", "would", "is to", "are to", "shall", "going to", "set to", "scheduled to", "slated to", "to"}
)
PROJECTS = "projects"  # a verb only right behind a name: "Omdia projects 100,000 units"
NO_PLANS = re.compile(r"(?:5g|4g|data|service|price|pricing|phone|unlimited|tariff|payment|health|pension)\s$")
DONE_BEFORE = re.compile(r"(?:已|已经|累计|业已|共)$")
ASKED = re.compile(r"\b(?:ask(?:ed|s)?|see|know|wonder(?:ed)?|as|determine|check|clear|sure)\s$")
LOOKS = re.compile(  # "if we look at the quarter, sales rose" supposes nothing
    r"\s(?:you|we|one)\s(?:[a-z]+ly\s|just\s|only\s|also\s)?"
    r"(?:looks?|compares?|considers?|adds?|includes?|excludes?|counts?|strips?|takes?\sout|leaves?\sout|factors?|combines?)\b"
)
# What would have come about: "sales would have dropped"; "would have 40 million users" may come.
UNREAL = re.compile(
    r"(?:would|could|might)\s(?:not\s)?have\s(?:\w+(?:ed|en|own)|been|cost|made|come|had|gone|lost|sold|led|hit|cut)\b"
)
SHOULD = "should"
SHOULD_HAVE = re.compile(
    r"\shave\s(?:\w+(?:ed|en|own)|been|cost|made|come|had|gone|lost|sold|brought|left)\b"
)  # has, as it seems
# What is asked for is planned, but papers that are filed are there: "applied for 900 patents"
REQUEST = re.compile(r"(?:appl|fil|request|ask|petition)")
PAPERS = re.compile(r"\s(?:[\w-]+\s){0,4}?(?:patents?|trademarks?|copyrights?|licen[cs]es|visas?|jobs?)\b")
# "profit should rise 5 percent", of whatever: what should only move so is foreseen
SHOULD_MOVE = re.compile(
    r"\s(?:\w+ly\s|also\s|still\s)?(?:rise|grow|increase|fall|decline|drop|climb|improve|expand|shrink|jump|surge|slow|recover|ease)\s"
    r"(?:by\s|to\s|between\s|at\sleast\s|about\s|around\s|some\s|nearly\s|roughly\s|over\s|more\sthan\s|another\s|up\sto\s|an?\s)*[\d$€£¥]"
)
# "filed for bankruptcy with 400 million of debts": what a firm owes is not asked for
SHELTER = re.compile(
    r"\s(?:(?:for|its|a|court|creditor|voluntary|self-declared)\s)*(?:bankruptcy|insolvency|creditors?['’]?|protection|chapter\s\d+"
    r"|administration|receivership|liquidation|rehabilitation|reorgani[sz]ation|court)\b"
)
WILL = "will"
ACTOR_REACH = 24
ACTOR = re.compile(
    r"\b(?:city|province|county|country|region|zone|district|government|authorities|ministry|company|group|carrier|operator"
    r"|firm|maker|it|they|we)\s(?:(?:also|then)\s)?$"
)
GOING_TO = "going to"  # "57 percent of the tender going to the company" is no future
TOWARDS = re.compile(r"\s(?:the|an?|its|their|his|her|our|each|some|\d)\b")
# What a government will grant is its policy: "there will be subsidies of up to", "will be eligible for grants of"
SUBSIDIES = re.compile(
    r"\s(?:be|receive|get|enjoy)\s(?:[a-z-]+\s){0,5}?(?:subsid(?:y|ies)|grants?|rewards?|allowances?|tax\sbreaks?|bonus(?:es)?|rebates?"
    r"|compensation|refunds?|vouchers?|discounts?)\s(?:of|worth)\s"
)
HAS_CAPACITY = re.compile(  # what a plant is built for: "will have an annual production capacity of"
    r"\s(?:eventually\s|initially\s)?(?:have|boast|come\swith)\s(?:[\w-]+\s){0,5}?capacity\sof\s"
)
IN_USE = re.compile(
    r"(?:已|正式|日前|近日|今日|昨日|去年)[^。；]{0,10}?(?:投产|建成|投用|投运|竣工|启用|落成|交付使用)"
)
# What does not act by itself: 市场规模将实现5000亿元 is a forecast, 公司将实现 a plan.
THING_ZH = re.compile(
    r"(?:产值|收入|营收|利润|规模|销量|出货量?|需求|市场|行业|产业|用户数?|渗透率|占比|份额|产量|保有量|价格|成本"
    r"|销售额|数量|总量|流量|密度)(?:预计|有望|也|都|均|或|年均|每年|同比)*$"
)
YIELDS, WORKS = (
    "将实现",
    ("项目", "工程", "基地", "工厂", "产线"),
)  # what a work yields is forecast: 项目将实现年收入3亿元
WHOLES = frozenset({"总投资", "总预算", "投资预算"})
MONEY = 3  # letters of an ISO 4217 code
# 主要建成, 需要建设 plan nothing; 还要新建 does.
WISH = "要"
NO_WISH = frozenset("主需重必只若想摘")
# 完成定向增发，募集资金17亿元: the money of an issue that is done
RAISED = frozenset({"募资", "募集资金"})
COMPLETED = re.compile("完成|成功(?:发行|上市|登陆|挂牌)|已发行|已上市|到位|实际|净额")
PLANNED_ISSUE = re.compile("拟|计划|将|预计|待|尚未")
# A target that a result is held against governs only its own number: "short of its target of 10,000, building …".
HELD_AGAINST = re.compile(
    r"\b(?:miss(?:ed|es|ing)|short\sof|exceed(?:ed|s|ing)|beat|beats|beating|topp(?:ed|ing)|surpass(?:ed|es|ing)|met|reached|hit"
    r"|achiev(?:ed|ing)|above|below|ahead\sof|compared\s(?:with|to)|versus|against)\s(?:(?!to\b)[\w'’-]+\s){0,5}$"
)
TARGET_NOUNS = frozenset(
    {"target", "targets", "goal", "goals", "quota", "guidance", "forecast", "forecasts", "outlook", "consensus"}
)
# An outcome that somebody brings about: "will increase its network budget by", but not "will increase slightly to".
BRINGS_ABOUT = re.compile(
    r"(?:increase|grow|drop)\s(?!by\b|to\b|from\b|in\b|at\b|again\b|further\b|year\b|another\b|more\b|about\b|\w+ly\b|\d|[$€£¥])"
    r"(?:[a-z][\w'’-]*\s){1,5}?(?:by|to|from)\s"
)
SELLS_OFF = re.compile(r"sell\b")  # shares and stakes are sold on purpose, goods as they may
HOLDING = re.compile(r"\s(?:[a-z-]+\s){0,3}?(?:shares?|stakes?|bonds)\b")
MULTIPLY = re.compile(r"(?:doubl|tripl|trebl|quadrupl|halv)e")
AUXILIARY = re.compile(r"\s?(?:(?:is|are|was|were|also|now|currently)\s)*$")
APPOSITION = 90  # characters of ", worth 7 billion dollars last year,"
FRAMES = 8  # cues before a "will" that may frame it
UNDER_WHICH = re.compile(r",?\s(?:in|under|by)\swhich\b|\bwhereby\b")  # "a plan under which six firms will be merged"
BRIEF = 34  # characters of "the company said" and the like between a subject and its "will"
CAPEX = re.compile(r"cap(?:ital\s|-?)ex|capital\sspending|investment|spending|资本开支|资本支出|投资")
CAPEX_PROPER = re.compile(r"\b(?:capex|capital[\s-](?:expenditures?|spending|outlays?|investments?))\b")
CAPEX_REACH = 60  # characters of "would rise 8 percent to 3 billion dollars (…"
MAY = ("could ", "may ", "might ", "would ", "will ")
OWN = re.compile(r"\b(?:its|their|our)\s(?:[\w-]+\s){0,2}$")
EXPECTS = re.compile(r"expect(?:s|ing)?")
# 将 that takes an object is no future: 将成本降低30%, 将产能从5万台提升至10万台.
TAKES_OBJECT = re.compile(
    r"""将(?!会|在|于|以|有|为|由|使|让|把|对|向|再|还|可|继续|进一步|大幅|显著|有效|逐步|全面|持续|不断|同比|累计|共|总|合计
           |每年|年均|达|超|突破|接近|增|减|新|建|投|完成|实现|推|迎|占|带|形成|成为|保持|维持|下降|上升|提|降|扩大|从|至)
        [^，。；、\d]{1,12}?
        (?:[从由][^，。；]{1,14}?)?
        (?:提升|提高|降低|缩短|压缩|扩大|延长|减少|升级|上调|下调|推高|控制|拉低|拉高|削减|增加|推升|压减)""",
    re.VERBOSE,
)


def futures_of(scene: Scene, quantity: Quantity, frame: TimeFrame) -> list[Cue]:
    """The cues before the number that tell of what is to come, the nearest last."""
    cues = [
        _as_meant(scene, cue)
        for cue in scene.section("modality")
        if cue.end <= quantity.start and _is_future(scene, cue, quantity, frame) and not _is_whole(scene, cue, quantity)
    ]
    if scene.lang == "en" and scene.shows(COMMANDS):
        cues += commands(scene, quantity)
    cues += [] if cues else _headline_infinitive(scene, quantity)
    return _without_estimate(scene, sorted(cues, key=lambda cue: (cue.end, -cue.start)))


def _without_estimate(scene: Scene, cues: list[Cue]) -> list[Cue]:
    """The cues without an adjective that only says how sure a plan's number is: "targets an estimated 15 gigawatts"."""
    if len(cues) > 1 and cues[-1].value == "estimate" and scene.folded.endswith(" an ", 0, cues[-1].start):
        return cues[:-1] if MEANS[cues[-2].value] == "target" else cues
    return cues


def _is_whole(scene: Scene, cue: Cue, quantity: Quantity) -> bool:
    """Whether an investment is no plan: a percentage is a part of it (占总投资45%), or what it paid for is there
    (总投资20亿元，已于去年投产).
    """
    if scene.folded[cue.start : cue.end] not in WHOLES:
        return False
    is_money = len(quantity.unit) == MONEY and quantity.unit.isupper()
    return not is_money or IN_USE.search(scene.after(quantity)) is not None


def _as_meant(scene: Scene, cue: Cue) -> Cue:
    """The cue, as hypothetical where it is: "sales would have dropped", "Should tariffs rise, …"."""
    word = scene.folded[cue.start : cue.end]
    inverted = word == SHOULD and not scene.folded[scene.sentence.start : cue.start].strip(' "“')
    return replace(cue, value="hypothetical") if inverted or UNREAL.match(scene.folded, cue.start) else cue


def _is_future(scene: Scene, cue: Cue, quantity: Quantity, frame: TimeFrame) -> bool:
    """Whether the cue tells of what is to come: not in "better-than-expected", "5G plans", 已规划, 将成本降低."""
    if cue.value == "estimate":
        return frame.last is not None and scene.published is not None and frame.last > scene.published
    if cue.value not in MEANS:
        return False
    before = scene.folded[max(scene.sentence.start, cue.start - 12) : cue.start]
    word = scene.folded[cue.start : cue.end]
    if before.endswith("-") or (word == "if" and (ASKED.search(before) or LOOKS.match(scene.folded, cue.end))):
        return False
    if word == PROJECTS:
        return any(0 <= cue.start - name.end <= 1 and not name.adjective for name in scene.names)
    if word == "sees" and _is_told_by_place(scene, cue, frame):
        return False
    if cue.value == "target" and REQUEST.match(word) and not _is_request(scene, cue, quantity):
        return False
    if word == "require" and before.endswith(MAY):
        return False  # "could require 2 gigawatts" forecasts
    if word == GOING_TO and TOWARDS.match(scene.folded, cue.end):
        return False
    if word == SHOULD and SHOULD_HAVE.match(scene.folded, cue.end):
        return False
    if word[0] == WISH and before.endswith(tuple(NO_WISH)):
        return False
    if _is_benchmark(scene, cue, word) or (word in RAISED and _is_raised(scene, cue)):
        return False
    if word == "将" and TAKES_OBJECT.match(scene.folded, cue.start, scene.sentence.end):
        return False
    planless = word in {"plans", "plan for", "plans for"} and NO_PLANS.search(before)
    return not (planless or (MEANS[cue.value] == "target" and DONE_BEFORE.search(before)))


def _is_raised(scene: Scene, cue: Cue) -> bool:
    """Whether the money of an issue was raised: 已完成配售…，募资总额24.7亿港元."""
    told = scene.folded[scene.sentence.start : cue.start]
    return COMPLETED.search(told) is not None and PLANNED_ISSUE.search(told) is None


def _is_benchmark(scene: Scene, cue: Cue, word: str) -> bool:
    """Whether a target or forecast only is what a result is compared with: "short of its target", 高于市场预期."""
    if word in EXPECTATIONS:
        return is_held_against(scene.folded, cue)
    reach = max(scene.sentence.start, cue.start - 60)
    return word in TARGET_NOUNS and HELD_AGAINST.search(scene.folded, reach, cue.start) is not None


def _is_request(scene: Scene, cue: Cue, quantity: Quantity) -> bool:
    """Whether something is asked for: not in "applied for 900 patents", "the rules apply to 40 firms"."""
    if PAPERS.match(scene.folded, quantity.end) or SHELTER.match(scene.folded, cue.end):
        return False
    rules = scene.folded.startswith("appl", cue.start) and scene.folded.endswith(" to", cue.start, cue.end)
    return not rules or any(
        other.value in {"actor", "outcome"} and other.start == cue.end + 1 for other in scene.section("modality")
    )


def _is_told_by_place(scene: Scene, cue: Cue, frame: TimeFrame) -> bool:
    """Whether a place "sees" what has come about: "China sees exports up 9 pct" is a report."""
    ahead = frame.first is not None and scene.published is not None and frame.first > scene.published
    return not ahead and any(name.is_place and 0 <= cue.start - name.end <= 1 for name in scene.names)


def _headline_infinitive(scene: Scene, quantity: Quantity) -> list[Cue]:
    """The "to" of "Lenovo to spend $200 million" in a headline, as a cue."""
    if not scene.sentence.heading or scene.lang != "en":
        return []
    for verb in scene.section("modality"):
        start = verb.start - 3
        if verb.value not in {"actor", "outcome"} or verb.end > quantity.start:
            continue
        if scene.folded[max(0, start) : verb.start] == "to " and _subject_ends(scene, start):
            return [Cue(start, start + 2, "modality", "expected")]
    return []


def _subject_ends(scene: Scene, at: int) -> bool:
    """Whether a headline's subject ends right before the offset: a name, a thing, or the capitalised first word."""
    if any(0 <= at - name.end <= 1 for name in scene.names) or _is_of_thing(scene, at):
        return True
    opening = scene.text[scene.sentence.start : at].strip()
    if not opening or f"{opening} " in BULLETS:  # "* To cut 900 jobs"
        return True
    return opening.isalpha() and opening[:1].isupper()


def _is_of_thing(scene: Scene, at: int) -> bool:
    """Whether the subject before the offset does not act by itself: "the plant", "sales", "the levy, in force …,"."""
    auxiliary = AUXILIARY.search(scene.folded, max(scene.sentence.start, at - 24), at)
    end = auxiliary.start() if auxiliary else at
    if scene.folded[end - 1 : end] == ",":
        comma = scene.folded.rfind(",", max(scene.sentence.start, end - APPOSITION), end - 1)
        end = comma if comma >= 0 else end
    return any(cue.value == "thing" and 0 <= end - cue.end <= 1 for cue in scene.section("modality"))


def meaning_of(scene: Scene, cue: Cue, futures: list[Cue], quantity: Quantity) -> Modality:
    """What the cue makes of the numbers behind it, under the cues before it that still hold."""
    word = scene.folded[cue.start : cue.end]
    if (
        word == SHOULD
        and (_is_of_thing(scene, cue.start) or SHOULD_MOVE.match(scene.folded, cue.end))
        and not any(MEANS[other.value] == "target" for other in futures[:-1])
    ):
        return "expected"
    if _is_own_capex(scene, cue, quantity, futures):
        return "target"
    if word in FUTURE or word.startswith(("将", "届时", "未来")):
        earlier = [other for other in futures if other.end <= cue.start][-FRAMES:]
        above = [other for other in earlier if not is_ended(scene, other, cue.start)]
        return _meaning_of_will(scene, cue, above, quantity)
    if word in {"guidance", "指引"}:
        return "target" if CAPEX.search(scene.clause_text(cue.start)) else "expected"
    return MEANS[cue.value]


def _is_own_capex(scene: Scene, cue: Cue, quantity: Quantity, futures: list[Cue]) -> bool:
    """Whether what an actor says of its own capital spending is guidance, which is a plan: "said its capital
    expenditure would rise 8 percent", "expects to spend …"; not "analysts expect capex to fall".
    """
    capex = CAPEX_PROPER.search(scene.folded, scene.clause(cue.start)[0], quantity.start)
    if capex is None or quantity.start - capex.end() > CAPEX_REACH:
        return False
    word = scene.folded[cue.start : cue.end]
    if any(other.value == "forecaster" for other in futures[:-1]):
        return False
    if word in MODALS:
        owned = OWN.search(scene.folded, max(scene.sentence.start, capex.start() - 24), capex.start())
        return capex.start() > cue.end or owned is not None
    if EXPECTS.fullmatch(word) is None:
        return False
    return scene.folded.startswith(" to ", cue.end) or (capex.start() > cue.end and _acts(scene, cue))


def _meaning_of_will(scene: Scene, cue: Cue, above: list[Cue], quantity: Quantity) -> Modality:
    """What "will" or 将 means: as the plan or forecast around it, else a plan before an act of one who acts."""
    if any(other.value == "forecaster" for other in above) or _is_joined_to_forecast(scene, cue, above):
        return "expected"
    for other in reversed(above):
        if other.value == "paper":
            return "target"
        if other.value == "target" and _is_told_on(scene, other, cue):
            return "target"
    word = scene.folded[cue.start : cue.end]
    if MEANS[cue.value] == "target":
        return (
            "expected"
            if THING_ZH.search(scene.folded, max(scene.sentence.start, cue.start - ACTOR_REACH), cue.start)
            or (word == YIELDS and scene.folded.endswith(WORKS, 0, cue.start))
            else "target"
        )
    if SUBSIDIES.match(scene.folded, cue.end, quantity.start):
        return "target"
    if HAS_CAPACITY.match(scene.folded, cue.end, quantity.start) or is_policy(scene, cue):
        return "target"
    return "target" if _is_act(scene, cue, quantity) and not _is_of_thing(scene, cue.start) else "expected"


def _is_joined_to_forecast(scene: Scene, cue: Cue, above: list[Cue]) -> bool:
    """Whether "will" goes on with a forecast of the same subject: "is expected to close in May and will bring in …"."""
    if not above or above[-1].value != "expected":
        return False
    return scene.folded.endswith("and ", above[-1].end, cue.start)


def is_of_actor(scene: Scene, cue: Cue) -> bool:
    """Whether "will" is said of one who acts: "the province will …", and not "the plant will …"."""
    return scene.folded[cue.start : cue.end] == WILL and _acts(scene, cue)


def _acts(scene: Scene, cue: Cue) -> bool:
    """Whether the subject right before the cue is one who acts: a name, "the province", "it"."""
    named = any(0 <= cue.start - name.end <= 1 and not name.adjective for name in scene.names)
    return (
        named or ACTOR.search(scene.folded, max(scene.sentence.start, cue.start - ACTOR_REACH), cue.start) is not None
    )


def _is_act(scene: Scene, cue: Cue, quantity: Quantity) -> bool:
    """Whether the verb behind "will" is an act of its subject; "will halve its target" is one too."""
    limit = quantity.start if scene.lang == "zh" else scene.clause(quantity.start)[1]
    between = (item for item in scene.section("modality") if cue.end <= item.start < limit)
    verb = next((item for item in between if item.value in {"actor", "outcome"} and not _is_noun(scene, item)), None)
    if verb is None:
        return quantity.unit == "times" and MULTIPLY.fullmatch(quantity.quote.lower()) is not None
    if SELLS_OFF.match(scene.folded, verb.start) and _is_holding(scene, quantity):
        return True
    return verb.value == "actor" or BRINGS_ABOUT.match(scene.folded, verb.start, quantity.start) is not None


def _is_noun(scene: Scene, cue: Cue) -> bool:
    """Whether an article or owner makes a noun of a verb: "will lead the list"."""
    return scene.folded.endswith((" the ", " a ", " its ", " their "), 0, cue.start)


def _is_holding(scene: Scene, quantity: Quantity) -> bool:
    """Whether a part of a company is what is dealt with: "10 percent of the firm", "200 million shares"."""
    return quantity.unit == "percent" or HOLDING.match(scene.after(quantity)) is not None


def _is_told_on(scene: Scene, target: Cue, cue: Cue) -> bool:
    """Whether "will" only goes on with a plan stated before it: "pledged that it would double …", "plans to build X and
    will focus on Y", 规划提出，产值将达到.
    """
    if scene.folded.startswith(" that ", target.end):
        return True
    between = scene.folded[target.end : cue.start]
    if UNDER_WHICH.search(between):
        return True
    return scene.lang == "zh" or len(between) <= BRIEF or between.rstrip().endswith("and")
