"""Places that only say where a company is at work: "UK sales fell", "its Oslo plant", "a new workshop in Larchdale"."""

from __future__ import annotations

import re

from extractors.names.mentions import Mention
from extractors.owners.focus import Focus
from extractors.records import Quantity
from extractors.scenes import Scene

# "a Hong Kong listing", "its Shanghai plant": the place only says which.
MODIFIES = re.compile(r"\b(?:an?|its|their|his|her)\s(?:[a-z-]+\s)?$")
OWNED_THERE = re.compile(r"\b(?:its|their|the\s(?:company|firm|group|carrier|maker)['’]s)\s(?:[a-z-]+\s){0,4}$")
A_NOUN = re.compile(r"\s[a-z]")
# "The Oslo plant employs", "The plant is in Oslo": whoever runs it does.
RUN_THERE = re.compile(
    r"\s(?:assembly\s|car\s|phone\s|chip\s)?(?:plant|factory|campus|gigafactory|fab|mill|warehouse|complex)\s"
    r"(?:already\s|now\s|also\s)?(?:(?:has|had|will|can|could|would|is|was)\s)?(?:employ|ma[kd]e|produc|assembl|buil[dt]|churn|turn|hous|cost)"
)
# "a new workshop in Oslo is to make", "The factory in Larchdale can build"
PLANT = r"(?:plant|factory|facility|campus|gigafactory|fab|mill|warehouse|complex|workshop|works|site|hub|base|line)"
PLANT_THERE = re.compile(
    rf"\b(?:the|a|an|its|this|second|third|new)\s(?:[a-z-]+\s){{0,3}}?{PLANT}\s(?:in|near|outside)\s(?:the\s)?$"
)
PLANT_REACH = 60
PREDICATE = re.compile(r",\s(?:is|was|are|were|lies|stands)\s")
# "Revenue in Spain fell": of the company that the text tells of; "Robot sales in Spain" are everybody's.
SOLD_IN = re.compile(
    r"(?:^\s*|[,;]\s|\b(?:and|but|while|with|as|although)\s)(?:(?:its|their|net|group|service|operating|total|quarterly|annual)\s){0,2}"
    r"(?:(?:[a-z-]+\s){0,2}(?:revenues?|income|profits?|earnings|turnover|ebitda|capex)|sales|orders)\s(?:in|from)\s(?:the\s)?$"
)
BODIES = frozenset({"association", "agency", "research_firm"})
SOLD_REACH = 40
# "UK sales fell": of whom the text tells.
SALES_THERE = re.compile(
    r"\s(?:market\s(?:share|shares)|sales|revenues?|shipments|deliveries|orders|registrations|income|earnings|operations)\b"
)


def is_run_by(scene: Scene, quantity: Quantity, place: Mention, focus: Focus) -> bool:
    """Whether a place only says where the company in focus sells or makes things: "UK sales fell", "The Oslo plant
    employs", "The plant, which employs 900, is in Oslo".
    """
    acting = any(
        name.kind == "company" and scene.sentence.start <= name.start < min(place.start, quantity.start)
        for name in scene.names
    )
    about = focus.title if focus.title and focus.title.kind == "company" else focus.subject
    if not acting and (about is None or about.kind != "company"):
        return False
    if PLANT_THERE.search(scene.folded, max(scene.sentence.start, place.start - PLANT_REACH), place.start):
        return True
    if place.start >= quantity.end:
        return PREDICATE.search(scene.folded, quantity.end, place.start) is not None
    head = scene.folded[max(scene.sentence.start, place.start - SOLD_REACH) : place.start]
    if SOLD_IN.search(head) and not _is_counted_by_body(scene):
        return True
    sold = SALES_THERE.match(scene.folded, place.end) is not None and not place.adjective
    return sold or RUN_THERE.match(scene.folded, place.end) is not None


def _is_counted_by_body(scene: Scene) -> bool:
    """Whether a trade body or authority gives the figures of a sentence: "Sales in Europe rose, the ACEA said"."""
    return any(name.known is not None and name.known.kind in BODIES for name in scene.names)


def only_modifies(scene: Scene, mention: Mention) -> bool:
    """Whether a place only says which of a kind: "weighs a Hong Kong listing", "its Shanghai plant delivered"."""
    if not A_NOUN.match(scene.folded, mention.end):
        return False
    if mention.adjective:  # "the firm's Norwegian market share"
        owned = OWNED_THERE.search(scene.folded, max(scene.sentence.start, mention.start - 48), mention.start)
        return owned is not None and SALES_THERE.match(scene.folded, mention.end) is not None
    return MODIFIES.search(scene.folded, max(scene.sentence.start, mention.start - 24), mention.start) is not None
