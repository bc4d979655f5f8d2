"""What `claimwatch import` and `claimwatch reconcile` print: tables for people, CSV or JSON for programs."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

import click

from flows.record_output import print_csv
from flows.screen import find_width
from flows.wording import format_number
from warehouse.references.cell_reading import Point
from warehouse.references.reconciled import Reconciled, Reconciliation
from warehouse.references.storing import Reference
from warehouse.report_wording import describe_series, format_period, join_names
from warehouse.screen import GAP, INDENT, Column, lay_out, make_harmless, pad, wrap

MARKS = {"agrees": "=", "differs": "≠", "not in press": "<", "not in reference": ">"}
REFERENCE_COLUMNS = (
    Column("reference"),
    Column("points", right=True),
    Column("vintages", right=True),
    Column("metrics", right=True),
    Column("periods"),
    Column("imported"),
    Column("by"),
    Column("file"),
)


def describe_points(file: Path, points: Sequence[Point]) -> list[str]:
    """A line for each series of a file: `"5g_base_stations · China · level · at a point in time: 12 values, …"`."""
    series = [
        (f"{p.metric_id} · {join_names(p.entity, p.place)} · {describe_series(p.kind, p.basis, p.period_type)}", p)
        for p in points
    ]
    counted = Counter(name for name, _ in series)
    lines = [f"{file}: {len(points):,} values of {len(counted):,} series"]
    for name, count in counted.items():
        newest = max((p for title, p in series if title == name), key=lambda p: p.period_end)
        value = format_number(newest.low, newest.high, newest.comparator, newest.unit)
        period = format_period(newest.period_start, newest.period_end)
        lines.append(make_harmless(f"{INDENT}{name}: {count:,} to {period}, {value}"))
    return lines


def build_references(references: Sequence[Reference]) -> list[str]:
    """A line for each reference that was imported."""
    rows = [
        (
            item.reference,
            f"{item.points:,}",
            f"{item.vintages:,}",
            f"{item.metrics:,}",
            f"{item.first_period} to {item.last_period}",
            item.imported_at.isoformat(" ", "minutes"),
            item.imported_by,
            item.file,
        )
        for item in references
    ]
    return lay_out(REFERENCE_COLUMNS, [[make_harmless(cell) for cell in row] for row in rows], find_width(sys.stdout))


def print_lines(lines: Sequence[str]) -> None:
    """The lines, at once."""
    click.echo("\n".join(lines))


def print_table(found: Reconciliation, everything: bool) -> None:
    """A block for each series with its periods, and a line that counts them all."""
    width = find_width(sys.stdout)
    shown = [row for row in found.rows if everything or row.state in {"differs", "not in press"}]
    for _, group in groupby(shown, key=_name):
        print_lines([*build_block(tuple(group), width), ""])
    print_lines(wrap(describe_agreement(found), width))


def build_block(rows: Sequence[Reconciled], width: int | None) -> list[str]:
    """The periods of one series: what the reference has, what the press has, and the reason where they do not agree."""
    cells = [
        (
            MARKS[row.state],
            format_period(row.period_start, row.period_end),
            _say(row.low, row.high, row.comparator, row.unit),
            _say(row.press_low, row.press_high, row.press_comparator, row.unit),
        )
        for row in rows
    ]
    widths = [max(len(line[at]) for line in cells) for at in range(4)]
    lines = wrap(make_harmless(_name(rows[0])), width)
    for row, line in zip(rows, cells, strict=True):
        parts = [pad(text, most, right=at > 1) for at, (text, most) in enumerate(zip(line, widths, strict=True))]
        lines.append(GAP + GAP.join(parts) + (f"{GAP}{row.state}" if row.state != "agrees" else ""))
        room = None if width is None else width - 2 * len(INDENT)
        lines += [2 * INDENT + part for part in wrap(make_harmless(row.reason or ""), room) if part]
    return lines


def describe_agreement(found: Reconciliation) -> str:
    """`"98.4% of 63 comparable points agree · 1 differs · 4 not in press · 20 not in reference"`."""
    share = "no point is comparable"
    if found.agreement is not None:
        share = f"{found.agreement:.1f}% of {found.comparable:,} comparable points agree"
    differing = found.count("differs")
    counted = [f"{differing:,} differ{'s' * (differing == 1)}"]
    counted += [f"{found.count(state):,} {state}" for state in ("not in press", "not in reference")]
    return " · ".join([share, *counted])


def _name(row: Reconciled) -> str:
    """`"known · 5g_base_stations · China · level · at a point in time"`."""
    modality = "" if row.modality == "actual" else row.modality
    parts = (
        row.reference,
        row.metric_id,
        join_names(row.entity, row.place),
        describe_series(row.kind, row.basis, row.period_type),
        modality,
    )
    return " · ".join(part for part in parts if part)


def _say(low: float | None, high: float | None, comparator: str | None, unit: str) -> str:
    return format_number(low, high, comparator, unit) if comparator else "–"


def _print_csv(found: Reconciliation, everything: bool) -> None:  # noqa: ARG001 - programs get all rows
    print_csv(Reconciled, found.rows)


def _print_json(found: Reconciliation, everything: bool) -> None:  # noqa: ARG001 - as above
    counted = {state: found.count(state) for state in MARKS}
    summary = {"comparable": found.comparable, "agreement_percent": found.agreement, **counted}
    rows = [asdict(row) for row in found.rows]
    json.dump({"summary": summary, "rows": rows}, sys.stdout, ensure_ascii=False, default=str, indent=1)
    sys.stdout.write("\n")


PRINTERS: dict[str, Callable[[Reconciliation, bool], None]] = {
    "table": print_table,
    "csv": _print_csv,
    "json": _print_json,
}
