"""What a person at the terminal sees of a run: its progress, and what came in."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import duckdb
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from flows.line import Progress as Report
from flows.outcome import RunOutcome, SourceOutcome, explain_source
from flows.wording import format_number, format_period

STAGE_WORDS = {
    "discover": "asking sources",
    "fetch": "fetching pages",
    "read": "reading articles",
    "load": "loading batches",
}
MAIN_SERIES = 10


@contextmanager
def show_progress(stream: IO[str] | None = None) -> Iterator[Report]:
    """A progress bar for each stage on a terminal; one line for each stage elsewhere."""
    console = Console(file=stream or sys.stderr)
    if not console.is_terminal:
        yield _line_reporter(console)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), TextColumn("[dim]{task.fields[at]}"), console=console) as bars:
        tasks: dict[str, Any] = {}

        def report(stage: str, done: int, total: int, label: str) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(STAGE_WORDS.get(stage, stage), total=total or None, at="")
            bars.update(tasks[stage], completed=done, total=max(total, done), at=label[-60:])

        yield report


def _line_reporter(console: Console) -> Report:
    said: set[str] = set()

    def report(stage: str, done: int, total: int, label: str) -> None:  # noqa: ARG001 - the shape of Progress
        if stage not in said:
            said.add(stage)
            console.print(f"{STAGE_WORDS.get(stage, stage)} …", highlight=False)

    return report


def print_outcome(outcome: RunOutcome, stream: IO[str] | None = None) -> None:
    """What came in: sources and their state, counts, the newest values of the main series, where the report lies."""
    console = Console(file=stream or sys.stdout, highlight=False, soft_wrap=False)
    console.print(_sources_table(outcome.sources))
    counts = outcome.counts
    console.print(
        f"{counts['fetched']} pages fetched · {counts['articles']} articles and {counts['claims']} claims new · "
        f"{counts['quarantined']} quarantined"
    )
    if counts["recovered"]:
        console.print(f"{counts['recovered']} batches recovered that an earlier run had fetched and not loaded")
    if outcome.published:
        _print_series(console, read_main_series(outcome.published.path))
        console.print(f"\nWarehouse copy: {outcome.published.path}", soft_wrap=True)
    if outcome.report:
        console.print(f"Report:         {outcome.report.index}", soft_wrap=True)


def _sources_table(sources: Sequence[SourceOutcome]) -> Table:
    table = Table(title="Sources", title_justify="left", box=None, pad_edge=False)
    for name, right in (("source", 0), ("state", 0), ("announced", 1), ("new", 1), ("fetched", 1), ("", 0)):
        table.add_column(name, justify="right" if right else "left", overflow="fold")
    for source in sources:
        mark = (
            "red" if source.is_failure else "yellow" if source.state in {"failed", "stale", "disallowed"} else "green"
        )
        table.add_row(
            source.source_id,
            Text(source.state, style=mark),
            str(source.announced),
            str(source.new),
            str(source.fetched),
            Text(explain_source(source)),
        )
    return table


def read_main_series(copy: Path, limit: int = MAIN_SERIES) -> list[tuple[Any, ...]]:
    """Newest values of the series with most periods, best documented first: rows for `_print_series`."""
    with duckdb.connect(str(copy), read_only=True) as connection:
        return connection.execute(
            """
            SELECT l.metric_name_en, l.entity, l.kind, l.value, l.comparator, l.unit, l.period_start, l.period_end,
                l.quote, l.publishers[1], l.url
            FROM series_latest l
            JOIN (SELECT series_id, count(*) AS periods FROM observations GROUP BY ALL) s USING (series_id)
            WHERE l.kind <> 'growth'
            ORDER BY s.periods DESC, l.period_end DESC, l.series_id LIMIT ?
            """,
            [limit],
        ).fetchall()


def _print_series(console: Console, rows: Sequence[tuple[Any, ...]]) -> None:
    console.print("\nNewest values of the main series", style="bold")
    for metric, entity, kind, value, comparator, unit, start, end, quote, publisher, url in rows:
        what = f"{metric} ({kind})" if kind not in {"level", "share"} else metric
        number = format_number(comparator, value, value, value, unit)
        line = Text(f"{what} · {entity or '–'}: ")
        line.append(number, style="bold").append(f"  {format_period(start, end)}")
        console.print(line)
        console.print(Text(f"    “{quote}” – {publisher}, {url}", style="dim"), soft_wrap=True)


_STATE_STYLES = {"failed": "yellow", "stale": "yellow", "disallowed": "yellow"}
