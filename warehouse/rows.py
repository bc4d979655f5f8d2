"""The rows that a batch puts into the warehouse, one frozen record for each fact table.

Instants are aware datetimes (stored in UTC); days are those of the source's zone. A row refuses what must never be
stored (a naive instant, an infinite number) when it is staged, see `schema.build_table`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Fate = Literal[
    "loaded",
    "off_topic",
    "not_modified",
    "failed",
    "disallowed",
    "deferred",
    "quarantined",
    "unchanged",
    "unreadable",
]
SourceState = Literal["ok", "unchanged", "failed", "disallowed", "stale"]
RunState = Literal["running", "done", "failed", "crashed", "interrupted"]

FINAL_FATES: tuple[Fate, ...] = ("loaded", "off_topic", "not_modified", "quarantined", "unchanged", "unreadable")
READ_FATES: tuple[Fate, ...] = ("loaded", "off_topic", "not_modified", "unchanged")  # the page was read as it stands
RETRY_FATES: tuple[Fate, ...] = ("failed", "deferred", "disallowed")


@dataclass(frozen=True, slots=True)
class SourceCheckRow:
    """How a source answered in one run."""

    source_id: str
    checked_at: datetime
    state: SourceState
    reason: str | None
    entries_seen: int
    entries_new: int
    newest_entry: datetime | None
    run_id: str
    batch_id: str


@dataclass(frozen=True, slots=True)
class FeedStateRow:
    """The validators that a source's url came with; remembered only together with the entries it announced."""

    source_id: str
    url: str
    etag: str | None
    last_modified: str | None
    checked_at: datetime
    run_id: str
    batch_id: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """What became of one announced link in one run: the newest event of an entry is its state."""

    entry_id: str  # identity.entry_id
    source_id: str
    url: str  # as announced
    canonical_url: str
    doc_id: str | None  # None: never became an article
    title: str | None
    published: datetime | None
    updated: datetime | None  # what the source says; a later one means: fetch again
    fate: Fate
    reason: str | None
    attempts: int  # tries so far, this one included
    http_status: int | None
    etag: str | None
    last_modified: str | None
    segment: str | None
    retry_after: datetime | None
    seen_at: datetime
    run_id: str
    batch_id: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One version of an article. Build it with `building.build_article_row`."""

    version_id: str
    doc_id: str
    doc_date: date  # as proposed; a known article keeps the one of its first sight
    first_seen: datetime
    source_id: str
    publisher: str
    url: str
    canonical_url: str
    title: str | None
    author: str | None
    lang: str | None
    published_at: datetime | None
    published_day: date | None
    published_origin: str | None
    text: str
    signature: int
    topics: tuple[str, ...]
    characters: int
    segment: str | None
    fetched: datetime
    run_id: str
    batch_id: str


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """That a rulebook has read a version, also when it found no claim in it."""

    version_id: str
    doc_id: str
    doc_date: date
    rulebook: str
    read_at: datetime
    claims: int
    run_id: str
    batch_id: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim as one rulebook read it. Build it with `building.build_claim_rows`."""

    claim_id: str
    version_id: str
    doc_id: str
    doc_date: date
    rulebook: str
    read_at: datetime
    number: int  # index of the claim in its version
    start: int
    end: int
    quote: str
    sentence: str
    low: float | None
    high: float | None
    comparator: str
    unit: str | None  # None of an index, which counts nothing
    of: str | None
    per: str | None
    metric: str | None
    metric_original: str | None
    metric_id: str | None
    kind: str
    basis: str | None
    entity: str | None
    entity_id: str | None
    place: str | None
    place_id: str | None
    period_start: date | None
    period_end: date | None
    period_origin: str | None
    modality: str
    attributed_to: str | None
    same_as_claim: str | None  # claim_id of the claim that this one converts
    precision: float | None
    confidence: float
    rule: str
    run_id: str
    batch_id: str


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """An item that was kept out, and why."""

    item: str  # entry, page, record, article
    url: str | None
    source_id: str
    stage: str  # discover, fetch, clean, extract, load
    reason: str
    detail: str | None
    refused_at: datetime
    run_id: str
    batch_id: str


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """An archive segment that a batch has read to its end: it is not read again."""

    segment: str  # file name under archive/
    source_id: str
    sha256: str
    bytes: int
    records: int
    run_id: str
    batch_id: str


@dataclass(frozen=True, slots=True)
class BackfillRow:
    """Days of a source's archive whose entries all were handed on; remembered only together with those entries."""

    source_id: str
    archive: str  # its url pattern: another one has other pages
    first_day: date
    last_day: date
    entries_seen: int
    entries_new: int
    covered_at: datetime
    run_id: str
    batch_id: str


@dataclass(frozen=True, slots=True)
class Batch:
    """All rows of one source in one run: loaded in one transaction or not at all."""

    batch_id: str
    run_id: str
    source_id: str
    source_check: SourceCheckRow | None = None
    feed_states: tuple[FeedStateRow, ...] = ()
    entries: tuple[EntryRow, ...] = ()
    articles: tuple[ArticleRow, ...] = ()
    readings: tuple[ReadingRow, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    quarantine: tuple[QuarantineRow, ...] = ()
    segment: SegmentRow | None = None
    backfills: tuple[BackfillRow, ...] = ()


# Fact table -> its row. The order is that of a load.
ROW_TYPES: dict[str, type] = {
    "source_checks": SourceCheckRow,
    "feed_states": FeedStateRow,
    "entries": EntryRow,
    "articles": ArticleRow,
    "readings": ReadingRow,
    "claim_readings": ClaimRow,
    "quarantine": QuarantineRow,
    "segments": SegmentRow,
    "backfills": BackfillRow,
}


def rows_by_table(batch: Batch) -> dict[str, tuple[object, ...]]:
    """The rows of a batch under the names of their tables, in the order of a load."""
    return {
        "source_checks": () if batch.source_check is None else (batch.source_check,),
        "feed_states": batch.feed_states,
        "entries": batch.entries,
        "articles": batch.articles,
        "readings": batch.readings,
        "claim_readings": batch.claims,
        "quarantine": batch.quarantine,
        "segments": () if batch.segment is None else (batch.segment,),
        "backfills": batch.backfills,
    }
