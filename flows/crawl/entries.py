"""From what a source announced to entries: absolute links, identities, dates in the source's zone. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flows.crawl.announcements import Announcement
from flows.crawl.entry_dates import find_newest, find_url_date, is_future, parse_entry_date, to_instant
from flows.crawl.records import Entry, KnownSource, Source
from flows.crawl.urls import canonicalise_url, find_document_id, has_foreign_scheme, join_link

_MAX_URL = 2000
_MAX_TITLE = 1000
_SHOWN = 200  # characters kept of a link that is no web address


@dataclass(frozen=True, slots=True)
class EntryList:
    """The entries of one source in one run, each document once, with what was odd about them."""

    entries: tuple[Entry, ...]
    newest: str | None
    warnings: tuple[str, ...]


def build_entries(
    source: Source, announced: Iterable[tuple[str, Announcement]], now: datetime, max_items: int
) -> EntryList:
    """Entries from announcements, each with the url of the document that made it (links are relative to that).

    A date that cannot be read or lies ahead of `now` is left out and counted in the warnings.
    """
    faults: Counter[str] = Counter()
    entries: dict[str, Entry] = {}
    cut = 0
    for base, announcement in announced:
        entry = _build_entry(source, base, announcement, now, faults)
        if entry is None or entry.doc_id in entries:
            continue
        if len(entries) >= max_items:
            cut += 1
            continue
        entries[entry.doc_id] = entry
    warnings = [f"{count} {fault}" for fault, count in faults.items()]
    if cut:
        warnings.append(f"first {max_items} of {max_items + cut} entries taken")
    kept = tuple(entries.values())
    return EntryList(kept, _find_newest(source, kept), tuple(warnings))


def _build_entry(
    source: Source, base: str, announcement: Announcement, now: datetime, faults: Counter[str]
) -> Entry | None:
    url = join_link(base, announcement.link)
    if url is None and source.type != "listing" and has_foreign_scheme(announcement.link):
        # Kept as written, so that the fetcher refuses it by name; in a page such links are menus, in a feed an attack.
        url = canonical = announcement.link.strip()[:_SHOWN]
    elif url is None or len(url) > _MAX_URL:
        faults["links that are no web address"] += 1
        return None
    else:
        canonical = canonicalise_url(url)
    return Entry(
        source_id=source.id,
        url=url,
        canonical_url=canonical,
        doc_id=find_document_id(url, source.document_id) or canonical,
        title=(announcement.title or "")[:_MAX_TITLE] or None,
        published=_read_date(announcement.published, source.zone, now, faults),
        updated=_read_date(announcement.updated, source.zone, now, faults),
    )


def _read_date(text: str | None, zone: str, now: datetime, faults: Counter[str]) -> str | None:
    if text is None or not text.strip():
        return None
    found = parse_entry_date(text, zone)
    if found is None:
        faults["dates that cannot be read"] += 1
    elif is_future(found, zone, now):
        faults["dates in the future"] += 1
        return None
    return found


def _find_newest(source: Source, entries: Iterable[Entry]) -> str | None:
    """The newest day known of any entry; the url counts where the source gives no date."""
    dates = (entry.published or entry.updated or find_url_date(entry.url, source.url_date_pattern) for entry in entries)
    return find_newest([day for day in dates if day is not None], source.zone)


def select_new(source: Source, entries: Iterable[Entry], known: KnownSource) -> tuple[Entry, ...]:
    """Entries that are not known by url or document id, or were updated since they were fetched."""
    stamps = dict(known.urls)
    pattern = source.document_id
    ids = {find_document_id(url, pattern): stamp for url, stamp in stamps.items()} if pattern else {}

    def is_new(entry: Entry) -> bool:
        if entry.canonical_url in stamps:
            return _is_newer(entry.updated, stamps[entry.canonical_url], source.zone)
        if entry.doc_id in ids:
            return _is_newer(entry.updated, ids[entry.doc_id], source.zone)
        return True

    return tuple(entry for entry in entries if is_new(entry))


def _is_newer(updated: str | None, stamp: str | None, zone: str) -> bool:
    """True where both are known and the first is later: a stamp that we never had proves no change."""
    if updated is None or stamp is None:
        return False
    return to_instant(updated, zone) > to_instant(stamp, zone)


def is_stale(newest: str | None, source: Source, now: datetime) -> bool:
    """True where the newest entry is older than the source's `stale_after_days`."""
    if newest is None or source.stale_after_days is None:
        return False
    return (now - to_instant(newest, source.zone)).days >= source.stale_after_days
