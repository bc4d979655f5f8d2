"""A look ahead at the character that a pattern can begin with: an alternation then passes over what cannot match.

Most of the eighty rules of time begin with other characters than the word at hand: with the guards they are told apart
in half the time.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from typing import Any

_PARSER: Any = importlib.import_module("re._parser")  # no public module of Python tells how a pattern is built
_MOST = 64  # characters of a guard; beyond, it would pass nearly all
_ANYTHING = None
_DIGIT = r"\d"

_Openings = frozenset[str] | None  # pieces of a character class, or _ANYTHING


def guarded(pattern: str) -> str:
    """The pattern behind its guard."""
    return f"{opening_guard(pattern)}(?:{pattern})"


def opening_guard(pattern: str) -> str:
    """`"(?:march|may) 1|2"` gives `"(?=[2m])"`; nothing where a match can be empty or begin with too many characters.

    Raises re.error for a pattern that is none.
    """
    openings, empty = _of_sequence(_PARSER.parse(pattern))
    if empty or openings is _ANYTHING or len(openings) > _MOST:
        return ""
    return f"(?=[{''.join(sorted(openings))}])"


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> tuple[_Openings, bool]:
    """What a row of elements can begin with, and whether it can match nothing."""
    found: frozenset[str] = frozenset()
    for operation, value in items:
        openings, empty = _of_element(str(operation), value)
        if openings is _ANYTHING:
            return _ANYTHING, False
        found |= openings
        if not empty:
            return found, False
    return found, True


def _of_element(operation: str, value: Any) -> tuple[_Openings, bool]:
    """The same for one element as the parser names it; what it may name in later versions can begin with anything."""
    if operation in {"ASSERT", "ASSERT_NOT", "AT"}:
        return frozenset(), True
    if operation == "LITERAL":
        return frozenset({re.escape(chr(value))}), False
    if operation == "IN":
        return _of_class(value), False
    if operation == "BRANCH":
        branches = [_of_sequence(branch) for branch in value[1]]
        if any(openings is _ANYTHING for openings, _ in branches):
            return _ANYTHING, False
        return frozenset().union(*(openings or () for openings, _ in branches)), any(empty for _, empty in branches)
    if operation in {"SUBPATTERN", "ATOMIC_GROUP"}:
        return _of_sequence(value[-1] if operation == "SUBPATTERN" else value)
    if operation in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        openings, empty = _of_sequence(value[-1])
        return openings, empty or value[0] == 0
    return _ANYTHING, False


def _of_class(members: Iterable[tuple[Any, Any]]) -> _Openings:
    """The pieces of a class: `[a-c\\d]` gives those of "a-c" and of all digits; one of all but some is anything."""
    found: set[str] = set()
    for kind, value in members:
        if str(kind) == "LITERAL":
            found.add(re.escape(chr(value)))
        elif str(kind) == "RANGE":
            found.add(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        elif str(value) == "CATEGORY_DIGIT":
            found.add(_DIGIT)
        else:
            return _ANYTHING
    return frozenset(found)
