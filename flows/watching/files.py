"""Reads a folder of config/ whose files hold one thing each, and says what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from extractors.errors import ConfigurationError
from flows.catalogue.documents import CatalogueError, Document, Location, Problem, parse_document
from flows.catalogue.problems import find_problems, suggest

M = TypeVar("M", bound=BaseModel)
Check = Callable[[Document, M], Iterable[Problem]]  # what no file can know alone: names that lead nowhere


def read_things(config_dir: Path, part: str, model: type[M], check: Check[M]) -> tuple[M, ...]:
    """The things of `config/<part>/*.yaml` in the order of their names; none where there is no such folder.

    Raises ConfigurationError with a line for each problem: `config/watchlists/x.yaml:7: entities.0: there is no …`.
    """
    things: list[M] = []
    problems: list[Problem] = []
    for path in sorted((config_dir / part).glob("*.y*ml")):
        document, faults = parse_document(f"{config_dir.name}/{part}/{path.name}", _read_text(path))
        problems += faults
        if faults:
            continue
        if not isinstance(document.data, dict):
            problems.append(document.problem((), "must hold keys and values, beginning with id:"))
            continue
        try:
            thing = model.model_validate(document.data)
        except ValidationError as error:
            problems += find_problems(document, (), model, error)
            continue
        name = getattr(thing, "id", None)
        if path.name != f"{name}.yaml":
            problems.append(document.problem(("id",), f"id: the file of '{name}' is called {name}.yaml"))
        problems += check(document, thing)
        things.append(thing)
    if problems:
        raise CatalogueError(problems)
    return tuple(things)


def find_unknown(
    document: Document, location: Location, value: str | None, known: Iterable[str], what: str
) -> Iterable[Problem]:
    """A problem where nothing goes by this id: `metrics.0: there is no metric '5g_base'; did you mean …?`."""
    ids = sorted(known)
    if value is not None and value not in ids:
        shown = ".".join(str(step) for step in location)
        yield document.problem(location, f"{shown}: there is no {what} '{value}'{suggest(value, ids)}")


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read: {error}") from error
