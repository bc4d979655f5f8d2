"""Chinese numerals: digits, characters and mixtures of both.

`find_numerals_zh` reads `"1.6万"`, `"5亿1万4千6百"`, `"三千余"`, `"两成半"`, `"百分之五十六"`, `"三分之一"`,
`"上百"`, `"翻两番"`.
Dates, clocks and codes come back as masked numerals, so that nobody reads their digits twice. The characters are in
`config/languages/zh.yaml` under `numbers`; the text is folded first (`folding.py`).
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.numbers.chinese_numbers import ChineseNumbers
from extractors.numbers.chinese_reading import CharacterReading
from extractors.numbers.chinese_tokens import take_number
from extractors.numbers.fractions_zh import read_end, read_mixed, read_ratio
from extractors.numbers.masks_zh import mask_end
from extractors.numbers.numerals import VULGAR_FRACTIONS, Numeral, masked, negated

_SIGN = re.compile(r"(?<![\d\w)）%])[-+\u2212\u2013]$|负\s?$|(?<=[\u4e00-\u9fff])[-+\u2212\u2013]$")


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
    if multiple := words.multiples.match(text, start):
        return _read_multiple(start, multiple, words)
    if (end := mask_end(text, start)) is not None:
        return masked(start, end)
    if first in VULGAR_FRACTIONS:
        numerator, denominator = VULGAR_FRACTIONS[first]
        return Numeral(start, start + 1, Decimal(numerator) / denominator, Decimal("0.01"), form="fraction")
    return None if first in "(（hw" else _read_number(text, start, words)


def _read_multiple(start: int, match: re.Match[str], words: ChineseNumbers) -> Numeral:
    word = match.group().replace("了", "")
    bound = next((sign for inside, sign in words.inside_multiples.items() if word.startswith(inside, 1)), None)
    plain = word[0] + re.sub(
        "^(?:" + "|".join(sorted(words.inside_multiples, key=len, reverse=True)) + ")", "", word[1:]
    )
    value = words.multiple_values[plain]
    return Numeral(start, match.end(), value, Decimal(1), form="multiple", spelled=True, bound=bound)


def _read_number(text: str, start: int, words: ChineseNumbers) -> Numeral | None:
    """Everything from a digit or number character on that forms one number, with what is said inside it."""
    reading = CharacterReading()
    end = take_number(text, start, reading, words)
    if end == start:
        return None
    begin, negative, signed = _begin(text, start, words, reading)
    if text.startswith("分之", end) or text.startswith(" 分之", end) or text.startswith("分 之", end):
        whole = read_ratio(text, (begin, end), reading, words)
        if whole:
            return whole
    if text.startswith(("又", " 又"), end) and (mixed := read_mixed(text, begin, end, reading, words)):
        return negated(mixed) if negative else mixed
    form, end, value, step = read_end(text, end, reading, words)
    if text[start] == "半" and form == "plain" and reading.seen == 1:
        form, value, step = "fraction", Decimal("0.5"), Decimal("0.1")
    bound = "gt" if form == "vague" else reading.bound
    if begin < start and text[begin] == "上":
        bound = "ge"
    spelled = not reading.digit_seen
    return Numeral(
        begin, end, -value if negative else value, step, reading.scale(), form, spelled, bound, signed,
        grouped=not spelled and (reading.seen > 1 or not text[start:end].isdigit()),
    )  # fmt: skip


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
