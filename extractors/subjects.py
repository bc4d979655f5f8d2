"""Whose figure it is, and where: the name that a number is about, among those of its sentence and those still in focus.

Every name of the sentence is a candidate with a role: subject, owner ("X's"), or beside the point ("in X", "than X",
向X). "The company", "the city", 该公司, 全省 stand for the last company or place in focus. Lists with "respectively",
分别 give row by row. Without a candidate the figure is about what the sentences before were about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractors.focus import Focus, Subject, is_world, known_place, subject_of, subject_of_mention
from extractors.gazetteer import Gazetteer
from extractors.mentions import Mention
from extractors.places import EXPECTS, is_dateline, is_fronted, is_location, place_beside
from extractors.records import Quantity
from extractors.rows import row_of_list, sum_of_list
from extractors.scenes import Scene

BRACKETS = re.compile(r"[(（][^()（）]{0,40}[)）]")
AND = re.compile(r"(?:,?\s+(?:and|or)\s+(?:the\s+)?|、|和|与|及)")
WORD_BEFORE = re.compile(r"([A-Za-z]+)\s+(?:the\s+|a\s+|an\s+|its\s+)?$")
SHARES_OF = re.compile(r"\b(?:shares?|stock|stake|sales|revenue|profit|output) (?:in|of|at|for)\s+(?:the\s)?$")
COMPARED = re.compile(
    r"(?:\b(?:than|versus|vs\.?|against|compared (?:with|to)|unlike|like|beating|behind|including"
    r"|competition to|doubling|without)|比|较|超越|领先于?|仅次于)\s*(?:the\s)?$"
)
TOWARDS = re.compile(r"\bto\s+(?:the\s+)?$")  # "600 of them are coming to Spain": not Spain's
BASED = re.compile(r"[- ]based\b")  # "Shenzhen-based Orchid Robotics" is not about Shenzhen
RANKING = re.compile(  # "Europe's largest market" is one of its countries
    r"['’]s\s+(?:(?:second|third|fourth)[- ])?(?:largest|biggest|top|leading|most|fastest|no\.? ?\d|number|first)\b"
)
POSSESSOR = re.compile(r"\b[a-z.]+['’]s\s$")  # "owned by China's Midea": Midea stands behind "by"
AMONG = re.compile(r"\s*(?:\([^)\n]{1,20}\)\s*)?among (?:its|their|the)\b")  # "counts Acer among its customers"
OF = re.compile(r"\b(?:of|by|for|from)\s+(?:the\s+)?$")
VERB = re.compile(r"(?:[^s]s|(?<!bas)[^e]ed)$")  # "counts HTC", "named UBTech": the name behind is the object
COMPANY_NOUN = re.compile(
    r"\s+(?:[\w-]+\s+)?(?:automaker|carmaker|company|firm|giant|maker|manufacturer|operator|start-?up|group"
    r"|brand|vendor|developer"
    r"|retailer|chipmaker|carrier|supplier|tech giant|telco)\b(?!s)"
)  # "the Chinese automaker" is a company and not China
BASED_COMPANY = re.compile(r"-based(?=\s)" + COMPANY_NOUN.pattern)
ASKED = ("analysts", "economists", "brokers", "brokerages", "respondents", "forecasters", "分析师", "受访者", "机构")
LISTED_BEHIND = re.compile(r"[:：]|\s[—–-]\s|——")  # "three carriers: A, B and C" is about none of them alone
MARKET = re.compile(
    r"\b(?:market|markets|industry|sector|prices?|demand|production|shipments|components?)\b|市场|行业|产业|价格"
)
CHINESE_OBLIQUE = (
    "与",
    "和",
    "向",
    "对",
    "从",
    "由",
    "据",
    "给",
    "同",
    "被",
    "于",
    "跟",
    "及",
    "联合",
    "包括",
    "位于",
    "为",
    "在",
    "比",
    "较",
)
COMPANY_SCOPES = frozenset({"company", "product"})
EXISTENTIAL = re.compile(r"\bthere (?:are|were|is|was|had been|have been)\b")
OUT_OF_PLACE = -3.0  # a place below it is named for another reason
OWNER = 7.0  # of a name right before its number: "more than AT&T's 300,000", "behind Japan with 419"
FLOOR = 0.0  # a candidate below it is beside the point
PLACE_FLOOR = -1.5  # counted things are of the place that the sentence names, even if only "in" it
KIND_WEIGHT = {"company": 2.0, "product": 1.5, "unknown": 1.0, "place": 0.5}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible subject at an offset; the highest score wins."""

    subject: Subject
    start: int
    score: float


