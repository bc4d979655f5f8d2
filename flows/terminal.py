"""What a person at the terminal sees of a run: its progress, and what came in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click
import duckdb
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from flows.line import Progress as Report
from flows.outcome import RunOutcome, SourceOutcome, describe_recovery, explain_source
from flows.screen import USUAL_WIDTH, find_width, shows_colours
from flows.wording import format_number
from warehouse.report_wording import format_period
from warehouse.screen import INDENT, Column, lay_out, make_harmless, shorten, wrap

STAGE_WORDS = {
    "discover": "asking sources",
    "fetch": "fetching pages",
    "read": "reading articles",
    "load": "loading batches",
    "archives": "asking archives",
    "backfill": "days covered",
    "archive": "reading the archive",
    "backup": "backing up",
    "restore": "restoring",
}
MAIN_SERIES = 10
BAR_WIDTH = 20
BAR_AND_COUNTS = 62  # columns of a stage; what is at hand gets the rest


@contextmanager
def show_progress(stream: IO[str] | None = None) -> Iterator[Report]:
    """A progress bar for each stage on a terminal; one line for each stage elsewhere."""
    stream = stream or sys.stderr
    if not stream.isatty():
        yield _line_reporter(stream)
        return
    width = find_width(stream) or USUAL_WIDTH
    console = Console(file=stream, width=width)
    columns = [SpinnerColumn(), TextColumn("{task.description:<16}"), BarColumn(BAR_WIDTH), MofNCompleteColumn()]
    columns.append(TimeElapsedColumn())
    room = width - BAR_AND_COUNTS
    if room > 0:
        columns.append(TextColumn("{task.fields[at]}", style="dim", markup=False))
    with Progress(*columns, console=console) as bars:
        tasks: dict[str, Any] = {}

        def report(stage: str, done: int, total: int, label: str) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(STAGE_WORDS.get(stage, stage), total=total or None, at="")
            bars.update(tasks[stage], completed=done, total=max(total, done), at=shorten(label, max(room, 1)))

        yield report


@contextmanager
def count_rows(what: str, stream: IO[str] | None = None) -> Iterator[Callable[[int], None]]:
    """A bar that counts rows on a terminal, and is gone at the end; nothing elsewhere. How many come is not known."""
    stream = stream or sys.stderr
    if not stream.isatty():
        yield lambda _: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(BAR_WIDTH),
        TimeElapsedColumn(),
    )
    console = Console(file=stream, width=find_width(stream) or USUAL_WIDTH)
    with Progress(*columns, console=console, transient=True) as bars:
        task = bars.add_task(what, total=None)
        yield lambda rows: bars.update(task, description=f"{what}: {rows:,} rows")


def _line_reporter(stream: IO[str]) -> Report:
    said: set[str] = set()

    def report(stage: str, done: int, total: int, label: str) -> None:  # noqa: ARG001 - the shape of Progress
        if stage not in said:
            said.add(stage)
            print(f"{STAGE_WORDS.get(stage, stage)} …", file=stream, flush=True)

    return report


def print_outcome(outcome: RunOutcome, stream: IO[str] | None = None) -> None:
    """What came in: sources and their state, counts, the newest values of the main series, where the report lies."""
    stream = stream or sys.stdout
    width, colours = find_width(stream), shows_colours(stream)
    lines = ["", _bold("Sources", colours), *build_sources_table(outcome.sources, width, colours=colours)]
    lines += ["", *(line for sentence in _count(outcome) for line in wrap(sentence, width))]
    if outcome.told:
        lines += wrap(f"Alerts: {outcome.told.describe()}", width)
    if outcome.published:
        rows = read_main_series(outcome.published.path)
        lines += ["", _bold("Newest values of the main series", colours), *_list_series(rows, width, colours=colours)]
        lines += ["", f"Warehouse copy: {outcome.published.path}"]
    if outcome.report:
        lines.append(f"Report:         {outcome.report.index}")
    print("\n".join(lines), file=stream, flush=True)


def _bold(text: str, colours: bool) -> str:
    return click.style(text, bold=True) if colours else text


def _count(outcome: RunOutcome) -> list[str]:
    counts = outcome.counts
    came = (
        f"{counts['fetched']} pages fetched · {counts['articles']} articles and {counts['claims']} claims new · "
        f"{counts['quarantined']} quarantined"
    )
    recovery = describe_recovery(outcome)
    return [came, recovery] if recovery else [came]


_SOURCE_COLUMNS = (
    Column("source"),
    Column("state"),
    Column("announced", right=True),
    Column("new", right=True),
    Column("fetched", right=True),
    Column(""),
)
_STATE = 1  # the column that is coloured
_STATE_COLOURS = {"failed": "red", "stale": "yellow", "disallowed": "yellow"}


def build_sources_table(sources: Sequence[SourceOutcome], width: int | None, *, colours: bool = False) -> list[str]:
    """A line for each source, with what went wrong behind it or, on a narrow screen, under it."""
    rows = [
        (item.source_id, item.state, str(item.announced), str(item.new), str(item.fetched), _explain(item))
        for item in sources
    ]

    def paint(column: int, cell: str) -> str:
        return click.style(cell, fg=_STATE_COLOURS.get(cell.strip(), "green")) if column == _STATE else cell

    return lay_out(_SOURCE_COLUMNS, rows, width, paint if colours else None)


def _explain(source: SourceOutcome) -> str:
    return make_harmless(explain_source(source))


def read_main_series(copy: Path, limit: int = MAIN_SERIES) -> list[tuple[Any, ...]]:
    """Newest values of the series with most periods, best documented first: rows for `print_outcome`."""
    with duckdb.connect(str(copy), read_only=True) as connection:
        return connection.execute(
            """
            SELECT l.metric_name_en, l.entity, l.kind, l.low, l.high, l.comparator, l.unit, l.period_start,
                l.period_end, l.quote, l.publishers[1], l.url
            FROM series_latest l
            JOIN (SELECT series_id, count(*) AS periods FROM observations GROUP BY ALL) s USING (series_id)
            WHERE l.kind <> 'growth'
            ORDER BY s.periods DESC, l.period_end DESC, l.series_id LIMIT ?
            """,
            [limit],
        ).fetchall()


def _list_series(rows: Sequence[tuple[Any, ...]], width: int | None, *, colours: bool) -> list[str]:
    lines = []
    for metric, entity, kind, low, high, comparator, unit, start, end, quote, publisher, url in rows:
        what = f"{metric} ({kind})" if kind not in {"level", "share"} else metric
        number = format_number(low, high, comparator, unit)
        lines += wrap(f"{what} · {entity or '–'} · {format_period(start, end)}: {number}", width)
        said = wrap(make_harmless(f"“{quote}” – {publisher}, {url}"), width and width - len(INDENT))
        lines += [click.style(INDENT + line, dim=True) if colours else INDENT + line for line in said]
    return lines
