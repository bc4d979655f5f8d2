"""Unlisted names in Chinese text: by their form, by their stock code, by the short form that introduces them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

from extractors.names.chinese_company_names import (
    CALLED,
    CLAUSE_SUBJECT,
    COMMON,
    FUNDED,
    INSIDE,
    NEVER_FIRST,
    NO_OPENING,
    OPENERS,
    SHARES,
    SHORT_FORM,
    SHORT_SHARE,
    WITH_CITY,
    WITH_CODE,
    Form,
    dealt_company_names,
    short_company_names,
    whole_coded_name,
)
from extractors.names.mentions import OFFICE, Mention
from extractors.names.name_rules import LONGEST_STEM, NameRules
from extractors.quick_records import replace

# Latin names inside Chinese text: "Figure AI", "IDC", "TrendForce".
LATIN_RUN = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9&.'-]*(?:[ ][A-Z][A-Za-z0-9&.'-]*){0,4}")
# Zones that no list of places holds: 某某高新区, 某某合作区.
ZONES = "合作区|开发区|高新区|经开区|自贸区|保税区|示范区|产业园区|科技园|新城"
ZONE = Form(rf"[\u4e00-\u9fff]{{2,10}}?(?:{ZONES})", ZONES)
# 青麦湖管委会 governs 青麦湖.
GOVERNED = Form(r"([\u4e00-\u9fff]{3,8}?)(?:管委会|管理委员会)", "管委会|管理委员会")
LEGAL_TAIL = re.compile(
    r"(?:股份有限公司|有限责任公司|有限公司|公司|集团|控股|股份|银行|证券|科技|大学|研究院|协会|委员会)$"
)
OF_PLACE = re.compile(r"[\u4e00-\u9fff]{2,4}[省市区县州]科技")  # 深圳市科技: the city's technology, and no firm
# models, rounds, numbers of files
LATIN_FORM = re.compile(
    r"[A-Z]\d{0,3}|\d?[A-Z]{1,2}\d+[A-Za-z]?|[A-Z]{1,4}\+.*|Pre-[A-Z]\+*|[A-Z]+[A-Z\d]*(?:-[A-Z\d]+)*-\d{2,}"
)
ROLE_OF = re.compile("(?:主办方|组委会|主办单位|承办方|承办单位|相关方|人士|负责人|双方|各方|官方|方面)$")
DATA_OF = re.compile("数据(?!中心|集团|公司)|资讯|统计|金融终端|监测")  # Wind数据显示: whose data they are
OF_COUNTRY = re.compile(
    "(?:[中美日德英法韩印]国?|国内|国外|海外|本土|外国|欧洲|欧美|日本|印度|俄罗斯|本地|当地)(?:公司|企业|集团|银行|科技)"
)
DOCUMENTS = ("财报", "年报", "季报", "报告", "公告", "业绩")  # 某公司财报披露: no name of a body
INVESTOR = re.compile("(?:投资|资本|基金|创投)$")
CHINESE_CHAR = re.compile(r"[\u4e00-\u9fff]")


def chinese_names(text: str, rules: NameRules) -> Iterable[Mention]:
    found: list[Mention] = []
    for match in WITH_CODE.finditer(text):
        if whole := whole_coded_name(match):
            found.append(Mention(whole[0], match.end(1), whole[1], "company"))
        else:
            found.extend(_cut_name(match, 1, rules, "company"))
    found.extend(
        Mention(match.start(1), match.end(1), match[1], "company")
        for match in short_company_names(text)
        if match[1] not in rules.never and not _is_broken(match[1], rules)
    )
    found.extend(
        Mention(start, start + len(name), name, "company")
        for start, name in dealt_company_names(text)
        if name not in rules.never and not _last_break(INVESTOR.sub("", name), rules, bounded=True)
    )
    for match in CLAUSE_SUBJECT.finditer(text):
        if ROLE_OF.search(match[1]):
            continue
        kind = "source" if OFFICE.search(match[1]) else "company"
        found.extend(mention for mention in _cut_name(match, 1, rules, kind) if len(mention.name) > 3)
    for match in FUNDED.finditer(text):
        found.extend(_cut_name(match, 1, rules, "company"))
    for match in WITH_CITY.finditer(text):
        found.extend(_cut_name(match, 0, rules, "company"))
    if rules.operators:
        found.extend(Mention(one.start(), one.end(), one[0], "company") for one in rules.operators.finditer(text))
    for match in _suffixed(text, rules):
        kind = "source" if match[0].lower().endswith(rules.agency_ends) else "company"
        found.extend(_cut_name(match, 0, rules, kind))
    kinds = {
        match[2]: "company"
        for match in SHORT_FORM.finditer(text)
        if not match[1].endswith(match[2])  # 合作基金（简称合作基金）
    }
    for match in GOVERNED.finditer(text):
        found.extend(_cut_name(match, 1, rules, "place"))
    kinds |= {mention.name: mention.kind for mention in found if not COMMON.fullmatch(mention.name)}
    found.extend(_repeats(text, kinds, found))
    found.extend(_latin_names(text, rules))
    for match in ZONE.finditer(text):
        found.extend(_cut_name(match, 0, rules, "place"))
    return _called_short(text, _without_overlaps(found))


def _called_short(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions with whole names called what the text calls them: 深圳某某科技有限公司（简称“某某”）."""
    short = {match[1]: match[2] for match in SHORT_FORM.finditer(text)}
    called = {one.name: name for one in mentions for whole, name in short.items() if whole.endswith(one.name)}
    return [replace(one, name=called[one.name]) if one.name in called else one for one in mentions]


