"""`claimwatch sql` and `claimwatch series`: reading the published copy. Neither imports Prefect or trafilatura."""

from __future__ import annotations

import csv
import json
import os
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warehouse.series import Observation


@click.command(epilog='Example: claimwatch sql "SELECT metric_id, value, period_end FROM series_latest LIMIT 5"')
@click.argument("query")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json", "parquet"]), default="table")
@click.option("--output", type=click.Path(path_type=Path), help="File to write; default: standard output.")
@click.option(
    "--seconds", type=click.FloatRange(min=0.1, max=86_400), default=5.0, show_default=True, help="Time limit."
)
@click.option("--memory-mb", type=click.IntRange(64), default=1024, show_default=True, help="Memory limit.")
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
    from flows.settings import find_project_paths
    from warehouse.querying import Limits, run_query

    data = _data_with_copy(find_project_paths(*paths, os.environ).data)
    limits = Limits(seconds=seconds, memory_mb=memory_mb, rows=rows)
    run_query(data, query, format=form, output=output, limits=limits)


@click.command(epilog="Example: claimwatch series 5g_base_stations --entity China --since 2024-01-01")
@click.argument("metric")
@click.option("--entity", help="Whose figure: id or name in either language (China, 中国, CN).")
@click.option("--place", help="Where: id or name in either language.")
@click.option("--kind", type=click.Choice(["level", "change", "growth", "share"]), help="Only this kind.")
@click.option("--modality", type=click.Choice(["actual", "expected", "target", "hypothetical"]), help="Only this one.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only periods that end on or after this day.")
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
    since: datetime | None,
    form: str,
) -> None:
    """Show the series of METRIC: each period with its value, the words that say so, who said it, and where."""
    from flows.settings import find_project_paths
    from warehouse.series import read_series

    _require_text(metric, entity, place)
    data = _data_with_copy(find_project_paths(*paths, os.environ).data)
    day = since.date() if since else None
    found = read_series(data, metric, entity, place=place, kind=kind, modality=modality, since=day)
    _PRINTERS[form](found)


def _require_text(*arguments: str | None) -> None:
    """Names come from a shell and may be any bytes; those that are no UTF-8 name nothing."""
    from extractors.errors import UsageError

    for argument in arguments:
        if argument is not None and not argument.isprintable():
            raise UsageError(f"{argument!r} is not a name: it holds bytes that are no text")


def _data_with_copy(data: Path) -> Path:
    """The data folder; UsageError that says what to do where nothing was loaded yet."""
    from extractors.errors import UsageError
    from warehouse.querying import PUBLISHED_NAME

    if (data / PUBLISHED_NAME).is_file():
        return data
    demo = data / "demo"
    if (demo / PUBLISHED_NAME).is_file():
        raise UsageError(f"nothing loaded yet in {data}: run `claimwatch run`, or look at the demo with --data {demo}")
    raise UsageError(f"nothing loaded yet in {data}: run `claimwatch run` (live web) or `make demo` (sample press)")


def _print_table(found: Sequence[Observation]) -> None:
    from rich.console import Console
    from rich.text import Text

    from flows.wording import format_number, format_period

    console = Console(highlight=False)
    if not found:
        console.print("no observation fits; try without --entity, --kind or --since")
    at = None
    for item in found:
        if item.series_id != at:
            at = item.series_id
            console.print(Text(_name_series(item), style="bold"))
        line = Text(f"  {format_period(item.period_start, item.period_end):<25}")
        line.append(f"{format_number(item.comparator, item.value, item.low, item.high, item.unit):>24}", style="bold")
        line.append(f"  {'' if item.modality == 'actual' else item.modality + ', '}{item.originator}")
        line.append("  disputed" if item.disagreement else "", style="red")
        console.print(line)
        console.print(Text(f"      “{item.sentence}” {item.published_day} {item.url}", style="dim"), soft_wrap=True)


def _name_series(item: Observation) -> str:
    parts = [item.metric_id, item.entity, item.kind, item.basis, item.per and f"per {item.per}", item.period_type]
    return " · ".join(part for part in parts if part)


def _print_csv(found: Sequence[Observation]) -> None:
    from warehouse.query_formats import safe_cell
    from warehouse.series import Observation

    names = list(Observation.__dataclass_fields__)
    writer = csv.DictWriter(sys.stdout, names)
    writer.writeheader()
    for item in found:
        row = asdict(item) | {"publishers": "; ".join(item.publishers)}
        writer.writerow({name: safe_cell(value) for name, value in row.items()})


def _print_json(found: Sequence[Observation]) -> None:
    json.dump([asdict(item) for item in found], sys.stdout, ensure_ascii=False, default=str, indent=1)
    sys.stdout.write("\n")


_PRINTERS = {"table": _print_table, "csv": _print_csv, "json": _print_json}
