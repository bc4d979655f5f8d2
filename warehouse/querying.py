"""Anybody's SQL on the readers' copy: in a process of its own, with limits that it cannot lift.

DuckDB's `memory_limit` does not hold for `repeat('a', 4e9)` and the like (measured), and a query cannot be stopped from
inside its own process. So the limits are the operating system's (setrlimit(2)) and the clock is ours.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Literal

from extractors.errors import DamagedError, DiskError, UsageError

PUBLISHED_NAME = "claimwatch.duckdb"  # as in database.py, which would import DuckDB here
Job = dict[str, object]
Format = Literal["table", "csv", "json", "parquet"]
FORMATS: tuple[Format, ...] = ("table", "csv", "json", "parquet")
MAX_NOTE = 1 << 16  # bytes of what a worker may say about its end
NOTHING_YET = "nothing loaded yet: run `claimwatch run` or `make demo`"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use."""

    seconds: float = 5.0  # wall clock, start of the process included
    memory_mb: int = 1024  # of DuckDB; the process may have a third more
    threads: int = 2
    rows: int | None = None  # None: all


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What came out of a query; its rows went to the output."""

    rows: int
    columns: tuple[str, ...]
    seconds: float
    renamed: tuple[tuple[str, str], ...] = ()  # former ids of metrics in it, and those that it was asked with


def run_query(
    data_dir: Path,
    sql: str,
    *,
    format: Format = "table",  # noqa: A002 - the name that the command line has
    output: Path | IO[bytes] | None = None,
    limits: Limits | None = None,
    width: int | None = None,
) -> QueryResult:
    """Runs one query on the published copy and writes its rows to `output` (standard output if None) as they come.

    A path is replaced only when all rows are in it; a table fits a screen of `width` columns. Raises UsageError, in one
    line, for a query that is wrong, refused, too slow or too large, and where nothing was published yet.
    """
    if format not in FORMATS:
        raise UsageError(f"there is no format {format!r}; use one of {', '.join(FORMATS)}")
    if format == "parquet" and output is None and sys.stdout.isatty():
        raise UsageError("parquet is not for a terminal; name a file with --output")
    _require_text(sql)
    path = require_published(data_dir)
    limits = limits or Limits()
    job = {"database": str(path), "sql": sql, "format": format, "width": width, **asdict(limits)}
    if isinstance(output, Path):
        return _run_into_file(job, output, limits)
    return _run_worker(job, sys.stdout.buffer if output is None else output, limits)


def _require_text(sql: str) -> None:
    """Bytes of a command line that are no UTF-8 come as halves of characters (PEP 383), which no query can hold."""
    try:
        sql.encode()
    except UnicodeEncodeError as error:
        code = ord(sql[error.start])
        what = f"the byte 0x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"U+{code:04X}"
        raise UsageError(f"the query is no UTF-8 text: character {error.start + 1} is {what}") from None
    if "\0" in sql:
        raise UsageError(f"the query is no text: character {sql.index(chr(0)) + 1} is a NUL byte")


def require_published(data_dir: Path) -> Path:
    """The readers' copy. Raises UsageError where there is none yet."""
    path = Path(data_dir) / PUBLISHED_NAME
    if not path.is_file():
        raise UsageError(f"{data_dir}: {NOTHING_YET}")
    return path.resolve()


def _run_into_file(job: Job, target: Path, limits: Limits) -> QueryResult:
    """Writes aside and renames, so that a query that fails leaves an earlier result alone."""
    if target.is_dir():
        raise DiskError(f"{target}: is a folder; name a file")
    aside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with aside.open("wb") as file:
            result = _run_worker(job, file, limits)
        aside.replace(target)
    except OSError as error:
        raise DiskError(f"{target}: {error.strerror}") from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
    return result


def _run_worker(job: Job, sink: IO[bytes], limits: Limits) -> QueryResult:
    """Starts the worker, hands on what it writes, and ends it when its time is up or when the reader has gone."""
    started = time.monotonic()
    with _start_worker() as worker:
        late = threading.Event()
        timer = threading.Timer(limits.seconds, _stop, (worker, late))
        timer.start()
        try:
            _send(worker, job)
            if worker.stdout is not None:
                shutil.copyfileobj(worker.stdout, sink, 1 << 16)
            sink.flush()
            said = b"" if worker.stderr is None else worker.stderr.read(MAX_NOTE)
            code = worker.wait()
        finally:
            timer.cancel()
            worker.kill()
        if late.is_set():
            raise UsageError(f"the query was stopped after {limits.seconds:g} s; narrow it down or allow it more time")
    return _read_note(said.decode("utf-8", "replace"), code, time.monotonic() - started, limits)


def _start_worker() -> subprocess.Popen[bytes]:
    """The worker process, in a session of its own: an interrupt at the terminal is for us to handle."""
    root = str(Path(__file__).resolve().parent.parent)
    return subprocess.Popen(
        [sys.executable, "-m", "warehouse.query_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": root},
        cwd="/",  # a relative file name in a query must not reach the caller's directory
        start_new_session=True,
    )


def _send(worker: subprocess.Popen[bytes], job: Job) -> None:
    with suppress(BrokenPipeError):  # a worker that died at once has said why
        if worker.stdin is not None:
            worker.stdin.write(json.dumps(job).encode())
            worker.stdin.close()


def _stop(worker: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    worker.kill()


def _read_note(said: str, code: int, seconds: float, limits: Limits) -> QueryResult:
    """The worker's note: how many rows came out, or what went wrong. Without one the system ended it."""
    try:
        note = json.loads(next(line for line in reversed(said.splitlines()) if line.startswith("{")))
    except (ValueError, StopIteration):
        note = {}
    if "rows" in note and code == 0:
        renamed = tuple(sorted(note.get("renamed", {}).items()))
        return QueryResult(int(note["rows"]), tuple(note["columns"]), seconds, renamed)
    if "damaged" in note:
        raise DamagedError(f"{note['damaged']}; remove it and run `claimwatch run`, which publishes it anew")
    if "error" in note:
        raise UsageError(f"the query failed: {note['error']}")
    raise UsageError(f"the query was stopped: it needs more than {limits.memory_mb} MB or {limits.seconds:g} s of work")