def _suffixed(text: str, rules: NameRules) -> Iterator[re.Match[str]]:
    """The runs that end in a company's or agency's word. Only what stands close before such a word is tried: a search
    from every character takes twenty times as long.
    """
    if rules.suffixed is None or rules.suffix is None:
        return
    free = 0
    for word in rules.suffix.finditer(text):
        start = max(free, word.start() - LONGEST_STEM)
        while start < word.end():
            if match := rules.suffixed.match(text, start):
                yield match
                free = start = match.end()
            else:
                start += 1


def _latin_names(text: str, rules: NameRules) -> Iterable[Mention]:
    """Latin names inside Chinese text that are no terms, units or model numbers."""
    for match in LATIN_RUN.finditer(text):
        name = match[0].rstrip(".'-")
        if (
            len(name) > 1
            and name.lower() not in rules.never
            and not LATIN_FORM.fullmatch(name)
            and name.lower() not in rules.latin_terms
        ):
            end = match.start() + len(name)
            yield Mention(match.start(), end, name, "source" if DATA_OF.match(text, end) else "unknown")


def _cut_name(match: re.Match[str], group: int, rules: NameRules, kind: str) -> Iterable[Mention]:
    """The part of a Chinese run after the last word that no name holds: 由深圳某某公司 gives 深圳某某公司."""
    run, start = match[group], match.start(group)
    stem = LEGAL_TAIL.sub("", run)
    bounded = start == 0 or not match.string[start - 1].isalnum()
    if bounded and SHORT_SHARE.fullmatch(run) and not SHARES.search(run):
        yield Mention(start, start + len(run), run, kind)
        return
    called = max((found.end() for found in CALLED.finditer(run)), default=0) if kind == "company" else 0
    cut = _last_break(stem, rules, bounded=bounded, after=called)
    name = run[cut:]
    if (
        len(name) < 3
        or len(stem) - cut < 2
        or OF_COUNTRY.fullmatch(name)
        or cut >= len(stem)
        or name in rules.never
        or run.endswith(rules.unnamed)
        or not CHINESE_CHAR.search(name)
        or OF_PLACE.fullmatch(name)
        or SHARES.search(name)
        or name.endswith(DOCUMENTS)
        or (rules.generic is not None and rules.generic.search(name))
    ):
        return
    yield Mention(start + cut, start + len(run), name, kind)


def _last_break(stem: str, rules: NameRules, *, bounded: bool, after: int = 0) -> int:
    """Where the last word ends that no name holds, from where it is called a firm (上市公司…); a name may begin with
    中 or 达, whatever these are elsewhere.
    """
    cut = after
    for found in rules.breakers.finditer(stem, after) if rules.breakers else ():
        opens = found.start() == cut and (cut > 0 or bounded) and found[0] in OPENERS
        if not opens or NO_OPENING.match(stem, cut):
            cut = found.end()
    return cut


def _is_broken(name: str, rules: NameRules) -> bool:
    """Whether a name that a text has twice holds a word that no name does; 达 and its like may be in one: 北旺达."""
    found = list(rules.breakers.finditer(name)) if rules.breakers else []
    inside = len(name) > 2 and not NO_OPENING.match(name) and name[0] not in NEVER_FIRST
    return not all(one[0] in OPENERS or (inside and one[0] in INSIDE) for one in found)


def _repeats(text: str, kinds: Mapping[str, str], found: list[Mention]) -> Iterable[Mention]:
    """Further places where a name of a known kind stands that was found once."""
    if not kinds:
        return
    starts = {mention.start for mention in found}
    finder = AhoCorasick(sorted(kinds), matchkind=MATCHKIND_LEFTMOST_LONGEST)
    for _, start, end in finder.find_matches_as_indexes(text):
        if start not in starts:
            yield Mention(start, end, text[start:end], kinds[text[start:end]])


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda item: (item.start, -item.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
