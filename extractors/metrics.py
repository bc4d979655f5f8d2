"""Which metric a number measures: phrases of `config/metrics/` found in the text, and the nearest that fits the number.

A phrase is a word sequence matched in lower case; in English singular and plural, hyphen and blank are one. "…" is a
gap of
at most 80 characters inside the clause; "{n}" stands for the number and ties the place ("出口工业机器人{n}台"). A
phrase without
{n} holds for a number of its clause or, carried on, of the clauses behind it. Measures that no metric names ("operating
profit", 毛利率, section `measures` of the languages) compete with the same weight, so that they keep their own numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ahocorasick_rs import AhoCorasick

from extractors.cues import fold_case, is_whole_word

GAP = 80  # characters that "…" may stand for
REACH = 14  # characters between a tied phrase and its number: "reached about", 达到约
CLAUSE_MARKS = "，。；;！？!?"
CURRENCY = re.compile(r"[A-Z]{3}$")
LAST_WORD = re.compile(r"([\w'’.$%]+)[ ]$")
MAY_PRECEDE = re.compile(
    r"the|its|their|his|our|a|an|of|in|with|and|on|by|as|for|total|annual|quarterly|yearly|overall|full|half"
    r"|operating|operational|consolidated|group|company"
    r"|year|quarter|months?|record|net|business|sales|gross|combined|average|attributable|whose|when|that|to"
    r"|from|where|current|new|more|over|capital"
    r"|first|second|third|fourth|20\d\d|\w+['’]s?|\w+ed|\w+ing|posts?|sees?|had|has|saw|was|is|mobile|which|but"
    r"|while|billion|million|yuan"
)
PART_OF_HAN = re.compile(
    r"(?:业务|服务|产品|设备|系统|云|软件|广告|数据|流量|海外|境外|板块|部门|通信|汽车|零售|租赁|授权|会员|增值|渠道|线上|线下|零部件|数字化|政企|游戏)的?$"
)
NUMBER_SLOT = "{n}"
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Measure:
    """A metric of the catalogue, or (id None) a measure that has none; `words` is how a claim calls it."""

    id: str | None
    words: str
    unit: str | None = None
    units: frozenset[str] = frozenset()
    kind: str = "level"
    nature: str = "flow"
    needs: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    scopes: frozenset[str] = frozenset()  # whose figures it can be: world, country, province, city, company, product
    ranges: tuple[tuple[str, float, float], ...] = ()  # plausible values of each scope, in its unit; money in yuan

    def takes_unit(self, unit: str) -> bool:
        """Whether a level of this measure may be given in the unit; "money" is any currency."""
        if not self.units or unit in self.units:
            return True
        return "money" in self.units and CURRENCY.fullmatch(unit) is not None


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase at text[start:end]; with a tie it holds only for a number at that place."""

    start: int
    end: int
    measure: Measure
    tie: Tie | None = None
    gap: bool = False  # two pieces with other words between them


