"""What lies beside the warehouse and decides about the next run: staging, the run log, the schedule, free disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from extractors.errors import ConfigurationError, DamagedError, DiskError
from flows.assembly import list_groups
from flows.catalogue.reading import Catalogue
from flows.schedule import FILE, read_schedule
from warehouse.database import PRIVATE_NAME, connect
from warehouse.faults import translated
from warehouse.spoiled_stages import find_fault
from warehouse.upkeep.findings import BY_ITSELF, Examined, Finding

SPARE_BYTES = 200 * 2**20  # for pages, Prefect and the report of a run
QUIET_DAYS = 2  # after which somebody should hear that no run has ended well


def examine_staging(data_dir: Path, loaded: Collection[str]) -> Examined:
    """What earlier runs had at hand when they ended, beside the batches that are loaded."""
    staging = data_dir / "staging"
    found = sorted(staging.iterdir()) if staging.is_dir() else [staging] if os.path.lexists(staging) else []
    findings = tuple(Finding(_describe(path, loaded), BY_ITSELF) for path in found)
    aside = sorted(path.name for path in (data_dir / "damaged").glob("*"))
    kept = f"; damaged/ keeps {len(aside)} folders that were set aside, the newest {aside[-1]}" if aside else ""
    return Examined("staging", ("nothing is left over" if not found else f"{len(found)} left over") + kept, findings)


def _describe(path: Path, loaded: Collection[str]) -> str:
    shown = f"staging/{path.name}" if path.name != "staging" else "staging"
    if path.name in loaded:
        return f"{shown}: was loaded, and is not removed yet"
    if path.name.startswith("."):
        return f"{shown}: half written by a run that ended"
    fault = find_fault(path)
    return f"{shown}: is not loaded yet" if fault is None else f"{shown}: is no whole batch ({fault})"


def examine_runs(data_dir: Path, now: datetime) -> Examined:
    """How the newest run ended, and when one last ended well."""
    path = data_dir / PRIVATE_NAME
    rows: list[tuple[str, str, datetime, int | None]] = []
    last: datetime | None = None
    if path.exists():
        try:
            with translated(path), connect(path, read_only=True) as connection:
                rows = connection.execute(_NEWEST_RUN).fetchall()
                last = connection.execute("SELECT max(finished) FROM runs WHERE state = 'done'").fetchall()[0][0]
        except DamagedError:
            return Examined("runs", "the run log cannot be read")
    if not rows:
        return Examined("runs", "none yet")
    return Examined("runs", f"the newest began {rows[0][2]:%Y-%m-%d %H:%M} UTC", tuple(_judge(*rows[0], last, now)))


_NEWEST_RUN = "SELECT run_id, state, started, exit_code FROM runs ORDER BY started DESC, run_id DESC LIMIT 1"


def _judge(
    run: str, state: str, _started: datetime, code: int | None, last: datetime | None, now: datetime
) -> Iterator[Finding]:
    if state == "running":  # we hold the lock, so it does not
        yield Finding(f"run {run}: its process is gone, and it is not marked as crashed yet", BY_ITSELF)
    elif state != "done":
        ended = f", exit code {code}" if code is not None else ""
        yield Finding(f"run {run}: {state}{ended}", "docs/operations.md says what each code means", repairable=False)
    if last is not None and now.replace(tzinfo=None) - last > timedelta(days=QUIET_DAYS):
        quiet = f"no run has ended well since {last:%Y-%m-%d %H:%M} UTC"
        yield Finding(quiet, "start `claimwatch serve`, or `claimwatch run`", repairable=False)


def examine_schedule(config_dir: Path, catalogue: Catalogue) -> Examined:
    """Whether config/schedule.yaml can be meant."""
    groups = list_groups(catalogue)
    try:
        schedule = read_schedule(config_dir, groups)
    except ConfigurationError as error:
        lines = str(error).splitlines()
        code = ConfigurationError.exit_code
        wrong = tuple(Finding(line, f"correct {FILE}", code, repairable=False) for line in lines)
        return Examined("schedule", "", wrong)
    times = sorted({time for group in groups for time in schedule.times_of(group)})
    return Examined("schedule", f"{', '.join(times) or 'no source is enabled'} {schedule.zone}")


def examine_disk(data_dir: Path) -> Examined:
    """Whether the next run has room: it writes the readers' copy beside the old one."""
    free = shutil.disk_usage(data_dir).free
    path = data_dir / PRIVATE_NAME
    needed = 2 * (path.stat().st_size if path.exists() else 0) + SPARE_BYTES
    summary = f"{free // 2**20:,} MB free, a run needs {needed // 2**20:,}"
    if free >= needed:
        return Examined("disk", summary)
    short = Finding(f"{data_dir}: {summary}", "make room", DiskError.exit_code, repairable=False)
    return Examined("disk", summary, (short,))
