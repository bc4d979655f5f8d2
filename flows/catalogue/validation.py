"""Holds every file of config/ against its model and gives back plain data, or all that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from flows.catalogue.documents import CatalogueError, Document, Location, Problem, parse_document
from flows.catalogue.entities import Entity
from flows.catalogue.languages import Language
from flows.catalogue.metrics import Metric
from flows.catalogue.problems import find_problems
from flows.catalogue.references import Item, Items, find_reference_problems
from flows.catalogue.sources import Source
from flows.catalogue.topics import Topic
from flows.catalogue.units import Unit

MODELS: dict[str, type[BaseModel]] = {
    "sources": Source,
    "topics": Topic,
    "metrics": Metric,
    "entities": Entity,
    "units": Unit,
}
_LISTS = frozenset({"entities", "units"})  # their files hold lists; the others' files hold one thing each
_NAMED_FILES = frozenset({"sources", "topics", "metrics"})  # the file is named for the id it holds


def validate_texts(texts: dict[str, str], shown: str) -> dict[str, Any]:
    """Plain data of a whole config/ by part; CatalogueError with every problem of every file.

    `texts` maps paths inside the folder to their contents (`"sources/nbs_rss.yaml"`); `shown` is the folder's name in
    messages.
    """
    problems: list[Problem] = []
    items: Items = {part: [] for part in MODELS}
    languages: dict[str, dict[str, Any]] = {}
    for path, text in sorted(texts.items()):
        document, faults = parse_document(f"{shown}/{path}", text)
        problems += faults
        part, _, rest = path.partition("/")
        if faults:
            continue
        if part == "languages":
            problems += _add_language(languages, rest.partition("/")[0].removesuffix(".yaml"), document)
        elif part in MODELS:
            found, mistakes = _read_items(part, document)
            items[part] += found
            problems += mistakes
    if problems:  # a file that cannot be read makes every mention of its id look wrong
        raise CatalogueError(problems)
    problems = find_reference_problems(items)
    if problems:
        raise CatalogueError(problems)
    return {**{part: [item.data for item in items[part]] for part in MODELS}, "languages": languages}


def _read_items(part: str, document: Document) -> tuple[list[Item], list[Problem]]:
    items: list[Item] = []
    problems: list[Problem] = []
    for location, data in _things(part, document, problems):
        try:
            thing = MODELS[part].model_validate(data)
        except ValidationError as error:
            problems += find_problems(document, location, MODELS[part], error)
            continue
        item = Item(_plain_data(part, thing), document, location)
        items.append(item)
        problems += _misnamed(part, item)
    return items, problems


def _things(part: str, document: Document, problems: list[Problem]) -> Iterator[tuple[Location, Any]]:
    if part not in _LISTS:
        if isinstance(document.data, dict):
            yield (), document.data
        else:
            problems.append(document.problem((), "must hold keys and values, beginning with id:"))
    elif isinstance(document.data, list):
        yield from (((index,), data) for index, data in enumerate(document.data))
    else:
        problems.append(document.problem((), "must hold a list; begin each thing with '- id:'"))


def _plain_data(part: str, thing: BaseModel) -> dict[str, Any]:
    data = thing.model_dump(mode="json", by_alias=True)
    if part == "metrics":  # in an example an absent key is not compared, while null is
        data["examples"] = thing.model_dump(mode="json", include={"examples"}, exclude_unset=True).get("examples", [])
    return data


def _misnamed(part: str, item: Item) -> list[Problem]:
    stem = item.document.file.rsplit("/", 1)[-1].removesuffix(".yaml")
    if part not in _NAMED_FILES or stem == item.data["id"]:
        return []
    return [item.problem(("id",), f"id: '{item.data['id']}' is not the file's name; one of the two must change")]


def _add_language(languages: dict[str, dict[str, Any]], code: str, document: Document) -> list[Problem]:
    """Adds a file's sections to its language; a language may be one file or a folder of files."""
    try:
        sections = Language.model_validate(document.data).root
    except ValidationError as error:
        return find_problems(document, (), Language, error)
    known = languages.setdefault(code, {})
    problems = [
        document.problem((name,), f"{name}: this section of '{code}' stands in another file too")
        for name in sections
        if name in known
    ]
    known.update(sections)
    return problems
