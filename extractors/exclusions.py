"""Numbers that are not quantities: years, days, ranks, names, ages, windows of time, list numbers, thresholds.

`why_excluded` gives the reason in one word, or None for a number that somebody could put in a table. The lists are in
`config/languages/*.yaml` under `not_quantities` and `vague`; the annotation rules behind them are in `docs/claims.md`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractors.amounts import Amount
from extractors.records import Lang

_LONG_TIMES = frozenset({"day", "week", "month", "quarter", "year", "decade"})
_OPERATING_POINT = re.compile(
    r"\bcharg(?:e|es|ed|ing)\s(?:[a-z]+\s){0,4}from\s(?:[\d.]+\s?(?:%|percent)?\s(?:to|and)\s)?$"
)
_LIST_NUMBER = re.compile(r"[.、)）:：](?!\d)")
_WORDS_BEFORE = re.compile(r"[^\s]+")
_NAME_WORD = re.compile(r"(?<![\w.])(?P<word>[A-Z][A-Za-z]*[\w’'-]*)[\s\u00a0-]$|(?P<glued>[A-Za-z][A-Za-z]*-?)$")
_PLURAL_NEXT = re.compile(r"\s(?:[a-z][\w-]*\s){0,3}?[a-z][\w-]*s\b")
_ORDINAL_FRACTION = re.compile(r"(?:first|last|next|past|previous|latest|in|for|consecutive|opening|final)[\s-]$")
_HALF_BEFORE = re.compile(
    r"(?:first|second|latter|other|top|bottom|better|one|last|next|opening|final|h1|each|this)[\s-]$"
)
_HALF_AFTER = re.compile(
    r"[\s-]?(?:year|yearly|hearted|life|time|marathon|brother|sister|way|day|finger|size|baked|back|a\scentury|decade|century|point)|-"
)
_MULTIPLE_BEFORE = re.compile(
    r"\b(?:to|will|would|could|can|may|might|should|must|nearly|almost|more than|than|over|about|roughly|had|has|have|and|or|that|which|by|was|were|is|are|be|it|they|we|not|least|further|expected to|around|some|just|another|a)\s$"
)
_MULTIPLE_AFTER = re.compile(
    r"\s(?:the\s(?!room|bed)|its\s|their\s|his\s|our\s|that\s|what\s|in\s|to\s|from\s|by\s|over\s|as\s|since\s|year|on\s|compared|last|this|for\s|with\s|[a-z]+\s(?:capacity|output|production|sales|revenue|shipments|speed|efficiency|investment|number))|[.,;:)\n]|$|\s[A-Z]"
)
_RATE_NEXT = re.compile(r"\s(?:a|per|each|every|in|before|more|again|daily|weekly|monthly|yearly|annually)\b")
_DURATION_NAME = re.compile(
    r"[\s-](?:plan|deal|contract|term|period|bond|bonds|note|notes|warranty|forecast|agreement|lease|high|low|trial|event|show|exhibition|visit|tour|history|campaign|strategy|program|programme|run|streak|anniversary|lows|highs|loan|average|trip|conference|forum|expo|fair|summit|competition|break|weekend|week|holiday|window|stretch|span|roadmap|action|tenure|veteran|career)"
)


@dataclass(frozen=True, slots=True)
class ExclusionWords:
    """What is needed to tell quantities from other numbers in one language."""

    lang: Lang
    months: frozenset[str]
    year_before: frozenset[str]
    ranks_before: frozenset[str]
    glued_before: frozenset[str]
    one_counted_by: tuple[str, ...]
    names: re.Pattern[str]
    ordinal_after: re.Pattern[str]
    wanted_before: frozenset[str]
    wanted_after: tuple[str, ...]
    threshold: re.Pattern[str]
    function_words: frozenset[str]


def build_exclusions(
    words: Mapping[str, Any], vague: Mapping[str, Any], functions: frozenset[str], lang: Lang
) -> ExclusionWords:
    """Compiles the sections `not_quantities` and `vague` of a language file."""
    names = sorted((str(name).lower() for name in words.get("names", ())), key=len, reverse=True)
    ordinals = sorted(words.get("ordinal_after", ()), key=len, reverse=True)
    return ExclusionWords(
        lang=lang,
        months=frozenset(words.get("months", ())),
        year_before=frozenset(words.get("year_before", ())),
        ranks_before=frozenset(words.get("ranks_before", words.get("rank_before", ()))),
        glued_before=frozenset(words.get("glued_before", ())),
        one_counted_by=tuple(vague.get("one_counted_by", ())),
        names=re.compile("|".join(map(re.escape, names)) or r"(?!)"),
        ordinal_after=re.compile("|".join(map(re.escape, ordinals)) or r"(?!)"),
        wanted_before=frozenset(words.get("durations_wanted_before", words.get("durations_wanted", ()))),
        wanted_after=tuple(words.get("durations_wanted_after", ())),
        threshold=re.compile(
            r"(?:及?以上|及其以上|以下)?(?:级)?的?(?:" + "|".join(words.get("threshold_nouns", ["(?!)"])) + ")"
        ),
        function_words=functions,
    )


def why_excluded(text: str, low: str, amount: Amount, before_end: int, words: ExclusionWords) -> str | None:
    """The reason why an amount is no quantity; `before_end` is where its comparator begins."""
    numeral = amount.first
    if numeral.form == "masked":
        return "masked"
    if numeral.form == "vague":
        return "vague"
    if words.lang == "en":
        return _excluded_en(text, low, amount, before_end, words)
    return _excluded_zh(text, low, amount, before_end, words)


# English


def _excluded_en(text: str, low: str, amount: Amount, before_end: int, words: ExclusionWords) -> str | None:
    numeral, compared = amount.first, before_end < amount.start
    before = low[max(0, amount.start - 40) : amount.start]
    if numeral.form == "multiple":
        return _excluded_multiple(text, low, amount, before)
    if numeral.form == "fraction" and amount.unit is None:
        return _excluded_fraction(low, amount, before)
    if amount.unit is None and words.names.match(low, amount.start):
        return "name"
    if _is_rank_en(before, words) and not amount.own_unit:
        return "rank"
    if not numeral.spelled and (reason := _excluded_digits(text, low, amount, compared, before, words)):
        return reason
    if amount.unit is not None and amount.unit.dimension == "time":
        return _excluded_duration_en(low, amount, before, words)
    if numeral.spelled and numeral.value in {0, 1} and amount.unit is None and not amount.is_range:
        return _excluded_one(low, amount, before, words)
    if before.endswith(("per ", "for every ", "every ", "in every ", "sub-")):
        return "denominator"
    if amount.unit is not None and amount.unit.symbol == "percent" and _OPERATING_POINT.search(before):
        return "operating point"
    return None


def _excluded_multiple(text: str, low: str, amount: Amount, before: str) -> str | None:
    word = low[amount.number_start : amount.number_end]
    if low[amount.end : amount.end + 1] == "-":
        return "name"
    if word.endswith("d") or word.startswith("halv"):
        return None
    if word in {"twice", "thrice"}:
        return "rate" if _RATE_NEXT.match(low, amount.end) else None
    if word.endswith("ing"):
        return None
    return None if _MULTIPLE_BEFORE.search(before) and _MULTIPLE_AFTER.match(text, amount.end) else "name"


def _excluded_fraction(low: str, amount: Amount, before: str) -> str | None:
    word = low[amount.number_start : amount.number_end]
    if "/" in word:
        return None if low.startswith((" of", " in"), amount.end) else "name"
    if "half" in word and (_HALF_BEFORE.search(before) or _HALF_AFTER.match(low, amount.end)):
        return "period"
    if word == "half" and before.endswith(("the ", "-", "h1 ")) and not low.startswith(" of the", amount.end):
        return "period"
    if "quarter" in word and (
        _ORDINAL_FRACTION.search(before)
        or re.match(
            r"\s(?:of\s)?(?:this\syear|the\syear|20\d\d|fiscal|ended|last\syear)", low[amount.end : amount.end + 16]
        )
    ):
        return "period"
    return None


def _is_rank_en(before: str, words: ExclusionWords) -> bool:
    token = before.rstrip().rpartition(" ")[2].lstrip("(“\"'")
    if token == "#" or token.endswith("#") or token in {"no.", "nos.", "no"} or token.endswith((".no.", "-no.")):
        return True
    return (
        (token in words.ranks_before
        and token not in {"line", "level", "unit", "model", "type", "class", "division", "group"})
        or before.endswith("no.")
    )


def _excluded_digits(
    text: str, low: str, amount: Amount, compared: bool, before: str, words: ExclusionWords
) -> str | None:
    at, end = amount.number_start, amount.number_end
    plain = not amount.own_unit and amount.scale == 1
    previous = text[at - 1] if at else " "
    if plain or not amount.prefixed:
        if previous.isalpha() or previous == "_":
            glued = re.search(r"[a-z]+$", before)
            if not (previous.islower() and glued and glued.group() in words.glued_before):
                return "name"
        elif (
            previous in "-\u2010\u2011"
            and at > 1
            and text[at - 2].isalpha()
            and not amount.first.signed
            and not before.endswith("mid-")
        ) or (previous in "./:" and at > 1 and text[at - 2].isalnum()):
            return "name"
    following = text[end : end + 1]
    if plain and (following.isalpha() or (following in "_@" and following)):
        return "name"
    if not plain:
        return None
    if plain and following == "-" and text[end + 1 : end + 2].isupper():
        return "name"
    return _excluded_plain(text, low, amount, compared, before, words)


def _excluded_plain(
    text: str, low: str, amount: Amount, compared: bool, before: str, words: ExclusionWords
) -> str | None:
    """Digits without unit, currency or magnitude."""
    numeral, end = amount.first, amount.end
    token = before.rstrip().rpartition(" ")[2].strip("(,\"“'’")
    next_word = re.match(r"[\s,]{1,2}([a-z]+\.?)", low[end : end + 14])
    if not numeral.grouped and not amount.is_range:
        if token in words.months and (token != "may" or before.endswith("may ")) and numeral.value <= 31:
            return "date"
        if (
            next_word
            and next_word.group(1) in words.months
            and numeral.value <= 31
            and next_word.group(1) not in {"may", "march"}
        ):
            return "date"
        if (
            1900 <= numeral.value <= 2099
            and len(text[numeral.start : numeral.end]) == 4
            and _is_year(low, amount, compared, token, words)
        ):
            return "year"
        if low[amount.start - 1 : amount.start] in {"’", "'"}:
            return "year"
    if token in {"aged", "age"}:
        return "age"
    if _is_list_number(text, amount):
        return "list"
    if numeral.grouped and numeral.value >= 1000:
        return None
    if not compared and _is_name_en(text, amount, words):
        return "name"
    return None


def _is_year(low: str, amount: Amount, compared: bool, token: str, words: ExclusionWords) -> bool:
    if compared and token not in words.months:
        return token in {"around", "about", "by"} and not _PLURAL_NEXT.match(low, amount.end)
    if token in words.year_before or token in words.months:
        return True
    return not _PLURAL_NEXT.match(low, amount.end)


def _is_list_number(text: str, amount: Amount) -> bool:
    start, end = amount.start, amount.end
    line_start = start == 0 or text[start - 1] == "\n"
    if line_start and _LIST_NUMBER.match(text, end) and amount.high < 200:
        return True
    return (
        text[start - 1 : start] in {"(", "["}
        and text[end : end + 1] in {")", "]"}
        and amount.high < 3000
        and not amount.first.signed
    )


def _is_name_en(text: str, amount: Amount, words: ExclusionWords) -> bool:
    """ "iPhone 17", "Phase 2", "Blade 2.0": a capitalised word that is no function word right before plain digits."""
    match = _NAME_WORD.search(text[max(0, amount.start - 32) : amount.start])
    if match is None or not match["word"]:
        token = text[max(0, amount.start - 24) : amount.start].rstrip().rpartition(" ")[2]
        return len(token) > 2 and token[0].islower() and any(c.isupper() for c in token)
    word = match["word"]
    if word.lower().rstrip("’'s") in words.function_words or word.lower() in words.function_words:
        return False
    if word.endswith(("’s", "'s")):
        return False
    return not (
        _PLURAL_NEXT.match(text, amount.end) and amount.high >= 100 and not amount.first.grouped and word[1:].islower()
    )


def _excluded_one(low: str, amount: Amount, before: str, words: ExclusionWords) -> str | None:
    if before.rstrip().endswith(words.one_counted_by) and not low.startswith((" of ", " day", "-"), amount.end):
        return None
    if low.startswith((" place", " notch", " spot"), amount.end):
        return None
    return "pronoun"


def _excluded_duration_en(low: str, amount: Amount, before: str, words: ExclusionWords) -> str | None:
    """A span of time is a quantity only where it is itself what is measured."""
    after = low[amount.end : amount.end + 28]
    if re.match(
        r"\s(?:old|ago|earlier|later|of age|to date|or so ago|before|after|into|since|running|straight|in a row)\b",
        after,
    ) and not after.startswith(" earlier than"):
        return "age"
    if amount.unit is not None and amount.unit.symbol == "quarter":
        return "period"
    if re.search(
        r"(?:past|last|next|previous|coming|first|second|every|each|following|recent|consecutive|straight|final|of|for more than|several|these|those|preceding|subsequent)\s(?:[a-z]+\s)?$",
        before,
    ):
        if not re.search(
            r"\b(?:life|time|delay|endurance|runtime|extension|outage|lifespan|battery|wait)s?\sof\s(?:[a-z]+\s){0,3}$",
            before,
        ):
            return "period"
    if low[amount.number_start : amount.end] in {"24-hour", "24 hours", "one-day", "one day"}:
        return "period"
    if low.startswith(words.wanted_after, amount.end + 1):
        return None
    if _DURATION_NAME.match(low, amount.end):
        return "period"
    hyphened = "-" in low[amount.number_end : amount.end]
    short = amount.unit is not None and amount.unit.symbol not in _LONG_TIMES
    if short:
        return None
    tokens = [token.strip(',;:"“') for token in before.split()[-5:]]
    if (
        not hyphened
        and any(token in words.wanted_before for token in tokens)
        and not any(t in {"in", "over", "during", "since"} for t in tokens[-2:])
    ):
        return None
    return "period"


# Chinese


def _excluded_zh(text: str, low: str, amount: Amount, before_end: int, words: ExclusionWords) -> str | None:
    numeral, unit = amount.first, amount.unit
    start, end = amount.start, amount.end
    before = low[max(0, start - 12) : start]
    previous = before[-1:]
    if previous in {"第", "每"} or before.endswith(("每隔", "第 ")):
        return "ordinal" if "第" in before[-2:] else "denominator"
    if (named := _named_zh(low, start, words)) is not None and named >= amount.number_end:
        if named > amount.end or not amount.own_unit:
            return "name"
    if numeral.form == "multiple":
        return None
    if numeral.form == "fraction" and unit is None:
        return _excluded_fraction_zh(low, amount, before)
    if not numeral.spelled and (reason := _glued_zh(text, amount)):
        return reason
    if reason := _ranked_zh(low, amount, before, words):
        return reason
    if unit is not None and unit.dimension == "time":
        return _excluded_duration_zh(low, amount, before, words)
    if low.startswith("岁", amount.number_end):
        return "age"
    if (
        unit is None
        and not numeral.spelled
        and 1900 <= numeral.value <= 2099
        and amount.number_end - amount.number_start == 4
    ):
        return "year"
    if unit is not None and unit.is_money and words.threshold.match(low, amount.end) and _THRESHOLD_HEAD.search(before):
        return "threshold"
    if numeral.spelled and (reason := _excluded_characters(low, amount, before, words)):
        return reason
    if unit is None and _is_list_number(text, amount):
        return "list"
    return None


_THRESHOLD_HEAD = re.compile(r"(?:超过?|逾|达|值|入|额|亿元|资|值约|收入|破|过|于|^|[，。、；的个家])$")


def _named_zh(low: str, start: int, words: ExclusionWords) -> int | None:
    """Where a listed name that covers the number ends (36氪, 双十一, 千方百计)."""
    for begin in (start, start - 1, start - 2):
        if begin >= 0 and (match := words.names.match(low, begin)) and match.end() > start:
            return match.end()
    return None


def _excluded_fraction_zh(low: str, amount: Amount, before: str) -> str | None:
    word = low[amount.number_start : amount.number_end]
    if "半" in word and amount.number_end - amount.number_start == 1:
        if before.endswith("一") or before.endswith(("过", "近", "超")):
            return None
        return None if low.startswith("数", amount.end) else "period"
    if "/" in word:
        return None if low.startswith(("的", "以"), amount.end) else "name"
    return None


def _glued_zh(text: str, amount: Amount) -> str | None:
    at, end = amount.number_start, amount.number_end
    previous = text[at - 1] if at else " "
    if not amount.prefixed and previous.isascii() and (previous.isalpha() or previous == "_"):
        return "name"
    if (
        not amount.prefixed
        and previous in "-/"
        and at > 1
        and text[at - 2].isascii()
        and text[at - 2].isalnum()
        and not amount.is_range
    ):
        return "name"
    if (
        not amount.prefixed
        and previous == " "
        and at > 1
        and text[at - 2].isascii()
        and text[at - 2].isalpha()
        and not amount.own_unit
        and not amount.first.grouped
    ):
        return "name"
    following = text[end : end + 1]
    if not amount.suffixed and following.isascii() and following.isalpha():
        return "name"
    return None


def _ranked_zh(low: str, amount: Amount, before: str, words: ExclusionWords) -> str | None:
    if amount.unit is not None and not amount.unit.is_count:
        return None
    for length in (4, 3, 2, 1):
        token = before[-length:]
        if len(token) == length and token in words.ranks_before:
            if token == "前" and low[amount.number_end : amount.number_end + 1] in {"家", "大"}:
                return None
            if token in {"周", "图", "表", "楼", "附", "初", "排"} and amount.own_unit:
                return None
            return "rank"
    if amount.first.scale == 1 and words.ordinal_after.match(low, amount.number_end):
        return "ordinal"
    return None


def _excluded_characters(low: str, amount: Amount, before: str, words: ExclusionWords) -> str | None:
    """Chinese number characters need a unit or classifier; a single 一 only counts where it is counted."""
    numeral, unit = amount.first, amount.unit
    if not numeral.value or unit is None:
        return "word" if numeral.scale == 1 else None
    if (
        numeral.value == 1
        and numeral.scale == 1
        and amount.number_end - amount.number_start == 1
        and not amount.is_range
    ):
        if unit.is_relative:
            return None
        counted = any(before.endswith(word) for word in words.one_counted_by)
        return (
            None
            if counted
            and unit.is_count
            and not low.startswith(("次", "大", "位", "系列", "批", "部分", "定", "体"), amount.number_end)
            else "pronoun"
        )
    if unit.is_count and low.startswith("大", amount.number_end) and amount.end - amount.number_end == 1:
        following = low[amount.end : amount.end + 1]
        return "word" if before.endswith(("最", "第", "重", "盛")) or not ("\u4e00" <= following <= "\u9fff") else None
    return None


def _excluded_duration_zh(low: str, amount: Amount, before: str, words: ExclusionWords) -> str | None:
    """A span of time is a quantity only where it is itself what is measured."""
    symbol = amount.unit.symbol if amount.unit is not None else ""
    if (
        symbol == "quarter"
        or (low.startswith(
            ("前", "后", "来", "以来", "期", "级", "度", "代", "初", "末", "底", "报", "间隔"), amount.end
        )
        and symbol in _LONG_TIMES)
    ):
        return "period"
    if (
        before.endswith(
            (
                "连续",
                "近",
                "最近",
                "过去",
                "未来",
                "前",
                "后",
                "上",
                "下",
                "每",
                "今后",
                "首",
                "为期",
                "头",
                "此后",
                "随后",
                "这",
                "当",
            )
        )
        and symbol in _LONG_TIMES
    ):
        early = low[max(0, amount.start - 14) : amount.start]
        if not any(word in early for word in ("提前", "早了", "缩短", "续航", "延长")):
            return "period"
    if before.endswith(("每", "连续", "过去", "未来")):
        return "period"
    if low[amount.number_start : amount.end] in {
        "24小时",
        "二十四小时",
        "7天",
        "一天",
        "一年",
        "一小时",
        "半年",
        "半天",
        "一周",
        "半个月",
        "一个月",
        "365天",
    } and not _wanted_zh(low, amount, words):
        return "period"
    if symbol not in _LONG_TIMES:
        return None
    if amount.first.value >= 1900 and symbol == "year":
        return "year"
    return None if _wanted_zh(low, amount, words) else "period"


def _wanted_zh(low: str, amount: Amount, words: ExclusionWords) -> bool:
    clause = re.split(r"[，。；：、\n]", low[max(0, amount.start - 14) : amount.start])[-1]
    return any(word in clause for word in words.wanted_before) and not low.startswith(
        ("内", "里", "时间里", "之内"), amount.end
    )
