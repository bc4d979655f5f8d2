"""The Prefect flow around the daily run. Import this only after `temporary_server.prepare_environment`.

Seven coarse tasks: one for each stage, none for single articles (one costs 5 to 180 ms). Stages hand on live objects
(an open warehouse), so tasks close over them and Prefect keeps no result.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from flows import stages
from flows.daily import Stages, run_daily
from flows.line import Line
from flows.outcome import RunOutcome, build_markdown
from flows.stages import Found
from flows.temporary_server import remember_server
from warehouse.database import Warehouse

R = TypeVar("R")


class WorldDownError(Exception):
    """No source could be reached: worth another try before the run says so."""

    def __init__(self, found: Found) -> None:
        super().__init__(f"none of {len(found.discoveries)} sources could be reached")
        self.found = found


def _as_task(function: Callable[..., R], name: str, retry_delays: tuple[float, ...] = ()) -> Callable[..., R]:
    """The stage as a task. Its arguments are closed over: Prefect neither copies, searches nor stores them."""

    def run(*arguments: Any) -> R:
        @task(
            name=name,
            retries=len(retry_delays),
            retry_delay_seconds=list(retry_delays) or None,
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


def _build_stages(retry_delays: tuple[float, ...]) -> Stages:
    discover_task = _as_task(_discover_or_raise, "discover", retry_delays)

    def discover(line: Line, warehouse: Warehouse) -> Found:
        try:
            return discover_task(line, warehouse)
        except WorldDownError as error:
            return error.found

    return Stages(
        prepare=_as_task(stages.prepare_run, "prepare"),
        discover=discover,
        fetch=_as_task(stages.fetch_pages, "fetch"),
        read=_as_task(stages.read_new, "read"),
        load=_as_task(stages.load_batches, "load"),
        publish=_as_task(stages.publish_copy, "publish"),
        report=_as_task(stages.write_report, "report"),
    )


def run_in_prefect(line: Line, retry_delays: tuple[float, ...]) -> RunOutcome:
    """Runs the flow for one line and returns the outcome of `run_daily`."""

    @flow(name="daily", flow_run_name=line.run_id, persist_result=False)
    def daily(run_id: str, sources: list[str], sample: bool) -> RunOutcome:  # noqa: ARG001 - shown in the UI
        """Fetch what is new, load it, publish the copy and the report."""
        remember_server(line.data_dir)
        outcome = run_daily(line, _build_stages(retry_delays))
        create_markdown_artifact(build_markdown(outcome), key="daily-run", description=f"Result of run {run_id}")
        return outcome

    outcome: RunOutcome = daily(line.run_id, [source.id for source in line.sources], line.sample)
    return outcome
