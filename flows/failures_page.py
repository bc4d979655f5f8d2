"""What failed in a run, for Prefect's UI: sources and pages, why, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from warehouse.database import connect

MOST_PAGES = 50


@dataclass(frozen=True, slots=True)
class Failures:
    """Sources that failed in a run, and pages that it could not get or not read."""

    sources: tuple[tuple[str, str, int, datetime | None], ...]  # id, reason, failures in a row, last good answer
    pages: tuple[tuple[str, str, str, str, int], ...]  # source, url, fate, reason, tries so far
    more: int = 0  # pages that are not listed


def read_failures(copy: Path, run_id: str) -> Failures:
    """The failures of one run in a published copy."""
    with connect(copy, read_only=True) as connection:
        sources = connection.execute(_SOURCES, [run_id]).fetchall()
        pages = connection.execute(_PAGES, [run_id]).fetchall()
    return Failures(tuple(sources), tuple(pages[:MOST_PAGES]), max(0, len(pages) - MOST_PAGES))


_SOURCES = """
SELECT c.source_id, coalesce(c.reason, ''), h.failures_in_a_row, h.last_ok
FROM source_checks AS c JOIN source_health AS h ON h.source_id = c.source_id
WHERE c.run_id = ? AND c.state = 'failed' ORDER BY h.failures_in_a_row DESC, c.source_id
"""
_PAGES = """
SELECT source_id, url, fate, coalesce(reason, ''), attempts
FROM entries WHERE run_id = ? AND fate IN ('failed', 'deferred', 'quarantined') ORDER BY source_id, url
"""


def build_failures(failures: Failures, most_tries: int) -> str:
    """The failures as Markdown, each with what becomes of it: tried again, given up, or kept out for good."""
    if not (failures.sources or failures.pages):
        return "# Failures\n\nNothing failed.\n"
    lines = ["# Failures", ""]
    if failures.sources:
        lines += ["| source | why | in a row | last good answer |", "|---|---|--:|---|"]
        lines += [_row(name, why, count, _day(last)) for name, why, count, last in failures.sources]
        lines += ["", "Sources are asked again at every run of their schedule.", ""]
    if failures.pages:
        lines += ["| source | page | why | tries | what becomes of it |", "|---|---|---|--:|---|"]
        lines += [
            _row(source, url, why, tries, _next(fate, tries, most_tries))
            for source, url, fate, why, tries in failures.pages
        ]
    if failures.more:
        lines += ["", f"{failures.more} more: `SELECT * FROM entry_states WHERE fate = 'failed'`"]
    return "\n".join(lines) + "\n"


def _next(fate: str, tries: int, most_tries: int) -> str:
    if fate == "quarantined":
        return "kept out; see quarantine"
    return "given up until the weekly second look" if tries >= most_tries else "asked for again at the next run"


def _day(moment: datetime | None) -> str:
    return "never" if moment is None else f"{moment:%Y-%m-%d}"


def _row(*cells: Any) -> str:
    return f"| {' | '.join(_in_cell(str(cell)) for cell in cells)} |"


def _in_cell(text: str) -> str:
    """Words of publishers as one cell: no column, link or markup of theirs."""
    return "".join(f"\\{sign}" if sign in "|[]<>*_`\\" else sign for sign in " ".join(text.split()))[:400]
