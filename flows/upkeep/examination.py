"""All that `claimwatch doctor` looks at, one part after the other; nothing is changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from extractors.errors import UsageError
from flows.archive import list_segments
from flows.catalogue.reading import Catalogue
from flows.line import Progress
from flows.upkeep.archive_health import examine_archive
from flows.upkeep.surroundings import examine_disk, examine_runs, examine_schedule, examine_staging
from warehouse.database import PRIVATE_NAME, PUBLISHED_NAME
from warehouse.ledger import read_acknowledged
from warehouse.upkeep.findings import Examined, Finding
from warehouse.upkeep.soundness import examine_copy, examine_warehouse, read_batches

SEVEREST_FIRST = (7, 5, 8, 4)


def require_anything(data_dir: Path) -> None:
    """Raises UsageError where there is nothing to look at."""
    files = any((data_dir / name).exists() for name in (PRIVATE_NAME, PUBLISHED_NAME))
    if not files and not list_segments(data_dir / "archive") and not read_acknowledged(data_dir):
        raise UsageError(f"nothing loaded yet in {data_dir}: run `claimwatch run` (live web) or `make demo`")


def examine(
    data_dir: Path,
    config_dir: Path,
    catalogue: Catalogue,
    known_sources: Sequence[str],
    *,
    retention_days: int | None,
    now: datetime,
    progress: Progress,
) -> tuple[Examined, ...]:
    """Everything, while the caller holds the lock. Raises LockedError where a program that is not ours writes."""
    loaded = read_batches(data_dir / PRIVATE_NAME)
    return (
        examine_warehouse(data_dir),
        examine_copy(data_dir, loaded),
        examine_archive(data_dir, known_sources, retention_days=retention_days, now=now, progress=progress),
        examine_staging(data_dir, loaded),
        examine_runs(data_dir, now),
        examine_schedule(config_dir, catalogue),
        examine_disk(data_dir),
    )


def list_findings(parts: Sequence[Examined]) -> tuple[Finding, ...]:
    """What was found in all parts, in their order."""
    return tuple(finding for part in parts for finding in part.findings)


def judge(parts: Sequence[Examined]) -> int:
    """The exit code: that of the severest finding, 0 where a run sees to all of them."""
    codes = {finding.exit_code for finding in list_findings(parts)}
    return next((code for code in SEVEREST_FIRST if code in codes), 0)
