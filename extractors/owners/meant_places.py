"""Places that are told by what they are: "in the region", "across the country" stand for the one named last."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.names.mentions import Mention
from extractors.owners.focus import Focus, Subject, subject_of_mention
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.signals import signal

# "sold 8,000 cars in the region", but no "in the country's north", "in the region of 40 percent".
MEANT = re.compile(
    r"\b(?:in|across|throughout|within)\s(?:the|this|that)\s(?:whole\s|entire\s)?"
    r"(?P<word>region|bloc|continent|country|nation|province|city|municipality)\b(?!['’-]|\s(?:of|where|with)\b)"
)
# 在合肥设厂。目前该工厂占地70万平方米: the works that were told of stand where the last place was named.
WORKS = re.compile(
    "[该这本](?:座|个|家)?(?:超级|智能|新)?(?:工?厂|厂区|基地|产业园|园区|产线|生产线|项目|中心)(?!的?(?:公司|企业|产品))"
)
# Between a place and the firm that is at home there: "'s ", " carmaker ", "-based "
OF_FIRM = re.compile(r"(?:['’]s|-based)?\s(?:[a-z][a-z-]*\s){0,3}")
PLACE_WORD, OF_WORKS = signal(MEANT), signal(WORKS)
LOCAL = frozenset({"city", "province", "district"})
KINDS = {
    "region": "region",
    "bloc": "region",
    "continent": "region",
    "country": "country",
    "nation": "country",
    "province": "province",
    "city": "city",
    "municipality": "city",
}


def named_kinds(scene: Scene, before: Mapping[str, Subject]) -> Mapping[str, Subject]:
    """The place of each kind that was named last, "European" like Europe: {"region": Europe}."""
    told = {
        name.known.kind: subject_of_mention(name)
        for name in scene.names
        if name.is_place and name.known and not _is_home_of_firm(scene, name)
    }
    return {**before, **told} if told else before


def is_introduced(scene: Scene, firm: Subject) -> bool:
    """Whether a sentence says where a firm is at home, as of one that is new to its reader: "Chinese company BYD"."""
    return any(name.is_place and _is_home_of_firm(scene, name, firm.name) for name in scene.names)


def _is_home_of_firm(scene: Scene, place: Mention, firm: str | None = None) -> bool:
    """Whether a place only says whose home it is: "France's PSA", "the German carmaker BMW"."""
    return scene.lang == "en" and any(
        name.kind == "company" and firm in {None, name.name} and OF_FIRM.fullmatch(scene.folded, place.end, name.start)
        for name in scene.names
    )


def meant_place(scene: Scene, quantity: Quantity, focus: Focus) -> Subject | None:
    """What "in the region" stands for, said in the number's clause or before it in its sentence.

    In Chinese 该工厂 stands in the city that was named last.
    `"Acer leads in Europe. Dell sold 40 robots in the region"` gives Europe for the 40.
    """
    if scene.lang == "zh":
        return _place_of_works(scene, quantity, focus)
    if not scene.shows(PLACE_WORD):
        return None
    _, end = scene.clause(quantity.start)
    found = [*MEANT.finditer(scene.folded, scene.sentence.start, end)]
    near = [match for match in found if not scene.number_between(quantity.end, match.start())]
    if not near:
        return None
    kind, at = KINDS[near[-1]["word"]], near[-1].start()
    here = [
        name
        for name in scene.names
        if name.end <= at and name.known and name.known.kind == kind and not _is_home_of_firm(scene, name)
    ]
    return subject_of_mention(here[-1]) if here else focus.kinds.get(kind)


def _place_of_works(scene: Scene, quantity: Quantity, focus: Focus) -> Subject | None:
    """Where 该工厂 of a Chinese sentence stands: the city that was named last."""
    if not scene.shows(OF_WORKS) or WORKS.search(scene.folded, scene.sentence.start, quantity.start) is None:
        return None
    return focus.there if focus.there and focus.there.known and focus.there.known.kind in LOCAL else None
