"""The number characters of Chinese, compiled from the section `numbers` of `config/languages/zh.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractors.records import Comparator


@dataclass(frozen=True, slots=True)
class ChineseNumbers:
    """The number characters of Chinese, compiled."""

    anchor: re.Pattern[str]
    digits: Mapping[str, int]  # 零 .. 九, 两, 廿 excluded
    formal: frozenset[str]  # 壹 .. 玖, 拾, 佰, 仟: numbers only in company (陆地, 入伍 are words)
    small: Mapping[str, int]  # 十 百 千
    large: Mapping[str, int]  # 万 亿 兆
    more: Mapping[str, Comparator]  # 余 多 来: said inside the number
    vague: frozenset[str]  # 几 数
    multiples: re.Pattern[str]
    multiple_values: Mapping[str, Decimal]
    inside_multiples: Mapping[str, Comparator]  # 翻了近一番
    never_tenth: re.Pattern[str]  # 成 is part of a word: 成立
    reached_before: frozenset[str]  # 上 of 上百 is part of a word: 以上


def build_chinese_numbers(words: Mapping[str, Any]) -> ChineseNumbers:
    """Compiles the section `numbers` of `config/languages/zh.yaml`."""
    digits, small, large = words["digits"], words["small"], words["large"]
    vague = frozenset(words["vague"])
    starts = "".join({*digits, *small, *large, *vague} - set(words["never_first"]))
    inside = words["inside_multiples"]
    multiples = _multiples(words["multiples"], inside)
    return ChineseNumbers(
        anchor=re.compile(rf"[\d{starts}半翻½⅓⅔¼¾]|\.(?=\d)|[(（](?=[-\da-zA-Z])|https?://|www\.|{multiples}"),
        digits=dict(digits),
        formal=frozenset(words["formal"]),
        small=dict(small),
        large=dict(large),
        more=dict(words["more"]),
        vague=vague,
        multiples=re.compile(multiples),
        inside_multiples=dict(inside),
        multiple_values={word: Decimal(str(value)) for word, value in words["multiples"].items()},
        never_tenth=re.compile("|".join(words["never_tenth"])),
        reached_before=frozenset(words["never_reached"]),
    )


def _multiples(words: Mapping[str, Any], inside: Mapping[str, Any]) -> str:
    """A pattern of 翻番 and its like that lets 了 and a comparator stand after the first character."""
    between = "了?(?:" + "|".join(sorted(inside, key=len, reverse=True)) + ")?"
    return "|".join(word[0] + between + word[1:] for word in sorted(words, key=len, reverse=True))
