"""Measures that a list tells row by row: "output of cranes, cars and robots rose 3, 4 and 5 percent, respectively"."""

from __future__ import annotations

import re

from extractors.metrics.carrying import RELATIVE, Before, Choice
from extractors.metrics.measures import Measure, MetricRules
from extractors.metrics.metrics import Hit, find_hits
from extractors.records import Kind, Quantity
from extractors.scenes import Scene
from extractors.text.signals import signal

ROWS = re.compile(r"分别|respectively")
NEXT = re.compile(r"(?:,|\band\b|\s|by|to)*")  # between the numbers of a list
BRACKETED = re.compile(r"\s?\([^()]{0,40}\)")
# What is told of each of a list, with the list up to its verb: "the output of cranes, cars, and robots jumped by".
HEAD = re.compile(
    r"\b(?P<head>(?:output|production|sales|shipments|exports|imports|installations|deliveries|numbers?)\sof\s)"
    r"(?:the\s)?(?P<things>[^;:.]{5,200})$"
)
ITEMS = re.compile(r",\s(?:and\s)?|\sand\s")
REACH = 260
SHARED_HAN = re.compile(
    r"(?:^|[，。；：])(?P<things>[^，。；：\d]{4,40}?)(?P<head>产量|销量|出货量|装机量|保有量|安装量|交付量|出口量|进口量)，?(?:同比|环比|均)?$"
)
AND_HAN = re.compile("、|和|与|及|以及")
REACH_HAN = 60
LEVELS_NEXT = re.compile(
    r"(?:,?\s(?:from|over|on|than|compared|year|a|the|same|period|quarter|earlier|ago|last|previous|[\w-]*year[\w-]*))*,?\s?"
)
IN_ROWS = signal(ROWS)


def row_of_measures(scene: Scene, quantity: Quantity, kind: Kind, hits: list[Hit], rules: MetricRules) -> Choice | None:
    """The measure at the number's place in a list: 甲、乙产量分别增长35%、25%."""
    if not scene.shows(IN_ROWS):
        return None
    rows = ROWS.search(scene.folded, scene.sentence.start, scene.sentence.end)
    if rows is None:
        return None
    if scene.lang == "en":
        return _item(scene, quantity, kind, rows.start(), rules)
    end = scene.clause(rows.start())[1]
    numbers = [other for other in scene.quantities if other.unit == quantity.unit and rows.start() < other.start < end]
    named = [hit for hit in hits if hit.start < rows.start() and hit.measure.id and fits(hit.measure, quantity, kind)]
    by_start = {hit.start: hit for hit in named if hit.start >= scene.clause(rows.start())[0]}
    listed = [by_start[start] for start in sorted(by_start)]
    if quantity not in numbers or len(numbers) < 2:
        return None
    if len(listed) != len(numbers):
        told = SHARED_HAN.search(scene.folded[max(scene.sentence.start, rows.start() - REACH_HAN) : rows.start()])
        things = AND_HAN.split(told["things"]) if told else []
        if told is None or len(things) != len(numbers):
            return None
        return _of_thing(things[numbers.index(quantity)], told["head"], quantity, kind, rules)
    row = listed[numbers.index(quantity)]
    return Choice(row.measure, scene.text[row.start : row.end])


def _of_thing(thing: str, head: str, quantity: Quantity, kind: Kind, rules: MetricRules) -> Choice | None:
    """The metric of one thing of a list whose last word stands for all: 甲机器人和乙机器人产量，分别增长35%和25%."""
    phrase = thing + head
    found = [hit for hit in find_hits(phrase, rules) if hit.tie is None and hit.measure.id and hit.end == len(phrase)]
    fitting = [hit for hit in found if fits(hit.measure, quantity, kind)]
    longest = min(fitting, key=lambda hit: hit.start, default=None)
    return Choice(longest.measure, phrase[longest.start :]) if longest else None


def _item(scene: Scene, quantity: Quantity, kind: Kind, end: int, rules: MetricRules) -> Choice | None:
    """The metric of the thing at the number's place, where the list has as many things as numbers."""
    numbers = _numbers(scene, quantity, end)
    if len(numbers) < 2:
        return None
    start = max(scene.sentence.start, numbers[0].start - REACH)
    told = HEAD.search(BRACKETED.sub("", scene.folded[start : numbers[0].start]))
    things = ITEMS.split(told["things"]) if told else []
    if told is None or len(things) != len(numbers):
        return None
    phrase = told["head"] + things[numbers.index(quantity)]
    found = [hit for hit in find_hits(phrase, rules) if hit.start == 0 and hit.tie is None and hit.measure.id]
    fitting = [hit for hit in found if fits(hit.measure, quantity, kind)]
    longest = max(fitting, key=lambda hit: hit.end, default=None)
    return Choice(longest.measure, phrase[: longest.end]) if longest else Choice(None, phrase)


def row_of_levels(scene: Scene, quantity: Quantity, before: tuple[Before, ...]) -> Choice | None:
    """What the level at the number's place measures, where growths are listed behind as many levels: "75 billion won in
    sales and 14 billion in profit, up 15 and 38 percent respectively".
    """
    if scene.lang != "en" or quantity.unit not in RELATIVE or not scene.shows(IN_ROWS):
        return None
    rows = ROWS.search(scene.folded, quantity.end, scene.sentence.end)
    run = _numbers(scene, quantity, rows.start()) if rows else []
    if len(run) < 2 or not LEVELS_NEXT.fullmatch(scene.folded, run[-1].end, rows.start() if rows else 0):
        return None
    told = [one for one in before if scene.sentence.start <= one.quantity.start and one.quantity.end <= run[0].start]
    levels = [one for one in reversed(told) if one.quantity.same_as is None and one.quantity.unit not in RELATIVE]
    return levels[run.index(quantity)].choice if len(levels) == len(run) else None


def _numbers(scene: Scene, quantity: Quantity, end: int) -> list[Quantity]:
    """The numbers of the list that a number stands in, which "respectively" closes."""
    run: list[Quantity] = []
    for other in scene.quantities:
        if other.end > end:
            break
        joined = run and other.unit == run[-1].unit and NEXT.fullmatch(scene.folded, run[-1].end, other.start)
        run = [*run, other] if joined else [other]
    return run if quantity in run else []


def fits(measure: Measure, quantity: Quantity, kind: Kind) -> bool:
    """Whether the number can be of the measure: a level in its unit, or a change of it."""
    if measure.id is None:
        return True
    if not measure.takes_denominator(quantity.per):
        return False
    if quantity.unit == "count" and quantity.quote[-1] in measure.alien_classifiers:
        return False
    if measure.kind == "share":
        return quantity.unit in {"percent", "pp"} and kind in {"share", "change", "level"}
    if quantity.unit in RELATIVE and quantity.unit not in measure.units:
        return kind in {"growth", "change"}
    if quantity.unit in RELATIVE:
        return kind != "share"
    return measure.takes_unit(quantity.unit)
