"""Denominators: "per month", "/kWh", "per 10,000 people", 人均, 每万人, 元/吨, given in English.

Only what is written counts. The words are in `config/languages/*.yaml` under `per`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractors.records import Lang, Quantity

_WINDOW_ZH = 26
_DATED = frozenset("0123456789一二三四五六七八九十今去全当本上同半")  # before 年, 月 or 日 in a date
_CLAUSE_ZH = re.compile(r"[，。；：、！？;\n]|,(?!\d{3})")
_NUMBER_ZH = re.compile(r"\d[\d.,]*\s?(?![\d.,]|\s?(?:年|月|日|季度|G|g))")
_POPULATION = re.compile(
    r"\s?(?:(?:per|for every|for each|in every|out of every)\s"
    r"|/(?=\d[\d,]*\s[a-z]*\s?(?:workers|people|employees|residents|households|users)\b))(?P<text>(?:\d[\d,]*|a?\s?hundred|a?\s?thousand"
    r"|ten thousand|million)\s(?:[a-z]+\s(?=(?:workers|people|employees|residents|households|users)\b))?[a-z]+)"
)
_STATE = re.compile(
    r"\s(?:at work|in (?:use|operation|service|place)|installed|deployed|working|operating|available)(?=\s)"
)
_ANNUAL_OUTPUT = re.compile(
    r"\b(?P<period>annual|yearly|daily|monthly|weekly|hourly)\s(?:[a-z-]+\s){0,4}?(?:capacity|output"
    r"|production|fees?|rent|throughput|traffic|consumption|usage|deliveries|plans?|packages?|subscriptions?|salary|wages?"
    r"|pay|bills?|charges?|payments?|savings|allowance)"
    r"(?:\srates?|\slevels?)?(?:,\s[^,;.\d]{3,40},)?"
    r"(?:\s(?:rose|fell|grew|up|down|increased|was\sraised|were\sraised|by|of)?(?:\sby)?\s?[\d.]+\s?(?:%|percent|per\scent|pct))?"
    r"\s(?:capacity\s)?(?:of|was|were|is|are|at|reached|to|hit|had|costs?|starts?\sat|starting\sat|priced\sat)"
    r"\s(?:[a-z]+\s){0,3}$"
)
_MONTHLY_AVERAGE = re.compile(
    r"\b(?P<period>daily|hourly|weekly|monthly|yearly)\saverage\s(?:of|was|reached|at)\s(?:[a-z]+\s){0,3}$"
)
_DAILY_COUNT = re.compile(
    r"\b(?P<period>daily|hourly|weekly)\s(?:sales|orders|flights|visits|visitors|passengers|calls|shipments|cases|rides"
    r"|trips|downloads|deliveries|transactions|queries|views)"
    r"\s(?:(?:now|already|also|have|has|had|recently)\s)*(?:of|was|were|is|are|at|reach(?:ed|ing)|hit(?:ting)?|averag(?:ed|ing)"
    r"|topp(?:ed|ing)|exceed(?:ed|ing)?|surpass(?:ed|ing)|pass(?:ed|ing)|cross(?:ed|ing)|approach(?:ed|ing))\s(?:[a-z]+\s){0,3}$"
)
_MONTHLY_MONEY = re.compile(
    r"\b(?P<period>monthly|weekly|daily)\s(?:[a-z-]+\s)?(?:spending|expenditure|income|expenses|budget|minimum)(?:,\s[^,;.\d]{3,40},)?"
    r"\s(?:of|was|were|is|are|at|reached|hit|averaged)\s(?:[a-z]+\s){0,3}$"
)
# "monthly average revenue per user rose 9.3 percent to 46.8 yuan": a sum for each month; the users are the measure's
_REVENUE_PER_USER = re.compile(
    r"\b(?P<period>monthly|yearly|annual)?(?:\s?average)?\s(?P<inner>monthly|yearly|annual)?\s?"
    r"revenue\sper\s(?:user|customer|subscriber|account)\b"
    r"(?:(?:[^.;\d]|\d[\d.]*\s?(?:%|per\s?cent|percent|pct)(?![a-z]))*)$"
)
_MONEY = re.compile(r"[$€£¥]|\b(?:yuan|rmb|won|yen|baht|rupees|euros|dollars|ringgit|pesos)\b")
_REVENUE_WINDOW = 160
# "every 10,000 people will have more than 18 stations"
_FOR_EVERY = re.compile(
    r"\bevery\s(?P<text>(?:\d[\d,]*|hundred|thousand|ten\sthousand|million)\s"
    r"(?:workers|people|employees|residents|households|users|inhabitants|vehicles|cars))\s(?:in\s(?:the\s)?[a-z]+\s)?"
    r"(?:will\s|would\s|now\s|can\s|to\s)?(?:have|had|has|enjoy|share|own|use|get|there\s(?:are|were|will\sbe))\s(?:[a-z]+\s){0,3}$"
)
_BRACKET = re.compile(r"\s\([^()\n]{1,32}\)|\)")  # a conversion between a sum and its "a year"
# "subsidises each phone with 500 yuan", "the subsidy on every phone is 500 yuan"
_ON_EACH = re.compile(
    r"\b(?:each|every)\s(?P<noun>[a-z]+)\s(?:(?:with|by|at|is|was|of|costs?|for|to|about|up)\s){1,3}$"
)
_IN_ANNUAL = re.compile(
    r"\sin\s(?P<period>annual|yearly|monthly|daily)\s(?:savings|costs|fees|rent|payments|subsidies)\b"
)
_PER_PHRASE = re.compile(
    r"\s(?:per|for\severy|for\seach)\s(?P<phrase>(?!cent\b|se\b)[a-z][a-z-]+(?:\s[a-z][a-z-]+){0,3})"
)
# A word of every pattern that looks at the words before a number.
_IN_WINDOW = re.compile(r"annual|yearly|daily|monthly|weekly|hourly|each|every|per\s")
_SHARED = re.compile(r"\s?(?:to|and|or|-|–|,)\s(?:[a-z]+\s){0,2}|[至到、和及~～—-]")
_WIDEST_LINK = 100  # characters between two counts in brackets
_SHARED_SPREAD = 100  # times that the ends of a range or members of a list differ at most
_ADVERB = re.compile(r"\s([a-z]{4,12})(?![a-z])")
_LATER = re.compile(r"[a-z\s-]{0,32}?\s(?:per|every|each)\s([a-z]+)")
_PERIODS = {"annual": "year", "yearly": "year", "daily": "day", "monthly": "month", "weekly": "week", "hourly": "hour"}
_BEFORE_EN = re.compile(
    r"\bper\s(?P<noun>[a-z]+)(?:\s\([a-z]+\))?\s(?:[a-z-]+\s){0,7}?(?:was|is|were|of|at|reached|hit|to"
    r"|averaged|stood at)\s(?:[a-z]+\s){0,2}$"
)


@dataclass(frozen=True, slots=True)
class PerWords:
    """The denominators of one language, compiled."""

    lang: Lang
    after: re.Pattern[str]
    nouns: Mapping[str, str]
    adverbs: Mapping[str, str]
    before: re.Pattern[str] | None = None
    population: re.Pattern[str] | None = None
    heads: Mapping[str, str] | None = None
    slash: Mapping[str, str] | None = None


def build_per(words: Mapping[str, Any], lang: Lang) -> PerWords:
    """Compiles the section `per` of a language file."""
    return _build_en(words) if lang == "en" else _build_zh(words)


def _build_en(words: Mapping[str, Any]) -> PerWords:
    nouns = {str(noun).lower(): str(text) for noun, text in words["nouns"].items()}
    alternatives = "|".join(re.escape(noun) for noun in sorted(nouns, key=len, reverse=True))
    after = re.compile(
        rf"(?:\s?(?:per|/)\s?|[\s-](?:a|an|each|every|for\seach|for\severy|per)[\s-])(?P<noun>{alternatives})(?![a-z]|\s(?:ago|earlier|before|later|old))",
    )
    return PerWords("en", after, nouns, {str(k): str(v) for k, v in words["adverbs"].items()})


def _build_zh(words: Mapping[str, Any]) -> PerWords:
    before = {str(word): str(text) for word, text in words["words"].items() if text is not None}
    slash = {str(word).lower(): str(text) for word, text in words["slash"].items()}
    nouns = {str(word): str(text) for word, text in words["nouns"].items()}
    heads = {str(word): str(text) for word, text in words["heads"].items()}
    return PerWords(
        "zh",
        re.compile(r"\s?(?:/|每)\s?(?P<noun>" + _alternatives(slash) + ")"),
        before | nouns,
        {},
        before=re.compile("|".join(re.escape(word) for word in sorted(before, key=len, reverse=True))),
        population=re.compile(rf"每(?P<head>{_alternatives(heads)})(?P<noun>{_alternatives(nouns)})"),
        heads=heads,
        slash=slash,
    )


def _alternatives(table: Mapping[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))


def find_per(low: str, start: int, end: int, noun_end: int, words: PerWords) -> tuple[str | None, int]:
    """The denominator of the number between `start` and `end` (its noun ends at `noun_end`), and where that ends."""
    if words.lang == "en":
        return _per_en(low, start, end, noun_end, words)
    return _per_zh(low, start, end, words)


def _per_en(low: str, start: int, end: int, noun_end: int, words: PerWords) -> tuple[str | None, int]:
    bracket = _BRACKET.match(low, end)
    for at in dict.fromkeys((end, noun_end, bracket.end() if bracket else end)):
        if population := _POPULATION.match(low, at):
            return population["text"].strip(), population.end()
        if match := words.after.match(low, at):
            return words.nouns[match["noun"]], match.end()
        if phrase := _PER_PHRASE.match(low, at):
            return _as_written(phrase["phrase"].split(), words), phrase.end()
        adverb = _ADVERB.match(low, at)
        if adverb and adverb[1] in words.adverbs and not low.startswith(" active", adverb.end()):
            return words.adverbs[adverb[1]], adverb.end()
    state = _STATE.match(low, noun_end)
    if state and (population := _POPULATION.match(low, state.end())):
        return population["text"].strip(), population.end()
    later = _LATER.match(low, noun_end)
    if later and later[1] in words.nouns:
        return words.nouns[later[1]], later.end()
    if behind := _IN_ANNUAL.match(low, end):
        return _PERIODS[behind["period"]], behind.end()
    return _told_before(low, start, end, words), noun_end


def _told_before(low: str, start: int, end: int, words: PerWords) -> str | None:
    """The denominator in the words before a number: "monthly income of", "every 10,000 people have"."""
    if revenue := _revenue_per_user(low, start, end):
        return _PERIODS.get(revenue["period"] or revenue["inner"] or "")
    window = low[max(0, start - 72) : start]
    if population := _FOR_EVERY.search(window):
        return population["text"]
    if not _IN_WINDOW.search(window):
        return None
    if (
        match := _MONTHLY_AVERAGE.search(window)
        or _ANNUAL_OUTPUT.search(window)
        or _DAILY_COUNT.search(window)
        or _MONTHLY_MONEY.search(window)
    ):
        return _PERIODS[match["period"]]
    if (match := _ON_EACH.search(window)) and match["noun"] in words.nouns:
        return words.nouns[match["noun"]]
    if "per " in window and (match := _BEFORE_EN.search(window)) and match["noun"] in words.nouns:
        return words.nouns[match["noun"]]
    return None


def _revenue_per_user(low: str, start: int, end: int) -> re.Match[str] | None:
    """The words "(monthly average) revenue per user" that a sum of money between the offsets is the figure of."""
    if not _MONEY.search(low, start, end):
        return None
    window = low[max(0, start - _REVENUE_WINDOW) : start]
    return _REVENUE_PER_USER.search(window) if "revenue per " in window else None


def _is_of_date(clause: str, match: re.Match[str]) -> bool:
    """Whether the word only ends a date: 5月产量, 2024年产量 and 全年产量 are of that time, 年产 is of any year."""
    return match.group()[0] in "年月日" and clause[match.start() - 1 : match.start()] in _DATED


def _as_written(phrase: list[str], words: PerWords) -> str:
    """The denominator in a phrase behind "per": up to the first word that we know as one, else its first word.

    `["new", "york-listed", "share"]` gives "new york-listed share", `["message", "in", "may"]` gives "message".
    """
    known = next((place for place, word in enumerate(phrase) if word in words.nouns), None)
    if known is None:
        return phrase[0]
    return " ".join(phrase[: known + 1]) if known else words.nouns[phrase[0]]


# In a list: "Korea (1,012 robots per 10,000 employees), Singapore (730 units) and Germany (415 units)".
_BRACKETED_NEXT = re.compile(r"[^()]{0,48}\)(?:,|\sand|,\sand|;)\s[^().;]{2,32}\s\(")
_BRACKET_ENDS = re.compile(r"(?:\s(?:units|sets|pieces))?\)")


def _per_in_brackets(quantities: Sequence[Quantity], low: str) -> list[Quantity]:
    """The quantities, the denominator of a count in brackets given to those of the same list."""
    listed = list(quantities)
    left: Quantity | None = None
    for index, right in enumerate(quantities):
        if left and _is_next_in_brackets(left, right, low):
            listed[index] = replace(right, per=left.per)
        if listed[index].per and right.excluded is None:
            left = listed[index]
    return listed


def _is_next_in_brackets(left: Quantity, right: Quantity, low: str) -> bool:
    near = left.unit == right.unit and right.per is None and right.start - left.end <= _WIDEST_LINK
    ends = near and _BRACKET_ENDS.match(low, right.end)
    return bool(ends) and _BRACKETED_NEXT.fullmatch(low, left.end, right.start) is not None


def share_per(quantities: Sequence[Quantity], low: str) -> list[Quantity]:
    """The quantities, a denominator that is written at the end of a range or list given to its other members:
    "between 186 yuan and 886 yuan per month".
    """
    shared = _per_in_brackets(quantities, low)
    for index in range(len(shared) - 2, -1, -1):
        left, right = shared[index], shared[index + 1]
        if left.per or not right.per or left.unit != right.unit or left.excluded:
            continue
        near = right.start - left.end <= 24 and _SHARED.fullmatch(low, left.end, right.start)
        if near and _is_alike(left.low or left.high or 0, right.low or right.high or 0):
            shared[index] = replace(left, per=right.per)
    return shared


def _is_alike(left: float, right: float) -> bool:
    """Whether two numbers can be members of one list."""
    small, large = sorted((abs(left), abs(right)))
    return large <= _SHARED_SPREAD * small


def _per_zh(low: str, start: int, end: int, words: PerWords) -> tuple[str | None, int]:
    match = words.after.match(low, end)
    if match and words.slash is not None:
        return words.slash[match["noun"]], match.end()
    window = low[max(0, start - _WINDOW_ZH) : start]
    clause = _CLAUSE_ZH.split(window)[-1]
    people = list(words.population.finditer(clause)) if words.population is not None else []
    if people and words.heads is not None:
        return f"{words.heads[people[-1]['head']]} {words.nouns[people[-1]['noun']]}", end
    found = [match for match in words.before.finditer(clause) if not _is_of_date(clause, match)] if words.before else []
    if not found or _NUMBER_ZH.search(clause, found[-1].end()):  # 每股6.8元增发2.3亿股: only the price is per share
        return None, end
    return words.nouns[found[-1].group()], end
