"""What part a name plays in its sentence: subject or owner above nought, named beside the point below it."""

from __future__ import annotations

import re

from extractors.names.company_signs import FIRM
from extractors.names.mentions import Mention
from extractors.names.name_rules import NameRules
from extractors.owners.focus import is_world
from extractors.owners.governors import OBJECT, OPENING, governed, has_own_clause, is_participles_object, undescribed
from extractors.owners.insertions import ACTS, FINITE
from extractors.owners.listed_names import goes_on, is_example, is_member
from extractors.owners.places_beside import is_fronted
from extractors.owners.trade_partners import is_trade_partner
from extractors.scenes import Scene, once_a_scene
from extractors.text.signals import signal

BEFORE = 90  # characters before a name that tell what governs it
LIST_DEPTH = 6  # names of a list that are followed back to its head
BESIDE_THE_POINT = -4.0
SUBJECT = 1.5
ARTICLES = frozenset({"the", "a", "an", "its"})
TEMPORAL = frozenset({"since", "before", "until", "during", "following", "despite", "amid"})
OWNER_BEHIND_PREPOSITION = 0.5  # "the steepest fall since Acer's": no sentence is about him

BRACKETS = re.compile(r"[(（][^()（）]{0,40}[)）]")
AND = re.compile(r"(?:,?\s+(?:and|or)\s+(?:the\s+)?|、|和|与|及)")
SHARES_OF = re.compile(r"\b(?:shares?|stock|stake|sales|revenue|profit|output) (in|of|at|for)\s+(?:the\s)?$")
COMPARED = re.compile(
    r"(?:\b(?:(?:second|third|fourth|fifth|next)[- ](?:[a-z-]+\s){1,4}?(?:after|behind)|than"
    r"|(?:same|as)\s(?:[\w-]+\s){1,5}?as|versus|vs\.?|against|compared (?:with|to)|like|such as|beating|behind"
    r"|including|competition to|doubling|without|outside|size of)|unlike|比|较|超越|领先于?"
    r"|(?:高|低|大|多|少|优|强|弱|快|慢|早|晚|落后|仅次|相当)于|不及|不如)\s*(?:the\s)?$"
)
# "exports of robots to Japan": they are the exporter's.
DESTINED = re.compile(
    r"\b(?:exports?|exported|exporting|shipments?|shipped|shipping|deliver(?:y|ies|ed)|sales|sold|suppl(?:y|ies|ied))\b"
    r"[^,.;]{0,60}\bto\s(?:the\s)?$"
)
# "Shenzhen-based Orchid Robotics" is not about Shenzhen, nor are "China-made cars" China's.
BASED = re.compile(
    r"[- ]based\b|-(?:made|built|born|listed|headquartered|registered|owned|backed|led|focused|bound|style|level)\b"
)
RANKING = re.compile(  # "Europe's largest market" is one of its countries
    r"['’]s\s+(?:(?:second|third|fourth)[- ])?(?:largest|biggest|top|leading|most|fastest|no\.? ?\d"
    r"|number\s(?:one|two|three)"
    r"|first(?![ -](?:quarter|half|\w+[ -](?:months|quarters))))\b"
)
# "Peru, its largest market, lost 3 percent": what the company lost there.
FIELD = re.compile(r",\s(?:its|the (?:company|group|firm|operator)['’]s)\s[a-z]")
# "in Larchdale, 60 km north of Oslo"
FROM_THERE = re.compile(r"\b(?:north|south|east|west){1,2}\sof\s$|\b(?:kilomet(?:er|re)s|km|miles)\s(?:away\s)?from\s$")
# "the city of Oslo", "China's export hub of Larch": what follows is what is told of.
NAMED_KIND = (
    r"(?:city|metropolis|municipality|town|port|province|county|district|state|region|island|nation|country|capital|hub"
    r"|government|authorities|powerhouse|base|centre|center|stronghold|boomtown|megacity)\sof\s(?:the\s)?"
)
KIND_OF = re.compile(
    rf"(?:\b(?:the|its|an?|this)\s)?(?:\b(?!(?:in|of|to|from|at|and|for|by)\b)[a-z-]+\s){{0,4}}?\b{NAMED_KIND}$"
)
WHERE_KIND = re.compile(rf"(?:['’]s)?(?:\s(?!(?:in|of|to|from|at|and|for|by)\b)[a-z-]+){{0,4}}?\s{NAMED_KIND}")
# "Guangdong of southern China", "in mainland China"
DIRECTION_ENDS = ("ern ", "land ", "al ", "th ", "st ")
DIRECTION = re.compile(
    r"\b(?:(?:mainland|central|metropolitan|(?:south|north)(?:[ -]?(?:ea|we)st)?(?:ern)?|(?:ea|we)st(?:ern)?)\s){1,2}$"
)
POSSESSOR = re.compile(r"\b[a-z.]+['’]s\s$")  # "owned by China's Midea": Midea stands behind "by"
RELATION = r"(?:supplier|rival|competitor|assembler|partner|customer|client|backer|affiliate|contractor|maker)"
WHICH = re.compile(
    rf"(?:\s(?!(?:and|or|of|in|for|to|{FINITE}|{ACTS}|over\w+)\b)[a-z-]+){{0,2}}?\s(?:(?P<relation>{RELATION})|{FIRM})\s"
)
OWNING = re.compile(r"\.?['’]s?\s")
TITLE = re.compile(  # "The Larkspur Robotics 2025 Report shows" is about what the report shows
    r"\s(?:\d{4}\s)?(?:(?:Annual|Market|Industry|Global)\s)?(?:Report|Yearbook|Index|White\sPaper|Blue\sBook|Outlook|Survey|Almanac|Statistics)\b"
)
AMONG = re.compile(r"\s*(?:\([^)\n]{1,20}\)\s*)?among (?:its|their|the)\b")  # "counts Acer among its customers"
# "18 percent of Acer", "the purchase of Acer": what is dealt with, and not who deals
PART_OF = re.compile(
    r"(?:\b(?:percent|per\scent|pct|majority|control|ownership|purchase|takeover|acquisition|buyout)|%)\sof\s(?:the\s)?$"
)
OF = re.compile(r"\b(?:of|by|for|from)\s+(?:the\s+)?$")
WHOLE = re.compile(r"占(?:到|据|有|比)?(?:了)?$")  # 占全省的五分之一: a part of the province
COMPARED_REACH = 60
DASHES = re.compile(r"\s[—–]\s|—(?=[A-Z]|$)|——")
NAMED_NEXT = re.compile(
    r"(?:公司|企业|品牌|厂商|团队|机构)——$"
)  # 一家新公司——青禾机器人——宣布: who the sentence is about
REMARK = 120  # characters of a bracket around a name
CLOSING_DASH = re.compile(r"\s[—–]\s|—")
SMALL = re.compile(r"\b[a-z]{3,}\b")  # a dash with none before it ends a dateline
# "analysts at Citigroup expect", "Citigroup analysts expect": what they expect is not Citigroup's.
EMPLOYER_BEFORE = re.compile(
    r"\b(?:analysts?|economists?|strategists?|brokers?|researchers?|professor) (?:at|with|from|of)\s(?:the\s)?$"
)
SAID = re.compile(r"\s(?:also\s)?(?:said|says|told|added|adds|noted|expects|wrote)\b")
EMPLOYER_BEHIND = re.compile(r"(?:['’]s?)?\s(?:\w+\s)?(?:analysts?|economists?|strategists?)\b")
CHINESE_OBLIQUE = (
    "与", "和", "向", "对", "从", "由", "据", "给", "同", "被", "于", "跟", "及", "联合", "包括", "位于", "为", "在",
    "比", "较", "往", "至", "到", "获得", "获", "引入", "投建", "落户", "落地", "进驻", "布局", "兴建", "选址",
)  # fmt: skip
TOPIC_ZH = ("至于", "对于", "关于", "说到", "反观", "再看", "具体到")
# 领跑全球, 布局全球: the world is what somebody leads or is sold to
LEADS_TO = frozenset(
    [
        "领跑",
        "领先",
        "引领",
        "畅销",
        "热销",
        "行销",
        "远销",
        "布局",
        "覆盖",
        "辐射",
        "遍布",
        "服务",
        "面向",
        "瞄准",
        "风靡",
        "走进",
    ]
)
RANKED_IN = (
    "位列",
    "位居",
    "居",
    "排名",
    "名列",
    "排在",
    "高出",
    "低出",
    "超出",
)  # 规模位列全国第八: where somebody ranks
OFFERED = re.compile(r"(?:公开)?发售(?!出)")  # 香港公开发售: which part of a company's offering
# 甲公司二期配网采购项目，中标金额2亿元: whoever invites tenders only names the project that another won
AWARDED = re.compile(
    r"(?:(?!中标|签|获|承|拿下|与|拟|公告|宣布|为)[^，,。；;：:、（()）\n]){0,40}?(?:项目|工程|标段|采购|招标|标包)[^，,。；;：:、（()）\n]{0,12}"
    r"[，,（(]\s?(?:(?:预|拟)?中标|合同|成交|签约)(?:总)?(?:金额|价格?|额)"
)
COMPARISON, AMID, EMPLOYER = signal(COMPARED), signal(AMONG), signal(EMPLOYER_BEFORE, EMPLOYER_BEHIND)
BEARING = signal(FROM_THERE)
PROPERTY, DESTINATION = signal(SHARES_OF), signal(DESTINED)
AWARD = signal(AWARDED)
DASHED = signal(DASHES)  # dashes are the same in folded text


