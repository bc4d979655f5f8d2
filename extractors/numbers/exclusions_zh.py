"""Chinese numbers that are no quantities: ordinals, names, ages, windows of time, thresholds, characters of words."""

from __future__ import annotations

import re

from extractors.numbers.amounts import Amount
from extractors.numbers.exclusion_words import LONG_TIMES, ExclusionWords, is_alone, is_list_number

_MULTIPLIED = re.compile(r"[一二两三四五六七八九]\s?[十百千]|十[一二三四五六七八九]")
_PREDICATE_END = re.compile(r"[不那而和与或]|\W|$")  # 答案是四，不是五
_HAN = re.compile(r"[\u4e00-\u9fff]")


def why_excluded_zh(text: str, low: str, amount: Amount, before_end: int, words: ExclusionWords) -> str | None:
    numeral, unit = amount.first, amount.unit
    start = amount.start
    before = low[max(0, start - 12) : start]
    if reason := _headed_zh(low, amount, before, words):
        return reason
    if _is_named_zh(low, amount, words) or _is_called(low, amount, before) or _is_assembly(low, amount, before, words):
        return "name"
    if numeral.form == "multiple":
        return "threshold" if _FIRMS_THAT.search(low, max(0, start - _FIRMS_REACH), start) else None
    if numeral.form == "fraction" and unit is None:
        reason = _excluded_fraction_zh(low, amount, before)
        return "bare" if reason and is_alone(text, amount) else reason
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
    if _is_threshold(low, amount, before, words) or _is_class(low, amount):
        return "threshold"
    if numeral.spelled and (reason := _excluded_characters(low, amount, before_end, before, words)):
        return reason
    if unit is None and is_list_number(text, amount):
        return "list"
    return None


def _headed_zh(low: str, amount: Amount, before: str, words: ExclusionWords) -> str | None:
    """What the character before a number makes of it: 第三, 每3天, 台/万人; 万人机器人拥有量 leaves its 每 out."""
    previous = before[-1:]
    headed = previous in {"第", "每"} or before.endswith(("每隔", "第 ", "每 "))
    if headed or (previous == "/" and amount.first.spelled):
        return "ordinal" if "第" in before[-2:] else "denominator"
    return "denominator" if words.per_head.match(low, amount.start) else None


_COUNTED_BEFORE = re.compile(r"[家个批户](?:以上|以下|左右|以内)?的?$")


# 有9家公司净利润增长超过10倍, 155家公司预计利润翻倍: the bound only says which firms are counted
_FIRMS_THAT = re.compile(
    r"(?:^|[，,。；;、\n])(?:其中[，,]?)?(?:(?:另|还|共|仅|已|其中)?有(?:近|超|约)?\d{1,5}(?:余|多)?家[^，,。；;\n\d]{0,20}"
    r"|\d{1,5}(?:余|多)?家(?:上市)?(?:公司|企业)?预[计告喜增][^，,。；;\n\d]{0,16})$"
)
_FIRMS_REACH = 40
_BOUND = re.compile("(?:超过?|逾|突破|不足|不到|低于|高于|超出|达到?|最高|最多)(?:约|了)?$")


def _is_threshold(low: str, amount: Amount, before: str, words: ExclusionWords) -> bool:
    """A bound that only defines a category: 产值超10亿元企业, 10家百亿级企业, 有9家公司增长超过10倍."""
    if (_BOUND.search(before) or low.startswith("以上", amount.end)) and _FIRMS_THAT.search(
        low, max(0, amount.start - _FIRMS_REACH), amount.start
    ):
        return True
    if low.startswith("级", amount.end) and _COUNTED_BEFORE.search(before):
        return True
    money = amount.unit is not None and amount.unit.is_money
    return money and bool(words.threshold.match(low, amount.end)) and bool(words.threshold_before.search(before))


