"""Names in a text: known ones from the gazetteer, and unlisted ones read from the text itself.

English: runs of capitalised words ("Pudu Robotics", "Ministry of Commerce"), classed by their last or first word or
by the
office that stands beside them. Chinese: a run that ends in 公司, 集团, 研究院 …, a name that stands before its stock
code, one
that a text introduces with its short form (（以下简称“…”）), one in front of 宣布 or 发布, and Latin names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

from extractors.gazetteer import Gazetteer, find_known_names
from extractors.mentions import Mention, from_known, merge

# A run of capitalised words; "of", "for" and "&" may stand inside. Bounded: at most eight words.
CAPITAL_RUN = re.compile(
    r"""
    (?<![\w$€£@/.-])
    (?: (?:The[ ])? (?:Ministry|Department|Administration|Bureau|Commission|Office)[ ]of
        (?: [ ](?:[A-Z]\w+,?|and|the|of|&) ){1,9} (?<=\w) )
    | (?<![\w$€£@/.-])
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
    r"(?=(?:正式|联合|近日|日前|今日|今天|昨日|[上下]午)?(?:宣布|发布|公告|披露|创始人|董事长|CEO))"
)
# Runs of this form are things, not names: a kind of company, a number, a technology.
GENERIC = re.compile(
    r"""
    ^(?:附属|子|分|母|该|本|上市|多家|全资|互联网|外资|民营|中小|头部|龙头|运营|大型|我国|全国|国内|国际|相关|高|新|各大|三大|产业|电信|通信|投资|保险|基金|电力|本次)
    .{0,3}(?:公司|集团|银行|证券|股份|控股|协会|联盟)$
    | ^[\d．.]            # 2020年公司
    | ^(?:电子|信息|生物|智能|网络|金融|绿色|航天|农业|先进|前沿)科技$
    | ^(?:人工|具身|智能|先进|关键|核心|基础|特色|制造|高端|数字).{0,6}$
    """,
    re.VERBOSE,
)
# Zones that no list of places holds: 某某高新区, 某某合作区.
ZONE = re.compile(r"[\u4e00-\u9fff]{2,10}?(?:合作区|开发区|高新区|经开区|自贸区|保税区|示范区|产业园区|科技园|新城)")
LEGAL_TAIL = re.compile(
    r"(?:股份有限公司|有限责任公司|有限公司|公司|集团|控股|股份|银行|证券|科技|大学|研究院|协会|委员会)$"
)
NO_COMPANY = ("上市公司", "子公司", "分公司", "母公司", "该公司", "本公司")
LATIN_TERM = re.compile(
    r"[A-Z]\d{0,3}|\d?[A-Z]{1,2}\d+[A-Za-z]?|[A-Z]{1,4}\+.*|(?:AI|APP|IPO|ARPU|GDP|PMI|VR|AR|XR|IoT|RedCap|LTE"
    r"|PON|IT|ICT|CPU|GPU|API|SIM|TV|LED|OLED|DOU|EB|GB|TB|MHz|GHz|kWh|GWh|MW|GW|NR|SA|NSA|MIMO|RFID|AGV|AMR"
    r"|SUV|LLM|VLA|ETF|ROE|PE|PB|EPS|ESG|SKU|Mbps|Gbps|TOPS|EFLOPS)"
)
SMALL_WORD = re.compile(r"\b[a-z]{2,}\b")
CAPITAL_WORD = re.compile(r"\b[A-Z][a-z]+\b")
WORD = re.compile(r"[\w-]+")
ACRONYM = re.compile(r"\s*\(\s*([A-Z]{2,8})\s*\)")
ROLE_BEHIND = re.compile(
    r",? (?:an? |the )?(?:[\w-]+ ){0,2}"
    r"(?:analyst|ceo|chairman|chief|director|founder|president|professor|minister|manager|economist|head"
    r"|spokesman|spokeswoman)\b"
)
CHINESE_CHAR = re.compile(r"[\u4e00-\u9fff]")
PLACE_LINK = re.compile(r",\s+(?:and\s+)?(?:the\s+)?|\s+and\s+(?:the\s+)?|\s?\+\s?")
LOCATED = re.compile(r"\b(?:in|across|throughout|within)\s+(?:the\s+)?$")
OPENERS = frozenset(["", *'.!?”"“:#-–—'])  # what stands before the first word of a sentence or heading
POSSESSIVE = re.compile(r"(?:['’]s|['’])$")


@dataclass(frozen=True, slots=True)
class Spread:
    """How an English text writes its words: those it writes small, and how often each is capitalised."""

    small: frozenset[str]
    capital: Counter[str]


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


def find_names(text: str, lang: str, gazetteer: Gazetteer, rules: NameRules) -> tuple[Mention, ...]:
    """All names from left to right, without overlaps; known spellings win unless an unlisted name is longer.

    `"Keenon Robotics shipped 500 units in Japan"` gives Keenon Robotics (company) and Japan (place).
    """
    known = [from_known(mention) for mention in find_known_names(text, gazetteer)]
    unlisted = _english_names(text, rules) if lang == "en" else _chinese_names(text, rules)
    return _join_places(text, merge(text, known, unlisted)) if lang == "en" else merge(text, known, unlisted)


