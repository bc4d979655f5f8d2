"""The metrics of `config/metrics/` and the measures without one, compiled: phrases, units, owners.

A phrase is a word sequence matched in lower case; in English singular and plural, hyphen and blank are one. "…" is a
gap of at most 80 characters inside the clause; "{n}" stands for the number and ties the place ("出口工业机器人{n}台").
Measures that no metric names ("operating profit", 毛利率, section `measures` of the languages) have no id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ahocorasick_rs import AhoCorasick

from extractors.metrics.lexicon import NO_WORDS, Lexicon, build_lexicon
from extractors.quick_records import quick, replace
from extractors.text.cues import fold_case
from extractors.text.late_patterns import compiled

GAP = 80  # characters that "…" may stand for
REACH = 14  # characters between a tied phrase and its number: "reached about", 达到约
CLAUSE_MARKS = "，。；;！？!?"
CURRENCY = re.compile(r"[A-Z]{3}$")
NUMBER_SLOT = "{n}"
ELLIPSIS = "…"
TIMES = frozenset({"year", "quarter", "month", "week", "day", "hour"})
FLOWS_AS_ONE = ("shipment", "installation", "delivery", "export")  # "a smartphone shipment of 74 million units"
PEOPLE = ("users", "subscribers", "customers")
PEOPLE_AS_ONE = ("base", "numbers", "additions")  # "5G users" are also a "5G user base"


@quick
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
    excludes: tuple[str, ...] = ()  # words in or beside a phrase that make it another measure
    absent: tuple[str, ...] = ()  # words anywhere in the clause that do so
    scopes: frozenset[str] = frozenset()  # whose figures it can be: world, country, province, city, company, product
    ranges: tuple[tuple[str, float, float], ...] = ()  # plausible values of each scope, in its unit; money in yuan
    alien_classifiers: frozenset[str] = frozenset()  # Chinese measure words that never count it
    whole: bool = False  # the sum of all that a company has: a named part of it ("cloud revenue") is another measure
    or_else: tuple[
        str, ...
    ] = ()  # metrics that its phrases mean where the entity cannot have it: a country's "revenue"
    per: str | None = None  # of a density, the heads it is counted for: "10,000 people"
    predicates: re.Pattern[str] | None = None  # what is said of its things: "shipped", 下线
    only_money: bool = False  # meant by its phrase only where money is told: "sales" of 5 billion, not of 5,000 cars

    def takes_unit(self, unit: str) -> bool:
        """Whether a level of this measure may be given in the unit; "money" is any currency."""
        if not self.units or unit in self.units:
            return True
        return "money" in self.units and CURRENCY.fullmatch(unit) is not None

    def takes_denominator(self, per: str | None) -> bool:
        """Whether a figure of it can be "per" something: 26 stations per 10,000 people are a density, not stations."""
        return per is None or self.id is None or self.nature in {"ratio", "price"} or per in TIMES


@dataclass(frozen=True, slots=True)
class Tie:
    """What must stand before and behind the number, as patterns."""

    before: str
    behind: str
    length: int

    def holds(self, before: str, behind: str) -> bool:
        """Whether the texts on both sides of a number are as the phrase has them."""
        if self.before and not compiled(self.before).search(before):
            return False
        return not self.behind or compiled(self.behind).match(behind) is not None


@dataclass(frozen=True, slots=True)
class Phrase:
    """The automaton finds a phrase's anchor; `rest` is the pattern behind its gap, `tie` the number's place."""

    measure: Measure
    rest: str | None = None
    tie: Tie | None = None


@dataclass(frozen=True, slots=True)
class MetricRules:
    """The phrases of one language, and the words that carry a measure on from one number to the next."""

    automaton: AhoCorasick
    phrases: tuple[Phrase, ...]
    links: frozenset[str] = frozenset()
    phrase_ends: frozenset[str] = frozenset()  # English words at which a noun phrase ends
    linked_han: re.Pattern[str] = re.compile("")  # a row of such words, where no blanks divide them
    things: Mapping[str, tuple[Measure, ...]] = field(default_factory=dict)  # what metrics count, by each of its names
    predicates: re.Pattern[str] | None = None  # those of all metrics
    by_id: Mapping[str, Measure] = field(default_factory=dict)
    lexicon: Lexicon = NO_WORDS
    verbs: Mapping[str, str] = field(default_factory=dict)  # what a number's verb says that it measures


def _links(language: Mapping[str, Any], lang: str) -> set[str]:
    """The words that may stand between two numbers of one measure; in Chinese words of change are among them, but for
    those that begin with another, whose rest would stand alone: 同比增 of 同比增长.
    """
    links = set(map(str, language.get("measure_links") or ()))
    if lang != "zh":
        return links
    sides = language.get("change_verbs") or {}
    words = (str(word) for side in ("up", "down") for word in sides.get(side, ()))
    return links | {word for word in words if not any(word.startswith(link) and word != link for link in links)}


def build_metric_rules(metrics: Sequence[Mapping[str, Any]], language: Mapping[str, Any], lang: str) -> MetricRules:
    """Compiles the phrases of all metrics and of the section `measures` of one language."""
    classifiers = language.get("classifiers") or {}
    links = sorted(_links(language, lang), key=len, reverse=True)
    measures = [(row, _measure(row, lang, classifiers)) for row in metrics]
    entries = [entry for row, measure in measures for entry in _entries(row, measure, lang)]
    for name, spellings in (language.get("measures") or {}).items():
        plain = Measure(None, str(name))
        for spelling in (fold_case(str(one)).replace("-", " ") for one in spellings or ()):
            # As written, without the other number: "share" is no "shares".
            entries.extend(_phrases(spelling, plain, lang) if NUMBER_SLOT in spelling else [(spelling, Phrase(plain))])
    return MetricRules(
        AhoCorasick([anchor for anchor, _ in entries]),
        tuple(phrase for _, phrase in entries),
        links=frozenset(links),
        phrase_ends=frozenset(str(word) for word in language.get("phrase_ends") or ()),
        linked_han=re.compile(rf"(?>{'|'.join(map(re.escape, links))}|[^\w]|[\d.,])*+"),
        things=_things(measures, lang),
        by_id={str(row["id"]): measure for row, measure in measures},
        predicates=_either((word for row in metrics for word in _side(row, "predicates", lang)), lang),
        lexicon=build_lexicon(language.get("lexicon") or {}),
        verbs={str(form): str(name) for name, forms in (language.get("verb_measures") or {}).items() for form in forms},
    )


def _things(measures: Sequence[tuple[Mapping[str, Any], Measure]], lang: str) -> dict[str, tuple[Measure, ...]]:
    """The metrics that count a thing, by each of its names in lower case."""
    found: dict[str, tuple[Measure, ...]] = {}
    for row, measure in measures:
        for thing in _side(row, "things", lang):
            found[thing] = (*found.get(thing, ()), measure)
    return found


def _either(predicates: Iterable[str], lang: str) -> re.Pattern[str] | None:
    """A pattern of any of the words, the longest first, whole in English."""
    words = sorted(set(predicates), key=lambda word: (-len(word), word))
    if not words:
        return None
    alternatives = "|".join(map(re.escape, words))
    return re.compile(rf"\b(?:{alternatives})\b" if lang == "en" else alternatives)


def _entries(row: Mapping[str, Any], measure: Measure, lang: str) -> Iterator[tuple[str, Phrase]]:
    for key, meant in (("phrases", measure), ("money_phrases", replace(measure, only_money=True))):
        phrases = (word.replace("-", " ").strip() for word in _side(row, key, lang))
        for phrase in dict.fromkeys(phrases):  # traditional and simplified spellings are one
            yield from _phrases(phrase, meant, lang)


def _measure(row: Mapping[str, Any], lang: str, classifiers: Mapping[str, Any]) -> Measure:
    units = {str(unit) for unit in row.get("units") or ()} | ({str(row["unit"])} if row.get("unit") else set())
    counted = str((row.get("of") or {}).get("zh", ""))
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
        absent=_side(row, "absent", lang),
        alien_classifiers=_classifiers(counted, classifiers),
        whole=bool(row.get("whole")),
        or_else=tuple(str(other) for other in row.get("or_else") or ()),
        per=str(row["per"]) if row.get("per") else None,
        predicates=_either(_side(row, "predicates", lang), lang),
    )


def _classifiers(counted: str, classifiers: Mapping[str, Any]) -> frozenset[str]:
    """The measure words that cannot count a noun, by its ending: 机器人 is counted by 台 and 套, never by 家."""
    if not counted:
        return frozenset()
    return frozenset(
        str(word) for word, ends in classifiers.items() if not counted.endswith(tuple(str(end) for end in ends))
    )


def _side(row: Mapping[str, Any], key: str, lang: str) -> tuple[str, ...]:
    words = (row.get(key) or {}).get(lang) or ()
    return tuple(fold_case(str(word)) for word in words)


def _lower_first(name: str) -> str:
    """A name as it stands inside a sentence: `"Robot density"` gives "robot density", "ARPU" stays."""
    return name[0].lower() + name[1:] if name[1:2].islower() else name


def _phrases(text: str, measure: Measure, lang: str) -> Iterator[tuple[str, Phrase]]:
    """A phrase with each literal that the automaton looks for."""
    if NUMBER_SLOT in text:
        left, _, right = text.partition(NUMBER_SLOT)
        phrase = Phrase(measure, tie=Tie(_before(left, lang), _behind(right, lang), len(left) + len(right)))
        anchor = max((left + ELLIPSIS + right).split(ELLIPSIS), key=lambda piece: len(piece.strip())).strip()
    else:
        anchor, *others = [piece.strip() for piece in text.split(ELLIPSIS)]
        phrase = Phrase(measure, rest="".join(_gap(piece, lang) for piece in others) or None)
    counted = phrase.tie is None and measure.units == {"count"} and anchor.endswith("s")
    for form in _forms(anchor, lang):
        if not counted or form.endswith(
            ("s", "base", *FLOWS_AS_ONE)
        ):  # "the robot maker" is one of them, not their number
            yield form, phrase


def _gap(piece: str, lang: str) -> str:
    return rf"[^{CLAUSE_MARKS}]{{0,{GAP}}}?{_alternatives(piece, lang)}"


def _before(left: str, lang: str) -> str:
    pieces = [piece.strip() for piece in left.split(ELLIPSIS) if piece.strip()]
    body = rf"[^{CLAUSE_MARKS}]{{0,{GAP}}}?".join(_alternatives(piece, lang) for piece in pieces)
    open_end = rf"[^{CLAUSE_MARKS}]{{0,{GAP}}}?" if left.rstrip().endswith(ELLIPSIS) else ""
    return rf"{body}{open_end}[^{CLAUSE_MARKS},\d]{{0,{REACH}}}$" if pieces else ""


def _behind(right: str, lang: str) -> str:
    pieces = [piece.strip() for piece in right.split(ELLIPSIS) if piece.strip()]
    units = r"(?:(?:units|sets|pieces)\sof\s)?" if lang == "en" else ""
    first = GAP if right.lstrip().startswith(ELLIPSIS) else 9
    gaps = [rf"[^{CLAUSE_MARKS}]{{0,{first}}}?{units}", *[rf"[^{CLAUSE_MARKS}]{{0,{GAP}}}?"] * (len(pieces) - 1)]
    return "".join(gap + _alternatives(piece, lang) for gap, piece in zip(gaps, pieces, strict=False))


def _alternatives(piece: str, lang: str) -> str:
    """A pattern of a piece's forms, whole words in English: "5G-A" is not in "for 5G are"."""
    either = "(?:" + "|".join(re.escape(form) for form in _forms(piece, lang)) + ")"
    return rf"(?<![a-z0-9]){either}(?![a-z0-9])" if lang == "en" and piece[-1:].isalnum() else either


def _forms(piece: str, lang: str) -> list[str]:
    """Singular and plural of an English piece's last word, and of inner words written in the plural; people also as
    one: `"5G users"` gives "5G user base" too.
    """
    if lang != "en" or not piece:
        return [piece]
    *head, last = piece.split(" ")
    heads = {" ".join(head), " ".join(_singular(word) for word in head)}
    lasts = [last, _singular(last), _plural(last)]
    lasts += [f"{_singular(last)} {word}" for word in PEOPLE_AS_ONE if last in PEOPLE]
    return sorted({f"{start} {word}".strip() for start in heads for word in lasts})


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _plural(word: str) -> str:
    if not word.isalpha() or word.endswith("s"):
        return word
    return word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in set("aeiou") else word + "s"
