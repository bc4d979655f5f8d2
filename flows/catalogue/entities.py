"""The shape of config/entities/*.yaml: places, companies, agencies and others that news names."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from flows.catalogue.bilingual import Model, Name, Text, Words

EntityKind = Literal[
    "world",
    "country",
    "region",  # of the world or of a country: Europe, Yangtze River Delta
    "province",  # also municipalities, autonomous regions, special administrative regions
    "city",
    "district",  # new areas, development zones, districts
    "company",
    "group",  # several companies named as one: the three carriers
    "agency",  # ministries, offices, courts of a state
    "association",
    "institute",
    "research_firm",
    "bank",
    "media",
    "event",
    "product",
    "index",  # of a stock exchange
]

Square = Annotated[int, Field(ge=0, le=40)]


class EarlierParent(Model):
    """Whom an entity belonged to before."""

    entity: Text
    since: datetime.date | None = None  # the first day; None: from the beginning
    until: datetime.date  # the last day


class FormerName(Model):
    """What an entity was called before."""

    name: Text
    until: datetime.date  # the last day


class Entity(Model):
    """One name-bearer, with the spellings that news uses."""

    id: Text  # places by ISO 3166 (CN-GD), others lower-case words
    name: Name
    kind: EntityKind
    parent: Text | None = None  # the entity that this one belongs to: city to province, subsidiary to group
    parent_since: datetime.date | None = None  # the first day on which it belonged to its parent; None: always
    earlier_parents: tuple[EarlierParent, ...] = ()
    former_names: tuple[FormerName, ...] = ()  # recognised as aliases are; the entity keeps its id and its series
    aliases: Words = Words()
    ambiguous: bool = False  # its names are common words too (Figure, STEP): they count only beside context
    home: Text | None = None  # of a company: the place where it is at home
    trade: Text | None = None  # what it is called once named: carrier, automaker (`names.trades` of a language file)
    fiscal_year_ends: Annotated[int, Field(ge=1, le=11)] | None = None  # the month, where it is not December
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = None  # of a place with money of its own
    members: tuple[Text, ...] = ()
    tickers: tuple[Text, ...] = ()
    in_mainland_statistics: bool | None = None
    tile: tuple[Square, Square] | None = None  # row and column on the report's map of equal squares
    note: Text | None = None
