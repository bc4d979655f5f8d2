"""`claimwatch held` and `claimwatch correct`: what is kept out of series, and what persons decide of it."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from flows.cli_data import data_with_copy, require_text
from flows.cli_options import Period, Span

if TYPE_CHECKING:
    from pathlib import Path

    from flows.settings import Paths
    from warehouse.corrections import Corrected
    from warehouse.database import Warehouse

HELD_EXAMPLE = """\b
Example:
  claimwatch held --context
"""
CORRECT_EXAMPLE = """\b
Example:
  claimwatch held --context --format ids | head -n 1 | xargs claimwatch correct --note "seen"
"""


@click.command(epilog=HELD_EXAMPLE)
@click.argument("group", required=False)
@click.option("--reason", help='Only this reason, or its beginning: "out of range", "flow".')
@click.option("--metric", help="Only this metric: id or name in either language.")
@click.option("--entity", help="Only figures of this one: id or name in either language.")
@click.option("--context", is_flag=True, help="Claims that name no metric too: most of them are context.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json", "ids"]), default="table")
@click.pass_obj
def held(
    paths: tuple[Any, Any],
    *,
    group: str | None,
    reason: str | None,
    metric: str | None,
    entity: str | None,
    context: bool,
    form: str,
) -> None:
    """List the claims that are kept out of series, in groups of one reason, metric and owner.

    With a GROUP, such as held-1a2b3c4d, the claims in it. `claimwatch correct` takes groups and claims.
    """
    from flows.settings import find_project_paths
    from warehouse.held import read_held_claims, read_held_groups

    require_text(group, reason, metric, entity)
    data = data_with_copy(find_project_paths(*paths, os.environ).data)
    if group is not None:
        _print_held(read_held_claims(data, group), form)
        return
    found = read_held_groups(data, reason=reason, metric=metric, entity=entity, context=context)
    if found:
        _print_held(found, form)
    else:
        click.echo("claimwatch: nothing is held that fits", err=True)


def _print_held(found: Sequence[Any], form: str) -> None:
    from flows import held_output, record_output
    from warehouse.held import HeldGroup

    grouped = isinstance(found[0], HeldGroup)
    if form == "ids":
        held_output.print_lines([item.group_id if grouped else item.claim_id for item in found])
    elif form == "csv":
        record_output.print_csv(type(found[0]), found)
    elif form == "json":
        record_output.print_json(found)
    else:
        build = held_output.build_groups if grouped else held_output.build_claims
        held_output.print_lines(build(found, held_output.find_screen()))


@click.command(epilog=CORRECT_EXAMPLE)
@click.argument("targets", nargs=-1, metavar="CLAIM|GROUP|CORRECTION…")
@click.option("--drop", is_flag=True, help="Never use these claims.")
@click.option("--release", is_flag=True, help="Use them as they are: the reason that holds them is none.")
@click.option("--metric", help="What they measure: id or name in either language.")
@click.option("--entity", help="Whose figures they are: id or name in either language.")
@click.option("--place", help="Where they hold: id or name in either language.")
@click.option("--period", type=Period(), help="When: 2024, 2024-06, 2024Q2, 2024-06-30, two days with ..")
@click.option("--value", help='The value: 12000, "more than 12 billion yuan", 约1.6万个.')
@click.option("--kind", type=click.Choice(["level", "change", "growth", "share"]), help="What sort of figure it is.")
@click.option("--modality", type=click.Choice(["actual", "expected", "target"]), help="Whether it holds.")
@click.option("--note", help="A remark that stands beside them.")
@click.option("--undo", is_flag=True, help="Take back what stands on these claims, or corrections by their names.")
@click.option("--list", "listed", is_flag=True, help="List the corrections that stand, and do nothing.")
@click.option("--by", help="Who decides; your login unless said.")
@click.option("--publish/--no-publish", default=True, help="Whether readers see it at once; else with the next run.")
@click.pass_obj
def correct(
    paths: tuple[Any, Any],
    /,
    *,
    targets: tuple[str, ...],
    undo: bool,
    listed: bool,
    by: str | None,
    publish: bool,
    **wanted: Any,
) -> None:
    """Decide of claims: drop them, release them, or set what was misread.

    A claim goes by the beginning of its claim_id, a group of held claims by its name in `claimwatch held`. Nothing is
    overwritten: a correction is a row that can be taken back, and it holds when the article is read again.
    """
    from flows.settings import find_project_paths

    found = find_project_paths(*paths, os.environ)
    require_text(*targets, wanted["metric"], wanted["entity"], wanted["place"], wanted["note"], by)
    data_with_copy(found.data)
    _require_sense(targets, undo=undo, listed=listed, wanted=wanted)
    if listed:
        _list_corrections(found.data)
        return
    _decide(found, targets, undo=undo, wanted=wanted, by=by or getpass.getuser(), publish=publish)


def _require_sense(targets: Sequence[str], *, undo: bool, listed: bool, wanted: Mapping[str, Any]) -> None:
    asked = [name for name, value in wanted.items() if value]
    if listed:
        return
    if not targets:
        raise click.UsageError("name the claims, or a group of `claimwatch held`; --list shows what stands")
    if undo == bool(asked):
        raise click.UsageError("say what to do: --undo, or --drop, --release, --metric, --entity, --period, --value, …")
    if wanted["drop"] and len(set(asked) - {"note"}) > 1:
        raise click.UsageError("what is dropped needs nothing else but a --note")


def _list_corrections(data: Path) -> None:
    from flows import held_output
    from warehouse.corrections import list_corrections
    from warehouse.database import open_warehouse

    with open_warehouse(data, command="claimwatch correct", create=False) as warehouse:
        standing = list_corrections(warehouse.connection)
    if standing:
        held_output.print_lines(held_output.build_corrections(standing, held_output.find_screen()))
    else:
        click.echo("claimwatch: no correction stands", err=True)


def _decide(
    found: Paths, targets: Sequence[str], *, undo: bool, wanted: Mapping[str, Any], by: str, publish: bool
) -> None:
    from flows.settings import read_settings
    from warehouse.corrections import correct_claims, undo_corrections
    from warehouse.database import lock_warehouse, open_warehouse
    from warehouse.exports.published_tables import publish_tables
    from warehouse.publishing import publish as publish_copy

    now = datetime.now(UTC)
    with lock_warehouse(found.data, command="claimwatch correct") as lock:
        with open_warehouse(found.data, command="claimwatch correct", create=False, lock=lock) as warehouse:
            if undo:
                done = undo_corrections(warehouse, targets, by=by, at=now)
            else:
                done = correct_claims(warehouse, targets, _build_fields(warehouse, found, wanted), by=by, at=now)
        if publish:
            published = publish_copy(found.data, lock=lock)
            if read_settings(found).publish_tables:
                publish_tables(published.path)
    click.echo(_describe(done, undo=undo))
    click.echo("readers see it now; `claimwatch report` shows it in the report" if publish else "the next run shows it")


def _build_fields(warehouse: Warehouse, found: Paths, wanted: Mapping[str, Any]) -> dict[str, str | None]:
    """Columns of a claim and the text that they are set to."""
    from warehouse.corrections import DROPPED, RELEASED, name_fields

    fields: dict[str, str | None] = {}
    if wanted["drop"] or wanted["release"]:
        fields["fate"] = DROPPED if wanted["drop"] else RELEASED
    fields |= name_fields(warehouse.connection, wanted["metric"], wanted["entity"], wanted["place"])
    span: Span | None = wanted["period"]
    if span is not None:
        fields |= {"period_start": span.start.isoformat() if span.start else None, "period_end": span.end.isoformat()}
    if wanted["value"]:
        fields |= _build_value(found, wanted["value"])
    return fields | {name: wanted[name] for name in ("kind", "modality", "note") if wanted[name]}


def _build_value(found: Paths, asked: str) -> dict[str, str | None]:
    from flows.asked_values import BARE, parse_value
    from flows.cli_data import read_quantity_rules

    value = parse_value(asked, lambda: read_quantity_rules(found))
    said = {"low": value.low, "high": value.high, "precision": value.precision}
    fields: dict[str, str | None] = {name: None if number is None else repr(number) for name, number in said.items()}
    unit = {} if value.unit == BARE else {"unit": value.unit}
    return fields | {"comparator": value.comparator} | unit


def _describe(done: Corrected, *, undo: bool) -> str:
    """`"fix-1a2b3c4d: 12 claims; 10 are in series now, 2 held: out of range (2)"`."""
    claims = f"{done.claims:,} claim{'' if done.claims == 1 else 's'}"
    kept = ", ".join(f"{reason} ({count:,})" for reason, count in done.held.items())
    now = f"{done.used:,} in series now" + (f", held: {kept}" if kept else "")
    back = "" if undo else f"; take it back with: claimwatch correct {done.correction_id} --undo"
    return f"{done.correction_id}: {claims}; {now}{back}"
