"""Which alerts are to be sent through which channel, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import duckdb

from warehouse.alerts.reading import Alert, select_alerts
from warehouse.migrations import transaction

KEPT_DAYS = 3  # a channel that fails gets an alert again for so long; then it is old news


def find_unsent(
    connection: duckdb.DuckDBPyConnection, channel: str, *, at: datetime, unsent_rules: Sequence[str] = ()
) -> tuple[Alert, ...]:
    """Open alerts that are due and that this channel has not taken yet, the oldest first."""
    now = _store(at)
    return select_alerts(
        connection,
        """
        WHERE state = 'open' AND due_since > $oldest AND NOT list_contains($unsent, rule)
            AND NOT EXISTS (
                SELECT 1 FROM alert_deliveries AS d
                WHERE d.alert_id = alerts.alert_id AND d.channel = $channel AND d.sent
                    AND d.tried_at >= alerts.due_since
            )
        ORDER BY due_since, rule, reason, key
        """,
        {"oldest": now - timedelta(days=KEPT_DAYS), "unsent": list(unsent_rules), "channel": channel},
    )


def note_delivery(
    connection: duckdb.DuckDBPyConnection, alerts: Sequence[Alert], channel: str, *, at: datetime, fault: str | None
) -> None:
    """Notes that a channel took these alerts, or why it did not."""
    now, ids = _store(at), [alert.alert_id for alert in alerts]
    with transaction(connection):
        connection.execute(
            "INSERT INTO alert_deliveries SELECT unnest($ids), $channel, $at, $fault IS NULL, $fault",
            {"ids": ids, "channel": channel, "at": now, "fault": fault},
        )
        if fault is None:
            connection.execute(
                "UPDATE alerts SET last_sent = $at WHERE list_contains($ids, alert_id)", {"at": now, "ids": ids}
            )


def _store(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None)
