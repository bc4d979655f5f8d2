"""Unlisted names in Chinese text: by their form, by their stock code, by the short form that introduces them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

from extractors.mentions import Mention
from extractors.name_rules import LONGEST_STEM, NameRules


@dataclass(frozen=True, slots=True)
class Form:
    """How a name is written, with what every match holds: most texts hold none of it, which is told at once."""

    pattern: re.Pattern[str]
    core: re.Pattern[str]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches from left to right."""
        return self.pattern.finditer(text) if self.core.search(text) else iter(())


# Latin names inside Chinese text: "Figure AI", "IDC", "TrendForce".
LATIN_RUN = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9&.'-]*(?:[ ][A-Z][A-Za-z0-9&.'-]*){0,4}")
# 科沃斯（603486.SH）, 中国联通(00762): the name stands before the code.
CODE = r"[（(](?:[A-Z]{2,6}[:：.])?\d{4,6}(?:\.[A-Z]{2})?[）)]"
WITH_CODE = Form(re.compile(rf"([\u4e00-\u9fffA-Za-z·-]{{2,12}}){CODE}"), re.compile(CODE))
# At the head of a clause the whole of it is the name, whatever its words mean elsewhere: 中蓝在线(300999).
HEADED_CODE = Form(
    re.compile(rf"(?:^|(?<=[。！？；，、：“\n 】）,;:)]))([\u4e00-\u9fff]{{2,6}}[A-Z]?){CODE}", re.MULTILINE),
    re.compile(CODE),
)
# 每股发售股份, 公司股份: what is dealt in, and no firm.
SHARES = re.compile(
    r"(?:发[售行]|配[售股]|认购|供股|公司|本|持有?|已发行|新|旧|流通|限售|回购|质押|冻结|减持|增持|转让|收购|部分|全部|相关|标的|普通|优先|数|[A-Z])股份$"
)
# 达势股份宣布: at the head of a clause a listed company's short name, though 达 is no part of other names.
SHORT_SHARE = re.compile(r"[\u4e00-\u9fff]{2}(?:股份|控股)")
CLAUSE_HEAD = re.compile(r"[。！？；，、：\n \s】）,;:)]$|^$")
# 深圳市某某科技有限公司（以下简称“某某”）
SHORT_FORM = Form(
    re.compile(
        r"([\u4e00-\u9fffA-Za-z]{2,30})"
        r"[（(](?:以下)?(?:简称|下称)[：:]?[“\"「]?([\u4e00-\u9fffA-Za-z0-9]{2,12})[”\"」]?[）)]"
    ),
    re.compile("简称|下称"),
)
# The head of a clause before a verb that takes a speaker or maker: 擎朗智能宣布…
TOLD = "宣布|发布|公告|披露|创始人|董事长|CEO"
CLAUSE_SUBJECT = Form(
    re.compile(
        r"(?:^|(?<=[。！？；，\n 】日,;]))([\u4e00-\u9fffA-Za-z0-9·]{2,10}?)"
        rf"(?=(?:正式|联合|近日|日前|今日|今天|昨日|[上下]午)?(?:{TOLD}))"
    ),
    re.compile(TOLD),
)
# 星海图近日完成超3亿元融资, 青禾机器人已签下3亿元订单: who was given money or orders stands before it.
FUNDED = Form(
    re.compile(
        r"(?:^|(?<=[。！？；，、\n 】“”：,;:]))([\u4e00-\u9fffA-Za-z0-9·]{2,10}?)"
        r"(?=(?:近日|日前|今日|昨日|近期|已|宣布|正式|连续|再次|又)*"
        r"(?:(?:完成|获得?)[^，。；\n]{0,20}融资|(?:签下|拿下|斩获|收获|签署|接获)[^，。；\n]{0,20}(?:订单|合同)))"
    ),
    re.compile("融资|订单|合同"),
)
# 蓝鲸智能科技（杭州）有限公司
CITY = r"[（(][\u4e00-\u9fff]{2,4}[)）](?:股份|集团|科技)?(?:有限责任公司|有限公司|公司)"
WITH_CITY = Form(re.compile(rf"[\u4e00-\u9fffA-Za-z0-9]{{2,14}}?{CITY}"), re.compile(CITY))
# Zones that no list of places holds: 某某高新区, 某某合作区.
ZONES = "合作区|开发区|高新区|经开区|自贸区|保税区|示范区|产业园区|科技园|新城"
ZONE = Form(re.compile(rf"[\u4e00-\u9fff]{{2,10}}?(?:{ZONES})"), re.compile(ZONES))
LEGAL_TAIL = re.compile(
    r"(?:股份有限公司|有限责任公司|有限公司|公司|集团|控股|股份|银行|证券|科技|大学|研究院|协会|委员会)$"
)
OF_PLACE = re.compile(r"[\u4e00-\u9fff]{2,4}[省市区县州]科技")  # 深圳市科技: the city's technology, and no firm
LATIN_FORM = re.compile(r"[A-Z]\d{0,3}|\d?[A-Z]{1,2}\d+[A-Za-z]?|[A-Z]{1,4}\+.*|Pre-[A-Z]\+*")  # models, rounds
CHINESE_CHAR = re.compile(r"[\u4e00-\u9fff]")


