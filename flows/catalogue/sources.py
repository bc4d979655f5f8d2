"""The shape of config/sources/*.yaml: one watched feed, sitemap, listing page or JSON endpoint a file."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

from flows.catalogue.bilingual import Id, Model, Name, Text
from flows.catalogue.zones import Zone

SourceType = Literal["rss", "atom", "json_feed", "sitemap", "news_sitemap", "listing", "json"]
Tier = Literal["official", "agency", "trade", "media", "copy"]

# Headers that carry a secret or that the fetcher sets itself; a source file is no place for either.
_SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization", "x-api-key", "x-auth-token"})
_OWN_HEADERS = frozenset({"host", "user-agent", "connection", "content-length", "transfer-encoding", "accept-encoding"})


def _web_address(text: str) -> str:
    """The address as given; ValueError where no fetcher could ask for it ("www.x.cn/rss", "ftp://…")."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"}:
        raise ValueError(f"'{text}' is not a web address; start it with https:// or http://")
    if not parts.hostname or " " in text:
        raise ValueError(f"'{text}' is not a web address")
    if parts.username is not None or parts.password is not None:
        raise ValueError("an address must not carry a name or password")
    return text


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"is not a regular expression: {error}") from error
    return text


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


Url = Annotated[Text, AfterValidator(_web_address)]
Pattern = Annotated[Text, AfterValidator(_pattern)]


class Selectors(Model):
    """Where a listing page keeps its entries: CSS, the last three inside `item`."""

    item: Text
    link: Text
    title: Text | None = None
    date: Text | None = None


class JsonPaths(Model):
    """Where a JSON answer keeps its entries: dotted paths, the last three inside an item ("data.list", "url")."""

    items: Text
    url: Text
    title: Text | None = None
    date: Text | None = None


class Archive(Model):
    """Dated pages for backfills: a listing address for each day or month."""

    url: Url  # with {yyyy}, {mm}, {dd} (zero-padded) or {m}, {d} (not)
    first_day: datetime.date | None = None  # nothing older is there
    selectors: Selectors | None = None  # where the archive's pages differ from the source's own

    @field_validator("url")
    @classmethod
    def _has_a_day(cls, url: str) -> str:
        unknown = set(re.findall(r"\{([^}]*)\}", url)) - {"yyyy", "mm", "dd", "m", "d"}
        if unknown:
            raise ValueError(f"{{{min(unknown)}}} is not known; use {{yyyy}}, {{mm}}, {{dd}}, {{m}}, {{d}}")
        if "{yyyy}" not in url:
            raise ValueError("must hold {yyyy} and may hold {mm}, {dd}, {m}, {d}")
        return url


class SourceExample(Model):
    """An address of an article and what must be read from it alone."""

    url: Url
    date: datetime.date | None = None
    document_id: Text | None = None


class Source(Model):
    """One watched address of a publisher."""

    id: Id
    name: Name
    homepage: Url
    type: SourceType
    url: Annotated[tuple[Url, ...], BeforeValidator(_one_or_many), Field(min_length=1)]
    language: Literal["en", "zh"] | None  # null: articles in either, told apart by their text
    zone: Zone  # IANA name: dates without a zone are read in it
    tier: Tier
    group: Id
    house: Id | None = None  # publisher that several sources are of: one voice, one numbering; null: a house of its own
    topics: tuple[Id, ...] = ()  # empty: all
    delay_seconds: Annotated[float, Field(ge=0, le=600)] = 5.0  # between two requests to one host
    max_items: Annotated[int, Field(ge=1, le=5000)] = 100  # newest first
    max_bytes: Annotated[int, Field(ge=1024, le=256 * 1024 * 1024)] | None = None  # null: the setting
    url_date_pattern: Pattern | None = None
    document_id: Pattern | None = None
    selectors: Selectors | None = None
    json_paths: Annotated[JsonPaths | None, Field(alias="json")] = None
    headers: dict[Text, Text] = Field(default_factory=dict)
    enabled: bool
    disabled_reason: Text | None = None
    evidence: tuple[Text, ...] = ()
    seen: datetime.date | None = None  # the day it was last known to be alive
    stale_after_days: Annotated[int, Field(ge=1, le=3650)] = 14
    archive: Archive | None = None
    allow_private: bool = False
    notes: tuple[Text, ...] = ()
    examples: tuple[SourceExample, ...] = ()

    @field_validator("url_date_pattern")
    @classmethod
    def _names_a_day(cls, pattern: str | None) -> str | None:
        if pattern is not None and set(re.compile(pattern).groupindex) != {"year", "month", "day"}:
            raise ValueError("must have the named groups year, month and day, and no other: (?P<year>\\d{4})")
        return pattern

    @field_validator("document_id")
    @classmethod
    def _has_one_group(cls, pattern: str | None) -> str | None:
        if pattern is not None and re.compile(pattern).groups != 1:
            raise ValueError("must have exactly one group, around the id")
        return pattern

    @field_validator("headers")
    @classmethod
    def _no_secrets(cls, headers: dict[str, str]) -> dict[str, str]:
        for name in headers:
            if name.lower() in _SECRET_HEADERS:
                raise ValueError(f"'{name}' carries a secret; secrets never stand in config/")
            if name.lower() in _OWN_HEADERS:
                raise ValueError(f"'{name}' is set by the fetcher; remove it")
        return headers

    @model_validator(mode="after")
    def _can_be_run(self) -> Self:
        if not self.enabled:
            if self.disabled_reason is None:
                raise ValueError("enabled is false: say why in disabled_reason")
            return self
        if self.disabled_reason is not None:
            raise ValueError("enabled is true: remove disabled_reason")
        if self.type == "listing" and self.selectors is None:
            raise ValueError("a listing needs selectors (item and link at least) before it can be enabled")
        if self.type == "json" and self.json_paths is None:
            raise ValueError("type json needs json paths (items and url at least) before it can be enabled")
        return self
