"""Places that are told by what they are: "in the region", "across the country" stand for the one named last."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.focus import Focus, Subject, subject_of_mention
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.signals import signal

# "sold 8,000 cars in the region", but no "in the country's north", "in the region of 40 percent".
MEANT = re.compile(
    r"\b(?:in|across|throughout|within)\s(?:the|this|that)\s(?:whole\s|entire\s)?"
    r"(?P<word>region|bloc|continent|country|nation|province|city|municipality)\b(?!['’-]|\s(?:of|where|with)\b)"
)
PLACE_WORD = signal(MEANT)
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
    told = {name.known.kind: subject_of_mention(name) for name in scene.names if name.is_place and name.known}
    return {**before, **told} if told else before


def meant_place(scene: Scene, quantity: Quantity, focus: Focus) -> Subject | None:
    """What "in the region" stands for, said in the number's clause or before it in its sentence.

    `"Acer leads in Europe. Dell sold 40 robots in the region"` gives Europe for the 40.
    """
    if not scene.shows(PLACE_WORD):
        return None
    _, end = scene.clause(quantity.start)
    found = [*MEANT.finditer(scene.folded, scene.sentence.start, end)]
    near = [match for match in found if not scene.number_between(quantity.end, match.start())]
    if not near:
        return None
    kind, at = KINDS[near[-1]["word"]], near[-1].start()
    here = [name for name in scene.names if name.end <= at and name.known and name.known.kind == kind]
    return subject_of_mention(here[-1]) if here else focus.kinds.get(kind)
