"""What a sentence leaves in focus for the next: its last company and place, and what it was about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extractors.names.company_signs import FIRM
from extractors.names.gazetteer import Gazetteer
from extractors.names.mentions import Mention
from extractors.names.name_rules import NameRules
from extractors.owners.focus import Focus, Located, Subject, is_world, known_place, subject_of, subject_of_mention
from extractors.owners.insertions import acts, is_inserted
from extractors.owners.meant_places import named_kinds
from extractors.owners.places import LOCAL, find_located
from extractors.owners.places_beside import is_location
from extractors.owners.possession import described_place
from extractors.owners.ratings import is_broker
from extractors.owners.roles import role_of
from extractors.owners.works import find_works
from extractors.owners.worldwide import is_cause
from extractors.quick_records import replace
from extractors.records import Quantity
from extractors.scenes import Scene

ASIDE = 60  # characters of a bracket before a number
TOPIC = 1.0  # the least role of a name that a sentence is about
# "The company, put on a blacklist in 2019, sold its brand Larkspur": still of the company
OPENS_AGAIN = re.compile(
    r"(?:the|this)\s(?:company|firm|group|carrier|operator|start-?up|giant|conglomerate)\b|it\s(?!is\b|was\b)|(?:its|their)\s(?!rivals?\b|competitors?\b|parent\b)"
)
A_FIRM = re.compile(rf"\s(?:[a-z-]+\s){{0,2}}?{FIRM}\b(?!s)")
SAID_FROM = re.compile(r"(?:['’]s)?\s(?:[a-z][a-z-]*\s){0,5}?[a-z][a-z-]*,?\s")  # " tyre maker ", "'s largest makers, "
PASSING = frozenset({"source", "person", "document"})
OPENING_LINES = 3  # sentences of a text that say which market it is about
OF_WORLD = re.compile(
    r"\b(?:global|worldwide)\s(?:[\w-]+\s){0,3}?(?:sales|shipments|market|demand|output|industry|production|deliveries)\b"
)
RELATION = r"(?:rival|competitor|peer|customer|client|supplier|partner|investor|shareholder|backer|lender)"
RELATIVE_BEFORE = re.compile(rf"\b{RELATION}\s$")
RELATIVE_BEHIND = re.compile(rf",\s(?:an?|its|another|the|one\sof\sits)\s(?:[\w-]+\s){{0,3}}?{RELATION}s?\b")
INVESTS = re.compile(
    r"\s(?:(?:is|was|has|had|also|will|co-)\s?){0,2}(?:lead(?:ing|s)?|led|co-led|join(?:ed|s|ing)|participat(?:ed|es|ing)|took\spart|invest(?:ed|s|ing)|back(?:ed|s|ing))"
    r"\s(?:in\s)?(?:the|that|this|its|their)\s(?:[\w$.-]+\s){0,4}?(?:rounds?|funding|financing|company|firm|start-?up|series)\b"
)
COMPARING = re.compile(r"\b(?:than|compared (?:with|to)|versus|against|behind|ahead of|above|below)\b")


def advance(focus: Focus, scene: Scene, entity: Subject | None, rules: NameRules, gazetteer: Gazetteer) -> Focus:
    """The focus after a sentence: its last company and place, and the entity of its last claim or its subject."""
    named = [name for name in scene.names if not (name.adjective or name.kind in PASSING or is_world(name))]
    roles = [role_of(scene, name, rules) for name in named]
    topics = (
        name
        for name, role in zip(named, roles, strict=True)
        if role >= TOPIC
        and _can_be_topic(name, focus)
        and not (
            _only_owns(scene, name)
            or _only_invests(scene, name, focus)
            or _is_relative(scene, name, focus)
            or is_inserted(scene, name)
            or _only_tells(name, named)
            or _is_kind(scene, name)
        )
    )
    again = focus.subject is not None and OPENS_AGAIN.match(scene.folded, scene.sentence.start) is not None
    topic = None if again else next((subject_of_mention(name) for name in topics), None)
    standing = focus.subject if scene.lang == "zh" and focus.subject else topic or focus.subject
    # The world is what others are compared with, and an event is where others do things.
    entity = _maker_of(entity, named, focus) or entity
    relative = entity is not None and any(
        name.name == entity.name and _is_relative(scene, name, focus) for name in named
    )
    entity = None if relative else entity
    told = entity if entity and entity.id != "WORLD" and entity.kind != "event" else None
    places = [name for name in named if name.is_place]
    return replace(
        focus,
        said=None,
        beside=None,
        actors=tuple(dict.fromkeys(subject_of_mention(name) for name in named if name.is_actor)) or focus.actors,
        product=_last([name for name in named if name.kind == "product"]) or focus.product,
        index=_last([name for name in named if name.kind == "index"]) or focus.index,
        nation=nation_of(scene, gazetteer) or focus.nation,
        world_line=scene.sentence.line if entity and entity.id == "WORLD" and not named else -1,
        subject=told or standing,
        company=_company(focus, named, roles),
        place=_last([name for name in places if is_location(scene, name, rules)]) or focus.place,
        there=_last(places) or focus.there,
        works=find_works(scene) or focus.works,
        city=_last(_innermost([name for name in places if name.known and name.known.kind in LOCAL])) or focus.city,
        trades=_trades(focus, scene),
        homes=_homes(focus, scene),
        kinds=named_kinds(scene, focus.kinds),
        stage=focus.stage or (entity if _tells_of_world(focus, scene, entity) else None),
        located=find_located(scene, focus, rules) or _worldwide(scene, entity, gazetteer) or focus.located,
    )


def _is_kind(scene: Scene, name: Mention) -> bool:
    """Whether a place only says of which kind a thing is: "put on a U.S. trade blacklist", "the US firm warned"."""
    if name.is_place and A_FIRM.match(scene.folded, name.end):
        return True
    if name.is_place and any(0 <= name.start - quantity.end <= 1 for quantity in scene.quantities):
        return True  # "six U.S. states"
    return name.is_place and scene.folded.endswith((" a ", " an "), scene.sentence.start, name.start)


def nation_of(scene: Scene, gazetteer: Gazetteer) -> Subject | None:
    """The country whose national body a sentence names: China for 工业和信息化部; the world for a body of the world."""
    return first_nation(scene.names, gazetteer)


def first_nation(names: Sequence[Mention], gazetteer: Gazetteer) -> Subject | None:
    """The country, or the world, of the first national or world body among the names, also of an association that is
    named for its country; the province or city of a body that is named for it: 广东省通信管理局.
    """
    for mention in names:
        if mention.inside and mention.local_body:
            return subject_of(mention.inside)
        home = gazetteer.by_id.get(mention.known.home or "") if mention.known and mention.kind == "source" else None
        national = (
            mention.known and home and (mention.known.kind == "agency" or mention.known.name.startswith(home.name))
        )
        if home and (home.kind == "world" or national):
            return subject_of(home) if home.kind in {"country", "world"} else None
    return None


def lasting_entity(scene: Scene, told: Sequence[tuple[Quantity, Subject | None]], rules: NameRules) -> Subject | None:
    """Whose the last figure of a sentence is; the first's where the last is only what that is compared with."""
    if not told:
        return None
    stated = [one for one in told if not (_is_bracketed(scene, one[0]) or is_inserted(scene, one[0]))]
    if not stated and not _opens_with(scene, told[-1][1]):
        return None
    stated = stated or list(told)
    place = described_place(scene, stated[-1][0]) if scene.lang == "en" else None
    if place and any(name.is_actor and role_of(scene, name, rules) >= TOPIC for name in scene.names):
        stated = stated[:-1]
    if not stated:
        return None
    (first, entity), (last, other) = stated[0], stated[-1]
    if scene.lang == "zh" and other and _is_listed(scene, other):
        return None
    if scene.lang == "en" and entity == other and other is not None and _is_in_passing(scene, other, rules):
        return None
    compared = scene.lang == "en" and COMPARING.search(scene.folded, first.end, max(first.end, last.start))
    passing = scene.lang == "en" and other is not None and _is_in_passing(scene, other, rules)
    return entity if entity and (compared or passing) else other


