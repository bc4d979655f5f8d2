"""`claimwatch targets`: what was announced or forecast, and what came of it."""

from __future__ import annotations

import os
from typing import Any

import click

from flows.cli_data import data_with_copy, explain_nothing, note_renamed, require_text
from flows.cli_options import Period, Span

TARGETS_EXAMPLE = """\b
Example:
  claimwatch targets --due 2026 --format csv
"""


@click.command(epilog=TARGETS_EXAMPLE)
@click.argument("metric", required=False)
@click.option("--entity", help="Whose: id, name in either language, or its beginning (CN, China, 中国).")
@click.option("--place", help="Where: id, name in either language, or its beginning.")
@click.option("--due", type=Period(), help="Only those due in this period: 2026, 2026-06, 2026Q2, two days with ..")
@click.option("--state", type=click.Choice(["met", "missed", "open", "unknown"]), help="Only this outcome.")
@click.option("--modality", type=click.Choice(["target", "expected"]), help="Only plans, or only forecasts.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@click.pass_obj
def targets(
    paths: tuple[Any, Any],
    *,
    metric: str | None,
    entity: str | None,
    place: str | None,
    due: Span | None,
    state: str | None,
    modality: str | None,
    form: str,
) -> None:
    """Follow targets and forecasts (of METRIC, if given): due day, newest actual, share reached, met or missed.

    Where no actual figure is comparable the nearest is shown and called so; it decides nothing. A target whose day has
    passed without one is "unknown".
    """
    from flows.settings import find_project_paths
    from flows.targets_output import PRINTERS
    from warehouse.targets import read_targets

    require_text(metric, entity, place)
    data = data_with_copy(find_project_paths(*paths, os.environ).data)
    days = None if due is None else (due.start or due.end, due.end)
    found = read_targets(data, metric, entity, place=place, state=state, modality=modality, due=days)
    PRINTERS[form](found)
    note_renamed(data, metric)
    if not found:
        day = None if days is None else f"{days[0]}..{days[1]}"
        given = {"--entity": entity, "--place": place, "--due": day, "--state": state, "--modality": modality}
        what = f"target of {metric}" if metric else "target"
        click.echo(explain_nothing(what, [f"{name} {value}" for name, value in given.items() if value]), err=True)
