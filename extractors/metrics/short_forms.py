"""Phrases that only shorten a metric named before: industrial robot output … "robot output", "Sales in Italy"."""

from __future__ import annotations

import re

from extractors.metrics.carrying import Choice
from extractors.metrics.measure_rows import fits
from extractors.records import Kind, Quantity
from extractors.scenes import Scene

SHORT_FORMS = frozenset(
    {"shipments", "output", "production", "sales", "installations", "exports", "deliveries", "density", "traffic"}
    | {"arpu", "financing", "stock"}
)  # one word that shortens a metric named before


def topic_told(scene: Scene) -> Choice | None:
    """The metric that a sentence without figures tells of, for shorter words behind it: "Smartphone shipments hit a
    high in May. Shipments rose 9 percent."
    """
    told = [
        hit
        for hit in scene.hits
        if hit.measure.id
        and not hit.tie
        and not hit.measure.whole
        and scene.folded[hit.start : hit.end].rpartition(" ")[2] in SHORT_FORMS
    ]
    longer = [hit for hit in told if " " in scene.folded[hit.start : hit.end]]
    if len({hit.measure.id for hit in told}) != 1 or not longer:
        return None
    return Choice(longer[-1].measure, scene.text[longer[-1].start : longer[-1].end])


def lengthened(scene: Scene, choice: Choice, carried: Choice | None, quantity: Quantity, kind: Kind) -> Choice:
    """The metric named before where a phrase without one only shortens it: industrial robot output … "robot output".

    One word does so too where it says what is measured: smartphone shipments … "Honor's shipments".
    """
    if not carried or choice.measure or not fits_carried(carried, quantity, kind):
        return choice
    phrase, longer = (choice.phrase or "").lower(), (carried.phrase or "").lower()
    plural = phrase if phrase.endswith("s") else f"{phrase}s"
    named = carried.measure.words.lower() if carried.measure else ""
    if any(name.endswith((f" {phrase}", f" {plural}")) for name in (longer, named)) and (
        " " in phrase or not SHORT_FORMS.isdisjoint({phrase, plural})
    ):
        return carried
    return carried if _is_short_subject(scene, quantity, longer.rpartition(" ")[2], carried) else choice


def _is_short_subject(scene: Scene, quantity: Quantity, head: str, carried: Choice) -> bool:
    """Whether the sentence is about the head of a metric alone: "Installations in Italy, the next, fell 9 percent".

    Of a company's whole it is not: after its sales, "Sales of tablets" are a part.
    """
    if head not in SHORT_FORMS or quantity.noun:
        return False
    said = scene.folded[scene.sentence.start : quantity.start]
    links = "in|by|at|to" if carried.measure and carried.measure.whole else "in|of|by|at|to"
    subject = re.match(rf"(?:(?:the|its|their|total|overall|annual)\s)*{head}\s(?:{links})\s", said)
    after = scene.sentence.start + subject.end() if subject else quantity.start
    return subject is not None and not any(after <= hit.start < quantity.start and hit.measure.id for hit in scene.hits)


def fits_carried(carried: Choice, quantity: Quantity, kind: Kind) -> bool:
    """Whether the number can be of the metric named before."""
    return carried.measure is not None and carried.measure.id is not None and fits(carried.measure, quantity, kind)
