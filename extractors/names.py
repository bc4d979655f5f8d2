"""Names in a text: known ones from the gazetteer, and unlisted ones read from the text itself.

English: runs of capitalised words ("Pudu Robotics", "Ministry of Commerce"), classed by their last or first word or by the
office that stands beside them. Chinese: a run that ends in 公司, 集团, 研究院 …, a name that stands before its stock code, one
that a text introduces with its short form (（以下简称“…”）), one in front of 宣布 or 发布, and Latin names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from extractors.gazetteer import COMPANY_KINDS, SOURCE_KINDS, Gazetteer, KnownMention, KnownName, find_known_names

# A run of capitalised words; "of", "for" and "&" may stand inside. Bounded: at most eight words.
CAPITAL_RUN = re.compile(
    r"""
    (?<![\w$€£@/.-])
    [A-Z][\w&+'’-]*
    (?: [ ] (?: (?:of|for|de|&)[ ] (?:the[ ])? )? [A-Z0-9][\w&+'’-]* ){0,7}
    """,
    re.VERBOSE,
)
# Latin names inside Chinese text: "Figure AI", "IDC", "TrendForce".
LATIN_RUN = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9&.'-]*(?:[ ][A-Z][A-Za-z0-9&.'-]*){0,4}")
# 科沃斯（603486.SH）, 中国联通(00762): the name stands before the code.
WITH_CODE = re.compile(r"([\u4e00-\u9fffA-Za-z·-]{2,12})[（(](?:[A-Z]{2,6}[:：.])?\d{4,6}(?:\.[A-Z]{2})?[）)]")
# 深圳市某某科技有限公司（以下简称“某某”）
SHORT_FORM = re.compile(
    r"([\u4e00-\u9fffA-Za-z]{2,30})[（(](?:以下)?(?:简称|下称)[：:]?[“\"「]?([\u4e00-\u9fffA-Za-z0-9]{2,12})[”\"」]?[）)]"
)
# The head of a clause before a verb that takes a speaker or maker: 擎朗智能宣布…
CLAUSE_SUBJECT = re.compile(
    r"(?:^|(?<=[。！？；，\n 】日]))([\u4e00-\u9fffA-Za-z0-9·]{2,10}?)"
    r"(?=(?:正式|联合|近日|日前|今日|今天|昨日|[上下]午)?(?:宣布|发布|公告|完成|推出|披露|获得?|拟|创始人|董事长|CEO|开源|交付|中标))"
)
CHINESE_CHAR = re.compile(r"[\u4e00-\u9fff]")
POSSESSIVE = re.compile(r"(?:['’]s|['’])$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at text[start:end]; `id` None where the gazetteer does not know it. kind: place, company, source, person, …"""

    start: int
    end: int
    name: str
    kind: str
    known: KnownName | None = None
    adjective: bool = False

    @property
    def is_place(self) -> bool:
        """A place's own name, or "Chinese"."""
        return self.kind == "place"

    @property
    def is_actor(self) -> bool:
        """Whether figures can be about it."""
        return self.kind in {"company", "product", "unknown"}


@dataclass(frozen=True, slots=True)
class NameRules:
    """The word lists of one language that class unlisted names."""

    never: frozenset[str]
    roles: frozenset[str]
    company_words: tuple[str, ...]
    agency_words: tuple[str, ...]
    place_words: tuple[str, ...]
    suffixed: re.Pattern[str] | None  # Chinese runs that end in a company's or agency's word
    breakers: re.Pattern[str] | None  # Chinese words that no name holds
    prepositions: frozenset[str]


def build_name_rules(section: Mapping[str, Any]) -> NameRules:
    """Compiles the section `names` of a language file."""
    company, agency = _words(section, "company_words"), _words(section, "agency_words")
    breakers = sorted(_words(section, "breakers"), key=len, reverse=True)
    return NameRules(
        never=frozenset(_words(section, "never")),
        roles=frozenset(_words(section, "roles")),
        company_words=company,
        agency_words=agency,
        place_words=_words(section, "place_words"),
        suffixed=_suffixed([*company, *agency]) if breakers else None,
        breakers=re.compile("|".join(map(re.escape, breakers))) if breakers else None,
        prepositions=frozenset(_words(section, "prepositions")),
    )


def find_names(text: str, lang: str, gazetteer: Gazetteer, rules: NameRules, folded: str) -> tuple[Mention, ...]:
    """All names from left to right, without overlaps; known spellings win unless an unlisted name is longer.

    `"Keenon Robotics shipped 500 units in Japan"` gives Keenon Robotics (company) and Japan (place).
    """
    known = [_from_known(mention) for mention in find_known_names(text, gazetteer)]
    unlisted = _english_names(text, rules, folded) if lang == "en" else _chinese_names(text, rules)
    return _merge(text, known, unlisted)


def _from_known(mention: KnownMention) -> Mention:
    kind = mention.known.kind
    group = (
        "place"
        if mention.known.is_place
        else "company"
        if kind in COMPANY_KINDS
        else "source"
        if kind in SOURCE_KINDS
        else kind
    )
    return Mention(mention.start, mention.end, mention.known.name, group, mention.known, mention.adjective)


def _merge(text: str, known: list[Mention], unlisted: Iterable[Mention]) -> tuple[Mention, ...]:
    """Known and unlisted names in one row; an unlisted one that holds a known one and more replaces it."""
    kept = list(known)
    for mention in unlisted:
        inside = [other for other in known if other.start < mention.end and mention.start < other.end]
        if not inside:
            kept.append(mention)
        elif all(mention.start <= other.start and other.end <= mention.end for other in inside):
            if _is_extension(text, mention, inside):
                kept.append(Mention(mention.start, mention.end, inside[0].name, inside[0].kind, inside[0].known))
                kept = [other for other in kept if other not in inside]
            elif _is_new_name(mention, inside):
                kept = [other for other in kept if other not in inside]
                kept.append(mention)
    return tuple(sorted(kept, key=lambda mention: mention.start))


def _is_extension(text: str, mention: Mention, inside: list[Mention]) -> bool:
    """Only a legal form follows the known name: "China Mobile Ltd", 宇树科技股份有限公司."""
    if len(inside) != 1 or inside[0].start != mention.start or inside[0].is_place:
        return False
    rest = text[inside[0].end : mention.end].strip(" .,").lower()
    return rest in {"ltd", "co", "co ltd", "inc", "corp", "group", "limited", "holdings", "plc", "company"} or rest in {
        "公司", "有限公司", "股份有限公司", "集团", "集团公司", "股份",
    }  # fmt: skip


def _is_new_name(mention: Mention, inside: list[Mention]) -> bool:
    """A longer name is another one if it is classed and does not just add a place's word or a title."""
    return mention.kind in {"company", "source"} and any(
        other.start > mention.start or other.end < mention.end for other in inside
    )


def _english_names(text: str, rules: NameRules, folded: str) -> Iterable[Mention]:
    for match in CAPITAL_RUN.finditer(text):
        start, end = _trim_run(text, match.start(), match.end(), rules)
        if start >= end:
            continue
        name = POSSESSIVE.sub("", text[start:end])
        end = start + len(name)
        if _is_plain_word(text, start, end, name, folded):
            continue
        yield Mention(start, end, name, _english_kind(text, start, end, name, rules))


def _trim_run(text: str, start: int, end: int, rules: NameRules) -> tuple[int, int]:
    """Drops words at both ends that are no names: "In", "The", "Chairman", "Q2"."""
    words = [(match.start(), match.end()) for match in re.finditer(r"\S+", text[start:end])]
    while words and _plain(text[start + words[0][0] : start + words[0][1]], rules):
        words.pop(0)
    while words and _plain(text[start + words[-1][0] : start + words[-1][1]], rules):
        words.pop()
    return (start + words[0][0], start + words[-1][1]) if words else (start, start)


def _plain(word: str, rules: NameRules) -> bool:
    bare = POSSESSIVE.sub("", word).strip(".,").lower()
    return bare in rules.never or bare in rules.roles or bare in {"of", "for", "the", "&"} or bare[:1].isdigit()


def _is_plain_word(text: str, start: int, end: int, name: str, folded: str) -> bool:
    """A single capitalised word that opens a sentence or heading and is written small elsewhere is no name."""
    if " " in name or len(name) < 2:
        return len(name) < 2
    if name.isupper() or any(char.isupper() for char in name[1:]):
        return False
    opens = (
        start == 0
        or text[start - 1] == "\n"
        or text[max(0, start - 2) : start].strip() in {".", "!", "?", "", "”", '"', "“", ":"}
    )
    small = re.search(rf"\b{re.escape(name.lower())}\b", text) is not None
    return small or (opens and text.count(name) < 2 and not folded.startswith(("'s", "’s"), end))


def _english_kind(text: str, start: int, end: int, name: str, rules: NameRules) -> str:
    words = [word.strip(".,").lower() for word in name.split()]
    if any(word in rules.agency_words for word in words):
        return "source"
    if words[-1] in rules.company_words or words[0] in {"bank"}:
        return "company"
    if words[-1] in rules.place_words:
        return "place"
    before = re.findall(r"[\w-]+", text[max(0, start - 24) : start].lower())
    after = text[end : end + 40].lower()
    if (before and before[-1] in rules.roles) or re.match(
        r",? (?:an? |the )?(?:[\w-]+ ){0,2}(?:" + "|".join(ROLE_HEADS) + r")\b", after
    ):
        return "person"
    return "unknown"


ROLE_HEADS = (
    "analyst",
    "ceo",
    "chairman",
    "chief",
    "director",
    "founder",
    "president",
    "professor",
    "minister",
    "manager",
    "economist",
    "head",
)


def _chinese_names(text: str, rules: NameRules) -> Iterable[Mention]:
    found: list[Mention] = []
    short_forms: dict[str, str] = {}
    for match in SHORT_FORM.finditer(text):
        short_forms[match[2]] = match[2]
    for match in [*WITH_CODE.finditer(text), *CLAUSE_SUBJECT.finditer(text)]:
        found.extend(_cut_name(text, match.start(1), match.end(1), rules, "company"))
    if rules.suffixed:
        for match in rules.suffixed.finditer(text):
            kind = "source" if match[0].endswith(rules.agency_words) else "company"
            found.extend(_cut_name(text, match.start(), match.end(), rules, kind))
    names = {mention.name for mention in found} | set(short_forms)
    found.extend(_repeats(text, names, found))
    found.extend(
        Mention(match.start(), match.end(), match[0].rstrip(".'-"), "unknown")
        for match in LATIN_RUN.finditer(text)
        if len(match[0]) > 1
        and match[0].lower() not in rules.never
        and not re.fullmatch(
            r"[A-Z]\d?|\d?[A-Z]{1,2}\d+|AI|[A-Z]+\+.*|APP|IPO|Q\d|H\d|ARPU|GDP|PMI|VR|AR|IoT|RedCap|LTE|PON", match[0]
        )
    )
    return _without_overlaps(found)


def _cut_name(text: str, start: int, end: int, rules: NameRules, kind: str) -> Iterable[Mention]:
    """The part of a Chinese run after the last word that no name holds: 由深圳某某科技 gives 深圳某某科技."""
    run = text[start:end]
    cut = 0
    if rules.breakers:
        for match in rules.breakers.finditer(run):
            if match.end() < len(run) - 1:
                cut = match.end()
    name = run[cut:]
    if len(name) >= 2 and name not in rules.never and not name.isdigit() and CHINESE_CHAR.search(name):
        yield Mention(start + cut, end, name, kind)


def _repeats(text: str, names: set[str], found: list[Mention]) -> Iterable[Mention]:
    """Further places where a name stands that was found once."""
    if not names:
        return
    starts = {mention.start for mention in found}
    pattern = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
    for match in pattern.finditer(text):
        if match.start() not in starts:
            yield Mention(match.start(), match.end(), match[0], "company")


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda item: (item.start, -item.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _suffixed(words: list[str]) -> re.Pattern[str]:
    """Runs of two to sixteen characters that end in one of the words."""
    endings = "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))
    return re.compile(rf"[\u4e00-\u9fffA-Za-z0-9·]{{2,14}}?(?:{endings})(?!人|化|的?人)")


def _words(section: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(word).lower() for word in section.get(key) or ())
