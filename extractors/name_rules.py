"""The word lists that class unlisted names and say what part a name plays, compiled from a language file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from extractors.place_rules import PlaceRules, build_place_rules


@dataclass(frozen=True, slots=True)
class NameRules:
    """The sections `names` and `places` of one language."""

    never: frozenset[str]
    roles: frozenset[str]
    company_words: tuple[str, ...]
    agency_words: tuple[str, ...]
    place_words: tuple[str, ...]
    suffixed: re.Pattern[str] | None  # Chinese runs that end in a company's or agency's word
    breakers: re.Pattern[str] | None  # Chinese words that no name holds
    prepositions: frozenset[str]
    descriptors: re.Pattern[str] | None  # "rival telco ", what may stand between a preposition and a name
    trades: Mapping[str, str]  # "telco": "carrier", what a company of a trade is called
    possessive: frozenset[str]  # "people", which names keep together with their 's: People's Bank
    groups: re.Pattern[str] | None  # " companies" behind "Chinese": a country's, and nobody's in particular
    parts: re.Pattern[str] | None  # " unit" behind a place: a company's
    places: PlaceRules


def build_name_rules(
    section: Mapping[str, Any], places: Mapping[str, Any], specifications: frozenset[str]
) -> NameRules:
    """Compiles the sections `names` and `places` of a language file, with the units that say what a thing is like."""
    company, agency = _words(section, "company_words"), _words(section, "agency_words")
    breakers = sorted(_words(section, "breakers"), key=len, reverse=True)
    descriptors, groups = _words(section, "descriptors"), _words(section, "groups")
    return NameRules(
        never=frozenset(_words(section, "never")),
        roles=frozenset(_words(section, "roles")),
        company_words=company,
        agency_words=agency,
        place_words=_words(section, "place_words"),
        suffixed=_suffixed([*company, *agency]) if breakers else None,
        breakers=re.compile(_any_of(breakers)) if breakers else None,
        prepositions=frozenset(_words(section, "prepositions")),
        descriptors=_descriptors(descriptors) if descriptors else None,
        trades={str(word): str(trade) for trade, words in (section.get("trades") or {}).items() for word in words},
        possessive=frozenset(_words(section, "possessive")),
        groups=_groups(groups) if groups else None,
        parts=_groups(parts) if (parts := _words(section, "parts")) else None,
        places=build_place_rules(places, specifications),
    )


def _suffixed(words: list[str]) -> re.Pattern[str]:
    """Runs of two to sixteen characters that end in one of the words."""
    return re.compile(rf"[\u4e00-\u9fffA-Za-z0-9·]{{2,14}}?(?:{_any_of(set(words))})(?!人|化|的?人)")


def _descriptors(words: Iterable[str]) -> re.Pattern[str]:
    """`"the Boston-based robotics startup "` at the end of what stands before a name."""
    return re.compile(rf"(?:\b(?:the|a|an|its|their|his|her)\s)?(?:\b(?:{_any_of(words)}|[\w.-]+-based)\s){{1,5}}$")


def _groups(words: Iterable[str]) -> re.Pattern[str]:
    """`" robot makers"` behind an adjective, over up to three words in lower case."""
    return re.compile(rf"\s(?:[a-z0-9][\w-]*\s){{0,3}}?(?:{_any_of(words)})\b(?!['’-])")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _words(section: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(word).lower() for word in section.get(key) or ())
