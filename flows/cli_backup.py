"""`claimwatch backup` and `claimwatch restore`: what cannot be made again, kept elsewhere and brought back."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.cli_options import Place, Seconds

if TYPE_CHECKING:
    from warehouse.upkeep.backup_files import Manifest

BACKUP_EXAMPLE = """\b
Example:
  claimwatch backup backups/monday
"""
RESTORE_EXAMPLE = """\b
Example:
  claimwatch backup backups/tuesday.tar.gz
  CLAIMWATCH_DATA=elsewhere claimwatch restore backups/tuesday.tar.gz
"""


@click.command(epilog=BACKUP_EXAMPLE)
@click.argument("destination", type=Place(), metavar="DESTINATION")
@click.option(
    "--wait", type=Seconds(min=0), default=600.0, show_default=True, help="Seconds to wait for a run that writes."
)
@click.pass_obj
def backup(paths: tuple[Any, Any], *, destination: Path, wait: float) -> None:
    """Copy warehouse, corrections and archive to DESTINATION: a folder, or a tar file if it ends with .tar or .tar.gz.

    Readers are not disturbed, and no run begins meanwhile. What is at DESTINATION already is never touched.
    """
    from flows.settings import find_project_paths
    from flows.terminal import show_progress
    from warehouse.upkeep.backup import back_up, wait_for_lock

    data = find_project_paths(*paths, os.environ).data
    _require_folder(data)
    place = destination.expanduser().absolute()
    with wait_for_lock(data, "claimwatch backup", wait) as lock, show_progress() as progress:
        manifest = back_up(data, place, lock, watch=partial(progress, "backup"))
    click.echo(f"{_describe(manifest)}: {place}")


@click.command(epilog=RESTORE_EXAMPLE)
@click.argument("source", type=Place(), metavar="SOURCE")
@click.option("--replace", is_flag=True, help="Set aside what the data folder holds, under damaged/ in it.")
@click.pass_obj
def restore(paths: tuple[Any, Any], *, source: Path, replace: bool) -> None:
    """Put the backup SOURCE into the data folder, after every file of it was checked, and publish it for readers.

    A data folder that holds a warehouse is refused, unless --replace is said.
    """
    from flows.settings import find_project_paths
    from flows.terminal import show_progress
    from warehouse.database import lock_warehouse
    from warehouse.upkeep.backup import restore as put_back

    data, place = find_project_paths(*paths, os.environ).data, source.expanduser().absolute()
    with lock_warehouse(data, command="claimwatch restore") as lock, show_progress() as progress:
        manifest = put_back(place, data, lock, replace=replace, watch=partial(progress, "restore"))
    click.echo(f"{_describe(manifest)}: {data}")
    click.echo("readers see it now; `claimwatch report` writes the report, `claimwatch run` goes on from there")


def _require_folder(data: Path) -> None:
    """A backup makes no data folder where there is none."""
    from extractors.errors import UsageError

    if not data.is_dir():
        raise UsageError(f"nothing loaded yet in {data}: there is no warehouse to back up")


def _describe(manifest: Manifest) -> str:
    """`"16 batches and 14 archive segments of 2026-11-22T06:00:00+00:00, 10,123,456 bytes"`."""
    segments = sum(name.startswith("archive/") for name in manifest.files)
    return f"{manifest.batches:,} batches and {segments:,} segments of {manifest.made_at}, {manifest.bytes:,} bytes"