def choose_entity(
    scene: Scene,
    quantity: Quantity,
    focus: Focus,
    gazetteer: Gazetteer,
    prepositions: frozenset[str],
    *,
    scopes: frozenset[str] = frozenset(),
) -> Subject | None:
    """The name that the number is about, or None where the text does not tell.

    `scopes` says whose figures the measure can be: what only countries have is not of a company that stands elsewhere.
    """
    if is_poll(quantity):
        return None
    if row := row_of_list(scene, quantity) or sum_of_list(scene, quantity, gazetteer):
        return row
    candidates = [*_named(scene, quantity, prepositions), *_anaphora(scene, quantity, focus, gazetteer)]
    best = max(candidates, key=lambda item: (item.score, item.start), default=None)
    if best and best.score > (PLACE_FLOOR if quantity.unit == "count" and best.subject.kind == "place" else FLOOR):
        here = scene.clause(quantity.start)[0] <= best.start < quantity.start
        return best.subject if here else _in_scope(best.subject, candidates, focus, scopes)
    if _company_unknown(scene, focus):
        return None
    if _is_of_market(scene, quantity):
        return (
            place_beside(scene, quantity)
            or focus.stage
            or focus.place
            or focus.title_place
            or known_place(gazetteer, "CN" if scene.lang == "zh" else "WORLD")
        )
    fallback = _standing(scene, focus)
    if fallback:
        return _in_scope(fallback, candidates, focus, scopes)
    places = [item for item in candidates if item.subject.kind == "place" and item.score > OUT_OF_PLACE]
    return max(places, key=lambda item: item.score).subject if places else _nation(scene, gazetteer, scopes)


def _standing(scene: Scene, focus: Focus) -> Subject | None:
    """What the text is about where the sentence names nobody; "there are" rather tells of a place than of a company."""
    place = focus.title_place or focus.place
    if place and EXISTENTIAL.search(scene.folded, scene.sentence.start, scene.sentence.end):
        return place
    return focus.subject or focus.title or focus.title_place or focus.stage


def _in_scope(subject: Subject, candidates: list[Candidate], focus: Focus, scopes: frozenset[str]) -> Subject | None:
    """The subject, or where it cannot have such a figure, the place or company in focus that can."""
    if not scopes or subject.kind not in {"place", "company"}:
        return subject
    if subject.kind == "company" and not scopes & COMPANY_SCOPES:
        places = [item for item in candidates if item.subject.kind == "place" and item.score > OUT_OF_PLACE]
        named = max(places, key=lambda item: item.score).subject if places else None
        return named or focus.place or focus.title_place
    if subject.kind == "place" and scopes <= COMPANY_SCOPES:
        spoken = focus.title if focus.title and focus.title.kind == "company" else None
        return focus.company or spoken or subject
    return subject


def is_poll(quantity: Quantity) -> bool:
    """Whether the number counts those who were asked: "a poll of 10 analysts"; nobody's figure."""
    noun = re.sub(r"['’]s? (?:forecasts|estimates)$|['’]$", "", (quantity.noun or "").lower())
    return quantity.unit == "count" and noun.endswith(ASKED)


