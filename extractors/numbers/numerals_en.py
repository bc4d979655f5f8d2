"""English numerals: digits with separators and magnitudes, and where number words begin.

`find_numerals_en` reads `"1,674.5 million"`, `"100-billion"`, `"$1.5bn"`, `"2 1/4"`, `"6.23x10^-4"`, and by
`number_words_en.py` `"half a million"`, `"one hundred and sixteen"`, `"a third"`, `"doubled"`. Dates, clocks, ordinals,
versions and names come back as masked numerals, so that nobody reads their digits twice. The words are in
`config/languages/en.yaml` under `numbers`.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.numbers.english_numbers import NEXT_WORD, EnglishNumbers
from extractors.numbers.fractions_en import build_fraction, read_over, read_ratio
from extractors.numbers.masks_en import AT_MASK
from extractors.numbers.number_words_en import read_words
from extractors.numbers.numerals import VULGAR_FRACTIONS, Form, Numeral, masked, parse_digits, parse_exponent, raised
from extractors.numbers.short_scales import is_short_scale

_DIGITS = r"""
      \d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?(?![\d])                    # 1,674.5 and 12,34,567.89
    | \d{1,3}(?:[ \u202f\u00a0]\d{3})+(?:\.\d+)?(?![\d,])             # 1 234 567
    | \d+(?:\.\d+)?
    | \.\d+
