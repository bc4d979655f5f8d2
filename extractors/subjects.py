"""Whose figure it is: the name that a number is about, among those of its sentence and those still in focus.

Every name of the sentence is a candidate with a role: subject, owner ("X's"), or beside the point ("in X", "than X",
向X). Pronouns and words like "the company", 全省 stand for a candidate too. Lists with "respectively", 分别 give row by
row, a market is its country's or the world's. Without a candidate the figure is about what the sentences before were
about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.anaphora import find_anaphora, meant_company
from extractors.cues import Cue
from extractors.focus import Focus, Subject, is_world, known_place, subject_of_mention
from extractors.focus_shift import nation_of
from extractors.gazetteer import Gazetteer
from extractors.markets import industry_of, is_of_market, market_of, whole_market
from extractors.mentions import Mention
from extractors.name_rules import NameRules
from extractors.places import is_fronted, is_location
from extractors.possession import is_agent, is_given, owns, owns_another
from extractors.records import Quantity
from extractors.roles import BESIDE_THE_POINT, SUBJECT, is_in_apposition, role_of
from extractors.rows import head_of_list, row_of_list, sum_of_list, whole_of_part
from extractors.scenes import Scene
from extractors.speakers import Source

COMPANY_NOUN = re.compile(
    r"\s+(?:[\w-]+\s+)?(?:automaker|carmaker|company|firm|giant|maker|manufacturer|operator|start-?up|group"
    r"|brand|vendor|developer"
    r"|retailer|chipmaker|carrier|supplier|tech giant|telco)\b(?!s)"
)  # "the Chinese automaker" is a company and not China
BASED_COMPANY = re.compile(r"-based(?=\s)" + COMPANY_NOUN.pattern)
COMPANIES = re.compile(
    r"(?:vendors|companies|firms|makers|manufacturers|operators|carriers|suppliers|brands|enterprises|start-?ups|producers)$"
)
ASKED = ("analysts", "economists", "brokers", "brokerages", "respondents", "forecasters", "分析师", "受访者", "机构")
LISTED_BEHIND = re.compile(r"[:：]|\s[—–-]\s|——")  # "three carriers: A, B and C" is about none of them alone
TOWARDS = re.compile(r"\bto\s+(?:the\s+)?$")  # "600 of them are coming to Spain": not Spain's
COMPANY_SCOPES = frozenset({"company", "product"})
EXISTENTIAL = re.compile(r"\bthere (?:are|were|is|was|had been|have been)\b")
CONTRAST = re.compile(r"\b(?:while|whereas|whilst|but)\s")
# "a Hong Kong listing", "its Shanghai plant": the place only says which.
MODIFIES = re.compile(r"\b(?:an?|its|their|his|her)\s(?:[a-z-]+\s)?$")
A_NOUN = re.compile(r"\s[a-z]")
OF_ALL = re.compile(r"\bof (?:the |all )?$")  # "60 percent of the global total" is somebody's
COUNTED_REACH = 48
OPENING_WORDS = 3  # before the number of a clause's subject: "More than ten", "The top three"
OUT_OF_PLACE = -3.0  # a place below it is named for another reason
OWNER = 7.0  # of a name right before its number: "more than AT&T's 300,000", "behind Japan with 419"
FLOOR = 0.0  # a candidate below it is beside the point
PLACE_FLOOR = -1.5  # counted things are of the place that the sentence names, even if only "in" it
KIND_WEIGHT = {"company": 2.0, "product": 1.5, "index": 1.5, "unknown": 1.0, "place": 0.5}
CUE_WEIGHT = {"company": 3.0, "city": 3.0, "province": 3.0, "country": 1.5, "world": 0.0}
SPEAKS_OF_OTHERS = frozenset({"source", "person", "unknown"})


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
    rules: NameRules,
    *,
    speaker: Source | None = None,
    scopes: frozenset[str] = frozenset(),
) -> Subject | None:
    """The name that the number is about, or None where the text does not tell.

    `scopes` says whose figures the measure can be: what only countries have is not of a company that stands elsewhere.
    """
    if is_poll(quantity):
        return None
    row = row_of_list(scene, quantity) or sum_of_list(scene, quantity, gazetteer) or whole_of_part(scene, quantity)
    if row or (row := market_of(scene, quantity, focus, gazetteer, rules)):
        return row
    if focus.happening and _takes_part(scene, quantity, rules):
        return focus.happening
    candidates = [
        *_named(scene, quantity, focus, rules, speaker),
        *_anaphoric(scene, quantity, focus, gazetteer, rules),
    ]
    best = max(candidates, key=lambda item: (item.score, item.start), default=None)
    if best and best.score > (PLACE_FLOOR if quantity.unit == "count" and best.subject.kind == "place" else FLOOR):
        if focus.said and _is_passed(scene, quantity, best, rules):
            return focus.said
        here = scene.clause(quantity.start)[0] <= best.start < quantity.start
        return best.subject if here else _in_scope(best.subject, candidates, focus, scopes)
    if _company_unknown(scene, focus) or _city_unknown(scene, quantity, focus):
        return None
    if is_of_market(scene, quantity) or _begins_with_companies(scene, quantity, focus):
        return whole_market(scene, quantity, focus, gazetteer, rules)
    if not focus.said and (place := industry_of(scene, quantity, speaker, rules)):
        return place
    if fallback := focus.said or _standing(scene, focus, gazetteer):
        specified = fallback.kind == "place" and quantity.unit in rules.places.specifications
        return None if specified else _in_scope(fallback, candidates, focus, scopes)
    return _best_place(candidates) or _nation(scene, focus, gazetteer, scopes)


def _is_passed(scene: Scene, quantity: Quantity, best: Candidate, rules: NameRules) -> bool:
    """Whether a place is where the number before holds: Norway in "won 10 percent in Norway and 5 percent in Peru"."""
    if best.subject.kind != "place" or not scene.number_between(scene.sentence.start, best.start):
        return False
    place = next((name for name in scene.names if name.start == best.start), None)
    return place is not None and place.end <= quantity.start and is_location(scene, place, rules)


def _takes_part(scene: Scene, quantity: Quantity, rules: NameRules) -> bool:
    """Whether the number counts who is at an event, and no company stands before it in its clause."""
    if quantity.unit not in {"count", "percent", "times"}:
        return False
    start, end = scene.clause(quantity.start) if quantity.unit == "count" else scene.sentence.span
    own = any(name.kind in {"company", "product"} and start <= name.start < quantity.start for name in scene.names)
    return not own and rules.places.takes_part.search(scene.folded, start, end) is not None


def _standing(scene: Scene, focus: Focus, gazetteer: Gazetteer) -> Subject | None:
    """What the text is about where the sentence names nobody; "there are" rather tells of a place than of a company."""
    if focus.world_line == scene.sentence.line:
        return known_place(gazetteer, "WORLD")
    place = focus.title_place or focus.place
    if place and EXISTENTIAL.search(scene.folded, scene.sentence.start, scene.sentence.end):
        return place
    return focus.subject or focus.title or focus.title_place or focus.stage


def _in_scope(subject: Subject, candidates: list[Candidate], focus: Focus, scopes: frozenset[str]) -> Subject | None:
    """The subject, or where it cannot have such a figure, the place or company in focus that can."""
    if focus.said and focus.said.name == subject.name:
        return subject
    if not scopes or subject.kind not in {"place", "company", "index"}:
        return subject
    if subject.kind == "company" and not scopes & COMPANY_SCOPES:
        return _best_place(candidates) or focus.place or focus.title_place
    if subject.kind != "company" and scopes <= COMPANY_SCOPES:
        spoken = focus.title if focus.title and focus.title.kind == "company" else None
        return focus.company or spoken or subject
    return subject


def _best_place(candidates: list[Candidate]) -> Subject | None:
    places = [item for item in candidates if item.subject.kind == "place" and item.score > OUT_OF_PLACE]
    return max(places, key=lambda item: item.score).subject if places else None


def is_poll(quantity: Quantity) -> bool:
    """Whether the number counts those who were asked: "a poll of 10 analysts"; nobody's figure."""
    noun = re.sub(r"['’]s? (?:forecasts|estimates)$|['’]$", "", (quantity.noun or "").lower())
    return quantity.unit == "count" and noun.endswith(ASKED)


