"""`claimwatch export`: rows of the published copy into a file, as they come, and the file in place when it is whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Literal

import duckdb
import pyarrow as pa

from extractors.errors import DiskError, UsageError
from warehouse.exports.cells import flatten
from warehouse.exports.csv_files import write_csv
from warehouse.exports.json_files import SeriesNotes, write_rows, write_series
from warehouse.exports.notes import About, read_about, read_breaks_by_series
from warehouse.exports.parquet_files import write_parquet
from warehouse.exports.requests import ExportRequest, build_query, read_columns
from warehouse.exports.workbooks import WorkbookWriter
from warehouse.faults import first_line, translated
from warehouse.querying import require_published
from warehouse.sealed import open_sealed

Format = Literal["csv", "parquet", "xlsx", "json"]
FORMATS: tuple[Format, ...] = ("csv", "parquet", "xlsx", "json")
BY_SERIES = {"series", "observations"}  # in JSON and Excel, where there is room to say what each series is
STEP = 8192  # rows that are held at a time
Progress = Callable[[int], None]  # rows so far


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written."""

    rows: int
    bytes: int


def find_format(output: Path | None, asked: str | None) -> Format:
    """The format that was asked for, else that of the file's ending, else CSV. UsageError for another ending."""
    ending = (output.suffix.lower().removeprefix(".") if output else "") or None
    named = asked or ending or "csv"
    for form in FORMATS:
        if form == named:
            return form
    raise UsageError(f"{output}: .{ending} is no format that is known; name one with --format: {', '.join(FORMATS)}")


def export_file(
    data_dir: Path,
    request: ExportRequest,
    target: Path,
    form: Format,
    *,
    overwrite: bool = False,
    mark: bool = False,
    memory_mb: int = 1024,
    progress: Progress = lambda _: None,
) -> ExportResult:
    """Writes the rows beside `target` and puts them in its place at the end; an earlier file stays until then.

    Raises UsageError for a request that cannot be and for a file that is there already unless `overwrite`, DiskError
    where it cannot be written.
    """
    require_room(target, overwrite=overwrite)
    aside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with translated(target):
            if form == "xlsx":
                rows = _export_workbook(data_dir, request, aside, memory_mb, progress)
            else:
                with aside.open("wb") as sink:
                    rows = export_stream(
                        data_dir, request, sink, form, mark=mark, memory_mb=memory_mb, progress=progress
                    )
                    sink.flush()
                    os.fsync(sink.fileno())
            size = aside.stat().st_size
            require_room(target, overwrite=overwrite)  # somebody may have been quicker
            aside.replace(target)
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
    return ExportResult(rows, size)


def require_room(target: Path, *, overwrite: bool) -> None:
    """Raises UsageError or DiskError where a file of that name cannot be put."""
    if target.is_dir():
        raise DiskError(f"{target}: is a folder; name a file")
    if target.exists() and not overwrite:
        raise UsageError(f"{target}: is there already; name another file, or replace it with --overwrite")
    if not target.parent.is_dir():
        raise DiskError(f"{target.parent}: there is no such folder")


def export_stream(
    data_dir: Path,
    request: ExportRequest,
    sink: IO[bytes],
    form: Format,
    *,
    mark: bool = False,
    memory_mb: int = 1024,
    progress: Progress = lambda _: None,
) -> int:
    """Writes the rows as CSV, JSON or Parquet as they come; returns how many."""
    with _Source(data_dir, request, form, memory_mb) as source:
        if form == "csv":
            return write_csv(
                source.read(flatten(source.query, source.columns, as_text=True)), sink, progress, mark=mark
            )
        if form == "parquet":
            return write_parquet(source.read(source.query), sink, progress, source.about)
        if source.by_series:
            return _export_series(source, sink, progress)
        return write_rows(source.read(source.query), sink, progress, source.about)


def _export_series(source: _Source, sink: IO[bytes], progress: Progress) -> int:
    """Two streams in the order of the series: their values, and what they are. Only the few that break are held."""
    breaks = read_breaks_by_series(source.connection)
    order = "series_id, stretch, period_end, period_start, modality, claim_id"
    values = source.read(f"FROM ({source.query}) ORDER BY {order}")
    series = source.read_beside("FROM series ORDER BY series_id")
    return write_series(values, SeriesNotes(series, breaks), sink, progress, source.about)


def _export_workbook(data_dir: Path, request: ExportRequest, path: Path, memory_mb: int, progress: Progress) -> int:
    with _Source(data_dir, request, "xlsx", memory_mb) as source:
        writer = WorkbookWriter(path, source.about, source.exported_at)
        rows = writer.write(source.read(flatten(source.query, source.columns, as_text=False)), progress)
        writer.close(source.connection)
        return rows


class _Source:
    """The open copy with the query of a request. Use it as a context manager."""

    def __init__(self, data_dir: Path, request: ExportRequest, form: Format, memory_mb: int) -> None:
        self._path = require_published(data_dir)
        self._memory_mb = memory_mb
        self.by_series = request.query is None and request.what in BY_SERIES and form in {"json", "xlsx"}
        self._request = replace(request, what="observations") if self.by_series else request
        self.exported_at = datetime.now(UTC)

    def __enter__(self) -> _Source:
        with ExitStack() as undo:
            spill = Path(undo.enter_context(tempfile.TemporaryDirectory(prefix="claimwatch-export-")))
            undo.enter_context(translated(self._path))
            self.connection = undo.enter_context(
                open_sealed(self._path, memory_mb=self._memory_mb, threads=2, spill_dir=spill)
            )
            self.query = build_query(self.connection, self._request)
            self.columns = read_columns(self.connection, self.query)
            self.about: About = read_about(self.connection, self._request, self.columns, self.exported_at)
            self._undo = undo.pop_all()
        return self

    def read(self, query: str) -> pa.RecordBatchReader:
        """The rows as they come."""
        return self.connection.sql(query).to_arrow_reader(STEP)

    def read_beside(self, query: str) -> pa.RecordBatchReader:
        """The same on a cursor of its own, which does not see temporary views: two queries are read at a time."""
        return self._undo.enter_context(self.connection.cursor()).sql(query).to_arrow_reader(STEP)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Closes the copy. A query that failed on its way, of which Arrow makes its own error, is a UsageError."""
        self._undo.__exit__(None, None, None)
        if isinstance(error, duckdb.Error | pa.ArrowException) or (isinstance(error, OSError) and error.errno is None):
            raise UsageError(f"the query failed: {first_line(error)}") from error
