"""What earlier runs remember of a source, so that nothing known is fetched again and what failed is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import duckdb

from warehouse.rows import FINAL_FATES, READ_FATES

MAX_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request sends back."""

    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page that was fetched and read: its validators, and the article that it is."""

    validators: Validators
    doc_id: str | None


@dataclass(frozen=True, slots=True)
class Retry:
    """An entry that failed or was put off, and whose time has come."""

    entry_id: str
    url: str
    canonical_url: str
    title: str | None
    published: datetime | None  # UTC
    updated: datetime | None
    attempts: int  # so far
    fate: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class KnownState:
    """The memory of one source."""

    validators: dict[str, Validators] = field(default_factory=dict)  # by url of feed, sitemap or listing
    urls: dict[str, datetime | None] = field(default_factory=dict)  # canonical url -> `updated` when it was done with
    attempts: dict[str, int] = field(default_factory=dict)  # canonical url -> tries so far, of what is not done with
    retries: tuple[Retry, ...] = ()
    pages: dict[str, KnownPage] = field(default_factory=dict)  # canonical url -> the page as last fetched
    newest: datetime | None = None  # UTC; of the newest entry that it ever announced


def read_known(
    connection: duckdb.DuckDBPyConnection, source_ids: Sequence[str], now: datetime, max_attempts: int
) -> dict[str, KnownState]:
    """One KnownState for each of the sources, empty for one that is new.

    Done with is an entry with a final fate or one that was tried `max_attempts` times; what may not be asked for before
    its `retry_after` counts as done with until then, and failed entries are due again from then on.
    """
    wanted = list(dict.fromkeys(source_ids))
    newest = dict(connection.execute(_NEWEST, [wanted]).fetchall())
    known = {source: KnownState(newest=_aware(newest.get(source))) for source in wanted}
    retries: dict[str, list[Retry]] = {source: [] for source in wanted}
    for source, url, etag, modified in connection.execute(_VALIDATORS, [wanted]).fetchall():
        known[source].validators[url] = Validators(etag, modified)
    for source, fate, retry_after, doc_id, etag, modified, *rest in connection.execute(_ENTRIES, [wanted]).fetchall():
        entry = _build_retry(fate, rest)
        state, url = known[source], entry.canonical_url
        if fate in READ_FATES:
            state.pages[url] = KnownPage(Validators(etag, modified), doc_id)
        if fate in FINAL_FATES or (fate == "failed" and entry.attempts >= max_attempts):
            state.urls[url] = entry.updated
            continue
        state.attempts[url] = entry.attempts
        if retry_after is not None and retry_after.replace(tzinfo=UTC) > now:
            state.urls[url] = None  # not now, whatever the source announces
        elif fate in {"failed", "deferred"}:
            retries[source].append(entry)
    return {source: replace(state, retries=tuple(retries[source])) for source, state in known.items()}


_NEWEST = "SELECT source_id, max(newest_entry) FROM source_checks WHERE list_contains($1, source_id) GROUP BY source_id"


_VALIDATORS = """
SELECT source_id, url, arg_max_null(etag, checked_at), arg_max_null(last_modified, checked_at)
FROM feed_states WHERE list_contains($1, source_id) GROUP BY ALL
"""

_ENTRIES = """
SELECT source_id, fate, retry_after, doc_id, etag, last_modified,
    entry_id, url, canonical_url, title, published, updated, attempts, reason
FROM entry_states WHERE list_contains($1, source_id) ORDER BY seen_at, canonical_url
"""


def _build_retry(fate: str, columns: list[object]) -> Retry:
    entry_id, url, canonical_url, title, published, updated, attempts, reason = columns
    return Retry(
        entry_id=str(entry_id),
        url=str(url),
        canonical_url=str(canonical_url),
        title=None if title is None else str(title),
        published=_aware(published),
        updated=_aware(updated),
        attempts=attempts if isinstance(attempts, int) else 0,
        fate=fate,
        reason=None if reason is None else str(reason),
    )


def _aware(moment: object) -> datetime | None:
    """An instant as DuckDB gives it, with its zone said: all are UTC."""
    return moment.replace(tzinfo=UTC) if isinstance(moment, datetime) else None
