"""The noun that a Chinese number counts: it follows the number (3款机器人) or its verb does (机器人达3款).

Chinese writes no spaces, so the noun is what is left between the words that cannot belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_BOUND = re.compile(r"(?:以上|以下|以内|左右|上下)的|(?<=以上|以下|以内|左右|上下)的")
_NEXT = re.compile(r"(?<=[\u4e00-\u9fff])[0-9]")  # 3家企业5G用户数: the noun ends where another begins
_GENERATION = re.compile(r"\d{1,2}[Gg]")  # 16.2万个5G基站
_CLAUSE = re.compile(r"[，。；：、！？,;!?\n“”‘’\"（）()《》—]")
_BEFORE_DIGITS = re.compile(
    r".*\d(?![\d.]*[a-z])[\d.,]*\s?[十百千万亿]*\s?[多余]?\s?[个家户台套款项座件种名位]?[和与及]?"
)  # 17.1万个和16.2万
_DATE = re.compile(r".*?\d{1,4}\s?(?:年|月|日|季度)(?:份|底|末|初|中|间|度)?")
# What is left of a clause that has no noun of its own: 比上年末, 全年, 9月.
_NO_NOUN = re.compile(
    r"(?:比|较|同期|其|各(?![类种项])|每|第|首|不|未|最|一[批些直]).*|.*(?:年末|年底|月末|月底|年初|同期|方面|以来|时)"
    r"|(?:全年|当年|当月|本月|单月|年内|(?:前|[上下])?.{1,3}(?:季度|半年)|\d{1,4}(?:年|月|月份))|[a-z0-9.\s-]+|.*[的量]"
)
_REACH = 30  # characters before a number in which its noun is looked for
_LONGEST = 16  # characters of a noun


@dataclass(frozen=True, slots=True)
class ChineseNouns:
    """The words around counted nouns, compiled."""

    stops: re.Pattern[str]  # end a noun behind the number
    verbs: re.Pattern[str]  # the last of these in a clause stands before the noun before the number
    tails: frozenset[str]  # stand between a noun and its number
    longest_tail: int
    per: re.Pattern[str]  # 每万名工人 between a noun and its number


def build_chinese_nouns(words: Mapping[str, Any]) -> ChineseNouns:
    """Compiles the section `nouns` of `config/languages/zh.yaml`."""
    tails = frozenset(words["tails"])
    stops = sorted(words["stops"], key=len, reverse=True)
    verbs = sorted(words["verbs"], key=len, reverse=True)
    return ChineseNouns(
        stops=re.compile(rf"[^\u4e00-\u9fffA-Za-z0-9\- ]|[{words['stop_characters']}]|{'|'.join(stops)}"),
        verbs=re.compile(rf".*(?:{'|'.join(verbs)})(?:了|着|过)?"),
        tails=tails,
        longest_tail=max(map(len, tails)),
        per=re.compile(words["per"] + "$"),
    )


def find_noun_zh(text: str, low: str, start: int, end: int, words: ChineseNouns) -> tuple[str | None, int]:
    """The noun at the number between `start` and `end` as written, and where it ends if it follows the number."""
    if behind := _behind(low, end, words):
        return text[behind[0] : behind[1]], behind[2]
    before = _before(low, start, words)
    return (text[before[0] : before[1]] if before else None), end


def _behind(low: str, end: int, words: ChineseNouns) -> tuple[int, int, int] | None:
    """Where the noun behind a number begins and ends, and where what may be it ends."""
    bound = _BOUND.match(low, end)  # 3个以上的产品 counts 产品
    end = bound.end() if bound else end
    stop = words.stops.search(low, end, end + _LONGEST)
    limit = stop.start() if stop else min(len(low), end + _LONGEST)
    if new := _NEXT.search(low, end + 1, limit):
        limit = new.start()
    first, last = _trimmed(low, end, limit)
    if first >= last or (low[first].isdigit() and not _GENERATION.match(low, first)):
        return None
    return first, last, limit


def _before(low: str, start: int, words: ChineseNouns) -> tuple[int, int] | None:
    """Where the noun stands that a number before its verb leaves out: 机器人企业 of 机器人企业已达1200家."""
    begin = max(0, start - _REACH)
    for mark in _CLAUSE.finditer(low, begin, start):
        begin = mark.end()
    last = _without_tails(low, begin, start, words)
    for pattern in (words.verbs, _DATE, _BEFORE_DIGITS):
        if (match := pattern.match(low, begin, last)) and not _GENERATION.match(low, match.start()):
            begin = match.end()
    if (of := low.rfind("的", begin, last)) >= 0:
        begin = of + 1
    first, last = _trimmed(low, begin, _without_tails(low, begin, last, words))
    return (first, last) if last - first > 1 and not _NO_NOUN.fullmatch(low, first, last) else None


def _without_tails(low: str, begin: int, end: int, words: ChineseNouns) -> int:
    """Where a clause ends without the words between its noun and the number: 总数已超过, 密度达到每万名工人."""
    while end > begin:
        if low[end - 1] == " ":
            end -= 1
            continue
        length = next(
            (
                size
                for size in range(min(words.longest_tail, end - begin), 0, -1)
                if low[end - size : end] in words.tails
            ),
            0,
        )
        if not length and low[end - 1] in "人户工里" and (per := words.per.search(low, max(begin, end - 12), end)):
            length = end - per.start()
        if not length:
            break
        end -= length
    return end


def _trimmed(low: str, first: int, last: int) -> tuple[int, int]:
    """Both ends without spaces."""
    while first < last and low[first] == " ":
        first += 1
    while first < last and low[last - 1] == " ":
        last -= 1
    return first, last
