"""English fractions: `"two thirds"`, `"a third of"`, `"one in five"`, `"two and a half"`, `"a quarter of a million"`.

A fraction of something is a share; one that multiplies a magnitude or follows a whole number is part of a plain number.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.numbers.english_numbers import NEXT_WORD, EnglishNumbers
from extractors.numbers.english_reading import WordReading
from extractors.numbers.numerals import Numeral

_LARGEST_TOP = 10  # "nine in ten" is a share; "12 in 40 cities" counts twelve
_RATIO = re.compile(
    r"\s(?P<link>in|out\sof)\s(?:every\s)?(?P<word>\d{1,3}|[a-z]+(?:-[a-z]+)?)(?![a-z0-9,.-]*[a-z0-9]"
    r"|\s(?:million|billion|hundred|thousand|years?|months?|days?|weeks?|hours?|minutes?|seconds?|quarters?|percent|different)\b"
    r"|\s?%)"
)
_OVER = re.compile(r"\sover\s(?P<words>\d{1,6}|[a-z]+(?:(?:\s(?:and\s)?|-)[a-z]+){0,6})(?=\s*(?:[.,;:)\n]|$))")
_OF_SCALE = re.compile(r"\sof\sa\s(?P<word>[a-z]+)(?![a-z])")
_SHARE_NEXT = re.compile(
    r"\s(?:of|to|in|from|over|by|more|less|higher|lower|each|off|as|on|this|last|and|or|if|are|were|use|used"
    r"|since|compared|versus|during|above|below|through|fewer|faster|slower|cheaper|dearer|smaller|larger|bigger|heavier|lighter"
    r"|shorter|longer|stronger|weaker|annually|say|own|want|believe|think)\b"
    r"|\s?[.,;:!?)\"”’\n]|\s?$|\s?[-\u2013\u2014]{1,2}\s"
)
# "twenty-firsts", "thirty fifths": a denominator of two words, only in the plural and only after a numerator.
_UNITS_PLACE = {
    "firsts": 1,
    "seconds": 2,
    "thirds": 3,
    "fourths": 4,
    "fifths": 5,
    "sixths": 6,
    "sevenths": 7,
    "eighths": 8,
    "ninths": 9,
}
_COMPOUND_BOTTOM = re.compile(rf"[\s-](?P<unit>{'|'.join(_UNITS_PLACE)})(?![a-z])")


def build_fraction(start: int, end: int, top: int | Decimal, bottom: int, *, spelled: bool) -> Numeral:
    """`top` of `bottom` parts, known to a hundredth."""
    value = Decimal(top) / Decimal(bottom)
    return Numeral(start, end, value, Decimal("0.01"), form="fraction", spelled=spelled)


def read_ratio(low: str, start: int, at: int, top: int, words: EnglishNumbers) -> Numeral | None:
    """`"one in five"`, `"3 out of 4"`, `"1 in twenty-one"`; None where both numbers count something of their own."""
    match = _RATIO.match(low, at) if 0 < top < _LARGEST_TOP else None
    if match is None:
        return None
    whole = _small_number(match["word"], words)
    if whole is None or whole <= top or (match["link"] == "in" and top > 1 and whole > 10):
        return None
    return build_fraction(start, match.end(), top, whole, spelled=not low[start].isdigit())


def _small_number(text: str, words: EnglishNumbers) -> int | None:
    """`"5"`, `"five"`, `"twenty-one"`; None for other words."""
    if text.isdigit():
        return int(text)
    tens, _, unit = text.partition("-")
    if tens not in words.small or (unit and unit not in words.small):
        return 100 if text == "hundred" else None
    return words.small[tens] + (words.small[unit] if unit else 0)


def read_over(low: str, start: int, at: int, top: int | Decimal, words: EnglishNumbers) -> Numeral | None:
    """`"one over twenty"` at the end of a phrase; None before anything that the second number could count."""
    match = _OVER.match(low, at)
    if match is None:
        return None
    bottom = int(match["words"]) if match["words"].isdigit() else _number_in_words(match["words"], words)
    return build_fraction(start, match.end(), top, bottom, spelled=not low[start].isdigit()) if bottom else None


def _number_in_words(text: str, words: EnglishNumbers) -> int | None:
    """`"one hundred and twenty one"` gives 121; None where a word is no number."""
    state = WordReading()
    for word in re.split(r"[\s-]", text):
        number, scale = words.small.get(word), words.scales.get(word)
        took = (
            word == "and"
            if number is None and scale is None
            else (state.take_small(number) if number is not None else scale is not None and state.take_scale(scale))
        )
        if not took:
            return None
    return int(state.value())


def read_article_fraction(low: str, start: int, opening: tuple[str, int], words: EnglishNumbers) -> Numeral | None:
    """`"a third of"`, `"a half"`, `"a quarter million"`; None for an ordinal (`"a third factory"`) or three months."""
    word, at = opening
    numeral = read_leading_fraction(low, start, opening, words)
    return numeral if numeral is None or numeral.form != "fraction" or _is_share(low, at, word) else None


def _is_share(low: str, at: int, word: str) -> bool:
    if word == "quarter":
        compared = low.endswith(
            ("than a quarter", "by a quarter", "nearly a quarter", "almost a quarter", "up a quarter"), 0, at
        )
        return compared or low.startswith((" of", " or ", " more", " less", " each"), at)
    return word == "half" or _SHARE_NEXT.match(low, at) is not None


def read_leading_fraction(low: str, start: int, opening: tuple[str, int], words: EnglishNumbers) -> Numeral | None:
    """`"half"`, `"half a million"`, `"quarter million"`, `"a quarter of a million"`; "third" alone is an ordinal."""
    word, at = opening
    bottom = words.denominators[word]
    following = NEXT_WORD.match(low, at)
    if following and not following["and"] and following["word"] in words.scales:
        return _part_of_scale(start, following.end(), Decimal(1) / bottom, words.scales[following["word"]])
    if word != "half" and low[start] != "a":
        return None
    return _of_scale(low, build_fraction(start, at, 1, bottom, spelled=True), words)


def _part_of_scale(start: int, end: int, part: Decimal, scale: Decimal) -> Numeral:
    return Numeral(start, end, part * scale, scale / 10, scale, spelled=True)


def _of_scale(low: str, fraction: Numeral, words: EnglishNumbers) -> Numeral:
    """The fraction, or the number that it makes of a magnitude: `"two thirds of a million"`."""
    match = _OF_SCALE.match(low, fraction.end)
    scale = words.scales.get(match["word"]) if match else None
    if match is None or scale is None:
        return fraction
    return _part_of_scale(fraction.start, match.end(), fraction.value, scale)


def take_fraction(
    low: str, start: int, following: re.Match[str], state: WordReading, words: EnglishNumbers
) -> Numeral | None:
    """The fraction that the next word makes of the number read so far, or None where it makes none."""
    word = following["word"]
    if following["article"]:
        return _plus_article_fraction(low, start, following, state, words) if following["and"] else None
    if (tens := words.small.get(word, 0)) >= 20 and (bottom := _COMPOUND_BOTTOM.match(low, following.end())):
        return _over_compound(start, bottom, tens, following, state)
    if (denominator := words.denominators.get(word)) and word != "second":
        fraction = _as_fraction(start, following, state, denominator)
        return _of_scale(low, fraction, words) if fraction else None
    return _plus_counted_fraction(low, start, following, state, words) if following["and"] else None


def _over_compound(
    start: int, bottom: re.Match[str], tens: int, following: re.Match[str], state: WordReading
) -> Numeral | None:
    """`"three twenty-firsts"`, `"two and fifty-four hundredths"` has no such denominator."""
    top = state.value()
    if following["and"] or not top:
        return None
    return build_fraction(start, bottom.end(), top, tens + _UNITS_PLACE[bottom["unit"]], spelled=True)


def _as_fraction(start: int, following: re.Match[str], state: WordReading, bottom: int) -> Numeral | None:
    """`"two thirds"`, `"one-eighth"`, `"five eighths"`; None for `"two third parties"`."""
    top = state.value()
    word = following["word"]
    if following["and"] or not top or (word == "quarter" and top > 1) or (top > 1 and not word.endswith(("s", "ves"))):
        return None
    if top == 1 and word.endswith("s"):
        return None
    return build_fraction(start, following.end(), top, bottom, spelled=True)


def _plus_article_fraction(
    low: str, start: int, following: re.Match[str], state: WordReading, words: EnglishNumbers
) -> Numeral | None:
    """`"two and a half"`, `"one and a half billion"`, `"one billion and a quarter million"`."""
    bottom = words.denominators.get(following["word"])
    if bottom is None:
        return None
    part = Decimal(1) / bottom
    after = NEXT_WORD.match(low, following.end())
    scale = words.scales.get(after["word"]) if after and not after["and"] else None
    if after is None or scale is None:
        return Numeral(start, following.end(), state.value() + part, Decimal("0.1"), spelled=True)
    value = state.value() + part * scale if state.total else (state.value() + part) * scale
    return Numeral(start, after.end(), value, scale / 10, scale, spelled=True)


def _plus_counted_fraction(
    low: str, start: int, following: re.Match[str], state: WordReading, words: EnglishNumbers
) -> Numeral | None:
    """`"three and one fourth"`, `"twenty and three fifths"`, `"two and fifty-four hundredths"`."""
    top = words.small.get(following["word"])
    below = NEXT_WORD.match(low, following.end())
    if top and top >= 20 and below and not below["and"] and words.small.get(below["word"], 10) < 10:
        top += words.small[below["word"]]
        below = NEXT_WORD.match(low, below.end())
    bottom = words.denominators.get(below["word"]) if below and not below["and"] else None
    if not top or below is None or bottom is None or top >= bottom or (top > 1) != below["word"].endswith("s"):
        return None
    return Numeral(start, below.end(), state.value() + Decimal(top) / bottom, Decimal("0.1"), spelled=True)
