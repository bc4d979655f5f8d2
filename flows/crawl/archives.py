"""Asking archives what was published on given days: `plan_archives`, then `read_windows` for some windows at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from flows.crawl.announcements import Announcement, AnnouncementList
from flows.crawl.archive_windows import (
    Window,
    as_archive_source,
    choose_entries,
    find_day,
    find_named_days,
    is_dated,
    is_numbered,
    may_hold,
    plan_dated_windows,
    plan_sitemap_windows,
)
from flows.crawl.documents import parse_document
from flows.crawl.entries import build_entries
from flows.crawl.errors import FeedError, FetchError, NothingListedError
from flows.crawl.fetching import FetchOptions
from flows.crawl.records import Archive, Entry, Source
from flows.crawl.robots import RobotsFiles
from flows.crawl.session import Session, open_session, run_blocking, run_together
from flows.crawl.urls import join_link
from flows.days import Days

WindowState = Literal["ok", "empty", "failed", "disallowed"]

_MOST_SITEMAPS = 500  # of one window
_MAX_DEPTH = 3  # an index of indexes is against the protocol, and met
_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class ArchivePlan:
    """The windows of one source's archive over the days asked for; none where `reason` says why."""

    source_id: str
    windows: tuple[Window, ...] = ()
    state: WindowState = "ok"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class WindowAnswer:
    """What one window holds. `empty`: there is no such page, or nothing on it."""

    source_id: str
    window: Window
    state: WindowState
    reason: str | None = None
    entries: tuple[Entry, ...] = ()  # of its days, known or not
    covered: Days | None = None  # days that need not be asked for again


def plan_archives(
    wanted: Sequence[tuple[Source, Days]], options: FetchOptions, *, robots: RobotsFiles | None = None
) -> list[ArchivePlan]:
    """The windows of each archive, in the order of `wanted`; asks the web only for the indexes of sitemaps.

    `robots` gets the robots files that were asked for.
    """

    async def plan_all() -> list[ArchivePlan]:
        async with open_session(options, robots) as session:
            return await run_together(_plan_safely(session, source, days) for source, days in wanted)

    return run_blocking(plan_all)


def read_windows(
    wanted: Sequence[tuple[Source, Window]],
    options: FetchOptions,
    *,
    now: datetime,
    robots: RobotsFiles | None = None,
) -> list[WindowAnswer]:
    """What each window holds, in the order of `wanted`: sources side by side, each politely, and none stops another."""

    async def read_all() -> list[WindowAnswer]:
        async with open_session(options, robots) as session:
            return await run_together(_read_safely(session, source, window, now) for source, window in wanted)

    return run_blocking(read_all)


async def _plan_safely(session: Session, source: Source, days: Days) -> ArchivePlan:
    try:
        return ArchivePlan(source.id, await _plan(session, source, days))
    except (FetchError, FeedError) as error:
        return ArchivePlan(source.id, (), *_judge(error))


async def _plan(session: Session, source: Source, days: Days) -> tuple[Window, ...]:
    archive = _archive_of(source)
    if is_dated(archive):
        return plan_dated_windows(archive, days)
    if is_numbered(archive) or archive.type != "sitemap":
        return (Window(days, (archive.url,)),)
    listed, base = await _ask(session, as_archive_source(source, archive), archive.url)
    if not listed.sitemaps:
        return (Window(days, (archive.url,)),)
    return plan_sitemap_windows(_resolve(base, listed), days)


async def _read_safely(session: Session, source: Source, window: Window, now: datetime) -> WindowAnswer:
    try:
        return await _read(session, source, window, now)
    except (FetchError, FeedError) as error:
        return WindowAnswer(source.id, window, *_judge(error))


async def _read(session: Session, source: Source, window: Window, now: datetime) -> WindowAnswer:
    archive = _archive_of(source)
    reader = as_archive_source(source, archive)
    found = _Collected(reader, window.days, now)
    covered: Days | None = window.days
    if is_numbered(archive):
        covered = await _read_pages(session, archive, window, found)
    else:
        for url in window.urls:
            await _read_tree(session, url, found)
    state: WindowState = "ok" if found.entries else "empty"
    reason = None if found.entries else found.reason
    if covered != window.days:
        reason = f"its {archive.most_pages} newest pages do not reach back to {window.days.first}; raise most_pages"
        state = "failed"
    kept = _until_yesterday(covered, source.zone, now) if window.is_whole and covered else None
    return WindowAnswer(source.id, window, state, reason, tuple(found.entries.values()), kept)


