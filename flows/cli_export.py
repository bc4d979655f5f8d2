"""`claimwatch export`: series, claims, targets or any query of the published copy, as a file for other programs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from flows.cli_data import data_with_copy, explain_nothing, require_text
from flows.cli_options import Day, Period, Place, Span

EXPORT_EXAMPLE = """\b
Example:
  claimwatch export observations --metric 5g_base_stations --output stations.csv --overwrite
  claimwatch export series --metric 5g_base_stations --format json
"""


@click.command(epilog=EXPORT_EXAMPLE)
@click.argument("what", required=False)
@click.option("--query", help="A query in place of WHAT, as `claimwatch sql` takes it.")
@click.option("--output", type=Place(), help="File to write: .csv, .parquet, .xlsx or .json; default: standard output.")
@click.option(
    "--format", "form", type=click.Choice(["csv", "parquet", "xlsx", "json"]), help="Whatever the file is called."
)
@click.option("--metric", help="Only of this metric: id or name in either language, or its beginning.")
@click.option("--entity", help="Whose: id, name in either language, or its beginning (CN, China, 中国).")
@click.option("--place", help="Where: id, name in either language, or its beginning.")
@click.option("--period", type=Period(), help="Only periods that end in it: 2026, 2026-06, 2026Q2, two days with ..")
@click.option("--kind", type=click.Choice(["level", "change", "growth", "share"]), help="Only this kind.")
@click.option("--modality", type=click.Choice(["actual", "expected", "target", "hypothetical"]), help="Only this one.")
@click.option("--in", "currency", metavar="USD", help="Show money in this currency too, at the rate of its period.")
@click.option("--as-of", type=Day(), help="Observations as they stood by what was public on this day.")
@click.option("--bom", "mark", is_flag=True, help="CSV with a byte order mark, by which Excel knows UTF-8.")
@click.option("--overwrite", is_flag=True, help="Replace the file if there is one.")
@click.option("--memory-mb", type=click.IntRange(64, 1 << 20), default=1024, show_default=True, help="Memory limit.")
@click.pass_obj
def export(
    paths: tuple[Any, Any],
    /,
    *,
    what: str | None,
    query: str | None,
    output: Path | None,
    form: str | None,
    mark: bool,
    overwrite: bool,
    memory_mb: int,
    **filters: Any,
) -> None:
    """Write WHAT into a file: observations (the default), series, claims, targets, or any other table or view.

    Every row that stands for a claim has a citation. Excel comes with notes on metrics, series and breaks, and JSON of
    series says of each what it is. Tables and columns are in docs/warehouse.md.
    """
    from extractors.errors import UsageError
    from flows.settings import find_project_paths
    from warehouse.exports.exporting import export_file, export_stream, find_format

    require_text(what, *(value for value in filters.values() if isinstance(value, str)))
    if query is not None and what is not None:
        raise UsageError(f"{what} or --query: name one of them")
    chosen = find_format(output, form)
    if mark and chosen != "csv":
        raise UsageError(f"--bom is for CSV, not for {chosen}")
    data = data_with_copy(find_project_paths(*paths, os.environ).data)
    request = _build_request(what, query, **filters)
    if output is None:
        if chosen in {"parquet", "xlsx"}:
            raise UsageError(f"{chosen} is not for a terminal; name a file with --output")
        rows = export_stream(data, request, sys.stdout.buffer, chosen, mark=mark, memory_mb=memory_mb)
    else:
        rows = _write_file(
            export_file, data, request, output, chosen, overwrite=overwrite, mark=mark, memory_mb=memory_mb
        )
    if not rows:
        given = [f"{option} {value}" for option, value in request.filters().items() if option != "--in"]
        click.echo(explain_nothing("row of the query" if query else f"row of {request.what}", given), err=True)


def _build_request(what: str | None, query: str | None, *, period: Span | None, **filters: Any) -> Any:
    from warehouse.exports.requests import ExportRequest

    days = None if period is None else (period.start or period.end, period.end)
    return ExportRequest(what or "observations", query, period=days, **filters)


def _write_file(write: Any, data: Path, request: Any, output: Path, form: str, **options: Any) -> int:
    """Writes the file under a bar that counts rows, and says what was written."""
    from flows.terminal import count_rows

    with count_rows(f"writing {output.name}") as progress:
        result = write(data, request, output, form, progress=progress, **options)
    click.echo(f"{output}: {result.rows:,} row{'' if result.rows == 1 else 's'}, {result.bytes:,} bytes", err=True)
    rows: int = result.rows
    return rows
