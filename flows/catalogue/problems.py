"""Says in one line what a model of config/ refused: which key, what stands there, what to write instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, ValidationError

from flows.catalogue.documents import Document, Location, Problem

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_QUOTED = re.compile(r"'([^']*)'")  # "'rss', 'atom' or 'json'" -> rss, atom, json


def find_problems(document: Document, base: Location, model: type[BaseModel], error: ValidationError) -> list[Problem]:
    """One problem for each complaint, at its line. `base` leads to the value that was validated."""
    return [_describe(document, base, model, details) for details in error.errors(include_url=False)]


def _describe(document: Document, base: Location, model: type[BaseModel], details: ErrorDetails) -> Problem:
    inner = tuple(step for step in details["loc"] if not _is_union_label(step))
    location = (*base, *inner)
    shown = ".".join(str(step) for step in inner)
    return document.problem(location, f"{shown}: {_reason(model, details, inner)}" if shown else _plain(details))


def _reason(model: type[BaseModel], details: ErrorDetails, inner: Location) -> str:
    kind = details["type"]
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return f"is not a known key{suggest(str(inner[-1]), known_keys(model, inner[:-1]))}"
    if kind in {"literal_error", "enum"}:
        allowed = _QUOTED.findall(str(details.get("ctx", {}).get("expected", "")))
        return f"{details['input']!r} is not one of {', '.join(allowed)}{suggest(str(details['input']), allowed)}"
    if kind == "string_pattern_mismatch":
        return f"{details['input']!r} must be lower-case words and digits joined by _"
    return _plain(details)


def _plain(details: ErrorDetails) -> str:
    """Pydantic's own sentence, in lower case and with the value where it is short and a scalar."""
    message = details["msg"].removeprefix("Value error, ").removeprefix("Input ").strip()
    value = details["input"]
    if details["type"] == "value_error" or isinstance(value, dict | list):
        return message
    return f"{message}, not {value!r}" if len(repr(value)) <= 60 else message


def suggest(word: str, known: Iterable[str]) -> str:
    """`"; did you mean 'official'?"` for the nearest known word; nothing where none is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""


def known_keys(model: type[BaseModel], location: Location) -> list[str]:
    """The keys that a model accepts at a place inside it: `("examples", 0)` of Metric gives those of an example."""
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    for step in location:
        if isinstance(step, str):
            inner = _model_in(fields[step].annotation) if step in fields else None
            fields = {field.alias or name: field for name, field in inner.model_fields.items()} if inner else {}
    return list(fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(part) for part in get_args(annotation))
    return next((model for model in found if model is not None), None)


def _is_union_label(step: str | int) -> bool:
    """Pydantic names the branch of a union in its path ("function-after[…]", "tuple[…]"); people did not write that."""
    return isinstance(step, str) and ("[" in step or step in {"str", "int", "float"})