def _until_yesterday(days: Days, zone: str, now: datetime) -> Days | None:
    """The days that are over where the source is: today's page will still grow."""
    yesterday = now.astimezone(ZoneInfo(zone)).date() - timedelta(days=1)
    return days.clip(Days(date.min, yesterday))


@dataclass(slots=True)
class _Collected:
    """What the pages of one window have shown so far."""

    reader: Source
    days: Days
    now: datetime
    entries: dict[str, Entry] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)  # of all entries, also of those of other days
    asked: set[str] = field(default_factory=set)
    reason: str | None = None

    def add(self, base: str, listed: AnnouncementList) -> tuple[list[date], int]:
        """The days of the entries of one page, and how many of its links are new."""
        announced = ((base, item) for item in listed.items)
        built = build_entries(self.reader, announced, self.now, self.reader.max_items).entries
        before = len(self.links)
        self.links.update(entry.canonical_url for entry in built)
        for entry in choose_entries(self.reader, built, self.days):
            self.entries.setdefault(entry.doc_id, entry)
        days = [find_day(entry, self.reader.url_date_pattern) for entry in built]
        return [day for day in days if day is not None], len(self.links) - before


async def _ask_if_there(session: Session, url: str, found: _Collected) -> tuple[AnnouncementList, str] | None:
    """What `_ask` answers; None, and the reason kept, where there is no such page."""
    try:
        return await _ask(session, found.reader, url)
    except (FetchError, NothingListedError) as error:
        if not _is_gone(error):
            raise
        found.reason = _explain(error)
        return None


async def _read_pages(session: Session, archive: Archive, window: Window, found: _Collected) -> Days | None:
    """The days that were read to their end: page after page, until one holds older entries only, or nothing new."""
    oldest = window.days.last + timedelta(days=1)
    for number in range(archive.first_page, archive.first_page + archive.most_pages):
        url = window.urls[0].replace("{page}", str(number))
        page = await _ask_if_there(session, url, found)
        if page is None:
            return window.days
        listed, base = page
        days, new = found.add(base, listed)
        if not new or (days and max(days) < window.days.first):
            return window.days
        oldest = min([oldest, *days])
    reached = Days(date.min, window.days.last).clip(Days(oldest + timedelta(days=1), date.max))
    return None if reached is None else window.days.clip(reached)


async def _read_tree(session: Session, url: str, found: _Collected) -> None:
    """One page, or a sitemap with the sitemaps that it names."""
    queue = [(1, url)]
    while queue and len(found.asked) < _MOST_SITEMAPS:
        depth, url = queue.pop(0)
        if url in found.asked:
            continue
        found.asked.add(url)
        page = await _ask_if_there(session, url, found)
        if page is None:
            continue
        listed, base = page
        found.add(base, listed)
        if depth < _MAX_DEPTH:
            queue += [(depth + 1, inner) for inner, one in _resolve(base, listed) if _may_hold(inner, one, found.days)]


def _may_hold(url: str, sitemap: Announcement, days: Days) -> bool:
    named = find_named_days(url)
    return may_hold(sitemap, days) if named is None else named.clip(days) is not None


def _resolve(base: str, listed: AnnouncementList) -> list[tuple[str, Announcement]]:
    """The sitemaps of an index with their absolute addresses."""
    joined = ((join_link(base, item.link), item) for item in listed.sitemaps)
    return [(url, item) for url, item in joined if url is not None]


async def _ask(session: Session, reader: Source, url: str) -> tuple[AnnouncementList, str]:
    """What a page of an archive lists, and the url that its links are relative to."""
    response = await session.get(reader, url)
    return parse_document(reader, response), response.final_url


def _is_gone(error: FetchError | FeedError) -> bool:
    """Whether there is nothing for these days, which is no fault: papers have holidays."""
    return isinstance(error, NothingListedError) or (isinstance(error, FetchError) and error.status in _GONE)


def _judge(error: FetchError | FeedError) -> tuple[WindowState, str]:
    disallowed = isinstance(error, FetchError) and error.reason == "disallowed by robots.txt"
    return "disallowed" if disallowed else "failed", _explain(error)


def _explain(error: FetchError | FeedError) -> str:
    return f"{error.url}: {error.explanation}" if isinstance(error, FetchError) else str(error)


def _archive_of(source: Source) -> Archive:
    if source.archive is None:
        raise FeedError("no archive", f"the configuration of {source.id} names none")
    return source.archive
