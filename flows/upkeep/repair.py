"""What is damaged is taken out, and brought back from the readers' copy and from the archive; nothing is fetched."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from extractors.errors import DamagedError, DiskError, UsageError
from flows.archive import list_segments
from flows.assembly import build_archive_line
from flows.catalogue.sources import Source
from flows.daily import PLAIN, Stages, run_locked
from flows.line import Line, Progress
from flows.outcome import RunOutcome
from flows.press.publishers import read_publishers
from flows.press.sources import describe_source
from flows.reextracting import read_again
from flows.settings import Paths, Settings
from warehouse.database import PRIVATE_NAME, PUBLISHED_NAME, Warehouse, connect, open_warehouse
from warehouse.faults import translated
from warehouse.locking import WriterLock
from warehouse.runs import SAMPLE_COMMAND
from warehouse.upkeep.salvage import bring_from_copy, replace_unreadable, settle_ledger, take_out_unsound

SUFFIX = ".warc.gz"
AGAIN = "@"  # in the name of a batch that read a segment again; behind it stand the rules


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was done, one line each, and the run that did it."""

    lines: tuple[str, ...]
    outcome: RunOutcome


def repair(line: Line, lock: WriterLock, now: datetime, steps: Stages = PLAIN) -> Repaired:
    """Brings back what can be brought back, publishes, and writes the report. Done twice it changes nothing more.

    Raises UsageError where config/ does not know a source whose pages would have to be read again, and
    CheckFailedError, DiskError, DamagedError like a run.
    """
    replaced = replace_unreadable(line.data_dir, now)
    with open_warehouse(line.data_dir, command="doctor", verify=False, lock=lock) as warehouse:
        unsound = take_out_unsound(warehouse)
        copied = bring_from_copy(warehouse, unsound)
        lost = [name for name in unsound if name not in copied]
        _require_sources(line, lost)
        settle_ledger(warehouse)
    outcome = run_locked(line, lock, steps, partial(_read_archive, reread=any(AGAIN in name for name in lost)))
    lines = [*([replaced] if replaced else []), *_describe(line, copied, lost), _describe_outcome(outcome)]
    return Repaired(tuple(lines), outcome)


def _require_sources(line: Line, lost: Sequence[str]) -> None:
    """Says so before the ledger forgets what nobody could read again."""
    known, segments = {source.id for source in line.sources}, {name.partition(AGAIN)[0] for name in lost}
    for path in list_segments(line.archive_dir):
        if path.name.removesuffix(SUFFIX) in segments and path.parent.name not in known:
            raise UsageError(
                f"{path.parent}: its pages must be read again, and config/ has no file for their source; write "
                f"config/sources/{path.parent.name}.yaml, or remove the folder and its pages with it"
            )


def build_repair_line(paths: Paths, settings: Settings, progress: Progress) -> Line:
    """The line over the sources of config/ or, where the sample press filled the warehouse, over those of the press."""
    line = build_archive_line(paths, settings, command="doctor", progress=progress)
    addresses = _read_sample_addresses(paths, line)
    if not addresses:
        return line
    described = [describe_source(each, addresses.get(each.id, "http://127.0.0.1")) for each in read_publishers()]
    plain = [{key: value for key, value in item.items() if key != "broken_by_design"} for item in described]
    return replace(line, sources=tuple(Source.model_validate(item) for item in plain), watched=(), sample=True)


def _read_sample_addresses(paths: Paths, line: Line) -> dict[str, str]:
    """Where the sample press stood when it filled this folder; empty for every other folder.

    Without a database to ask, it was the press if all pages are of its publishers and none of a source of config/.
    """
    for name in (PRIVATE_NAME, PUBLISHED_NAME):
        path = paths.data / name
        with (
            contextlib.suppress(DamagedError, DiskError),
            translated(path),
            connect(path, read_only=True) as connection,
        ):
            query = "SELECT source_id, homepage FROM sources WHERE EXISTS (SELECT 1 FROM runs WHERE command = $1)"
            rows = connection.execute(query, [SAMPLE_COMMAND]).fetchall()
            return {source: str(homepage).rstrip("/") for source, homepage in rows}
    archived = {path.parent.name for path in list_segments(line.archive_dir)}
    invented = {publisher.id for publisher in read_publishers()} - {source.id for source in line.catalogue.sources}
    return dict.fromkeys(archived, "http://127.0.0.1") if archived <= invented else {}


def _read_archive(line: Line, warehouse: Warehouse, steps: Stages, *, reread: bool) -> RunOutcome:
    """In place of discovery and fetching: what the archive has and the warehouse has not."""
    recovered = steps.prepare(line, warehouse)
    again = read_again(line, warehouse, again=False) if reread else None
    counts = {
        "recovered_batches": len(recovered.loads) + (len(again.loads) if again else 0),
        "recovered_articles": sum(recovered.count_articles().values()),
        "recovered_claims": recovered.count_claims() + (again.count("claim_readings") if again else 0),
        "unreadable_batches": recovered.unreadable_batches,
        "segments_gone": recovered.segments_gone,
    }
    return RunOutcome(line.run_id, (), counts, recovered.count_articles())


def _describe(line: Line, copied: Sequence[str], lost: Sequence[str]) -> list[str]:
    """Where each batch came from, or why it did not."""
    archived = {path.name.removesuffix(SUFFIX) for path in list_segments(line.archive_dir)}
    lines = [f"batch {name}: put back from the readers' copy" for name in copied]
    for name in lost:
        segment, again, _ = name.partition(AGAIN)
        if segment not in archived:
            lines.append(f"batch {name}: the archive has no pages of it; what its source announces is fetched again")
        elif again:
            lines.append(f"batch {name}: its pages were read again, by the rules of today")
        else:
            lines.append(f"batch {name}: its pages were read again from archive/")
    return lines


def _describe_outcome(outcome: RunOutcome) -> str:
    """`"2 batches with 12 articles and 80 claims came in; copy and report are new"`."""
    counts = outcome.counts
    return (
        f"{counts['recovered_batches']} batches with {counts['recovered_articles']} articles and "
        f"{counts['recovered_claims']} claims came in; copy and report are new"
    )
