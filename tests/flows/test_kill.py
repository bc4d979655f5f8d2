"""SIGKILL in the middle of a run: whatever it had got to, the next run ends with what an undisturbed one has."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from desks import WITHOUT_REPORT, Desk, make_desk, open_press

from flows.press.server import PressServer
from warehouse.ledger import read_acknowledged

DEADLINE = 60.0
WATCHED = ("sample_wire", "sample_gongye_ribao")  # two languages, and a batch before and after each point

# How a watcher outside sees how far a run has come: by what lies on disk.
POINTS: dict[str, Callable[[Path], bool]] = {
    "as the warehouse is made": lambda data: (data / ".warehouse.duckdb.new").exists(),
    "once the warehouse is there": lambda data: (data / "warehouse.duckdb").exists(),
    "while pages are being written": lambda data: any(data.glob("archive/*/*.part")),
    "after a first segment is whole": lambda data: any(data.glob("archive/*/*.warc.gz")),
    "after all pages were fetched": lambda data: any(data.glob("staging/*")),
    "between a stage and its load": lambda data: any(data.glob("staging/*/manifest.json")),
    "after a first batch was loaded": lambda data: bool(read_acknowledged(data)),
    "while the copy is published": lambda data: any(data.glob(".claimwatch.duckdb.*")),
    "after the copy was published": lambda data: (data / "claimwatch.duckdb").exists(),
}


@pytest.fixture(scope="module")
def press() -> Iterator[PressServer]:
    """One press for all points: addresses are content, so both histories must see the same ones."""
    with open_press(WATCHED, newest=5) as server:
        yield server


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, press: PressServer) -> Mapping[str, Any]:
    """The content that a run has which nobody disturbs."""
    desk = make_desk(tmp_path_factory.mktemp("undisturbed") / "desk", press)
    desk.run(WITHOUT_REPORT)
    return desk.digest()


@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS)
def test_a_killed_run_is_made_up_for_by_the_next(
    point: str, tmp_path: Path, press: PressServer, undisturbed: Mapping[str, Any]
) -> None:
    killed = make_desk(tmp_path / "desk", press)
    kill_at(killed, POINTS[point])
    outcome = killed.run(WITHOUT_REPORT)
    assert outcome.exit_code == 0
    assert killed.digest() == undisturbed
    assert list(killed.data.glob("staging/*")) == []
    assert list(killed.data.glob("archive/*/*.part")) == []
    assert killed.ask("SELECT state FROM run_log ORDER BY started DESC LIMIT 1") == [("done",)]
    assert killed.ask("SELECT count(*) FROM run_log WHERE state = 'running'") == [(0,)]


def kill_at(desk: Desk, reached: Callable[[Path], bool]) -> None:
    """Starts a run as a process group of its own and kills all of it once the point is reached."""
    child = subprocess.Popen(
        desk.command("run", "--plain"),
        env=desk.unmeasured(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    ends = time.monotonic() + DEADLINE
    try:
        while not _safely(reached, desk.data):
            assert child.poll() is None, "the run ended before the point was reached"
            assert time.monotonic() < ends, "the point was never reached"
            time.sleep(0.0005)
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _safely(reached: Callable[[Path], bool], data: Path) -> bool:
    """A look at files that come and go while one looks."""
    try:
        return reached(data)
    except OSError:
        return False