def chinese_names(text: str, rules: NameRules) -> Iterable[Mention]:
    found = [Mention(one.start(1), one.end(1), one[1], "company") for one in HEADED_CODE.finditer(text)]
    headed = {mention.end for mention in found}
    for match in WITH_CODE.finditer(text):
        if match.end(1) not in headed:
            found.extend(_cut_name(match, 1, rules, "company"))
    for match in CLAUSE_SUBJECT.finditer(text):
        found.extend(mention for mention in _cut_name(match, 1, rules, "company") if len(mention.name) > 3)
    for match in FUNDED.finditer(text):
        found.extend(_cut_name(match, 1, rules, "company"))
    for match in WITH_CITY.finditer(text):
        found.extend(_cut_name(match, 0, rules, "company"))
    if rules.operators:
        found.extend(Mention(one.start(), one.end(), one[0], "company") for one in rules.operators.finditer(text))
    for match in _suffixed(text, rules):
        kind = "source" if match[0].lower().endswith(rules.agency_words) else "company"
        found.extend(_cut_name(match, 0, rules, kind))
    names = {mention.name for mention in found} | {
        match[2]
        for match in SHORT_FORM.finditer(text)
        if not match[1].endswith(match[2])  # 净利润（简称净利润）
    }
    found.extend(_repeats(text, names, found))
    found.extend(_latin_names(text, rules))
    for match in ZONE.finditer(text):
        found.extend(_cut_name(match, 0, rules, "place"))
    return _without_overlaps(found)


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
            yield Mention(match.start(), match.start() + len(name), name, "unknown")


def _cut_name(match: re.Match[str], group: int, rules: NameRules, kind: str) -> Iterable[Mention]:
    """The part of a Chinese run after the last word that no name holds: 由深圳某某公司 gives 深圳某某公司."""
    run, start = match[group], match.start(group)
    stem = LEGAL_TAIL.sub("", run)
    if (
        SHORT_SHARE.fullmatch(run)
        and CLAUSE_HEAD.search(match.string, max(0, start - 1), start)
        and not SHARES.search(run)
    ):
        yield Mention(start, start + len(run), run, kind)
        return
    cut = max((found.end() for found in rules.breakers.finditer(stem)), default=0) if rules.breakers else 0
    name = run[cut:]
    if (
        len(name) < 3
        or cut >= len(stem)
        or name in rules.never
        or run.endswith(rules.unnamed)
        or not CHINESE_CHAR.search(name)
        or OF_PLACE.fullmatch(name)
        or SHARES.search(name)
        or (rules.generic is not None and rules.generic.search(name))
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
