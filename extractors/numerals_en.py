"""English numerals: digits with separators and magnitudes, and number words.

`find_numerals_en` reads `"half a million"`, `"one hundred and sixteen"`, `"100-billion"`, `"$1.5bn"`, `"two
and a half"`,
`"a third"`, `"6.23x10^-4"`, `"doubled"`. Dates, clocks, ordinals, versions and names come back as masked numerals, so
that nobody reads their digits twice. The words are in `config/languages/en.yaml` under `numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from extractors.english_reading import WordReading
from extractors.masks_en import AT_MASK
from extractors.numerals import VULGAR_FRACTIONS, Form, Numeral, parse_digits, parse_exponent
from extractors.short_scales import is_short_scale

_DIGITS = r"""
      \d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?(?![\d])                    # 1,674.5 and 12,34,567.89
    | \d{1,3}(?:[ \u202f\u00a0]\d{3})+(?:\.\d+)?(?![\d,])             # 1 234 567
    | \d+(?:\.\d+)?
    | \.\d+
"""
_AT_DIGITS = re.compile(rf"(?P<digits>{_DIGITS})", re.VERBOSE)
_ANCHOR = r"""(?P<link>https?://|www\.)
            | (?P<digit>\d|(?<![\w.])\.(?=\d))
            | (?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])
            | (?<![a-z0-9])(?P<word>%s)(?:(?![a-z0-9])|(?=fold))"""
_LINK = re.compile(r"\S+")
_SIGN = re.compile(r"(?:^|(?<=[\s(:~,（，、：/|]))[-+\u2212\u2013]$|^[-+]\s$|(?:minus|negative)\s$")
_BEFORE_SIGNED = frozenset("-+\u2212\u2013 ")
_POWER = re.compile(
    r"e(?P<e>[-+]?\d{1,3})(?![\w.])|\s?[x×]\s?10\s?\^?(?P<x>[-+]?\d{1,3}|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?!\w)",
)
_MIXED = re.compile(r"\s?(?P<sign>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])|\s{1,2}(?P<n>\d{1,2})/(?P<d>\d{1,2})(?![\d/])")
_SLASH = re.compile(r"/(?P<d>\d{1,3})(?![\d/.]|\s?[a-z]*\s?20\d\d)")
_NEXT = re.compile(
    r"(?P<gap>\s{1,2}|\s?[-\u2010\u2011]\s?)(?P<and>and\s{1,2})?(?P<article>an?\s{1,2})?(?P<word>[a-z]+)(?![a-z0-9])",
)
_GLUED = re.compile(r"\s?(?P<word>[a-z]{1,3})(?![a-z0-9])")
_DIGITS_NEXT = re.compile(r"\s(?:and\s)?(?P<digits>\d{1,3})(?![\d.,%]|\s?[a-z]*%)")
_DECIMAL_WORDS = re.compile(
    r"\spoint((?:[\s-](?:zero|oh|nought|naught|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))+)(?![a-z])"
)
_OUT_OF = re.compile(
    r"\s(?:in|out\sof)\s(?:every\s)?(?P<word>two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|100"
    r"|10|20|5)(?![a-z0-9,.-]|\s(?:million|billion|years?|months?|days?|weeks?|hours?|minutes?|percent))"
)
_LONGEST_DIGITS = 30


@dataclass(frozen=True, slots=True)
class EnglishNumbers:
    """The number words of English, compiled."""

    anchor: re.Pattern[str]  # where a numeral may begin
    small: Mapping[str, int]  # zero .. ninety
    scales: Mapping[str, Decimal]  # hundred, thousand, million, dozen, crore
    short_scales: Mapping[str, Decimal]  # bn, mn, k: after digits only
    denominators: Mapping[str, int]  # third, quarters
    multiples: Mapping[str, Decimal]  # doubled, halve
    vague: frozenset[str]  # dozens, hundreds
    bare_scale_next: re.Pattern[str]  # what makes "hundred thousand", "billion-dollar" a number


def build_english_numbers(words: Mapping[str, Any]) -> EnglishNumbers:
    """Compiles the section `numbers` of `config/languages/en.yaml`."""
    scales = {word: Decimal(str(value)) for word, value in words["scales"].items()}
    starts = {*words["small"], *scales, *words["denominators"], *words["multiples"], *words["vague_plurals"], "a", "an"}
    alternatives = "|".join(sorted(map(re.escape, starts), key=len, reverse=True))
    return EnglishNumbers(
        anchor=re.compile(_ANCHOR % alternatives, re.VERBOSE),
        small=dict(words["small"]),
        scales=scales,
        short_scales={word: Decimal(str(value)) for word, value in words["short_scales"].items()},
        denominators=dict(words["denominators"]),
        multiples={word: Decimal(str(value)) for word, value in words["multiples"].items()},
        vague=frozenset(words["vague_plurals"]),
        bare_scale_next=re.compile(r"[\s-](?:" + "|".join(words["bare_scale_next"]) + r")(?![a-z])"),
    )


def find_numerals_en(low: str, words: EnglishNumbers) -> list[Numeral]:
    """All numerals of a lower-cased text in order, without overlap; `words` from `build_english_numbers`."""
    found: list[Numeral] = []
    position = 0
    for match in words.anchor.finditer(low):
        start = match.start()
        if start < position:
            continue
        numeral = _read_at(low, start, match.lastgroup or "", match.group(), words)
        if numeral is not None:
            found.append(numeral)
            position = numeral.end
    return found


def _read_at(low: str, start: int, kind: str, word: str, words: EnglishNumbers) -> Numeral | None:
    """The numeral that begins at an anchor, if one does."""
    if kind == "digit":
        return _read_digits(low, start, words)
    if kind == "vulgar":
        return _vulgar(low, start, words)
    if kind == "link":
        return _masked(start, _end_of(_LINK.match(low, start), start))
    return _read_words(low, start, word, words)


def _end_of(match: re.Match[str] | None, otherwise: int) -> int:
    return match.end() if match else otherwise


def _masked(start: int, end: int) -> Numeral:
    return Numeral(start, end, Decimal(0), Decimal(1), form="masked")


def _fraction(start: int, end: int, top: int | Decimal, bottom: int, *, spelled: bool) -> Numeral:
    value = Decimal(top) / Decimal(bottom)
    return Numeral(start, end, value, Decimal("0.01"), form="fraction", spelled=spelled)


def _read_digits(low: str, start: int, words: EnglishNumbers) -> Numeral | None:
    """Digits with what multiplies them: `"1,674.5 million"`, `"100-billion"`, `"2 1/4"`, `"1.3e6"`, `"3bn"`."""
    if mask := AT_MASK.match(low, start):
        return _masked(start, mask.end())
    match = _AT_DIGITS.match(low, start)
    if match is None:
        return None
    if match.end() - start > _LONGEST_DIGITS:
        return _masked(start, match.end())
    text = match.group()
    value, step = parse_digits(text)
    sign_at, negative = _sign_before(low, start)
    grouped = not text.isdigit()
    end, value, step, scale, form = _multiplied(low, match.end(), (value, step), words)
    if negative:
        value = -value
    signed = sign_at < start
    return Numeral(sign_at, end, value, step, scale, form, signed=signed, grouped=grouped or scale != 1)


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
    low: str, end: int, number: tuple[Decimal, Decimal], words: EnglishNumbers
) -> tuple[int, Decimal, Decimal, Decimal, Form]:
    """End, value, step, scale and form of digits after the magnitude or fraction that follows them."""
    value, step = number
    if power := _POWER.match(low, end):
        factor = parse_exponent(power["e"] or power["x"])
        return power.end(), value * factor, step * factor, Decimal(1), "plain"
    if mixed := _MIXED.match(low, end):
        top, bottom = VULGAR_FRACTIONS[mixed["sign"]] if mixed["sign"] else (int(mixed["n"]), int(mixed["d"]))
        if bottom:
            return mixed.end(), value + Decimal(top) / bottom, Decimal("0.01"), Decimal(1), "plain"
    slash = _SLASH.match(low, end)
    if slash and int(slash["d"]) and not low[max(0, end - 12) : end].rpartition(" ")[2].count(","):
        return slash.end(), value / int(slash["d"]), Decimal("0.01"), Decimal(1), "fraction"
    return _scaled(low, end, value, step, words)


def _scaled(
    low: str, end: int, value: Decimal, step: Decimal, words: EnglishNumbers
) -> tuple[int, Decimal, Decimal, Decimal, Form]:
    """Digits with magnitude words: `"3.38 million"`, `"4 thousand 3 hundred and 21"`, `"5k"`."""
    scale = Decimal(1)
    glued = _GLUED.match(low, end)
    if glued and glued["word"] in words.short_scales and is_short_scale(low, end, glued):
        scale = words.short_scales[glued["word"]]
        return glued.end(), value * scale, step * scale, scale, "plain"
    total = Decimal(0)
    while following := _NEXT.match(low, end):
        factor = words.scales.get(following["word"])
        if factor is None or following["and"] or following["article"]:
            break
        value, step, scale, end = value * factor, step * factor, scale * factor, following.end()
        more = _DIGITS_NEXT.match(low, end)
        if more is None:
            continue
        rest = _NEXT.match(low, more.end())
        smaller = words.scales.get(rest["word"], scale) if rest else scale
        if smaller >= scale and not (scale == 100 and "and" in more.group()):
            break
        total, value, step, scale, end = total + value, Decimal(more["digits"]), Decimal(1), Decimal(1), more.end()
    return end, total + value, step, scale, "plain"


def _vulgar(low: str, start: int, words: EnglishNumbers) -> Numeral:
    """A fraction sign, also before a magnitude: `"½"`, `"¼ million"`."""
    top, bottom = VULGAR_FRACTIONS[low[start]]
    following = _NEXT.match(low, start + 1)
    scale = words.scales.get(following["word"]) if following else None
    if following is None or scale is None:
        return _fraction(start, start + 1, top, bottom, spelled=False)
    return Numeral(start, following.end(), Decimal(top) / bottom * scale, scale / 100, scale)


def _read_words(low: str, start: int, word: str, words: EnglishNumbers) -> Numeral | None:
    """A numeral in words from its first word on, or None: `"a"` alone is an article."""
    if word in words.multiples:
        return Numeral(start, start + len(word), words.multiples[word], Decimal(1), form="multiple", spelled=True)
    if word in words.vague:
        return Numeral(start, start + len(word), Decimal(0), Decimal(1), form="vague", spelled=True)
    state = WordReading()
    at = start + len(word)
    if word in {"a", "an"}:
        return _after_article(low, start, words)
    if word in words.denominators:
        return _leading_fraction(low, start, (word, at), words)
    if word in words.scales:
        return _bare_scale(low, start, word, words)
    sign_at, negative = _sign_before(low, start) if words.small.get(word) is not None else (start, False)
    if low[sign_at:start].strip() in {"minus", "negative"}:
        state.take_small(words.small[word])
        numeral = _continue(low, sign_at, at, state, words)
        return _negated(numeral) if negative and numeral else numeral
    if (share := _OUT_OF.match(low, at)) and 0 < words.small[word] < 10:
        whole = words.small.get(share["word"]) or int(share["word"])
        if whole > words.small[word]:
            return _fraction(start, share.end(), words.small[word], whole, spelled=True)
    state.take_small(words.small[word])
    return _continue(low, start, at, state, words)


def _negated(numeral: Numeral) -> Numeral:
    return replace(numeral, value=-numeral.value, signed=True)


def _after_article(low: str, start: int, words: EnglishNumbers) -> Numeral | None:
    """`"a million"`, `"a dozen"`, `"a third"`, `"a half"`, `"a quarter million"`; None where "a" is an article."""
    opening = _NEXT.match(low, start + (2 if low.startswith("an", start) else 1))
    if opening is None or opening["and"] or opening["article"]:
        return None
    word, at = opening["word"], opening.end()
    if word in words.denominators:
        numeral = _leading_fraction(low, start, (word, at), words)
        counts = numeral is None or numeral.form != "fraction" or _is_share(low, at, word)
        return numeral if counts else None
    return _scale_from(low, start, (word, at), words) if word in words.scales else None


def _bare_scale(low: str, start: int, word: str, words: EnglishNumbers) -> Numeral | None:
    """`"hundred thousand"`, `"billion-dollar"`; None for "multi-billion" and a scale alone."""
    at = start + len(word)
    if not words.bare_scale_next.match(low, at) or low[max(0, start - 6) : start] == "multi-":
        return None
    return _scale_from(low, start, (word, at), words)


def _scale_from(low: str, start: int, opening: tuple[str, int], words: EnglishNumbers) -> Numeral | None:
    """A numeral that begins with one of a scale: `"(a) hundred and sixteen"`."""
    word, at = opening
    state = WordReading()
    state.take_small(1)
    return _continue(low, start, at, state, words) if state.take_scale(words.scales[word]) else None


_SHARE_NEXT = re.compile(
    r"\s(?:of|to|in|from|over|by|more|less|higher|lower|each|off|as|on|this|last|and|or|if)\b"
    r"|\s?[.,;:!?)\"”’\n]|\s?$|\s?[-\u2013\u2014]{1,2}\s"
)


def _is_share(low: str, at: int, word: str) -> bool:
    """Whether "a third" is a share (`"a third of"`) and not an ordinal (`"a third factory"`) or three months."""
    if word == "quarter":
        compared = low.endswith(
            ("than a quarter", "by a quarter", "nearly a quarter", "almost a quarter", "up a quarter"), 0, at
        )
        return compared or low.startswith((" of", " or ", " more", " less"), at)
    return word == "half" or _SHARE_NEXT.match(low, at) is not None


def _leading_fraction(low: str, start: int, opening: tuple[str, int], words: EnglishNumbers) -> Numeral | None:
    """`"half"`, `"half a million"`, `"quarter million"`, `"third"` alone is an ordinal."""
    word, at = opening
    bottom = words.denominators[word]
    following = _NEXT.match(low, at)
    if following and not following["and"] and following["word"] in words.scales:
        scale = words.scales[following["word"]]
        value = scale / bottom
        return Numeral(start, following.end(), value, scale / 10, scale, spelled=True)
    if word != "half" and low[start] != "a":
        return None
    return _fraction(start, at, 1, bottom, spelled=True)


def _continue(low: str, start: int, at: int, state: WordReading, words: EnglishNumbers) -> Numeral:
    """Takes number words as long as they fit, then a decimal or a fraction."""
    while following := _NEXT.match(low, at):
        word, joined = following["word"], following["and"]
        if following["article"]:
            if joined and (numeral := _plus_fraction(low, start, following, state, words)):
                return numeral
            break
        if (bottom := words.denominators.get(word)) and word != "second":
            numeral = _as_fraction(start, following, state, bottom)
            if numeral is not None:
                return numeral
            break
        if joined and (numeral := _plus_counted_fraction(low, start, following, state, words)):
            return numeral
        if not _takes(state, following, words, low):
            break
        at = following.end()
    if decimal := _DECIMAL_WORDS.match(low, at):
        return _with_decimal(start, decimal, state, words)
    step = Decimal(1) if state.pending or (state.group and state.scale == 1) else state.scale
    return Numeral(start, at, state.value(), step, _shared_scale(state), spelled=True)


def _shared_scale(state: WordReading) -> Decimal:
    return state.scale if state.scale > 1 and not state.pending else Decimal(1)


def _takes(state: WordReading, following: re.Match[str], words: EnglishNumbers, low: str) -> bool:
    """Whether the next word continues the numeral; "and" only after hundred or a scale and before a small number."""
    word, joined = following["word"], following["and"]
    if (small := words.small.get(word)) is not None:
        percent_next = low.startswith((" percent", "%"), following.end())  # "one hundred and six percent" is two
        if joined and (state.pending or state.scale == 1 or percent_next):
            return False
        return state.take_small(small)
    factor = words.scales.get(word)
    return factor is not None and not joined and state.take_scale(factor)


def _as_fraction(start: int, following: re.Match[str], state: WordReading, bottom: int) -> Numeral | None:
    """`"two thirds"`, `"one-eighth"`, `"five eighths"`; None for `"two third parties"`."""
    top = state.value()
    word = following["word"]
    if following["and"] or not top or (word == "quarter" and top > 1) or (top > 1 and not word.endswith(("s", "ves"))):
        return None
    if top == 1 and word.endswith("s"):
        return None
    return _fraction(start, following.end(), top, bottom, spelled=True)


def _plus_fraction(
    low: str, start: int, following: re.Match[str], state: WordReading, words: EnglishNumbers
) -> Numeral | None:
    """`"two and a half"`, `"one and a half billion"`, `"one billion and a quarter million"`."""
    bottom = words.denominators.get(following["word"])
    if bottom is None:
        return None
    part = Decimal(1) / bottom
    after = _NEXT.match(low, following.end())
    scale = words.scales.get(after["word"]) if after and not after["and"] else None
    if after is None or scale is None:
        return Numeral(start, following.end(), state.value() + part, Decimal("0.1"), spelled=True)
    value = state.value() + part * scale if state.total else (state.value() + part) * scale
    return Numeral(start, after.end(), value, scale / 10, scale, spelled=True)


def _plus_counted_fraction(
    low: str, start: int, following: re.Match[str], state: WordReading, words: EnglishNumbers
) -> Numeral | None:
    """`"three and one fourth"`, `"twenty and three fifths"`."""
    top = words.small.get(following["word"])
    below = _NEXT.match(low, following.end())
    bottom = words.denominators.get(below["word"]) if below and not below["and"] else None
    if not top or top > 19 or below is None or bottom is None or (top > 1) != below["word"].endswith("s"):
        return None
    return Numeral(start, below.end(), state.value() + Decimal(top) / bottom, Decimal("0.1"), spelled=True)


def _with_decimal(start: int, match: re.Match[str], state: WordReading, words: EnglishNumbers) -> Numeral:
    """`"two hundred point seventy-one"`, `"nine point nought four"`."""
    digits = ""
    for word in re.split(r"[\s-]", match.group(1).strip(" -")):
        number = words.small[word]
        digits = (
            digits[:-1] + str(number)
            if digits.endswith("0") and len(digits) > 1 and number < 10 and digits[-2] in "23456789" and number
            else digits + str(number)
        )
    value = state.value() + Decimal("0." + digits)
    return Numeral(start, match.end(), value, Decimal(1).scaleb(-len(digits)), spelled=True)
