"""The publishers of the sample press: what each serves, how it encodes, and which fault it has by design."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from extractors.records import Lang
from flows.press.articles import describe_invalid, read_yaml

_FOLDER = Path(__file__).parent / "publishers"

Layout = Literal["days", "months", "sitemaps", "pages"]
FeedType = Literal["rss", "atom", "json_feed", "sitemap", "news_sitemap", "listing", "json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """A publisher of our own making, with its name in both languages and one feed of one type."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: str
    name: Mapping[Lang, str]
    language: Lang
    zone: str
    tier: Literal["official", "agency", "trade", "media", "copy"]
    topics: tuple[str, ...]
    type: FeedType
    feed_path: str
    template: str
    document_id: str  # regex over the url; its group `id` names the document whatever the port
    group: str = "sample"
    house: str | None = None  # None: a house of its own
    max_items: int = 100
    delay_seconds: float = 0.0
    stale_after_days: int = 3650  # the sample does not age; the one stale feed says otherwise
    url_date_pattern: str | None = None
    selectors: Mapping[str, str] | None = None
    json_paths: Mapping[str, str] | None = None
    encoding: str = "utf-8"  # of the bytes
    header_charset: str | None = "utf-8"  # what Content-Type says; None: says nothing
    meta_charset: str | None = "utf-8"  # what the page or the XML declaration says
    gzip: bool = False
    validators: tuple[Literal["etag", "last_modified"], ...] = ("etag", "last_modified")
    canonical_host: str | None = None  # port-free host of <link rel="canonical">
    link_suffix: str = ""  # tracking parameters that the feed hangs on its links
    redirect_prefix: str | None = None  # the feed links to this, which redirects to the article's path
    disallow: tuple[str, ...] = ()  # of robots.txt
    drip_seconds: float = 0.0  # the feed comes in small pieces over this time
    retry_after_seconds: int | None = None  # the first request for the feed is answered by 429 with this
    broken_by_design: str | None = None  # refuses connections, for this reason
    archive: Layout | None = None  # how its past can be read; None: nobody can
    about: Mapping[Lang, str] = field(default_factory=dict)  # a line for the page foot

    def allows(self, path: str) -> bool:
        """Whether the publisher's robots.txt lets a crawler fetch the path."""
        return not any(path.startswith(prefix) for prefix in self.disallow)

    @property
    def reachable(self) -> bool:
        """Whether a polite crawler gets any article from it."""
        return self.broken_by_design is None and self.allows(self.feed_path)


_PUBLISHER = TypeAdapter(Publisher)


def read_publishers(folder: Path = _FOLDER) -> tuple[Publisher, ...]:
    """All publishers by file name. Raises ConfigurationError, naming the file and the field, where a file is wrong."""
    return tuple(_read_file(path) for path in sorted(folder.glob("*.yaml")))


def _read_file(path: Path) -> Publisher:
    try:
        return _PUBLISHER.validate_python(read_yaml(path))
    except ValidationError as error:
        raise describe_invalid(path, error) from None