"""
_AT_DIGITS = re.compile(rf"(?P<digits>{_DIGITS})", re.VERBOSE)
_LINK = re.compile(r"\S+")
_SIGN = re.compile(r"(?:^|(?<=[\s(:~,（，、：/|$€£¥]))[-+\u2212\u2013]$|^[-+]\s$|(?:minus|negative)[\s-]$")
_BEFORE_SIGNED = frozenset("-+\u2212\u2013 ")
_POWER = re.compile(
    r"e(?P<e>[-+]?\d{1,3})(?![\w.])|\s?[x×]\s?10\s?\^?(?P<x>[-+\u2212]?\d{1,3}|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?!\w)"
    r"|\^(?P<power>[-+]{0,2}\d{1,3})(?!\w)",
)
_MIXED = re.compile(r"\s?(?P<sign>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])|\s{1,2}(?P<n>\d{1,2})/(?P<d>\d{1,2})(?![\d/])")
_SLASH = re.compile(r"[/\u2044](?P<d>\d{1,3})(?![\d/.]|\s?[a-z]*\s?20\d\d)")
_GLUED = re.compile(r"\s?(?P<word>[a-z]{1,3})(?![a-z0-9])")
_DIGITS_NEXT = re.compile(r"\s(?:and\s)?(?P<digits>\d{1,3})(?![\d.,%]|\s?[a-z]*%)")
_LONGEST_DIGITS = 30


def find_numerals_en(text: str, low: str, words: EnglishNumbers) -> list[Numeral]:
    """All numerals of a text in order, without overlap; `low` is the text in lower case."""
    found: list[Numeral] = []
    position = 0
    for match in words.anchor.finditer(low):
        start = match.start()
        if start < position:
            continue
        numeral = _read_at(text, low, match, words)
        if numeral is not None:
            found.append(numeral)
            position = numeral.end
    return found


def _read_at(text: str, low: str, anchor: re.Match[str], words: EnglishNumbers) -> Numeral | None:
    """The numeral that begins at an anchor, if one does."""
    start, kind = anchor.start(), anchor.lastgroup
    if kind == "digit":
        return _read_digits(text, low, start, words)
    if kind == "vulgar":
        return _vulgar(low, start, words)
    if kind == "link":
        link = _LINK.match(low, start)
        return masked(start, link.end()) if link else None
    return read_words(low, start, anchor.group(), words)


def _read_digits(text: str, low: str, start: int, words: EnglishNumbers) -> Numeral | None:
    """Digits with what multiplies them: `"1,674.5 million"`, `"100-billion"`, `"2 1/4"`, `"1.3e6"`, `"3bn"`."""
    if mask := AT_MASK.match(low, start):
        return masked(start, mask.end())
    match = _AT_DIGITS.match(low, start)
    if match is None:
        return None
    if match.end() - start > _LONGEST_DIGITS:
        return masked(start, match.end())
    digits = match.group()
    value, step = parse_digits(digits)
    sign_at, negative = _sign_before(low, start)
    grouped = not digits.isdigit()
    if not grouped and sign_at == start and (share := _share(low, start, match.end(), int(value), words)):
        return share
    end, value, step, scale, form = _multiplied(text, low, match.end(), (value, step), words)
    if negative:
        value = -value
    signed = sign_at < start
    return Numeral(sign_at, end, value, step, scale, form, signed=signed, grouped=grouped or scale != 1)


def _share(low: str, start: int, end: int, top: int, words: EnglishNumbers) -> Numeral | None:
    """`"1 in 5"`, `"3 out of 4"`, `"1 over 3"`; None for every other number."""
    if low[end : end + 2] not in {" i", " o"}:
        return None
    return read_ratio(low, start, end, top, words) or read_over(low, start, end, top, words)


def _sign_before(low: str, start: int) -> tuple[int, bool]:
    """Where the number begins with its written sign, and whether that is a minus."""
    if not start or low[start - 1] not in _BEFORE_SIGNED:
        return start, False
    window = max(0, start - 9)
    match = _SIGN.search(low[window:start])
    if match is None:
        return start, False
    return window + match.start(), "+" not in match.group()


def _multiplied(
    text: str, low: str, end: int, number: tuple[Decimal, Decimal], words: EnglishNumbers
) -> tuple[int, Decimal, Decimal, Decimal, Form]:
    """End, value, step, scale and form of digits after the magnitude or fraction that follows them."""
    value, step = number
    if power := _POWER.match(low, end):
        if power["power"]:
            return power.end(), raised(value, power["power"]), step, Decimal(1), "plain"
        factor = parse_exponent(power["e"] or power["x"])
        return power.end(), value * factor, step * factor, Decimal(1), "plain"
    if mixed := _MIXED.match(low, end):
        top, bottom = VULGAR_FRACTIONS[mixed["sign"]] if mixed["sign"] else (int(mixed["n"]), int(mixed["d"]))
        if bottom:
            return _scaled(text, low, mixed.end(), (value + Decimal(top) / bottom, Decimal("0.01")), words)
    slash = _SLASH.match(low, end)
    if slash and int(slash["d"]) and not low[max(0, end - 12) : end].rpartition(" ")[2].count(","):
        return slash.end(), value / int(slash["d"]), Decimal("0.01"), Decimal(1), "fraction"
    return _scaled(text, low, end, (value, step), words)


def _scaled(
    text: str, low: str, end: int, number: tuple[Decimal, Decimal], words: EnglishNumbers
) -> tuple[int, Decimal, Decimal, Decimal, Form]:
    """Digits with magnitude words: `"3.38 million"`, `"4 thousand 3 hundred and 21"`, `"5k"`."""
    (value, step), scale = number, Decimal(1)
    glued = _GLUED.match(low, end)
    if glued and glued["word"] in words.short_scales and is_short_scale(text, low, end, glued):
        scale = words.short_scales[glued["word"]]
        return glued.end(), value * scale, step * scale, scale, "plain"
    total = Decimal(0)
    while following := NEXT_WORD.match(low, end):
        factor = words.scales.get(following["word"])
        if factor is None or following["and"] or following["article"]:
            break
        value, step, scale, end = value * factor, step * factor, scale * factor, following.end()
        more = _DIGITS_NEXT.match(low, end)
        if more is None:
            continue
        rest = NEXT_WORD.match(low, more.end())
        smaller = words.scales.get(rest["word"], scale) if rest else scale
        if smaller >= scale and not (scale == 100 and "and" in more.group()):
            break
        total, value, step, scale, end = total + value, Decimal(more["digits"]), Decimal(1), Decimal(1), more.end()
    return end, total + value, step, scale, "plain"


def _vulgar(low: str, start: int, words: EnglishNumbers) -> Numeral:
    """A fraction sign, also before a magnitude: `"½"`, `"¼ million"`."""
    top, bottom = VULGAR_FRACTIONS[low[start]]
    following = NEXT_WORD.match(low, start + 1)
    scale = words.scales.get(following["word"]) if following else None
    if following is None or scale is None:
        return build_fraction(start, start + 1, top, bottom, spelled=False)
    return Numeral(start, following.end(), Decimal(top) / bottom * scale, scale / 100, scale)
