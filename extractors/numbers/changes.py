"""Changes: which way a number moves, from the verbs and nouns around it.

`"fell 3 percent"`, `"a 17% decline"`, `"cut dust by 90%"`, 同比下降3%, 降幅达5% are down; `"fell to 3
percent"`, 降至8% are levels.
The words are in `config/languages/*.yaml` under `change_verbs`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from extractors.records import Lang

Direction = Literal["up", "down"]
_TOKEN = re.compile(r"[a-z][a-z/'’-]*[a-z]|[a-z]|[^\sa-z]")
_COMPARED = re.compile(r"\s(?:to|over|on|above)\b|[.,;)]|\s*$")
_WINDOW_EN = 96
_WINDOW_ZH = 24
_LONGEST_ZH = 4


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """The words of change of one language, compiled."""

    lang: Lang
    verbs: Mapping[str, Direction]
    nouns_after: Mapping[str, Direction]
    nouns_of: Mapping[str, Direction]
    between: frozenset[str]
    level_before: frozenset[str]
    phrasal: frozenset[str]  # verbs that take "up" or "down" as their particle: "made up", "set up"
    governing: frozenset[str]  # what may stand right before a number that changes: verbs, "by", "of", fillers
    moves: frozenset[str]  # all of these words, and others that say that something went from one value to another
    market: frozenset[str]  # of those, the verbs of trading days
    rates: frozenset[str]  # nouns (zh) of change: 降幅为5%
    ratio_only: frozenset[str]  # a change only before percent: "raised 5 percent", but "raised $5 million" is not


def build_changes(words: Mapping[str, Any], lang: Lang) -> ChangeWords:
    """Compiles the section `change_verbs` of a language file."""
    verbs = _directed(words["up"], words["down"])
    nouns = _directed(words.get("up_nouns", ()), words.get("down_nouns", ()))
    return ChangeWords(
        lang=lang,
        verbs=verbs,
        nouns_after=nouns,
        nouns_of=_directed(words.get("of_nouns_up", ()), words.get("of_nouns_down", ())),
        between=frozenset(words["between"]),
        level_before=frozenset(words.get("level_before", words.get("level_after", ()))),
        phrasal=frozenset(words.get("phrasal", ())),
        governing=frozenset((*verbs, *words["between"], "by", "at", "of")),
        moves=frozenset((*verbs, *nouns, *words.get("moves", ()))) - frozenset(words.get("comparing", ())),
        market=frozenset(words.get("market", ())),
        rates=frozenset(words.get("rates", ())),
        ratio_only=frozenset(words.get("ratio_only", ())),
    )


def _directed(up: Any, down: Any) -> dict[str, Direction]:
    found: dict[str, Direction] = {str(word): "up" for word in up}
    found.update((str(word), "down") for word in down)
    return found


_POSITION = re.compile(
    r"(?:just |well |far |slightly )?(?:below|above|beyond|past|under|close to|near)\s"
)  # "fell below 3" is a level


def find_change(low: str, start: int, end: int, *, ratio: bool, words: ChangeWords) -> Direction | None:
    """The direction of the number between `start` (its comparator included) and `end`, or None for a level."""
    if words.lang == "zh":
        if ratio and low.endswith("的", 0, start) and low.endswith("倍", 0, end):  # 增速的2倍
            return None
        if ratio and _STAKE_ZH.match(low, end):
            return None
        before = _change_zh(low, start, words, ratio=ratio)
        return before or (_change_after_zh(low, end, words) if ratio else None)
    if _POSITION.match(low, start) or (ratio and _OF_STAFF.match(low, end)):
        return None
    if low.startswith("as low as ", start) or (not ratio and low.startswith("as high as ", start)):
        return None  # "shares fell as low as 156 yen": to that price
    if ratio and _BY_A.search(low, max(0, start - 6), start) and (behind := _change_after_en(low, end, words)):
        return behind  # "the rise was offset by a 5 percent drop"
    before = _change_before_en(low, start, words, ratio=ratio)
    if before is not None or not ratio:
        return before
    return _change_of_object(low, start, end, words) or _change_after_en(low, end, words)


# 减持不超过3%公司股份: which part of the shares is sold
_STAKE_ZH = re.compile("的?(?:公司|该|其|上市|目标|标的|总|已发行|普通)*(?:股份|股权|股本|股票)")
# "laid off 18 percent of its staff" tells what part had to go
_COMMISSION = re.compile(r"\s(?:of|from)\b")  # "takes a 30 percent cut of sales"
_OF_STAFF = re.compile(
    r"\sof\s(?:its\s|the\s|their\s|all\s|our\s)?(?:[\w-]+\s){0,2}?(?:staff|workforce|employees|workers|jobs|headcount|personnel|roles)\b"
)
_BY_A = re.compile(r"\bby\san?\s$")
_LONGEST_WORD = 24
_NEAREST = re.compile(r"([a-z][a-z/'’-]*[a-z]|[a-z]|[^\sa-z])$")


# "reducing its market share 3 percentage points to 20", "trimmed shipments 5 percent"
_MOVED_OBJECT = re.compile(
    r"\b(?P<verb>(?:cut|reduc|trimm|slash|lower|rais|increas|boost|expand|lift|hik)(?:e|ed|es|s|ing|ting)?)\s"
    r"(?:(?:its|their|his|her|our|the)\s(?:(?!(?:to|from|by|at|of|in|on|for|with|and|or|than|as)\s)[\w’'-]+\s){1,3}|(?:the\s)?(?:prices?|shipments|output|production|costs|jobs|staff|sales"
    r"|spending|deliveries|exports|imports|wages|pay|investment|headcount|capacity|fees|rates|orders|dividends?)\s)$"
)
_BEHIND_MOVED_OBJECT = re.compile(
    r"\s(?:to|from|in|on|over|this|last|year|and|by|for|at|since|after|during|or|while|as|compared|versus)\b|[.,;:)]|\s?$|\n"
)
_MOVED_OBJECT_REACH = 56


def _change_of_object(low: str, start: int, end: int, words: ChangeWords) -> Direction | None:
    """The direction of a verb whose object stands before the number: "reducing its market share 3 points"."""
    match = _MOVED_OBJECT.search(low, max(0, start - _MOVED_OBJECT_REACH), start)
    if match is None or not _BEHIND_MOVED_OBJECT.match(low, end):
        return None
    return words.verbs.get(match["verb"])


def _change_before_en(low: str, start: int, words: ChangeWords, *, ratio: bool) -> Direction | None:
    near = low[max(0, start - _LONGEST_WORD) : start].rsplit(None, 1)
    nearest = _NEAREST.search(near[-1]) if near else None
    if nearest is None or not (nearest[1] in words.governing or nearest[1] in _SAYS or nearest[1].endswith("ly")):
        return None
    tokens = _without_mean(_clause_tokens(low, start))
    if ratio and (moved := _change_of_noun(tokens, words)):
        return moved
    while tokens and (tokens[-1] in words.between or tokens[-1].endswith("ly")) and tokens[-1] != "by":
        tokens.pop()
    if not tokens:
        return None
    last = tokens[-1]
    verb = tokens[-2] if last in {"up", "down"} and len(tokens) > 1 else ""
    if verb in words.phrasal and not (ratio and verb in words.market):  # "ended down 1 percent"
        return None
    if last in words.verbs:
        return words.verbs[last] if ratio or last not in words.ratio_only else None
    if last == "by" or (ratio and last == "at" and tokens[-2:-1] and tokens[-2] in words.verbs):
        return next((words.verbs[term] for term in reversed(tokens[-16:]) if term in words.verbs), None)
    if last == "of":
        tokens.pop()
        while tokens and tokens[-1] in words.between:
            tokens.pop()
        noun = tokens[-1] if tokens else ""
        if noun in {"rate", "target", "pace"} and len(tokens) > 1:
            noun = tokens[-2]
        return words.nouns_of.get(noun) if ratio or noun not in {"rate", "premium", "gain", "gains"} else None
    return None


def _without_mean(tokens: list[str]) -> list[str]:
    """The words without "an average of" at their end: "fell by an average of" is "fell by"."""
    if tokens[-1:] != ["of"] or tokens[-2:-1] not in _MEANS:
        return tokens
    rest = tokens[:-2]
    while rest and rest[-1] in _BEFORE_MEAN:
        rest.pop()
    return rest


def _change_of_noun(tokens: list[str], words: ChangeWords) -> Direction | None:
    """The direction of a noun whose size stands behind what changed: "the decline in sales was", "a cut in cost of"."""
    if not tokens or tokens[-1] not in _SAYS:
        return None
    for at in range(len(tokens) - 3, max(-1, len(tokens) - 9), -1):
        if tokens[at] in words.nouns_of and tokens[at] not in _NO_MOVE and tokens[at + 1] == "in":
            return words.nouns_of[tokens[at]]
    return None


_MEANS = [["average"], ["mean"], ["median"], ["total"], ["maximum"], ["minimum"]]
_BEFORE_MEAN = frozenset({"a", "an", "the", "annual", "combined", "cumulative", "monthly", "yearly", "weighted"})
_SAYS = frozenset({"of", "by", "was", "is", "were", "averaged", "reached"})
_NO_MOVE = frozenset({"rate", "premium", "discount"})  # "the penetration rate in cities was 70 percent"
_CLAUSE_EN = re.compile(r"[.;:!?()\n\u2014\"“”](?=\s|$)|[();:\n\u2014]|,\s(?=and\s|but\s|while\s|with\s)")


def _clause_tokens(low: str, start: int) -> list[str]:
    """The words of the clause before a number, without the last punctuation run."""
    window = low[max(0, start - _WINDOW_EN) : start]
    cut = 0
    for match in _CLAUSE_EN.finditer(window):
        cut = match.end()
    return [term.strip("-'’") for term in _TOKEN.findall(window, cut)]


def _change_after_en(low: str, end: int, words: ChangeWords) -> Direction | None:
    for count, match in enumerate(_TOKEN.finditer(low, end, end + 64)):
        term = match.group()
        if term in words.nouns_after:
            return words.nouns_after[term] if _is_of_change(term, low, match.end()) else None
        if count > 3 or not (term in words.between or term.endswith("ly") or term == "-"):
            return None
    return None


def _is_of_change(noun: str, low: str, end: int) -> bool:
    """Whether a noun behind a ratio tells of a change: not "15 percent in premium models", "a 30 percent cut of it"."""
    if noun == "premium":
        return _COMPARED.match(low, end) is not None
    return noun != "cut" or _COMMISSION.match(low, end) is None


def _change_zh(low: str, start: int, words: ChangeWords, *, ratio: bool) -> Direction | None:
    begin = max(0, start - _WINDOW_ZH)
    end = start
    while end > begin:
        verb = _suffix(low, end, words.verbs)
        if verb:
            becomes = not ratio and low[end] == "为" and verb not in words.rates
            return None if becomes else words.verbs[verb]  # 削减为21亿元 is what it was cut to
        if low[end - 1] in words.level_before and low[end - 2 : end] not in words.between and low[end - 1] != "为":
            return None
        filler = _suffix(low, end, words.between)
        if not filler:
            return _transitive_zh(low, begin, end, ratio=ratio) or _compared_zh(low, begin, end)
        end -= len(filler)
    return None


_RATE_BEHIND = re.compile(
    r"(?:(?:[、,，和及与]|以及)\d[\d.]{0,7}[%％]){0,12}"  # of a list all: 12%、8%及5%的降幅
    r"的(?:年均|复合|平均|同比|环比)?(?:(?P<noun>增速|增长率|涨幅|升幅|降幅|跌幅|减幅|增幅|增长|下降|下滑|提升|降低|涨|跌)"
    r"|(?:速度|比例|幅度|速率)[^，。；、,;]{0,4}?(?P<verb>增长|递增|增加|上升|下降|递减|减少|下滑|萎缩))"
)


def _change_after_zh(low: str, end: int, words: ChangeWords) -> Direction | None:
    """The word of change behind a ratio or a list of them: 以15%的速度增长, 5%的降幅, 12%和5%的降幅."""
    match = _RATE_BEHIND.match(low, end)
    return words.verbs.get(match["noun"] or match["verb"]) if match else None


def _suffix(low: str, end: int, table: Any) -> str:
    for length in range(min(_LONGEST_ZH, end), 0, -1):
        if low[end - length : end] in table:
            return low[end - length : end]
    return ""


# 降低成本30%, 提高效率25%: a verb and what it moves; 提高占比30% and 增持股份5% tell of parts
_OBJECT = r"(?!至|到|了?幅)(?:[^，,。；;、达为超的至到占%\d]|(?:20\d\d年)){1,12}"
_TRANSITIVE = re.compile(rf"(?:降低|减少|缩短|压缩|削减|缩减|下降|下调|调低|调降|节省|节约){_OBJECT}$")
_TRANSITIVE_UP = re.compile(rf"(?:提高|提升|增加|上调|调高|调升|加快|扩大){_OBJECT}(?<![率比额股权])(?<!比例|股份)$")


_MORE_THAN = re.compile(
    r"[比较][^，。；、,;\d]{1,12}?(?P<more>多|少)出?$|[比较]\d{4}年[^，。；、,;\d]{0,4}(?P<than_year>多|少)出?$"
)


def _compared_zh(low: str, begin: int, end: int) -> Direction | None:
    """比上年多3家, 较计划少200个: by so much more or fewer."""
    match = _MORE_THAN.search(low, begin, end) if low[end - 1] in "多少出" else None
    return None if match is None else "up" if "多" in match.group()[-2:] else "down"


def _transitive_zh(low: str, begin: int, end: int, *, ratio: bool) -> Direction | None:
    """降低成本30%: the verb's object stands between verb and number; only ratios tell how far something was raised."""
    window = low[begin:end]
    if _TRANSITIVE.search(window):
        return "down"
    return "up" if ratio and _TRANSITIVE_UP.search(window) else None
