"""The records that the stages hand to each other. Frozen, plain, and free of behaviour.

The fields of a claim and their values are those of the annotation guide that `docs/claims.md` prints: the same names in
code, in JSON and in SQL. Offsets count Unicode code points from 0; `end` is exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from extractors.quick_records import quick

Lang = Literal["en", "zh"]
Comparator = Literal["eq", "approx", "gt", "ge", "lt", "le", "range"]
Kind = Literal["level", "change", "growth", "share"]
Basis = Literal["yoy", "qoq", "mom", "cagr", "since", "ytd_yoy"]
Modality = Literal["actual", "expected", "target", "hypothetical"]
PeriodOrigin = Literal["stated", "inherited", "assumed"]
PublishedOrigin = Literal["feed", "page", "url"]


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched, or read back from the archive, with what the source had said about it."""

    url: str  # as announced by the source
    final_url: str  # after redirects
    body: bytes  # decompressed, not yet decoded
    content_type: str | None = None  # the Content-Type header as received
    fetched: datetime | None = None  # UTC
    source_id: str | None = None
    entry_title: str | None = None  # as the feed or listing had it
    entry_published: str | None = None  # ISO 8601 date or date-time with offset, already in the source's zone
    zone: str = "UTC"  # IANA name of the source's zone: dates without a zone are read in it
    lang_hint: Lang | None = None
    url_date_pattern: str | None = None  # regex with named groups year, month, day for the url


@dataclass(frozen=True, slots=True)
class Article:
    """The cleaned text of a page. `published` is a day, or an instant with its offset where the page gave one."""

    id: str
    url: str | None
    canonical_url: str | None
    title: str | None
    author: str | None
    lang: Lang | None  # None: neither English nor Chinese
    published: datetime | date | None
    published_origin: PublishedOrigin | None
    text: str
    signature: int = 0  # 64-bit near-duplicate signature, see signatures.py
    topics: tuple[str, ...] = ()  # ids of config/topics/ that hold, in their order there

    @property
    def published_day(self) -> date | None:
        """The day of publication in the zone of its source."""
        return self.published.date() if isinstance(self.published, datetime) else self.published


@quick
@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and comparator in a text, as an interval [low, high]; None is an open end.

    `"近1.6万个"` gives quote "1.6万个", low = high = 16000, comparator approx, unit "count".
    """

    start: int
    end: int
    quote: str
    low: float | None
    high: float | None
    comparator: Comparator
    unit: str  # ISO 4217, percent, pp, times, count, or a unit symbol of config/units/
    per: str | None = None  # a denominator that is written ("10,000 people"), in English
    noun: str | None = None  # for count: the counted noun as written ("5G基站"); "of" in JSON
    precision: float | None = None  # absolute half-width that the writing implies: "3.38 million" gives 5000
    negative: bool = False  # a decrease, by a written minus or a falling verb: low and high carry the sign already
    direction: Literal["up", "down"] | None = None  # the verb of change that governs the number, if any
    relative: bool = False  # the number is a relative change or a multiple of a base ("rose 3 percent", "doubled")
    same_as: int | None = None  # index of the quantity that this one converts ("… yuan ($15 billion)")
    rule: str = ""  # name of the rule that read it
    excluded: str | None = None  # why it is no claim ("year", "age", …); None for what `find_quantities` returns


@quick
@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity with what it measures. `low`, `high`: percent as its figure, money and counts multiplied out."""

    start: int
    end: int
    quote: str
    low: float | None
    high: float | None
    comparator: Comparator
    unit: str | None  # None of an index (PMI), which measures in nothing
    of: str | None
    per: str | None
    metric: str | None  # short English noun phrase
    metric_original: str | None  # the phrase in the text's language
    metric_id: str | None  # id in config/metrics/
    kind: Kind
    basis: Basis | None
    entity: str | None  # canonical English name, or as written where the gazetteer does not know it
    entity_id: str | None
    place: str | None
    place_id: str | None
    period_start: date | None
    period_end: date | None
    period_origin: PeriodOrigin | None
    modality: Modality
    attributed_to: str | None
    same_as: int | None = None  # index of the claim, in the article's order, that this one converts
    precision: float | None = None
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()  # named reasons why it is not surer, see doubts.py
    rule: str = ""
