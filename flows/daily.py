"""The daily run: one sequence of stages, as plain functions or, the same ones, as tasks of a Prefect flow."""

from __future__ import annotations

import contextlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from extractors.errors import CheckFailedError, ClaimwatchError
from flows import stages
from flows.crawl.records import FetchReport
from flows.line import Line
from flows.outcome import RunOutcome, judge_run
from flows.prefect_home import mend_database, prepare_environment, read_prefect_settings, require_home
from flows.recovery import Recovered, prepare_run
from flows.stages import Found
from flows.temporary_server import OF_A_SCHEDULE, end_leftover_server, find_server, run_server
from warehouse.database import Warehouse, lock_warehouse, open_warehouse
from warehouse.loading import LoadResult
from warehouse.locking import WriterLock
from warehouse.publishing import Published
from warehouse.staging import StagedBatch

if TYPE_CHECKING:
    from warehouse.report import ReportResult

INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages of a run: plain functions, or the same ones wrapped as tasks."""

    prepare: Callable[[Line, Warehouse], Recovered] = prepare_run
    discover: Callable[[Line, Warehouse], Found] = stages.discover_entries
    fetch: Callable[[Line, Found], tuple[FetchReport, ...]] = stages.fetch_pages
    read: Callable[[Line, Found, Sequence[FetchReport]], tuple[StagedBatch, ...]] = stages.read_new
    load: Callable[[Line, Warehouse, Sequence[StagedBatch]], tuple[LoadResult, ...]] = stages.load_batches
    publish: Callable[[Line, WriterLock], Published] = stages.publish_copy
    report: Callable[[Line, Published], ReportResult] = stages.write_report


PLAIN = Stages()


def run_daily(line: Line, steps: Stages = PLAIN) -> RunOutcome:
    """Runs the whole line once and returns what came of it.

    Raises LockedError, DiskError, DamagedError or CheckFailedError; the run log then says so too. Sources and items
    that fail are in the outcome, not raised.
    """
    with lock_warehouse(line.data_dir, command=line.command) as lock:
        return run_locked(line, lock, steps)


Filler = Callable[[Line, Warehouse, Stages], RunOutcome]


def run_locked(line: Line, lock: WriterLock, steps: Stages, fill: Filler | None = None) -> RunOutcome:
    """`run_daily` for a caller who holds the lock, from the first look at the data folder until the report stands.

    `fill` is what brings rows into the warehouse, where that is not the sources.
    """
    with open_warehouse(line.data_dir, command=line.command, lock=lock) as warehouse:
        warehouse.start_run(line.run_id, line.started, line.command, line.catalogue.version, line.rulebook)
        line.note("run started", command=line.command, sources=len(line.sources), rulebook=line.rulebook)
        try:
            outcome = (fill or _fill_from_sources)(line, warehouse, steps)
        except BaseException as error:
            with contextlib.suppress(ClaimwatchError):
                _finish(line, warehouse, *_end_of(error), {})
            raise
        _finish(line, warehouse, "done", outcome.exit_code, outcome.counts)
    shown = _show(line, lock, steps, outcome)
    line.note("run finished", exit_code=shown.exit_code, counts=dict(shown.counts))
    return shown


def _fill_from_sources(line: Line, warehouse: Warehouse, steps: Stages) -> RunOutcome:
    """Everything up to the load."""
    recovered = steps.prepare(line, warehouse)
    found = steps.discover(line, warehouse)
    reports = steps.fetch(line, found)
    staged = steps.read(line, found, reports)
    loads = steps.load(line, warehouse, staged)
    quarantined = count_quarantined(line, warehouse)
    return judge_run(line, found.discoveries, reports, loads, quarantined=quarantined, recovered=recovered)


def count_quarantined(line: Line, warehouse: Warehouse) -> Mapping[str, Mapping[str, int]]:
    """What the run kept out so far: source ids to reasons and how many items each kept out."""
    rows = warehouse.connection.execute(
        "SELECT source_id, reason FROM quarantine WHERE run_id = ?", [line.run_id]
    ).fetchall()
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for source_id, reason in rows:
        counted[source_id][reason] += 1
    return counted


def _show(line: Line, lock: WriterLock, steps: Stages, outcome: RunOutcome) -> RunOutcome:
    """Publishes the copy and writes the report; the warehouse is closed and its rows are safe whatever happens here."""
    try:
        published = steps.publish(line, lock)
    except CheckFailedError as error:
        with open_warehouse(line.data_dir, command=line.command, lock=lock) as warehouse:
            _finish(line, warehouse, "failed", error.exit_code, outcome.counts)
        raise
    line.note("copy published", path=str(published.path), bytes=published.bytes, observations=published.observations)
    report = steps.report(line, published)
    line.note("report written", path=str(report.index), series=report.series, seconds=round(report.seconds, 1))
    return replace(outcome, published=published, report=report)


def _finish(line: Line, warehouse: Warehouse, state: str, exit_code: int, counts: Mapping[str, int]) -> None:
    warehouse.finish_run(line.run_id, datetime.now(UTC), state, exit_code, counts)


def _end_of(error: BaseException) -> tuple[str, int]:
    if not isinstance(error, Exception):  # Ctrl-C, or Prefect's way of saying that the run was cancelled
        return "interrupted", INTERRUPTED
    return "failed", error.exit_code if isinstance(error, ClaimwatchError) else 1


def run_flow(line: Line, *, retry_delays: Sequence[float] = (30.0,)) -> RunOutcome:
    """The same run as a Prefect flow: tasks in its UI, retries where the world is, and an artifact with the result.

    Under PREFECT_API_URL it reports to that server, else to that of `claimwatch serve` where this folder is served,
    else to a temporary one, which ends with the run.
    """
    with lock_warehouse(line.data_dir, command=line.command) as lock, contextlib.ExitStack() as stack:
        end_leftover_server(line.data_dir)
        prepare_environment(line.data_dir)
        require_home()
        settings = read_prefect_settings()
        server = None
        served = None if settings.api_url else find_server(line.data_dir, OF_A_SCHEDULE)
        if settings.api_url is None and served is None:
            if settings.database and (told := mend_database(settings.database, line.data_dir, line.started)):
                line.warn(told)
            server = stack.enter_context(run_server(line.data_dir))
        from flows.prefect_flow import run_in_prefect  # noqa: PLC0415 - Prefect reads its settings when it is imported

        if server is not None:
            server.wait_until_ready()
        return run_in_prefect(line, lock, tuple(retry_delays), server.api_url if server else served)