def _is_in_passing(scene: Scene, subject: Subject, rules: NameRules) -> bool:
    """Whether a sentence names a company only in passing: the Acer of "the firm cut the prices of Acer's phones"; or
    counts parts of a land: "Seven Peruvian cities have bid for it".
    """
    named = [name for name in scene.names if name.name == subject.name]
    if subject.kind == "place":
        return bool(named) and all(rules.places.parts.match(scene.folded, name.end) for name in named)
    if subject.kind == "unknown" and not any(acts(scene, name) for name in named):
        return bool(named)
    return bool(named) and max(role_of(scene, name, rules) for name in named) < 0


def _opens_with(scene: Scene, entity: Subject | None) -> bool:
    """Whether a name is the first of its sentence: not the Peru of "Acer sells in Peru, which has 12 carriers"."""
    first = next((name for name in scene.names if name.is_actor or name.is_place), None)
    return scene.lang != "en" or first is None or (entity is not None and first.name == entity.name)


def _is_bracketed(scene: Scene, quantity: Quantity) -> bool:
    """Whether a number stands in brackets, as an aside: "lower income from Acer (down 3 million)"."""
    start = max(scene.sentence.start, quantity.start - ASIDE)
    opened = scene.text.rfind("(", start, quantity.start)
    return opened > scene.text.rfind(")", start, quantity.start)


def _is_listed(scene: Scene, place: Subject) -> bool:
    """Whether a place is only one of several that a Chinese sentence lists: 江苏、山东等省份."""
    if place.kind != "place":
        return False
    return any(
        name.name == place.name
        and "、" in (scene.text[max(0, name.start - 1) : name.start], scene.text[name.end : name.end + 1])
        for name in scene.names
    )


