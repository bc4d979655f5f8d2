"""Whose figure it is, and where: the name that a number is about, among those of its sentence and those still in focus.

Every name of the sentence is a candidate with a role: subject, owner ("X's"), or beside the point ("in X", "than X",
授予X). "The company", "the city", 该公司, 全省 stand for the last company or place in focus. Lists with "respectively",
分别 give row by row. Without a candidate the figure is about what the sentences before were about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from extractors.gazetteer import Gazetteer, KnownName, country_of
from extractors.names import Mention
from extractors.records import Quantity
from extractors.scenes import Scene

LIST_LINK = re.compile(r"^\s*(?:,|、|，|和|与|及|以及|and|as well as|,\s*and|;)?\s*(?:the\s+)?$")
WORD_BEFORE = re.compile(r"([A-Za-z]+)\s+(?:the\s+|a\s+|an\s+|its\s+)?$")
PLACE_LINK = re.compile(
    r"(?:\b(?:in|at|across|throughout|within|outside|into|to)\s+(?:the\s+|mainland\s+|southern\s+|northern\s+|eastern\s+|western\s+)?|在|于|位于)$"
)
COMPARED = re.compile(
    r"(?:\b(?:than|versus|vs\.?|against|compared (?:with|to)|rival|rivals|unlike|like|beating|behind)|比|较|超越|领先于?|仅次于)\s*(?:the\s)?$"
)
OF = re.compile(r"\b(?:of|by|for|from)\s+(?:the\s+)?$")
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
    "授予",
    "联合",
    "包括",
    "位于",
    "为",
    "在",
)
FLOOR = -1.5  # a candidate below it is beside the point


@dataclass(frozen=True, slots=True)
class Subject:
    """A name as a claim carries it."""

    name: str
    kind: str
    known: KnownName | None = None

    @property
    def id(self) -> str | None:
        """Its id in config/entities/, if it is listed there."""
        return self.known.id if self.known else None


@dataclass(frozen=True, slots=True)
class Focus:
    """What the text was about so far: the last subject, the last company and place, and what the headline names."""

    subject: Subject | None = None
    company: Subject | None = None
    place: Subject | None = None
    city: Subject | None = None
    title: Subject | None = None
    title_place: Subject | None = None
    seen: tuple[Subject, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible subject at an offset; the highest score wins."""

    subject: Subject
    start: int
    score: float


def choose_entity(
    scene: Scene, quantity: Quantity, focus: Focus, gazetteer: Gazetteer, prepositions: frozenset[str]
) -> Subject | None:
    """The name that the number is about, or None where the text does not tell."""
    if row := _row_of_list(scene, quantity):
        return row
    candidates = [*_named(scene, quantity, prepositions), *_anaphora(scene, quantity, focus, gazetteer)]
    best = max(candidates, key=lambda item: (item.score, item.start), default=None)
    if best and best.score > FLOOR:
        return best.subject
    return focus.subject or focus.title or focus.title_place or (best.subject if best else None)


def choose_place(
    scene: Scene, quantity: Quantity, entity: Subject | None, focus: Focus, gazetteer: Gazetteer
) -> Subject | None:
    """The place that the figure holds for: the entity if it is one, a place named beside the number, a company's home."""
    if entity and entity.kind == "place":
        return entity
    if near := _place_beside(scene, quantity):
        return near
    if entity is None:
        return focus.place or focus.title_place
    home = gazetteer.by_id.get((entity.known.home or "") if entity.known else "")
    country = country_of(home, gazetteer) if home else None
    return subject_of(country) if country else None


def subject_of(known: KnownName) -> Subject:
    """A known name as a subject."""
    kind = "place" if known.is_place else "company" if known.kind in {"company", "group", "bank"} else known.kind
    return Subject(known.name, kind, known)


def subject_of_mention(mention: Mention) -> Subject:
    """A mention as a subject."""
    return Subject(mention.name, mention.kind, mention.known)


def advance(focus: Focus, scene_names: Iterable[Mention], entity: Subject | None) -> Focus:
    """The focus after a sentence: its last company and place, and the entity of its last claim."""
    for mention in scene_names:
        if mention.adjective:
            continue
        subject = subject_of_mention(mention)
        if mention.is_place:
            focus = replace(focus, place=subject)
            if mention.known and mention.known.kind in {"city", "province", "district"}:
                focus = replace(focus, city=subject)
        elif mention.kind == "company":
            focus = replace(focus, company=subject)
    return replace(focus, subject=entity) if entity else focus