@once_a_scene
def role_of(scene: Scene, mention: Mention, rules: NameRules) -> float:
    """Owner or subject 1.5, an object or a name behind a preposition below 0, beside the point -4.

    `"Tesla sold more than Ford"` gives 1.5 for Tesla and -4 for Ford.
    """
    return _role(scene, mention, rules, LIST_DEPTH)


def is_subject(scene: Scene, mention: Mention, rules: NameRules) -> bool:
    """Whether a name, or what it owns, is the subject of a clause: not Dell in "Acer bought Dell's unit"."""
    if role_of(scene, mention, rules) < SUBJECT:
        return False
    if scene.text[mention.end : mention.end + 1] not in {"'", "’"}:
        return True
    before = scene.folded[max(scene.sentence.start, mention.start - BEFORE) : mention.start]
    return governed(scene, mention, before, rules) is None


def _role(scene: Scene, mention: Mention, rules: NameRules, depth: int) -> float:
    before = scene.folded[max(scene.sentence.start, mention.start - BEFORE) : mention.start]
    after = scene.text[mention.end : mention.end + 2]
    if BASED.match(scene.folded, mention.end) or RANKING.match(scene.folded, mention.end):
        return BESIDE_THE_POINT
    if mention.is_place and (
        FIELD.match(scene.folded, mention.end)
        or (scene.shows(BEARING) and FROM_THERE.search(before))
        or _says_where(scene, mention)
    ):
        return BESIDE_THE_POINT
    before = DIRECTION.sub("", before) if mention.is_place and before.endswith(DIRECTION_ENDS) else before
    before = KIND_OF.sub("", before) if mention.is_place and before.endswith((" of ", " of the ")) else before
    before = _before_owner(scene, mention, before) if before[-2:-1] == "s" else before
    if (
        (scene.shows(COMPARISON) and COMPARED.search(undescribed(before, rules)[-COMPARED_REACH:]))
        or is_example(scene, mention)
        or is_member(scene, mention)
        or (scene.shows(AMID) and AMONG.match(scene.folded, mention.end))
    ):
        return BESIDE_THE_POINT
    if mention.kind in {"company", "product"} and _says_which(scene, mention):
        return BESIDE_THE_POINT
    if (
        TITLE.match(scene.text, mention.end)
        or (scene.shows(EMPLOYER) and _is_employer(scene, mention, before))
        or _owns_speaker(scene, mention)
    ):
        return BESIDE_THE_POINT
    if is_fronted(scene, mention):
        return 1.0
    if _is_in_dashes(scene, mention) or _is_in_remark(scene, mention):
        return BESIDE_THE_POINT
    if scene.lang == "zh":
        return min(_chinese_role(scene, mention, before, after, rules), _role_in_list(scene, mention, rules, depth))
    if mention.is_place and (rules.places.expects.match(scene.folded, mention.end) or _is_destined(scene, before)):
        return BESIDE_THE_POINT
    return _english_role(scene, mention, before, after, rules=rules, depth=depth)


