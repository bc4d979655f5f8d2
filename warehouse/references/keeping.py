"""The references in a file of their own beside the database, for the day on which that is gone: no archive has them."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pyarrow as pa

FILE_NAME = "references.parquet"


def keep_references(data_dir: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """Replaces the file by all that the table holds, in one rename; without a reference there is none."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - every opening of the warehouse imports this module, few need it

    path = data_dir / FILE_NAME
    rows = connection.sql("FROM reference_rows").to_arrow_table()
    if not rows.num_rows:
        path.unlink(missing_ok=True)
        return
    aside = path.with_name(f".{FILE_NAME}.{os.getpid()}.tmp")
    try:
        with aside.open("wb") as file:
            pq.write_table(rows, file)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def restore_references(data_dir: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """Gives a warehouse that was built anew its references back; a file that cannot be read gives none."""
    path = data_dir / FILE_NAME
    if not path.is_file() or connection.execute("SELECT count(*) FROM reference_rows").fetchall() != [(0,)]:
        return
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    try:
        rows = pq.read_table(path)
    except (pa.ArrowInvalid, OSError):
        return
    connection.register("kept_references", rows)
    connection.execute("INSERT INTO reference_rows BY NAME FROM kept_references")
    connection.unregister("kept_references")
