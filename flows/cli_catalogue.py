"""`claimwatch sources` and `claimwatch metrics`: what is watched and what is measured."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from flows.cli_trials import test_metric, test_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.catalogue.metrics import Metric
    from flows.catalogue.reading import Catalogue
    from flows.crawl.records import SourceProbe
    from flows.settings import Paths

PARTLY_FAILED = 3
SOURCES_EXAMPLE = """\b
Example:
  claimwatch sources
"""
LIST_EXAMPLE = """\b
Example:
  claimwatch sources list --all
"""
CHECK_EXAMPLE = """\b
Example:
  CLAIMWATCH_CONTACT=you@example.org claimwatch sources check nbs_rss
"""
METRICS_EXAMPLE = """\b
Example:
  claimwatch metrics "5G base stations"
"""
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document instead of a table.")


@click.group(invoke_without_command=True, epilog=SOURCES_EXAMPLE)
@click.pass_context
def sources(ctx: click.Context) -> None:
    """List the sources, or probe them (`claimwatch sources check`)."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_sources)


sources.add_command(test_source)


@sources.command("list", epilog=LIST_EXAMPLE)
@click.option("--all", "everything", is_flag=True, help="Disabled sources too, with the reason.")
@json_option
@click.pass_obj
def list_sources(paths: tuple[Any, Any], everything: bool = False, as_json: bool = False) -> None:
    """The configured sources: type, language, tier, address."""
    found = [source for source in _catalogue(paths, "sources")[1].sources if everything or source.enabled]
    if as_json:
        _print_json([source.model_dump(mode="json", by_alias=True) for source in found])
        return
    if not found:
        click.echo("claimwatch: no source is enabled; `claimwatch sources list --all` shows the others", err=True)
    rows = [
        (s.id, s.type, s.language or "any", s.tier, "on", s.url[0])
        if s.enabled
        else (s.id, s.type, s.language or "any", s.tier, "off", f"{s.url[0]} ({s.disabled_reason})")
        for s in found
    ]
    _print_table(("source", "type", "lang", "tier", "state", "address"), rows)


@sources.command("check", epilog=CHECK_EXAMPLE)
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

    found, catalogue = _catalogue(paths, "sources")
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


class _NameOrCommand(click.Group):
    """A group whose first word may also be a name: what is no command is shown."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        asks_for_help = bool(args) and args[0] in ctx.help_option_names
        if not asks_for_help and (not args or args[0] not in self.commands):
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_NameOrCommand, epilog=METRICS_EXAMPLE)
def metrics() -> None:
    """List the metrics, show one (`claimwatch metrics METRIC`), or try a file (`claimwatch metrics test FILE`)."""


metrics.add_command(test_metric)


@metrics.command("show", epilog=METRICS_EXAMPLE)
@click.argument("name", required=False, metavar="[METRIC]")
@json_option
@click.pass_obj
def show_metrics(paths: tuple[Any, Any], name: str | None, as_json: bool) -> None:
    """List the metrics, or show one: definition, unit, phrases, plausible ranges, traps."""
    found = _catalogue(paths, "metrics")[1].metrics
    if name is None:
        if as_json:
            _print_json([metric.model_dump(mode="json", exclude={"examples"}) for metric in found])
            return
        rows = [(m.id, m.topic, m.nature, m.unit, " · ".join(filter(None, (m.name.en, m.name.zh)))) for m in found]
        _print_table(("metric", "topic", "nature", "unit", "name"), rows)
        return
    shown = _choose_metric(found, name).model_dump(mode="json", exclude_none=True, exclude={"examples"})
    if as_json:
        _print_json(shown)
        return
    import yaml

    click.echo(yaml.safe_dump(shown, allow_unicode=True, sort_keys=False).rstrip())


def _choose_metric(found: Sequence[Metric], name: str) -> Metric:
    """The metric that goes by an id or a name, as `claimwatch series` takes them."""
    from warehouse.asked_names import find_named, require_one

    known = {metric.id: [metric.name.en, metric.name.zh, *metric.formerly] for metric in found}
    chosen = require_one(find_named(name, known), "metric", name)
    return next(metric for metric in found if metric.id == chosen)


def _catalogue(paths: tuple[Any, Any], part: str) -> tuple[Paths, Catalogue]:
    """The paths, and the catalogue with something in the part that is asked for; ConfigurationError for none."""
    from extractors.errors import ConfigurationError
    from flows.catalogue.reading import read_catalogue
    from flows.settings import find_project_paths

    found = find_project_paths(*paths, os.environ)
    catalogue = read_catalogue(found.config, cache_dir=found.cache)
    if not catalogue.data[part]:
        lack = "is empty" if (found.config / part).is_dir() else "does not exist"
        raise ConfigurationError(
            f"{found.config / part}: {lack}; add a file there, or give another folder with --config"
        )
    return found, catalogue


def _print_json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=1, default=str))


def _print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from flows.screen import find_width
    from warehouse.screen import Column, lay_out, make_harmless

    cells = [[make_harmless(cell) for cell in row] for row in rows]
    click.echo("\n".join(lay_out([Column(head) for head in heads], cells, find_width(sys.stdout))))
