"""The words that tell quantities from other numbers, compiled from `config/languages/*.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.numbers.amounts import Amount
from extractors.records import Lang

LONG_TIMES = frozenset({"day", "week", "month", "quarter", "year", "decade"})

_TEXT_NEXT = re.compile(r"\s*\S")
_LINE_START = re.compile(r"(?:^|\n)\s{0,3}$")
_LINE_END = re.compile(r"\s{0,3}(?:\n|$)")
_LIST_NUMBER = re.compile(r"[.、)）:：](?!\d)")


@dataclass(frozen=True, slots=True)
class ExclusionWords:
    """What is needed to tell quantities from other numbers in one language."""

    lang: Lang
    months: frozenset[str]
    year_before: frozenset[str]
    ranks_before: frozenset[str]
    index_before: frozenset[str]  # S&P 500, Fortune 100
    glued_before: frozenset[str]
    one_counted_by: tuple[str, ...]
    names: re.Pattern[str]
    ordinal_after: re.Pattern[str]
    wanted_before: frozenset[str]
    wanted_after: tuple[str, ...]
    threshold: re.Pattern[str]
    function_words: frozenset[str]
    one_never_before: tuple[str, ...]  # 一次, 一大: an article before these
    ranks_only_bare: frozenset[str]  # 图3 is a figure's number, 图3个 counts
    window_before: tuple[str, ...]
    window_after: tuple[str, ...]
    always_window_before: tuple[str, ...]
    measured_nearby: tuple[str, ...]
    within_after: tuple[str, ...]
    idioms: frozenset[str]
    duration_names: re.Pattern[str]  # what a span of time only describes: "a three-year plan"
    year_nouns: re.Pattern[str]  # "its 2024 sales"
    models_behind: re.Pattern[str]  # "the 16 Pro"
    ranks_or_verbs: frozenset[str]  # of `ranks_before`, those that are verbs too: "issue", "building"
    ranks_and_counts: frozenset[str]  # of `ranks_before`, those that also stand before a count: "unit", "group"
    street: re.Pattern[str]  # "7 Elm Street"
    half_before: re.Pattern[str]  # "the first half"
    half_after: re.Pattern[str]  # "half-year", "half time"
    and_a_half: re.Pattern[str]  # "a year and a half"
    quarter_before: re.Pattern[str]  # "last quarter"
    quarter_after: re.Pattern[str]  # "a quarter of this year"
    multiple_before: re.Pattern[str]  # "to double"
    multiple_after: re.Pattern[str]  # "double the number"
    rate_after: re.Pattern[str]  # "twice a year"
    span_before: re.Pattern[str]  # "the past five years"
    span_measured: re.Pattern[str]  # "a life of five years"
    aged_after: re.Pattern[str]  # "five years ago"
    assembly_after: re.Pattern[str]  # 十九大报告: 大 is the Party's congress
    threshold_before: re.Pattern[str]  # 产值超10亿元企业
    per_head: re.Pattern[str]  # 万人机器人拥有量
    year_compared: frozenset[str]  # "3 percent over 2021"
    year_approached: frozenset[str]  # "by around 2030"


# 亿元以上的企业
_THRESHOLD = (
    r"(?:(?:[（(]含[）)])?及?以上|及其以上|以下)?(?:级)?"
    r"(?:的[^，。；、\d]{1,8}?(?<!有限)(?=企业|公司|集群))?的?(?:%s)"
)


def build_exclusions(
    words: Mapping[str, Any], vague: Mapping[str, Any], functions: frozenset[str], lang: Lang
) -> ExclusionWords:
    """Compiles the sections `not_quantities` and `vague` of a language file."""
    windows = words.get("windows", {})
    return ExclusionWords(
        lang=lang,
        months=frozenset(words.get("months", ())),
        year_before=frozenset(words.get("year_before", ())),
        ranks_before=frozenset(words.get("ranks_before", words.get("rank_before", ()))),
        index_before=frozenset(words.get("index_before", ())),
        glued_before=frozenset(words.get("glued_before", ())),
        one_counted_by=tuple(vague.get("one_counted_by", ())),
        names=_longest_first(words.get("names", ())),
        ordinal_after=_longest_first(words.get("ordinal_after", ())),
        wanted_before=frozenset(words.get("durations_wanted_before", words.get("durations_wanted", ()))),
        wanted_after=tuple(words.get("durations_wanted_after", ())),
        threshold=_pattern(words.get("threshold_nouns"), _THRESHOLD),
        function_words=functions | frozenset(words.get("never_named", ())),
        one_never_before=tuple(vague.get("one_never_before", ())),
        ranks_only_bare=frozenset(words.get("rank_only_bare", ())),
        window_before=tuple(windows.get("before", ())),
        window_after=tuple(windows.get("after", ())),
        always_window_before=tuple(windows.get("always_before", ())),
        measured_nearby=tuple(windows.get("measured_nearby", ())),
        within_after=tuple(windows.get("within_after", ())),
        idioms=frozenset(windows.get("idioms", ())),
        ranks_or_verbs=frozenset(words.get("ranks_or_verbs", ())),
        ranks_and_counts=frozenset(words.get("ranks_and_counts", ())),
        street=_pattern(words.get("streets"), r"\s(?:[A-Z\d][\w.]*\s){1,3}(?:%s)\b"),
        half_before=_pattern(words.get("half_before"), r"(?:%s)[\s-]$"),
        half_after=_pattern(words.get("half_after"), r"[\s-]?(?:%s)|-"),
        and_a_half=_pattern(words.get("and_a_half"), r"(?:%s)s?\sand\s$"),
        quarter_before=_pattern(words.get("quarter_before"), r"(?:%s)[\s-]$"),
        quarter_after=_pattern(words.get("quarter_after"), r"\s(?:of\s)?(?:%s)"),
        multiple_before=_pattern(words.get("multiple_before"), r"\b(?:%s)\s$"),
        multiple_after=_pattern(words.get("multiple_after"), r"\s(?:%s)|[.,;:)\n]|$|\s[A-Z]"),
        rate_after=_pattern(words.get("rate_after"), r"\s(?:%s)\b"),
        span_before=_pattern(windows.get("behind"), r"(?:%s)\s(?:[a-z]+\s)?$"),
        span_measured=_pattern(windows.get("measured_of"), r"\b(?:%s)s?\sof\s(?:[a-z]+\s){0,3}$"),
        aged_after=_pattern(windows.get("aged"), r"[\s-]old\b|\s(?:%s)\b"),
        assembly_after=_pattern(words.get("assembly_after"), r"大(?:%s)"),
        threshold_before=_pattern(words.get("threshold_before"), r"(?:%s|^|[，。、；的个家])$"),
        per_head=_pattern(words.get("per_head"), r"[百千万亿]{1,2}[人户](?:[^，。；、,;\d]{0,10}(?:%s))"),
        year_compared=frozenset(words.get("year_compared", ())),
        year_approached=frozenset(words.get("year_approached", ())),
        duration_names=_pattern(words.get("duration_names"), r"[\s-](?:%s)"),
        year_nouns=_pattern(words.get("year_nouns"), r"\s(?:[a-z]+\s)?(?:%s)(?![a-z])"),
        models_behind=_pattern(words.get("models_behind"), r"\s(?:%s)\b"),
    )


def _longest_first(words: Iterable[object]) -> re.Pattern[str]:
    """A pattern of words as they are written, in lower case; one that matches nothing where a language has none."""
    lowered = sorted((str(word).lower() for word in words), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, lowered)) or r"(?!)")


def _pattern(words: Sequence[str] | None, form: str) -> re.Pattern[str]:
    """A pattern of words in a form that has %s for them; one that matches nothing where a language has none."""
    return re.compile(form % "|".join(words)) if words else re.compile(r"(?!)")


def is_list_number(text: str, amount: Amount) -> bool:
    """Whether a number only numbers a line ("3. Results") or a note ("[12]"); alone on its line it is a figure."""
    start, end = amount.start, amount.end
    line_start = start == 0 or text[start - 1] == "\n"
    if line_start and _LIST_NUMBER.match(text, end) and amount.high < 200:
        return _TEXT_NEXT.match(text, end + 1) is not None
    return (
        text[start - 1 : start] in {"(", "["}
        and text[end : end + 1] in {")", "]"}
        and amount.high < 3000
        and not amount.first.signed
    )


def is_alone(text: str, amount: Amount) -> bool:
    """Whether nothing else stands on the line: a cell of a table, an answer."""
    return _LINE_START.search(text, max(0, amount.start - 4), amount.start) is not None and (
        _LINE_END.match(text, amount.end) is not None
    )
