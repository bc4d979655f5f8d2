"""Counted nouns: what a number counts, as written: "robot enterprises" of "400 robot enterprises", 5G基站."""

from __future__ import annotations

import re

_WORD = re.compile(r"[\s\u00a0](?P<word>[A-Za-z0-9][\w’'&/.-]*)")
_PLURAL_VERB = re.compile(r"(?:ed|ing)$")
_HEAD_ED = frozenset({"unmanned", "listed", "limited", "related", "used", "connected"})
_ZH_STOP = re.compile(
    r"[^\u4e00-\u9fffA-Za-z0-9\-]|[的和与及或在是为有将被把从到至达超约近占由向比其已等]|实现|同比|环比|增长"
    r"|下降|以上|以下|左右|落地|开工|建成|投产|完成|参加|参与|位于|覆盖|提供|用于|进行"
)
_ZH_TAIL = re.compile(
    r"(?:总数|总量|数量|数|总|规模|量)?(?:已经|已|共|共有|累计|分别|总计|合计|超|达|为|有|约|近|至|到|将)*$"
)
_ZH_HEAD = re.compile(r"[^，。；：、\n“”（）()\s]{1,18}$")
_VERBS_ZH = re.compile(
    r".*(?:拥有|建成开通|建成|开通|新增|净增|累计|发展|建设|部署|完成|引进|培育|打造|实现|推出|发布|布局"
    r"|设立|形成|共有|包括|其中|我国|全国|全省|全市|全球|今年|目前|已有|现有|落户|集聚|聚集|汇聚|签约|投用"
    r"|达成|采购|订购|交付|销售|出货)"
)


def find_noun(text: str, low: str, start: int, end: int, stops: frozenset[str]) -> tuple[str | None, int]:
    """The counted noun at the number between `start` and `end`, and where it ends if it follows the number.

    `stops` are the English words that end a noun phrase; Chinese has none and is read by its own rule.
    """
    return _noun_en(text, low, end, stops) if stops else _noun_zh(text, start, end)


def _noun_en(text: str, low: str, end: int, stops: frozenset[str]) -> tuple[str | None, int]:
    at = end
    if text.startswith(" of the ", end) or text.startswith(" of its ", end) or text.startswith(" of their ", end):
        at = text.index(" ", end + 4)
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
    if first < 0:
        return None, end
    return text[first:last], last


def _noun_zh(text: str, start: int, end: int) -> tuple[str | None, int]:
    stop = _ZH_STOP.search(text, end, end + 16)
    limit = stop.start() if stop else min(len(text), end + 16)
    after = text[end:limit].strip()
    if after and not after[0].isdigit():
        return after, limit
    head = _ZH_HEAD.search(text[max(0, start - 18) : start])
    if head is None:
        return None, end
    noun = _ZH_TAIL.sub("", head.group())
    noun = _VERBS_ZH.sub("", noun)
    return (noun or None), end
