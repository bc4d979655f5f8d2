"""Comparators: the words around a number that make it a bound or an approximation.

Phrases are looked up as whole word sequences (English) or character sequences (Chinese) that end where the number
begins, or begin where it ends: `"no fewer than "`, 不低于, `" or more"`, 以内. The words are in
`config/languages/*.yaml` under
`comparators`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from extractors.quick_records import quick
from extractors.records import Comparator, Lang

_WINDOW_EN = 64
_WINDOW_ZH = 12
_SUMS = frozenset({"add", "adds", "added", "adding"})
_MOVES = frozenset(  # "edged up to 10 percent" is no bound
    {
        "edged",
        "edging",
        "inched",
        "inching",
        "crept",
        "creeping",
        "ticked",
        "ticking",
        "nudged",
        "moved",
        "went",
        "going",
    }
    | {
        "shot",
        "climbed",
        "came",
        "stepped",
        "jumped",
        "rose",
        "picked",
        "ramped",
        "scaled",
        "bumped",
        "pushed",
        "drifted",
    }
)
_BOUNDS: frozenset[Comparator] = frozenset({"gt", "ge", "lt", "le"})


@dataclass(frozen=True, slots=True)
class ComparatorWords:
    """The comparators of one language, compiled."""

    lang: Lang
    before: Mapping[str, Comparator]
    longest: int  # characters (zh) of the longest phrase before
    lengths: Mapping[
        str, tuple[int, ...]
    ]  # last word (en): how many words the phrases that end in it have, longest first
    fillers: frozenset[str]  # may stand between the comparator and the number
    after: re.Pattern[str]
    after_values: Mapping[str, Comparator]
    signs: Mapping[str, Comparator]
    not_before: frozenset[str] = frozenset()  # words (zh) that end like a comparator: 签约, 附近
    adjectives: frozenset[str] = frozenset()  # no comparators behind "the": "the past three years"
    infinitives: frozenset[str] = frozenset()  # verbs only behind a modal: "will top 5 million", but "top 10 makers"
    compared: Mapping[str, Comparator] = field(default_factory=dict)  # 大 of 比一百大
    abbreviated: re.Pattern[str] = re.compile(r"(?!)")  # "approx." and its like, which the stop tells from words
    of_share: re.Pattern[str] = re.compile(r"(?!)")  # (zh) a bound, what a share is of, and the number: 不到全年的5%


@quick
@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a number: its comparator and where the words before that end."""

    comparator: Comparator | None
    end: int  # offset where comparator and fillers begin
    behind: int = 0  # characters behind the number that belong to it: 大 of 比一百大


def build_comparators(words: Mapping[str, Any], lang: Lang) -> ComparatorWords:
    """Compiles the section `comparators` of a language file."""
    before = {phrase: comparator for comparator, phrases in words["before"].items() for phrase in phrases}
    after = {phrase: comparator for comparator, phrases in words["after"].items() for phrase in phrases}
    boundary = r"(?![a-z]|\sthan\b|\s[$€£]?\d)" if lang == "en" else ""
    joint = r"[\s-]?" if lang == "en" else r"(?:[（(]含[）)])?"  # 1亿元（含）以上
    alternatives = "|".join(
        re.escape(p) + (boundary if p[-1].isalpha() else "") for p in sorted(after, key=len, reverse=True)
    )
    return ComparatorWords(
        lang=lang,
        before=before,
        longest=max(map(len, before)),
        lengths=_lengths(before),
        fillers=frozenset(words["fillers"]),
        after=re.compile(rf"{joint}({alternatives})"),
        after_values=after,
        signs=dict(words["signs"]),
        not_before=frozenset(words.get("not_before", ())),
        adjectives=frozenset(words.get("adjectives", ())),
        infinitives=frozenset(words.get("infinitives", ())),
        compared={word: sign for sign, group in words.get("compared", {}).items() for word in group},
        abbreviated=re.compile(rf"\b(?:{'|'.join(words.get('abbreviated', ['(?!)']))})\.$"),
        of_share=_of_share(words.get("of_share", ())),
    )


