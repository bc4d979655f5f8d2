"""English numerals in words: `"one hundred and sixteen"`, `"half a million"`, `"two and a half"`, `"doubled"`.

`read_words` starts at the first word of a numeral that `numerals_en.py` found and says how far it goes. The words are
in `config/languages/en.yaml` under `numbers`; fractions are in `fractions_en.py`.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.numbers.english_numbers import NEXT_WORD, EnglishNumbers
from extractors.numbers.english_reading import WordReading
from extractors.numbers.fractions_en import (
    read_article_fraction,
    read_leading_fraction,
    read_over,
    read_ratio,
    take_fraction,
)
from extractors.numbers.numerals import Numeral, negated

_DECIMAL_WORDS = re.compile(
    r"\spoint((?:[\s-](?:zero|oh|nought|naught|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))+)(?![a-z])"
)
_MINUS = re.compile(r"(?:minus|negative)\s$")
_LONGEST_VAGUE = 2  # "tens of hundreds of thousands"
_OF_VAGUE = re.compile(r"\sof\s(?P<word>[a-z]+)(?![a-z])")


def read_words(low: str, start: int, word: str, words: EnglishNumbers) -> Numeral | None:
    """The numeral that the number word at `start` begins, or None: `"a"` alone is an article."""
    if word in words.multiples:
        return Numeral(start, start + len(word), words.multiples[word], Decimal(1), form="multiple", spelled=True)
    if word in words.vague:
        return _read_vague(low, start, word, words)
    at = start + len(word)
    if word in {"a", "an"}:
        return _after_article(low, start, words)
    if word in words.denominators:
        return read_leading_fraction(low, start, (word, at), words)
    if word in words.scales:
        return _bare_scale(low, start, word, words)
    number = words.small[word]
    sign = _MINUS.search(low, max(0, start - 9), start)
    if sign is None and (
        ratio := read_ratio(low, start, at, number, words) or read_over(low, start, at, number, words)
    ):
        return ratio
    state = WordReading()
    state.take_small(number)
    numeral = _continue(low, sign.start() if sign else start, at, state, words)
    return negated(numeral) if sign else numeral


def _read_vague(low: str, start: int, word: str, words: EnglishNumbers) -> Numeral:
    """`"hundreds"`, `"tens of thousands"`: the value is the least that the words mean."""
    value, end = words.vague[word], start + len(word)
    for _ in range(_LONGEST_VAGUE):
        more = _OF_VAGUE.match(low, end)
        if more is None or more["word"] not in words.vague:
            break
        value, end = value * words.vague[more["word"]], more.end()
    return Numeral(start, end, value, value, form="vague", spelled=True)


def _after_article(low: str, start: int, words: EnglishNumbers) -> Numeral | None:
    """`"a million"`, `"a dozen"`, `"a third"`, `"a half"`, `"a quarter million"`; None where "a" is an article."""
    opening = NEXT_WORD.match(low, start + (2 if low.startswith("an", start) else 1))
    if opening is None or opening["and"] or opening["article"]:
        return None
    word, at = opening["word"], opening.end()
    if word in words.denominators:
        return read_article_fraction(low, start, (word, at), words)
    return _scale_from(low, start, (word, at), words) if word in words.scales else None


_MULTI = re.compile(r"\bmulti-(?:[a-z]+\s)?$")


def _bare_scale(low: str, start: int, word: str, words: EnglishNumbers) -> Numeral | None:
    """`"hundred thousand"`, `"billion-dollar"`; None for "multi-billion" and a scale alone."""
    at = start + len(word)
    if not words.bare_scale_next.match(low, at) or _MULTI.search(low, max(0, start - 16), start):
        return None
    return _scale_from(low, start, (word, at), words)


def _scale_from(low: str, start: int, opening: tuple[str, int], words: EnglishNumbers) -> Numeral | None:
    """A numeral that begins with one of a scale: `"(a) hundred and sixteen"`."""
    word, at = opening
    state = WordReading()
    state.take_small(1)
    return _continue(low, start, at, state, words) if state.take_scale(words.scales[word]) else None


def _continue(low: str, start: int, at: int, state: WordReading, words: EnglishNumbers) -> Numeral:
    """Takes number words as long as they fit, then a decimal or a fraction."""
    while following := NEXT_WORD.match(low, at):
        if fraction := take_fraction(low, start, following, state, words):
            return fraction
        if following["article"] or not _takes(state, following, words, low):
            break
        at = following.end()
    if decimal := _DECIMAL_WORDS.match(low, at):
        return _with_decimal(start, decimal, state, words)
    step = Decimal(1) if state.pending or (state.group and state.scale == 1) else state.scale
    return Numeral(start, at, state.value(), step, _shared_scale(state), spelled=True)


def _shared_scale(state: WordReading) -> Decimal:
    return state.scale if state.scale > 1 and not state.pending else Decimal(1)


def _takes(state: WordReading, following: re.Match[str], words: EnglishNumbers, low: str) -> bool:
    """Whether the next word continues the numeral; "and" only after hundred or a scale and before a small number."""
    word, joined = following["word"], following["and"]
    if (small := words.small.get(word)) is not None:
        percent_next = low.startswith((" percent", "%"), following.end())  # "one hundred and six percent" is two
        if joined and (state.pending or state.scale == 1 or percent_next):
            return False
        return state.take_small(small)
    factor = words.scales.get(word)
    return factor is not None and not joined and state.take_scale(factor)


def _with_decimal(start: int, match: re.Match[str], state: WordReading, words: EnglishNumbers) -> Numeral:
    """`"two hundred point seventy-one"`, `"nine point nought four"`."""
    digits = ""
    for word in re.split(r"[\s-]", match.group(1).strip(" -")):
        number = words.small[word]
        digits = (
            digits[:-1] + str(number)
            if digits.endswith("0") and len(digits) > 1 and number < 10 and digits[-2] in "23456789" and number
            else digits + str(number)
        )
    value = state.value() + Decimal("0." + digits)
    return Numeral(start, match.end(), value, Decimal(1).scaleb(-len(digits)), spelled=True)
