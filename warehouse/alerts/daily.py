"""What the rules raised of each day, kept as it was said then: digests of days gone by are read from it.

Asked again later a rule says otherwise: a new high is none any more once a higher figure has come.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import duckdb

from warehouse.alerts.asking import RECENT_DAYS, Window, ask_rule, news_at_hand
from warehouse.alerts.rules import Rule


def date_raised(connection: duckdb.DuckDBPyConnection, today: date, *, has_news: bool) -> None:
    """Says of each row of the table `raised` whose day's news it is; of what tells a state it is today's."""
    connection.execute("UPDATE raised SET day = $1", [today])
    if has_news:
        connection.execute(
            """
            UPDATE raised SET day = found.day
            FROM (
                SELECT r.key, max(n.news_day) AS day
                FROM (SELECT key, unnest(claim_ids) AS claim_id FROM raised WHERE NOT lasts) AS r
                JOIN news AS n ON n.claim_id = r.claim_id
                GROUP BY r.key
            ) AS found
            WHERE found.key = raised.key
            """
        )


def keep_raised(connection: duckdb.DuckDBPyConnection, at: datetime, run_id: str | None) -> None:
    """Keeps the rows of `raised` under their days; what was kept of a key and day gives way."""
    connection.execute(
        "DELETE FROM alert_raisings USING raised AS r WHERE r.key = alert_raisings.key AND r.day = alert_raisings.day"
    )
    connection.execute(
        """
        INSERT INTO alert_raisings BY NAME
        SELECT day, rule, section, key, reason, reason_zh, claim_ids, lasts, $at AS raised_at, $run_id AS run_id
        FROM raised ORDER BY day, key
        """,
        {"at": at, "run_id": run_id},
    )


def look_back(
    connection: duckdb.DuckDBPyConnection, rules: Sequence[Rule], today: date
) -> tuple[date, tuple[str, ...]]:
    """Asks the rules about the newest days of a warehouse that is asked for the first time, into the table `raised`.

    Returns the first of those days, and a line for each rule that could not be asked.
    """
    newest = find_newest_day(connection, today)
    window = Window(newest, newest - timedelta(days=RECENT_DAYS), newest)
    with news_at_hand(connection, window, [rule for rule in rules if not rule.lasts]) as (news, asked):
        faults = [ask_rule(connection, rule, window, "raised") for rule in asked]
        date_raised(connection, newest, has_news=news > 0)
    return window.first_day, tuple(fault for fault in faults if fault)


def find_newest_day(connection: duckdb.DuckDBPyConnection, today: date) -> date:
    """The newest day, up to today, with a figure; today where there is none."""
    found = connection.execute(
        "SELECT max(news_day) FROM news_versions WHERE claims > 0 AND news_day <= $1", [today]
    ).fetchall()
    newest: date | None = found[0][0]
    return newest or today