_CLASSES = {  # 220千伏变电站, 3.5GHz频段: of which kind a thing is
    "V": re.compile("(?:及以[上下])?(?:材料|线路|输电|输变电|变电|电缆|配网|电网|等级|主变|开关|变压器|工程|母线)"),
    "Hz": re.compile("频段|基站|组网"),
}


# “三个一批” and “三步走” are called so; 鑫源4.0 is a version
_QUOTED = re.compile(r"[一二三四五六七八九十两\d]{1,4}[个大项步]?[\u4e00-\u9fff]{1,6}[”\"」]")
_VERSION = re.compile(r"\d\.0(?=[\u4e00-\u9fff])")
_VERSIONED = re.compile(r"[\u4e00-\u9fffa-z](?<![为达至到于约近超过占是比均了])$")


def _is_called(low: str, amount: Amount, before: str) -> bool:
    """Whether a number is only a part of what something is called: “三个一批”项目, 工业4.0."""
    if amount.own_unit and not amount.first.spelled:
        return False
    if before.endswith(("“", "「")) and amount.first.spelled and amount.first.value < 10:
        return _QUOTED.match(low, amount.start) is not None and low[amount.end : amount.end + 1] not in "”」"
    bare = amount.unit is None and _VERSION.match(low, amount.start) is not None
    return bare and _VERSIONED.search(before) is not None


def _is_class(low: str, amount: Amount) -> bool:
    """A voltage or a frequency that only tells which line or band is meant: 35-330千伏材料, 700MHz频段."""
    if amount.unit is None:
        return False
    kind = next((one for one in _CLASSES if amount.unit.symbol in {one, f"k{one}", f"M{one}", f"G{one}"}), None)
    return kind is not None and _CLASSES[kind].match(low, amount.end) is not None


def _is_named_zh(low: str, amount: Amount, words: ExclusionWords) -> bool:
    """Whether a listed name covers the number (36氪, 双十一, 千方百计)."""
    for begin in range(max(0, amount.start - 2), amount.start + 1):
        match = words.names.match(low, begin)
        if (
            match
            and match.end() >= amount.number_end
            and (match.end() > amount.end or not amount.own_unit or low[amount.number_end : amount.end] == "大")
        ):
            return True
    return False


_MOST_BIG = 100  # 三大, 十大, 百大: nobody counts more big things than that


def _is_assembly(low: str, amount: Amount, before: str, words: ExclusionWords) -> bool:
    """Whether 大 after the number is no classifier: 2025大会, 2025大湾区论坛, 党的十八大, 十九大报告."""
    if not low.startswith("大", amount.number_end):
        return False
    return (
        amount.first.value > _MOST_BIG
        or before.endswith("党的")
        or words.assembly_after.match(low, amount.number_end) is not None
    )


def _excluded_fraction_zh(low: str, amount: Amount, before: str) -> str | None:
    word = low[amount.number_start : amount.number_end]
    if "半" in word and amount.number_end - amount.number_start == 1:
        if before.endswith(("一", "过", "近", "超")):
            return None
        return None if low.startswith("数", amount.end) else "period"
    if "/" in word:
        part = low.startswith(("的", "以", "左右", "强", "弱"), amount.end) or before.rstrip().endswith(_PART_BEFORE)
        return None if part else "name"
    return None


_PART_BEFORE = (
    "的",
    "近",
    "约",
    "超",
    "超过",
    "占",
    "达",
    "达到",
    "逾",
    "不足",
    "不到",
    "至少",
    "减少",
    "下降",
    "减少了",
    "下降了",
)


# 收入分别为6268/3282/2613亿元
_SLASH_LIST = re.compile(r"分别[^，。；,;\d]{0,4}(?:\d[\d.]*%?/)+$")
_SLASH_REACH = 64


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
        and not (previous == "/" and _SLASH_LIST.search(text, max(0, at - _SLASH_REACH), at))
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


