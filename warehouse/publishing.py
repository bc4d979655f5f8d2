"""The readers' copy: checked, written aside, and put in place by one rename."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from extractors.errors import DamagedError
from warehouse.alerts.told import Told
from warehouse.checks import require_checks
from warehouse.currency_rates import RatesLoaded, load_new_rates, refresh_period_rates
from warehouse.database import PRIVATE_NAME, PUBLISHED_NAME, Warehouse, open_warehouse
from warehouse.derivation import refresh_series
from warehouse.faults import translated
from warehouse.locking import WriterLock
from warehouse.staging import sync_directory

# Of our own class: an alias that names a type of DuckDB outlives it, which DuckDB complains of when the process ends.
Tell = Callable[[Warehouse], Told]


@dataclass(frozen=True, slots=True)
class Published:
    """A copy that readers see from now on."""

    path: Path
    published_at: datetime
    bytes: int
    observations: int
    told: Told | None = None  # what came of the alerts, where they were asked for
    rates: RatesLoaded | None = None  # of a version of the package whose exchange rates were not known yet


def publish(
    data_dir: Path, warehouse_path: Path | None = None, *, lock: WriterLock | None = None, tell: Tell | None = None
) -> Published:
    """Rebuilds the series, runs the checks, and replaces `<data>/claimwatch.duckdb` by a copy of the warehouse.

    Exchange rates of a package that was not asked before are loaded with it. The warehouse must be closed: a copy of an
    open file is not whole. Readers that hold the old copy keep it until they reconnect. `lock` is that of the
    warehouse, where the caller holds it. `tell` is called when the series are derived and checked, so that the copy
    has what it raises. Raises CheckFailedError (the old copy stays), LockedError, DiskError.
    """
    data_dir = Path(data_dir)
    source = warehouse_path or data_dir / PRIVATE_NAME
    with open_warehouse(source.parent, command="publish", create=False, lock=lock) as warehouse, translated(source):
        observations = refresh_series(warehouse.connection)
        rates = load_new_rates(warehouse.connection)
        refresh_period_rates(warehouse.connection)
        require_checks(warehouse.connection)
        told = tell(warehouse) if tell else None
        warehouse.connection.execute("CHECKPOINT")
        warehouse.connection.close()
        size = _replace(source, data_dir / PUBLISHED_NAME)
    return Published(data_dir / PUBLISHED_NAME, datetime.now(UTC), size, observations, told, rates)


def _replace(source: Path, target: Path) -> int:
    """Copies source beside target, makes it last, and renames it; returns its size."""
    if source.with_name(source.name + ".wal").exists():
        raise DamagedError(f"{source}: its write-ahead log is still there, so a copy would not be whole")
    for left in target.parent.glob(f".{target.name}.*.tmp"):  # of a publish that was killed; we hold the lock
        left.unlink(missing_ok=True)
    aside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        shutil.copyfile(source, aside)
        with aside.open("rb") as file:
            os.fsync(file.fileno())
        _require_readable(aside)
        size = aside.stat().st_size
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    sync_directory(target.parent)
    return size


def _require_readable(path: Path) -> None:
    """Opens the copy as a reader would, before readers do."""
    with duckdb.connect(str(path), read_only=True) as copy:
        copy.execute("SELECT count(*) FROM observations").fetchall()
