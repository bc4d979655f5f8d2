"""Ctrl-C: the run ends with 130, says so in one line, and leaves no process behind."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from desks import Desk

from flows.interrupts import interrupts_blocked, interrupts_held
from flows.temporary_server import RECORD
from warehouse.database import connect

PATIENCE = 120.0


@pytest.mark.slow
def test_an_interrupted_flow_over_a_damaged_prefect_database_says_just_that(desk: Desk) -> None:
    (desk.data / "prefect").mkdir()
    (desk.data / "prefect" / "prefect.db").write_bytes(b"garbage " * 4096)
    returncode, said, left = interrupt_at(desk, lambda: any(desk.data.glob("archive/*")), "run")
    place = next(desk.data.glob("damaged/*"))
    told = "Prefect cannot use it (file is not a database); it now lies in"
    assert said == [
        f"claimwatch: {desk.data}/prefect/prefect.db: {told} {place}, and the run begins a new one",
        "asking sources …",
        "fetching pages …",
        "claimwatch: interrupted",
    ]
    assert returncode == 130
    assert (place / "prefect.db").read_bytes().startswith(b"garbage")
    assert left == []
    assert not (desk.data / RECORD).exists()
    with connect(desk.data / "warehouse.duckdb", read_only=True) as connection:
        assert connection.execute("SELECT state, exit_code FROM runs").fetchall() == [("interrupted", 130)]


def interrupt_at(desk: Desk, reached: Callable[[], bool], *arguments: str) -> tuple[int, list[str], list[str]]:
    """Exit code and standard error of a run that got Ctrl-C as from a terminal, and its processes that still live."""
    run = subprocess.Popen(
        desk.command(*arguments),
        env=desk.unmeasured() | {"COLUMNS": "500"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    ends = time.monotonic() + PATIENCE
    try:
        while not reached():
            assert run.poll() is None, "the run ended too early"
            assert time.monotonic() < ends, "the run never came so far"
            time.sleep(0.002)
        children = psutil.Process(run.pid).children(recursive=True)
        os.killpg(run.pid, signal.SIGINT)
        _, errors = run.communicate(timeout=60)
    finally:
        run.kill()
    _, alive = psutil.wait_procs(children, timeout=5)
    return run.returncode, [line for line in errors.splitlines() if line], [process.name() for process in alive]


def test_an_interrupt_waits_until_the_held_block_is_through() -> None:
    done = []

    def work() -> None:
        with interrupts_held():
            os.kill(os.getpid(), signal.SIGINT)
            done.append("the block")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["the block"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_thread_has_no_interrupts_to_hold() -> None:
    done = []

    def work() -> None:
        with interrupts_held():
            done.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [signal.default_int_handler]


def test_a_process_started_while_interrupts_are_blocked_never_gets_one(tmp_path: Path) -> None:
    with interrupts_blocked():
        child = subprocess.Popen(["sleep", "60"])
    try:
        child.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(0.2)
    finally:
        child.kill()
        child.wait()
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == set()