def _of_share(bounds: Iterable[str]) -> re.Pattern[str]:
    """The last bound of a clause, what a share is of, and the number: 不超过总股本1,200万股的20%. Another share between
    them would have the bound for itself (超过三成的企业); a single character is one only where no other word holds it.
    """
    longer = sorted((bound for bound in bounds if len(bound) > 1), key=len, reverse=True)
    single = "".join(bound for bound in bounds if len(bound) == 1)
    if not longer or not single:
        return re.compile(r"(?!)")
    return re.compile(
        rf".*(?<!不)(?P<word>{'|'.join(longer)}|[{single}](?=[占相])|(?<=[占达为已])[{single}]|(?<![\u4e00-\u9fff])[{single}])"
        r"(?P<base>(?:[^，。；;：:！？、\n（）()%,成半倍]|,(?=\d{3}))+?)(?P<of>的?)$",
        re.DOTALL,
    )


def _lengths(phrases: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """By last word, how many words the phrases have: `{"than": (3, 2)}` for "no less than" and "more than"."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for phrase in phrases:
        found[phrase.rpartition(" ")[2]].add(phrase.count(" ") + 1)
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}


def find_before(low: str, start: int, end: int, words: ComparatorWords) -> Before:
    """The comparator whose words end at `start`, where the number begins; of two ("up to nearly") the bound wins.

    `end` is where the number ends: 比一百大 says behind it which way it bounds.
    """
    at = _without_space(low, start)
    if at and low[at - 1] == "=" and (sign := words.signs.get(low[_without_space(low, at - 1) - 1 : at - 1].strip())):
        return Before(_OR_EQUAL.get(sign, sign), _without_space(low, at - 1) - 1)
    if at and (sign := words.signs.get(low[at - 1])) is not None:
        return Before(sign, at - 1)
    if low.endswith("sub-", 0, start):  # sub-7 nanometre chips
        return Before("lt", start - len("sub-"))
    if words.lang == "en":
        if at and low[at - 1] == "." and (short := words.abbreviated.search(low, max(0, at - 10), at)):
            return Before("approx", short.start())
        if at and low[at - 1] in '”"’' and (quoted := _QUOTED.search(low, max(0, start - _LONGEST_WORD), start)):
            return Before(words.before.get(quoted["word"]), quoted.start())
        return _before_en(low, start, words)
    if low.startswith("比", at - 1) and at and (compared := words.compared.get(low[end : end + 1])):
        return Before(compared, at - 1, behind=1)
    return _before_zh(low, start, words)


_MODALS = frozenset({"to", "will", "would", "could", "can", "may", "might", "should", "must", "not", "and"})
_OR_EQUAL: Mapping[Comparator, Comparator] = {"gt": "ge", "lt": "le"}


def _without_space(low: str, at: int) -> int:
    while at > 0 and low[at - 1] in " \u00a0":
        at -= 1
    return at


def _before_en(low: str, start: int, words: ComparatorWords) -> Before:
    near = low[max(0, start - _LONGEST_WORD) : start].rsplit(None, 1)
    last = _LAST_WORD.search(near[-1]) if near else None
    if last is None or (last[1] not in words.lengths and last[1] not in words.fillers):
        return Before(None, start)
    window_start = max(0, start - _WINDOW_EN)
    tokens = [(m.group(), m.start() + window_start) for m in _TOKEN.finditer(low[window_start:start])]
    found: Comparator | None = None
    end = start
    while tokens:
        phrase, count = _longest_phrase(tokens, words)
        if (
            phrase == "up to" and count < len(tokens) and tokens[-count - 1][0] in _SUMS | _MOVES
        ):  # "added up to 3 million"
            break
        leading = tokens[-count - 1][0] if len(tokens) > count else ""
        if (phrase in words.adjectives and leading == "the") or (
            phrase in words.infinitives and leading not in _MODALS
        ):
            break
        if phrase is not None:
            comparator = words.before[phrase]
            if found in {None, "eq"} or (found == "approx" and comparator in _BOUNDS):
                found = comparator
            end = tokens[-count][1]
            del tokens[-count:]
        elif tokens[-1][0] in words.fillers:
            if _leads_to_known(tokens, low, start):
                break
            tokens.pop()
        else:
            break
    return Before(found, end)


# What a figure is set beside, not what bounds one: "less than the 20 million of 2024", "below the 9.4 percent
# forecast", "under a 2 billion yuan contract"; but "above the 20,000 mark".
_BESIDE = frozenset(
    {"than", "below", "above", "under", "beyond", "exceeding", "exceeded", "exceed", "surpassed", "surpassing"}
    | {"topped", "topping", "passed", "over", "surpass", "surpasses", "exceeds", "passing", "past", "crossing"}
)
_MARK = re.compile(
    r"[\d,.]*[^,;.()]{0,24}?[\s-](?:marks?|thresholds?|levels?|milestones?|lines?|barriers?|limit|ceiling|cap|half|point)\b"
)
_AGREEMENT = re.compile(
    r"[^,;.()]{1,32}?\s(?:contract|deal|agreement|plan|program(?:me)?|project|scheme|loan|facility|budget|forecast"
    r"|estimate|consensus|target|goal)\b"
)


def _leads_to_known(tokens: list[tuple[str, int]], low: str, start: int) -> bool:
    """Whether a word of comparison and an article tell of a figure that is known, and bound none."""
    article = tokens[-1][0]
    word = tokens[-2][0] if len(tokens) > 1 else ""
    word = "than" if [one for one, _ in tokens[-3:-1]] in (["short", "of"], ["shy", "of"]) else word
    if article in {"its", "their"} and word == "than":
        return True
    if article == "the" and word in _BESIDE:
        return word == "than" or _MARK.match(low, start) is None
    return article in {"a", "an"} and word in {"under", "above", "below"} and _AGREEMENT.match(low, start) is not None


_LONGEST_WORD = 24
_LAST_WORD = re.compile(r"([a-z][a-z'’.]*[a-z]|[a-z]|[^\sa-z]+)$")
_TOKEN = re.compile(r"[a-z][a-z'’.]*[a-z]|[a-z]|[^\sa-z]+")
_QUOTED = re.compile(r"[“\"‘](?P<word>[a-z]+(?:\s[a-z]+)?)[”\"’]\s$")  # to “exceed” 3,000


def _longest_phrase(tokens: list[tuple[str, int]], words: ComparatorWords) -> tuple[str | None, int]:
    for count in words.lengths.get(tokens[-1][0], ()):
        phrase = " ".join([token for token, _ in tokens[-count:]])
        if count <= len(tokens) and phrase in words.before:
            return phrase, count
    return None, 0


# 股价最高为146.5元: the highest that there was, and no bound as in 补贴最高为500元
_EXTREME = re.compile(
    r"(?:股价|金价|油价|币价|收盘价|成交价|均价|气温|指数|盘中|历史)(?:一度)?(?:最高|最低)(?:价|点)?(?:为|达到?|至|报|见|触及|曾)*$"
)
_EXTREME_REACH = 14


def _before_zh(low: str, start: int, words: ComparatorWords) -> Before:
    if _EXTREME.search(low, max(0, start - _EXTREME_REACH), start):
        return Before(None, start)
    found: Comparator | None = None
    begin = end = start
    while end > 0:
        if low[end - 1] == " ":
            end -= 1
            continue
        length = _longest_suffix(low, end, words)
        if length:
            comparator = words.before[low[end - length : end]]
            if found in {None, "eq"} or (found == "approx" and comparator in _BOUNDS):
                found = comparator
            end -= length
            begin = end
        elif low[end - 1] in words.fillers:
            end -= 1
        else:
            break
        if start - end > _WINDOW_ZH:
            break
    return Before(found, begin)


def _longest_suffix(low: str, end: int, words: ComparatorWords) -> int:
    for length in range(min(words.longest, end), 0, -1):
        if low[end - length : end] in words.before:
            inside = length == 1 and (low[end - 2 : end] in words.not_before or low[end - 3 : end] in words.not_before)
            return 0 if inside else length
    return 0


def find_after(low: str, end: int, words: ComparatorWords) -> tuple[Comparator, int] | None:
    """The comparator that begins where the number and its unit end, and where it ends: `" or more"`, 左右, 以上."""
    match = words.after.match(low, end)
    return (words.after_values[match.group(1)], match.end()) if match else None
