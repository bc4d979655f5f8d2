"""`claimwatch backfill`: the archives of sources, over days gone by."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from flows.cli_options import Day, log_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.backfill_plan import Assignment
    from flows.days import Days
    from flows.line import Line
    from flows.outcome import RunOutcome

BACKFILL_EXAMPLE = """\b
Example:
  CLAIMWATCH_CONTACT=you@example.org claimwatch backfill --from 2024-01-01 --to 2024-01-31 --source technode
"""


@click.command(epilog=BACKFILL_EXAMPLE)
@click.option("--from", "first", type=Day(), required=True, help="First day of publication.")
@click.option("--to", "last", type=Day(), required=True, help="Last day of publication.")
@click.option("--source", "only", multiple=True, metavar="ID", help="Only this source (may be repeated).")
@click.option("--again", is_flag=True, help="Ask also for days that an earlier backfill has read.")
@click.option("--hours", type=click.FloatRange(0.01, 24 * 365), help="Begin nothing new after so many hours.")
@click.option("--plan", "only_plan", is_flag=True, help="Show what would be read, and ask nobody.")
@log_option
@click.pass_obj
def backfill(
    paths: tuple[Any, Any],
    *,
    first: date,
    last: date,
    only: tuple[str, ...],
    again: bool,
    hours: float | None,
    only_plan: bool,
    log_format: Any,
) -> int:
    """Fetch what sources published on days gone by, from their dated archives and sitemaps, load it and publish it.

    What is known is not fetched again. Interrupted, it goes on where it stopped when it is started again. Sources
    whose file in config/sources/ names no archive are listed with the reason. Ends with 3 where some archives or pages
    failed, and with 2 where no source has an archive.
    """
    from flows.assembly import build_line
    from flows.backfill_plan import choose_days
    from flows.backfilling import run_backfill
    from flows.cli_reporting import reporting

    days = choose_days(first, last, datetime.now(UTC))
    with reporting(paths, log_format, bars=not only_plan) as reporter:
        line = reporter.attach(build_line(reporter.paths, reporter.settings, only=only, command="backfill"))
        if only_plan:
            _print_plan(_read_plan(line, days, again=again))
            return 0
        patience = None if hours is None else timedelta(hours=hours)
        outcome = run_backfill(line, days, again=again, patience=patience)
    return outcome.exit_code if reporter.log else _conclude(outcome)


def _read_plan(line: Line, days: Days, *, again: bool) -> Sequence[Assignment]:
    """What is left to be done, as far as the published copy tells; nothing is written."""
    from flows.backfill_plan import plan_backfill
    from warehouse.coverage import read_coverage
    from warehouse.database import PUBLISHED_NAME, connect

    archives = {source.id: source.history.url for source in line.sources if source.history}
    copy = line.data_dir / PUBLISHED_NAME
    if again or not copy.is_file():
        return plan_backfill(line.sources, days, {})
    with connect(copy, read_only=True) as connection:
        return plan_backfill(line.sources, days, read_coverage(connection, archives))


def _print_plan(plan: Sequence[Assignment]) -> None:
    from flows.screen import find_width
    from warehouse.screen import Column, lay_out

    rows = [
        (one.source.id, one.standing, str(one.covered), str(one.wanted), one.source.history.url)
        for one in plan
        if one.source.history and one.standing != "no archive"
    ]
    columns = [Column("source"), Column("state"), Column("read", right=True), Column("days", right=True)]
    click.echo("\n".join(lay_out([*columns, Column("archive")], rows, find_width(sys.stdout))))
    _tell_without([(one.source.id, one.reason or "") for one in plan if one.standing == "no archive"])


def _conclude(outcome: RunOutcome) -> int:
    from flows.backfilling import NO_ARCHIVE, describe_backfill
    from flows.screen import find_width, shows_colours
    from flows.terminal import build_sources_table

    asked = [source for source in outcome.sources if source.state != NO_ARCHIVE]
    table = build_sources_table(asked, find_width(sys.stdout), colours=shows_colours(sys.stdout))
    click.echo("\n".join(table))
    _tell_without([(one.source_id, one.reason or "") for one in outcome.sources if one.state == NO_ARCHIVE])
    click.echo(describe_backfill(outcome))
    if outcome.report:
        click.echo(f"Report: {outcome.report.index}")
    failed = [source.source_id for source in outcome.sources if source.is_failure]
    if failed:
        click.echo(f"claimwatch: {len(failed)} archives with failures: {', '.join(failed)}", err=True)
    return outcome.exit_code


def _tell_without(without: Sequence[tuple[str, str]]) -> None:
    """The sources that have no past to go to, by reason: `"Left out (config/ names no archive of it): a, b"`."""
    for reason in dict.fromkeys(reason for _, reason in without):
        names = ", ".join(name for name, why in without if why == reason)
        click.echo(f"Left out ({reason}): {names}")
