"""Counted nouns: what a number counts, as written: "robot enterprises" of "400 robot enterprises", 5G基站.

The words that end or precede a noun are in `config/languages/*.yaml` under `nouns`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractors.numbers.nouns_en import EnglishNouns, build_english_nouns, find_noun_en
from extractors.numbers.nouns_zh import ChineseNouns, build_chinese_nouns, find_noun_zh
from extractors.records import Lang

NounWords = EnglishNouns | ChineseNouns


def build_nouns(words: Mapping[str, Any], lang: Lang) -> NounWords:
    """Compiles the section `nouns` of a language file."""
    return build_english_nouns(words) if lang == "en" else build_chinese_nouns(words)


def find_noun(text: str, low: str, start: int, end: int, words: NounWords) -> tuple[str | None, int]:
    """The counted noun at the number between `start` and `end`, and where it ends if it follows the number."""
    if isinstance(words, EnglishNouns):
        return find_noun_en(text, low, end, words)
    return find_noun_zh(text, low, start, end, words)


def counted(noun: str | None, words: NounWords) -> str | None:
    """The noun, or None where it only classifies: "units" names nothing that could be told from other units."""
    classifies = noun is not None and isinstance(words, EnglishNouns) and noun.lower() in words.classifiers
    return None if classifies else noun
