"""How the past of a source is reached: the `archive` of a file in config/sources/."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Self

from pydantic import Field, model_validator

from flows.catalogue.addresses import JsonPaths, Selectors, SourceType, Url
from flows.catalogue.bilingual import Model

_DATES = ("yyyy", "mm", "dd", "m", "d")
_SLOTS = ", ".join(f"{{{name}}}" for name in (*_DATES, "page"))


class Archive(Model):
    """Dated pages for backfills: a page for each day, month or year; numbered pages, newest first; or a sitemap."""

    url: Url  # with {yyyy}, {mm}, {dd} (zero-padded) or {m}, {d} (not), {page}; a sitemap may have none of them
    type: SourceType = "listing"  # how its pages are read
    first_day: datetime.date | None = None  # nothing older is there
    first_page: Annotated[int, Field(ge=0, le=10)] = 1
    most_pages: Annotated[int, Field(ge=1, le=5000)] = 200  # of a numbered archive, asked in one go
    max_items: Annotated[int, Field(ge=1, le=50_000)] = 5000  # of one page
    selectors: Selectors | None = None  # for listings; without them every link counts that is of the days asked for
    json_paths: Annotated[JsonPaths | None, Field(alias="json")] = None

    @model_validator(mode="after")
    def _can_be_asked(self) -> Self:
        slots = set(re.findall(r"\{([^}]*)\}", self.url))
        unknown = slots - {*_DATES, "page"}
        if unknown:
            raise ValueError(f"url: {{{min(unknown)}}} is not known; use {_SLOTS}")
        if slots & {"dd", "d"} and not slots & {"mm", "m"}:
            raise ValueError("url: a day needs its month; add {mm} or {m}")
        if slots & {"mm", "m", "dd", "d"} and "yyyy" not in slots:
            raise ValueError("url: a month or day needs its year; add {yyyy}")
        if not slots and self.type != "sitemap":
            raise ValueError("url: must hold {yyyy} (and may hold {mm}, {dd}) or {page}; only a sitemap needs neither")
        if self.type == "json" and self.json_paths is None:
            raise ValueError("type json needs json paths (items and url at least)")
        return self