def _named(
    scene: Scene, quantity: Quantity, focus: Focus, rules: NameRules, speaker: Source | None
) -> Iterator[Candidate]:
    near = scene.names_near(quantity)
    for mention in near:
        if mention.start >= quantity.end or quantity.start >= mention.end:
            score = _score(scene, quantity, mention, rules) + _as_institute(scene, quantity, mention, rules, speaker)
            if focus.subject and focus.subject.kind == "company" and _is_field(scene, quantity, mention, rules):
                score -= 3.0
            if speaker and speaker.start <= mention.start < speaker.end:
                score -= _as_speaker(scene, mention, focus, speaker)
            head = head_of_list(scene, quantity, mention, near)
            yield Candidate(subject_of_mention(head), mention.start, score)


def _as_institute(
    scene: Scene, quantity: Quantity, mention: Mention, rules: NameRules, speaker: Source | None
) -> float:
    """What a university or centre gains for being the subject of its clause without being who speaks."""
    states = mention.known is not None and mention.known.kind not in {"institute", "association"}
    if mention.kind != "source" or states or (speaker and speaker.start <= mention.start < speaker.end):
        return 0.0
    start, _ = scene.clause(quantity.start)
    subject = start <= mention.start < mention.end <= quantity.start and role_of(scene, mention, rules) >= SUBJECT
    return 3.0 if subject else 0.0