def advance(focus: Focus, scene: Scene, entity: Subject | None, prepositions: frozenset[str]) -> Focus:
    """The focus after a sentence: its last company and place, and the entity of its last claim or its subject."""
    topic: Subject | None = None
    for mention in scene.names:
        subject = subject_of_mention(mention)
        if mention.adjective or mention.kind in {"source", "person"} or is_world(mention):
            continue
        role = _role(scene, mention, prepositions)
        if topic is None and role >= 1.0 and (mention.kind != "unknown" or mention.known):
            topic = subject
        if mention.is_place:
            focus = replace(focus, place=subject) if is_location(scene, mention) else focus
            if mention.known and mention.known.kind in {"city", "province", "district"}:
                focus = replace(focus, city=subject)
        elif mention.kind == "company" and (role >= 0 or focus.company is None):
            focus = replace(focus, company=subject)
    standing = focus.subject if scene.lang == "zh" and focus.subject else topic or focus.subject
    told = entity if entity and entity.id != "WORLD" else None  # the world is what others are compared with
    return replace(focus, subject=told or standing)


def _named(scene: Scene, quantity: Quantity, prepositions: frozenset[str]) -> Iterable[Candidate]:
    for mention in scene.names:
        if mention.start >= quantity.end or quantity.start >= mention.end:
            yield Candidate(subject_of_mention(mention), mention.start, _score(scene, quantity, mention, prepositions))


def _score(scene: Scene, quantity: Quantity, mention: Mention, prepositions: frozenset[str]) -> float:
    if scene.text[mention.end : quantity.start].strip() in {"'s", "’s", "with"} and mention.end < quantity.start:
        return OWNER
    score = KIND_WEIGHT.get(mention.kind, -3.0) + _role(scene, mention, prepositions)
    if mention.adjective:
        score -= 1.0
    if mention.known and mention.known.kind == "bank":
        score -= 1.0 if mention.end <= quantity.start else 5.0  # "…, Goldman Sachs predicts"
    if mention.adjective and COMPANY_NOUN.match(scene.folded, mention.end):
        score -= 4.0
    if is_world(mention):
        score -= 2.0
    same_clause = scene.clause(quantity.start)[0] <= mention.start < scene.clause(quantity.start)[1]
    gap = quantity.start - mention.end if mention.end <= quantity.start else mention.start - quantity.end
    if mention.start > quantity.end:
        between = scene.text[quantity.end : mention.start]
        bonus = quantity.unit == "count" and len(between) < 36 and mention.is_place and is_location(scene, mention)
        bonus = bonus and not TOWARDS.search(between)
        score += 3.0 if bonus else 0.0 if is_location(scene, mention) or not mention.is_place else -1.5
        score -= 6.0 if LISTED_BEHIND.search(between) else 1.5 if same_clause else 3.0
    elif gap <= 3 and scene.text[mention.end : quantity.start].strip() in {"(", "（", "", "'s", "’s"}:
        score += 3.0
    return score + 1.5 * same_clause - gap / 120


def _role(scene: Scene, mention: Mention, prepositions: frozenset[str]) -> float:
    """Owner or subject above, oblique and compared names below."""
    before = scene.folded[max(scene.sentence.start, mention.start - 28) : mention.start]
    after = scene.text[mention.end : mention.end + 2]
    if BASED.match(scene.folded, mention.end) or RANKING.match(scene.folded, mention.end):
        return -4.0
    before = POSSESSOR.sub("", before)
    if COMPARED.search(before) or AMONG.match(scene.folded, mention.end) or is_dateline(scene, mention):
        return -4.0
    if is_fronted(scene, mention):
        return 1.0
    if scene.lang == "zh":
        if before.endswith(CHINESE_OBLIQUE):
            return -2.0
        return 1.5 if not before or before[-1] in "，。；、：“\n" else 1.0 if after[:1] == "的" else 0.5
    if mention.is_place and EXPECTS.match(scene.folded, mention.end):
        return -4.0
    if SHARES_OF.search(before):
        return 1.5
    if OF.search(before):
        return -1.0 if after[:1] in {"'", "’"} else 0.0
    if after[:1] in {"'", "’"}:
        return 1.5
    if before.rstrip().endswith("("):
        return -2.0
    word = WORD_BEFORE.search(before)
    if word and word[1] in prepositions:
        return -1.0 if mention.is_place else -2.0
    if word and VERB.search(word[1]):
        return -1.0
    return min(1.5, _role_of_list(scene, mention, prepositions))