def _says_which(scene: Scene, mention: Mention) -> bool:
    """Whether a name only tells what firm the next name is, or which is meant: "Dell rival Acer", "a Dell supplier"."""
    match = WHICH.match(scene.folded, mention.end)
    if match is None:
        return False
    if match["relation"] and scene.folded.endswith(("the ", " a ", " an "), scene.sentence.start, mention.start):
        return True
    index = scene.first_name(match.end())
    return index < len(scene.names) and scene.names[index].start == match.end()


def _before_owner(scene: Scene, mention: Mention, before: str) -> str:
    """What stands before the owner of a name, which has the owner's part: "all models of Acer Inc.'s Lark"."""
    index = scene.first_name(mention.start)
    owner = scene.names[index - 1] if index else None
    if owner and OWNING.fullmatch(scene.text, owner.end, mention.start):
        return before[: max(0, len(before) - (mention.start - owner.start))]
    return POSSESSOR.sub("", before)


def _is_employer(scene: Scene, mention: Mention, before: str) -> bool:
    """Whether a name only says whose analyst speaks: "analysts at Citigroup", "Citigroup analysts"."""
    return bool(EMPLOYER_BEFORE.search(before[-40:]) or EMPLOYER_BEHIND.match(scene.folded, mention.end))


def _owns_speaker(scene: Scene, mention: Mention) -> bool:
    """Whether a name only says whose man speaks: "Citigroup's Wills said"."""
    if scene.text[mention.end : mention.end + 1] not in {"'", "’"}:
        return False
    index = scene.first_name(mention.end)
    man = scene.names[index] if index < len(scene.names) else None
    owned = man is not None and man.start == mention.end + len("'s ") and man.kind in {"person", "unknown"}
    return bool(owned and man and SAID.match(scene.folded, man.end))


