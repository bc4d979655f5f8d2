"""`claimwatch doctor`: what is missing or damaged, what to do about it, and doing it."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warehouse.upkeep.findings import Examined

DOCTOR_EXAMPLE = """\b
Example:
  claimwatch doctor
"""


@click.command(epilog=DOCTOR_EXAMPLE)
@click.option("--repair", "mend", is_flag=True, help="Bring back what is missing from the readers' copy and archive.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
@click.pass_obj
def doctor(paths: tuple[Any, Any], *, mend: bool, as_json: bool) -> int:
    """Look at everything that is kept: warehouse, readers' copy, archive, staging, runs, schedule, disk.

    One line for each thing that is wrong, with what to do about it. Ends with 0 where nothing is lost, 7 where
    something is, 8 where a data check fails, 5 for a full disk, 4 for a wrong schedule.
    """
    from datetime import UTC, datetime

    from flows.settings import find_project_paths, read_settings
    from flows.terminal import show_progress
    from flows.upkeep.examination import examine, judge, list_findings, require_anything
    from flows.upkeep.repair import build_repair_line, repair
    from warehouse.database import lock_warehouse

    found = find_project_paths(*paths, os.environ)
    require_anything(found.data)
    settings, now = read_settings(found), datetime.now(UTC)
    done: tuple[str, ...] = ()
    with show_progress() as progress, lock_warehouse(found.data, command="doctor") as lock:
        line = build_repair_line(found, settings, progress)

        def look() -> tuple[Examined, ...]:
            return examine(
                found.data,
                found.config,
                line.catalogue,
                [source.id for source in line.sources],
                retention_days=settings.archive_retention_days,
                now=now,
                progress=progress,
            )

        parts = look()
        if mend and any(finding.repairable for finding in list_findings(parts)):
            done = repair(line, lock, now).lines
            parts = look()
    _print(parts, done, judge(parts), mend=mend, as_json=as_json)
    return judge(parts)


def _print(parts: Sequence[Examined], done: Sequence[str], code: int, *, mend: bool, as_json: bool) -> None:
    if as_json:
        document = {"exit_code": code, "repaired": list(done), "parts": [asdict(part) for part in parts]}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
        return
    for line in done:
        click.echo(f"repaired  {line}")
    for part in parts:
        if part.summary:
            click.echo(f"{'' if part.findings else 'ok':<10}{part.part}: {part.summary}")
        for finding in part.findings:
            click.echo(f"{'WRONG' if finding.exit_code else 'note':<10}{finding.what}; {finding.remedy}")
    if mend and not done:
        click.echo("nothing to repair")
