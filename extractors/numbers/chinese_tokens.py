"""Chinese numerals token by token: digits, number characters, 点, 半, and what is said inside a number (余, 多, 几)."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.numbers.chinese_numbers import ChineseNumbers
from extractors.numbers.chinese_reading import CharacterReading
from extractors.numbers.numerals import parse_digits, parse_exponent, raised

_DIGITS = re.compile(
    r"\d{1,3}(?:,\d{2,3}){0,9},\d{3}(?:\.\d+)?(?!\d)|\d+(?:\s?\.\d+)?|\.\d+"
)  # 616 .5 as some pages print it
_POWER = re.compile(
    r"[eE](?P<e>[-+]?\d{1,3})(?![\w.])|\s?[x×]\s?10\s?\^?(?P<x>[-+]?\d{1,3}|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?!\w)"
    r"|\^(?P<power>[-+]{0,2}\d{1,3})(?![\dA-Za-z.])"
)
_GAP = re.compile(r" {1,2}")
# 15k个, 70B参数; 4K is a picture, a 7B模型 is called so.
_MAGNITUDE = re.compile(r"k(?=\s?(?:[个元人块%]|美元|$))|K(?=[个元人块])|[BM](?=\s?(?:以上|级)?的?(?:参数|[Tt]oken))")
_MAGNITUDES = {"k": 10**3, "m": 10**6, "b": 10**9}
_ROUND_BEFORE = re.compile(r"(?<!\d)(?!(?:19|20)\d0$)\d*0$")
_MORE_OF_WORD = re.compile(r"来(?!\s?[个家台名位人项款种座条])|多(?:次|方|地|元|边|年来|少|数|级)|余(?:额|下|地)")
_SMALLER_NEXT = re.compile(r"\d{1,4}[千百十]")
_LONGEST = 30


def take_number(text: str, start: int, reading: CharacterReading, words: ChineseNumbers) -> int:
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
        return text[right + 1 : right + 2] in words.large or _is_round(text, left, right, words)
    if after.isdigit():  # 7万 5千 4百, but 5万 3月
        return (before in words.large or before in words.small) and _SMALLER_NEXT.match(text, right) is not None
    return not before.isdigit() and (after in words.digits or after == "点") and before not in words.more


def _is_round(text: str, left: int, right: int, words: ChineseNumbers) -> bool:
    """Whether 多 behind a space belongs to the number: `"300 多家"`, but neither `"2025 多家"` nor `"100 来自"`."""
    round_number = _ROUND_BEFORE.search(text, max(0, left - _LONGEST), left) or text[left - 1] in words.small
    return bool(round_number) and not _MORE_OF_WORD.match(text, right)


def _take_one(text: str, at: int, reading: CharacterReading, words: ChineseNumbers) -> int:
    """Feeds the token at a position; its end, or the position itself where nothing fits."""
    char = text[at]
    if char.isascii() and (char.isdigit() or char == "."):
        return _take_digits(text, at, reading)
    if char in words.formal and not _in_company(text, at, reading, words):
        return at
    if (digit := words.digits.get(char)) is not None:
        took = not (char in "两兩" and reading.character) and reading.take_character(digit)  # 二两 is a weight
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


def _in_company(text: str, at: int, reading: CharacterReading, words: ChineseNumbers) -> bool:
    """Whether a formal character stands among numbers or before money (壹万, 伍元), and not in a word (陆地, 参与)."""
    following = text[at + 1 : at + 2]
    alone = reading.seen == 0 and following not in words.digits and following not in words.small
    if not alone or following in words.large or following in _FORMAL_NEXT or (at == 0 and not following):
        return True
    return _PARTS_NEXT.match(text, at + 1) is not None or text[max(0, at - 3) : at].rstrip(" 负").endswith("之")


def _take_digits(text: str, at: int, reading: CharacterReading) -> int:
    match = _DIGITS.match(text, at)
    if match is None or match.end() - at > _LONGEST or not reading.take_digits(*parse_digits(match.group())):
        return at
    end = match.end()
    if (power := _POWER.match(text, end)) and reading.number is not None:
        if power["power"]:
            reading.number = raised(reading.number, power["power"])
        else:
            reading.number *= parse_exponent(power["e"] or power["x"])
        end = power.end()
    elif (letter := _MAGNITUDE.match(text, end)) and reading.number is not None:
        factor = _MAGNITUDES[letter.group().lower()]
        reading.number, reading.step, end = reading.number * factor, reading.step * factor, letter.end()
    reading.seen += 1
    return end


_PARTS_NEXT = re.compile(r"\s?(?:分\s?之|又)")  # 仟分之贰, 壹又二分之壹
_FORMAL_NEXT = frozenset("元圆角点分")  # 伍元整, 陆角, 柒点五
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
    reading.number = reading.tail() + Decimal("0." + digits)
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
