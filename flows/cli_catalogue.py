"""`claimwatch sources` and `claimwatch metrics`: what is watched and what is measured."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.catalogue.reading import Catalogue
    from flows.crawl.records import SourceProbe
    from flows.settings import Paths

PARTLY_FAILED = 3
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document instead of a table.")


@click.group(invoke_without_command=True, epilog="Example: claimwatch sources check nbs_rss")
@click.pass_context
def sources(ctx: click.Context) -> None:
    """List the sources, or probe them (`claimwatch sources check`)."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_sources)


@sources.command("list", epilog="Example: claimwatch sources list --all")
@click.option("--all", "everything", is_flag=True, help="Disabled sources too, with the reason.")
@json_option
@click.pass_obj
def list_sources(paths: tuple[Any, Any], everything: bool = False, as_json: bool = False) -> None:
    """The configured sources: type, language, tier, address."""
    found = [source for source in _catalogue(paths)[1].sources if everything or source.enabled]
    if as_json:
        _print_json([source.model_dump(mode="json", by_alias=True) for source in found])
        return
    rows = [
        (s.id, s.type, s.language or "any", s.tier, "on" if s.enabled else f"off: {s.disabled_reason}", s.url[0])
        for s in found
    ]
    _print_table(("source", "type", "lang", "tier", "state", "address"), rows)


@sources.command("check", epilog="Example: CLAIMWATCH_CONTACT=desk@example.org claimwatch sources check nbs_rss")
@click.argument("names", nargs=-1, metavar="[SOURCE]…")
@json_option
@click.pass_obj
def check(paths: tuple[Any, Any], names: tuple[str, ...], as_json: bool) -> int:
    """Probe sources (all enabled ones, or those named): status, items, newest item, robots.txt; marks the stale.

    Ends with 3 where a source failed. Nothing is stored.
    """
    from flows.assembly import build_options, choose_sources
    from flows.crawl.probing import check_sources
    from flows.settings import read_settings
    from flows.stages import to_crawl_source
    from flows.terminal import show_progress

    found, catalogue = _catalogue(paths)
    settings = read_settings(found)
    chosen = [to_crawl_source(source, settings.per_host_delay) for source in choose_sources(catalogue, names)]
    with show_progress() as progress:
        probes = check_sources(
            chosen,
            build_options(settings, settings.agent()),
            progress=lambda done, total, label: progress("discover", done, total, label),
        )
    _print_probes(probes, as_json=as_json)
    return PARTLY_FAILED if any(probe.state == "failed" for probe in probes) else 0


def _print_probes(probes: Sequence[SourceProbe], *, as_json: bool) -> None:
    if as_json:
        _print_json([asdict(probe) for probe in probes])
        return
    rows = [
        (p.source_id, p.state, str(p.status or "–"), str(p.items), p.newest or "–", p.robots, p.reason or "")
        for p in probes
    ]
    _print_table(("source", "state", "status", "items", "newest", "robots", "reason"), rows)


@click.command(epilog="Example: claimwatch metrics 5g_base_stations")
@click.argument("name", required=False, metavar="[METRIC]")
@json_option
@click.pass_obj
def metrics(paths: tuple[Any, Any], name: str | None, as_json: bool) -> None:
    """List the metrics, or show one: definition, unit, phrases, plausible ranges, traps."""
    from extractors.errors import UsageError
    from flows.catalogue.problems import suggest

    found = _catalogue(paths)[1].metrics
    if name is None:
        if as_json:
            _print_json([metric.model_dump(mode="json", exclude={"examples"}) for metric in found])
            return
        rows = [(m.id, m.topic, m.nature, m.unit, m.name.en or "", m.name.zh or "") for m in found]
        _print_table(("metric", "topic", "nature", "unit", "name", "名称"), rows)
        return
    chosen = next((metric for metric in found if metric.id == name), None)
    if chosen is None:
        near = suggest(name, [metric.id for metric in found])
        raise UsageError(f"there is no metric {name!r}{near} (`claimwatch metrics` lists them)")
    shown = chosen.model_dump(mode="json", exclude_none=True, exclude={"examples"})
    if as_json:
        _print_json(shown)
        return
    import yaml

    click.echo(yaml.safe_dump(shown, allow_unicode=True, sort_keys=False).rstrip())


def _catalogue(paths: tuple[Any, Any]) -> tuple[Paths, Catalogue]:
    from flows.catalogue.reading import read_catalogue
    from flows.settings import find_project_paths

    found = find_project_paths(*paths, os.environ)
    return found, read_catalogue(found.config, cache_dir=found.cache)


def _print_json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=1, default=str))


def _print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(highlight=False).print(table)
