"""Batches as Parquet on disk: written aside, then renamed, so that what is there is whole."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from extractors.errors import DamagedError, UsageError
from warehouse.database import Warehouse
from warehouse.faults import translated
from warehouse.rows import ROW_TYPES, Batch, rows_by_table
from warehouse.schema import arrow_schema, build_table

MANIFEST = "manifest.json"
BATCH_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,199}")  # becomes a directory: no separator, no leading dot


@dataclass(frozen=True, slots=True)
class StagedBatch:
    """A batch on disk."""

    directory: Path
    batch_id: str
    run_id: str
    source_id: str
    stage_hash: str  # SHA-256 over the names and hashes of its files
    rows: Mapping[str, int]  # by table
    hashes: Mapping[str, str]  # SHA-256 of each table's file


def stage_batch(staging_dir: Path, batch: Batch) -> StagedBatch:
    """Writes `<staging_dir>/<batch_id>/<table>.parquet` and a manifest; replaces an earlier stage of the batch.

    Raises ExtractionError for a row that may not be stored and DiskError for a full disk; then nothing is left.
    """
    if not BATCH_NAME.fullmatch(batch.batch_id):
        raise UsageError(f"{batch.batch_id!r} cannot name a batch")
    _require_references(batch)
    tables = {name: build_table(name, rows) for name, rows in rows_by_table(batch).items() if rows}
    target = staging_dir / batch.batch_id
    aside = staging_dir / f".{batch.batch_id}.{os.getpid()}.tmp"
    with translated(target):
        try:
            aside.mkdir(parents=True)
            _write(aside, batch, tables)
            remove_stage(target)
            aside.rename(target)
            sync_directory(staging_dir)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return read_stage(target)


def pending_batches(staging_dir: Path, warehouse: Warehouse) -> tuple[StagedBatch, ...]:
    """What a killed run left: staged and not loaded, oldest first. Halves and batches of the ledger are removed.

    See `spoiled_stages` for what is no batch. Raises DamagedError for a manifest that is not readable.
    """
    if not staging_dir.is_dir():
        return ()
    loaded = {name for (name,) in warehouse.connection.execute("SELECT batch_id FROM batches").fetchall()}
    pending = []
    for directory in sorted(staging_dir.iterdir(), key=lambda item: (item.lstat().st_mtime_ns, item.name)):
        if not directory.is_dir():
            continue
        if directory.name.startswith(".") or directory.name in loaded:
            remove_stage(directory)
        elif (directory / MANIFEST).is_file():
            pending.append(read_stage(directory))
    return tuple(pending)


def read_stage(directory: Path) -> StagedBatch:
    """The staged batch of a directory, by its manifest. Raises DamagedError if that is not readable."""
    try:
        manifest = json.loads((directory / MANIFEST).read_text("utf-8"))
        return StagedBatch(
            directory=directory,
            batch_id=manifest["batch_id"],
            run_id=manifest["run_id"],
            source_id=manifest["source_id"],
            stage_hash=manifest["stage_hash"],
            rows={name: int(table["rows"]) for name, table in manifest["tables"].items()},
            hashes={name: str(table["sha256"]) for name, table in manifest["tables"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedError(
            f"{directory}: the staged batch has no readable manifest; remove it to read it again"
        ) from error


def read_table(staged: StagedBatch, table: str) -> pa.Table:
    """The staged rows of a table, none if it has no file. Raises DamagedError where file and manifest differ."""
    if table not in staged.rows:
        return arrow_schema(table).empty_table()
    path = staged.directory / f"{table}.parquet"
    try:
        data = path.read_bytes()
        rows = _parse(data, arrow_schema(table)) if _hash(data) == staged.hashes[table] else None
    except (OSError, pa.ArrowException) as error:
        raise DamagedError(f"{path}: not readable; remove the staged batch to read it again") from error
    if rows is None or rows.num_rows != staged.rows[table]:
        raise DamagedError(f"{path}: not what was staged; remove the staged batch to read it again")
    return rows


def _parse(data: bytes, schema: pa.Schema) -> pa.Table:
    """The rows of a file, in the columns of `schema` also where another version staged them."""
    rows = pq.ParquetFile(pa.BufferReader(data)).read(use_threads=False)  # a quarter of the time of `read_table`
    return rows if rows.schema.equals(schema) else pq.read_table(pa.BufferReader(data), schema=schema)


def remove_stage(directory: Path) -> None:
    """Removes a staged batch: first its manifest, so that a half-removed one is never loaded."""
    (directory / MANIFEST).unlink(missing_ok=True)
    shutil.rmtree(directory, ignore_errors=True)


def sync_directory(directory: Path) -> None:
    """Makes renames in a directory last (fsync(2))."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _require_references(batch: Batch) -> None:
    """Refuses rows of another batch, articles and claims without their reading, and readings that miscount."""
    for table, rows in rows_by_table(batch).items():
        if any(getattr(row, "batch_id", None) != batch.batch_id for row in rows):
            raise UsageError(f"batch {batch.batch_id}: a row of {table} belongs to another batch")
    found: dict[tuple[str, str], set[str]] = {(row.version_id, row.rulebook): set() for row in batch.readings}
    read = {version for version, _ in found}
    for article in batch.articles:
        if article.version_id not in read:
            raise UsageError(
                f"batch {batch.batch_id}: {article.url} has no reading in the batch (one without claims is one)"
            )
    for claim in batch.claims:
        if (claim.version_id, claim.rulebook) not in found:
            raise UsageError(f"batch {batch.batch_id}: claim {claim.claim_id} has no reading in the batch")
        found[claim.version_id, claim.rulebook].add(claim.claim_id)
    for row in batch.readings:
        if row.claims != len(found[row.version_id, row.rulebook]):
            raise UsageError(f"batch {batch.batch_id}: the reading of {row.version_id} miscounts its claims")


def _write(directory: Path, batch: Batch, tables: Mapping[str, pa.Table]) -> None:
    described = {}
    for name, table in tables.items():
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd")
        data = sink.getvalue().to_pybytes()
        _write_synced(directory / f"{name}.parquet", data)
        described[name] = {"rows": table.num_rows, "sha256": _hash(data)}
    summary = "".join(f"{name} {described[name]['sha256']}\n" for name in ROW_TYPES if name in described)
    manifest = {
        "batch_id": batch.batch_id,
        "run_id": batch.run_id,
        "source_id": batch.source_id,
        "stage_hash": _hash(summary.encode()),
        "tables": described,
    }
    _write_synced(directory / MANIFEST, json.dumps(manifest, indent=1).encode())
    sync_directory(directory)


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()
