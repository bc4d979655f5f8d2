"""Everything that the site shows, read from the published copy before the first page is written."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from warehouse.daily_digest.reading import build_digests, list_days
from warehouse.daily_digest.records import Digest
from warehouse.database import connect
from warehouse.faults import translated
from warehouse.pages.coverage_page import Coverage, read_coverage
from warehouse.pages.digest_page import MOST_DAYS
from warehouse.pages.front_page import Front, read_front
from warehouse.pages.list_pages import MOST_EXAMPLES
from warehouse.pages.reading import Row, read_rows
from warehouse.pages.search_index import SearchIndex, read_search_index
from warehouse.pages.series_data import SeriesRecord, read_series
from warehouse.pages.source_pages import SourceRecord, read_sources

_NOTHING = Front(counts={"articles": 0, "claims": 0, "checked_day": None, "seen_day": None}, new=())
_NO_COVERAGE = Coverage()
_NO_SEARCH = SearchIndex()


@dataclass(frozen=True, slots=True)
class Content:
    """What the pages are made of."""

    front: Front = _NOTHING
    series: tuple[SeriesRecord, ...] = ()
    sources: tuple[SourceRecord, ...] = ()
    coverage: Coverage = _NO_COVERAGE
    held: tuple[Row, ...] = ()
    search: SearchIndex = _NO_SEARCH
    digests: tuple[Digest, ...] = ()  # of the newest days, the newest first
    bodies: tuple[Row, ...] = ()
    tiles: tuple[Row, ...] = ()


def read_content(published_copy: Path) -> Content:
    """The content of the copy; nothing where nothing was published yet.

    Raises DamagedError or DiskError if there is a file that cannot be read as a warehouse.
    """
    if not published_copy.exists():
        return Content()
    with translated(published_copy), closing(connect(published_copy, read_only=True)) as connection:
        read_rows(connection, "observations")
        front = read_front(connection)
        return Content(
            front=front,
            series=read_series(connection),
            sources=read_sources(connection),
            coverage=read_coverage(connection),
            held=read_rows(connection, "held", {"most_examples": MOST_EXAMPLES}),
            search=read_search_index(connection),
            bodies=read_rows(connection, "bodies"),
            tiles=read_rows(connection, "tiles"),
            digests=build_digests(connection, list_days(connection, MOST_DAYS)),
        )
