"""`claimwatch sql` and `claimwatch series`: reading the published copy. Neither imports Prefect or trafilatura."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from flows.cli_data import data_with_copy, describe_renamed, explain_nothing, note_renamed, require_text
from flows.cli_options import Day, Place, Seconds

SQL_EXAMPLE = """\b
Example:
  claimwatch sql "SELECT metric_id, entity, value, unit, period_end FROM series_latest ORDER BY period_end DESC LIMIT 5"
"""
SERIES_EXAMPLE = """\b
Example:
  claimwatch series "5G base stations" --entity China --since 2024-01-01
"""


@click.command(epilog=SQL_EXAMPLE)
@click.argument("query")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json", "parquet"]), default="table")
@click.option("--output", type=Place(), help="File to write; default: standard output.")
@click.option("--seconds", type=Seconds(min=0.1, max=86_400), default=5.0, show_default=True, help="Time limit.")
@click.option("--memory-mb", type=click.IntRange(64, 1 << 20), default=1024, show_default=True, help="Memory limit.")
@click.option("--rows", type=click.IntRange(1), default=None, help="At most so many rows.")
@click.pass_obj
def sql(
    paths: tuple[Any, Any],
    *,
    query: str,
    form: Any,
    output: Path | None,
    seconds: float,
    memory_mb: int,
    rows: int | None,
) -> None:
    """Run QUERY on the published copy and print its rows. Nothing can be changed, and no file or network is touched.

    Tables and columns are in docs/warehouse.md; start with the views claims, observations, series_latest and
    source_health.
    """
    from flows.screen import find_width
    from flows.settings import find_project_paths
    from warehouse.querying import Limits, run_query

    data = data_with_copy(find_project_paths(*paths, os.environ).data)
    limits = Limits(seconds=seconds, memory_mb=memory_mb, rows=rows)
    width = None if output else find_width(sys.stdout)
    result = run_query(data, query, format=form, output=output, limits=limits, width=width)
    for former, name in result.renamed:
        click.echo(describe_renamed(former, name), err=True)


@click.command(epilog=SERIES_EXAMPLE)
@click.argument("metric")
@click.option("--entity", help="Whose figure: id, name in either language, or its beginning (CN, China, 中国).")
@click.option("--place", help="Where: id, name in either language, or its beginning.")
@click.option("--kind", type=click.Choice(["level", "change", "growth", "share"]), help="Only this kind.")
@click.option("--modality", type=click.Choice(["actual", "expected", "target", "hypothetical"]), help="Only this one.")
@click.option("--since", type=Day(), help="Only periods that end on or after this day.")
@click.option("--as-of", type=Day(), help="As it stood by what was public on this day.")
@click.option("--in", "currency", metavar="USD", help="Show money in this currency too, at the rate of its period.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@click.pass_obj
def series(
    paths: tuple[Any, Any],
    *,
    metric: str,
    entity: str | None,
    place: str | None,
    kind: str | None,
    modality: str | None,
    since: date | None,
    as_of: date | None,
    currency: str | None,
    form: str,
) -> None:
    """Show the series of METRIC: each period with its value, who said it, in which words, and where.

    METRIC is an id or a name in either language, or its beginning: 5g_base_stations, "5G base stations", 5G基站.
    """
    from flows.series_output import PRINTERS
    from flows.settings import find_project_paths
    from warehouse.series import read_series

    require_text(metric, entity, place, currency)
    data = data_with_copy(find_project_paths(*paths, os.environ).data)
    asked = {"place": place, "kind": kind, "modality": modality}
    found = read_series(data, metric, entity, **asked, since=since, as_of=as_of, currency=currency)
    PRINTERS[form](found)
    note_renamed(data, metric)
    if not found:
        given = {
            "--entity": entity,
            "--place": place,
            "--kind": kind,
            "--modality": modality,
            "--since": since,
            "--as-of": as_of,
        }
        click.echo(
            explain_nothing(f"figure of {metric}", [f"{name} {value}" for name, value in given.items() if value]),
            err=True,
        )
