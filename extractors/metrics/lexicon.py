"""What a Chinese noun phrase means, word by word: 工业机器人产量 is "industrial robot output"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from extractors.text.cues import fold_case

MASS = (  # ends of words that have no plural
    "ing", "ware", "output", "revenue", "capital", "equipment", "investment", "production", "power", "capacity", "data",
    "staff", "traffic", "AI",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words and their English, found longest first; `meanings[i]` belongs to the automaton's i-th word."""

    automaton: AhoCorasick | None
    meanings: tuple[str, ...]


NO_WORDS = Lexicon(None, ())


def build_lexicon(words: Mapping[str, Any]) -> Lexicon:
    """Compiles `{"robot": ["机器人"], …}`: English, then all that it translates."""
    pairs = [(fold_case(str(word)), str(english)) for english, spellings in words.items() for word in spellings]
    if not pairs:
        return NO_WORDS
    automaton = AhoCorasick([word for word, _ in pairs], matchkind=MatchKind.LeftmostLongest)
    return Lexicon(automaton, tuple(english for _, english in pairs))


def translate(phrase: str, lexicon: Lexicon, *, counted: bool = False) -> str | None:
    """The English of a phrase, in its order; None where its last word is unknown, for that says what it is.

    Latin words stay ("5G基站" gives "5G base stations" where it is counted); unknown words before the last fall out.
    """
    if lexicon.automaton is None:
        return None
    folded = fold_case(phrase)
    found: list[str] = []
    at = 0
    for index, start, end in lexicon.automaton.find_matches_as_indexes(folded):
        found.extend(_latin(phrase[at:start]))
        found.append(lexicon.meanings[index])
        at = end
    rest = phrase[at:]
    if not found or any("\u4e00" <= char <= "\u9fff" for char in rest):
        return None
    words = [word for word in (*found, *_latin(rest)) if word]
    return _joined(words, counted=counted) if words else None


def _latin(text: str) -> list[str]:
    """The words of a stretch between known ones that need no translation: "5G", "ARPU"."""
    words = "".join(char if char.isascii() else " " for char in text).split()
    return [word for word in words if word[0].isalnum() and any(char.isalpha() for char in word)]


def _joined(words: list[str], *, counted: bool) -> str:
    """The words as one phrase without repeats; what is counted stands in the plural."""
    kept = [word for place, word in enumerate(words) if place == 0 or words[place - 1] != word]
    last = kept[-1]
    if counted and last[-1:] != "s" and not last.endswith(MASS):
        kept[-1] = last[:-1] + "ies" if last.endswith("y") and last[-2] not in "aeiou" else last + "s"
    return " ".join(kept)
