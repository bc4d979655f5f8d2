"""What happened while nothing ran: runs that were cut off are marked so, and of those that were missed one is made up.

Prefect schedules ahead, so after a downtime the runs of every hour since then are waiting. Ten of them in a row would
find what the first finds: of the same work only the newest stays. Call this while nothing runs, and hold the lock that
says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.sorting import FlowRunSort

PAGE = 200
_UNDER_WAY = (StateType.PENDING, StateType.RUNNING, StateType.CANCELLING)
_AGAIN = "again "
_FIRST = "first "


@dataclass(frozen=True, slots=True)
class MadeUp:
    """What was found of an earlier time: what each run was asked for."""

    crashed: tuple[str, ...] = ()  # were under way when their process ended
    waiting: tuple[str, ...] = ()  # were missed, and run now
    dropped: tuple[str, ...] = ()  # were missed too, and stand behind a newer one of the same work


async def plan_again(client: PrefectClient, deployments: Sequence[UUID]) -> bool:
    """Whether runs are under way, as far as Prefect knows; each of them shall be done again, since it will be ended."""
    under_way = await _read_runs(client, deployments, _UNDER_WAY)
    for run in under_way:
        await _run_again(client, run)
    return bool(under_way)


async def settle_missed_runs(client: PrefectClient, deployments: Sequence[UUID], now: datetime) -> MadeUp:
    """Marks runs that were cut off as crashed and runs them again once; cancels all but the newest of missed runs."""
    crashed = await _read_runs(client, deployments, _UNDER_WAY)
    for run in crashed:
        await _settle(client, run, StateType.CRASHED, "Crashed", "its process ended before it did")
    late = [run for run in await _read_runs(client, deployments, (StateType.SCHEDULED,)) if _is_due(run, now)]
    newest = _keep_newest(late)
    dropped = [run for run in late if run not in newest]
    for run in dropped:
        await _settle(client, run, StateType.CANCELLED, "Missed", "nothing ran then; a newer run makes up for it")
    awaited = {_work_of(run) for run in newest}
    again = [await _run_again(client, run) for run in _keep_newest(crashed) if _work_of(run) not in awaited]
    return MadeUp(_name_all(crashed), _name_all([*newest, *again]), _name_all(dropped))


async def request_first_run(client: PrefectClient, deployment: UUID, now: datetime) -> None:
    """A run at once, for a warehouse that has nothing to show."""
    await client.create_flow_run_from_deployment(deployment, idempotency_key=f"{_FIRST}{now.isoformat()}")


async def _run_again(client: PrefectClient, run: FlowRun) -> FlowRun:
    """A new run with the parameters of one that was cut off; its key keeps it one, however often this is asked for."""
    return await client.create_flow_run_from_deployment(
        _deployment_of(run), parameters=run.parameters, idempotency_key=f"{_AGAIN}{run.id}"
    )


async def _read_runs(
    client: PrefectClient, deployments: Sequence[UUID], states: Sequence[StateType]
) -> tuple[FlowRun, ...]:
    """All runs of the deployments in these states."""
    found: list[FlowRun] = []
    while True:
        page = await client.read_flow_runs(
            deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=list(deployments))),
            flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(states)))),
            sort=FlowRunSort.EXPECTED_START_TIME_ASC,
            limit=PAGE,
            offset=len(found),
        )
        found += page
        if len(page) < PAGE:
            return tuple(found)


def _is_due(run: FlowRun, now: datetime) -> bool:
    """Whether it should have begun, by a schedule or because we asked for it; what a person asked for stays."""
    is_ours = run.auto_scheduled or (run.idempotency_key or "").startswith((_AGAIN, _FIRST))
    return is_ours and run.expected_start_time is not None and run.expected_start_time <= now


def _keep_newest(runs: Iterable[FlowRun]) -> list[FlowRun]:
    """The newest run of each work: the same deployment with the same parameters."""
    newest: dict[tuple[UUID, str], FlowRun] = {}
    for run in sorted(runs, key=lambda run: (run.expected_start_time is not None, run.expected_start_time)):
        newest[_work_of(run)] = run
    return list(newest.values())


def _work_of(run: FlowRun) -> tuple[UUID, str]:
    return _deployment_of(run), json.dumps(run.parameters, sort_keys=True, default=str)


def _deployment_of(run: FlowRun) -> UUID:
    if run.deployment_id is None:
        raise ValueError(f"{run.name}: a run without a deployment")
    return run.deployment_id


def _name_all(runs: Iterable[FlowRun]) -> tuple[str, ...]:
    """`("group official",)`: what they are asked for; their names say nothing before they begin."""
    return tuple(
        ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in run.parameters.items()) or "all" for run in runs
    )


async def _settle(client: PrefectClient, run: FlowRun, kind: StateType, name: str, message: str) -> None:
    """Says how a run ended for which nobody else will; also frees the place that it held among runs of its kind."""
    await client.set_flow_run_state(run.id, State(type=kind, name=name, message=message), force=True)
