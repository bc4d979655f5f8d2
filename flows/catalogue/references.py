"""Checks what no file can know alone: ids that are taken twice, and names of things that are nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from flows.catalogue.documents import Document, Location, Problem
from flows.catalogue.problems import suggest

PARTS = ("sources", "topics", "metrics", "entities", "units")  # languages have no ids of their own

# Units that need no file: what a number can be without a unit sign, and money by its ISO 4217 code.
PLAIN_UNITS = frozenset({"count", "percent", "pp", "times", "money"})
_CURRENCY = re.compile(r"[A-Z]{3}")


class Item(NamedTuple):
    """One valid thing of config/ and where it stands."""

    data: dict[str, Any]
    document: Document
    location: Location  # of the thing in its file: () for a file of its own, (3,) in a list

    def problem(self, inner: Location, message: str) -> Problem:
        """A problem at a place inside this thing."""
        return self.document.problem((*self.location, *inner), message)


Items = dict[str, list[Item]]  # by part


def find_reference_problems(items: Items) -> list[Problem]:
    """Everything that is wrong between files."""
    ids = {part: {item.data["id"] for item in items[part]} for part in PARTS}
    return [
        *(problem for part in PARTS for problem in _repeated_ids(items[part])),
        *_unknown_topics(items, ids["topics"]),
        *_unknown_entities(items["entities"], ids["entities"]),
        *_circles(items["entities"]),
        *_unknown_metrics(items["metrics"], ids["metrics"]),
        *_former_ids(items["metrics"]),
        *_breaks_of_nobody(items["metrics"], ids["entities"]),
        *_unknown_units(items),
    ]


def _repeated_ids(items: list[Item]) -> Iterator[Problem]:
    first: dict[str, Item] = {}
    for item in items:
        other = first.setdefault(item.data["id"], item)
        if other is not item:
            line = other.document.line_of((*other.location, "id"))
            yield item.problem(("id",), f"id: '{item.data['id']}' is taken by {other.document.file}:{line}")


def _unknown(item: Item, key: Location, value: str, known: Iterable[str], what: str) -> Iterator[Problem]:
    known = set(known)
    if value not in known:
        shown = ".".join(str(step) for step in key)
        yield item.problem(key, f"{shown}: there is no {what} '{value}'{suggest(value, sorted(known))}")


def _unknown_topics(items: Items, topics: set[str]) -> Iterator[Problem]:
    for item in items["metrics"]:
        yield from _unknown(item, ("topic",), item.data["topic"], topics, "topic")
    for item in items["sources"]:
        for index, topic in enumerate(item.data["topics"]):
            yield from _unknown(item, ("topics", index), topic, topics, "topic")


def _unknown_entities(entities: list[Item], known: set[str]) -> Iterator[Problem]:
    for item in entities:
        for key in ("parent", "home"):
            if item.data[key] is not None:
                yield from _unknown(item, (key,), item.data[key], known, "entity")
        for index, earlier in enumerate(item.data["earlier_parents"]):
            yield from _unknown(item, ("earlier_parents", index, "entity"), earlier["entity"], known, "entity")
        for index, member in enumerate(item.data["members"]):
            yield from _unknown(item, ("members", index), member, known, "entity")


def _circles(entities: list[Item]) -> Iterator[Problem]:
    """An entity that is its own ancestor: walking up from it would never end."""
    parents = {item.data["id"]: item.data["parent"] for item in entities}
    for item in entities:
        seen: set[str] = set()
        step = item.data["parent"]
        while step is not None and step not in seen:
            seen.add(step)
            step = parents.get(step)
        if item.data["id"] in seen:
            yield item.problem(("parent",), f"parent: '{item.data['id']}' stands above itself")


def _unknown_metrics(metrics: list[Item], known: set[str]) -> Iterator[Problem]:
    for item in metrics:
        for example, claim, data in _example_claims(item):
            if data["metric_id"] is not None:
                key = ("examples", example, "claims", claim, "metric_id")
                yield from _unknown(item, key, data["metric_id"], known, "metric")


def _former_ids(metrics: list[Item]) -> Iterator[Problem]:
    """A former id leads to one metric: it is nobody's id now, and nobody else's former one."""
    owners = {item.data["id"]: item.data["id"] for item in metrics}
    for item in metrics:
        for index, former in enumerate(item.data["formerly"]):
            owner = owners.setdefault(former, item.data["id"])
            if owner != item.data["id"] or former == owner:
                yield item.problem(
                    ("formerly", index), f"formerly.{index}: '{former}' leads to the metric '{owner}'; remove it"
                )


def _breaks_of_nobody(metrics: list[Item], entities: set[str]) -> Iterator[Problem]:
    for item in metrics:
        for index, found in enumerate(item.data["breaks"]):
            if found["entity"] is not None:
                yield from _unknown(item, ("breaks", index, "entity"), found["entity"], entities, "entity")


def _unknown_units(items: Items) -> Iterator[Problem]:
    known = PLAIN_UNITS | {item.data["symbol"] for item in items["units"]}
    for item in items["metrics"]:
        for index, unit in enumerate(item.data["units"]):
            yield from _unit(item, ("units", index), unit, known)
        for example, claim, data in _example_claims(item):
            if data.get("unit") is not None:
                yield from _unit(item, ("examples", example, "claims", claim, "unit"), data["unit"], known - {"money"})


def _unit(item: Item, key: Location, unit: str, known: frozenset[str]) -> Iterator[Problem]:
    if not _CURRENCY.fullmatch(unit):
        yield from _unknown(item, key, unit, known, "unit")


def _example_claims(item: Item) -> Iterator[tuple[int, int, dict[str, Any]]]:
    for example_index, example in enumerate(item.data["examples"]):
        for claim_index, claim in enumerate(example["claims"]):
            yield example_index, claim_index, claim
