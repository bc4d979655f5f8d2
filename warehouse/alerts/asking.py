"""Asks the rules about some news: which days, loaded when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Timer

import duckdb

from warehouse.alerts.rules import Rule

RECENT_DAYS = 10  # older texts that come in late are the past
MOST_ROWS = 100  # of one rule at once: more is a mistake in the rule, or in what was loaded
RULE_SECONDS = 60.0
_NEWS = re.compile(r"\bnews\b")
_NEEDED = ("key", "reason", "claim_ids")
_OPTIONAL = {"numbers": "MAP([]::VARCHAR[], []::DOUBLE[])", "reason_zh": "NULL"}  # and what stands for them


@dataclass(frozen=True, slots=True)
class Window:
    """Which news the rules are asked about."""

    today: date
    first_day: date
    last_day: date = date.max
    since: datetime | None = None  # loaded after that, and no past of a new source; None: whenever it was loaded
    until: datetime | None = None

    def select_news(self) -> str:
        """The query that `news` stands for."""
        text = f"FROM news_between(DATE '{self.first_day}', DATE '{self.last_day}')"
        if self.since is None:
            return text
        return (
            f"{text}\n    WHERE NOT initial AND loaded_at > TIMESTAMP '{self.since}' "
            f"AND loaded_at <= TIMESTAMP '{self.until}'"
        )

    def write_query(self, rule: Rule) -> str:
        """The rule's query as `claimwatch sql` takes it, less the condition on the key."""
        return (
            f"WITH today AS (SELECT DATE '{self.today}' AS day),\n"
            f"news AS MATERIALIZED (\n    {self.select_news()}\n)\n"
            f"SELECT * FROM (\n{rule.sql}\n)"
        )


def recent_window(today: date, since: datetime, until: datetime) -> Window:
    """What was loaded between two instants and is of the last ten days."""
    return Window(today, today - timedelta(days=RECENT_DAYS), since=since, until=until)


@contextmanager
def news_at_hand(
    connection: duckdb.DuckDBPyConnection, window: Window, rules: Iterable[Rule], *, table: bool = False
) -> Iterator[tuple[int, tuple[Rule, ...]]]:
    """Within the block the tables `news` and `today` that rules read are there. Gives how many claims are news, and the
    rules that are worth asking: where nothing is new those that tell a state. `table` asks for `news` in any case.
    """
    connection.execute(f"CREATE OR REPLACE TEMP TABLE today AS SELECT DATE '{window.today}' AS day")
    has_news = _has_news(connection, window)
    asked = tuple(rule for rule in rules if has_news or rule.lasts)
    if table or has_news or any(_NEWS.search(rule.sql) for rule in asked):  # its columns alone take a tenth of a second
        limit = "" if has_news else " LIMIT 0"
        connection.execute(f"CREATE OR REPLACE TEMP TABLE news AS {window.select_news()}{limit}")
    try:
        counted = connection.execute("SELECT count(*) FROM news").fetchall()[0][0] if has_news else 0
        yield int(counted), asked
    finally:
        for name in ("news", "today", "answers"):
            connection.execute(f"DROP TABLE IF EXISTS {name}")


def _has_news(connection: duckdb.DuckDBPyConnection, window: Window) -> bool:
    """Claims are judged all at once, which takes as long as ever where there is nothing to judge."""
    found = connection.execute(
        """
        SELECT 1 FROM news_versions
        WHERE claims > 0 AND news_day BETWEEN $first AND $last
            AND ($since IS NULL OR NOT initial AND loaded_at > $since AND loaded_at <= $until)
        LIMIT 1
        """,
        {"first": window.first_day, "last": window.last_day, "since": window.since, "until": window.until},
    ).fetchall()
    return bool(found)


def ask_rule(connection: duckdb.DuckDBPyConnection, rule: Rule, window: Window, target: str) -> str | None:
    """Adds what a rule raises to the table `target`, which `prepare_table` has made.

    Returns what was wrong with it, in one line: "config/alerts/x.sql: gives no column claim_ids".
    """
    timer = Timer(RULE_SECONDS, connection.interrupt)
    timer.start()
    try:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE answers AS SELECT * FROM (\n{rule.sql}\n)")
        columns = [column[0] for column in connection.execute("SELECT * FROM answers LIMIT 0").description or ()]
        if missing := [name for name in _NEEDED if name not in columns]:
            return f"{rule.origin}: gives no column {', '.join(missing)}"
        given = {name: name if name in columns else absent for name, absent in _OPTIONAL.items()}
        return _add_rows(connection, rule, window, given, target)
    except duckdb.InterruptException:
        return f"{rule.origin}: was stopped after {RULE_SECONDS:.0f} s"
    except duckdb.Error as error:
        return f"{rule.origin}: {' '.join(str(error).split())[:300]}"
    finally:
        timer.cancel()


def _add_rows(
    connection: duckdb.DuckDBPyConnection, rule: Rule, window: Window, given: Mapping[str, str], target: str
) -> str | None:
    total = int(connection.execute("SELECT count(DISTINCT key) FROM answers WHERE reason IS NOT NULL").fetchall()[0][0])
    connection.execute(
        f"""
        INSERT INTO {target} (rule, section, key, reason, reason_zh, numbers, claim_ids, query, lasts)
        SELECT
            $rule, $section, $rule || '|' || key::VARCHAR, reason::VARCHAR, {given["reason_zh"]}::VARCHAR,
            {given["numbers"]}::MAP(VARCHAR, DOUBLE),
            list_filter(claim_ids::VARCHAR[], lambda one: one IS NOT NULL),
            $query || ' WHERE key = ''' || replace(key::VARCHAR, '''', '''''') || '''', $lasts
        FROM answers
        WHERE key IS NOT NULL AND reason IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY key ORDER BY reason) = 1
        ORDER BY key
        LIMIT {MOST_ROWS}
        """,
        {"rule": rule.name, "section": rule.section, "query": window.write_query(rule), "lasts": rule.lasts},
    )
    if total > MOST_ROWS:
        return f"{rule.origin}: gave {total:,} rows at once; {MOST_ROWS} of them are kept"
    return None
