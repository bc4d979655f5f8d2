"""Raises alerts of what was loaded since the last time, and keeps them as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import duckdb

from warehouse.alerts.asking import ask_rule, news_at_hand, recent_window
from warehouse.alerts.daily import date_raised, keep_raised, look_back
from warehouse.alerts.quotes import SELECT_QUOTES
from warehouse.alerts.rules import Rule
from warehouse.migrations import transaction

QUIET_DAYS = 7


@dataclass(frozen=True, slots=True)
class Raised:
    """What came of asking the rules once."""

    alert_ids: tuple[str, ...] = ()  # due now: new, or raised again after the quiet days
    news: int = 0  # claims that the rules were asked about
    faults: tuple[str, ...] = ()  # rules that could not be asked, a line each
    first: bool = False  # no alert is due: what is loaded by now is the past
    asked_from: date | None = None  # first day whose news they were asked about


def raise_alerts(
    connection: duckdb.DuckDBPyConnection,
    rules: Sequence[Rule],
    *,
    today: date,
    at: datetime,
    run_id: str | None = None,
) -> Raised:
    """Asks the rules about what was loaded since they were asked last, in a warehouse whose series are derived.

    The first time is quiet, for all that is there then is the past; so is what a source had when it was first asked,
    and what is older than ten days. An alert that is raised again within seven days is not due again. What was raised,
    quiet or not, is kept for the digest of its day; the first time that of the newest days.
    """
    until = at.astimezone(UTC).replace(tzinfo=None)
    since = connection.execute("SELECT max(checked_at) FROM alert_checks").fetchall()[0][0]
    if since is None:
        return _begin(connection, rules, until, today, run_id)
    prepare_table(connection)
    with news_at_hand(connection, window := recent_window(today, since, until), rules) as (news, asked):
        faults = {rule.name: ask_rule(connection, rule, window, "raised") for rule in asked}
        date_raised(connection, today, has_news=news > 0)
    lasting = [rule.name for rule in asked if rule.lasts and faults[rule.name] is None]
    with transaction(connection):
        due = _save(connection, lasting, until, run_id)
        keep_raised(connection, until, run_id)
        told = tuple(fault for fault in faults.values() if fault)
        raised = Raised(due, news, told, asked_from=window.first_day)
        _note_check(connection, until, today, raised, run_id)
    connection.execute("DROP TABLE raised")
    return raised


def _begin(
    connection: duckdb.DuckDBPyConnection, rules: Sequence[Rule], at: datetime, today: date, run_id: str | None
) -> Raised:
    """The first time: no alert comes of it, but the newest days have a digest with all that is remarkable."""
    prepare_table(connection)
    with transaction(connection):
        asked_from, faults = look_back(connection, rules, today)
        keep_raised(connection, at, run_id)
        raised = Raised(first=True, faults=faults, asked_from=asked_from)
        _note_check(connection, at, today, raised, run_id)
    connection.execute("DROP TABLE raised")
    return raised


def prepare_table(connection: duckdb.DuckDBPyConnection) -> None:
    """The empty temporary table `raised`, which takes what rules raise."""
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE raised (
            rule VARCHAR, section VARCHAR, key VARCHAR, reason VARCHAR, reason_zh VARCHAR, numbers MAP(VARCHAR, DOUBLE),
            claim_ids VARCHAR[], query VARCHAR, lasts BOOLEAN, day DATE
        )
        """
    )


def _save(
    connection: duckdb.DuckDBPyConnection, lasting: Sequence[str], at: datetime, run_id: str | None
) -> tuple[str, ...]:
    """Lays what was raised over the alerts that are kept; returns which of them are due now."""
    given = {"at": at, "quiet": at - timedelta(days=QUIET_DAYS), "run_id": run_id}
    connection.execute(f"CREATE OR REPLACE TEMP TABLE proven AS {_PROVEN}")
    connection.execute(_RAISE_AGAIN, given)
    connection.execute(_RAISE_NEW, {"at": at, "run_id": run_id})
    connection.execute(_END, {"at": at, "lasting": list(lasting)})
    connection.execute("DROP TABLE proven")
    found = connection.execute(
        "SELECT alert_id FROM alerts WHERE due_since = $at AND state = 'open' ORDER BY rule, reason, key", {"at": at}
    ).fetchall()
    return tuple(alert_id for (alert_id,) in found)


def _note_check(
    connection: duckdb.DuckDBPyConnection, at: datetime, today: date, raised: Raised, run_id: str | None
) -> None:
    connection.execute(
        "INSERT INTO alert_checks VALUES (?, ?, ?, ?, ?, ?, ?)",
        [at, today, raised.news, len(raised.alert_ids), list(raised.faults), run_id, raised.asked_from],
    )


# What was raised, with the words of its claims in their order.
_PROVEN = f"""
WITH wanted AS (SELECT DISTINCT unnest(claim_ids) AS claim_id FROM raised),
words AS ({SELECT_QUOTES} WHERE c.claim_id IN (SELECT claim_id FROM wanted))
SELECT
    r.*, 'alert-' || left(md5(r.key), 8) AS alert_id,
    (
        SELECT coalesce(list(w ORDER BY list_position(r.claim_ids, w.claim_id)), []) FROM words AS w
        WHERE list_contains(r.claim_ids, w.claim_id)
    ) AS quotes
FROM raised AS r
"""

# Who acknowledged a state that lasts knows of it until it is over; of an event, until the quiet days are.
_RAISE_AGAIN = """
UPDATE alerts SET
    reason = p.reason, reason_zh = p.reason_zh, numbers = p.numbers, claim_ids = p.claim_ids, quotes = p.quotes,
    query = p.query, last_raised = $at, times = alerts.times + 1, run_id = $run_id,
    due_since = CASE
        WHEN alerts.state = 'muted' AND alerts.muted_until > $at THEN alerts.due_since
        WHEN alerts.state = 'acknowledged' AND p.lasts THEN alerts.due_since
        WHEN alerts.due_since <= $quiet THEN $at
        ELSE alerts.due_since
    END,
    state = CASE
        WHEN alerts.state = 'muted' AND alerts.muted_until > $at THEN 'muted'
        WHEN alerts.state = 'acknowledged' AND (p.lasts OR alerts.due_since > $quiet) THEN 'acknowledged'
        ELSE 'open'
    END
FROM proven AS p
WHERE p.key = alerts.key
"""

_RAISE_NEW = """
INSERT INTO alerts BY NAME
SELECT
    alert_id, key, rule, reason, reason_zh, numbers, claim_ids, quotes, query, $at AS first_raised, $at AS last_raised,
    $at AS due_since, 1 AS times, 'open' AS state, $run_id AS run_id
FROM proven AS p
WHERE NOT EXISTS (SELECT 1 FROM alerts AS a WHERE a.key = p.key)
ORDER BY key
"""

_END = """
UPDATE alerts SET state = 'over'
WHERE list_contains($lasting, rule) AND state IN ('open', 'acknowledged') AND last_raised < $at
"""
