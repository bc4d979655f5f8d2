"""What a match of a pattern can begin with, told from the pattern: most of what is tried at a place cannot match there.

Most of the eighty rules of time begin with other characters than the words at hand. A look ahead at the first character
lets an alternation pass over them (`guarded`); an index of the first few leaves two or three to try (`OpeningIndex`).
"""

from __future__ import annotations

import importlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

_PARSER: Any = importlib.import_module("re._parser")  # no public module of Python tells how a pattern is built
_MOST = 64  # characters of a guard; beyond, it would pass nearly all
_ANYTHING = None
_DIGIT = ("\\d", "")  # all that Unicode counts as digits

_Class = frozenset[tuple[str, str]] | None  # first and last character of each range, or _ANYTHING
Opening = tuple[_Class, ...]  # the classes of a match's first characters
_Rows = Iterable[tuple[Opening, bool]]  # openings, and whether the next element of the pattern goes on with them


@dataclass(slots=True, eq=False)
class _Node:
    """What is left of the openings behind the characters read so far, with the places of their patterns."""

    rows: frozenset[tuple[Opening, int]]
    places: tuple[int, ...]
    following: dict[str, _Node] | None = None  # by the next character, "" for any other; None until somebody asks


class OpeningIndex:
    """Patterns by what their matches begin with: an automaton that is built as texts ask for it."""

    def __init__(self, patterns: Iterable[str], length: int) -> None:
        """Patterns told apart by so many characters. Raises re.error for one that is none."""
        self.length = length
        self._nodes: dict[frozenset[tuple[Opening, int]], _Node] = {}
        rows = [(opening, place) for place, pattern in enumerate(patterns) for opening in openings_of(pattern, length)]
        self._root = self._node(frozenset(rows))

    def matching(self, text: str) -> tuple[int, ...]:
        """The places, in order, of the patterns that can match where a text begins so, and perhaps some more: of
        "march|may", "m\\d" and "(?:the )?year" `"may "` leaves the first, `"the "` the last.
        """
        node = self._root
        for char in text:
            if not node.places:
                break
            following = node.following or self._expand(node)
            node = following.get(char) or following[""]
        return node.places

    def _node(self, rows: frozenset[tuple[Opening, int]]) -> _Node:
        node = self._nodes.get(rows)
        if node is None:
            node = self._nodes[rows] = _Node(rows, tuple(sorted({place for _, place in rows})))
        return node

    def _expand(self, node: _Node) -> dict[str, _Node]:
        anyway: set[tuple[Opening, int]] = set()
        following: defaultdict[str, set[tuple[Opening, int]]] = defaultdict(set)
        for opening, place in node.rows:
            row = (opening[1:], place)
            characters = _characters(opening[0]) if opening else ()
            for char in characters:
                following[char].add(row)
            if not characters:
                anyway.add(row)
        node.following = {char: self._node(frozenset(rows | anyway)) for char, rows in following.items()}
        node.following.setdefault("", self._node(frozenset(anyway)))
        return node.following


def guarded(pattern: str) -> str:
    """The pattern behind its guard."""
    return f"{opening_guard(pattern)}(?:{pattern})"


def opening_guard(pattern: str) -> str:
    """`"(?:march|may) 1|2"` gives `"(?=[2m])"`; nothing where a match can be empty or begin with too many characters.

    Raises re.error for a pattern that is none.
    """
    found: set[tuple[str, str]] = set()
    for opening in openings_of(pattern, 1):
        if not opening or opening[0] is _ANYTHING:
            return ""
        found |= opening[0]
    pieces = sorted(_written(first, last) for first, last in found)
    return f"(?=[{''.join(pieces)}])" if len(pieces) <= _MOST else ""


def openings_of(pattern: str, length: int) -> frozenset[Opening]:
    """What the first `length` characters of a match can be; a shorter one is all of a match, or what is known of it.

    `"ma(?:y|rch)"` gives with length 3 "m", "a", "y" and "m", "a", "r". Raises re.error for a pattern that is none.
    """
    return frozenset(opening for opening, _ in _of_sequence(_PARSER.parse(pattern), length))


def _characters(members: _Class) -> Sequence[str]:
    """The characters of a class, "" for digits beside 0 to 9; none for a large class, which tells little apart."""
    if members is _ANYTHING or sum(ord(last) - ord(first) for first, last in members - {_DIGIT}) > _MOST:
        return ()
    ranges = [("0", "9") if piece == _DIGIT else piece for piece in members]
    characters = [chr(code) for first, last in ranges for code in range(ord(first), ord(last) + 1)]
    return [*characters, ""] if _DIGIT in members else characters


def _written(first: str, last: str) -> str:
    """A range as a piece of a pattern's class."""
    if (first, last) == _DIGIT:
        return first
    return re.escape(first) if first == last else f"{re.escape(first)}-{re.escape(last)}"


def _of_sequence(items: Iterable[tuple[Any, Any]], length: int) -> _Rows:
    """The openings of a row of elements."""
    done: set[Opening] = set()
    growing: set[Opening] = {()}
    for operation, value in items:
        longer: set[Opening] = set()
        for head, (tail, goes_on) in [(h, row) for row in _of_element(str(operation), value, length) for h in growing]:
            opening = (head + tail)[:length]
            (longer if goes_on and len(opening) < length else done).add(opening)
        growing = longer
        if not growing:
            break
    return [*((opening, False) for opening in done), *((opening, True) for opening in growing)]


def _of_element(operation: str, value: Any, length: int) -> _Rows:
    """The same for one element as the parser names it; what it may name in later versions can begin with anything."""
    if operation in {"ASSERT", "ASSERT_NOT", "AT"}:
        return [((), True)]
    if operation == "LITERAL":
        return [((frozenset({(chr(value), chr(value))}),), True)]
    if operation == "IN":
        return [((_of_class(value),), True)]
    if operation == "BRANCH":
        return {row for branch in value[1] for row in _of_sequence(branch, length)}
    if operation in {"SUBPATTERN", "ATOMIC_GROUP"}:
        return _of_sequence(value[-1] if operation == "SUBPATTERN" else value, length)
    if operation in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        return _of_repeat(value, length)
    return [((_ANYTHING,), False)]


def _of_repeat(value: Sequence[Any], length: int) -> _Rows:
    """What is repeated, once: behind that it may stand again or not."""
    least, most, repeated = value
    once = {(opening, goes_on and most == 1) for opening, goes_on in _of_sequence(repeated, length)}
    return once | {((), True)} if least == 0 else once


def _of_class(members: Iterable[tuple[Any, Any]]) -> _Class:
    """The ranges of a class; one of all but some is anything."""
    found: set[tuple[str, str]] = set()
    for kind, value in members:
        if str(kind) == "LITERAL":
            found.add((chr(value), chr(value)))
        elif str(kind) == "RANGE":
            found.add((chr(value[0]), chr(value[1])))
        elif str(value) == "CATEGORY_DIGIT":
            found.add(_DIGIT)
        else:
            return _ANYTHING
    return frozenset(found)
