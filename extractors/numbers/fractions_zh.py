"""What turns a Chinese numeral into a part: 成 and 折, slashes, 分之, and a whole with a fraction (又).

`"三成半"` is 35 percent, `"三分之一"` a third, `"三又二分之一"` three and a half.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.numbers.chinese_numbers import ChineseNumbers
from extractors.numbers.chinese_reading import CharacterReading
from extractors.numbers.chinese_tokens import take_number
from extractors.numbers.numerals import Form, Numeral

_MIXED = re.compile(r"\s(?P<n>\d{1,2})/(?P<d>\d{1,2})(?![\d/])")
_SLASH = re.compile(r"/(?P<d>\d{1,3})(?![\d/.])")
_ONE_HALF = re.compile(r"半(?![年月天小个径成价夜辈])")  # 一半 is half, 一半年 no number
_AND_A_HALF = re.compile(r"个半(?=小时|钟头|星期)")  # 两个半小时


def read_end(
    text: str, end: int, reading: CharacterReading, words: ChineseNumbers
) -> tuple[Form, int, Decimal, Decimal]:
    """Tenths (七成, 三成半, 8折), slash fractions and what makes a number vague or no number."""
    value, step = reading.value(), reading.step
    if reading.vague:
        return "vague", end, value, step
    if reading.seen == 1 and value == 1 and reading.character and _ONE_HALF.match(text, end):
        return "fraction", end + 1, Decimal("0.5"), Decimal("0.1")
    if half := _AND_A_HALF.match(text, end):
        return "plain", half.end(), value + Decimal("0.5"), Decimal("0.1")
    tail = text[end : end + 3].lstrip(" ")
    if tail[:1] == "成" and value <= 10 and not words.never_tenth.match(tail):
        return _tenths(text, end + text[end : end + 3].index("成") + 1, value, words)
    if tail[:1] == "半" and tail[1:2] == "成":
        return "plain", end, value, step
    if tail[:1] == "折" and tail[1:2] not in set("叠线射腾合返") and 0 < value < 100:
        base = 100 if value >= 10 else 10
        return "fraction", end + text[end : end + 3].index("折") + 1, value / base, Decimal("0.01")
    if reading.digit_seen and reading.seen == 1:
        if (mixed := _MIXED.match(text, end)) and int(mixed["d"]):
            return "plain", mixed.end(), value + Decimal(mixed["n"]) / int(mixed["d"]), Decimal("0.01")
        if (slash := _SLASH.match(text, end)) and value < int(slash["d"]):
            return "fraction", slash.end(), value / int(slash["d"]), Decimal("0.01")
    return "plain", end, value, step


def _tenths(text: str, end: int, value: Decimal, words: ChineseNumbers) -> tuple[Form, int, Decimal, Decimal]:
    """Tenths with what may follow them: 三成半 is 35 percent, 七成六 is 76."""
    tail = text[end : end + 2]
    after = tail.lstrip(" ")
    if after.startswith("半"):
        return "fraction", end + len(tail) - len(after) + 1, (value + Decimal("0.5")) / 10, Decimal("0.01")
    if after[:1] in words.digits and not _COUNTED.match(text, end + len(tail) - len(after) + 1):
        return (
            "fraction",
            end + len(tail) - len(after) + 1,
            (value + Decimal(words.digits[after[0]]) / 10) / 10,
            Decimal("0.01"),
        )
    return "fraction", end, value / 10, Decimal("0.1")


# 三成 六家企业: the digit behind a tenth may count something
_COUNTED = re.compile(
    r"[十百千万亿点倍%个家台套部名位人户座条款项种类年月日天周次只辆艘架颗块支片场笔起批大成、]|分之|[一二三四五六七八九]"
)
_NO_WHOLE = Decimal(0)
_RATIO = re.compile(r"\s{0,2}分\s{0,2}之\s{0,3}(?:负\s?)?")


def read_ratio(
    text: str, span: tuple[int, int], bottom: CharacterReading, words: ChineseNumbers, *, whole: Decimal = _NO_WHOLE
) -> Numeral | None:
    """`"百分之五十六"`, `"三分之一"`, `"千分之2"`; None where no numerator follows."""
    begin, end = span
    between = _RATIO.match(text, end)
    denominator = bottom.value()
    if between is None or not denominator:
        return None
    top = CharacterReading()
    at = take_number(text, between.end(), top, words)
    if at == between.end() or top.vague:
        return None
    value = whole + top.value() / denominator
    form: Form = "plain" if whole else "fraction"
    step = top.step / denominator
    return Numeral(begin, at, value, step, form=form, spelled=not top.digit_seen, bound=top.bound)


def read_mixed(text: str, begin: int, end: int, reading: CharacterReading, words: ChineseNumbers) -> Numeral | None:
    """`"三百五又三分之一"`."""
    at = end + (2 if text[end] == " " else 1)
    while at < len(text) and text[at] == " " and at < end + 4:
        at += 1
    bottom = CharacterReading()
    stop = take_number(text, at, bottom, words)
    if stop == at:
        return None
    return read_ratio(text, (begin, stop), bottom, words, whole=reading.value())
