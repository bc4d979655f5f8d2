"""The line as plain functions, one for each stage. Prefect is the outermost layer and not needed here.

Every stage may be cut off at any moment: see docs/architecture.md, "What survives a kill".
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from extractors.errors import DiskError
from extractors.records import Lang, Page
from flows.alerting.telling import tell
from flows.archive import ArchivedPage, DamagedRecord, read_archived, segment_path
from flows.batching import ReadItem, SourceRun, build_batch
from flows.catalogue.sources import Source
from flows.crawl import records as crawl
from flows.crawl.discovery import discover
from flows.crawl.pages import fetch_all
from flows.crawl.robots import RobotsFiles
from flows.crawl.urls import find_document_id
from flows.line import Line
from flows.page_results import PageFailure, PageReading
from flows.run_events import note_discovery, note_outcome, note_reading
from flows.workers import Named, run_in_workers, start_fork_server
from warehouse.database import Warehouse
from warehouse.loading import LoadResult, load_batch
from warehouse.locking import WriterLock
from warehouse.memory import KnownState, Retry
from warehouse.publishing import Published, publish
from warehouse.staging import StagedBatch, stage_batch

if TYPE_CHECKING:
    from warehouse.report import ReportResult

# By name: the engine and trafilatura take a second to import, and only the workers need them.
START_WORKER: Named[None] = Named("flows.reading", "start_worker")
READ_PAGE: Named[PageReading | PageFailure] = Named("flows.reading", "read_page")


@dataclass(frozen=True, slots=True)
class Found:
    """What discovery brought: the answers of the sources, and what was known of them before."""

    discoveries: tuple[crawl.Discovery, ...]
    known: Mapping[str, KnownState]
    robots: RobotsFiles = field(default_factory=dict)  # asked for so far; `fetch_pages` adds those of further hosts


def discover_entries(line: Line, warehouse: Warehouse) -> Found:
    """Asks every source what is new. A source that fails says why and stops no other."""
    known = warehouse.known_sources(
        [source.id for source in line.sources], now=line.started, max_attempts=line.max_attempts
    )
    robots: RobotsFiles = {}
    discoveries = discover(
        [to_crawl_source(source, line.host_delay) for source in line.sources],
        {name: to_crawl_known(state) for name, state in known.items()},
        line.options,
        now=line.started,
        progress=lambda done, total, label: line.progress("discover", done, total, label),
        robots=robots,
        tell=lambda found: note_discovery(line, found),
    )
    return Found(tuple(discoveries), known, robots)


def fetch_pages(line: Line, found: Found) -> tuple[crawl.FetchReport, ...]:
    """Fetches new entries, and those that failed before, into one WARC segment for each source."""
    jobs = [
        (to_crawl_source(source, line.host_delay), entries, segment_path(line.archive_dir, source.id, line.batch_run))
        for source, discovery in zip(line.sources, found.discoveries, strict=True)
        if (entries := _entries_to_fetch(source, discovery, found.known[source.id]))
    ]
    if jobs and line.needs_workers:
        start_fork_server(READ_PAGE)  # takes a second of its own, which pages take to come anyway
    return tuple(
        fetch_all(
            jobs,
            line.options,
            now=line.started,
            progress=lambda done, total, label: line.progress("fetch", done, total, label),
            robots=found.robots,
            tell=lambda outcome: note_outcome(line, outcome),
        )
    )


def _entries_to_fetch(source: Source, discovery: crawl.Discovery, known: KnownState) -> tuple[crawl.Entry, ...]:
    """New entries, then due retries that the source did not announce again."""
    announced = {entry.canonical_url for entry in discovery.entries}
    again = [_retried(source, retry) for retry in known.retries if retry.canonical_url not in announced]
    return (*(_with_validators(entry, known) for entry in discovery.entries), *again)


def _with_validators(entry: crawl.Entry, known: KnownState) -> crawl.Entry:
    """An entry that was updated is asked for on condition: some sources touch their dates and not their pages."""
    page = known.pages.get(entry.canonical_url)
    if page is None:
        return entry
    return replace(entry, etag=page.validators.etag, last_modified=page.validators.last_modified)


def _retried(source: Source, retry: Retry) -> crawl.Entry:
    return crawl.Entry(
        source_id=source.id,
        url=retry.url,
        canonical_url=retry.canonical_url,
        doc_id=find_document_id(retry.url, source.document_id) or retry.canonical_url,
        title=retry.title,
        published=_iso(retry.published),
        updated=_iso(retry.updated),
    )


def read_new(line: Line, found: Found, reports: Sequence[crawl.FetchReport]) -> tuple[StagedBatch, ...]:
    """Cleans and reads what was fetched, and stages one batch for each source, also for those that gave nothing."""
    fetched = {report.source_id: report for report in reports}
    runs = []
    for source, discovery in zip(line.sources, found.discoveries, strict=True):
        report = fetched.get(source.id)
        runs.append(
            SourceRun(
                source,
                batch_id=line.batch_id(source.id),
                discovery=discovery,
                outcomes=report.outcomes if report else (),
                segment=report.segment if report else None,
                known=found.known[source.id],
            )
        )
    return tuple(read_segments(line, runs))


def read_segments(
    line: Line, runs: Sequence[SourceRun], look: Callable[[Sequence[ReadItem]], object] = len
) -> Iterator[StagedBatch]:
    """Reads the segments of all runs in one pool of workers and stages a batch as soon as its last page is read.

    Holds no more than the pages that the workers are at and the rows of one source. `look` is shown what each batch is
    made of.
    """
    items: list[ReadItem] = []
    at = 0
    for index, item in _read_items(line, runs):
        while at < index:
            look(items)
            yield _stage(line, runs[at], items)
            items, at = [], at + 1
        items.append(item)
    for run in runs[at:]:
        look(items)
        yield _stage(line, run, items)
        items = []


def _stage(line: Line, run: SourceRun, items: list[ReadItem]) -> StagedBatch:
    return stage_batch(line.staging_dir, build_batch(line, replace(run, items=tuple(items))))


def _read_items(line: Line, runs: Sequence[SourceRun]) -> Iterator[tuple[int, ReadItem]]:
    """Every record of all segments in order, with the index of its run and what became of it."""
    waiting: deque[tuple[int, ArchivedPage | DamagedRecord]] = deque()
    outcomes = run_in_workers(
        READ_PAGE,
        _iterate_pages(runs, waiting),
        jobs=line.jobs,
        timeout_seconds=line.page_seconds,
        memory_mb=line.page_memory_mb,
        initializer=START_WORKER,
        initargs=(line.catalogue.rulebook_data(), line.catalogue.data["topics"]),
    )
    total = sum(run.expected or sum(outcome.state == "fetched" for outcome in run.outcomes) for run in runs)
    for outcome in outcomes:
        while isinstance(waiting[0][1], DamagedRecord):
            index, damaged = waiting.popleft()
            yield index, ReadItem(damaged)
        index, found = waiting.popleft()
        line.progress("read", outcome.index + 1, total, runs[index].source.id)
        reading = outcome.value or PageFailure(outcome.error or "not read")
        if isinstance(found, ArchivedPage):
            note_reading(line, runs[index].source.id, found.page.url, reading)
        yield index, ReadItem(found, reading)
    for index, damaged in waiting:
        yield index, ReadItem(damaged)


def _iterate_pages(
    runs: Sequence[SourceRun], waiting: deque[tuple[int, ArchivedPage | DamagedRecord]]
) -> Iterator[tuple[Page, tuple[str, ...]]]:
    """What the workers are given; `waiting` keeps, without its body, what they have not answered."""
    for index, run in enumerate(runs):
        for found in read_archived(run.segment) if run.segment else ():
            if isinstance(found, DamagedRecord):
                waiting.append((index, found))
                continue
            waiting.append((index, replace(found, page=replace(found.page, body=b""))))
            yield as_page_of(run.source, found.page), run.source.topics


def as_page_of(source: Source, page: Page) -> Page:
    """The page with what the configuration says of the source that it came from."""
    hint: Lang | None = source.language
    return replace(page, zone=source.zone, lang_hint=hint, url_date_pattern=source.url_date_pattern)


def load_batches(line: Line, warehouse: Warehouse, staged: Iterable[StagedBatch]) -> tuple[LoadResult, ...]:
    """Loads batches one by one, each in one transaction; one that was loaded before does nothing."""
    results = []
    for batch in staged:
        results.append(load_batch(warehouse, batch))
        line.progress("load", len(results), 0, batch.source_id)
        line.note("batch loaded", source=batch.source_id, batch=batch.batch_id, added=dict(results[-1].added))
    return tuple(results)


def publish_copy(line: Line, lock: WriterLock) -> Published:
    """Derives the series, runs the checks, alerts, and replaces the readers' copy. The warehouse must be closed."""
    telling = None if line.alerting is None else partial(tell, line, line.alerting)
    published = publish(line.data_dir, lock=lock, tell=telling)
    if published.rates and published.rates.changed:
        line.warn(
            f"{published.rates.package} states {published.rates.changed:,} exchange rates otherwise than before; "
            "converted values changed with them: see the table rate_changes"
        )
    if line.publish_tables:
        _write_tables(line, published)
    return published


