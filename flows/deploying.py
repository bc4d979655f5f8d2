"""What Prefect shall know: deployments, their schedules and limits. Import this only after `prepare_environment`."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.flows import Flow
from prefect.schedules import Cron
from prefect.schedules import Schedule as PrefectSchedule
from prefect.types.entrypoint import EntrypointType

from flows import deployed
from flows.schedule import Schedule, build_crons

NAME = "claimwatch"
# A second run of the same kind waits until the first is through.
ONE_AT_A_TIME = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)


def build_deployments(schedule: Schedule, groups: Sequence[str]) -> tuple[RunnerDeployment, ...]:
    """One deployment for each flow; that of the daily run has a schedule for each time of each group.

    A schedule carries the parameters of its runs, and no day: what "today" is, a run finds out when it starts.
    """
    return (
        _deploy(deployed.daily, [*_plan_groups(schedule, groups), _plan_recheck(schedule)]),
        _deploy(deployed.backfill),
        _deploy(deployed.reextract),
        _deploy(deployed.report),
    )


def _deploy(flow: Flow[Any, Any], schedules: Sequence[PrefectSchedule] = ()) -> RunnerDeployment:
    return RunnerDeployment.from_flow(
        flow,
        flow.name,
        tags=[NAME],
        schedules=list(schedules),
        concurrency_limit=ONE_AT_A_TIME,
        description=(flow.description or "").partition("\n")[0],
        version=version(NAME),
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


def _plan_groups(schedule: Schedule, groups: Sequence[str]) -> list[PrefectSchedule]:
    return [
        Cron(cron, timezone=schedule.zone, parameters={"group": group}, slug=f"{group}-{number}")
        for group in groups
        for number, cron in enumerate(build_crons(schedule.times_of(group)), 1)
    ]


def _plan_recheck(schedule: Schedule) -> PrefectSchedule:
    return Cron(schedule.recheck.cron, timezone=schedule.zone, parameters={"retry_failed": True}, slug="recheck")
