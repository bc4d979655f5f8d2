"""What lies under staging/ and is no whole batch: it is moved aside before a load, so that it stops no run."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from extractors.errors import DamagedError
from warehouse.damaged import set_aside
from warehouse.database import Warehouse
from warehouse.faults import translated
from warehouse.rows import ROW_TYPES
from warehouse.staging import MANIFEST, read_stage, read_table


@dataclass(frozen=True, slots=True)
class SpoiledStage:
    """Something that was moved aside."""

    path: Path  # where it lay
    place: Path  # the folder where it lies now
    reason: str  # "no manifest"
    is_batch: bool  # it held rows, which were not loaded


def set_spoiled_aside(staging_dir: Path, warehouse: Warehouse, moment: datetime) -> tuple[SpoiledStage, ...]:
    """Moves everything to `<data>/damaged/` that is neither a whole batch, nor loaded, nor hidden; returns what it was.

    Hidden is what a killed run was writing, which `pending_batches` removes, and what a desktop puts into folders.
    """
    with translated(staging_dir):
        found = {path: fault for path in _list(staging_dir, warehouse) if (fault := find_fault(path)) is not None}
        held_rows = {path: _holds_rows(path) for path in found}
    if not found:
        return ()
    place = set_aside(warehouse.data_dir, list(found), moment)
    return tuple(SpoiledStage(path, place, fault, held_rows[path]) for path, fault in found.items())


def _list(staging_dir: Path, warehouse: Warehouse) -> list[Path]:
    if not os.path.lexists(staging_dir):
        return []
    if not staging_dir.is_dir():
        return [staging_dir]
    loaded = {name for (name,) in warehouse.connection.execute("SELECT batch_id FROM batches").fetchall()}
    return [path for path in sorted(staging_dir.iterdir()) if not path.name.startswith(".") and path.name not in loaded]


def find_fault(path: Path) -> str | None:
    """Why a path is no whole batch; None where it is one. Reads all of it."""
    if path.is_symlink() or not path.is_dir():
        return "not a folder"
    if not (path / MANIFEST).is_file():
        return "no manifest"
    try:
        staged = read_stage(path)
    except DamagedError:
        return "no readable manifest"
    if staged.batch_id != path.name:
        return f"its manifest names batch {staged.batch_id}"
    if not staged.rows.keys() <= ROW_TYPES.keys():
        return f"its manifest names a table {min(staged.rows.keys() - ROW_TYPES.keys())}"
    try:
        for table in ROW_TYPES:
            read_table(staged, table)
    except DamagedError:
        return f"{table}.parquet is not what was staged"
    return None


def _holds_rows(path: Path) -> bool:
    return path.is_dir() and ((path / MANIFEST).exists() or any(path.glob("*.parquet")))
