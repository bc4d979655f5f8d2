"""The noun that an English number counts: "robot enterprises" of "400 robot enterprises", which follows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_WORD = re.compile(r"[ \u00a0\u2009\u202f][“\"‘]?(?P<word>[A-Za-z0-9](?:[\w’'&.-]|/(?!\d))*)")
_VERB_END = re.compile(r"(?:ed|ing)$")
_MORE = re.compile(r"\s(?:more|other|fewer)(?=\s(?!than|of|in|to|and|or|from|by|on|at|for|years?|months?)[a-z])")
# "more than 80 based in Taiwan", "30 made by Larkspur": of what was counted before
_TOLD_OF_IT = re.compile(
    r"(?:[a-z]{2,}ed|built|made|sold|held|run|set\sup|shot|put|taken|given|bought|lost|won)\s(?:in|at|by|on|outside|across|abroad|overseas|under)\b"
)
_PARTICIPLE = re.compile(r"(?:^|\s)(?P<word>[a-z-]{2,}ing)$")
_ADVERB = re.compile(r"(?:^|\s)(?P<word>[a-z]{3,}ly)$")
_OF_THE = (" of the ", " of its ", " of their ")
# "twice the 11.4 billion of the year before", "1.5 million of the 4.9 million stations"
_NO_NOUN = re.compile(
    r" of the (?:(?:same|previous|preceding|prior|last|whole|full|corresponding|year|month) )*"
    r"(?:year|month|quarter|half|period|day|week|before|earlier)s?\b"
    r"| of (?:the|its|their|all) \d"
)
_JOINED = re.compile(r"\s(?:and|or|&)\s(?!(?:a|an|the|its|their|other|is|was|will|has|to)\s)[a-z][\w-]*(?=\s[a-z])")
_LONGEST = 7  # words


@dataclass(frozen=True, slots=True)
class EnglishNouns:
    """The words around counted nouns, compiled."""

    stops: frozenset[str]  # end a noun phrase
    classifiers: frozenset[str]  # count, and name nothing: "units", "sets"
    comparatives: frozenset[str]  # name nothing either, and end what they follow: "units above target"
    plurals: frozenset[str]  # without an s: "people"
    adjectives: frozenset[str]  # end in "ed", and are part of the noun: "listed"
    in_ly: frozenset[str]  # end in "ly", and are nouns: "assembly"
    in_ing: frozenset[str]  # end in "ing", and are nouns: "buildings" has its singular here


def build_english_nouns(words: Mapping[str, Any]) -> EnglishNouns:
    """Compiles the section `nouns` of `config/languages/en.yaml`."""
    return EnglishNouns(
        frozenset(words["stops"]),
        frozenset((*words["classifiers"], *words["comparatives"])),
        frozenset(words["comparatives"]),
        frozenset(words["plurals"]),
        frozenset(words["adjectives"]),
        frozenset(words["in_ly"]),
        frozenset(words["in_ing"]),
    )


def find_noun_en(text: str, low: str, end: int, words: EnglishNouns) -> tuple[str | None, int]:
    """The noun phrase behind the number that ends at `end`, and where it ends; a classifier where nothing else is."""
    if _NO_NOUN.match(low, end):
        return None, end
    at = low.index(" ", end + len(" of ")) if low.startswith(_OF_THE, end) else end
    if more := _MORE.match(low, at):
        at = more.end()
    first, last = _phrase(text, low, at, words)
    if first >= 0:
        last = _without_tail(low, first, last, words)
    if first < 0 or last <= first:
        return None, end
    if low[first:last] in words.classifiers and low.startswith(" of ", last):
        noun, stop = find_noun_en(text, low, last + len(" of"), words)
        return (noun, stop) if noun else (text[first:last], last)
    return text[first:last], last


def _phrase(text: str, low: str, at: int, words: EnglishNouns) -> tuple[int, int]:
    """Where the words behind a number that may be its noun begin and end; -1 twice where none are."""
    first, last = -1, -1
    for _ in range(_LONGEST):
        match = _WORD.match(text, at)
        if match is None:
            break
        word = low[match.start("word") : match.end("word")].rstrip(".")
        verb = first >= 0 and text[at - 1] == "s" and _is_verb(low, word, match.end(), words)
        verb = verb or (first < 0 and _TOLD_OF_IT.match(low, match.start("word")) is not None)
        if word in words.stops or word.isdigit() or verb or (first >= 0 and word in words.comparatives):
            joined = _JOINED.match(low, at) if first >= 0 and low.find(" ", first, last) < 0 else None
            if joined is None or low[first:last] in words.plurals or low.endswith("s", first, last):
                break
            last = joined.end()
            at = last
            continue
        first = match.start("word") if first < 0 else first
        last = match.start("word") + len(word)
        at = match.end()
        if at > last:
            break
    return first, last


def _is_verb(low: str, word: str, end: int, words: EnglishNouns) -> bool:
    """Whether a word behind a plural is its verb: "12 plants closed", "9 patents related to"; not "9 banks listed"."""
    if not _VERB_END.search(word):
        return False
    return word not in words.adjectives or low.startswith(" to ", end)


def _without_tail(low: str, first: int, last: int, words: EnglishNouns) -> int:
    """Where the phrase ends without a participle or an adverb: "73 raising hopes", "16 buses serving"."""
    if (match := _PARTICIPLE.search(low, first, last)) and match["word"] not in words.in_ing:
        return match.start()
    adverb = _ADVERB.search(low[first:last])
    return last if adverb is None or adverb["word"] in words.in_ly else first + adverb.start()