def _is_field(scene: Scene, quantity: Quantity, mention: Mention, rules: NameRules) -> bool:
    """Whether a sentence only begins with where a company earned or lost: "In Peru revenue fell 8 percent"."""
    clause = scene.clause(quantity.start)
    return is_fronted(scene, mention) and rules.places.company_wide.search(scene.folded, *clause) is not None


def _as_speaker(scene: Scene, mention: Mention, focus: Focus, speaker: Source) -> float:
    """What a name loses for being who speaks: a bank or a person tells of others, a company mostly of itself."""
    others = any(
        (name.is_place or name.is_actor) and not speaker.start <= name.start < speaker.end for name in scene.names[:16]
    )
    if mention.kind == "company":
        return 4.0 if mention.known and mention.known.kind == "bank" and (focus.subject or others) else 0.0
    if mention.kind not in SPEAKS_OF_OTHERS:
        return 0.0
    return 3.0 if others or (focus.subject and focus.subject.name != mention.name) else 0.0


def _score(scene: Scene, quantity: Quantity, mention: Mention, rules: NameRules) -> float:
    if owns(scene, mention, quantity) or is_given(scene, mention, quantity):
        return OWNER
    if owns_another(scene, mention, quantity) or is_in_apposition(scene, mention, quantity):
        return BESIDE_THE_POINT
    score = KIND_WEIGHT.get(mention.kind, -3.0) + role_of(scene, mention, rules)
    if mention.kind == "product" and quantity.unit in rules.places.specifications:
        score += 2.0
    if mention.is_place and (
        _is_part(scene, mention, rules)
        or COMPANY_NOUN.match(scene.folded, mention.end)
        or _only_modifies(scene, mention)
    ):
        return -5.0
    if mention.adjective:
        score += _as_adjective(scene, mention, rules)
    if mention.known and mention.known.kind == "bank":
        score -= 1.0 if mention.end <= quantity.start else 5.0  # "…, Goldman Sachs predicts"
    if is_world(mention):
        score -= 2.0
    if _is_cut_off(scene, quantity, mention):
        score -= 2.0
    start, end = scene.clause(quantity.start)
    same_clause = start <= mention.start < end
    gap = quantity.start - mention.end if mention.end <= quantity.start else mention.start - quantity.end
    if mention.start > quantity.end:
        if is_agent(scene, quantity, mention):
            return OWNER
        score += _behind(scene, quantity, mention, rules, same_clause=same_clause)
    elif gap <= 3 and scene.text[mention.end : quantity.start].strip() in {"(", "（", "", "'s", "’s"}:
        score += 3.0
    return score + 1.5 * same_clause - gap / 120


