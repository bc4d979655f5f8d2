"""From what one source gave in one run to the batch that is loaded. Pure: times and names come from the line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from extractors.records import Article
from flows.archive import ArchivedPage, DamagedRecord
from flows.catalogue.sources import Source
from flows.crawl.entry_dates import to_instant
from flows.crawl.records import Discovery, Entry, EntryOutcome, OutcomeState
from flows.line import Line
from flows.page_results import PageFailure, PageReading
from warehouse import identity
from warehouse.building import build_article_row, build_claim_rows, build_reading_row
from warehouse.memory import KnownState
from warehouse.rows import (
    ArticleRow,
    BackfillRow,
    Batch,
    ClaimRow,
    EntryRow,
    Fate,
    FeedStateRow,
    QuarantineRow,
    ReadingRow,
    SegmentRow,
    SourceCheckRow,
)

DISALLOWED_SECONDS = 7 * 24 * 3600.0  # a page that its publisher keeps to itself is asked for once a week


@dataclass(frozen=True, slots=True)
class ReadItem:
    """One record of a segment and what became of it."""

    found: ArchivedPage | DamagedRecord
    reading: PageReading | PageFailure | None = None  # None for a damaged record


@dataclass(frozen=True, slots=True)
class SourceRun:
    """All that one source gave in one run."""

    source: Source
    batch_id: str
    discovery: Discovery | None = None
    outcomes: tuple[EntryOutcome, ...] = ()
    segment: Path | None = None
    items: tuple[ReadItem, ...] = ()
    known: KnownState | None = None
    is_again: bool = False  # its pages were read before: only what they say now is new
    expected: int = 0  # pages in the segment, where that is known


def build_batch(line: Line, run: SourceRun) -> Batch:
    """The rows of one source in one run; see warehouse/rows.py."""
    builder = _Builder(line, run)
    pages = [builder.read_page(item.found, item.reading) for item in run.items if isinstance(item.found, ArchivedPage)]
    damaged = [builder.quarantine_record(item.found) for item in run.items if isinstance(item.found, DamagedRecord)]
    return Batch(
        batch_id=run.batch_id,
        run_id=line.run_id,
        source_id=run.source.id,
        source_check=builder.check_source(),
        feed_states=builder.feed_states(),
        entries=() if run.is_again else (*(page.entry for page in pages), *builder.unfetched()),
        articles=tuple(page.article for page in pages if page.article),
        readings=tuple(page.read for page in pages if page.read),
        claims=tuple(claim for page in pages for claim in page.claims),
        quarantine=()
        if run.is_again
        else (*(page.quarantined for page in pages if page.quarantined), *damaged, *builder.refused()),
        segment=builder.segment_row(),
        backfills=builder.backfills(),
    )


@dataclass(frozen=True, slots=True)
class _PageRows:
    entry: EntryRow
    article: ArticleRow | None = None
    read: ReadingRow | None = None
    claims: tuple[ClaimRow, ...] = ()
    quarantined: QuarantineRow | None = None


@dataclass(frozen=True, slots=True)
class _Builder:
    """Rows of one batch: they share run, batch, source and times."""

    line: Line
    run: SourceRun

    def check_source(self) -> SourceCheckRow | None:
        found = self.run.discovery
        if found is None or found.covered is not None:
            return None  # how its archive answers says nothing of how it does today
        return SourceCheckRow(
            source_id=found.source_id,
            checked_at=self.line.started,
            state=found.state,
            reason=found.reason,
            entries_seen=found.seen,
            entries_new=len(found.entries),
            newest_entry=self._instant(found.newest),
            run_id=self.line.run_id,
            batch_id=self.run.batch_id,
        )

    def feed_states(self) -> tuple[FeedStateRow, ...]:
        validators = self.run.discovery.validators if self.run.discovery else ()
        return tuple(
            FeedStateRow(
                source_id=self.run.source.id,
                url=url,
                etag=etag,
                last_modified=modified,
                checked_at=self.line.started,
                run_id=self.line.run_id,
                batch_id=self.run.batch_id,
            )
            for url, etag, modified in validators
        )

    def backfills(self) -> tuple[BackfillRow, ...]:
        covered = self.run.discovery.covered if self.run.discovery else None
        return tuple(
            BackfillRow(
                source_id=self.run.source.id,
                archive=one.archive,
                first_day=one.days.first,
                last_day=one.days.last,
                entries_seen=one.seen,
                entries_new=one.new,
                covered_at=self.line.started,
                run_id=self.line.run_id,
                batch_id=self.run.batch_id,
            )
            for one in covered or ()
        )

    def unfetched(self) -> tuple[EntryRow, ...]:
        """Entries of this run that brought no page."""
        return tuple(
            self._unfetched_row(outcome, self._fate(outcome.state))
            for outcome in self.run.outcomes
            if outcome.state != "fetched"
        )

    def refused(self) -> tuple[QuarantineRow, ...]:
        """Links that lead where no request may go."""
        return tuple(
            self._quarantine("entry", outcome.entry.url, "fetch", outcome.reason or "refused")
            for outcome in self.run.outcomes
            if outcome.state == "refused" and self._fate(outcome.state) == "quarantined"
        )

    def _fate(self, state: OutcomeState) -> Fate:
        """A refused link is done with, unless the source itself could not be reached: on a network that maps all names
        to closed addresses, every link looks refused.
        """
        if state == "fetched":
            return "loaded"
        if state != "refused":
            return state
        found = self.run.discovery
        return "quarantined" if found is not None and found.state != "failed" else "failed"

    def _unfetched_row(self, outcome: EntryOutcome, fate: Fate) -> EntryRow:
        row = self._entry_row(
            outcome.entry,
            fate,
            reason=outcome.reason,
            status=outcome.status,
            etag=outcome.etag,
            last_modified=outcome.last_modified,
            retry_after=DISALLOWED_SECONDS if fate == "disallowed" else outcome.retry_after,
        )
        page = self.run.known.pages.get(outcome.entry.canonical_url) if self.run.known else None
        return replace(row, doc_id=page.doc_id) if page is not None and fate == "not_modified" else row

    def read_page(self, found: ArchivedPage, reading: PageReading | PageFailure | None) -> _PageRows:
        """What became of one archived page: its article and claims, or why there are none."""
        if isinstance(reading, PageReading):
            if reading.passed_over is None:
                return self._load(found, reading)
            return _PageRows(self._page_entry(found, "off_topic", reading.passed_over))
        reason = reading.reason if reading else "not read"
        return _PageRows(
            self._page_entry(found, "quarantined", reason),
            quarantined=self._quarantine("page", found.page.url, "clean", reason),
        )

    def _load(self, found: ArchivedPage, reading: PageReading) -> _PageRows:
        article = build_article_row(
            _with_own_canonical(reading.article, found),
            url=found.page.url,
            source_id=self.run.source.id,
            publisher=self.run.source.name.en or self.run.source.id,
            fetched=found.page.fetched or self.line.started,
            segment=self._segment_name(),
            run_id=self.line.run_id,
            batch_id=self.run.batch_id,
            house=self.run.source.house or self.run.source.id,
            document=_document_of(found),
        )
        rulebook, read_at = self.line.rulebook, self.line.started
        return _PageRows(
            self._page_entry(found, "loaded", None, article.doc_id),
            article,
            build_reading_row(article, len(reading.claims), rulebook=rulebook, read_at=read_at),
            build_claim_rows(article, reading.claims, rulebook=rulebook, read_at=read_at),
        )

    def quarantine_record(self, found: DamagedRecord) -> QuarantineRow:
        where = f"{self._segment_name() or found.path.name} at byte {found.offset}"
        return self._quarantine("record", found.url, "archive", found.reason, where)

    def segment_row(self) -> SegmentRow | None:
        path = self.run.segment
        if path is None:
            return None
        data = path.read_bytes()
        return SegmentRow(
            segment=self._segment_name() or path.name,
            source_id=self.run.source.id,
            sha256=sha256(data).hexdigest(),
            bytes=len(data),
            records=len(self.run.items),
            run_id=self.line.run_id,
            batch_id=self.run.batch_id,
        )

    def _page_entry(self, found: ArchivedPage, fate: Fate, reason: str | None, doc: str | None = None) -> EntryRow:
        page = found.page
        entry = Entry(
            source_id=self.run.source.id,
            url=page.url,
            canonical_url=found.canonical_url or page.url,
            doc_id=found.doc_id or page.url,
            title=page.entry_title,
            published=page.entry_published,
            updated=found.updated,
        )
        row = self._entry_row(entry, fate, reason=reason, etag=found.etag, last_modified=found.last_modified)
        return replace(row, doc_id=doc, segment=self._segment_name(), http_status=200)

    def _entry_row(
        self,
        entry: Entry,
        fate: Fate,
        *,
        reason: str | None,
        status: int | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        retry_after: float | None = None,
    ) -> EntryRow:
        known = self.run.known.attempts if self.run.known else {}
        return EntryRow(
            entry_id=identity.entry_id(self.run.source.id, entry.canonical_url),
            source_id=self.run.source.id,
            url=entry.url,
            canonical_url=entry.canonical_url,
            doc_id=None,
            title=entry.title,
            published=self._instant(entry.published),
            updated=self._instant(entry.updated),
            fate=fate,
            reason=reason,
            attempts=known.get(entry.canonical_url, 0) + 1,
            http_status=status,
            etag=etag,
            last_modified=last_modified,
            segment=None,
            retry_after=_later(self.line.started, retry_after),
            seen_at=self.line.started,
            run_id=self.line.run_id,
            batch_id=self.run.batch_id,
        )

    def _quarantine(
        self, item: str, url: str | None, stage: str, reason: str, detail: str | None = None
    ) -> QuarantineRow:
        return QuarantineRow(
            item=item,
            url=url,
            source_id=self.run.source.id,
            stage=stage,
            reason=reason,
            detail=detail,
            refused_at=self.line.started,
            run_id=self.line.run_id,
            batch_id=self.run.batch_id,
        )

    def _segment_name(self) -> str | None:
        path = self.run.segment
        return None if path is None else path.relative_to(self.line.archive_dir).as_posix()

    def _instant(self, text: str | None) -> datetime | None:
        return None if text is None else to_instant(text, self.run.source.zone)


def _later(start: datetime, seconds: float | None) -> datetime | None:
    return None if seconds is None else start + timedelta(seconds=seconds)


def _document_of(found: ArchivedPage) -> str | None:
    """The publisher's own document id; None where the url has to do."""
    return found.doc_id if found.doc_id != found.canonical_url else None


def _with_own_canonical(article: Article, found: ArchivedPage) -> Article:
    """A page speaks for addresses of its own host only: a copy that names the original as canonical stays a copy."""
    named = article.canonical_url
    own = {urlsplit(found.page.url).hostname, urlsplit(found.page.final_url).hostname}
    if named is not None and urlsplit(named).hostname in own:
        return article
    return replace(article, canonical_url=found.canonical_url or found.page.final_url)
