"""The second ledger: batches that were acknowledged, in a file beside the database.

DuckDB opens a file whose write-ahead log was deleted or cut, without an error and with fewer rows (measured). The rows
that are gone took their ledger rows with them; this file still names them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from extractors.errors import DamagedError
from warehouse.faults import LEDGER, PRIVATE, advise
from warehouse.rows import ROW_TYPES

FILE_NAME = LEDGER


class Mismatch(NamedTuple):
    """A table that does not hold what the ledger says of a batch."""

    batch_id: str
    table: str
    acknowledged: int
    stored: int


def acknowledge(data_dir: Path, batch_ids: Iterable[str]) -> None:
    """Appends batches that are committed; on disk when this returns."""
    lines = "".join(json.dumps({"batch": batch}) + "\n" for batch in batch_ids)
    descriptor = os.open(data_dir / FILE_NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
    try:
        if _is_torn(data_dir / FILE_NAME):
            os.write(descriptor, b"\n")
        os.write(descriptor, lines.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_acknowledged(data_dir: Path) -> tuple[str, ...]:
    """The acknowledged batches in their order; a line that a kill tore is skipped: its batch is in the database."""
    try:
        lines = (data_dir / FILE_NAME).read_text("utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return ()
    return tuple(dict.fromkeys(batch for line in lines if (batch := _batch_of(line)) is not None))


def require_file(data_dir: Path, path: Path) -> None:
    """Raises DamagedError where batches were acknowledged but the database file is gone."""
    names = () if path.exists() else read_acknowledged(data_dir)
    if names:
        raise DamagedError(f"{path}: the file is gone, and {len(names)} loaded batches with it{advise(path)}")


def verify_acknowledged(data_dir: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """Raises DamagedError naming the first batch that was acknowledged and is no longer whole in the database.

    Compares the two ledgers, then total row counts, which DuckDB keeps: no table is scanned unless they differ.
    """
    stored = [name for (name,) in connection.execute("SELECT batch_id FROM batches ORDER BY loaded_at").fetchall()]
    acknowledged = read_acknowledged(data_dir)
    _raise_missing(data_dir, sorted(set(acknowledged) - set(stored)), len(acknowledged))
    if _totals_differ(connection):
        raise_mismatches(verify_ledger(connection))
    unheard = [name for name in stored if name not in set(acknowledged)]
    if unheard:  # the process ended between the commit and the acknowledgement
        acknowledge(data_dir, unheard)


def verify_ledger(connection: duckdb.DuckDBPyConnection) -> tuple[Mismatch, ...]:
    """Every batch and table where the stored rows are not those that the ledger acknowledged; empty if all is whole."""
    found = []
    for table in ROW_TYPES:
        rows = connection.execute(
            f"""
            SELECT coalesce(l.batch_id, t.batch_id), coalesce(l.added[$name], 0), coalesce(t.rows, 0)
            FROM batches AS l
            FULL JOIN (SELECT batch_id, count(*) AS rows FROM {table} GROUP BY batch_id) AS t
                ON t.batch_id = l.batch_id
            WHERE coalesce(l.added[$name], 0) <> coalesce(t.rows, 0)
            ORDER BY 1
            """,
            {"name": table},
        ).fetchall()
        found += [Mismatch(batch, table, acknowledged, stored) for batch, acknowledged, stored in rows]
    return tuple(found)


def raise_mismatches(mismatches: Sequence[Mismatch]) -> None:
    """Raises DamagedError naming the first of them, if there are any."""
    if mismatches:
        first = mismatches[0]
        raise DamagedError(
            f"batch {first.batch_id}: the ledger has {first.acknowledged} rows in {first.table}, the table "
            f"{first.stored} ({len(mismatches)} such differences){advise(Path(PRIVATE))}"
        )


def forget_missing(data_dir: Path, connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Drops from the file what the database no longer has, and returns it: its archive segments count as unread again,
    so the next run reads them and loads what is missing.
    """
    stored = {name for (name,) in connection.execute("SELECT batch_id FROM batches").fetchall()}
    names = read_acknowledged(data_dir)
    kept = [name for name in names if name in stored]
    aside = data_dir / f"{FILE_NAME}.{os.getpid()}.tmp"
    aside.write_text("".join(json.dumps({"batch": name}) + "\n" for name in kept), "utf-8")
    aside.replace(data_dir / FILE_NAME)
    return tuple(name for name in names if name not in stored)


def _raise_missing(data_dir: Path, missing: Sequence[str], total: int) -> None:
    if missing:
        raise DamagedError(
            f"{data_dir}: batch {missing[0]} was loaded and is not in the warehouse any more "
            f"({len(missing)} of {total} batches are missing){advise(data_dir / PRIVATE)}"
        )


def _totals_differ(connection: duckdb.DuckDBPyConnection) -> bool:
    counts = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in ROW_TYPES)
    acknowledged = dict(connection.execute(_ACKNOWLEDGED).fetchall())
    return any(acknowledged.get(table, 0) != rows for table, rows in connection.execute(counts).fetchall())


_ACKNOWLEDGED = """
SELECT a.key, sum(a.value)::BIGINT FROM (SELECT unnest(map_entries(added)) AS a FROM batches) GROUP BY ALL
"""


def _is_torn(path: Path) -> bool:
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"


def _batch_of(line: str) -> str | None:
    try:
        batch = json.loads(line)["batch"]
    except (ValueError, KeyError, TypeError):
        return None
    return batch if isinstance(batch, str) else None
