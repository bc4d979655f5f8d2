"""Where a figure holds: the place named beside it, the entity if it is one, or where a company is at home."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.focus import Focus, Subject, is_world, known_place, subject_of, subject_of_mention
from extractors.gazetteer import Gazetteer, country_of
from extractors.mentions import Mention
from extractors.records import Quantity
from extractors.scenes import Scene

PLACE_LINK = re.compile(
    r"(?:\b(?:in|at|across|throughout|within|outside|into|to)\s+(?:the\s+|all of\s+)?(?:mainland\s+|southern\s+"
    r"|northern\s+|eastern\s+|western\s+|central\s+)?|在|于|位于)$"
)
EXPECTS = re.compile(r"\s+(?:expects?|estimates?|forecasts?|predicts?|projects)\b")


# Units in which things are specified; where a thing is sold does not matter to its weight.
SPECIFICATIONS = frozenset(
    [
        "kg",
        "g",
        "m",
        "cm",
        "mm",
        "km",
        "s",
        "ms",
        "min",
        "h",
        "deg",
        "DoF",
        "Hz",
        "MHz",
        "GHz",
        "kW",
        "W",
        "V",
        "TOPS",
        "Cel",
        "km/h",
        "m/s",
        "N",
        "Nm",
        "in",
        "ft",
        "mi",
        "lb",
        "mi/h",
        "Wh",
        "kWh",
        "MP",
        "dB",
    ]
)
DATELINE = re.compile(r"(?:,[^\n(]{0,24})?\s*(?:\([^)\n]{1,30}\))?\s*[-–—]")
WORLDWIDE = re.compile(
    r"\b(?:global|worldwide|world['’]s?)\b[^.\n]{0,60}?\b(?:shipments|sales|market|installations|demand|output|deliveries)\b"
    r"|\b(?:shipments|sales|market|installations|demand|deliveries)\b[^.\n]{0,40}?\b(?:worldwide|globally)\b"
    r"|全球.{0,20}(?:出货|市场|销量|装机)"
)


WORLD_OVER = re.compile(r"\b(?:worldwide|globally|around the (?:world|globe))\b|全球(?:累计|共|已|总|销售|交付|出货)")


def choose_place(
    scene: Scene, quantity: Quantity, entity: Subject | None, focus: Focus, gazetteer: Gazetteer
) -> Subject | None:
    """The place that the figure holds for: the entity if it is one, a place named beside the number, a company's home.

    In English only a company named for its country ("China Mobile") is taken to do its business there; others sell
    where the text plays. A zone or district counts for its city, a specification for no place.
    """
    if entity and entity.kind == "place":
        near = place_beside(scene, quantity)
        return _city_of(near if near and _lies_in(near, entity, gazetteer) else entity, gazetteer)
    if quantity.unit in SPECIFICATIONS:
        return _city_of(place_beside(scene, quantity, same_clause=True), gazetteer)
    near = place_beside(scene, quantity, same_clause=True)
    if near is None and WORLD_OVER.search(scene.folded, *scene.clause(quantity.start)):
        return known_place(gazetteer, "WORLD")
    if near := near or place_beside(scene, quantity):
        return _city_of(near, gazetteer)
    return _home(scene, entity, gazetteer) or (
        focus.stage if entity and quantity.unit in {"percent", "count"} else None
    )


def _home(scene: Scene, entity: Subject | None, gazetteer: Gazetteer) -> Subject | None:
    """The country of a known company, if the figure can be taken to be made there."""
    if entity is None or entity.known is None or entity.kind != "company":
        return None
    home = gazetteer.by_id.get(entity.known.home or "")
    country = country_of(home, gazetteer) or home
    return subject_of(country) if country and (scene.lang == "zh" or entity.name.startswith(country.name)) else None


def _city_of(place: Subject | None, gazetteer: Gazetteer) -> Subject | None:
    """The city or province of a district; other places as they are."""
    if place is None or place.known is None or place.known.kind != "district":
        return place
    parent = gazetteer.by_id.get(place.known.parent or "")
    return subject_of(parent) if parent else place


def find_stage(heading: str, names: Sequence[Mention]) -> Subject | None:
    """Where a text plays by its lower-cased headline or first sentence: the widest place that it is located "in"."""
    located = [
        name
        for name in names
        if name.is_place
        and not name.adjective
        and (name.known is None or name.known.kind in {"country", "region"})
        and re.search(r"\b(?:in|across|throughout)\s+(?:the\s+)?$", heading[max(0, name.start - 20) : name.start])
    ]
    return subject_of_mention(located[0]) if located else None


def is_dateline(scene: Scene, mention: Mention) -> bool:
    """Whether a place only says where a report was written: "BEIJING, Jan. 5 (Xinhua) -- …"."""
    return mention.start == scene.sentence.start and DATELINE.match(scene.text, mention.end) is not None


def is_fronted(scene: Scene, mention: Mention) -> bool:
    """Whether a sentence begins with the place that it is about: "In Asia they rose 3 percent"."""
    lead = scene.folded[scene.sentence.start : mention.start].strip()
    return mention.is_place and lead in {"in", "across", "in the", "across the", "在"}


def place_beside(scene: Scene, quantity: Quantity, *, same_clause: bool = False) -> Subject | None:
    """A place with "in" or 在 in the number's clause, one that expects the figure, or one with "in" earlier on."""
    linked = [
        mention for mention in scene.names if mention.is_place and not mention.adjective and is_location(scene, mention)
    ]
    start, end = scene.clause(quantity.start)
    inside = [mention for mention in linked if start <= mention.start < end]
    behind = [m for m in inside if m.start >= quantity.end and not scene.number_between(quantity.end, m.start)]
    ahead = [m for m in inside if m.end <= quantity.start]
    inside = behind[:1] or ahead[-1:] or inside
    before = [mention for mention in linked if mention.end <= quantity.start]
    chosen = inside[-1:] or ([] if same_clause else before[-1:])
    return subject_of_mention(chosen[0]) if chosen else None


def is_location(scene: Scene, mention: Mention) -> bool:
    before = scene.folded[max(scene.sentence.start, mention.start - 24) : mention.start]
    if is_world(mention):
        return False
    return PLACE_LINK.search(before) is not None or EXPECTS.match(scene.folded, mention.end) is not None


def _lies_in(inner: Subject, outer: Subject, gazetteer: Gazetteer) -> bool:
    """Whether a known place lies in another one."""
    place, steps = inner.known, 0
    while place is not None and steps < 6:
        if outer.known and place.parent == outer.known.id:
            return True
        place, steps = gazetteer.by_id.get(place.parent or ""), steps + 1
    return False
