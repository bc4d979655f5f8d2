"""What persons decided, in a file of its own beside the database: no archive could give it back.

One line holds all that was done at once, so that a line which a kill tore takes nothing half.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.migrations import transaction
from warehouse.touched import touch_docs

FILE_NAME = "corrections.jsonl"


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One field of one claim that a person set; the columns of the table corrections."""

    correction_id: str
    made_at: datetime  # UTC, naive as it is stored
    made_by: str
    claim_id: str
    doc_id: str
    doc_date: date
    version_id: str
    start: int
    end: int
    place_in_span: int
    quote: str
    sentence: str
    place_in_sentence: int
    field: str
    value: str | None


COLUMNS = tuple(field.name for field in fields(CorrectionRow))


def append_to_journal(data_dir: Path, rows: Sequence[CorrectionRow]) -> None:
    """Adds what was done at once; on disk when this returns."""
    path = data_dir / FILE_NAME
    text = json.dumps([asdict(row) for row in rows], ensure_ascii=False, default=str) + "\n"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
    try:
        size = os.fstat(descriptor).st_size
        torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        os.write(descriptor, (b"\n" if torn else b"") + text.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_journal(data_dir: Path) -> list[CorrectionRow]:
    """All rows of the file in their order; lines that are not whole are skipped."""
    try:
        lines = (data_dir / FILE_NAME).read_text("utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    return [row for line in lines for row in _parse(line)]


def count_unreadable(data_dir: Path) -> int:
    """Lines of the file that are not whole."""
    try:
        lines = (data_dir / FILE_NAME).read_text("utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return 0
    return sum(bool(line) and not _parse(line) for line in lines)


def save_rows(connection: duckdb.DuckDBPyConnection, rows: Sequence[CorrectionRow]) -> None:
    """Adds those of the rows that the table does not have yet."""
    columns = {name: [getattr(row, name) for row in rows] for name in COLUMNS}
    connection.register("correction_rows", pa.table({**columns, "value": pa.array(columns["value"], pa.string())}))
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    with transaction(connection):
        connection.execute(
            f"""
            CREATE OR REPLACE TEMP TABLE new_corrections AS
            SELECT {names} FROM correction_rows AS j
            ANTI JOIN corrections AS k USING (correction_id, claim_id, field)
            """
        )
        connection.execute(f"INSERT INTO corrections ({names}) FROM new_corrections")
        touch_docs(connection, "SELECT DISTINCT doc_id, doc_date FROM new_corrections")
        connection.execute("DROP TABLE new_corrections")
    connection.unregister("correction_rows")


def restore_corrections(data_dir: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """Brings table and file together: a warehouse that was built anew gets its corrections back, a file that is gone
    is written again.
    """
    kept = read_journal(data_dir)
    if kept:
        save_rows(connection, kept)
    known = {(row.correction_id, row.claim_id, row.field) for row in kept}
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    stored = connection.execute(f"SELECT {names} FROM corrections ORDER BY made_at, correction_id").fetchall()
    lost = [row for row in (CorrectionRow(*row) for row in stored) if _key(row) not in known]
    for name in dict.fromkeys(row.correction_id for row in lost):
        append_to_journal(data_dir, [row for row in lost if row.correction_id == name])


def _key(row: CorrectionRow) -> tuple[str, str, str]:
    return row.correction_id, row.claim_id, row.field


def _parse(line: str) -> list[CorrectionRow]:
    try:
        return [_build_row(item) for item in json.loads(line)]
    except (ValueError, KeyError, TypeError):
        return []


def _build_row(item: dict[str, Any]) -> CorrectionRow:
    days = {"made_at": datetime.fromisoformat(item["made_at"]), "doc_date": date.fromisoformat(item["doc_date"])}
    return CorrectionRow(**{**item, **days})
