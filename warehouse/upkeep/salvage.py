"""Damaged data out of the warehouse, and back in what the readers' copy still has of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import duckdb

from extractors.errors import DamagedError
from warehouse import ledger
from warehouse.damaged import set_aside
from warehouse.database import PRIVATE_NAME, PUBLISHED_NAME, Warehouse, connect
from warehouse.entry_states import rebuild_entry_states
from warehouse.faults import translated
from warehouse.migrations import transaction
from warehouse.rows import ROW_TYPES
from warehouse.staging import sync_directory
from warehouse.touched import forget_derived
from warehouse.upkeep.soundness import find_fault, find_incomplete, find_pending, read_all


def replace_unreadable(data_dir: Path, moment: datetime) -> str | None:
    """A private file that is gone or cannot be read gives way to the readers' copy, which is a whole warehouse too.

    Returns what was done in one line; None where the file can be read. Where the copy is no better, the file is only
    moved aside. Call it while holding the lock.
    """
    path, copy = data_dir / PRIVATE_NAME, data_dir / PUBLISHED_NAME
    if path.exists() and _can_be_read(path):
        return None
    left = [item for item in (path, path.with_name(path.name + ".wal")) if item.exists()]
    moved = f"what was left of it lies in {set_aside(data_dir, left, moment)}" if left else "there was none"
    if not copy.exists() or find_fault(copy) is not None:
        return f"{PRIVATE_NAME}: {moved}; a new one is filled from archive/"
    aside = path.with_name(f".{path.name}.new")
    with translated(aside):
        shutil.copyfile(copy, aside)
        aside.replace(path)
        sync_directory(data_dir)
    return f"{PRIVATE_NAME}: {moved}; the readers' copy takes its place"


def take_out_unsound(warehouse: Warehouse) -> tuple[str, ...]:
    """Takes every batch that is not whole out of the tables and the ledger; returns their names, and those of batches
    that are gone altogether.
    """
    connection = warehouse.connection
    with translated(warehouse.path):
        unsound = sorted(find_incomplete(connection))
        with transaction(connection):
            for table in (*ROW_TYPES, "batches"):
                connection.execute(f"DELETE FROM {table} WHERE list_contains($1, batch_id)", [unsound])
            if unsound:
                rebuild_entry_states(connection)
                forget_derived(connection)
        stored = {name for (name,) in connection.execute("SELECT batch_id FROM batches").fetchall()}
    lost = set(ledger.read_acknowledged(warehouse.data_dir)) - stored
    return tuple(sorted(lost | set(unsound)))


def bring_from_copy(warehouse: Warehouse, batches: Sequence[str]) -> tuple[str, ...]:
    """Puts those of the batches back that the readers' copy has whole, row by row as they were; returns their names."""
    copy = warehouse.data_dir / PUBLISHED_NAME
    if not batches or not copy.exists():
        return ()
    try:
        with translated(copy), connect(copy, read_only=True) as connection:
            if find_pending(connection):  # its tables are those of an earlier version
                return ()
            spoiled = find_incomplete(connection)
            known = {name for (name,) in connection.execute("SELECT batch_id FROM batches").fetchall()}
    except DamagedError:
        return ()
    quoted = str(copy).replace("'", "''")
    with translated(warehouse.path):
        warehouse.connection.execute(f"ATTACH '{quoted}' AS copy (READ_ONLY)")
        try:
            asked = [name for name in batches if name in known and name not in spoiled]
            return tuple(name for name in asked if _bring(warehouse.connection, name))
        finally:
            warehouse.connection.execute("DETACH copy")


# What is the same row in the tables that hold each row once, whichever batch brought it.
_KEYS = {
    "articles": ("version_id",),
    "readings": ("version_id", "rulebook"),
    "claim_readings": ("claim_id", "rulebook"),
}


def _bring(connection: duckdb.DuckDBPyConnection, batch: str) -> bool:
    """One batch in one transaction; not where another batch has brought the same rows since then."""
    for table, keys in _KEYS.items():
        same = " AND ".join(f"k.{key} = s.{key}" for key in keys)
        doubled = f"SELECT 1 FROM copy.{table} AS s JOIN {table} AS k ON {same} WHERE s.batch_id = $1 LIMIT 1"
        if connection.execute(doubled, [batch]).fetchall():
            return False
    with transaction(connection):
        for table in (*ROW_TYPES, "batches"):
            connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM copy.{table} WHERE batch_id = $1", [batch])
        rebuild_entry_states(connection)
        forget_derived(connection)
    return True


def settle_ledger(warehouse: Warehouse) -> tuple[str, ...]:
    """Brings the file of acknowledged batches in line with the database; returns the batches that are lost to both."""
    with translated(warehouse.path):
        forgotten = ledger.forget_missing(warehouse.data_dir, warehouse.connection)
        _acknowledge_stored(warehouse)
    return forgotten


def _acknowledge_stored(warehouse: Warehouse) -> None:
    known = set(ledger.read_acknowledged(warehouse.data_dir))
    stored: Iterable[tuple[str]] = warehouse.connection.execute(
        "SELECT batch_id FROM batches ORDER BY loaded_at"
    ).fetchall()
    unheard = [name for (name,) in stored if name not in known]
    if unheard:
        ledger.acknowledge(warehouse.data_dir, unheard)


def _can_be_read(path: Path) -> bool:
    """To its last block; rows that are missing are no reason to give a file up."""
    try:
        with translated(path), connect(path, read_only=True) as connection:
            read_all(connection)
    except DamagedError:
        return False
    return True
