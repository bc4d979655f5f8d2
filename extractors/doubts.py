"""How sure a claim is: named reasons for doubt, and what each of them costs.

`confidence` is the chance that the whole row is right: value, unit, comparator, denominator, kind, basis, modality,
period, entity, place and metric. It begins at BASE and every doubt takes its cost off, in log-odds. The costs are those
that `benchmarks/calibration.py --fit` finds on annotated articles, none below FLOOR: what is a doubt costs something.
Only articles that no rule was written with tell it: rows of the others are right more often.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache

from extractors.framing import Framing
from extractors.metrics.measures import Measure
from extractors.owners.focus import Subject
from extractors.records import Modality, Quantity
from extractors.scenes import Scene

BASE = 2.7  # log-odds of a claim that nothing speaks against
FLOOR = 0.3
COSTS = {
    "no entity": 1.0,
    "entity not listed": 0.7,
    "entity not named in the sentence": 0.3,
    "another entity in the sentence": 0.3,
    "no place": 0.9,
    "place not named in the sentence": 0.7,
    "no period": 1.1,
    "period inherited": 0.8,
    "several periods in the sentence": 0.7,
    "no measure found": 0.7,
    "metric not in the catalogue": 0.4,
    "metric not named in the sentence": 0.6,
    "several metrics in the sentence": 0.5,
    "metric far from the number": 0.9,
    "value out of the metric's range": 2.0,  # too rare to be fitted: series hold such a claim back
    "unit guessed": 0.5,
    "change without a basis": 0.9,
    "share of what is not said": 0.6,
    "not a fact": 0.7,
    "a forecast or plan beside it": 0.8,
    "many numbers in the sentence": 0.3,
}
FAR = {"en": 48, "zh": 24}  # characters between a measure's phrase and its number
MANY = 4  # numbers of a sentence
PLANS = frozenset({"expected", "target", "hypothetical"})
PLACES = frozenset({"world", "country", "province", "city"})  # scopes of ranges; companies are the other one


@cache
def confidence_of(doubts: tuple[str, ...]) -> float:
    """The chance that a claim with these doubts is right, to two digits: none gives 0.94."""
    return round(1 / (1 + math.exp(sum(COSTS[doubt] for doubt in doubts) - BASE)), 2)


def find_doubts(scene: Scene, quantity: Quantity, framing: Framing, modality: Modality) -> tuple[str, ...]:
    """The reasons for doubt that hold for a claim, in the order of COSTS: `("period inherited", "unit guessed")`."""
    return (
        *_of_entity(scene, framing.entity),
        *_of_place(scene, framing),
        *_of_period(scene, framing),
        *_of_metric(scene, quantity, framing),
        *_of_number(scene, quantity, framing, modality),
    )


def _of_entity(scene: Scene, entity: Subject | None) -> Iterator[str]:
    if entity is None:
        yield "no entity"
    else:
        if entity.id is None:
            yield "entity not listed"
        if all(name.name != entity.name for name in scene.names):
            yield "entity not named in the sentence"
    own = entity.name if entity else None
    if any((name.is_actor or name.is_place) and not name.adjective and name.name != own for name in scene.names):
        yield "another entity in the sentence"


def _of_place(scene: Scene, framing: Framing) -> Iterator[str]:
    place = framing.place
    if place is None:
        yield "no place"
    elif place != framing.entity and all(name.name != place.name for name in scene.names):
        yield "place not named in the sentence"


def _of_period(scene: Scene, framing: Framing) -> Iterator[str]:
    if framing.frame.span is None:
        yield "no period"
    elif framing.frame.origin == "inherited":
        yield "period inherited"
    if sum(mention.is_time and mention.span is not None and not mention.shift for mention in scene.periods) > 1:
        yield "several periods in the sentence"


def _of_metric(scene: Scene, quantity: Quantity, framing: Framing) -> Iterator[str]:
    measure, phrase = framing.choice.measure, framing.choice.phrase
    if measure is None:
        yield "no measure found"
        return
    if measure.id is None:
        yield "metric not in the catalogue"
    named = scene.text.rfind(phrase, scene.sentence.start, scene.sentence.end) if phrase else quantity.start
    if named < 0:
        yield "metric not named in the sentence"
    elif quantity.start - named - len(phrase or "") > FAR[scene.lang]:
        yield "metric far from the number"
    if len({hit.measure.words for hit in scene.hits}) > 1:
        yield "several metrics in the sentence"
    if framing.kind == measure.kind and _is_out_of_range(quantity, measure, framing.entity):
        yield "value out of the metric's range"


def _is_out_of_range(quantity: Quantity, measure: Measure, entity: Subject | None) -> bool:
    """Whether the catalogue takes the value for implausible; its ranges of money are in yuan."""
    if quantity.unit != ("CNY" if measure.unit == "money" else measure.unit):
        return False
    kind = entity.known.kind if entity and entity.known else "company"
    scope = kind if kind in PLACES else "company"
    low, high = next((bounds for name, *bounds in measure.ranges if name == scope), (-math.inf, math.inf))
    least = quantity.low if quantity.low is not None else quantity.high
    most = quantity.high if quantity.high is not None else quantity.low
    return least is not None and most is not None and (most < low or least > high)


def _of_number(scene: Scene, quantity: Quantity, framing: Framing, modality: Modality) -> Iterator[str]:
    if quantity.rule.endswith("guessed unit"):
        yield "unit guessed"
    if framing.kind in {"change", "growth"} and framing.basis is None:
        yield "change without a basis"
    if framing.kind == "share" and (framing.choice.measure is None or framing.choice.measure.kind != "share"):
        yield "share of what is not said"
    if modality != "actual":
        yield "not a fact"
    elif any(cue.section == "modality" and cue.value in PLANS for cue in scene.cues):
        yield "a forecast or plan beside it"
    if len(scene.quantities) >= MANY:
        yield "many numbers in the sentence"
