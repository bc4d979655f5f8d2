"""Chinese numerals: digits, characters and mixtures of both.

`find_numerals_zh` reads `"1.6万"`, `"5亿1万4千6百"`, `"三千余"`, `"两成半"`, `"百分之五十六"`, `"三分之一"`,
`"上百"`, `"翻两番"`.
Dates, clocks and codes come back as masked numerals, so that nobody reads their digits twice. The characters are in
`config/languages/zh.yaml` under `numbers`; the text is folded first (`folding.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractors.chinese_reading import CharacterReading
from extractors.numerals import VULGAR_FRACTIONS, Form, Numeral, parse_digits, parse_exponent
from extractors.records import Comparator

_MASK = re.compile(
    r"""
      https?://\S+ | www\.\S+
    | \d{4}\s?[年/.-]\s?\d{1,2}\s?[月/.-]\s?\d{1,2}\s?[日号]?(?!\d)            # 2026年3月5日, 2026-03-05, 2026.3.5
    | (?:19|20)\d\d(?:年底|年末|年初|年)?\s?[-\u2013\u2014~至到\u2500]{1,2}\s?(?:19|20)\d\d(?:年|(?!\d))   # 2021-2025年
    | (?:19|20)\d\d\s?[年/]?(?:[-\u2013\u2014~至到]\d{1,2})?\s?年(?:度|代)?                      # 2025年, 2021-25年
    | \d{1,2}\s?(?:[-\u2013\u2014~至到、和]{1,2}\s?\d{1,2}\s?)?月(?:份|底|末|初|中旬|上旬|下旬|\s?\d{1,2}\s?[日号])?
      (?:\s?[-\u2013\u2014~至到]{1,2}\s?(?:\d{1,2}月)?\d{1,2}\s?[日号])?       # 1-4月, 9月末, 8月19日至23日
    | \d{1,2}\s?(?:[-\u2013\u2014~至到、]{1,2}\s?\d{1,2}\s?)?[日号](?![均产元圆])    # 19日
    | \d{1,2}:\d{2}(?::\d{2})?
    | \d{1,2}[点时]\d{1,2}分?
    | (?:19|20)\d\d(?=h[12]|q[1-4])(?:h|q)\d
    | \d+(?:\.\d+){2,}                                                         # 3.1.2
    | \d{5,6}\.(?:sz|sh|hk|bj|ss|tw)\b
    | \d+(?:-\d+){2,}(?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_QUOTE = re.compile(r"[(（]\s?-?\d+(?:\.\d+)?,\s?-?\d+(?:\.\d+)?,\s?-?\d+(?:\.\d+)?%[)）]")  # (4.560,0.10,2.24%)
_CODE = re.compile(r"[(（](?:[a-z]{2,4}[.:])?\s?(?P<digits>\d{4,6})(?:\.[a-z]{1,2})?[)）]", re.IGNORECASE)
_YEAR_IN_CHARACTERS = re.compile(
    r"[一二][〇零九一二三四五六七八0-9]{3}年|十?[一二三四五六七八九]五(?=规划|期间|时期|”|’|」|计划|末|以来)"
)
_DIGITS = re.compile(r"\d{1,3}(?:,\d{2,3}){0,9},\d{3}(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|\.\d+")
_DIGIT_RUN = re.compile(r"\d{31,}")  # no number of the press: skipped at once, so that time stays linear
_POWER = re.compile(
    r"[eE](?P<e>[-+]?\d{1,3})(?![\w.])|\s?[x×]\s?10\s?\^?(?P<x>[-+]?\d{1,3}|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?!\w)"
)
_MIXED = re.compile(r"\s(?P<n>\d{1,2})/(?P<d>\d{1,2})(?![\d/])")
_SLASH = re.compile(r"/(?P<d>\d{1,3})(?![\d/.])")
_SIGN = re.compile(r"(?<![\d\w)）%])[-+\u2212\u2013]$|负\s?$|(?<=[\u4e00-\u9fff])[-+\u2212\u2013]$")
_AND_A_HALF = re.compile(r"个半(?=小时|钟头|星期)")  # 两个半小时
_GAP = re.compile(r" {1,2}")
_LONGEST = 30


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


def find_numerals_zh(text: str, words: ChineseNumbers) -> list[Numeral]:
    """All numerals of a folded text in order, without overlap; `words` from `build_chinese_numbers`."""
    found: list[Numeral] = []
    position = 0
    for match in words.anchor.finditer(text):
        start = match.start()
        if start < position:
            continue
        numeral = _read_at(text, start, words)
        if numeral is not None:
            found.append(numeral)
            position = numeral.end
    return found


def _read_at(text: str, start: int, words: ChineseNumbers) -> Numeral | None:
    """The numeral that begins at an anchor, if one does."""
    first = text[start]
    if first in "(（":
        quote = _QUOTE.match(text, start) or _CODE.match(text, start)
        return _masked(start, quote.end()) if quote else None
    if multiple := words.multiples.match(text, start):
        return _read_multiple(start, multiple, words)
    if first.isdigit() and (run := _DIGIT_RUN.match(text, start)):
        return _masked(start, run.end())
    if (first.isdigit() or first in "hw") and (mask := _MASK.match(text, start)):
        return _masked(start, mask.end())
    if first in VULGAR_FRACTIONS:
        numerator, denominator = VULGAR_FRACTIONS[first]
        return Numeral(start, start + 1, Decimal(numerator) / denominator, Decimal("0.01"), form="fraction")
    if mask := _YEAR_IN_CHARACTERS.match(text, start):
        return _masked(start, mask.end())
    return _read_number(text, start, words)


def _read_multiple(start: int, match: re.Match[str], words: ChineseNumbers) -> Numeral:
    word = match.group().replace("了", "")
    bound = next((sign for inside, sign in words.inside_multiples.items() if word.startswith(inside, 1)), None)
    plain = word[0] + re.sub(
        "^(?:" + "|".join(sorted(words.inside_multiples, key=len, reverse=True)) + ")", "", word[1:]
    )
    value = words.multiple_values[plain]
    return Numeral(start, match.end(), value, Decimal(1), form="multiple", spelled=True, bound=bound)


def _masked(start: int, end: int) -> Numeral:
    return Numeral(start, end, Decimal(0), Decimal(1), form="masked")


def _read_number(text: str, start: int, words: ChineseNumbers) -> Numeral | None:
    """Everything from a digit or number character on that forms one number, with what is said inside it."""
    reading = CharacterReading()
    end = _take_all(text, start, reading, words)
    if end == start:
        return None
    begin, negative, signed = _begin(text, start, words, reading)
    if text.startswith("分之", end) or text.startswith(" 分之", end) or text.startswith("分 之", end):
        whole = _read_ratio(text, (begin, end), reading, words)
        if whole:
            return whole
    if text.startswith(("又", " 又"), end) and (mixed := _read_mixed(text, begin, end, reading, words)):
        return mixed
    form, end, value, step = _finish(text, end, reading, words)
    if text[start] == "半" and form == "plain" and reading.seen == 1:
        form, value, step = "fraction", Decimal("0.5"), Decimal("0.1")
    bound = reading.bound
    if begin < start and text[begin] == "上":
        bound = "ge"
    spelled = not reading.digit_seen
    return Numeral(
        begin, end, -value if negative else value, step, reading.scale(), form, spelled, bound, signed,
        grouped=not spelled and (reading.seen > 1 or not text[start:end].isdigit()),
    )  # fmt: skip


def _take_all(text: str, start: int, reading: CharacterReading, words: ChineseNumbers) -> int:
    """Feeds tokens as long as they fit; the end of the last one that did."""
    at = start
    while at < len(text):
        end = _take_one(text, at, reading, words)
        if end == at:
            if (
                reading.seen
                and (gap := _GAP.match(text, at))
                and gap.end() < len(text)
                and _joins(text, at, gap.end(), words)
            ):
                nxt = _take_one(text, gap.end(), reading, words)
                if nxt > gap.end():
                    at = nxt
                    continue
            break
        at = end
        if at - start > 4 * _LONGEST:
            break
    return at


def _joins(text: str, left: int, right: int, words: ChineseNumbers) -> bool:
    """Whether a space inside a number is only typography: "3 万", "一百 五 十 二"."""
    before, after = text[left - 1], text[right]
    if after in words.large or after in words.small:
        return True
    if after in words.more:
        return text[right + 1 : right + 2] in words.large
    return not before.isdigit() and (after in words.digits or after == "点") and before not in words.more


def _take_one(text: str, at: int, reading: CharacterReading, words: ChineseNumbers) -> int:
    """Feeds the token at a position; its end, or the position itself where nothing fits."""
    char = text[at]
    if char.isascii() and (char.isdigit() or char == "."):
        return _take_digits(text, at, reading)
    if (digit := words.digits.get(char)) is not None:
        took = reading.take_character(digit)
    elif char in words.small:
        took = not _UNIT_PREFIX.match(text, at) and reading.take_small(words.small[char])
    elif char in words.large:
        took = (char != "兆" or _is_magnitude(text, at)) and reading.take_large(words.large[char])
    elif char == "点":
        return _take_decimal(text, at, reading, words)
    elif char == "半":
        took = reading.seen == 0
        if took:
            reading.number, reading.character, reading.step = Decimal("0.5"), False, Decimal("0.1")
    else:
        return _take_more(text, at, char, reading, words)
    reading.seen += took
    return at + 1 if took else at


def _take_digits(text: str, at: int, reading: CharacterReading) -> int:
    match = _DIGITS.match(text, at)
    if match is None or match.end() - at > _LONGEST or not reading.take_digits(*parse_digits(match.group())):
        return at
    end = match.end()
    if (power := _POWER.match(text, end)) and reading.number is not None:
        reading.number *= parse_exponent(power["e"] or power["x"])
        end = power.end()
    reading.seen += 1
    return end


_UNIT_PREFIX = re.compile(r"千(?:米|克|瓦|赫|字节|比特|焦|牛|伏|帕|卡)")  # 3万千瓦 is 30,000 kW, 5千克 is 5 kg


def _is_magnitude(text: str, at: int) -> bool:
    """兆 is 10¹² before money or another numeral, and mega before a unit (兆瓦, 兆赫, 兆字节)."""
    return text[at + 1 : at + 2] not in set("瓦赫字比欧帕位焦伏安丰易") and text[at + 1 : at + 2] != ""


def _take_decimal(text: str, at: int, reading: CharacterReading, words: ChineseNumbers) -> int:
    """点 and the Chinese digits after it: 五点八, 两千万点五."""
    end, digits = at + 1, ""
    while end < len(text) and len(digits) < _LONGEST:
        char = text[end]
        if char == " " and end + 1 < len(text) and text[end + 1] in words.digits and not digits:
            end += 1
            continue
        if char not in words.digits or char in "两兩":
            break
        digits += str(words.digits[char])
        end += 1
    if not digits or not reading.seen:
        return at
    reading.number = (reading.number or Decimal(0)) + Decimal("0." + digits)
    reading.step, reading.character = Decimal(1).scaleb(-len(digits)), False
    reading.seen += 1
    return end


def _take_more(text: str, at: int, char: str, reading: CharacterReading, words: ChineseNumbers) -> int:
    """余, 多 and 来 inside a number, and 几 and 数, which leave it without a value."""
    if char in words.vague:
        following = text[at + 1 : at + 2]
        fits = following in words.small or following in words.large or (reading.seen > 0 and char == "几")
        if not fits and not (char == "几" and reading.seen == 0):
            return at
        reading.vague = True
        reading.seen += 1
        if reading.number is None and not reading.section and not reading.parts:
            reading.number, reading.character = Decimal(1), False
        return at + 1
    if char in words.more and reading.seen and reading.bound is None:
        if char != "余" and (
            reading.number is not None and reading.number < 10 and not reading.parts and not reading.digit_seen
        ):
            return at
        reading.bound = words.more[char]
        return at + 1
    return at


def _begin(text: str, start: int, words: ChineseNumbers, reading: CharacterReading) -> tuple[int, bool, bool]:
    """Where the number begins with its sign or the 上 of 上百; whether it is negative; whether a sign is written."""
    before = text[max(0, start - 2) : start]
    if not before:
        return start, False, False
    if (
        before[-1] == "上"
        and not reading.digit_seen
        and text[start] in "百千万亿十"
        and before[:1] not in words.reached_before
    ):
        return start - 1, False, False
    if (match := _SIGN.search(before)) is not None:
        sign = match.group().strip()
        digit_like = reading.digit_seen or sign == "负"
        if digit_like:
            return start - len(before) + match.start(), sign != "+", True
    return start, False, False


def _finish(
    text: str, end: int, reading: CharacterReading, words: ChineseNumbers
) -> tuple[Form, int, Decimal, Decimal]:
    """Tenths (七成, 三成半, 8折), slash fractions and what makes a number vague or no number."""
    value, step = reading.value(), reading.step
    if reading.vague:
        return "vague", end, value, step
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
        if (slash := _SLASH.match(text, end)) and int(slash["d"]):
            return "fraction", slash.end(), value / int(slash["d"]), Decimal("0.01")
    return "plain", end, value, step


def _tenths(text: str, end: int, value: Decimal, words: ChineseNumbers) -> tuple[Form, int, Decimal, Decimal]:
    """Tenths with what may follow them: 三成半 is 35 percent, 七成六 is 76."""
    tail = text[end : end + 2]
    after = tail.lstrip(" ")
    if after.startswith("半"):
        return "fraction", end + len(tail) - len(after) + 1, (value + Decimal("0.5")) / 10, Decimal("0.01")
    if after[:1] in words.digits and text[end + len(tail) - len(after) + 1 : end + len(tail) - len(after) + 2] in {
        "",
        "，",
        "。",
        "、",
        "的",
    }:
        return (
            "fraction",
            end + len(tail) - len(after) + 1,
            (value + Decimal(words.digits[after[0]]) / 10) / 10,
            Decimal("0.01"),
        )
    return "fraction", end, value / 10, Decimal("0.1")


_NO_WHOLE = Decimal(0)
_RATIO = re.compile(r"\s{0,2}分\s{0,2}之\s{0,3}(?:负\s?)?")


def _read_ratio(
    text: str, span: tuple[int, int], bottom: CharacterReading, words: ChineseNumbers, *, whole: Decimal = _NO_WHOLE
) -> Numeral | None:
    """`"百分之五十六"`, `"三分之一"`, `"千分之2"`; None where no numerator follows."""
    begin, end = span
    between = _RATIO.match(text, end)
    denominator = bottom.value()
    if between is None or not denominator:
        return None
    top = CharacterReading()
    at = _take_all(text, between.end(), top, words)
    if at == between.end() or top.vague:
        return None
    value = whole + top.value() / denominator
    form: Form = "plain" if whole else "fraction"
    step = top.step / denominator
    return Numeral(begin, at, value, step, form=form, spelled=not top.digit_seen, bound=top.bound)


def _read_mixed(text: str, begin: int, end: int, reading: CharacterReading, words: ChineseNumbers) -> Numeral | None:
    """`"三百五又三分之一"`."""
    at = end + (2 if text[end] == " " else 1)
    while at < len(text) and text[at] == " " and at < end + 4:
        at += 1
    bottom = CharacterReading()
    stop = _take_all(text, at, bottom, words)
    if stop == at:
        return None
    return _read_ratio(text, (begin, stop), bottom, words, whole=reading.value())