# 分列二至五位: places in a ranking
_IN_A_RANKING = re.compile("(?:分列|分居|分占|分获|依次列|列|位居|跻身前?)第?$")


def _ranked_zh(low: str, amount: Amount, before: str, words: ExclusionWords) -> str | None:
    if amount.unit is not None and not amount.unit.is_count:
        return None
    for length in (4, 3, 2, 1):
        term = before[-length:]
        if len(term) == length and term in words.ranks_before:
            if term == "前" and low[amount.number_end : amount.number_end + 1] in {"家", "大"}:
                return None
            if term in words.ranks_only_bare and amount.own_unit:
                return None
            return "rank"
    if _IN_A_RANKING.search(before) and low.startswith(("位", "名"), amount.number_end):
        return "rank"
    if amount.first.scale == 1 and words.ordinal_after.match(low, amount.number_end):
        return "ordinal"
    return None


def _excluded_characters(low: str, amount: Amount, before_end: int, before: str, words: ExclusionWords) -> str | None:
    """Chinese number characters need a unit or classifier; a single 一 only counts where it is counted."""
    numeral, unit = amount.first, amount.unit
    if not numeral.value or unit is None:
        compared = before_end < amount.start
        if (
            amount.number_end - amount.number_start == 1
            and not compared
            and not low.startswith("级", amount.number_end)
        ):
            return "bare" if _is_number(low, amount) else "word"  # 万圣节, 千丝万缕
        return None if numeral.scale != 1 else "bare" if compared or _is_number(low, amount) else "word"
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
            if counted and unit.is_count and not low.startswith(words.one_never_before, amount.number_end)
            else "bare"
            if is_alone(low, amount)
            else "pronoun"
        )
    if unit.is_count and low.startswith("大", amount.number_end) and amount.end - amount.number_end == 1:
        following = low[amount.end : amount.end + 1]
        return "word" if before.endswith(("最", "第", "重", "盛")) or not ("\u4e00" <= following <= "\u9fff") else None
    return None


def _is_number(low: str, amount: Amount) -> bool:
    """Whether characters are a number by their own shape (三百, 二十五) or no word stands beside them."""
    if _MULTIPLIED.match(low, amount.number_start):
        return True
    if low.startswith("是", amount.start - 1) and _PREDICATE_END.match(low, amount.number_end):
        return True
    return not (_HAN.match(low, amount.number_end) or (amount.start and _HAN.match(low, amount.start - 1)))


def _excluded_duration_zh(low: str, amount: Amount, before: str, words: ExclusionWords) -> str | None:
    """A span of time is a quantity only where it is itself what is measured."""
    symbol = amount.unit.symbol if amount.unit is not None else ""
    if symbol == "quarter" or _is_window(low, amount, before, symbol, words):
        return "period"
    if low[amount.number_start : amount.end] in words.idioms and not _wanted_zh(low, amount, words):
        return "period"
    if symbol not in LONG_TIMES:
        return None
    if amount.first.value >= 1900 and symbol == "year":
        return "year"
    return None if _wanted_zh(low, amount, words) else "period"


def _is_window(low: str, amount: Amount, before: str, symbol: str, words: ExclusionWords) -> bool:
    """Whether the span only says over which time something else is counted."""
    if before.endswith(words.always_window_before):
        return True
    if symbol not in LONG_TIMES:
        return symbol in {"min", "h"} and before.endswith("后")  # 发布后20分钟
    if low.startswith(words.window_after, amount.end):
        return True
    early = low[max(0, amount.start - 14) : amount.start]
    return before.endswith(words.window_before) and not any(word in early for word in words.measured_nearby)


def _wanted_zh(low: str, amount: Amount, words: ExclusionWords) -> bool:
    clause = re.split(r"[，。；：、\n,;]", low[max(0, amount.start - 14) : amount.start])[-1]
    return any(word in clause for word in words.wanted_before) and not low.startswith(words.within_after, amount.end)