def _worldwide(scene: Scene, entity: Subject | None, gazetteer: Gazetteer) -> Located | None:
    """The last figure of a sentence on the world's market: "Global sales fell 4 percent. Acer held 9 percent"; one
    without figures places what follows as well.
    """
    if entity is not None and entity.id == "WORLD" and scene.quantities:
        return Located(entity, scene.sentence.line, scene.quantities[-1].unit)
    if scene.lang == "zh" or scene.quantities or not _is_on_world(scene):
        return None
    world = known_place(gazetteer, "WORLD")
    return Located(world, scene.sentence.line, "") if world else None


def _is_on_world(scene: Scene) -> bool:
    """Whether a sentence tells of the world's market, and not only of it as the reason for something else."""
    told = OF_WORLD.search(scene.folded, *scene.sentence.span)
    return told is not None and not is_cause(scene.folded, *told.span())


def _maker_of(product: Subject | None, named: Sequence[Mention], focus: Focus) -> Subject | None:
    """The maker of a product where its sentence names him, or the text is about him: he is what it goes on with."""
    parent = product.known.parent if product and product.known and product.kind == "product" else None
    if parent is None:
        return None
    here = next((subject_of_mention(name) for name in named if name.known and name.known.id == parent), None)
    return here or next((one for one in (focus.company, focus.main, focus.title) if one and one.id == parent), None)


def _can_be_topic(name: Mention, focus: Focus) -> bool:
    """Whether a sentence can be about a name; an unlisted one of no kind only where the headline has it."""
    return (
        name.kind != "unknown" or name.known is not None or (focus.title is not None and focus.title.name == name.name)
    )


def _only_tells(name: Mention, named: Sequence[Mention]) -> bool:
    """Whether a bank is named beside another company: it tells of that one (国君称，中国移动业绩…)."""
    return is_broker(name) and any(other.kind == "company" and other.known and not is_broker(other) for other in named)


def _only_owns(scene: Scene, name: Mention) -> bool:
    """Whether a sentence without figures only mentions a name as an owner: "the customers of Acme are now counted"."""
    return (
        not name.is_place
        and not scene.quantities
        and scene.folded.endswith((" of ", " of the "), scene.sentence.start, name.start)
    )


def _only_invests(scene: Scene, name: Mention, focus: Focus) -> bool:
    """Whether a company only puts money into the one that a text is about: "Larch is leading the round"."""
    about = focus.subject is not None and focus.subject.kind == "company"
    return about and INVESTS.match(scene.folded, name.end) is not None


def _is_relative(scene: Scene, name: Mention, focus: Focus) -> bool:
    """Whether a company is told of only as what it is to the one that the text is about: "Rival Larch sold", "Larch, a
    customer, ordered".
    """
    standing, about = focus.subject, focus.title
    if standing is None or about is None or standing.name != about.name or name.name == standing.name:
        return False
    before = RELATIVE_BEFORE.search(scene.folded, max(scene.sentence.start, name.start - 24), name.start)
    return before is not None or RELATIVE_BEHIND.match(scene.folded, name.end) is not None


def _innermost(places: list[Mention]) -> list[Mention]:
    """Places without those that another one of them lies in: of "Oslo, a city in Viken province" only Oslo."""
    above = {place.known.parent for place in places if place.known}
    return [place for place in places if place.known and place.known.id not in above]


def _last(names: list[Mention]) -> Subject | None:
    return subject_of_mention(names[-1]) if names else None


def _company(focus: Focus, named: list[Mention], roles: list[float]) -> Subject | None:
    """The last company that does or has something; the first one at all where none did."""
    company = focus.company
    for name, role in zip(named, roles, strict=True):
        if name.kind == "company" and (role >= 0 or company is None):
            company = subject_of_mention(name)
    return company


def _trades(focus: Focus, scene: Scene) -> Mapping[str, Subject]:
    """The last company of each trade."""
    told = {name.known.trade: subject_of_mention(name) for name in scene.names if name.known and name.known.trade}
    return {**focus.trades, **told} if told else focus.trades


def _homes(focus: Focus, scene: Scene) -> Mapping[str, Subject]:
    """The last company of each country, also by what it is called: "the Italian tyre maker Larkspur"."""
    told = {
        name.known.home: subject_of_mention(name)
        for name in scene.names
        if name.known_company and name.known and name.known.home
    }
    called = {
        place.known.id: subject_of_mention(name)
        for place, name in pairwise(scene.names)
        if scene.lang == "en"
        and place.is_place
        and place.known
        and name.kind == "company"
        and name.known is None
        and SAID_FROM.fullmatch(scene.folded, place.end, name.start)
    }
    return {**focus.homes, **told, **called} if told or called else focus.homes


def _tells_of_world(focus: Focus, scene: Scene, entity: Subject | None) -> bool:
    """Whether a text begins with how many are sold in the world, or tells of its market before it names anybody."""
    world = entity is not None and entity.id == "WORLD"
    early = scene.sentence.line <= OPENING_LINES and any(quantity.unit == "count" for quantity in scene.quantities)
    return world and scene.lang == "en" and (early or not (focus.title or focus.title_place or focus.subject))
