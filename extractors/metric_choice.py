"""The measure of a number among the phrases of its sentence, the nearest and longest first, and how the claim calls it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.metrics import Hit, Measure, is_needed, ties
from extractors.records import Kind, Quantity
from extractors.scenes import Scene

RELATIVE = frozenset({"percent", "pp", "times"})
AFTER_LINK = re.compile(r"^\s*(?:in|of|for|的|-)?\s*(?:[\w-]+\s+){0,2}$")
CARRY = 70  # characters that one clause of distance costs less than; beyond, a phrase is another sentence's topic
OWN_SUBJECT = re.compile(r"^\s*(?:the|its|their|total|average)?\s*$")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a number measures: the measure, and the phrase as written (None where it comes from the counted noun)."""

    measure: Measure | None
    phrase: str | None


def choose_measure(
    scene: Scene, quantity: Quantity, kind: Kind, contexts: tuple[str, ...], carried: Choice | None
) -> Choice:
    """The catalogue's metric of a number, else an uncatalogued measure, else nothing.

    `"全国共出口工业机器人1.2万台"` with the phrase `出口工业机器人{n}台` gives that metric; "operating profit" none.
    """
    for hit in ties(scene.hits, scene.folded, quantity.start, quantity.end):
        if _fits(hit.measure, quantity, kind) and is_needed(hit, contexts):
            return _choice(scene, hit)
    plain = [hit for hit in scene.hits if hit.tie is None and is_needed(hit, contexts)]
    if quantity.unit == "count" and quantity.noun:
        return _of_noun(scene, quantity, kind, plain)
    scored = [(score, hit) for hit in plain if (score := _distance(scene, quantity, hit)) is not None]
    for _, hit in sorted(scored, key=lambda pair: (pair[0], pair[1].start - pair[1].end)):
        if _fits(hit.measure, quantity, kind):
            return _choice(scene, hit)
        if _blocks(hit.measure, quantity, kind):
            break
    if not scored and carried and carried.measure and _continues(scene, quantity, kind, carried.measure):
        return carried
    return Choice(None, None)


def _choice(scene: Scene, hit: Hit) -> Choice:
    return Choice(hit.measure, scene.text[hit.start : hit.end])


def _fits(measure: Measure, quantity: Quantity, kind: Kind) -> bool:
    """Whether the number can be of the measure: a level in its unit, or a change of it."""
    if measure.id is None:
        return True
    if measure.kind == "share":
        return quantity.unit in {"percent", "pp"} and kind in {"share", "change", "level"}
    if quantity.unit in RELATIVE and quantity.unit not in measure.units:
        return kind in {"growth", "change"}
    if quantity.unit in RELATIVE:
        return kind != "share"
    return measure.takes_unit(quantity.unit)


def _blocks(measure: Measure, quantity: Quantity, kind: Kind) -> bool:
    """A nearer measure that the number does not fit leaves it to those further off only where it is of another unit."""
    return False if measure.id else kind in {"growth", "level"} and quantity.unit != "count"


def _of_noun(scene: Scene, quantity: Quantity, kind: Kind, hits: list[Hit]) -> Choice:
    """A counted number is of the metric that its noun names; the noun may stand before or behind the number."""
    noun = (quantity.noun or "").lower().replace("-", " ")
    fitting = [hit for hit in hits if _fits(hit.measure, quantity, kind)]
    for hit in sorted(fitting, key=lambda item: (-(item.end - item.start), abs(item.start - quantity.start))):
        phrase = scene.folded[hit.start : hit.end].replace("-", " ")
        beside = min(abs(hit.start - quantity.end), abs(quantity.start - hit.end))
        if _names_noun(phrase, noun, scene.lang) and (
            beside < CARRY or scene.clause(hit.start) == scene.clause(quantity.start)
        ):
            return _choice(scene, hit)
    return Choice(None, None)


def _names_noun(phrase: str, noun: str, lang: str) -> bool:
    """Whether phrase and noun are one thing: one holds the other, and their last word is the same."""
    if lang == "zh":
        bare = phrase.rstrip("数量总")
        return bool(noun) and (bare.endswith(noun) or noun.endswith(bare) or bare in noun)
    return noun.endswith(phrase) or phrase.endswith(noun) or phrase in noun


def _distance(scene: Scene, quantity: Quantity, hit: Hit) -> float | None:
    """How far a phrase is from the number; None where it lies behind it in another clause."""
    if hit.start < quantity.end and quantity.start < hit.end:
        return 0.0
    if hit.start >= quantity.end:
        between = scene.folded[quantity.end : hit.start]
        if AFTER_LINK.match(between) and len(between) <= 30:
            return float(len(between)) / 2
        start, end = scene.clause(quantity.end - 1)
        return 60.0 + len(between) if hit.start < end and not scene.number_between(quantity.end, hit.start) else None
    return float(quantity.start - hit.end)


def _continues(scene: Scene, quantity: Quantity, kind: Kind, measure: Measure) -> bool:
    """A sentence without a measure of its own goes on with the one before: "That was up 12 percent"."""
    return kind == "growth" and quantity.unit in RELATIVE and measure.kind != "share" and not quantity.noun


def noun_phrase(scene: Scene, quantity: Quantity) -> str | None:
    """What a claim without a measure is about: its counted noun, else the words before the number's verb."""
    if quantity.noun:
        return quantity.noun
    start, _ = scene.clause(quantity.start)
    head = scene.text[start : quantity.start].strip(" ，,、：:；;\n")
    if scene.lang == "zh":
        found = re.findall(
            r"[\u4e00-\u9fffA-Za-z0-9+-]{2,}?(?=同比|环比|达到?|为|超过?|突破|增长|下降|约|占|提高|实现|$)", head
        )
        return found[-1][-12:] if found else None
    words = re.findall(r"[A-Za-z][\w-]*", head)
    return " ".join(words[-4:]).lower() or None
