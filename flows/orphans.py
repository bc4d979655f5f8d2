"""Runs whose `claimwatch serve` was killed: they live on, hold the warehouse, and report to a server long gone."""

from __future__ import annotations

import contextlib
from pathlib import Path

import psutil

MARK = "prefect.engine"
GONE_SECONDS = 5.0


def end_orphans(data_dir: Path) -> tuple[int, ...]:
    """Kills every scheduled run over this folder, with its workers, and returns the pids of the runs.

    Only for who holds the lock of serving it. A run outlives being killed without harm, and one that may still say how
    it ended would tell Prefect that it crashed: then nobody would know that it has to be done again.
    """
    orphans = [process for process in psutil.process_iter() if is_run_over(process, data_dir)]
    family = list(orphans)
    for orphan in orphans:
        with contextlib.suppress(psutil.NoSuchProcess):
            family += orphan.children(recursive=True)
    for process in family:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(family, timeout=GONE_SECONDS)
    return tuple(orphan.pid for orphan in orphans)


def is_run_over(process: psutil.Process, data_dir: Path) -> bool:
    """Whether it is a run that Prefect started over this data folder; its environment says which that is."""
    with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
        return MARK in process.cmdline() and process.environ().get("CLAIMWATCH_DATA") == str(data_dir)
    return False
