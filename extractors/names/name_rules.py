"""The word lists that class unlisted names and say what part a name plays, compiled from a language file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from extractors.names.place_rules import PlaceRules, build_place_rules

LONGEST_STEM = 14  # characters of a Chinese name before its 公司, 集团


@dataclass(frozen=True, slots=True)
class NameRules:
    """The sections `names` and `places` of one language."""

    never: frozenset[str]
    roles: frozenset[str]
    surnames: frozenset[str]  # of people who are called by them alone: "Li said"
    company_words: frozenset[str]
    agency_words: frozenset[str]
    agency_ends: tuple[str, ...]  # the same, as what a Chinese name ends in
    place_words: frozenset[str]
    suffixed: re.Pattern[str] | None  # Chinese runs that end in a company's or agency's word
    suffix: re.Pattern[str] | None  # such a word
    breakers: re.Pattern[str] | None  # Chinese words that no name holds
    prepositions: frozenset[str]
    takes: frozenset[str]  # verbs whose object is the name behind them, whatever it is called before it
    descriptors: re.Pattern[str] | None  # "rival telco ", what may stand between a preposition and a name
    descriptor_ends: tuple[str, ...]  # how each of them ends
    trades: Mapping[str, str]  # "telco": "carrier", what a company of a trade is called
    possessive: frozenset[str]  # "people", which names keep together with their 's: People's Bank
    groups: re.Pattern[str] | None  # " companies" behind "Chinese": a country's, and nobody's in particular
    parts: re.Pattern[str] | None  # " unit" behind a place: a company's
    generic: re.Pattern[str] | None  # runs that have the form of a name and are none: 合资公司, 人工智能科技
    unnamed: tuple[str, ...]  # 上市公司: what a run may end in that names no company
    latin_terms: frozenset[str]  # "arpu", "iot": Latin words in Chinese text that are no names
    operators: re.Pattern[str] | None  # 上海电信: a province's branch of an operator
    acts: re.Pattern[str] | None  # " delivered" behind a word that opens a sentence: the word is a name
    headline_acts: re.Pattern[str] | None  # " surges": what parts a name from the rest of a headline in title case
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
        surnames=frozenset(_words(section, "surnames")),
        company_words=frozenset(company),
        agency_words=frozenset(agency),
        agency_ends=agency,
        place_words=frozenset(_words(section, "place_words")),
        suffixed=_suffixed([*company, *agency]) if breakers else None,
        suffix=re.compile(_any_of({*company, *agency})) if breakers else None,
        breakers=re.compile(_any_of(breakers)) if breakers else None,
        prepositions=frozenset(_words(section, "prepositions")),
        takes=frozenset(_words(section, "takes")),
        descriptors=_descriptors(descriptors) if descriptors else None,
        descriptor_ends=(*descriptors, "-based"),
        trades={str(word): str(trade) for trade, words in (section.get("trades") or {}).items() for word in words},
        possessive=frozenset(_words(section, "possessive")),
        groups=_groups(groups) if groups else None,
        generic=_generic(section),
        unnamed=tuple(
            word for word in _words(section, "never") if len(word) > 2 and word.endswith("公司") and word not in company
        ),
        latin_terms=frozenset(_words(section, "latin_terms")),
        operators=_operators(section),
        acts=re.compile(rf"\s(?:{_any_of(acts)})\b") if (acts := _words(section, "acts")) else None,
        headline_acts=re.compile(rf"\s(?:{_any_of(acts)})\b") if (acts := _words(section, "headline_acts")) else None,
        parts=_groups(parts) if (parts := _words(section, "parts")) else None,
        places=build_place_rules(places, specifications),
    )


def _suffixed(words: list[str]) -> re.Pattern[str]:
    """Runs of two to LONGEST_STEM characters and one of the words."""
    return re.compile(
        rf"[\u4e00-\u9fffA-Za-z0-9·]{{2,{LONGEST_STEM}}}?(?:{_any_of(set(words))})(?:(?:集团|股份)?有限(?:责任)?公司)?(?!人|化|的?人)(?<!证券(?=[网报时日法业]|交易|投资|市场|监))(?<!科技(?=创新|[局厅部委型园城馆节周界股类]|板块|企业|产业|成果|人才|信息|金融|强国|自立|论坛|大会))"
    )


def _descriptors(words: Iterable[str]) -> re.Pattern[str]:
    """`"the Boston-based robotics startup "`, `"crane-maker "` at the end of what stands before a name."""
    return re.compile(
        rf"(?:\b(?:the|a|an|its|their|his|her)\s)?(?:(?:\b|(?<!\S)[\w.]+-)(?:{_any_of(words)}|[\w.-]+-based)\s){{1,5}}$"
    )


def _groups(words: Iterable[str]) -> re.Pattern[str]:
    """`" robot makers"` behind an adjective, over up to three words in lower case."""
    return re.compile(rf"\s(?:[a-z0-9][\w-]*\s){{0,3}}?(?:{_any_of(words)})\b(?!['’-])")


def _generic(section: Mapping[str, Any]) -> re.Pattern[str] | None:
    """Kinds of companies, wares and technologies: 附属公司, 国产机器人公司, 先进科技, and what begins with a number."""
    kinds, trades, wares = (_words(section, key) for key in ("company_kinds", "company_trades", "ware_heads"))
    if not kinds or not trades or not wares:
        return None
    forms = _any_of(_words(section, "company_forms"))
    return re.compile(
        rf"^(?:{_any_of(kinds)}).{{0,3}}(?:{forms})$|(?:{_any_of(kinds)})公司$|^.{{0,8}}(?:{_any_of(trades)})公司$"
        rf"|^(?:{_any_of(_words(section, 'origins'))})?机器人公司$|^(?:{_any_of(wares)})科技$|^[\d．.]"
        rf"|^(?:{_any_of(_words(section, 'abstract_heads'))}).{{0,6}}$"
    )


def _operators(section: Mapping[str, Any]) -> re.Pattern[str] | None:
    """Two characters or more of a province, then an operator's short name with nothing behind it that it sells."""
    names, wares = _any_of(_words(section, "operators")), _any_of(_words(section, "operator_wares"))
    provinces = _any_of(_words(section, "provinces"))
    return re.compile(rf"(?:{provinces})(?:{names})(?!{wares})") if names and wares and provinces else None


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _words(section: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(word).lower() for word in section.get(key) or ())