def _write_tables(line: Line, published: Published) -> None:
    """The copy stands whatever happens here: readers of the files keep the last ones."""
    from warehouse.exports.published_tables import publish_tables  # noqa: PLC0415 - the first stages need not wait for it

    try:
        publish_tables(published.path)
    except DiskError as error:
        line.warn(f"the tables were not written: {error}")


def write_report(line: Line, published: Published) -> ReportResult:
    """Builds the report from the copy that was just published."""
    from warehouse.report import build_report  # noqa: PLC0415 - the last stage needs the charts, the first need not wait

    return build_report(published.path, line.report_dir, generated=datetime.now(UTC), sample=line.sample)


def to_crawl_source(source: Source, host_delay: float) -> crawl.Source:
    """The crawler's view of a configured source: plain types, nothing of pydantic. The longer of both delays holds."""
    return crawl.Source(
        id=source.id,
        type=source.type,
        urls=source.url,
        language=source.language or "en",
        zone=source.zone,
        tier=source.tier,
        topics=source.topics,
        delay_seconds=max(source.delay_seconds, host_delay),
        max_items=source.max_items,
        url_date_pattern=source.url_date_pattern,
        document_id=source.document_id,
        selectors=source.selectors.model_dump(exclude_none=True) if source.selectors else None,
        json_paths=source.json_paths.model_dump(exclude_none=True) if source.json_paths else None,
        headers=source.headers,
        allow_private=source.allow_private,
        max_bytes=source.max_bytes,
        stale_after_days=source.stale_after_days,
        enabled=source.enabled,
        archive=_to_crawl_archive(source),
    )


def _to_crawl_archive(source: Source) -> crawl.Archive | None:
    archive = source.history
    if archive is None:
        return None
    return crawl.Archive(
        url=archive.url,
        type=archive.type,
        first_page=archive.first_page,
        most_pages=archive.most_pages,
        max_items=archive.max_items,
        selectors=archive.selectors.model_dump(exclude_none=True) if archive.selectors else None,
        json_paths=archive.json_paths.model_dump(exclude_none=True) if archive.json_paths else None,
    )


def to_crawl_known(state: KnownState) -> crawl.KnownSource:
    return crawl.KnownSource(
        validators=tuple((url, v.etag, v.last_modified) for url, v in state.validators.items()),
        urls={url: _iso(updated) for url, updated in state.urls.items()},
        newest=_iso(state.newest),
    )


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
