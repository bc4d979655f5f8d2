"""The worker of `claimwatch serve`: registers the deployments and starts their runs, one at a time, until a signal.

Import this only after `prefect_home.prepare_environment`.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import psutil
from prefect.client.orchestration import get_client
from prefect.runner import Runner
from prefect.settings import PREFECT_API_URL, temporary_settings

from extractors.errors import ClaimwatchError
from flows.deploying import NAME, build_deployments
from flows.line import Warn
from flows.missed_runs import MadeUp, plan_again, request_first_run, settle_missed_runs
from flows.prefect_flow import require_answer
from flows.schedule import Schedule
from flows.temporary_server import OwnServer

_LOOK_SECONDS = 1.0
_GOING_SECONDS = 10.0
_GOING_PAUSE = 0.2


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker is given."""

    api_url: str
    schedule: Schedule
    groups: Sequence[str]
    is_first: bool  # there is nothing to show yet: a run begins at once
    server: OwnServer | None  # the one to watch; None for one that somebody else looks after
    introduction: Sequence[str]  # told once it works
    tell: Warn


def work(given: Work) -> None:
    """Works until Ctrl-C or SIGTERM; a run that is under way is ended then, and done again after the next start.

    Raises ConfigurationError where the named server does not answer, ClaimwatchError where the own one ended.
    """
    with temporary_settings({PREFECT_API_URL: given.api_url}):
        if given.server is None:
            require_answer()
        asyncio.run(_work(given))


async def _work(given: Work) -> None:
    runner = Runner(name=NAME, limit=1, pause_on_shutdown=False)  # one writer: one run at a time, of whatever kind
    known = await _prepare(given, runner)
    async with _told_to_stop(runner, known) as (stop, working):
        for line in given.introduction:
            given.tell(line)
        while not (stop.is_set() or working.done()):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _LOOK_SECONDS)
            _require_server(given.server)


async def _prepare(given: Work, runner: Runner) -> list[UUID]:
    """Prefect knows the deployments, whose ids come back, and what happened before is settled; no run has begun."""
    known = [await runner.aadd_deployment(one) for one in build_deployments(given.schedule, given.groups)]
    async with get_client() as client:
        found = await settle_missed_runs(client, known, now := datetime.now(UTC))
        for line in describe_made_up(found):
            given.tell(line)
        if given.is_first and not found.waiting:
            await request_first_run(client, known[0], now)
    return known


def describe_made_up(found: MadeUp) -> list[str]:
    """`["made up for now: group official (stands for 2 more)"]`; empty where nothing was missed."""
    lines = []
    if found.crashed:
        lines.append(f"cut off before the end: {'; '.join(found.crashed)}")
    if found.waiting:
        more = f" (stands for {len(found.dropped)} more)" if found.dropped else ""
        lines.append(f"made up for now: {'; '.join(found.waiting)}{more}")
    return lines


@contextlib.asynccontextmanager
async def _told_to_stop(
    runner: Runner, known: Sequence[UUID]
) -> AsyncIterator[tuple[asyncio.Event, asyncio.Task[None]]]:
    """The runner works in the block; it is stopped, and what it started with it, when the block ends.

    A terminal sends Ctrl-C to all processes in it. The runs, which are processes of the runner, inherit that SIGINT is
    blocked: they are ended by the runner, which tells Prefect so, and by nobody else.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    working = asyncio.create_task(runner.start())
    await asyncio.sleep(0)  # its first step takes SIGTERM for itself, and would then leave in the middle of everything
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    threading.Thread(target=_wait_for_interrupt, args=(loop, stop), name="Ctrl-C", daemon=True).start()
    try:
        yield stop, working
    finally:
        if not working.done():
            await _leave_runs(known)
            await runner.astop()
        try:
            await working
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


async def _leave_runs(known: Sequence[UUID]) -> None:
    """Returns at once where a run is under way, and has it done again after the next start; else when no process of a
    run is left: it takes a moment to end after its run has, and the runner, stopped meanwhile, would call that
    cancelled.
    """
    async with get_client() as client:
        for _ in range(int(_GOING_SECONDS / _GOING_PAUSE)):
            if not _list_run_processes() or await plan_again(client, known):
                return
            await asyncio.sleep(_GOING_PAUSE)


def _list_run_processes() -> list[psutil.Process]:
    """The processes of runs: those that we started, but for the Prefect server."""
    found = []
    for child in psutil.Process().children():
        with contextlib.suppress(psutil.NoSuchProcess, psutil.ZombieProcess, psutil.AccessDenied):
            if "prefect.engine" in child.cmdline():
                found.append(child)
    return found


def _wait_for_interrupt(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    """Where every thread blocks SIGINT, somebody has to fetch it (sigwait(3))."""
    signal.sigwait({signal.SIGINT})
    with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
        loop.call_soon_threadsafe(stop.set)


def _require_server(server: OwnServer | None) -> None:
    if server is not None and (code := server.process.poll()) is not None:
        raise ClaimwatchError(f"{server.kind.title} ended with exit code {code} (see {server.log}); start serve again")
