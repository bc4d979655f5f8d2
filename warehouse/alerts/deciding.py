"""What persons decide of alerts: seen, or not to be told of for a while."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from extractors.errors import UsageError
from warehouse.database import Warehouse
from warehouse.faults import translated

SHORTEST = 4  # characters of an alert's name, behind "alert-", that are enough to ask for it


def acknowledge(warehouse: Warehouse, names: Sequence[str], *, by: str, at: datetime) -> int:
    """Marks alerts as seen; returns how many. Raises UsageError for a name of none, or of several."""
    return _decide(warehouse, names, "acknowledged", None, by=by, at=at)


def mute(warehouse: Warehouse, names: Sequence[str], *, days: int, by: str, at: datetime) -> int:
    """Keeps alerts quiet for so many days; with 0 they are open again. Raises UsageError as `acknowledge` does."""
    until = at + timedelta(days=days) if days else None
    return _decide(warehouse, names, "muted" if days else "open", until, by=by, at=at)


def _decide(
    warehouse: Warehouse, names: Sequence[str], state: str, until: datetime | None, *, by: str, at: datetime
) -> int:
    with translated(warehouse.path):
        ids = list(dict.fromkeys(_find(warehouse, name) for name in names))
        warehouse.connection.execute(
            """
            UPDATE alerts SET state = $state, muted_until = $until, decided_by = $by, decided_at = $at
            WHERE list_contains($ids, alert_id)
            """,
            {"state": state, "until": _store(until), "by": by, "at": _store(at), "ids": ids},
        )
    return len(ids)


def _find(warehouse: Warehouse, name: str) -> str:
    asked = name.removeprefix("alert-")
    if len(asked) < SHORTEST:
        raise UsageError(f"{name!r} names no alert: write at least {SHORTEST} characters behind alert-")
    rows = warehouse.connection.execute(
        "SELECT alert_id FROM alerts WHERE starts_with(alert_id, 'alert-' || ?) LIMIT 2", [asked]
    ).fetchall()
    if len(rows) == 1:
        return str(rows[0][0])
    raise UsageError(
        f"{name!r} begins the names of several alerts; write more of it"
        if rows
        else f"there is no alert {name!r} (`claimwatch alerts --all` lists them)"
    )


def _store(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(UTC).replace(tzinfo=None)
