"""The published copy as files: a Parquet file for each table and view that analysts use, at a path that never changes.

tables/observations.parquet   for engines that do not read DuckDB
tables/observations.csv       the tables that people open in a spreadsheet, as CSV too
tables/index.json             what there is and as of when; written last
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from warehouse.database import connect
from warehouse.exports.cells import flatten
from warehouse.exports.csv_files import write_csv
from warehouse.exports.notes import Comments, explain_columns, read_comments
from warehouse.exports.requests import quote, read_columns, select_cited
from warehouse.faults import translated
from warehouse.migrations import read_scripts
from warehouse.staging import sync_directory

FOLDER = "tables"
INDEX = "index.json"
# What follows from facts and catalogue, and from the catalogue alone: left as it is where those have not changed.
CONTENT = (
    "articles", "claims", "contradictions", "converted", "corrections", "growth_check", "held", "observations",
    "parts_and_wholes", "releases", "revisions", "series", "series_breaks", "series_latest", "target_status",
)  # fmt: skip
CATALOGUE = ("breaks", "currency_rates", "entities", "metrics", "sources", "units")
RUNS = ("run_log", "runs", "source_health")  # change with every run
AS_CSV = ("observations", "series", "series_latest", "target_status")
# The facts are append-only: the same batches are the same rows. What is small is compared row by row.
BATCHED = ("articles", "readings", "claim_readings")
DECIDED = ("corrections", "copy_changes")
COMPARED = (
    "sources",
    "topics",
    "metrics",
    "metric_ranges",
    "metric_variants",
    "entities",
    "entity_names",
    "units",
    "breaks",
    "currency_loads",
)
QUERIES = {"articles": "SELECT * EXCLUDE (text) FROM articles"}  # the text is its publisher's, and stays here
STEP = 8192


@dataclass(frozen=True, slots=True)
class PublishedTables:
    """What was written."""

    folder: Path
    written: int  # files
    kept: int  # files whose content has not changed


def publish_tables(copy: Path) -> PublishedTables:
    """Writes the tables of the published `copy` into `tables/` beside it, each aside and renamed.

    A reader finds the old file or the new one, whole. The caller holds the lock of the folder. Raises DiskError where
    it cannot be written.
    """
    folder = copy.parent / FOLDER
    with translated(folder):
        folder.mkdir(exist_ok=True)
        for left in folder.glob(".*.tmp"):  # of a publish that was killed
            left.unlink()
        with connect(copy, read_only=True) as connection:
            known = _read_index(folder)
            entries = dict(_write_tables(connection, folder, known))
        kept = sum(not entry.pop("written") for entry in entries.values())
        _write_index(folder, entries)
        sync_directory(folder)
    return PublishedTables(folder, len(entries) - kept, kept)


def _write_tables(
    connection: duckdb.DuckDBPyConnection, folder: Path, known: dict[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each file with its rows, its bytes and what it follows from, and whether it had to be written."""
    sources, comments = _read_sources(connection), read_comments(connection)
    for relation in sorted((*CONTENT, *CATALOGUE, *RUNS)):
        source = sources["catalogue" if relation in CATALOGUE else "content"]
        for form in ("parquet", "csv") if relation in AS_CSV else ("parquet",):
            name = f"{relation}.{form}"
            target = folder / name
            entry = known.get(name, {})
            if relation not in RUNS and entry.get("source") == source and target.is_file():
                yield name, {**entry, "written": False}
            else:
                rows = _write_table(connection, relation, form, target, comments)
                yield name, {"rows": rows, "bytes": target.stat().st_size, "source": source, "written": True}


def _write_table(
    connection: duckdb.DuckDBPyConnection, relation: str, form: str, target: Path, comments: Comments
) -> int:
    query = QUERIES.get(relation) or select_cited(relation, read_columns(connection, f"FROM {relation}"))
    columns = read_columns(connection, query)
    with _aside(target) as path:
        if form == "csv":
            cells = flatten(query, columns, as_text=True)
            with path.open("wb") as sink:
                return write_csv(connection.sql(cells).to_arrow_reader(STEP), sink, lambda _: None, mark=True)
        notes = {"what": relation, "columns": explain_columns(comments, relation, columns)}
        return _copy_parquet(connection, query, path, notes)


def _copy_parquet(connection: duckdb.DuckDBPyConnection, query: str, path: Path, notes: dict[str, Any]) -> int:
    """By DuckDB itself, which writes with all cores; what the columns hold stands in the file under "claimwatch"."""
    about = quote(json.dumps(notes, ensure_ascii=False))
    options = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{claimwatch: {about}}}"
    ((rows,),) = connection.execute(f"COPY ({query}) TO {quote(str(path))} ({options})").fetchall()
    return int(rows)


@contextmanager
def _aside(target: Path) -> Iterator[Path]:
    """A path to write to, which becomes `target` when all is written."""
    path = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        yield path
        with path.open("rb") as file:
            os.fsync(file.fileno())
        path.replace(target)
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _read_sources(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What content and catalogue follow from, each as one string: equal for two copies where that is the same."""
    batches = [f"(SELECT sum(hash(batch_id)) FROM {table})" for table in BATCHED]
    decided = [_sum_rows(table) for table in DECIDED]
    facts = connection.execute(f"SELECT {', '.join(batches + decided)}").fetchall()
    catalogue = connection.execute(f"SELECT {', '.join(map(_sum_rows, COMPARED))}").fetchall()
    code = "".join(script.text for folder in ("views", "series") for script in read_scripts(folder))
    return {
        "content": sha256(f"{facts} {catalogue} {code} {QUERIES}".encode()).hexdigest()[:16],
        "catalogue": sha256(f"{catalogue} {code}".encode()).hexdigest()[:16],
    }


def _sum_rows(table: str) -> str:
    return f"(SELECT sum(hash(t)) FROM {table} AS t)"


def _read_index(folder: Path) -> dict[str, Any]:
    """The files of an earlier publish; none where there is no index that can be read."""
    try:
        return dict(json.loads((folder / INDEX).read_text("utf-8"))["files"])
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _write_index(folder: Path, entries: dict[str, Any]) -> None:
    index = {"published_at": datetime.now(UTC).isoformat(timespec="seconds"), "files": entries}
    with _aside(folder / INDEX) as path:
        path.write_text(json.dumps(index, indent=1) + "\n", "utf-8")
