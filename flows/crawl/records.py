"""What discovery and fetching take and hand back. Frozen, plain, and free of behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from flows.days import Days

SourceType = Literal["rss", "atom", "json_feed", "sitemap", "news_sitemap", "listing", "json"]
DiscoveryState = Literal["ok", "unchanged", "failed", "disallowed", "stale"]
OutcomeState = Literal["fetched", "not_modified", "failed", "disallowed", "deferred", "refused"]
Headers = tuple[tuple[str, str], ...]
Validator = tuple[str, str | None, str | None]  # url, ETag, Last-Modified


@dataclass(frozen=True, slots=True)
class Archive:
    """How the past of a source is reached: its pages by date, by number, or through a sitemap."""

    url: str  # with {yyyy}, {mm}, {dd}, {m}, {d}, {page}, or none of them
    type: SourceType = "listing"
    first_page: int = 1
    most_pages: int = 200
    max_items: int = 5000  # of one page
    selectors: Mapping[str, str] | None = None
    json_paths: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher's feed, sitemap, listing or endpoint, as the configuration describes it."""

    id: str
    type: SourceType
    urls: tuple[str, ...]
    language: str = "en"
    zone: str = "UTC"  # IANA name; dates without a zone are read in it
    tier: str = "media"
    topics: tuple[str, ...] = ()
    delay_seconds: float = 1.0  # between the starts of two requests to one host
    max_items: int = 500
    url_date_pattern: str | None = None  # regex with groups year, month and (optional) day
    document_id: str | None = None  # regex with one group on the url: the publisher's own id of a document
    selectors: Mapping[str, str] | None = None  # item, link, title, date as CSS
    json_paths: Mapping[str, str] | None = None  # items, url, title, date as dotted paths
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)  # may hold what only that host should see
    allow_private: bool = False  # opens 127.0.0.0/8 and ::1, nothing else
    max_bytes: int | None = None
    stale_after_days: int | None = None
    enabled: bool = True
    archive: Archive | None = None


@dataclass(frozen=True, slots=True)
class KnownSource:
    """What earlier runs remember of a source; `urls` maps a canonical url to the `updated` it was fetched with."""

    validators: tuple[Validator, ...] = ()
    urls: Mapping[str, str | None] = field(default_factory=dict)
    newest: str | None = None  # ISO date or date-time of the newest entry ever seen: tells staleness under a 304


@dataclass(frozen=True, slots=True)
class Entry:
    """A link that a source announced. Dates are ISO 8601 in the source's zone: a day, or an instant with its offset."""

    source_id: str
    url: str
    canonical_url: str
    doc_id: str  # the publisher's document id, else the canonical url
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    etag: str | None = None  # validators of the page as last fetched, where the caller knows them
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Discovery:
    """What one source announced in one run."""

    source_id: str
    state: DiscoveryState
    reason: str | None = None  # why it failed, or what was odd: warnings joined by "; "
    entries: tuple[Entry, ...] = ()  # new or updated ones only
    seen: int = 0  # all entries that the source showed, after de-duplication
    newest: str | None = None
    validators: tuple[Validator, ...] = ()
    status: int | None = None  # of the last answer, where there was one
    robots: str = "unknown"  # allowed, disallowed, unreachable or unknown
    covered: tuple[CoveredDays, ...] | None = None  # of its archive, where that was asked; None: it showed what is new


@dataclass(frozen=True, slots=True)
class CoveredDays:
    """Days of an archive whose entries all are among those handed on, now or before."""

    archive: str  # the url pattern of the archive
    days: Days
    seen: int  # entries of these days
    new: int  # those of them that were not known


@dataclass(frozen=True, slots=True)
class EntryOutcome:
    """What became of one entry. `refused` is a link that leads where no request may go: trying again cannot help."""

    entry: Entry
    state: OutcomeState
    reason: str | None = None
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    retry_after: float | None = None  # seconds the server asked us to wait


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What became of the entries of one source. `segment` is None where nothing was fetched."""

    source_id: str
    segment: Path | None
    outcomes: tuple[EntryOutcome, ...]


@dataclass(frozen=True, slots=True)
class SourceProbe:
    """The health of one source, for `claimwatch sources check`."""

    source_id: str
    state: DiscoveryState
    status: int | None
    items: int
    newest: str | None
    robots: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """One answer, its body freed of its content codings. Headers are as received and as sent, in order."""

    url: str
    final_url: str
    redirects: tuple[str, ...]  # the urls that answered with a redirect, in order
    status: int
    reason_phrase: str
    http_version: str
    headers: Headers
    request_headers: Headers
    body: bytes
    raw_length: int  # bytes of the body on the wire
    started: datetime
    finished: datetime
    address: str | None = None  # of the server, where we connected to it ourselves

    def header(self, name: str) -> str | None:
        """The first value of a header: `response.header("etag")`."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Bounds of every request. The deadline is for one attempt with its redirects, from look-up to last byte."""

    timeout_seconds: float = 30.0
    max_bytes: int = 10 * 1024 * 1024
    connections: int = 20
    per_host: int = 1  # requests to one host at the same time
    retries: int = 2  # further attempts after a broken connection or a 5xx
    backoff_seconds: float = 0.5  # doubles with each attempt, with jitter
    max_redirects: int = 10
    max_wait_seconds: float = 30.0  # a longer Retry-After defers the entry to another run
    max_crawl_delay: float = 30.0
    robots_bytes: int = 512 * 1024  # RFC 9309 §2.5 asks for at least 500 KiB
