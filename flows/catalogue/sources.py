"""The shape of config/sources/*.yaml: one watched feed, sitemap, listing page or JSON endpoint a file."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from flows.catalogue.addresses import JsonPaths, Pattern, Selectors, SourceType, Url
from flows.catalogue.archives import Archive
from flows.catalogue.bilingual import Id, Model, Name, Text
from flows.catalogue.zones import Zone

Tier = Literal["official", "agency", "trade", "media", "copy"]

# Headers that carry a secret or that the fetcher sets itself; a source file is no place for either.
_SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization", "x-api-key", "x-auth-token"})
_OWN_HEADERS = frozenset({"host", "user-agent", "connection", "content-length", "transfer-encoding", "accept-encoding"})


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


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

    @property
    def history(self) -> Archive | None:
        """How its past is reached: its archive; a sitemap is its own; None for a source that shows the newest only."""
        if self.archive is None and self.type == "sitemap":
            return Archive(url=self.url[0], type="sitemap")
        return self.archive