def _is_destined(scene: Scene, before: str) -> bool:
    """Whether a name says where goods go: "exports of robots to Japan"."""
    return scene.shows(DESTINATION) and DESTINED.search(before) is not None


def is_part_of(scene: Scene, start: int) -> bool:
    """Whether what stands at an offset is only the whole of a part: 占全省的五分之一."""
    return WHOLE.search(scene.folded, max(scene.sentence.start, start - 4), start) is not None


def _says_where(scene: Scene, place: Mention) -> bool:
    """Whether a place only says where the next one lies: the Norway of "Norway's port of Larch"."""
    index = scene.first_name(place.end)
    inner = scene.names[index] if index < len(scene.names) else None
    if inner is None or not inner.is_place:
        return False
    return WHERE_KIND.fullmatch(scene.folded, place.end, inner.start) is not None


def _is_in_dashes(scene: Scene, mention: Mention) -> bool:
    """Whether a name only lists what was told before: "the five firms — Acer, Larkspur and others — had won"."""
    if not scene.shows(DASHED):
        return False
    opened = DASHES.search(scene.text, scene.sentence.start, mention.start)
    if opened is None or NAMED_NEXT.search(scene.text, max(scene.sentence.start, mention.start - 8), mention.start):
        return False
    closed = CLOSING_DASH.search(scene.text, mention.end, scene.sentence.end)
    if closed is None:
        return False
    return scene.lang == "zh" or SMALL.search(scene.text, scene.sentence.start, opened.start()) is not None


def _is_in_remark(scene: Scene, mention: Mention) -> bool:
    """Whether a name stands in brackets behind other words, and no number does: "(head: Dana Wills, chief of Acer)"."""
    opened = scene.text.rfind("(", max(scene.sentence.start, mention.start - REMARK), mention.start)
    closed = scene.text.find(")", mention.end, mention.end + REMARK)
    if scene.lang == "zh" or opened < 0 or closed < 0 or ")" in scene.text[opened : mention.start]:
        return False
    return scene.text[opened + 1 : mention.start].strip() != "" and not scene.number_between(opened, closed)


