"""The Prefect flow around the daily run. Import this only after `prefect_home.prepare_environment`.

Seven coarse tasks: one for each stage, none for single articles (one costs 5 to 180 ms). Stages hand on live objects
(an open warehouse), so tasks close over them and Prefect keeps no result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from traceback import clear_frames
from typing import Any, TypeVar, cast

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State
from prefect.events.worker import EventsWorker
from prefect.logging.handlers import APILogWorker
from prefect.settings import PREFECT_API_URL, temporary_settings

from extractors.errors import ConfigurationError
from flows import stages
from flows.daily import Stages, run_locked
from flows.failures_page import build_failures, read_failures
from flows.line import Line
from flows.outcome import RunOutcome, build_markdown
from flows.recovery import prepare_run
from flows.stages import Found
from warehouse.daily_digest.markdown import build_markdown as build_digest_page
from warehouse.daily_digest.reading import read_digest
from warehouse.database import Warehouse
from warehouse.locking import WriterLock

R = TypeVar("R")

DRAIN_SECONDS = 5.0


class WorldDownError(Exception):
    """No source could be reached: worth another try before the run says so."""

    def __init__(self, found: Found) -> None:
        super().__init__(f"none of {len(found.discoveries)} sources could be reached")
        self.found = found


def as_task(
    function: Callable[..., R],
    name: str,
    retry_delays: tuple[float, ...] = (),
    retry_on: type[Exception] = Exception,
) -> Callable[..., R]:
    """The stage as a task. Its arguments are closed over: Prefect neither copies, searches nor stores them."""

    def is_worth_another_try(_task: object, _run: object, state: State[Any]) -> bool:
        return isinstance(state.result(raise_on_failure=False), retry_on)

    def run(*arguments: Any) -> R:
        @task(
            name=name,
            retries=len(retry_delays),
            retry_delay_seconds=list(retry_delays) or None,
            retry_condition_fn=is_worth_another_try,
            persist_result=False,
            cache_policy=NO_CACHE,
        )
        def run_stage() -> Any:
            return function(*arguments)

        result: Any = run_stage()
        return cast("R", result)

    return run


def _discover_or_raise(line: Line, warehouse: Warehouse) -> Found:
    found = stages.discover_entries(line, warehouse)
    if found.discoveries and all(_is_unreachable(one.state, one.reason) for one in found.discoveries):
        raise WorldDownError(found)
    return found


def _is_unreachable(state: str, reason: str | None) -> bool:
    return state == "failed" and (reason or "").split(" ")[0].rstrip(":") in {"dns", "connection", "timeout", "robots"}


def build_stages(retry_delays: tuple[float, ...]) -> Stages:
    """The stages as tasks; `retry_delays` are the seconds before another try where no source at all can be reached."""

    discover_task = as_task(_discover_or_raise, "discover", retry_delays)

    def discover(line: Line, warehouse: Warehouse) -> Found:
        try:
            return discover_task(line, warehouse)
        except WorldDownError as error:
            return error.found

    return Stages(
        prepare=as_task(prepare_run, "prepare"),
        discover=discover,
        fetch=as_task(stages.fetch_pages, "fetch"),
        read=as_task(stages.read_new, "read"),
        load=as_task(stages.load_batches, "load"),
        publish=as_task(stages.publish_copy, "publish"),
        report=as_task(stages.write_report, "report"),
    )


def run_in_prefect(line: Line, lock: WriterLock, retry_delays: tuple[float, ...], api_url: str | None) -> RunOutcome:
    """Runs the flow for one line and returns the outcome of `run_locked`.

    `api_url` is that of the temporary server; None where Prefect's own settings name a server.
    """

    @flow(name="daily", flow_run_name=line.run_id, persist_result=False)
    def daily(run_id: str, sources: list[str], sample: bool) -> RunOutcome:  # noqa: ARG001 - shown in the UI
        """Fetch what is new, load it, publish the copy and the report."""
        outcome = run_locked(line, lock, build_stages(retry_delays))
        save_artifacts(line, outcome)
        return outcome

    try:
        with _reporting_to(api_url):
            outcome: RunOutcome = daily(line.run_id, [source.id for source in line.sources], line.sample)
    except BaseException as error:
        # Prefect keeps what ended a run, and with it the run's open objects, for as long as the process lives; DuckDB's
        # then complain on standard error that nobody let go of them.
        clear_frames(error.__traceback__)
        raise
    return outcome


def save_artifacts(line: Line, outcome: RunOutcome) -> None:
    """What the run came to, and the digest of the day, where Prefect's UI shows them."""
    create_markdown_artifact(build_markdown(outcome), key="daily-run", description=f"Result of run {line.run_id}")
    save_failures(line, outcome)
    if outcome.published and line.alerting:
        today = line.alerting.today(line.started)
        digest = read_digest(outcome.published.path, rules=line.alerting.rules, today=today)
        said = f"Digest of {digest.day}, as of run {line.run_id}"
        create_markdown_artifact(build_digest_page(digest), key="digest", description=said)


def save_failures(line: Line, outcome: RunOutcome) -> None:
    """What failed and why, and what becomes of it, where Prefect's UI shows it; also where nothing did."""
    if outcome.published:
        failures = read_failures(outcome.published.path, line.run_id)
        said = f"What failed in run {line.run_id}"
        create_markdown_artifact(build_failures(failures, line.max_attempts), key="failures", description=said)


@contextmanager
def _reporting_to(api_url: str | None) -> Iterator[None]:
    """Prefect uses this server in the block, and has told it everything when the block ends.

    Without one it uses that of its settings. Raises ConfigurationError where that does not answer.
    """
    if api_url is None:
        require_answer()
        yield
        return
    with temporary_settings({PREFECT_API_URL: api_url}):
        try:
            yield
        finally:
            APILogWorker.drain_all(timeout=DRAIN_SECONDS)
            EventsWorker.drain_all(timeout=DRAIN_SECONDS)


def require_answer() -> None:
    """Returns where the server of the settings answers; else ConfigurationError."""
    with get_client(sync_client=True) as client:
        fault = client.api_healthcheck()
    if fault is not None:
        said = " ".join(str(fault).split()) or type(fault).__name__
        raise ConfigurationError(
            f"PREFECT_API_URL: no Prefect server answers at {client.api_url} ({said}); unset it, or run with --plain"
        )
