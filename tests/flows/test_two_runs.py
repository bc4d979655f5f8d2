"""Two runs at once on one data folder: at whatever moment of the first, the second ends and says who runs."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from desks import Desk

PATIENCE = 60.0

MOMENTS: dict[str, Callable[[Path], bool]] = {
    "as soon as it holds the lock": lambda data: (data / "warehouse.lock").stat().st_size > 0,
    "while pages are fetched": lambda data: any(data.glob("archive/*")),
    "while batches are staged and loaded": lambda data: any(data.glob("staging/*")),
    "while the copy is published": lambda data: any(data.glob(".claimwatch.duckdb.*")),
    "while the report is written": lambda data: (data / "claimwatch.duckdb").exists(),
}


@pytest.mark.slow
def test_the_second_run_is_refused_at_every_moment_of_the_first(desk: Desk) -> None:
    refused = {}
    with subprocess.Popen(
        desk.command("run", "--plain"), env=desk.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as first:
        for moment, reached in MOMENTS.items():
            wait_until(reached, desk.data, first)
            first.send_signal(signal.SIGSTOP)
            second = desk.call("run", "--plain")
            first.send_signal(signal.SIGCONT)
            assert second.stdout == ""
            assert len(second.stderr.splitlines()) == 1
            refused[moment] = (second.returncode, f"another run writes (process {first.pid}, run, " in second.stderr)
        assert first.wait(PATIENCE) == 0
    assert refused == dict.fromkeys(MOMENTS, (6, True))
    assert desk.ask("SELECT state, exit_code FROM run_log") == [("done", 0)]


def wait_until(reached: Callable[[Path], bool], data: Path, run: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + PATIENCE
    while not _safely(reached, data):
        assert run.poll() is None, "the run ended too early"
        assert time.monotonic() < ends, "the run never came so far"
        time.sleep(0.0005)


def _safely(reached: Callable[[Path], bool], data: Path) -> bool:
    """A look at files that come and go while one looks."""
    try:
        return reached(data)
    except OSError:
        return False
