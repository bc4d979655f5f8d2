"""What a killed `claimwatch serve` leaves running is found by its command and data folder, and ended; nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path

import psutil

from flows.orphans import MARK, end_orphans
from flows.serving import LOCK, lock_serving, wait_for_writer
from flows.settings import Paths
from warehouse.database import lock_warehouse

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
PLAIN = "import time; print('up', flush=True); time.sleep(60)"


def start(stack: ExitStack, code: str, *arguments: str, data: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "CLAIMWATCH_DATA": str(data)},
        stdout=subprocess.PIPE,
        text=True,
    )
    stack.enter_context(child)
    stack.callback(child.kill)
    assert child.stdout is not None
    assert child.stdout.readline() == "up\n"
    return child


def test_runs_over_this_folder_are_ended_also_stubborn_ones_and_others_left_alone(tmp_path: Path) -> None:
    with ExitStack() as stack:
        ours = [start(stack, code, MARK, data=tmp_path) for code in (PLAIN, STUBBORN)]
        others = [start(stack, PLAIN, MARK, data=tmp_path / "other"), start(stack, PLAIN, data=tmp_path)]
        assert set(end_orphans(tmp_path)) == {child.pid for child in ours}
        assert not any(psutil.pid_exists(child.pid) for child in ours)
        assert [child.poll() for child in others] == [None, None]


def test_serve_waits_for_a_run_by_hand_and_says_for_whom(tmp_path: Path) -> None:
    paths, said = Paths(tmp_path, tmp_path / "data"), []
    with lock_serving(paths):
        hand = lock_warehouse(paths.data, command="claimwatch run")
        threading.Timer(0.3, hand.release).start()
        wait_for_writer(paths, said.append, pause=0.1)
        assert (paths.data / LOCK).exists()
    (line,) = said
    assert f"another run writes (process {os.getpid()}, claimwatch run, since " in line
    assert line.endswith("wait until it ends: serve begins then")
