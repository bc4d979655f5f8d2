"""Fetching the pages of new entries into WARC segments: `fetch_all(jobs, options)`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from flows.archive import SegmentWriter
from flows.crawl.errors import FetchError
from flows.crawl.fetching import FetchOptions
from flows.crawl.records import Entry, EntryOutcome, FetchReport, OutcomeState, Response, Source
from flows.crawl.rights import find_reservation
from flows.crawl.robots import RobotsFiles, product_token
from flows.crawl.session import Session, open_session, run_blocking, run_together
from flows.crawl.urls import has_foreign_scheme, parse_http_url

FetchJob = tuple[Source, Sequence[Entry], Path]
Progress = Callable[[int, int, str], None]
Tell = Callable[[EntryOutcome], None]


def fetch_entries(
    source: Source,
    entries: Sequence[Entry],
    segment_path: Path,
    options: FetchOptions,
    *,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> FetchReport:
    """Fetches the pages of one source into one segment; see `fetch_all`."""
    return fetch_all([(source, entries, segment_path)], options, now=now, progress=progress)[0]


def fetch_all(
    jobs: Sequence[FetchJob],
    options: FetchOptions,
    *,
    now: datetime | None = None,
    progress: Progress | None = None,
    robots: RobotsFiles | None = None,
    tell: Tell | None = None,
) -> list[FetchReport]:
    """Fetches pages, one WARC segment for each source, and tells what became of every entry, in the order given.

    Hosts are asked side by side, each politely, whichever sources share it. A segment appears whole or not at all;
    where nothing was fetched there is none. `progress(done, total, source_id)` is called after each entry.
    `robots` are the robots files that `discover` has asked for; `tell` gets each outcome as it comes.
    """
    started = now or datetime.now(UTC)
    return run_blocking(lambda: _fetch_all(jobs, options, started, progress, robots=robots, tell=tell))


async def _fetch_all(
    jobs: Sequence[FetchJob],
    options: FetchOptions,
    now: datetime,
    progress: Progress | None,
    *,
    robots: RobotsFiles | None,
    tell: Tell | None,
) -> list[FetchReport]:
    total = sum(len(entries) for _, entries, _ in jobs)
    done = 0

    def count(source_id: str, outcome: EntryOutcome) -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, total, source_id)
        if tell is not None:
            tell(outcome)

    async with open_session(options, robots) as session:
        return await run_together(_fetch_source(session, job, now, count) for job in jobs)


async def _fetch_source(
    session: Session, job: FetchJob, now: datetime, count: Callable[[str, EntryOutcome], None]
) -> FetchReport:
    source, entries, path = job
    with SegmentWriter(path, created=now) as segment:

        async def one(entry: Entry) -> EntryOutcome:
            outcome = await _fetch_safely(session, source, entry, segment)
            count(source.id, outcome)
            return outcome

        outcomes = tuple(await run_together(one(entry) for entry in entries))
    return FetchReport(source.id, segment.path if segment.pages else None, outcomes)


async def _fetch_safely(session: Session, source: Source, entry: Entry, segment: SegmentWriter) -> EntryOutcome:
    try:
        response = await session.get(source, entry.url, etag=entry.etag, last_modified=entry.last_modified)
    except FetchError as error:
        return _tell_failure(entry, error)
    except Exception as error:  # noqa: BLE001 - one page's surprise must not cost its siblings their run
        return EntryOutcome(entry, "failed", f"unexpected {type(error).__name__}: {error}"[:300])
    return _keep(entry, response, segment, product_token(session.fetcher.options.user_agent))


def _tell_failure(entry: Entry, error: FetchError) -> EntryOutcome:
    state: OutcomeState = "failed"
    if error.reason == "disallowed by robots.txt":
        state = "disallowed"
    elif _leads_astray(entry.url, error):
        state = "refused"
    elif error.retry_after is not None:
        state = "deferred"
    return EntryOutcome(entry, state, error.explanation, error.status, retry_after=error.retry_after)


def _leads_astray(link: str, error: FetchError) -> bool:
    """Whether the link itself goes where no request may go. A redirect that does may be another one tomorrow."""
    if error.reason == "scheme":
        return has_foreign_scheme(link)
    return error.reason == "blocked address" and _hostname(error.url) == _hostname(link)


def _hostname(url: str) -> str:
    """The host of a url; a host that stands alone, as the guard names it, is its own."""
    return str(parse_http_url(url if "://" in url else f"http://{url}").hostname)


def _keep(entry: Entry, response: Response, segment: SegmentWriter, agent: str) -> EntryOutcome:
    """Writes a page into the segment, unless it did not change, is empty, or may not be kept."""
    etag, modified = response.header("etag"), response.header("last-modified")
    if response.status == 304:
        return EntryOutcome(entry, "not_modified", None, 304, entry.etag, entry.last_modified)
    reservation = find_reservation(response, agent)
    if reservation is not None:
        return EntryOutcome(entry, "disallowed", reservation, response.status)
    if not response.body:
        return EntryOutcome(entry, "failed", "empty body", response.status)
    segment.write_page(entry, response)
    return EntryOutcome(entry, "fetched", None, response.status, etag, modified)
