"""A rule tried on what is there, for whoever writes one: nothing is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from extractors.errors import UsageError
from warehouse.alerts.asking import Window, ask_rule, news_at_hand
from warehouse.alerts.quotes import fetch_rows, read_quotes
from warehouse.alerts.raising import prepare_table
from warehouse.alerts.reading import Alert
from warehouse.alerts.rules import Rule
from warehouse.database import connect
from warehouse.faults import translated
from warehouse.querying import require_published

TRIED_DAYS = 365


def try_rule(data_dir: Path, rule: Rule) -> tuple[Alert, ...]:
    """What a rule raises of the published copy, as if all news of the last year had come just now.

    Raises UsageError with what is wrong with the rule.
    """
    path = require_published(data_dir)
    with translated(path), connect(path, read_only=True) as connection:
        newest: date | None = connection.execute("SELECT max(news_day) FROM news_versions").fetchall()[0][0]
        today = newest or datetime.now(UTC).date()
        window = Window(today, today - timedelta(days=TRIED_DAYS), today)
        prepare_table(connection)
        with news_at_hand(connection, window, [rule], table=True):
            fault = ask_rule(connection, rule, window, "raised")
        if fault is not None:
            raise UsageError(fault)
        rows = fetch_rows(connection, "SELECT * FROM raised ORDER BY reason, key")
        quotes = read_quotes(connection, sorted({claim for row in rows for claim in row["claim_ids"]}))
    now = datetime.now(UTC).replace(tzinfo=None)
    return tuple(
        Alert(
            alert_id=rule.name,
            key=row["key"],
            rule=rule.name,
            reason=row["reason"],
            reason_zh=row["reason_zh"],
            numbers=dict(row["numbers"] or {}),
            claim_ids=tuple(row["claim_ids"]),
            quotes=tuple(quotes[claim] for claim in row["claim_ids"] if claim in quotes),
            query=row["query"],
            first_raised=now,
            last_raised=now,
            times=1,
            last_sent=None,
            state="open",
            muted_until=None,
            decided_by=None,
        )
        for row in rows
    )
