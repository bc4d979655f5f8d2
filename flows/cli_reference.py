"""`claimwatch import` and `claimwatch reconcile`: known history beside ours, and how far both agree."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.cli_data import data_with_copy, explain_nothing, note_renamed, require_text
from flows.cli_options import Day, Place

if TYPE_CHECKING:
    from flows.settings import Paths
    from warehouse.references.points import Reading

IMPORT_EXAMPLE = """\b
Example:
  printf 'period,value\\n2025-12-31,4838000\\n' > known.csv
  claimwatch import known.csv --metric 5g_base_stations --entity China --source MIIT --dry-run
"""
RECONCILE_EXAMPLE = """\b
Example:
  printf 'period,value\\n2025-12-31,4838000\\n' > known.csv
  claimwatch import known.csv --metric 5g_base_stations --entity China && claimwatch reconcile 5g_base_stations --all
"""
GIVEN = ("metric", "entity", "place", "kind", "basis", "modality", "period_type", "unit", "source")


@click.command("import", epilog=IMPORT_EXAMPLE)
@click.argument("file", type=Place(), required=False)
@click.option("--name", help="What the reference is called; the file's name unless said.")
@click.option("--metric", help="Metric of all values: id or name in either language.")
@click.option("--entity", help="Whose they are: id or name in either language.")
@click.option("--place", help="Where: id or name in either language.")
@click.option("--kind", type=click.Choice(["level", "change", "growth", "share"]), help="What they are.")
@click.option("--basis", help="Of a change or growth: yoy, qoq, mom, cagr, since or ytd_yoy.")
@click.option("--modality", type=click.Choice(["actual", "expected", "target"]), help="Whether they hold.")
@click.option("--period-type", help="instant, month, quarter, half, year, or ytd for sums since January.")
@click.option("--unit", help='Unit with its magnitude: "万个", "RMB mn", "%", "亿元", count.')
@click.option("--source", help="Who published them.")
@click.option("--released", type=Day(), help="Day on which they were published.")
@click.option("--series", "titles", multiple=True, metavar="TITLE=METRIC", help="Which metric a vendor's title means.")
@click.option("--sheet", help="Sheet of a workbook, where several hold values.")
@click.option("--dry-run", is_flag=True, help="Read the file and say what it holds; import nothing.")
@click.option("--list", "listed", is_flag=True, help="List the references that are there.")
@click.option("--remove", metavar="NAME", help="Delete a reference with all its vintages.")
@click.option("--by", help="Who imports it; your login unless said.")
@click.option("--publish/--no-publish", default=True, help="Whether readers see it at once; else with the next run.")
@click.pass_obj
def import_reference(
    paths: tuple[Any, Any],
    /,
    *,
    file: Path | None,
    name: str | None,
    titles: tuple[str, ...],
    sheet: str | None,
    dry_run: bool,
    listed: bool,
    remove: str | None,
    publish: bool,
    **said: Any,
) -> None:
    """Import official or bought history from FILE (CSV or .xlsx) as a reference beside the series of the press.

    Own tables with the columns period, value and others, and exports of CEIC, Wind and the statistics office are read;
    docs/references.md shows them. Importing a file again adds nothing; a changed value is kept as a vintage beside the
    one before it.
    """
    from flows.settings import find_project_paths

    found = find_project_paths(*paths, os.environ)
    require_text(name, remove, sheet, *(text for text in said.values() if isinstance(text, str)), *titles)
    if (file is not None) + listed + (remove is not None) != 1:
        raise click.UsageError("name a file to import, or say --list or --remove NAME")
    if listed:
        _list(found)
    elif remove is not None:
        _remove(found, remove, publish=publish)
    elif file is not None:
        reading = _read(found, file, said, titles, sheet)
        _tell(reading, file)
        if not dry_run:
            _save(found, file, reading, name=name, by=said["by"] or getpass.getuser(), publish=publish)


def _read(found: Paths, file: Path, said: Mapping[str, Any], titles: Sequence[str], sheet: str | None) -> Reading:
    from flows.catalogue.reading import read_catalogue
    from warehouse.references.known import build_known
    from warehouse.references.layouts import find_cells
    from warehouse.references.points import build_points
    from warehouse.references.tables import read_rows

    layout = find_cells(file, read_rows(file, sheet=sheet))
    for heading in layout.ignored:
        click.echo(f"claimwatch: {file}: the column {heading!r} is not used", err=True)
    data = read_catalogue(found.config, cache_dir=found.cache).data
    known = build_known(data["metrics"], data["entities"], data["units"])
    given = {key: said[key] for key in GIVEN if said[key]}
    if said["released"]:
        given["released"] = said["released"].isoformat()
    return build_points(file, layout.cells, known, given, dict(map(_part_title, titles)))


def _part_title(text: str) -> tuple[str, str]:
    title, equals, metric = text.rpartition("=")
    if not (title.strip() and equals and metric.strip()):
        raise click.UsageError(f"--series {text!r}: write TITLE=METRIC")
    return title.strip(), metric.strip()


def _tell(reading: Reading, file: Path) -> None:
    """How many values of which series were read, and what is odd about them."""
    from flows.reconcile_output import describe_points

    for line in describe_points(file, reading.points):
        click.echo(line)
    for warning in reading.warnings:
        click.echo(f"claimwatch: {warning}", err=True)


def _save(found: Paths, file: Path, reading: Reading, *, name: str | None, by: str, publish: bool) -> None:
    from warehouse.database import lock_warehouse, open_warehouse
    from warehouse.faults import translated
    from warehouse.publishing import publish as publish_copy
    from warehouse.references.keeping import keep_references
    from warehouse.references.storing import save_reference

    with lock_warehouse(found.data, command="claimwatch import") as lock:
        with (
            open_warehouse(found.data, command="claimwatch import", lock=lock) as warehouse,
            translated(warehouse.path),
        ):
            done = save_reference(
                warehouse.connection, name or file.stem, reading.points, file=file.name, by=by, at=datetime.now(UTC)
            )
            keep_references(found.data, warehouse.connection)
        if publish and done.added + done.vintages:
            publish_copy(found.data, lock=lock)
    click.echo(
        f"{done.reference}: {done.added:,} new points, {done.vintages:,} new vintages, {done.known:,} known already; "
        + ("`claimwatch reconcile` holds them against the press" if publish else "the next run shows them")
    )


def _list(found: Paths) -> None:
    from flows.reconcile_output import build_references, print_lines
    from warehouse.database import open_warehouse
    from warehouse.references.storing import list_references

    with open_warehouse(found.data, command="claimwatch import", create=False) as warehouse:
        references = list_references(warehouse.connection)
    if references:
        print_lines(build_references(references))
    else:
        click.echo("claimwatch: no reference was imported yet", err=True)


def _remove(found: Paths, name: str, *, publish: bool) -> None:
    from warehouse.database import lock_warehouse, open_warehouse
    from warehouse.publishing import publish as publish_copy
    from warehouse.references.keeping import keep_references
    from warehouse.references.storing import remove_reference

    with lock_warehouse(found.data, command="claimwatch import") as lock:
        with open_warehouse(found.data, command="claimwatch import", create=False, lock=lock) as warehouse:
            removed = remove_reference(warehouse.connection, name)
            keep_references(found.data, warehouse.connection)
        if publish:
            publish_copy(found.data, lock=lock)
    click.echo(f"{name}: {removed:,} values removed")


@click.command(epilog=RECONCILE_EXAMPLE)
@click.argument("metric", required=False)
@click.option("--entity", help="Whose figure: id, name in either language, or its beginning (CN, China, 中国).")
@click.option("--reference", help="Only this reference; `claimwatch import --list` has their names.")
@click.option("--since", type=Day(), help="Only periods that end on or after this day.")
@click.option("--all", "everything", is_flag=True, help="What agrees too, not only what differs and the holes.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@click.pass_obj
def reconcile(
    paths: tuple[Any, Any],
    *,
    metric: str | None,
    entity: str | None,
    reference: str | None,
    since: date | None,
    everything: bool,
    form: str,
) -> None:
    """Hold the imported references (of METRIC, if given) against the series of the press, period by period.

    A point agrees where both intervals meet within rounding. What differs, and what only one side has, is listed with
    the reason; the last line says which share of the comparable points agrees.
    """
    from flows.reconcile_output import PRINTERS
    from flows.settings import find_project_paths
    from warehouse.references.reconciling import read_reconciliation

    require_text(metric, entity, reference)
    data = data_with_copy(find_project_paths(*paths, os.environ).data)
    found = read_reconciliation(data, metric, entity, reference=reference, since=since)
    note_renamed(data, metric)
    if not found.rows:
        given = {"METRIC": metric, "--entity": entity, "--reference": reference, "--since": since}
        shown = [f"{key} {value}" for key, value in given.items() if value]
        click.echo(explain_nothing("point of a reference", shown), err=True)
        return
    PRINTERS[form](found, everything)
