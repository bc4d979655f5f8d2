"""The run log: what runs, who runs it, how it ended; and runs whose process is gone."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import duckdb
import psutil

from extractors.errors import UsageError
from warehouse.faults import translated
from warehouse.rows import RunState


def save_start(
    connection: duckdb.DuckDBPyConnection,
    run_id: str,
    *,
    started: datetime,
    command: str,
    config_version: str,
    rulebook: str,
) -> None:
    """Adds the run in state running, held by this process. Raises UsageError for a name that was used before."""
    if connection.execute("SELECT count(*) FROM runs WHERE run_id = ?", [run_id]).fetchall() != [(0,)]:
        raise UsageError(f"run {run_id} exists already; give the run another name")
    me = psutil.Process()
    connection.execute(
        """
        INSERT INTO runs (run_id, command, started, state, config_version, rulebook, holder_pid, holder_started,
            holder_host)
        VALUES (?, ?, ?, 'running', ?, ?, ?, ?, ?)
        """,
        [run_id, command, _utc(started), config_version, rulebook, os.getpid(), me.create_time(), socket.gethostname()],
    )


def save_end(
    connection: duckdb.DuckDBPyConnection,
    run_id: str,
    *,
    finished: datetime,
    state: str,
    exit_code: int | None,
    counts: Mapping[str, int],
) -> None:
    """Notes the end of a run. Raises UsageError for an unknown run or state."""
    if state not in get_args(RunState):
        raise UsageError(f"run {run_id}: there is no state {state!r}; use one of {', '.join(get_args(RunState))}")
    ended = connection.execute(
        """
        UPDATE runs SET finished = $finished, state = $state, exit_code = $exit_code,
            counts = map_from_entries(list_zip($names::VARCHAR[], $numbers::BIGINT[]))
        WHERE run_id = $run_id RETURNING run_id
        """,
        {
            "finished": _utc(finished),
            "state": state,
            "exit_code": exit_code,
            "names": list(counts.keys()),
            "numbers": list(counts.values()),
            "run_id": run_id,
        },
    ).fetchall()
    if not ended:
        raise UsageError(f"run {run_id} was never started")


def mark_crashed(connection: duckdb.DuckDBPyConnection, now: datetime) -> tuple[str, ...]:
    """Marks runs as crashed whose process is gone, and returns their names. Runs of other machines are left alone:
    nobody can tell from here.
    """
    running = connection.execute(
        "SELECT run_id, holder_pid, holder_started FROM runs WHERE state = 'running' AND holder_host = ?",
        [socket.gethostname()],
    ).fetchall()
    gone = [run_id for run_id, pid, started in running if not _is_alive(pid, started)]
    for run_id in gone:
        connection.execute("UPDATE runs SET state = 'crashed', finished = ? WHERE run_id = ?", [_utc(now), run_id])
    return tuple(gone)


def _is_alive(pid: int, started: float) -> bool:
    """Whether the very process still lives: another one may have its number by now."""
    try:
        return abs(psutil.Process(pid).create_time() - started) < 1.0
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True


def _utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise UsageError(f"{instant.isoformat()}: an instant needs its zone")
    return instant.astimezone(UTC).replace(tzinfo=None)


SAMPLE_COMMAND = "demo"


def holds_sample(copy: Path) -> bool:
    """Whether the warehouse was filled from the sample press: a reader must be told."""
    with translated(copy), duckdb.connect(str(copy), read_only=True) as connection:
        row = connection.execute("SELECT count(*) FROM runs WHERE command = ?", [SAMPLE_COMMAND]).fetchone()
    return bool(row and row[0])
