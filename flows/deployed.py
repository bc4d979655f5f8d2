"""The flows that Prefect starts on a schedule or from its UI. Import this only after
`prefect_home.prepare_environment`.

Each reads the configuration anew when it starts: nothing of the day it was deployed is kept. Where configuration and
data lie says the environment, CLAIMWATCH_CONFIG and CLAIMWATCH_DATA.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, cast
from uuid import UUID

from prefect import flow, runtime
from prefect.artifacts import create_markdown_artifact, create_progress_artifact, update_progress_artifact
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State, StateType
from pydantic import Field

from extractors.errors import LockedError
from flows.assembly import build_archive_line, build_line
from flows.backfill_plan import choose_days
from flows.backfilling import (
    Backfilling,
    Progress,
    backfill_locked,
    build_progress_table,
    describe_backfill,
    load_part,
    plan_readings,
)
from flows.daily import run_locked
from flows.event_log import JsonLog
from flows.line import Line
from flows.outcome import RunOutcome, build_markdown, count_in_words
from flows.prefect_flow import as_task, build_stages, save_artifacts, save_failures
from flows.reextracting import describe_reextraction, read_again, reextract_locked
from flows.reporting import rebuild_report
from flows.run_events import log_events
from flows.settings import Paths, Settings, find_project_paths, read_settings
from warehouse.database import lock_warehouse
from warehouse.locking import WriterLock

COMMAND = "serve"
# Where no source at all can be reached, the network is down: it may take a while.
NETWORK_DELAYS = (30.0, 300.0, 1800.0)
# Somebody runs `claimwatch run` by hand: a scheduled run waits for the better part of an hour before it gives up.
LOCK_DELAYS = (60.0,) * 50  # as many as Prefect allows

GOES_ON = "goes on "  # how the key of such a run begins

# The server that refuses wrong parameters knows patterns, and no dates.
_DAY = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
Day = Annotated[date, Field(json_schema_extra={"pattern": _DAY})]
Hours = Annotated[float, Field(gt=0, le=168)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]


def _name_daily() -> str:
    """`"daily official 2026-11-22T10:40"`: what was asked for, and when it was to begin (UTC)."""
    given = runtime.flow_run.parameters
    words = ["daily", given.get("group") or ", ".join(given.get("sources") or ()) or "all"]
    words += ["retrying"] if given.get("retry_failed") else []
    return " ".join([*words, f"{runtime.flow_run.scheduled_start_time:%Y-%m-%dT%H:%M}"])


@flow(name="daily", flow_run_name=_name_daily, persist_result=False)
def daily(group: Name | None = None, sources: tuple[Name, ...] = (), retry_failed: bool = False) -> State[None]:
    """Fetch what is new, load it, publish the copy and write the report.

    Args:
        group: Only the enabled sources of this group, such as official. Empty: of all groups.
        sources: Only these sources, by their ids, also disabled ones. Empty: all that are enabled.
        retry_failed: Ask once more for pages that failed and were given up.
    """
    paths = _find_paths()
    settings = read_settings(paths)
    line = _speak(
        build_line(paths, settings, only=sources, group=group, retry_failed=retry_failed, command=COMMAND), settings
    )
    with _lock(line) as lock:
        outcome = run_locked(line, lock, build_stages(NETWORK_DELAYS))
    save_artifacts(line, outcome)
    return _judge(line, outcome)


@flow(name="reextract", persist_result=False)
def reextract(sources: tuple[Name, ...] = (), again: bool = False) -> State[None]:
    """Read the pages of the archive again by the rules of today, without a network.

    Args:
        sources: Only pages of these sources, by their ids. Empty: of all.
        again: Read also what the rules of today have read already.
    """
    paths = _find_paths()
    settings = read_settings(paths)
    line = _speak(build_archive_line(paths, settings, only=sources), settings)
    reread = as_task(read_again, "reextract")
    with _lock(line) as lock:
        outcome = reextract_locked(line, lock, build_stages(()), reread, again=again)
    said = describe_reextraction(outcome)
    create_markdown_artifact(f"# Run {line.run_id}\n\n{said}\n", key="reextract-run", description="What it brought")
    line.warn(f"{runtime.flow_run.name}: {said}")
    return State(type=StateType.COMPLETED, name=_name_end(outcome), message=said)


def _name_backfill() -> str:
    """`"backfill 2024-01-01 to 2024-01-31"`."""
    given = runtime.flow_run.parameters
    sources = ", ".join(given.get("sources") or ())
    return f"backfill {given['first_day']} to {given['last_day']}" + (f" of {sources}" if sources else "")


@flow(name="backfill", flow_run_name=_name_backfill, persist_result=False)
def backfill(
    first_day: Day, last_day: Day, sources: tuple[Name, ...] = (), again: bool = False, hours: Hours = 3.0
) -> State[None]:
    """Fetch what sources published on days gone by, from their dated archives and sitemaps, load and publish it.

    Args:
        first_day: First day of publication, such as 2024-01-01.
        last_day: Last day of publication; not later than today.
        sources: Only these sources, by their ids, also disabled ones. Empty: all that are enabled and have an archive.
        again: Ask also for days that an earlier backfill has read.
        hours: After so many it makes way for daily runs that wait, and goes on as a new run; not where again is asked.
    """
    days = choose_days(first_day, last_day, datetime.now(UTC))
    paths = _find_paths()
    settings = read_settings(paths)
    line = _speak(build_line(paths, settings, only=sources, command="backfill"), settings)
    own = Backfilling(as_task(plan_readings, "plan"), as_task(load_part, "part"))
    shown = cast("UUID", create_progress_artifact(0.0, key="backfill-progress", description=f"Days covered of {days}"))

    patience = None if again else timedelta(hours=hours)  # what goes on could not tell what was read again

    def watch(progress: Progress) -> None:
        update_progress_artifact(shown, round(progress.percent, 1), description=build_progress_table(progress))

    with _lock(line) as lock:
        outcome = backfill_locked(
            line, lock, build_stages(()), days, own=own, again=again, patience=patience, watch=watch
        )
    create_markdown_artifact(build_markdown(outcome), key="backfill-run", description=f"Result of run {line.run_id}")
    save_failures(line, outcome)
    if outcome.counts["days_put_off"]:
        _go_on()
    else:
        update_progress_artifact(shown, 100.0)
    said = describe_backfill(outcome)
    line.warn(f"{runtime.flow_run.name}: {said}")
    return State(type=StateType.COMPLETED, name=_name_end(outcome), message=said)


def _go_on() -> None:
    """Asks for a run that goes on where this one made way; its key keeps it one, however often this is asked for."""
    if runtime.deployment.id is None:
        return
    with get_client(sync_client=True) as client:
        client.create_flow_run_from_deployment(
            UUID(str(runtime.deployment.id)),
            parameters=runtime.flow_run.parameters,
            idempotency_key=f"{GOES_ON}{runtime.flow_run.id}",
        )


@flow(name="report", persist_result=False)
def report() -> State[None]:
    """Write the report again, from the copy that was published last."""
    built = rebuild_report(_find_paths().data)
    said = f"{built.series} series, {built.points} points, {built.claims} claims in {built.seconds:.1f} s"
    return State(type=StateType.COMPLETED, name="Completed", message=said)


def _find_paths() -> Paths:
    return find_project_paths(None, None, os.environ)


def _speak(line: Line, settings: Settings) -> Line:
    """The line that speaks as `claimwatch serve` was told to: to people, or as JSON."""
    return log_events(line, JsonLog()) if settings.log_format == "json" else line


def _lock(line: Line) -> WriterLock:
    """The warehouse's lock, waited for as a task of its own, so that the UI says what a run is waiting for."""

    def take() -> WriterLock:
        return lock_warehouse(line.data_dir, command=f"claimwatch {COMMAND}")

    return as_task(take, "wait for the warehouse", LOCK_DELAYS, retry_on=LockedError)()


def _judge(line: Line, outcome: RunOutcome) -> State[None]:
    """Sources that fail are named and do not fail the run; a run in which all of them fail has failed."""
    said = count_in_words(outcome.counts)
    line.warn(f"{runtime.flow_run.name}: {said}")  # who watches `claimwatch serve` sees it too
    if outcome.all_failed:
        return State(type=StateType.FAILED, name="Failed", message=f"every source failed: {said}")
    return State(type=StateType.COMPLETED, name=_name_end(outcome), message=said)


def _name_end(outcome: RunOutcome) -> str:
    return "Completed" if outcome.exit_code == 0 else "Partly failed"