@dataclass(frozen=True, slots=True)
class Tie:
    """What must stand before and behind the number."""

    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    length: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled phrase: the automaton finds its anchor, `rest` checks what follows the gap, `tie` the number's
    place.
    """

    measure: Measure
    rest: re.Pattern[str] | None = None
    tie: Tie | None = None


@dataclass(frozen=True, slots=True)
class MetricRules:
    """The phrases of one language."""

    automaton: AhoCorasick
    phrases: tuple[Phrase, ...]


def build_metric_rules(metrics: Sequence[Mapping[str, Any]], language: Mapping[str, Any], lang: str) -> MetricRules:
    """Compiles the phrases of all metrics and of the section `measures` of one language."""
    anchors: list[str] = []
    phrases: list[Phrase] = []
    for row in metrics:
        measure = _measure(row, lang)
        for phrase in (row.get("phrases") or {}).get(lang) or ():
            _add_phrase(str(phrase), measure, lang, anchors, phrases)
    for name, spellings in (language.get("measures") or {}).items():
        plain = Measure(None, str(name))
        for spelling in spellings or ():
            anchors.append(fold_case(str(spelling)).replace("-", " "))
            phrases.append(Phrase(plain))
    return MetricRules(AhoCorasick(anchors), tuple(phrases))


def find_hits(folded: str, rules: MetricRules) -> list[Hit]:
    """All phrases in a lower-cased text, sorted by place; what a longer plain phrase covers is left out."""
    spaced = folded.replace("-", " ")
    found: list[Hit] = []
    for index, start, end in rules.automaton.find_matches_as_indexes(spaced, overlapping=True):
        if not is_whole_word(spaced, start, end):
            continue
        phrase = rules.phrases[index]
        stop = _end_of(spaced, end, phrase)
        if stop is None or _is_qualified(spaced, start, stop, phrase):
            continue
        if not _is_excluded(spaced, start, stop, phrase.measure.excludes):
            found.append(Hit(start, stop, phrase.measure, phrase.tie, phrase.rest is not None))
    return _longest(found, spaced)


def _end_of(folded: str, end: int, phrase: Phrase) -> int | None:
    """Where a phrase ends whose anchor ends at `end`; None where what must follow its gap does not."""
    if phrase.rest is None:
        return end
    match = phrase.rest.match(folded, end, end + GAP + 60)
    return match.end() if match else None


def is_needed(hit: Hit, contexts: Iterable[str]) -> bool:
    """Whether one of the words that a metric asks for stands in the sentence, the one before, or the title."""
    needs = hit.measure.needs
    return not needs or any(word in context for context in contexts for word in needs)


def is_tied_to(hit: Hit, folded: str, start: int, end: int) -> bool:
    """Whether the number at folded[start:end] stands where the phrase has its {n}."""
    tie = hit.tie
    if tie is None:
        return False
    spaced = folded[max(0, start - 90) : start].replace("-", " ")
    if tie.before and not tie.before.search(spaced):
        return False
    return tie.behind is None or tie.behind.match(folded[max(start, end - 4) : end + 60].replace("-", " ")) is not None


def _measure(row: Mapping[str, Any], lang: str) -> Measure:
    units = {str(unit) for unit in row.get("units") or ()} | ({str(row["unit"])} if row.get("unit") else set())
    return Measure(
        id=str(row["id"]),
        words=_lower_first(str(row["name"]["en"])),
        unit=str(row.get("unit") or "") or None,
        units=frozenset(units),
        kind=str(row.get("kind", "level")),
        nature=str(row.get("nature", "flow")),
        needs=_side(row, "needs", lang),
        scopes=frozenset(str(scope) for scope in row.get("ranges") or ()),
        ranges=tuple((str(scope), float(low), float(high)) for scope, (low, high) in (row.get("ranges") or {}).items()),
        excludes=tuple(word.replace("-", " ") for word in _side(row, "excludes", lang)),
    )


def _side(row: Mapping[str, Any], key: str, lang: str) -> tuple[str, ...]:
    words = (row.get(key) or {}).get(lang) or ()
    return tuple(fold_case(str(word)) for word in words)


def _lower_first(name: str) -> str:
    """A name as it stands inside a sentence: `"Robot density"` gives "robot density", "ARPU" stays."""
    return name[0].lower() + name[1:] if name[1:2].islower() else name


def _add_phrase(phrase: str, measure: Measure, lang: str, anchors: list[str], phrases: list[Phrase]) -> None:
    """Files a phrase under the literal that the automaton looks for."""
    text = fold_case(phrase).replace("-", " ").strip()
    if NUMBER_SLOT in text:
        left, _, right = text.partition(NUMBER_SLOT)
        tie = Tie(_before(left, lang), _behind(right, lang), len(left) + len(right))
        pieces = [piece.strip() for piece in (left + ELLIPSIS + right).split(ELLIPSIS) if piece.strip()]
        anchor = max(pieces, key=len)
        for form in _forms(anchor, lang):
            anchors.append(form)
            phrases.append(Phrase(measure, tie=tie))
        return
    first, *others = [piece.strip() for piece in text.split(ELLIPSIS)]
    rest = re.compile("".join(_gap(piece, lang) for piece in others)) if others else None
    for form in _forms(first, lang):
        anchors.append(form)
        phrases.append(Phrase(measure, rest=rest))


def _gap(piece: str, lang: str) -> str:
    return rf"[^{CLAUSE_MARKS}]{{0,{GAP}}}?{_alternatives(piece, lang)}"


def _before(left: str, lang: str) -> re.Pattern[str] | None:
    pieces = [piece.strip() for piece in left.split(ELLIPSIS) if piece.strip()]
    if not pieces:
        return None
    body = rf"[^{CLAUSE_MARKS}]{{0,{GAP}}}?".join(_alternatives(piece, lang) for piece in pieces)
    return re.compile(rf"{body}[^{CLAUSE_MARKS},\d]{{0,{REACH}}}$")


def _behind(right: str, lang: str) -> re.Pattern[str] | None:
    pieces = [piece.strip() for piece in right.split(ELLIPSIS) if piece.strip()]
    if not pieces:
        return None
    gaps = [rf"[^{CLAUSE_MARKS}]{{0,9}}?", *[rf"[^{CLAUSE_MARKS}]{{0,{GAP}}}?"] * (len(pieces) - 1)]
    return re.compile("".join(gap + _alternatives(piece, lang) for gap, piece in zip(gaps, pieces, strict=True)))


def _alternatives(piece: str, lang: str) -> str:
    return "(?:" + "|".join(re.escape(form) for form in _forms(piece, lang)) + ")"


def _forms(piece: str, lang: str) -> list[str]:
    """Singular and plural of an English piece's last word, and of inner words written in the plural."""
    if lang != "en" or not piece:
        return [piece]
    *head, last = piece.split(" ")
    heads = {" ".join(head), " ".join(_singular(word) for word in head)}
    return sorted({f"{start} {word}".strip() for start in heads for word in (last, _singular(last), _plural(last))})


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _plural(word: str) -> str:
    if not word.isalpha() or word.endswith("s"):
        return word
    return word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in set("aeiou") else word + "s"


