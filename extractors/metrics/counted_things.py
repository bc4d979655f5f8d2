"""Which metric counts a thing: by what is said of it ("shipped 500 humanoids"), or by the heads it is counted for.

A metric lists its `things` in all their names and the `predicates` that say it of them; nothing but comparison, times
and names may stand between predicate and number. A density is told by its thing and its denominator alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.metrics.carrying import Before, Choice, is_linked
from extractors.metrics.measures import Measure, MetricRules
from extractors.records import Kind, Quantity
from extractors.scenes import Scene
from extractors.text.cues import fold_case

REACH = 60  # characters between a number and its predicate
OF_THINGS = re.compile(
    r"\s(?:units|sets|pieces)\sof\s(?:its\s|the\s|their\s)?(?P<thing>[a-z][\w-]*(?:\s[a-z][\w-]*){0,2})"
)
UNITS = re.compile(r"\s(?:units|sets|pieces|machines)\b")
HEADS = re.compile(r"(?P<heads>\d[\d,]*)\s(?P<whom>[a-z][a-z ]*)$")
OF_THESE = re.compile(r"\bof\s(?:these|those)\s$")
OF_THESE_REACH = 10
USERS = frozenset({"users", "customers", "subscribers"})
AREAS = frozenset({"km2", "m2", "square kilometers"})


def find_counted(scene: Scene, quantity: Quantity, before: tuple[Before, ...], rules: MetricRules) -> Choice | None:
    """The metric of a count whose noun is one of its things: `"shipped 500 humanoid robots"` is humanoid shipments."""
    thing = _thing(scene, quantity) or _thing_before(scene, quantity, before)
    measures = _measures_of(thing, rules)
    if quantity.per and HEADS.match(quantity.per):
        found = next((measure for measure in measures if _counts_heads(measure, quantity.per)), None)
    else:
        found = _told(scene, quantity, thing, measures, rules)
    return Choice(found, quantity.noun or thing) if found else None


def find_added(scene: Scene, quantity: Quantity, kind: Kind, before: tuple[Before, ...]) -> Choice | None:
    """What people were counted as before, where these were added to them or are they again: "had 30 million 5G users
    after adding 2 million users", "Of those 30 million users".
    """
    if (quantity.noun or "").removeprefix("new ") not in USERS:
        return None
    again = OF_THESE.search(scene.folded, max(0, quantity.start - OF_THESE_REACH), quantity.start) is not None
    if kind != "change" and not again:
        return None
    counted = (one for one in before if one.quantity.unit == "count" and one.choice.words)
    last = next((one for one in counted if (one.choice.words or "").rpartition(" ")[2] in USERS), None)
    if last is None or not (again or last.choice.measure is None or last.quantity.start >= scene.sentence.start):
        return None
    return last.choice


def find_untold(
    scene: Scene, quantity: Quantity, contexts: tuple[str, ...], topic: Choice | None, rules: MetricRules
) -> Choice | None:
    """The metric of a count that names no thing but has its predicate: smartphone makers … "shipped 342 million units".

    The thing is that of the metric last named, else the last that the sentence, the one before or the title names.
    """
    window = (max(scene.sentence.start, quantity.start - REACH), quantity.end + REACH)
    if rules.predicates is None or not rules.predicates.search(scene.folded, *window):
        return None
    topics = [topic.measure] if topic and topic.measure and topic.measure.predicates else []
    topics += [measure for context in contexts for measure in _named_in(context, rules)]
    for measure in topics:
        told = _told(scene, quantity, "", (measure,), rules)
        if told:
            return Choice(told, scene.text[quantity.start : quantity.end])
    return None


def _named_in(context: str, rules: MetricRules) -> list[Measure]:
    """The metrics whose things a text names, of the last and longest name first."""
    found = [(context.rfind(_stem(name)), len(name), measures) for name, measures in rules.things.items()]
    ordered = sorted((one for one in found if one[0] >= 0), key=lambda one: (-(one[0] + one[1]), -one[1]))
    return [measure for _, _, measures in ordered[:1] for measure in measures]


def _stem(name: str) -> str:
    """What names the thing also before another noun: "smartphones" are meant by "smartphone makers"."""
    return name.removesuffix("s") if name.isascii() else name


def _thing(scene: Scene, quantity: Quantity) -> str:
    """What the number counts, in lower case: "humanoid robots", also of "500 units of its humanoid robots"."""
    if quantity.noun:
        return fold_case(quantity.noun).replace("-", " ")
    match = OF_THINGS.match(scene.folded, quantity.end) if scene.lang == "en" else None
    return match["thing"].replace("-", " ") if match else ""


def _thing_before(scene: Scene, quantity: Quantity, before: tuple[Before, ...]) -> str:
    """What the number before in the sentence counts, for a density that goes on: "…, or 42 per 10,000 people"."""
    if not HEADS.match(quantity.per or "") or not before or before[0].quantity.start < scene.sentence.start:
        return ""
    return fold_case(before[0].quantity.noun or before[0].choice.phrase or "").replace("-", " ")


def _measures_of(thing: str, rules: MetricRules) -> tuple[Measure, ...]:
    """The metrics that count the thing, by its longest name: "new humanoid robots" are "humanoid robots"."""
    names = [name for name in rules.things if _is_named(thing, name)]
    return rules.things[max(names, key=len)] if names else ()


def _is_named(thing: str, name: str) -> bool:
    if thing == name:
        return True
    return thing.endswith(f" {name}") and " " in name if name.isascii() else thing.endswith(name)


def _counts_heads(measure: Measure, per: str) -> bool:
    """Whether the metric is a density for as many heads: "10,000 residents" are "10,000 people"."""
    said, own = HEADS.match(per), HEADS.match(measure.per or "")
    return said is not None and own is not None and said["heads"] == own["heads"] and said["whom"] not in AREAS


def _told(
    scene: Scene, quantity: Quantity, thing: str, measures: tuple[Measure, ...], rules: MetricRules
) -> Measure | None:
    """The metric whose predicate stands nearest to the number; of two at one place the one that says more."""
    told = [
        (distance, -length, measure)
        for measure in measures
        for distance, length in _predicates(scene, quantity, measure, rules)
        if not _is_ruled_out(scene, quantity, thing, measure)
    ]
    return min(told, key=lambda found: found[:2])[2] if told else None


def _predicates(scene: Scene, quantity: Quantity, measure: Measure, rules: MetricRules) -> Iterator[tuple[int, int]]:
    """How far the metric's predicates are from the number, and how long they are."""
    if measure.predicates is None:
        return
    start, end = scene.clause(quantity.start)
    noun = _end_of_noun(scene, quantity)
    for match in measure.predicates.finditer(scene.folded, max(start, quantity.start - REACH), quantity.start):
        if _is_linked(scene, match.end(), quantity.start, quantity, rules):
            yield quantity.start - match.end(), len(match.group())
    behind = measure.predicates.search(scene.folded, noun, min(end, noun + REACH))
    if behind and _is_linked(scene, noun, behind.start(), quantity, rules):
        yield behind.start() - noun, len(behind.group())


