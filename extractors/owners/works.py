"""Where the works stand that an English text tells of: "The factory employs 900" holds for the city it was built in."""

from __future__ import annotations

import re

from extractors.names.mentions import Mention
from extractors.owners.focus import Focus, Subject, is_world, subject_of_mention
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.signals import signal

WORKS = (
    r"(?:plants?|factory|factories|facility|facilities|fabs?|gigafactory|mill|warehouse|complex|workshop|site|campus"
    r"|shipyard|refinery|data\scent(?:er|re)s?|hub|production\s(?:base|line))"
)
# "a chip plant in ", "two new fabs near the ", "a wafer fabrication plant worth $3 billion in the northern city of "
STANDS_IN = re.compile(
    rf"\b{WORKS}\s(?:[a-z][a-z-]*\s){{0,3}}?(?:in|near|outside|at)\s(?:the\s)?(?:[a-z-]+\s){{0,2}}(?:(?:city|province|town|county)\sof\s)?$"
)
OF_PLACE = re.compile(rf"(?:['’]s)?\s(?:[a-z-]+\s)?{WORKS}\b")  # "its Oslo assembly plant"
# "The plant will make", "the new site's output"; "the factory in Larchdale" says itself where it is.
MEANT = re.compile(
    rf"\b(?:the|this|that)\s(?:[a-z0-9$.,-]+\s){{0,4}}?(?:{WORKS}|investment|project)\b(?!\s(?:in|at|near|outside|of)\b|-)"
)
STANDING, TOLD = signal(STANDS_IN, OF_PLACE), signal(MEANT)
REACH = 90  # characters before a place in which the works are named


def find_works(scene: Scene) -> Subject | None:
    """The place of the works that a sentence names last: Larchdale for "a plant in Larchdale"."""
    if scene.lang != "en" or not scene.shows(STANDING):
        return None
    places = [name for name in scene.names if name.is_place and not name.adjective and not is_world(name)]
    for name in reversed(places):
        before = scene.folded[max(scene.sentence.start, name.start - REACH) : name.start]
        if STANDS_IN.search(before) or OF_PLACE.match(scene.folded, name.end):
            return subject_of_mention(name)
    return None


def works_place(scene: Scene, quantity: Quantity, focus: Focus) -> Subject | None:
    """Where "the plant" of the number's sentence stands, said before the number or in its clause."""
    if focus.works is None or not scene.shows(TOLD):
        return None
    _, end = scene.clause(quantity.start)
    told = MEANT.search(scene.folded, scene.sentence.start, end)
    if told is None or any(_is_anothers(name, told, quantity) for name in scene.names):
        return None
    return focus.works


def _is_anothers(name: Mention, told: re.Match[str], quantity: Quantity) -> bool:
    """Whether a name makes the works or the number another's: "the Oslo plant", "the plant adds to Acer's 900"."""
    if told.start() <= name.start < told.end():
        return True
    return name.is_actor and told.end() <= name.start < quantity.start