def _is_excluded(folded: str, start: int, end: int, excludes: tuple[str, ...]) -> bool:
    """Whether a word that makes it another metric stands in the match or next to it, or another kind is listed with it.

    4G、5G基站 counts both kinds, so it is neither metric.
    """
    if start >= 2 and folded[start - 1] in "、/" and folded[start - 2].isascii() and folded[start - 2].isalnum():
        return True
    return any(
        folded.find(word, max(0, start - len(word) - 1), min(len(folded), end + len(word) + 1)) >= 0
        for word in excludes
    )


def _is_qualified(folded: str, start: int, end: int, phrase: Phrase) -> bool:
    """Whether a one-word phrase is only the tail of a longer term: "cloud revenue", 云业务收入 are not "revenue".

    Determiners, owners, verbs and times may stand before it; any other word makes it a part of the whole.
    """
    if phrase.measure.id is None or phrase.rest or phrase.tie or phrase.measure.kind != "level":
        return False
    word = folded[start:end]
    if word.isascii():
        before = LAST_WORD.search(folded, max(0, start - 24), start)
        return " " not in word and before is not None and not MAY_PRECEDE.fullmatch(before[1])
    return len(word) <= 4 and PART_OF_HAN.search(folded, max(0, start - 5), start) is not None


def _longest(hits: list[Hit], spaced: str) -> list[Hit]:
    """Sorted hits without those that lie inside a longer one (tied phrases stay: the number decides).

    A phrase with a gap covers only its own measure: in "robots were sold and drone output …" the drones keep theirs.
    """
    plain = [hit for hit in hits if not hit.gap and not hit.tie and hit.measure.id]
    named = {hit.end: hit.measure for hit in plain if " " in spaced[hit.start : hit.end]}
    begun = {hit.start: hit.end for hit in sorted(plain, key=lambda item: item.end)}
    kept: list[Hit] = []
    reach = -1
    for hit in sorted(hits, key=lambda item: (item.start, -item.end)):
        if hit.gap and named.get(hit.end, hit.measure) is not hit.measure:
            continue
        if hit.tie and spaced.startswith(" with ", hit.end) and begun.get(hit.start, 0) > hit.end:
            continue  # "{n} subscribers" is not what counts "subscribers with a 5G mobile phone"
        if hit.tie or hit.end > reach or (kept and (hit.start, hit.end) == (kept[-1].start, kept[-1].end)):
            kept.append(hit)
        if not hit.tie and not hit.gap:
            reach = max(reach, hit.end)
    return kept


def ties(hits: Iterable[Hit], folded: str, start: int, end: int) -> Iterator[Hit]:
    """The tied phrases that hold for the number, the longest first."""
    tied = [hit for hit in hits if hit.tie and is_tied_to(hit, folded, start, end)]
    return iter(sorted(tied, key=lambda hit: -(hit.tie.length if hit.tie else 0)))
