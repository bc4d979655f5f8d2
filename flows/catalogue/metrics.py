"""The shape of config/metrics/*.yaml: what is measured, the words that name it, and texts that prove both."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from extractors.records import Basis, Comparator, Kind, Modality
from flows.catalogue.bilingual import Id, Model, Name, Text, Words

Nature = Literal["stock", "flow", "ratio", "price"]
Scope = Literal["world", "country", "province", "city", "company", "product"]


class MetricExampleClaim(Model):
    """What must be read at one number of the text. Only the keys that are given are compared; null is a value."""

    quote: Text
    low: float | None = None
    high: float | None = None
    unit: Text | None = None
    kind: Kind | None = None
    metric_id: Id | None
    comparator: Comparator | None = None
    basis: Basis | None = None
    per: Text | None = None
    entity: Text | None = None
    place: Text | None = None
    period_start: datetime.date | None = None
    period_end: datetime.date | None = None
    modality: Modality | None = None


class MetricExample(Model):
    """A text as news would print it, and claims that must be read from it."""

    lang: Literal["en", "zh"]
    text: Text
    published: datetime.date | None = None
    title: Text | None = None
    known_gap: Text | None = None  # why it is not read right yet; the test then expects it to fail
    claims: Annotated[tuple[MetricExampleClaim, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _quotes_stand_in_the_text(self) -> Self:
        position = 0
        for claim in self.claims:
            position = self.text.find(claim.quote, position)
            if position < 0:
                raise ValueError(f"the quote '{claim.quote}' is not in the text (claims stand in the text's order)")
            position += len(claim.quote)
        return self


class Variant(Model):
    """A sort of what a metric counts, with series of its own: medium classes beside major ones."""

    name: Name
    words: Words  # of the counted noun or of the phrase


class BothWays(Model):
    """A period that was published in the old way and in the new one."""

    day: datetime.date  # its last
    old: float
    new: float

    @model_validator(mode="after")
    def _they_differ(self) -> Self:
        if self.old == self.new:
            raise ValueError("old and new are the same figure; leave both_ways out")
        return self


class Break(Model):
    """A change of what is counted: figures before and after it are never set against each other."""

    from_day: datetime.date  # the first day whose figures count the new way
    entity: Text | None = None  # whose series it splits; None: all
    released: datetime.date | None = None  # day from which figures of the new way are published
    both_ways: BothWays | None = None  # tells what later texts repeat of the old figures
    reason: Text
    reason_zh: Text | None = None  # for the Chinese pages of the report
    until_then: Text | None = None  # what was counted before
    source: Text
    source_zh: Text | None = None


class Metric(Model):
    """What is measured, free of place and owner."""

    id: Id
    name: Name
    topic: Id
    definition: Text
    definition_zh: Text | None = None  # for the Chinese pages of the report
    unit: Text  # of a level: a unit symbol, or `money` where the currency is free
    units: Annotated[tuple[Text, ...], Field(min_length=1)]  # all that a level may be given in
    of: Name | None = None  # what is counted
    per: Text | None = None  # the denominator, in English: "10,000 people"
    kind: Kind
    nature: Nature
    cumulative_from_january: bool = False  # a month's figure counts from January
    whole: bool = False  # the sum of all that a company has: a named part of it ("cloud revenue") is not the metric
    ranges: dict[Scope, tuple[float, float]] = Field(default_factory=dict)
    phrases: Words
    money_phrases: Words = Words()  # phrases only where money is told: "sales" of 5 billion, not of 5,000 cars
    needs: Words = Words()
    excludes: Words = Words()  # in or beside a phrase
    absent: Words = Words()  # anywhere in its clause
    variants: tuple[Variant, ...] = ()
    or_else: tuple[Id, ...] = ()  # what the same words mean of an entity that cannot have this metric
    things: Words = Words()  # what is counted, in all its names, for `predicates` and for densities
    predicates: Words = Words()  # what is said of the things: shipped, installed, 下线
    breaks: tuple[Break, ...] = ()
    formerly: tuple[Id, ...] = ()  # ids that it had; they still answer
    traps: tuple[Text, ...] = ()
    publisher: Text | None = None
    publisher_zh: Text | None = None
    frequency: Text | None = None
    examples: tuple[MetricExample, ...] = ()

    @field_validator("ranges")
    @classmethod
    def _low_before_high(cls, ranges: dict[Scope, tuple[float, float]]) -> dict[Scope, tuple[float, float]]:
        for scope, (low, high) in ranges.items():
            if low >= high:
                raise ValueError(f"{scope}: {low:g} is not below {high:g}; write [low, high]")
        return ranges

    @field_validator("phrases")
    @classmethod
    def _phrases_are_sound(cls, phrases: Words) -> Words:
        if not phrases.en or not phrases.zh:
            raise ValueError("must name the metric in both languages")
        for phrase in (*phrases.en, *phrases.zh):
            if phrase.count("{n}") > 1 or "{" in phrase.replace("{n}", ""):
                raise ValueError(f"'{phrase}': {{n}} may stand once, and no other brace")
            if phrase.startswith("…") or phrase.endswith("…"):
                raise ValueError(f"'{phrase}': a gap … stands between words, not at an end")
        return phrases

    @model_validator(mode="after")
    def _own_unit_is_accepted(self) -> Self:
        if self.unit not in self.units and not ("money" in self.units and re.fullmatch("[A-Z]{3}", self.unit)):
            raise ValueError(f"unit '{self.unit}' is missing in units")
        return self
