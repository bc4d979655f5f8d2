"""Where the page of an article lies in the archive."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flows.archive import ArchivedPage, read_archived


@dataclass(frozen=True, slots=True)
class ArchivedAt:
    """A page in its segment, or why it is not there."""

    file: str  # under the data folder
    number: int | None = None  # of the page in its file, from 1
    pages: int = 0
    bytes: int | None = None
    problem: str | None = None


def find_archived(data_dir: Path, segment: str | None, url: str) -> ArchivedAt | None:
    """The page that was announced as `url` in a segment; None where no page is kept."""
    if segment is None:
        return None
    path = data_dir / "archive" / segment
    file = f"archive/{segment}"
    if not path.is_file():
        return ArchivedAt(file, problem="the file is gone")
    pages = [found for found in read_archived(path) if isinstance(found, ArchivedPage)]
    for number, found in enumerate(pages, 1):
        if url in {found.page.url, found.page.final_url, found.canonical_url}:
            return ArchivedAt(file, number, len(pages), len(found.page.body))
    return ArchivedAt(file, pages=len(pages), problem="the page is not in the file")
