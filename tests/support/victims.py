"""A process that forks children which do one step of the line each, and kills them when it is told to.

Everything is imported and every page is read once, here: a child then costs a fork and what its step costs. So this
process has one thread and opens no database. It answers each order on standard input (a JSON line) with one on standard
output.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb
import psutil
from desks import WITHOUT_REPORT

from extractors.records import Page
from flows import archive_reading, reading
from flows.archive import ArchivedPage, list_segments, read_archived
from flows.assembly import build_line
from flows.backfilling import backfill_locked
from flows.crawl.transport import build_tls
from flows.daily import run_daily
from flows.days import Days
from flows.line import Line, new_run_id
from flows.reextracting import read_again, reextract_locked
from flows.settings import Paths, read_settings
from warehouse.corrections import DROPPED, correct_claims, list_corrections, undo_corrections
from warehouse.database import lock_warehouse, open_warehouse
from warehouse.publishing import Published
from warehouse.publishing import publish as publish_copy

DECIDED = datetime(2026, 4, 20, 9, tzinfo=UTC)  # a person who decides twice at one moment decides once
TICK = 0.002
UNPUBLISHED = replace(WITHOUT_REPORT, publish=lambda line, _lock: Published(line.data_dir, line.started, 0, 0))

# Where a kill can tell: calls into the file system and the database, before them and after them.
SYSTEM_CALLS = ("open", "write", "fsync", "replace", "rename", "unlink", "mkdir", "rmdir", "sendfile", "ftruncate")
DATABASE_CALLS = ("execute", "close")


def fill(line: Line) -> None:
    """A daily run up to its last load."""
    run_daily(line, UNPUBLISHED)


def correct(line: Line) -> None:
    """Drops a claim and sets the value of another: always the same ones, of articles that are not revised."""
    with open_warehouse(line.data_dir, command="correct") as warehouse:
        first, second = (
            claim
            for (claim,) in warehouse.connection.execute(
                """
                SELECT DISTINCT claim_id FROM claim_readings JOIN articles USING (version_id)
                WHERE metric_id IS NOT NULL AND url LIKE '%/1' ORDER BY claim_id LIMIT 2
                """
            ).fetchall()
        )
        correct_claims(warehouse, [first], {"fate": DROPPED}, by="ann", at=DECIDED)
        correct_claims(warehouse, [second], {"low": "77.0", "high": "77.0"}, by="bob", at=DECIDED)


def undo(line: Line) -> None:
    """Takes back what dropped a claim, unless that was done before."""
    with open_warehouse(line.data_dir, command="correct") as warehouse:
        standing = [fix.correction_id for fix in list_corrections(warehouse.connection) if fix.made_by == "ann"]
        if standing:
            undo_corrections(warehouse, standing, by="ann", at=DECIDED)


def reextract(line: Line) -> None:
    """Other rules read the archive."""
    with lock_warehouse(line.data_dir, command="reextract") as lock:
        reextract_locked(replace(line, rulebook="later-rules"), lock, UNPUBLISHED, read_again, again=False)


def go_back(line: Line) -> None:
    """A backfill of all years, in parts of at most two pages of a source."""
    archive_reading.MOST_ENTRIES = 2
    with lock_warehouse(line.data_dir, command="backfill") as lock:
        backfill_locked(
            replace(line, command="backfill"), lock, UNPUBLISHED, Days(date(2023, 1, 1), date(2026, 10, 31))
        )


def publish(line: Line) -> None:
    """The last stage, by itself: it takes as long as all others."""
    publish_copy(line.data_dir)


STEPS: Mapping[str, Callable[[Line], None]] = {
    step.__name__: step for step in (fill, correct, undo, reextract, go_back, publish)
}


def main(config: Path) -> None:
    line = make_line(config)
    build_tls(None)  # 20 ms of every child that asks the press
    gc.freeze()  # children share what is here as long as nobody touches it
    answer: dict[str, Any] = {"ready": True}
    while True:
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
        if not (order := sys.stdin.readline()):
            return
        asked = json.loads(order)
        answer = {"pages": learn(line, Path(asked["learn"]))} if "learn" in asked else kill_or_wait(line, asked)


def make_line(config: Path) -> Line:
    """The line over this configuration, which reads pages in its own process; the data folder comes with each order."""
    paths = Paths(config=config, data=config.parent / "none")
    settings = read_settings(paths).model_copy(
        update={"contact": "desk@example.org", "retries": 1, "per_host_delay": 0.0, "jobs": 1}
    )
    return replace(build_line(paths, settings), page_seconds=None, page_memory_mb=None)


def learn(line: Line, data: Path) -> int:
    """Reads every page of an archive and remembers what it said: reading is pure, and children need not do it again."""
    reading.start_worker(line.catalogue.rulebook_data(), line.catalogue.data["topics"])
    read, start = reading.read_page, reading.start_worker
    zones = {source.id: source for source in line.sources}
    known = {}
    for path in list_segments(data / "archive"):
        source = zones[path.parent.name]
        for found in read_archived(path):
            assert isinstance(found, ArchivedPage)
            page = replace(found.page, zone=source.zone, lang_hint=source.language)
            known[page.url, page.body] = read((page, source.topics))

    def recall(task: tuple[Page, tuple[str, ...]]) -> Any:
        return known[task[0].url, task[0].body]

    reading.read_page, reading.start_worker = recall, lambda *_: start  # type: ignore[assignment,return-value]
    return len(known)


def kill_or_wait(line: Line, order: Mapping[str, Any]) -> dict[str, Any]:
    """Forks a child for a step. It is killed after `order["after"]` seconds, kills itself at `order["point"]`, or ends;
    the answer says which, and what it had said until then.
    """
    assert psutil.Process().num_threads() == 1, "a copy of a process with threads may wait for ever"
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receiving)
        _do(line, order, sending)
    os.close(sending)
    status = _wait(child, order.get("after"))
    with os.fdopen(receiving, "rb") as pipe:
        said = [json.loads(told) for told in pipe.read().splitlines()]
    facts = {name: value for told in said for name, value in told.items()}
    for name in facts.pop("imported", ()):  # the next child finds it here
        with contextlib.suppress(ImportError):
            import_module(name)
    return {"killed": os.WIFSIGNALED(status), "code": os.waitstatus_to_exitcode(status), **facts}


def _wait(child: int, after: float | None) -> int:
    ends = None if after is None else time.monotonic() + after
    while True:
        ended, status = os.waitpid(child, 0 if ends is None else os.WNOHANG)
        if ended:
            return status
        if ends is not None and time.monotonic() >= ends:
            os.kill(child, signal.SIGKILL)
            ends = None
        else:
            time.sleep(TICK)


def _do(line: Line, order: Mapping[str, Any], sending: int) -> None:
    """The child: the warehouse is recovered if that is to be measured, then comes the step. Never returns."""

    def say(**facts: Any) -> None:
        os.write(sending, json.dumps(facts).encode() + b"\n")

    began, known = time.monotonic(), set(sys.modules)
    data = Path(order["data"])
    points = _count_points(order.get("point"))
    try:
        if order.get("measure") and (data / "warehouse.duckdb").exists():
            open_warehouse(data, command="recovery").close()
            say(recovered=time.monotonic() - began)
        started = datetime.now(UTC)
        STEPS[order["step"]](replace(line, data_dir=data, started=started, run_id=new_run_id(started)))
        imported = [name for name in list(sys.modules) if name not in known]
        say(points=points[0], seconds=time.monotonic() - began, imported=imported)
    finally:  # whatever happened: what this process has open is its parent's
        error = sys.exc_info()[1]
        if error is not None:
            say(error=f"{type(error).__name__}: {error}")
        os._exit(error is not None)


def _count_points(fatal: int | None) -> list[int]:
    """Counts from here on the points at which a kill can tell; at the one numbered `fatal` the process kills itself."""
    count = [0]

    def tick() -> None:
        count[0] += 1
        if count[0] == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def surround(call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            tick()
            answer = call(*arguments, **options)
            tick()
            return answer

        return counted

    for owner, names in ((os, SYSTEM_CALLS), (duckdb.DuckDBPyConnection, DATABASE_CALLS)):
        for name in names:
            setattr(owner, name, surround(getattr(owner, name)))
    return count


if __name__ == "__main__":
    main(Path(sys.argv[1]))