def _only_modifies(scene: Scene, mention: Mention) -> bool:
    """Whether a place only says which of a kind: "weighs a Hong Kong listing", "its Shanghai plant delivered"."""
    if mention.adjective or not A_NOUN.match(scene.folded, mention.end):
        return False
    return MODIFIES.search(scene.folded, max(scene.sentence.start, mention.start - 24), mention.start) is not None


def _is_cut_off(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """Whether another name follows a "while" between a name and the number: "Acer had 5 percent while Dell had 3"."""
    cuts = [match.end() for match in CONTRAST.finditer(scene.folded, mention.end, max(mention.end, quantity.start))]
    return bool(cuts) and any(
        cuts[-1] <= name.start < quantity.start and name.is_actor and not name.adjective
        for name in scene.names_near(quantity)
    )


def _as_adjective(scene: Scene, mention: Mention, rules: NameRules) -> float:
    """ "Chinese vendors" and "the Chinese market" are China's; "the Chinese vendor" is a company, so is "Chinese firms
    Huawei and ZTE".
    """
    if COMPANY_NOUN.match(scene.folded, mention.end):
        return -5.0
    group = rules.groups.match(scene.folded, mention.end) if rules.groups else None
    if group is None:
        return -1.0
    named = any(0 <= other.start - group.end() <= 1 for other in scene.names)
    return -5.0 if named else 1.0


def _behind(scene: Scene, quantity: Quantity, mention: Mention, rules: NameRules, *, same_clause: bool) -> float:
    """What a name behind the number loses or, as the place of what is counted, gains."""
    between = scene.text[quantity.end : mention.start]
    located = mention.is_place and is_location(scene, mention, rules) and not TOWARDS.search(between)
    counted = quantity.unit == "count" and len(between) < 36 and located
    bonus = 3.0 if counted else 0.0 if located or not mention.is_place else -1.5
    if mention.is_actor and (_is_after_actor(scene, quantity) or _counts_companies(quantity)):
        bonus -= 2.0
    return bonus - (6.0 if LISTED_BEHIND.search(between) else 1.5 if same_clause else 3.0)


def _is_after_actor(scene: Scene, quantity: Quantity) -> bool:
    """Whether a company stands before the number: in "Acer won 3 percent of a Dell contract" it is Acer's."""
    return any(name.is_actor and scene.sentence.start <= name.start < quantity.start for name in scene.names)


def _begins_with_companies(scene: Scene, quantity: Quantity, focus: Focus) -> bool:
    """Whether a clause is about a number of companies: "The top three vendors lost"."""
    opening = scene.text[scene.clause(quantity.start)[0] : quantity.start]
    if focus.said:
        return False
    return scene.lang == "en" and len(opening.split()) <= OPENING_WORDS and _counts_companies(quantity)


def _counts_companies(quantity: Quantity) -> bool:
    """Whether the number counts companies, which is no company's figure: "the top three vendors"."""
    return quantity.unit == "count" and COMPANIES.search((quantity.noun or "").lower()) is not None


def _anaphoric(
    scene: Scene, quantity: Quantity, focus: Focus, gazetteer: Gazetteer, rules: NameRules
) -> Iterator[Candidate]:
    """ "the company", 全市, "it": what they stand for, at the place where they are said."""
    clause = scene.clause(quantity.start)
    fronted = any(is_fronted(scene, mention) for mention in scene.names[:1])
    for cue, subject in find_anaphora(scene, focus, gazetteer, rules):
        if cue.start < quantity.end and quantity.start < cue.end:
            continue
        if cue.value == "world" and (
            scene.text[cue.end : cue.end + 2] in {"'s", "’s"}
            or OF_ALL.search(scene.folded, max(scene.sentence.start, cue.start - 8), cue.start)
        ):
            continue
        weight = CUE_WEIGHT.get(cue.value, 1.5)
        if subject.kind == "place" and rules.places.expects.match(scene.folded, cue.end):
            weight = 1.0
        if fronted and cue.value == "other" and subject.kind == "place":
            weight = 0.0
        score = weight + (1.5 if clause[0] <= cue.start < clause[1] else 0.0)
        score -= 3.0 if cue.start > quantity.end and not _is_counted_there(scene, quantity, cue) else 0.0
        yield Candidate(subject, cue.start, score - abs(quantity.start - cue.start) / 120)
    for mention in scene.names_near(quantity):
        called = mention.is_place and mention.end <= quantity.start and _is_called_company(scene, mention, rules)
        if called and (company := _company_from(scene, mention, focus)):
            yield Candidate(company, mention.start, 3.0 - (quantity.start - mention.end) / 120)


def _is_counted_there(scene: Scene, quantity: Quantity, cue: Cue) -> bool:
    """Whether a number counts what is in the place behind it: "400 firms based in the municipality"."""
    between = scene.folded[quantity.end : cue.start]
    return quantity.unit == "count" and len(between) < COUNTED_REACH and between.endswith((" in ", " across "))


def _is_called_company(scene: Scene, mention: Mention, rules: NameRules) -> bool:
    """Whether a place only says which company is meant: "the Chinese automaker", "the Shenzhen-based firm"."""
    match = (
        COMPANY_NOUN.match(scene.folded, mention.end)
        or BASED_COMPANY.match(scene.folded, mention.end)
        or _is_part(scene, mention, rules)
    )
    return match is not None and not any(0 <= other.start - match.end() <= 1 for other in scene.names)


def _city_unknown(scene: Scene, quantity: Quantity, focus: Focus) -> bool:
    """Whether the clause speaks of 全市 or 我省 and the text has named no city or province."""
    start, end = scene.clause(quantity.start)
    told = focus.city or focus.title_place
    return told is None and any(
        cue.value in {"city", "province"} and start <= cue.start < end for cue in scene.section("anaphora")
    )


def _company_from(scene: Scene, place: Mention, focus: Focus) -> Subject | None:
    """The company that a place tells of: the one of that country named last, else the one in focus."""
    home = place.known.id if place.known else ""
    named = [name for name in scene.names if name.end <= place.start and name.known and name.known.home == home]
    if named:
        return subject_of_mention(named[-1])
    standing = meant_company(focus)
    at_home = standing and standing.known and standing.known.home == home
    return standing if at_home else focus.homes.get(home) or standing


def _is_part(scene: Scene, mention: Mention, rules: NameRules) -> re.Match[str] | None:
    """Whether a place says which part of a company is meant: "the UK unit", "its Hong Kong business"."""
    return rules.parts.match(scene.folded, mention.end) if rules.parts else None


def _company_unknown(scene: Scene, focus: Focus) -> bool:
    """Whether the sentence speaks of "the company" and the text has named none."""
    return meant_company(focus) is None and any(cue.value == "company" for cue in scene.section("anaphora"))


def _nation(scene: Scene, focus: Focus, gazetteer: Gazetteer, scopes: frozenset[str]) -> Subject | None:
    """Sums that a text gives without saying whose are the nation's whose body was named last.

    In Chinese also where the measure is one that the nation's statistics have.
    """
    if scene.lang == "zh" and "country" in scopes:
        return known_place(gazetteer, "CN")
    return nation_of(scene, gazetteer) or focus.nation
