"""What `claimwatch held` and `claimwatch correct --list` print: tables for people, CSV or JSON for programs."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

import click

from flows.screen import find_width
from flows.wording import format_number
from warehouse.corrections import Standing
from warehouse.held import HeldClaim, HeldGroup
from warehouse.report_wording import format_period
from warehouse.screen import Column, lay_out, make_harmless

GROUP_COLUMNS = (
    Column("group"),
    Column("claims", right=True),
    Column("reason"),
    Column("metric"),
    Column("whose"),
    Column("newest"),
    Column("for example"),
)
CLAIM_COLUMNS = (Column("claim"), Column("value", right=True), Column("period"), Column("published"), Column("said"))
FIX_COLUMNS = (Column("correction"), Column("made"), Column("by"), Column("claims", right=True), Column("what"))
SHOWN_ID = 12  # characters of a claim's name: enough to tell it from all others


def build_groups(groups: Sequence[HeldGroup], width: int | None) -> list[str]:
    """A line for each group, with the sentence of its newest claim."""
    rows = [
        (
            group.group_id,
            f"{group.claims:,}",
            group.reason,
            group.metric_id or group.metric or "–",
            group.entity or "–",
            str(group.newest),
            f"“{group.sentence}” – {', '.join(group.publishers)}",
        )
        for group in groups
    ]
    return _table(GROUP_COLUMNS, rows, width)


def build_claims(claims: Sequence[HeldClaim], width: int | None) -> list[str]:
    """A line for each claim of a group, with its sentence and address."""
    rows = [
        (
            claim.claim_id[:SHOWN_ID],
            format_number(claim.low, claim.high, claim.comparator, claim.unit),
            format_period(claim.period_start, claim.period_end),
            str(claim.published_day),
            f"“{claim.sentence}” – {claim.publisher}, {claim.url}" + (f" (note: {claim.note})" if claim.note else ""),
        )
        for claim in claims
    ]
    return _table(CLAIM_COLUMNS, rows, width)


def build_corrections(corrections: Sequence[Standing], width: int | None) -> list[str]:
    """A line for each correction that stands."""
    rows = [
        (
            item.correction_id,
            item.made_at.isoformat(" ", "minutes"),
            item.made_by,
            f"{item.claims:,}",
            f"{describe_fields(dict(item.fields))}: “{item.sentence}”",
        )
        for item in corrections
    ]
    return _table(FIX_COLUMNS, rows, width)


def describe_fields(fields: Mapping[str, str | None]) -> str:
    """What was set, in words: "metric_id revenue, period_end 2024-12-31", "dropped"."""
    words = [value if name == "fate" and value else f"{name} {value or 'none'}" for name, value in fields.items()]
    return ", ".join(words)


def _table(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int | None) -> list[str]:
    return lay_out(columns, [[make_harmless(cell) for cell in row] for row in rows], width)


def print_lines(lines: Sequence[str]) -> None:
    """The lines, at once."""
    click.echo("\n".join(lines))


def find_screen() -> int | None:
    """Columns of the screen that standard output leads to."""
    return find_width(sys.stdout)
