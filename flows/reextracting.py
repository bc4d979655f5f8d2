"""`claimwatch reextract`: pages of the archive read again by the rules of today, without a network.

Readings are added and none is changed: a series shows what the newest reading says, and `observations_as_of` what an
earlier one said. What was loaded stays loaded, so it may be cut off at any moment and goes on where it stopped.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path

from extractors.errors import UsageError
from flows.archive import DamagedRecord, list_segments
from flows.batching import ReadItem, SourceRun
from flows.daily import PLAIN, Stages, run_locked
from flows.line import Line
from flows.outcome import RunOutcome
from flows.page_results import PageReading
from flows.stages import load_batches, read_segments
from warehouse.database import Warehouse, lock_warehouse
from warehouse.loading import LoadResult
from warehouse.locking import WriterLock


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading again brought."""

    segments: int
    pages: Counter[str]  # "read", "unreadable"
    loads: tuple[LoadResult, ...]

    def count(self, table: str) -> int:
        return sum(load.added.get(table, 0) for load in self.loads)


Reader = Callable[[Line, Warehouse, bool], Reread]


def run_reextract(line: Line, *, again: bool = False) -> RunOutcome:
    """Reads the segments of the line's sources that these rules have not read, loads, publishes, and reports.

    `again` reads all of them: for changes that the version of the rules does not tell. Raises LockedError, DiskError,
    DamagedError, CheckFailedError.
    """
    with lock_warehouse(line.data_dir, command=line.command) as lock:
        return reextract_locked(line, lock, PLAIN, read_again, again=again)


def reextract_locked(line: Line, lock: WriterLock, steps: Stages, reread: Reader, *, again: bool) -> RunOutcome:
    """`run_reextract` for a caller who holds the lock and brings the stages, plain or as tasks."""
    _require_known(line)
    return run_locked(line, lock, steps, partial(_fill, reread=reread, again=again))


def _require_known(line: Line) -> None:
    """Says which sources of the archive are none of config/'s; UsageError where there are no others."""
    archived = {path.parent.name for path in list_segments(line.archive_dir)}
    strangers = sorted(archived - {source.id for source in line.catalogue.sources})
    if strangers and len(strangers) == len(archived):
        raise UsageError(f"{line.archive_dir}: config/ has no file for any source of this archive ({strangers[0]}, …)")
    if strangers:
        line.warn(f"{line.archive_dir}: left alone, since config/ has no file for them: {', '.join(strangers)}")


def _fill(line: Line, warehouse: Warehouse, steps: Stages, *, reread: Reader, again: bool) -> RunOutcome:
    """In place of discovery and fetching: the archive."""
    recovered = steps.prepare(line, warehouse)
    result = reread(line, warehouse, again)
    counts = {
        "segments": result.segments,
        "pages": result.pages.total(),
        "unreadable_pages": result.pages["unreadable"],
        "articles": result.count("articles"),
        "readings": result.count("readings"),
        "claims": result.count("claim_readings"),
        "recovered_batches": len(recovered.loads),
        "recovered_articles": sum(recovered.count_articles().values()),
        "recovered_claims": recovered.count_claims(),
        "unreadable_batches": recovered.unreadable_batches,
        "segments_gone": recovered.segments_gone,
    }
    return RunOutcome(line.run_id, (), counts, recovered.count_articles())


def read_again(line: Line, warehouse: Warehouse, again: bool) -> Reread:
    """Reads and loads, one segment after the other; holds the pages at hand and the rows of one segment."""
    runs = _choose_segments(line, warehouse, again)
    pages: Counter[str] = Counter()
    loads = load_batches(line, warehouse, read_segments(line, runs, partial(_count, pages)))
    return Reread(len(runs), pages, loads)


def _count(pages: Counter[str], items: Iterable[ReadItem]) -> None:
    for item in items:
        is_read = isinstance(item.reading, PageReading) and not isinstance(item.found, DamagedRecord)
        pages["read" if is_read else "unreadable"] += 1


def _choose_segments(line: Line, warehouse: Warehouse, again: bool) -> list[SourceRun]:
    """One batch for each segment to be read, named by the segment and the rules: the ledger never takes it twice."""
    sources = {source.id: source for source in line.sources}
    rules = line.run_id if again else find_rules(line)
    known = set() if again else _find_read(line, warehouse)
    loaded = {name for (name,) in warehouse.connection.execute("SELECT batch_id FROM batches").fetchall()}
    pages = dict(warehouse.connection.execute("SELECT segment, records FROM segments").fetchall())
    runs = []
    for path in list_segments(line.archive_dir):
        name, batch = path.relative_to(line.archive_dir).as_posix(), f"{_stem(path)}@{rules}"
        if path.parent.name in sources and name in pages and name not in known and batch not in loaded:
            source = sources[path.parent.name]
            runs.append(SourceRun(source, batch_id=batch, segment=path, is_again=True, expected=pages[name]))
    return runs


def find_rules(line: Line) -> str:
    """A name for all that decides what a page says: the rulebook and the topics that let it in."""
    topics = json.dumps(line.catalogue.data["topics"], sort_keys=True, ensure_ascii=False, default=str)
    return f"{line.rulebook}-{blake2b(topics.encode(), digest_size=3).hexdigest()}"


def _find_read(line: Line, warehouse: Warehouse) -> set[str]:
    """Segments that a run with this very configuration has read when they were fetched."""
    rows = warehouse.connection.execute(
        "SELECT segment FROM segments JOIN runs USING (run_id) WHERE rulebook = ? AND config_version = ?",
        [line.rulebook, line.catalogue.version],
    ).fetchall()
    return {name for (name,) in rows}


def _stem(segment: Path) -> str:
    return segment.name.removesuffix(".warc.gz")


def describe_reextraction(outcome: RunOutcome) -> str:
    """`"12 segments with 340 pages read; 3 article versions and 120 claims new, 2 pages unreadable."`"""
    counts = outcome.counts
    return (
        f"{counts['segments']} segments with {counts['pages']} pages read; {counts['articles']} article versions and "
        f"{counts['claims']} claims new, {counts['unreadable_pages']} pages unreadable."
    )
