"""`claimwatch find` and `claimwatch trace`: from a number to those who said it, and back to the page that proves it."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from flows.cli_data import data_with_copy, explain_nothing, read_quantity_rules, require_text
from flows.cli_options import Period, Span

FIND_EXAMPLE = """\b
Example:
  claimwatch find "4.598 million"
"""
TRACE_EXAMPLE = """\b
Example:
  claimwatch trace 5g_base_stations --entity China --period 2019..2026
"""


@click.command(epilog=FIND_EXAMPLE)
@click.argument("number")
@click.option("--metric", help="Only figures of this metric: id or name in either language.")
@click.option("--entity", help="Only figures of this one: id or name in either language.")
@click.option("--rows", type=click.IntRange(1), default=20, show_default=True, help="At most so many figures.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_obj
def find(
    paths: tuple[Any, Any], *, number: str, metric: str | None, entity: str | None, rows: int, as_json: bool
) -> None:
    """Look a NUMBER up: who said it first, in which words, how often, and what was said later.

    NUMBER is written as in an article, in either language: "8.68 billion USD", 86.8亿美元, "3.4 percent", 12500. Claims
    that agree with it within their rounding are found too, and marked.
    """
    from flows.asked_values import parse_value
    from flows.record_output import print_json
    from flows.settings import find_project_paths
    from warehouse.finding import Wanted, find_figures

    require_text(number, metric, entity)
    found = find_project_paths(*paths, os.environ)
    data = data_with_copy(found.data)
    value = parse_value(number, lambda: read_quantity_rules(found))
    ends = [end for end in (value.low, value.high) if end is not None]
    half = value.precision or 0.0
    wanted = Wanted(min(ends) - half, max(ends) + half, value.unit)
    figures = find_figures(data, wanted, metric=metric, entity=entity, most=rows)
    if as_json:
        print_json(figures)
        return
    _print_figures(figures)
    if not figures:
        given = {"--metric": metric, "--entity": entity}
        click.echo(
            explain_nothing(f"claim of {number}", [f"{name} {text}" for name, text in given.items() if text]), err=True
        )


def _print_figures(figures: Any) -> None:
    import sys

    from flows.screen import find_width, shows_colours
    from flows.trace_output import build_figure

    for number, figure in enumerate(figures):
        head, *rest = build_figure(figure, find_width(sys.stdout))
        if number:
            click.echo()
        click.echo(click.style(head, bold=True) if shows_colours(sys.stdout) else head)
        click.echo("\n".join(rest))


@click.command(epilog=TRACE_EXAMPLE)
@click.argument("name", metavar="CLAIM|METRIC")
@click.option("--entity", help="Of a metric, whose figures: id or name in either language.")
@click.option("--place", help="Of a metric, where: id or name in either language.")
@click.option(
    "--period", type=Period(), help="Of a metric, values of this time: 2024, 2024-06, 2024Q2, two days with .."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_obj
def trace(
    paths: tuple[Any, Any],
    *,
    name: str,
    entity: str | None,
    place: str | None,
    period: Span | None,
    as_json: bool,
) -> None:
    """Follow a number back to its proof.

    CLAIM is the beginning of a claim_id: its value, characters, sentence, reading, article and version, the page in the
    archive, the run that loaded it, where it stands, and what persons corrected. METRIC lists the values of its series
    with all claims on each, the one that stands first.
    """
    from flows.settings import find_project_paths
    from warehouse.tracing import is_claim_name

    require_text(name, entity, place)
    data = data_with_copy(find_project_paths(*paths, os.environ).data)
    if is_claim_name(name):
        _trace_claim(data, name, as_json=as_json)
        return
    _trace_metric(data, name, entity, place, period, as_json=as_json)


def _trace_claim(data: Path, name: str, *, as_json: bool) -> None:
    import json
    import sys

    from flows.archive_lookup import find_archived
    from flows.screen import find_width
    from flows.trace_output import build_chain
    from warehouse.tracing import read_trace

    chain = read_trace(data, name)
    archived = find_archived(data, chain.segment, chain.url)
    if as_json:
        page = None if archived is None else asdict(archived)
        click.echo(json.dumps(asdict(chain) | {"archived": page}, ensure_ascii=False, indent=1, default=str))
        return
    click.echo("\n".join(build_chain(chain, archived, find_width(sys.stdout))))


def _trace_metric(
    data: Path, metric: str, entity: str | None, place: str | None, period: Span | None, *, as_json: bool
) -> None:
    import json
    import sys

    from flows.screen import find_width
    from flows.trace_output import build_point
    from warehouse.tracing import read_points

    days = None if period is None else (period.start or period.end, period.end)
    points = read_points(data, metric, entity, place=place, days=days)
    if as_json:
        found = [asdict(point) | {"claims": [asdict(chain) for chain in chains]} for point, chains in points]
        click.echo(json.dumps(found, ensure_ascii=False, indent=1, default=str))
        return
    for point, chains in points:
        click.echo("\n".join(build_point(point, chains, find_width(sys.stdout))))
    if not points:
        given = {
            "--entity": entity,
            "--place": place,
            "--period": period and f"{period.start or period.end}..{period.end}",
        }
        click.echo(
            explain_nothing(f"value of {metric}", [f"{name} {text}" for name, text in given.items() if text]), err=True
        )
