"""The number words of English, compiled from the section `numbers` of `config/languages/en.yaml`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

# What may begin a numeral. An article does only before what it multiplies or divides: "a million", "a third".
_ANCHOR = r"""(?P<link>https?://|www\.)
            | (?P<digit>\d|\.(?<![\w.]\.)(?=\d))
            | (?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])
            | (?<![a-z0-9])(?:(?P<article>an?)(?=[\s-]{1,2}(?:%s)(?![a-z0-9]))|(?P<word>%s)(?:(?![a-z0-9])|(?=fold)))"""
NEXT_WORD = re.compile(
    r"(?P<gap>\s{1,2}|\s?[-\u2010\u2011]\s?)(?P<and>and[\s-]{1,2})?(?P<article>an?[\s-]{1,2})?(?P<word>[a-z]+)(?![a-z0-9])",
)


@dataclass(frozen=True, slots=True)
class EnglishNumbers:
    """The number words of English, compiled."""

    anchor: re.Pattern[str]  # where a numeral may begin
    small: Mapping[str, int]  # zero .. ninety
    scales: Mapping[str, Decimal]  # hundred, thousand, million, dozen, crore
    short_scales: Mapping[str, Decimal]  # bn, mn, k: after digits only
    denominators: Mapping[str, int]  # third, quarters
    multiples: Mapping[str, Decimal]  # doubled, halve
    vague: Mapping[str, Decimal]  # dozens, hundreds: the least that the plural means
    bare_scale_next: re.Pattern[str]  # what makes "hundred thousand", "billion-dollar" a number


def build_english_numbers(words: Mapping[str, Any]) -> EnglishNumbers:
    """Compiles the section `numbers` of `config/languages/en.yaml`."""
    scales = {word: Decimal(str(value)) for word, value in words["scales"].items()}
    denominators = words["denominators"]
    starts = {*words["small"], *scales, *denominators, *words["multiples"], *words["vague_plurals"]}
    return EnglishNumbers(
        anchor=re.compile(_ANCHOR % (_longest_first({*scales, *denominators}), _longest_first(starts)), re.VERBOSE),
        small=dict(words["small"]),
        scales=scales,
        short_scales={word: Decimal(str(value)) for word, value in words["short_scales"].items()},
        denominators=dict(denominators),
        multiples={word: Decimal(str(value)) for word, value in words["multiples"].items()},
        vague={word: Decimal(str(value)) for word, value in words["vague_plurals"].items()},
        bare_scale_next=re.compile(r"[\s-](?:" + "|".join(words["bare_scale_next"]) + r")(?![a-z])"),
    )


def _longest_first(words: Iterable[str]) -> str:
    """A pattern of words, grouped by their first letter, so that most places fail at one comparison."""
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        by_letter[word[0]].append(re.escape(word[1:]))
    return "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in sorted(by_letter.items()))
