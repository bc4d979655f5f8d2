"""Signs that several currencies share: a dollar of a home currency, a ¥ that is yen in a text about Japan."""

from __future__ import annotations

import re

from extractors.records import Lang

DOLLARS = frozenset({"HKD", "TWD", "SGD", "AUD", "CAD", "USD"})
YEN = re.compile(r"\byen\b|\bjpy\b")
YUAN = re.compile(r"\byuan\b|\brenminbi\b|\brmb|\bcny|\bcn¥")
JAPAN = re.compile(r"\bjapan(?:ese)?\b|\btokyo\b|\bosaka\b")
CHINA = re.compile(r"\bchina\b|\bchinese\b|\bbeijing\b|\bshanghai\b|\bshenzhen\b")


def currency_of_yen_sign(low: str, lang: Lang) -> str:
    """What ¥ stands for in a lower-cased text: "JPY" where the words tell of yen and not of yuan, or of Japan more
    than of China; else "CNY".
    """
    if lang != "en":
        return "CNY"
    yen, yuan = YEN.search(low) is not None, YUAN.search(low) is not None
    if yen != yuan:
        return "JPY" if yen else "CNY"
    return "JPY" if len(JAPAN.findall(low)) > len(CHINA.findall(low)) else "CNY"