def _join_places(text: str, names: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """ "across the EU, EFTA and UK" is one area: a list of places behind "in" or "across" becomes one mention, as
    written.
    """
    joined: list[Mention] = []
    run: list[Mention] = []
    for name in names:
        if run and not _is_listed(text, run[0], run[-1], name):
            joined.extend(_one_area(text, run))
            run = []
        if name.is_place or run:
            run.append(name)
        else:
            joined.append(name)
    return (*joined, *_one_area(text, run))


def _one_area(text: str, run: list[Mention]) -> list[Mention]:
    """A list of places as one mention if "and" closes it."""
    if len(run) < 2 or not re.search(r"\band\b|\+", text[run[-2].end : run[-1].start]):
        return run
    return [Mention(run[0].start, run[-1].end, text[run[0].start : run[-1].end], "place")]


def _is_listed(text: str, first: Mention, last: Mention, name: Mention) -> bool:
    """Whether a place or an acronym goes on with a list that "in" or "across" opened."""
    between = text[last.end : name.start]
    if (
        first.adjective
        or not PLACE_LINK.fullmatch(between)
        or name.adjective
        or not (name.is_place or name.name.isupper())
    ):
        return False
    return between.strip() == "+" or LOCATED.search(text[max(0, first.start - 16) : first.start].lower()) is not None


def _english_names(text: str, rules: NameRules) -> Iterable[Mention]:
    spread = Spread(frozenset(SMALL_WORD.findall(text)), Counter(CAPITAL_WORD.findall(text)))
    acronyms: dict[str, str] = {}
    for match in CAPITAL_RUN.finditer(text):
        start, end = _trim_run(text, match.start(), match.end(), rules)
        if start >= end:
            continue
        name = POSSESSIVE.sub("", text[start:end])
        end = start + len(name)
        if name.lower() in rules.company_words or _is_plain_word(text, start, end, name, spread):
            continue
        kind = acronyms.get(name) or _english_kind(text, start, end, name, rules)
        if short := ACRONYM.match(text, end):
            acronyms[short[1]] = kind
        yield Mention(start, end, name, kind)


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
    joining = bare in {"of", "for", "the", "&"} or bare[:1].isdigit() or bare.endswith("-based")
    return joining or bare in rules.never or bare in rules.roles


def _is_plain_word(text: str, start: int, end: int, name: str, spread: Spread) -> bool:
    """A single capitalised word that opens a sentence or heading and is written small elsewhere is no name."""
    if " " in name or len(name) < 2:
        return len(name) < 2
    if name.isupper() or any(char.isupper() for char in name[1:]):
        return False
    opens = text[max(0, start - 2) : start].strip()[-1:] in OPENERS
    return name.lower() in spread.small or (
        opens and spread.capital[name] < 2 and text[end : end + 2] not in {"'s", "’s"}
    )


def _english_kind(text: str, start: int, end: int, name: str, rules: NameRules) -> str:
    words = [word.strip(".,").lower() for word in name.split()]
    if any(word in rules.agency_words for word in words):
        return "source"
    if words[-1] in rules.company_words or words[0] == "bank":
        return "company"
    if words[-1] in rules.place_words:
        return "place"
    before = WORD.findall(text[max(0, start - 24) : start].lower())
    if (before and before[-1] in rules.roles) or ROLE_BEHIND.match(text[end : end + 60].lower()):
        return "person"
    return "unknown"


def _chinese_names(text: str, rules: NameRules) -> Iterable[Mention]:
    found: list[Mention] = []
    for match in WITH_CODE.finditer(text):
        found.extend(_cut_name(match, 1, rules, "company"))
    for match in CLAUSE_SUBJECT.finditer(text):
        found.extend(mention for mention in _cut_name(match, 1, rules, "company") if len(mention.name) > 3)
    if rules.suffixed:
        for match in rules.suffixed.finditer(text):
            kind = "source" if match[0].lower().endswith(rules.agency_words) else "company"
            found.extend(_cut_name(match, 0, rules, kind))
    names = {mention.name for mention in found} | {match[2] for match in SHORT_FORM.finditer(text)}
    found.extend(_repeats(text, names, found))
    found.extend(_latin_names(text, rules))
    for match in ZONE.finditer(text):
        found.extend(_cut_name(match, 0, rules, "place"))
    return _without_overlaps(found)


def _latin_names(text: str, rules: NameRules) -> Iterable[Mention]:
    """Latin names inside Chinese text that are no terms, units or model numbers."""
    for match in LATIN_RUN.finditer(text):
        name = match[0].rstrip(".'-")
        if len(name) > 1 and name.lower() not in rules.never and not LATIN_TERM.fullmatch(name):
            yield Mention(match.start(), match.start() + len(name), name, "unknown")


def _cut_name(match: re.Match[str], group: int, rules: NameRules, kind: str) -> Iterable[Mention]:
    """The part of a Chinese run after the last word that no name holds: 由深圳某某公司 gives 深圳某某公司."""
    run, start = match[group], match.start(group)
    stem = LEGAL_TAIL.sub("", run)
    cut = max((found.end() for found in rules.breakers.finditer(stem)), default=0) if rules.breakers else 0
    name = run[cut:]
    if (
        len(name) < 3
        or cut >= len(stem)
        or run.endswith(NO_COMPANY)
        or name in rules.never
        or not CHINESE_CHAR.search(name)
        or GENERIC.search(name)
    ):
        return
    yield Mention(start + cut, start + len(run), name, kind)


def _repeats(text: str, names: set[str], found: list[Mention]) -> Iterable[Mention]:
    """Further places where a name stands that was found once."""
    if not names:
        return
    starts = {mention.start for mention in found}
    finder = AhoCorasick(sorted(names), matchkind=MATCHKIND_LEFTMOST_LONGEST)
    for _, start, end in finder.find_matches_as_indexes(text):
        if start not in starts:
            yield Mention(start, end, text[start:end], "company")


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