def _chinese_role(scene: Scene, mention: Mention, before: str, after: str, rules: NameRules) -> float:
    if WHOLE.search(before) or (is_world(mention) and rules.places.ranked.match(scene.folded, mention.end)):
        return BESIDE_THE_POINT
    if mention.is_place and (before.endswith(RANKED_IN) or (is_world(mention) and before[-2:] in LEADS_TO)):
        return BESIDE_THE_POINT
    if is_trade_partner(scene, mention) or _names_project(scene, mention) or _is_in_brackets(scene, mention):
        return BESIDE_THE_POINT
    if mention.is_place and OFFERED.match(scene.folded, mention.end):
        return BESIDE_THE_POINT
    if mention.is_place and any(other.start == mention.end and other.is_place for other in scene.names):
        return -2.0  # 深圳市南山区 is about the district
    if before.endswith(TOPIC_ZH):
        return SUBJECT  # 至于麦禾，…
    if before.endswith(CHINESE_OBLIQUE):
        return -2.0
    return (
        SUBJECT
        if not before or before[-1] in "，。；、：“—\n" or before.endswith("其中")
        else 1.0
        if after[:1] == "的"
        else 0.5
    )


def _is_in_brackets(scene: Scene, mention: Mention) -> bool:
    """Whether a Chinese remark in brackets, which holds no number, has more than the name: 全球（特别是中国）."""
    opened = scene.folded.rfind("（", max(scene.sentence.start, mention.start - REMARK), mention.start)
    closed = scene.folded.find("）", mention.end, mention.end + REMARK)
    if opened < 0 or closed < 0 or "）" in scene.folded[opened : mention.start]:
        return False
    return (opened + 1, closed) != (mention.start, mention.end) and not scene.number_between(opened, closed)


def _names_project(scene: Scene, mention: Mention) -> bool:
    """Whether a name only opens that of a project which somebody won: 北桥市地铁二期信号工程，中标金额2亿元."""
    return scene.shows(AWARD) and AWARDED.match(scene.folded, mention.end, scene.sentence.end) is not None


def _english_role(scene: Scene, mention: Mention, before: str, after: str, *, rules: NameRules, depth: int) -> float:
    owner = after[:1] in {"'", "’"}
    shares = SHARES_OF.search(before) if scene.shows(PROPERTY) else None
    if shares and shares[0].startswith("stake"):
        return OBJECT
    if mention.is_actor and scene.folded.startswith("at ", scene.sentence.start) and before.lstrip(OPENING) == "at ":
        return SUBJECT  # "At Acer around 100 engineers work"
    if shares and not (mention.is_place and shares[1] != "of"):
        return SUBJECT
    if mention.is_actor and not owner and PART_OF.search(before):
        return -2.0
    if OF.search(before):
        return OBJECT if owner else -2.0 if mention.kind == "unknown" else 0.0
    if owner and mention.is_place:
        return OBJECT if _owns_actor(scene, mention) else SUBJECT
    if owner:
        return OWNER_BEHIND_PREPOSITION if _is_behind_preposition(before, rules) else SUBJECT
    if before.rstrip().endswith("("):
        return -2.0
    if has_own_clause(scene, mention, before):
        return SUBJECT
    if is_participles_object(before):
        return OBJECT
    role = governed(scene, mention, before, rules)
    return min(SUBJECT, _role_in_list(scene, mention, rules, depth)) if role is None else role


def _is_behind_preposition(before: str, rules: NameRules) -> bool:
    """Whether an owner with these words before it is amid its sentence, behind a preposition: "the steepest fall since
    Acer's flop"; "At Acer's plant 90 people work" is about Acer.
    """
    words = undescribed(before, rules).split()[-2:]
    word = words[-1] if words and words[-1] not in ARTICLES else words[0] if words else ""
    inside = before.strip(OPENING) != word
    return inside and (word in rules.prepositions or word in TEMPORAL)


def _owns_actor(scene: Scene, mention: Mention) -> bool:
    """Whether a place only says where the next name is from: "Beijing's Larkspur Park", "Norway's Acer"."""
    index = scene.first_name(mention.end)
    owned = scene.names[index] if index < len(scene.names) else None
    return owned is not None and owned.start == mention.end + 3 and (owned.is_actor or owned.is_place)


def _role_in_list(scene: Scene, mention: Mention, rules: NameRules, depth: int) -> float:
    """The role of the name that a list began with: in "counts HTC and Acer", both are objects."""
    index = scene.first_name(mention.start)
    if index == 0 or depth == 0:
        return SUBJECT
    last = scene.names[index - 1]
    between = BRACKETS.sub("", scene.folded[last.end : mention.start])
    listed = AND.fullmatch(between) or (between == ", " and goes_on(scene, index))
    return _role(scene, last, rules, depth - 1) if listed and last.kind == mention.kind else SUBJECT
