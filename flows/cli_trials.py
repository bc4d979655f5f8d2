"""`claimwatch sources test` and `claimwatch metrics test`: does a file that somebody writes work?"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.cli_options import Place

if TYPE_CHECKING:
    from flows.trials.drafts import Draft

TO_CHANGE = 3
SOURCE_EXAMPLE = """\b
Example:
  CLAIMWATCH_CONTACT=you@example.org claimwatch sources test config/sources/nbs_rss.yaml
"""
METRIC_EXAMPLE = """\b
Example:
  claimwatch metrics test config/metrics/5g_base_stations.yaml
"""


@click.command("test", epilog=SOURCE_EXAMPLE)
@click.argument("file", type=Place())
@click.option("--url", help="Try this article instead of one that the source announces.")
@click.pass_obj
def test_source(paths: tuple[Any, Any], file: Path, url: str | None) -> int:
    """Try the source of FILE: what it announces, one article fetched and cleaned, its topics and its claims.

    FILE need not lie in config/ yet. Nothing is stored. Ends with 3, and says what to change, where no claim came
    of it.
    """
    from datetime import UTC, datetime

    from flows.assembly import build_options
    from flows.catalogue.sources import Source
    from flows.crawl.urls import parse_http_url
    from flows.screen import find_width
    from flows.settings import find_project_paths, read_settings
    from flows.trials.advice import find_faults, find_remarks
    from flows.trials.drafts import read_draft
    from flows.trials.output import describe_source_trial
    from flows.trials.source_trial import try_source

    if url is not None:
        try:
            parse_http_url(url)
        except ValueError:
            raise click.UsageError(f"--url {url!r} is not a web address; start it with https://") from None
    found = find_project_paths(*paths, os.environ)
    settings = read_settings(found)
    options = build_options(settings, settings.agent())
    draft = read_draft(found.config, "sources", file)
    source: Source = next(one for one in draft.catalogue.sources if one.id == draft.id)
    trial = try_source(
        source, draft.catalogue, options, now=datetime.now(UTC), host_delay=settings.per_host_delay, url=url
    )
    click.echo(describe_source_trial(trial, find_width(sys.stdout)))
    return _conclude(draft, found.config / "sources", find_faults(trial, draft), find_remarks(trial, draft))


@click.command("test", epilog=METRIC_EXAMPLE)
@click.argument("file", type=Place())
@click.pass_obj
def test_metric(paths: tuple[Any, Any], file: Path) -> int:
    """Try the metric of FILE: its examples, phrases that other metrics have too, and examples of others that it breaks.

    FILE need not lie in config/ yet. Ends with 3, and says what to change, where something is not as promised.
    """
    from flows.settings import find_project_paths
    from flows.trials.drafts import read_draft
    from flows.trials.metric_trial import try_metric
    from flows.trials.output import describe_metric_trial

    found = find_project_paths(*paths, os.environ)
    draft = read_draft(found.config, "metrics", file)
    trial = try_metric(draft)
    click.echo(describe_metric_trial(trial))
    return _conclude(draft, found.config / "metrics", trial.faults, trial.remarks)


def _conclude(draft: Draft, folder: Path, faults: tuple[str, ...], remarks: tuple[str, ...]) -> int:
    """What may and what must be changed, or where to put the file."""
    for remark in remarks:
        click.echo(f"Remark      {remark}")
    for fault in faults:
        click.echo(f"claimwatch: {fault}", err=True)
    if faults:
        return TO_CHANGE
    is_there = draft.path.absolute().parent == folder.absolute()
    click.echo("It works." if is_there else f"It works: put it into {folder}, and the next run uses it.")
    return 0