def _role_of_list(scene: Scene, mention: Mention, prepositions: frozenset[str]) -> float:
    """The role of the name that a list began with: in "counts HTC and Acer", both are objects."""
    index = scene.names.index(mention)
    if index == 0:
        return 1.5
    last = scene.names[index - 1]
    between = BRACKETS.sub("", scene.folded[last.end : mention.start])
    linked = AND.fullmatch(between) and last.kind == mention.kind
    return _role(scene, last, prepositions) if linked else 1.5


def _anaphora(scene: Scene, quantity: Quantity, focus: Focus, gazetteer: Gazetteer) -> Iterable[Candidate]:
    """ "the company", 全市, "it": what they stand for, at the place where they are said."""
    clause = scene.clause(quantity.start)
    fronted = any(is_fronted(scene, mention) for mention in scene.names[:1])
    for cue in scene.section("anaphora"):
        word = scene.folded[cue.start : cue.end].rpartition(" ")[2].replace("-", "")
        subject = focus.called.get(word) or _meant(cue.value, focus, gazetteer)
        if subject is None or (cue.start < quantity.end and quantity.start < cue.end):
            continue
        if cue.value == "world" and scene.text[cue.end : cue.end + 2] in {"'s", "’s"}:
            continue
        weight = {"company": 3.0, "city": 3.0, "province": 3.0, "country": 1.5, "world": 0.0}.get(cue.value, 1.5)
        if EXPECTS.match(scene.folded, cue.end) and subject.kind == "place":
            weight = 1.0
        if fronted and cue.value == "other" and subject.kind == "place":
            weight = 0.0
        score = weight + (1.5 if clause[0] <= cue.start < clause[1] else 0.0)
        score -= 3.0 if cue.start > quantity.end else 0.0
        yield Candidate(subject, cue.start, score - abs(quantity.start - cue.start) / 120)
    for mention in scene.names:
        company = _meant("company", focus, gazetteer)
        if (
            company
            and mention.is_place
            and mention.end <= quantity.start
            and (
                COMPANY_NOUN.match(scene.folded, mention.end)
                if mention.adjective
                else BASED_COMPANY.match(scene.folded, mention.end)
            )
        ):
            yield Candidate(company, mention.start, 3.0 - (quantity.start - mention.end) / 120)


def _meant(value: str, focus: Focus, gazetteer: Gazetteer) -> Subject | None:
    if value == "company":
        spoken = focus.subject if focus.subject and focus.subject.kind == "company" else None
        return spoken or focus.main or focus.company
    if value in {"city", "province"}:
        return focus.city or focus.title_place
    if value == "country":
        told = (focus.subject, focus.place, focus.title_place)
        named = [place for place in told if place and place.known and place.known.kind == "country"]
        return named[0] if named else known_place(gazetteer, "CN")
    if value == "world":
        return known_place(gazetteer, "WORLD")
    return focus.subject or focus.company


def _company_unknown(scene: Scene, focus: Focus) -> bool:
    """Whether the sentence speaks of "the company" and the text has named none."""
    return focus.company is None and any(cue.value == "company" for cue in scene.section("anaphora"))


def _is_of_market(scene: Scene, quantity: Quantity) -> bool:
    """Whether the clause is about a market as a whole: "the smartphone market fell 4 percent"."""
    _, end = scene.clause(quantity.end - 1)
    start = max(
        (name.end for name in scene.names if name.end <= quantity.start and name.is_actor), default=scene.sentence.start
    )
    return MARKET.search(scene.folded, start, end) is not None


def _nation(scene: Scene, gazetteer: Gazetteer, scopes: frozenset[str]) -> Subject | None:
    """Sums that a text gives without saying whose are the nation's where a national body says them.

    In Chinese also where the measure is one that the nation's statistics have.
    """
    if scene.lang == "zh" and "country" in scopes:
        return known_place(gazetteer, "CN")
    for mention in scene.names:
        if mention.kind == "source" and mention.known and mention.known.kind == "agency":
            home = gazetteer.by_id.get(mention.known.home or "")
            return subject_of(home) if home and home.kind == "country" else None
    return None
