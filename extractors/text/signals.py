"""What a sentence can hold at all: one pass over it tells which patterns are worth a search, by words that they need.

Most questions about a number are asked in vain: few sentences say that a target was missed. A question that names its
patterns here costs next to nothing where none of their words stands. The words are read from the patterns themselves,
so that a pattern can be changed without a thought of this.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from ahocorasick_rs import AhoCorasick

_PARSER: Any = importlib.import_module("re._parser")  # no public module of Python tells how a pattern is built
_WIDTHLESS = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_HAN = "\u2e80"
_CHOICES = 6  # characters of a class that are told apart
# Words that tell nothing apart: most English sentences hold one of them.
_COMMON = frozenset({
    *("a", "an", "the", "and", "or", "but", "of", "to", "in", "on", "at", "by", "for", "from", "as", "with", "that"),
    *("this", "it", "its", "is", "are", "was", "were", "be", "been", "has", "have", "had", "he", "she", "they", "we"),
    *("not", "s", "will", "would"),
})  # fmt: skip
_LITTLE = 2  # what they count for, in letters
_ENOUGH = 5  # letters of a word that few sentences hold by chance; a Chinese character counts for two

_Words = frozenset[str] | None  # every match holds one of them; None where that is sure of no words

_questions: list[tuple[re.Pattern[str], ...]] = []  # the patterns of a signal, at the place of its bit


def signal(*patterns: re.Pattern[str]) -> int:
    """The bit of `signals_in` that is set wherever one of the patterns, which read folded text, can match."""
    _questions.append(patterns)
    return 1 << (len(_questions) - 1)


def signals_in(folded: str) -> int:
    """The signals of a lower-cased sentence: those of whose patterns a word stands in it, and those of none."""
    finder, bits, held = _finder(len(_questions))
    for index, _, _ in finder.find_matches_as_indexes(folded, overlapping=True):
        held |= bits[index]
    return held


def words_of(pattern: re.Pattern[str]) -> _Words:
    """Words of which every match holds at least one, as rare ones as the pattern offers.

    `r"\\b(?:miss(?:ed|es)|beats)\\s\\w+\\sby"` gives "missed", "misses" and "beats"; `r"\\d+%?"` gives None.
    """
    if pattern.flags & re.IGNORECASE:
        return None
    return _needed(_PARSER.parse(pattern.pattern, pattern.flags))


@cache
def _finder(count: int) -> tuple[AhoCorasick, tuple[int, ...], int]:
    """The words of the first so many signals as an automaton, the bits of each word, and the bits without words."""
    bits: dict[str, int] = {}
    always = 0
    for place, patterns in enumerate(_questions[:count]):
        for words in map(words_of, patterns):
            always |= 0 if words else 1 << place
            for word in words or ():
                bits[word] = bits.get(word, 0) | 1 << place
    return AhoCorasick(list(bits)), tuple(bits.values()), always


def _needed(items: Iterable[tuple[Any, Any]], run: str = "") -> _Words:
    """The words that a row of elements needs, of which `run` stands right before it."""
    best: _Words = None
    for operation, value in items:
        name = str(operation)
        if name == "LITERAL":
            run += chr(value)
        elif name not in _WIDTHLESS:  # these have no width: the word goes on behind them
            best = _rarer(_rarer(best, _word(run)), _needed_by(name, value, run))
            run = ""
    return _rarer(best, _word(run))


def _needed_by(name: str, value: Any, run: str) -> _Words:
    """The same for one element as the parser names it; what it may name in later versions needs no words."""
    if name == "BRANCH":
        branches = [_needed(branch, run) for branch in value[1]]
        return None if None in branches else frozenset().union(*(words or () for words in branches))
    if name in {"SUBPATTERN", "ATOMIC_GROUP"}:
        return _needed(value[-1] if name == "SUBPATTERN" else value, run)
    if name == "IN" and len(value) <= _CHOICES and all(str(kind) == "LITERAL" for kind, _ in value):
        return frozenset(run + chr(char) for _, char in value)
    return _needed(value[-1]) if name in _REPEATS and value[0] > 0 else None


def _word(run: str) -> _Words:
    return frozenset({run}) if run.strip() else None


def _rarer(one: _Words, other: _Words) -> _Words:
    """The words that fewer sentences hold, as far as their length and number tell."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda words: (min(_ENOUGH, *map(_weight, words)), -len(words)))


def _weight(word: str) -> int:
    if word.strip() in _COMMON:
        return _LITTLE
    return sum(2 if char >= _HAN else 1 for char in word.strip())
