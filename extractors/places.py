"""Where a figure holds: the place named beside it, the entity if it is one, or where a company is at home."""

from __future__ import annotations

import re

from extractors.focus import Subject, is_world, subject_of, subject_of_mention
from extractors.gazetteer import Gazetteer, country_of
from extractors.names import Mention
from extractors.records import Quantity
from extractors.scenes import Scene

PLACE_LINK = re.compile(
    r"(?:\b(?:in|at|across|throughout|within|outside|into|to)\s+(?:the\s+|all of\s+)?(?:mainland\s+|southern\s+"
    r"|northern\s+|eastern\s+|western\s+|central\s+)?|在|于|位于)$"
)
EXPECTS = re.compile(r"\s+(?:expects?|estimates?|forecasts?|predicts?|projects)\b")


def choose_place(scene: Scene, quantity: Quantity, entity: Subject | None, gazetteer: Gazetteer) -> Subject | None:
    """The place that the figure holds for: the entity if it is one, a place named beside the number, a company's home.

    Only a company named for its country ("China Mobile") is taken to do its business there; others sell anywhere.
    """
    if entity and entity.kind == "place":
        near = place_beside(scene, quantity)
        return near if near and _lies_in(near, entity, gazetteer) else entity
    if near := place_beside(scene, quantity):
        return near
    if entity is None or entity.known is None:
        return None
    home = gazetteer.by_id.get(entity.known.home or "")
    country = country_of(home, gazetteer) or home
    return subject_of(country) if country and entity.name.startswith(country.name) else None


def place_beside(scene: Scene, quantity: Quantity) -> Subject | None:
    """A place with "in" or 在 in the number's clause, one that expects the figure, or one with "in" earlier on."""
    linked = [
        mention for mention in scene.names if mention.is_place and not mention.adjective and is_location(scene, mention)
    ]
    start, end = scene.clause(quantity.start)
    inside = [mention for mention in linked if start <= mention.start < end]
    before = [mention for mention in linked if mention.end <= quantity.start]
    chosen = inside[-1:] or before[-1:]
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
