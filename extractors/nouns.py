"""Counted nouns: what a number counts, as written: "robot enterprises" of "400 robot enterprises", 5G基站."""

from __future__ import annotations

import re

_WORD = re.compile(r"[ \u00a0\u2009\u202f](?P<word>[A-Za-z0-9][\w’'&/.-]*)")
_PLURAL_VERB = re.compile(r"(?:ed|ing)$")
_BOUND_ZH = re.compile(r"(?:以上|以下|以内|左右|上下)的|(?<=以上|以下|以内|左右|上下)的")
_NEXT_ZH = re.compile(r"(?<=[\u4e00-\u9fff])[0-9]")  # 3家企业5G用户数: the noun ends where another begins
_HEAD_ED = frozenset({"unmanned", "listed", "limited", "related", "used", "connected"})
# What ends the noun behind a number: marks, particles, verbs. 5168台居首, 400家参展 count nothing that follows.
_ZH_STOP = re.compile(
    r"[^\u4e00-\u9fffA-Za-z0-9\-]|[的和与及或在是为有将被把从到至达超约近占由向比其已等居位排]|增至|升至|降至|减至|增到|增加|实现|同比|环比|增长"
    r"|下降|以上|以下|左右|落地|开工|建成|投产|完成|参加|参与|覆盖|提供|用于|进行|合计|总计|共计|领先|夺冠|夺魁|次之|紧随"
)
_VERB_ZH = (
    r"拥有|建成|开通|新增|新建|净增|淨增|累计|累計|发展|发展了|建设|部署|完成|引进|培育|打造|实现|推出|发布|布局|设立|形成|包括|包含"
    r"|其中|我国|全国|全省|全市|全球|今年|目前|已有|现有|落户|集聚|聚集|汇聚|签约|投用|达成|采购|订购|交付|销售|出货|计划|拟|还将|再"
    r"|新开通|新建成|增设|扩建|入选|覆盖|超额|售出|卖出|生产|制造|安装|出口|进口|融入|涵盖"
)
# What stands between a noun and its number: 项目数超过, 累计达, 由…增至. Taken off from the end, one after the other.
_ZH_TAIL = re.compile(
    r"(?:(?:比|较)(?:去年|上年|上月|计划|前年|年初)(?:同期|末|底)?(?:多|少)?|不到|不足|同比|环比|总数|总量|數量|数量|总計|总计|合计|共计|数|數|总|规模|已经|已|共有|共|累计|累計|分别|分別|超过|超過|突破|达到|達到|接近|逼近"
    r"|逾|超|达|達|为|為|(?<![保拥擁])有|约|約|近|至|到|将|還|还|仅|由|从|自|以|(?<![净淨新])增|升|降|(?<!净)减|多达|高达|首次|站上|再度|均|则|预计|预期|有望|扩容|扩充|增长|增加|提升|提高|上升|下降|减少|扩大|攀升|跃升|回落)*$"
)
_ZH_HEAD = re.compile(r"[^，。；：、\n“”（）()\s]{1,18}$")
_VERBS_ZH = re.compile(rf".*(?:{_VERB_ZH})")
_GENERATION = re.compile(r"\d{1,2}[Gg]")  # 16.2万个5G基站
_COUNTED_BEFORE = re.compile(r".*\d[万亿]{0,2}[个家户台套款项座件种][和与及]?")  # 17.1万个和16.2万个
# What is left of a clause that has no noun of its own: 比上年末, 全年, 9月.
_ADVERB_ZH = re.compile(
    r"(?:比|较|較|同期|其|各|每|第).*|.*(?:年末|年底|月末|月底|年初|同期)|(?:全年|当年|当月|本月|单月|年内|(?:前|[上下])?.{1,3}(?:季度|半年)"
    r"|\d{1,4}(?:年|月|月份))"
)
# English words behind a number that name nothing: "556,369 units", "222,000 sets of industrial robots".
_CLASSIFIERS = frozenset(
    {"above", "below", "higher", "lower", "fewer", "units", "unit", "sets", "set", "pieces", "piece", "items", "lines"}
)


def find_noun(text: str, low: str, start: int, end: int, stops: frozenset[str]) -> tuple[str | None, int]:
    """The counted noun at the number between `start` and `end`, and where it ends if it follows the number.

    `stops` are the English words that end a noun phrase; Chinese has none and is read by its own rule.
    """
    return _noun_en(text, low, end, stops) if stops else _noun_zh(text, start, end)


def counted(noun: str | None) -> str | None:
    """The noun, or None where it only classifies: "units" names nothing that could be told from other units."""
    return None if noun is None or noun.lower() in _CLASSIFIERS else noun


def _noun_en(text: str, low: str, end: int, stops: frozenset[str]) -> tuple[str | None, int]:
    at = end
    if text.startswith(" of the ", end) or text.startswith(" of its ", end) or text.startswith(" of their ", end):
        at = text.index(" ", end + 4)
    if more := _MORE.match(low, at):
        at = more.end()
    first, last = -1, -1
    for _ in range(7):
        match = _WORD.match(text, at)
        if match is None:
            break
        word = low[match.start("word") : match.end("word")].rstrip(".")
        if (
            word in stops
            or word.isdigit()
            or (first >= 0 and _PLURAL_VERB.search(word) and word not in _HEAD_ED and text[at - 1] == "s")
        ):
            break
        first = match.start("word") if first < 0 else first
        last = match.start("word") + len(word)
        at = match.end()
        if at > last:
            break
    if first >= 0:
        last = _without_participle(low, first, last)
    if first < 0 or last <= first:
        return None, end
    if low[first:last] in _CLASSIFIERS and low.startswith(" of ", last):
        noun, stop = _noun_en(text, low, last + 3, stops)
        return (noun, stop) if noun else (text[first:last], last)
    return text[first:last], last


_MORE = re.compile(r"\s(?:more|other|fewer)(?=\s(?!than|of|in|to|and|or|from|by|on|at|for|years?|months?)[a-z])")
_PARTICIPLE = re.compile(
    r"(?:^|\s)(?!(?:building|offering|filing|listing|opening|meeting|training|rating|ring|wing|thing|spring|string)$)"
    r"[a-z-]{2,}ing$"
)


def _without_participle(low: str, first: int, last: int) -> int:
    """Where the noun phrase ends without a participle: "73 raising hopes" counts nothing, "16 buses serving" buses."""
    match = _PARTICIPLE.search(low, first, last)
    return match.start() if match else last


def _noun_zh(text: str, start: int, end: int) -> tuple[str | None, int]:
    bound = _BOUND_ZH.match(text, end)  # 3个以上的产品 counts 产品
    end = bound.end() if bound else end
    stop = _ZH_STOP.search(text, end, end + 16)
    limit = stop.start() if stop else min(len(text), end + 16)
    if new := _NEXT_ZH.search(text, end + 1, limit):
        limit = new.start()
    after = text[end:limit].strip()
    if after and (not after[0].isdigit() or _GENERATION.match(after)):
        return after, limit
    head = _ZH_HEAD.search(text[max(0, start - 18) : start])
    if head is None:
        return None, end
    noun = _VERBS_ZH.sub("", _ZH_TAIL.sub("", head.group()))
    noun = _ZH_TAIL.sub("", _COUNTED_BEFORE.sub("", noun))
    return (noun if noun and not noun.endswith(("的", "量")) and not _ADVERB_ZH.fullmatch(noun) else None), end
