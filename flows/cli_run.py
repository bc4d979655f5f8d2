"""`claimwatch run`, `demo` and `report`: what fills the warehouse and shows it."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.cli_options import Place, log_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.line import Line
    from flows.outcome import RunOutcome

RUN_EXAMPLE = """\b
Example:
  CLAIMWATCH_CONTACT=you@example.org claimwatch run --source nbs_rss
"""
REEXTRACT_EXAMPLE = """\b
Example:
  claimwatch reextract --source nbs_rss
"""
DEMO_EXAMPLE = """\b
Example:
  claimwatch demo
"""
REPORT_EXAMPLE = """\b
Example:
  claimwatch report --output site/
"""
plain_option = click.option("--plain", is_flag=True, help="Run the stages as plain functions, without Prefect.")


@click.command(epilog=RUN_EXAMPLE)
@click.option("--source", "only", multiple=True, metavar="ID", help="Only this source (may be repeated).")
@click.option("--group", metavar="GROUP", help="Only the enabled sources of this group, such as official.")
@click.option("--retry-failed", is_flag=True, help="Ask once more for pages that failed and were given up.")
@plain_option
@log_option
@click.pass_obj
def run(
    paths: tuple[Any, Any],
    *,
    only: tuple[str, ...],
    group: str | None,
    retry_failed: bool,
    plain: bool,
    log_format: Any,
) -> int:
    """Fetch what is new from the enabled sources, load it, publish the copy and the report.

    Ends with 3 where some sources or pages failed; the others are loaded, and the next run tries again.
    """
    from flows.assembly import build_line
    from flows.cli_reporting import reporting

    if only and group:
        raise click.UsageError("--source and --group do not go together; give one of them")
    with reporting(paths, log_format) as reporter:
        line = build_line(reporter.paths, reporter.settings, only=only, group=group, retry_failed=retry_failed)
        outcome = _run(reporter.attach(line), plain=plain, retry_delays=(30.0,))
    return outcome.exit_code if reporter.log else _conclude(outcome)


@click.command(epilog=REEXTRACT_EXAMPLE)
@click.option("--source", "only", multiple=True, metavar="ID", help="Only pages of this source (may be repeated).")
@click.option("--again", is_flag=True, help="Read also what the rules of today have read already.")
@log_option
@click.pass_obj
def reextract(paths: tuple[Any, Any], only: tuple[str, ...], again: bool, log_format: Any) -> int:
    """Read the pages of the archive again by the rules of today; nothing is fetched, and no earlier reading is lost.

    Asked for twice it does nothing the second time; interrupted, it goes on where it stopped. Ends with 3 where pages
    cannot be read any more.
    """
    from flows.assembly import build_archive_line
    from flows.cli_reporting import reporting
    from flows.reextracting import describe_reextraction, run_reextract

    with reporting(paths, log_format) as reporter:
        line = build_archive_line(reporter.paths, reporter.settings, only=only)
        outcome = run_reextract(reporter.attach(line), again=again)
    if reporter.log:
        return outcome.exit_code
    print(describe_reextraction(outcome))
    if outcome.report:
        print(f"Report: {outcome.report.index}")
    return outcome.exit_code


@click.command(epilog=DEMO_EXAMPLE)
@click.option("--keep", is_flag=True, help="Keep what an earlier demo loaded, and add to it.")
@plain_option
@click.pass_obj
def demo(paths: tuple[Any, Any], keep: bool, plain: bool) -> int:
    """The daily run, for real, against a sample press that this command serves on loopback.

    It loads the folder demo/ inside the data folder, never the data folder itself: data/demo, or X/demo after --data X.
    Ask it with that folder: `claimwatch --data data/demo series 5g_base_stations`.

    One publisher of the sample press is broken by design, to show what that looks like; it does not fail the demo.
    """
    from flows.assembly import build_sample_line
    from flows.next_command import write_path, write_program
    from flows.press.server import PressServer
    from flows.settings import find_project_paths, read_settings
    from flows.terminal import show_progress

    found = find_project_paths(*paths, os.environ)
    found = replace(found, data=found.data / "demo")
    if not keep:
        _clear(found.data)
    with PressServer() as press:
        print(
            f"Sample press: {len(press.sources())} invented publishers on 127.0.0.1 (this is a demonstration)",
            flush=True,
        )
        with show_progress() as progress:
            line = build_sample_line(found, read_settings(found), press.sources(), progress=progress)
            outcome = _run(line, plain=plain, retry_delays=())
    code = _conclude(outcome)
    print(f"Ask it:         {write_program()} --data {write_path(found.data)} series 5g_base_stations --entity China")
    return code


@click.command(epilog=REPORT_EXAMPLE)
@click.option("--output", type=Place(), help="Folder to write; default: report/ in the data folder.")
@click.pass_obj
def report(paths: tuple[Any, Any], output: Path | None) -> int:
    """Build the report from the published copy: a site of charts and tables, in English and Chinese, that opens from
    disk, without a network. Only pages whose content changed are written again.
    """
    from flows.reporting import rebuild_report
    from flows.settings import find_project_paths

    result = rebuild_report(find_project_paths(*paths, os.environ).data, output)
    print(
        f"{result.series} series, {result.points} points, {result.claims} claims: "
        f"{result.pages} pages and files, {result.written} written in {result.seconds:.1f} s"
    )
    print(result.index)
    return 0


def _run(line: Line, *, plain: bool, retry_delays: Sequence[float]) -> RunOutcome:
    from flows.daily import run_daily, run_flow

    if plain:
        return run_daily(line)
    return run_flow(line, retry_delays=retry_delays)


def _conclude(outcome: RunOutcome) -> int:
    from flows.terminal import print_outcome

    print_outcome(outcome)
    failed = [source.source_id for source in outcome.sources if source.is_failure]
    if failed:
        print(
            f"claimwatch: {len(failed)} of {len(outcome.sources)} sources with failures: {', '.join(failed)}",
            file=sys.stderr,
        )
    return outcome.exit_code


def _clear(demo_data: Path) -> None:
    """The demo starts from nothing; only its own folder is emptied, and not while a run holds it."""
    from warehouse.locking import WriterLock

    if demo_data.is_dir():
        with WriterLock(demo_data, "demo"):
            for child in demo_data.iterdir():
                if child.name not in {"warehouse.lock", "cache", "prefect"}:
                    shutil.rmtree(child) if child.is_dir() else child.unlink()
