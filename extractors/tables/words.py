"""What a header, a row's name or a note of a table says: a time, a growth, a share, a unit, what is measured.

The words are in `config/languages/*.yaml` under `tables`; times are read by the rules of `periods`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from extractors.records import Lang
from extractors.text.cues import fold_case

Reads = Literal["level", "growth", "change", "share"]
Outlook = Literal["forecast", "target"]
BRACKET = re.compile(r"[(（\[]([^()（）\[\]]{1,40})[)）\]]")
UNIT_TAIL = re.compile(
    r"[,，:：]\s*(?:in\s)?((?:rmb|us\$|hk\$|cny|usd|\$|€|£|¥|万|亿|千|百万|million|billion|thousand|%)[^,，]{0,16})$",
    re.IGNORECASE,
)
MONEY = re.compile(r"(?P<sign>us\$|hk\$|nt\$|\$|€|£|¥|￥|rmb|cny|usd|eur|gbp|jpy|hkd|twd)")
PERCENT = frozenset({"%", "％", "percent", "per cent", "pct", "百分比"})
COUNT_WORD = re.compile(r"(?P<count>\d[\d,]*)\s*(?P<rest>.*)")
FORECAST_YEAR = re.compile(r"(?<=\d)\s?(?:e|f|\(e\)|\(f\)|（e）|（f）)(?![a-z])", re.IGNORECASE)
BETWEEN = re.compile(r"[，;；]|,(?!\d)")
TEN_POWER = re.compile(r"10*")
EDGES = " ,，:：、;；-–—*#%"
NUMBERING = re.compile(
    r"^(?:\d{1,2}[.、)）]|[一二三四五六七八九十]{1,2}、|[(（][一二三四五六七八九十\d]{1,2}[)）]|[#•·*-]+)\s*"
)
OF_WHICH = re.compile(r"^(?:其中[:：]?|of\swhich[:,]?|including[:,]?|－|—|-)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableWords:
    """The words of one language, lower-cased, the longest first where they are phrases."""

    lang: Lang
    unit_note: re.Pattern[str]
    unit_words: frozenset[str]  # headers of a column that gives the unit of each row
    scales: Mapping[str, int]
    rank: frozenset[str]
    total: frozenset[str]
    plain: frozenset[str]
    growth: tuple[tuple[str, str], ...]  # phrase, basis
    change: tuple[tuple[str, str], ...]
    share: tuple[str, ...]
    forecast: tuple[str, ...]
    target: tuple[str, ...]
    source: re.Pattern[str]
    noise: re.Pattern[str]
    measures: re.Pattern[str]  # what a measure's name has or ends in


@dataclass(frozen=True, slots=True)
class TableUnit:
    """A unit as a header writes it: what stands before a figure, behind it, and the factor it is multiplied by."""

    before: str = ""
    after: str = ""
    factor: int = 1

    @property
    def is_percent(self) -> bool:
        """Whether figures under it are percentages."""
        return self.after in PERCENT


@dataclass(frozen=True, slots=True)
class Label:
    """What is left of a header when its unit is taken out, and what kind of figure it announces."""

    text: str  # without unit, numbering and the words of growth and share
    reads: Reads
    basis: str | None  # yoy, mom, qoq, since, none: of a growth
    unit: TableUnit | None
    outlook: Outlook | None
    full: str  # as written, without its unit


def build_table_words(words: Mapping[str, Any], lang: Lang) -> TableWords:
    """Compiles the section `tables` of a language file."""
    noise = sorted((fold_case(str(word)) for word in words["caption_noise"]), key=len, reverse=True)
    edge = r"\b" if lang == "en" else ""
    return TableWords(
        lang=lang,
        unit_note=_led_by(words["unit_note"]),
        unit_words=_set(words["unit_note"]),
        scales={fold_case(str(word)): int(factor) for word, factor in words["scales"].items()},
        rank=_set(words["rank"]),
        total=_set(words["total"]),
        plain=_set(words["plain"]),
        growth=_with_basis(words["growth"]),
        change=_with_basis(words["change"]),
        share=_longest(words["share"]),
        forecast=_longest(words["forecast"]),
        target=_longest(words["target"]),
        source=_led_by(words["source"]),
        noise=re.compile(edge + "(?:" + "|".join(re.escape(word) for word in noise) + ")" + edge, re.IGNORECASE),
        measures=re.compile(str(words["measures"])),
    )


def _with_basis(phrases: Mapping[str, Iterable[Any]]) -> tuple[tuple[str, str], ...]:
    """Phrases with the basis they name, the longest first."""
    pairs = [(fold_case(str(phrase)), str(basis)) for basis, listed in phrases.items() for phrase in listed]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _set(phrases: Iterable[Any]) -> frozenset[str]:
    return frozenset(fold_case(str(phrase)) for phrase in phrases)


def _longest(phrases: Iterable[Any]) -> tuple[str, ...]:
    return tuple(sorted(_set(phrases), key=len, reverse=True))


def _led_by(phrases: Iterable[Any]) -> re.Pattern[str]:
    """A note that one of the words leads: 单位：万套, "Source: the bureau"."""
    words = "|".join(re.escape(phrase) for phrase in _longest(phrases))
    return re.compile(rf"(?:^|[(（\s,，;；])(?:{words})\s?[:：]\s*([^()（）]{{1,60}}?)\s*(?:[)）]|$)")


def read_label(text: str, words: TableWords) -> Label:
    """`"YoY (%)"` gives growth, yoy, percent; `"工业机器人（万套）"` gives 工业机器人 with the unit 万套."""
    left, unit = _cut_unit(OF_WHICH.sub("", NUMBERING.sub("", text.strip())), words)
    full = left
    outlook = _outlook(full, words)
    left = FORECAST_YEAR.sub("", left)
    for reads, pairs in _announced(words):
        basis = next((basis for phrase, basis in pairs if _has(full, phrase, words.lang)), None)
        if basis is not None:
            for phrase, _ in pairs:
                left = _without(left, phrase, words.lang)
            return Label(left.strip(EDGES), reads, basis if reads != "share" else None, unit, outlook, full.strip())
    return Label(left.strip(EDGES), "level", None, unit, outlook, full.strip())


def _announced(words: TableWords) -> tuple[tuple[Reads, tuple[tuple[str, str], ...]], ...]:
    """What headers announce, the more telling first: 比上年末净增 is a change, whatever 比上年末 alone would be."""
    return ("change", words.change), ("growth", words.growth), ("share", tuple((phrase, "") for phrase in words.share))


def _has(text: str, phrase: str, lang: str) -> bool:
    if lang == "zh":
        return phrase in text
    return re.search(rf"(?<![a-z]){re.escape(phrase)}(?![a-z])", text, re.IGNORECASE) is not None


def _without(text: str, phrase: str, lang: str) -> str:
    if lang == "zh":
        return text.replace(phrase, "")
    return re.sub(rf"(?<![a-z]){re.escape(phrase)}(?![a-z])", " ", text, flags=re.IGNORECASE).strip()


def _outlook(text: str, words: TableWords) -> Outlook | None:
    if FORECAST_YEAR.search(text) or any(_has(text, phrase, words.lang) for phrase in words.forecast):
        return "forecast"
    return "target" if any(_has(text, phrase, words.lang) for phrase in words.target) else None


def _cut_unit(text: str, words: TableWords) -> tuple[str, TableUnit | None]:
    """The header without its unit, and the unit: "Revenue (RMB million)", "Output, million units", "Growth %"."""
    for match in BRACKET.finditer(text):
        parts = BETWEEN.split(match[1])
        for part in parts:
            if unit := _noted_unit(part, words) or parse_unit(part, words):
                rest = " ".join(other.strip() for other in parts if other is not part)
                return f"{text[: match.start()].strip()} {rest} {text[match.end() :].strip()}".strip(), unit
    if tail := UNIT_TAIL.search(text):
        return text[: tail.start()].strip(), parse_unit(tail[1], words)
    if text.rstrip().endswith(("%", "％")):
        return text.rstrip("%％ "), TableUnit(after="%")
    whole = parse_unit(text, words)
    return ("", whole) if whole and (whole.factor > 1 or whole.before) else (text, None)


def _noted_unit(text: str, words: TableWords) -> TableUnit | None:
    note = words.unit_note.search(fold_case(text))
    return parse_unit(note[1], words) if note else None


def parse_unit(text: str, words: TableWords) -> TableUnit | None:
    """`"RMB million"` gives before "RMB", factor 1,000,000; `"10,000 sets"` gives after "sets", factor 10,000."""
    rest = fold_case(text).strip(" :：.").removeprefix("in ").removeprefix("unit: ").strip()
    if not rest or len(rest) > 32:
        return None
    if rest in PERCENT:
        return TableUnit(after="%")
    if words.lang == "zh":
        return _unit_zh(rest)
    return _unit_en(rest, words)


ZH_UNIT = re.compile(
    r"(?:[十百千万亿]{0,3})(?:美元|港元|欧元|日元|人民币|元|套|台|户|个|家|人|辆|部|吨|千瓦时|度|平方米|平方公里|公里|件|万?张|片|座|架|颗|项|条|次|亩|万)?"
    r"|[a-z]{1,5}(?:/[a-z])?|[十百千万亿]{1,3}(?:[a-z]{1,5}|[^\d\s]{1,4})|[^\d\s]{1,4}"
)


def _unit_zh(rest: str) -> TableUnit | None:
    first = re.split(r"[、,，;；/和]", rest)[0].strip()
    return TableUnit(after=first) if first and ZH_UNIT.fullmatch(first) else None


def _unit_en(rest: str, words: TableWords) -> TableUnit | None:
    factor, before = 1, ""
    if money := MONEY.match(rest):
        before, rest = money["sign"].upper(), rest[money.end() :].strip()
    if counted := COUNT_WORD.fullmatch(rest):
        digits = counted["count"].replace(",", "")
        if counted["count"] not in words.scales and not TEN_POWER.fullmatch(digits):
            return None
        if counted["count"] not in words.scales:
            factor, rest = int(digits), counted["rest"]
    kept = []
    for token in rest.replace("of ", " ").split():
        if token in words.scales:
            factor *= words.scales[token]
        else:
            kept.append(token)
    after = " ".join(kept)
    known = before or factor > 1 or UNITS_EN.fullmatch(after)
    return TableUnit(before, after, factor) if known and len(kept) <= 2 else None


UNITS_EN = re.compile(
    r"yuan|dollars|euros|units|sets|pieces|people|users|households|vehicles|stations|robots|tonnes|tons|km|kg|hours|days"
    r"|minutes|[kmgt]wh|[kmg]w|pp|percentage\spoints"
)


def unit_of_note(text: str, words: TableWords) -> TableUnit | None:
    """The unit that a note beside a table gives: `"单位：万套、%"` gives 万套, "(in millions of yuan)" yuan."""
    folded = fold_case(text)
    noted = _noted_unit(folded, words)
    return noted or (_cut_unit(folded, words)[1] if BRACKET.search(folded) else None)


def scaled(value: Decimal, factor: int) -> str:
    """The figure multiplied out, as plain digits: 6.9 under "10,000 sets" is `"69,000"`."""
    number = value * factor
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
