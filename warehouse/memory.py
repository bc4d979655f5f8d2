"""What earlier runs remember of a source, so that nothing known is fetched again and what failed is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import duckdb

from warehouse.rows import FINAL_FATES

MAX_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request sends back."""

    etag: str | None
    last_modified: str | None


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


def read_known(
    connection: duckdb.DuckDBPyConnection, source_ids: Sequence[str], now: datetime, max_attempts: int
) -> dict[str, KnownState]:
    """One KnownState for each of the sources, empty for one that is new.

    Done with is an entry with a final fate or one that was tried `max_attempts` times; a retry is due when its
    `retry_after` has passed.
    """
    known = {source: KnownState() for source in source_ids}
    wanted = list(known)
    retries: dict[str, list[Retry]] = {source: [] for source in wanted}
    for source, url, etag, modified in connection.execute(_VALIDATORS, [wanted]).fetchall():
        known[source].validators[url] = Validators(etag, modified)
    for source, fate, retry_after, *rest in connection.execute(_ENTRIES, [wanted]).fetchall():
        retry = _build_retry(fate, rest)
        if fate in FINAL_FATES or (fate == "failed" and retry.attempts >= max_attempts):
            known[source].urls[retry.canonical_url] = retry.updated
            continue
        known[source].attempts[retry.canonical_url] = retry.attempts
        if fate in {"failed", "deferred"} and (retry_after is None or retry_after.replace(tzinfo=UTC) <= now):
            retries[source].append(retry)
    return {
        source: KnownState(state.validators, state.urls, state.attempts, tuple(retries[source]))
        for source, state in known.items()
    }


_VALIDATORS = """
SELECT source_id, url, arg_max_null(etag, checked_at), arg_max_null(last_modified, checked_at)
FROM feed_states WHERE list_contains($1, source_id) GROUP BY ALL
"""

_ENTRIES = """
SELECT source_id, fate, retry_after, entry_id, url, canonical_url, title, published, updated, attempts, reason
FROM entry_states WHERE list_contains($1, source_id) ORDER BY seen_at, canonical_url
"""


def _build_retry(fate: str, columns: list[object]) -> Retry:
    entry_id, url, canonical_url, title, published, updated, attempts, reason = columns
    return Retry(
        entry_id=str(entry_id),
        url=str(url),
        canonical_url=str(canonical_url),
        title=None if title is None else str(title),
        published=published.replace(tzinfo=UTC) if isinstance(published, datetime) else None,
        updated=updated.replace(tzinfo=UTC) if isinstance(updated, datetime) else None,
        attempts=attempts if isinstance(attempts, int) else 0,
        fate=fate,
        reason=None if reason is None else str(reason),
    )
