"""The part of a run that tells: asks the rules about what came in, and sends what is due."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime

import duckdb

from flows.alerting.channels import send_message, show_channel
from flows.alerting.messages import build_message
from flows.alerting.preferences import Alerting
from flows.line import Line
from flows.watching.releases import list_occurrences
from flows.watching.watchlists import list_watched
from warehouse.alerts.raising import raise_alerts
from warehouse.alerts.sending import find_unsent, note_delivery
from warehouse.alerts.told import Told
from warehouse.database import Warehouse
from warehouse.watching import save_watching


def tell(line: Line, alerting: Alerting, warehouse: Warehouse) -> Told:
    """Raises and sends the alerts of a run, in a warehouse whose series are derived. What fails is in what it returns,
    and told in one line; it is tried again by the next run.
    """
    connection, now = warehouse.connection, datetime.now(UTC)
    today = alerting.today(now)
    save_watching(
        connection,
        watched=list_watched(alerting.watchlists),
        releases=[asdict(one) for one in list_occurrences(alerting.releases, line.catalogue, today)],
    )
    raised = raise_alerts(connection, alerting.rules, today=today, at=now, run_id=line.run_id)
    sent, failures = send_unsent(alerting, connection, now)
    for fault in (*raised.faults, *failures):
        line.warn(f"alerts: {fault}")
    return Told(len(raised.alert_ids), sent, (*raised.faults, *failures), first=raised.first)


def send_unsent(
    alerting: Alerting, connection: duckdb.DuckDBPyConnection, now: datetime
) -> tuple[int, tuple[str, ...]]:
    """Sends each channel what it has not taken yet; how many alerts went out, and a line for each that failed."""
    rules = {rule.name: rule for rule in alerting.rules}
    sent: set[str] = set()
    failures = []
    for channel in alerting.channels:
        alerts = find_unsent(connection, channel.name, at=now, unsent_rules=alerting.preferences.unsent)
        if not alerts:
            continue
        fault = send_message(channel, build_message(alerts, rules))
        note_delivery(connection, alerts, channel.name, at=now, fault=fault)
        if fault is None:
            sent |= {alert.alert_id for alert in alerts}
        else:
            count = f"{len(alerts)} alert{'' if len(alerts) == 1 else 's'}"
            failures.append(f"{show_channel(channel)} did not take {count} ({fault}); the next run tries again")
    return len(sent), tuple(failures)