def _named(scene: Scene, quantity: Quantity, prepositions: frozenset[str]) -> Iterable[Candidate]:
    for mention in scene.names:
        if mention.start < quantity.end and quantity.start < mention.end:
            continue
        yield Candidate(subject_of_mention(mention), mention.start, _score(scene, quantity, mention, prepositions))


def _score(scene: Scene, quantity: Quantity, mention: Mention, prepositions: frozenset[str]) -> float:
    score = {"company": 2.0, "product": 1.5, "unknown": 1.0, "place": 0.5}.get(mention.kind, -3.0)
    score += _role(scene, mention, prepositions)
    if mention.adjective:
        score -= 1.0
    if mention.start > quantity.end:
        score -= 1.5
    clause = scene.clause(quantity.start)
    if clause[0] <= mention.start < clause[1]:
        score += 1.5
    gap = quantity.start - mention.end if mention.end <= quantity.start else mention.start - quantity.end
    return score - gap / 120


def _role(scene: Scene, mention: Mention, prepositions: frozenset[str]) -> float:
    """Owner or subject above, oblique and compared names below."""
    before = scene.text[max(scene.sentence.start, mention.start - 24) : mention.start]
    after = scene.text[mention.end : mention.end + 2]
    if COMPARED.search(before.lower()):
        return -4.0
    if scene.lang == "zh":
        if before.endswith(CHINESE_OBLIQUE):
            return -2.0
        return 1.0 if after[:1] == "的" or not before or before[-1] in "，。；、：“\n" else 0.5
    if after[:1] in "'’" and after:
        return 2.0
    if before.rstrip().endswith("("):
        return -2.0
    if OF.search(before.lower()):
        return 0.0
    word = WORD_BEFORE.search(before.lower())
    if word and word[1] in prepositions:
        return -1.0 if mention.is_place else -2.0
    return 1.5


def _anaphora(scene: Scene, quantity: Quantity, focus: Focus, gazetteer: Gazetteer) -> Iterable[Candidate]:
    """ "the company", 全市, "it": what they stand for, at the place where they are said."""
    clause = scene.clause(quantity.start)
    for cue in scene.section("anaphora"):
        subject = _meant(cue.value, focus, gazetteer)
        if subject is None or (cue.start < quantity.end and quantity.start < cue.end):
            continue
        weight = 2.0 if cue.value in {"company", "city", "province"} else 1.0
        score = (
            weight + (1.5 if clause[0] <= cue.start < clause[1] else 0.0) - (1.5 if cue.start > quantity.end else 0.0)
        )
        yield Candidate(subject, cue.start, score - abs(quantity.start - cue.start) / 120)


def _meant(value: str, focus: Focus, gazetteer: Gazetteer) -> Subject | None:
    if value == "company":
        return focus.company or (focus.title if focus.title and focus.title.kind == "company" else None)
    if value in {"city", "province"}:
        return focus.city or focus.title_place
    if value == "country":
        return subject_of(gazetteer.by_name["China"]) if "China" in gazetteer.by_name else None
    if value == "world":
        return subject_of(gazetteer.by_id["WORLD"]) if "WORLD" in gazetteer.by_id else None
    return focus.subject or focus.company


def _row_of_list(scene: Scene, quantity: Quantity) -> Subject | None:
    """The name at the number's place in a list: "A, B and C had 1, 2 and 3 respectively"."""
    if not re.search(r"respectively|分别", scene.folded[scene.sentence.start : scene.sentence.end]):
        return None
    numbers = [other for other in scene.quantities if other.unit == quantity.unit]
    names = _longest_list(scene)
    if len(names) != len(numbers) or len(names) < 2 or quantity not in numbers:
        return None
    return subject_of_mention(names[numbers.index(quantity)])


def _longest_list(scene: Scene) -> list[Mention]:
    """The longest run of names that only commas and "and" keep apart."""
    best: list[Mention] = []
    run: list[Mention] = []
    for mention in scene.names:
        if run and not LIST_LINK.match(scene.text[run[-1].end : mention.start]):
            run = []
        run.append(mention)
        if len(run) > len(best):
            best = list(run)
    return best


def _place_beside(scene: Scene, quantity: Quantity) -> Subject | None:
    """A place with "in" or 在 in the number's clause, else one such place before it in the sentence."""
    linked = [
        mention
        for mention in scene.names
        if mention.is_place
        and not mention.adjective
        and PLACE_LINK.search(scene.folded[max(scene.sentence.start, mention.start - 16) : mention.start])
    ]
    start, end = scene.clause(quantity.start)
    inside = [mention for mention in linked if start <= mention.start < end]
    before = [mention for mention in linked if mention.end <= quantity.start]
    chosen = inside[-1:] or before[-1:]
    return subject_of_mention(chosen[0]) if chosen else None
