"""What is made up for after a downtime: over a Prefect server that is a list."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from prefect_records import FlowRun, State, StateType

from flows.missed_runs import MadeUp, plan_again, request_first_run, settle_missed_runs
from flows.schedule import build_crons

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
DAILY = uuid4()


def run_of(
    state: StateType, days: float, *, key: str | None = None, scheduled: bool = True, **parameters: Any
) -> FlowRun:
    """A run that was or is to begin so many days from now."""
    return FlowRun(
        flow_id=uuid4(),
        deployment_id=DAILY,
        parameters=parameters,
        auto_scheduled=scheduled,
        idempotency_key=key,
        expected_start_time=NOW + timedelta(days=days),
        state=State(type=state),
        state_type=state,
    )


@dataclass
class Server:
    """Stands for Prefect's client: what it was told changes what it answers, and keys make one run of two."""

    known: list[FlowRun]
    settled: dict[UUID, str] = field(default_factory=dict)

    async def read_flow_runs(self, *, flow_run_filter: Any, limit: int, offset: int, **_: Any) -> list[FlowRun]:
        wanted = set(flow_run_filter.state.type.any_)
        found = [run for run in self.known if run.state_type in wanted and run.id not in self.settled]
        return found[offset : offset + limit]

    async def set_flow_run_state(self, run: UUID, state: State[Any], *, force: bool) -> None:
        assert force
        self.settled[run] = f"{state.type.value} {state.name}"

    async def create_flow_run_from_deployment(
        self, deployment: UUID, *, idempotency_key: str, parameters: Mapping[str, Any] | None = None
    ) -> FlowRun:
        for run in self.known:
            if run.idempotency_key == idempotency_key:
                return run
        made = run_of(StateType.SCHEDULED, 0, key=idempotency_key, scheduled=False, **(parameters or {}))
        assert deployment == DAILY
        self.known.append(made)
        return made

    def settle(self) -> MadeUp:
        return asyncio.run(settle_missed_runs(self, [DAILY], NOW))


def test_of_the_same_work_only_the_newest_missed_run_stays() -> None:
    late = [run_of(StateType.SCHEDULED, -days, group="official") for days in (2, 1, 3)]
    other = run_of(StateType.SCHEDULED, -2, group="media")
    coming = run_of(StateType.SCHEDULED, 1, group="official")
    server = Server([*late, other, coming])
    found = server.settle()
    assert found == MadeUp((), ("group official", "group media"), ("group official", "group official"))
    assert server.settled == {late[0].id: "CANCELLED Missed", late[2].id: "CANCELLED Missed"}


def test_a_second_start_makes_up_for_nothing_more() -> None:
    server = Server([run_of(StateType.SCHEDULED, -days, group="official") for days in (1, 2)])
    server.settle()
    assert (server.settle().dropped, len(server.settled)) == ((), 1)


def test_a_run_whose_process_is_gone_is_marked_and_done_again_once() -> None:
    server = Server([run_of(StateType.RUNNING, -1, group="trade"), run_of(StateType.PENDING, -1, retry_failed=True)])
    found = server.settle()
    assert sorted(found.crashed) == sorted(found.waiting) == ["group trade", "retry failed True"]
    assert set(server.settled.values()) == {"CRASHED Crashed"}
    assert server.settle().crashed == ()
    assert len(server.known) == 4


def test_where_the_same_work_was_missed_too_the_missed_run_stands_for_the_one_cut_off() -> None:
    cut, missed = run_of(StateType.RUNNING, -2, group="trade"), run_of(StateType.SCHEDULED, -1, group="trade")
    server = Server([cut, missed])
    assert server.settle() == MadeUp(("group trade",), ("group trade",), ())
    assert server.known == [cut, missed]


def test_what_a_person_asked_for_is_neither_dropped_nor_counted() -> None:
    asked = [run_of(StateType.SCHEDULED, -days, scheduled=False) for days in (1, 2)]
    assert Server(asked).settle() == MadeUp()


def test_a_stop_plans_again_what_is_under_way_and_the_next_start_finds_it_waiting() -> None:
    running = run_of(StateType.RUNNING, -0.01, group="agency")
    server = Server([running, run_of(StateType.COMPLETED, -1, group="agency")])
    assert asyncio.run(plan_again(server, [DAILY]))
    server.settled[running.id] = "CANCELLED by the runner"
    assert server.settle().waiting == ("group agency",)
    assert not asyncio.run(plan_again(server, [DAILY]))


def test_a_first_run_that_did_not_begin_is_found_waiting() -> None:
    server = Server([])
    asyncio.run(request_first_run(server, DAILY, NOW - timedelta(hours=1)))
    assert server.settle().waiting == ("all",)


@pytest.mark.parametrize("count", [0, 199, 200, 201, 450])
def test_all_pages_of_the_answer_are_read(count: int) -> None:
    server = Server([run_of(StateType.SCHEDULED, -1 - number, group="x") for number in range(count)])
    assert len(server.settle().dropped) == max(0, count - 1)


@pytest.mark.parametrize("day", [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)])
def test_a_time_that_the_clocks_leave_out_or_show_twice_comes_once_that_day(day: datetime) -> None:
    from prefect.server.schemas.schedules import CronSchedule

    (cron,) = build_crons(["02:30"])
    dates = asyncio.run(CronSchedule(cron=cron, timezone="Europe/Berlin").get_dates(5, start=day - timedelta(days=2)))
    assert [moment.day - day.day for moment in dates] == [-2, -1, 0, 1, 2]