def _is_linked(scene: Scene, start: int, end: int, quantity: Quantity, rules: MetricRules) -> bool:
    """Whether only comparison, times and names stand between; in Chinese also the noun: 生产工业机器人4万台."""
    if is_linked(scene, start, end, rules):
        return True
    noun = fold_case(quantity.noun or "")
    at = scene.folded.find(noun, start, end) if noun and scene.lang == "zh" else -1
    return at >= 0 and is_linked(scene, start, at, rules) and is_linked(scene, at + len(noun), end, rules)


def _end_of_noun(scene: Scene, quantity: Quantity) -> int:
    """Where the counted noun ends that stands behind the number, else the number itself."""
    match = OF_THINGS.match(scene.folded, quantity.end) or UNITS.match(scene.folded, quantity.end)
    if match and not quantity.noun:
        return match.end()
    noun = fold_case(quantity.noun or "")
    at = scene.folded.find(noun, quantity.end, quantity.end + len(noun) + 14) if noun else -1
    return at + len(noun) if at >= 0 else quantity.end


def _is_ruled_out(scene: Scene, quantity: Quantity, thing: str, measure: Measure) -> bool:
    """Whether the thing or its clause has a word that makes it another metric."""
    start, end = scene.clause(quantity.start)
    return any(word in thing for word in measure.excludes) or any(
        scene.folded.find(word, start, end) >= 0 for word in measure.absent
    )
