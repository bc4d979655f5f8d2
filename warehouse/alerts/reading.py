"""The alerts that are kept, as records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from warehouse.alerts.quotes import Quote, fetch_rows
from warehouse.faults import translated
from warehouse.querying import require_published

STATES = ("open", "acknowledged", "muted", "over")


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert; instants are UTC without a zone, as they are stored."""

    alert_id: str
    key: str
    rule: str
    reason: str
    reason_zh: str | None
    numbers: Mapping[str, float]
    claim_ids: tuple[str, ...]
    quotes: tuple[Quote, ...]
    query: str
    first_raised: datetime
    last_raised: datetime
    times: int
    last_sent: datetime | None
    state: str
    muted_until: datetime | None
    decided_by: str | None


@dataclass(frozen=True, slots=True)
class LastCheck:
    """When the rules were asked last, and which could not be."""

    checked_at: datetime
    first: bool  # the first time, which is quiet
    faults: tuple[str, ...]


def read_alerts(
    data_dir: Path, name: str | None = None, *, rule: str | None = None, everything: bool = False
) -> tuple[tuple[Alert, ...], LastCheck | None]:
    """The open alerts of the published copy, the newest first, and when the rules were asked; with `everything` also
    those that are settled or over. `name` is the beginning of an alert's name.
    """
    from warehouse.database import connect  # noqa: PLC0415 - DuckDB takes a quarter of a second; errors need none

    path = require_published(data_dir)
    with translated(path), connect(path, read_only=True) as connection:
        found = select_alerts(
            connection,
            """
            WHERE ($name IS NULL OR starts_with(alert_id, $name) OR starts_with(alert_id, 'alert-' || $name))
                AND ($rule IS NULL OR rule = $rule) AND ($everything OR state = 'open')
            ORDER BY due_since DESC, rule, reason, key
            """,
            {"name": name, "rule": rule, "everything": everything or name is not None},
        )
        return found, _read_last_check(connection)


def select_alerts(
    connection: duckdb.DuckDBPyConnection, condition: str, values: Mapping[str, object]
) -> tuple[Alert, ...]:
    """The alerts that meet an SQL condition of ours."""
    rows = fetch_rows(connection, f"SELECT {', '.join(Alert.__slots__)} FROM alerts {condition}", dict(values))
    return tuple(
        Alert(
            **{
                **row,
                "claim_ids": tuple(row["claim_ids"]),
                "quotes": tuple(Quote(**quote) for quote in row["quotes"]),
                "numbers": dict(row["numbers"] or {}),
            }
        )
        for row in rows
    )


def _read_last_check(connection: duckdb.DuckDBPyConnection) -> LastCheck | None:
    rows = connection.execute(
        "SELECT checked_at, count(*) OVER () = 1, faults FROM alert_checks ORDER BY checked_at DESC LIMIT 1"
    ).fetchall()
    return LastCheck(rows[0][0], rows[0][1], tuple(rows[0][2] or ())) if rows else None
