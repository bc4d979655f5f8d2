"""An archive cut into windows: days, and the pages that hold what was published on them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from flows.crawl.announcements import Announcement
from flows.crawl.entry_dates import find_url_date
from flows.crawl.records import Archive, Entry, Source
from flows.days import Days, Step, split_days, subtract_days

# The days that a sitemap's name gives: "sitemap-2024-01.xml", "sitemap_20240115.xml.gz", "/2024/sitemap.xml".
_NAMED_DAYS = re.compile(
    r"""(?<!\d) (?P<year>(?:19|20)\d{2})
    (?: [-_/]? (?P<month>0[1-9]|1[0-2]) (?: [-_/]? (?P<day>0[1-9]|[12]\d|3[01]) )? )? (?!\d)""",
    re.VERBOSE,
)
_EVERY_LINK = {"item": "a[href]"}


@dataclass(frozen=True, slots=True)
class Window:
    """Days of an archive and where they stand: the urls are asked one after the other."""

    days: Days
    urls: tuple[str, ...]
    is_whole: bool = True  # False: others hold entries of these days too, so this one alone covers none


def plan_dated_windows(archive: Archive, days: Days) -> tuple[Window, ...]:
    """A window for each day, month or year that the url tells apart: `…/{yyyy}/{mm}/` gives one for each month."""
    return tuple(Window(part, (fill_date(archive.url, part.first),)) for part in split_days(days, _find_step(archive)))


def is_dated(archive: Archive) -> bool:
    """Whether the url says which days a page holds."""
    return "{yyyy}" in archive.url


def is_numbered(archive: Archive) -> bool:
    """Whether the archive goes on from page to page, newest first."""
    return "{page}" in archive.url


def _find_step(archive: Archive) -> Step:
    if "{dd}" in archive.url or "{d}" in archive.url:
        return "day"
    return "month" if "{mm}" in archive.url or "{m}" in archive.url else "year"


def fill_date(pattern: str, day: date) -> str:
    """The address of a day: `"/{yyyy}/{m}/{dd}"` gives `"/2024/1/05"`."""
    slots = {
        "{yyyy}": f"{day:%Y}",
        "{mm}": f"{day:%m}",
        "{dd}": f"{day:%d}",
        "{m}": f"{day.month}",
        "{d}": f"{day.day}",
    }
    for slot, value in slots.items():
        pattern = pattern.replace(slot, value)
    return pattern


def plan_sitemap_windows(sitemaps: Iterable[tuple[str, Announcement]], days: Days) -> tuple[Window, ...]:
    """The sitemaps of an index that may hold entries of these days, earliest first.

    One whose name says its month or day is a window of its own, and so are the days between that no sitemap has. Of
    the others those that last changed before these days are left out, and the rest is a window over all of them.
    """
    named: dict[Days, list[str]] = {}
    unnamed: list[str] = []
    for url, sitemap in sitemaps:
        held = find_named_days(url)
        if held is None:
            unnamed += [url] if may_hold(sitemap, days) else []
        elif shared := held.clip(days):
            named.setdefault(shared, []).append(url)
    if unnamed:
        named_windows = (Window(held, tuple(urls)) for held, urls in sorted(named.items()))
        return (Window(days, tuple(unnamed), is_whole=not named), *named_windows)
    gaps = {gap: list[str]() for gap in subtract_days(days, named)}
    return tuple(Window(held, tuple(urls)) for held, urls in sorted({**named, **gaps}.items()))


def find_named_days(url: str) -> Days | None:
    """The days that the name of a sitemap gives, the last in it: `".../2024-01.xml"` is all of January 2024."""
    found = None
    for match in _NAMED_DAYS.finditer(url.partition("://")[2]):
        found = match
    if found is None:
        return None
    start = date(int(found["year"]), int(found["month"] or 1), 1)
    if not found["day"]:
        return next(split_days(Days(start, start.replace(month=12, day=31)), "month" if found["month"] else "year"))
    try:
        day = start.replace(day=int(found["day"]))
    except ValueError:  # the 31st of a shorter month: some other number
        return None
    return Days(day, day)


def may_hold(sitemap: Announcement, days: Days) -> bool:
    """False for a sitemap that did not change since before these days: what is in it is older."""
    changed = (sitemap.updated or "")[:10]
    return not re.fullmatch(r"\d{4}-\d{2}-\d{2}", changed) or changed >= days.first.isoformat()


def as_archive_source(source: Source, archive: Archive) -> Source:
    """The source as its archive's pages are read: their type, their selectors, and none of its own bounds."""
    same = source.type == archive.type
    return replace(
        source,
        type=archive.type,
        max_items=archive.max_items,
        selectors=archive.selectors or (source.selectors if same else None) or _EVERY_LINK,
        json_paths=archive.json_paths or (source.json_paths if same else None),
    )


def choose_entries(source: Source, entries: Iterable[Entry], days: Days) -> tuple[Entry, ...]:
    """Those of the entries that were published on these days, as far as anything says so.

    `source` is that of `as_archive_source`: where it takes every link of a page, only those count whose address has a
    date of these days, or the look of a document. An entry of a page for a single day is of that day.
    """
    takes_every_link = source.type == "listing" and source.selectors == _EVERY_LINK
    kept = []
    for entry in entries:
        day = find_day(entry, source.url_date_pattern)
        if day is None and takes_every_link and (source.url_date_pattern or entry.doc_id == entry.canonical_url):
            continue
        if day is not None and day not in days:
            continue
        is_of_the_day = day is None and len(days) == 1
        kept.append(replace(entry, published=days.first.isoformat()) if is_of_the_day else entry)
    return tuple(kept)


def find_day(entry: Entry, url_date_pattern: str | None) -> date | None:
    """The day of publication: as announced, else as the address has it, else that of the last change."""
    told = entry.published or find_url_date(entry.url, url_date_pattern) or entry.updated
    return None if told is None else date.fromisoformat(told[:10])
