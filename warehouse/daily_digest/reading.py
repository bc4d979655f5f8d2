"""Reads digests of days from the published copy; what is in them decides SQL (`sql/digest/`, `sql/alerts/`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import duckdb

from warehouse.alerts import daily
from warehouse.alerts.asking import Window, ask_rule, news_at_hand
from warehouse.alerts.quotes import Quote, Row, fetch_rows, read_quotes
from warehouse.alerts.raising import prepare_table
from warehouse.alerts.rules import Rule, read_rules
from warehouse.daily_digest.lines import MOST_LINES, build_sections
from warehouse.daily_digest.records import Counts, Digest
from warehouse.database import connect
from warehouse.faults import translated
from warehouse.runs import SAMPLE_COMMAND

_OWN_SECTIONS = ("releases", "companies", "places", "held", "calendar")  # each from the query of its name
_Rows = Mapping[str, Sequence[Row]]  # of one day, by section


def read_digest(
    copy: Path, day: date | None = None, rules: Sequence[Rule] | None = None, *, today: date | None = None
) -> Digest:
    """The digest of a day, by default the newest that brought something; of `copy`, the published one.

    `rules` are those of the project unless an installation brings its own. Raises DamagedError or DiskError.
    """
    with translated(copy), closing(connect(copy, read_only=True)) as connection:
        return build_digest(connection, day or find_newest_day(connection, today), rules or read_rules())


def find_newest_day(connection: duckdb.DuckDBPyConnection, today: date | None = None) -> date:
    """The newest day, up to today, with a figure; today where there is none."""
    return daily.find_newest_day(connection, today or datetime.now(UTC).date())


def list_days(connection: duckdb.DuckDBPyConnection, most: int, today: date | None = None) -> list[date]:
    """The newest days, up to today, that have a figure, the newest first."""
    rows = connection.execute(
        "SELECT DISTINCT news_day FROM news_versions WHERE claims > 0 AND news_day <= $1 ORDER BY 1 DESC LIMIT $2",
        [today or datetime.now(UTC).date(), most],
    ).fetchall()
    return [day for (day,) in rows]


def build_digest(connection: duckdb.DuckDBPyConnection, day: date, rules: Sequence[Rule]) -> Digest:
    """The digest of a day out of an open warehouse whose series are derived.

    What the rules raised of it when it was news is kept; of a day before they were ever asked they are asked now.
    """
    first: date | None = connection.execute("SELECT min(asked_from) FROM alert_checks").fetchall()[0][0]
    (digest,) = build_digests(connection, [day], rules if first is None or day < first else ())
    return digest


def build_digests(
    connection: duckdb.DuckDBPyConnection, days: Sequence[date], rules: Sequence[Rule] = ()
) -> tuple[Digest, ...]:
    """The digests of these days, in one reading; `rules` are asked anew, without them stands what was raised then."""
    if not days:
        return ()
    window = Window(today=max(days), first_day=min(days), last_day=max(days))
    connection.execute("CREATE OR REPLACE TEMP TABLE digest_days AS SELECT unnest($1::DATE[]) AS day", [list(days)])
    with news_at_hand(connection, window, [rule for rule in rules if not rule.lasts], table=True) as (_, asked):
        raised, faults = _ask_rules(connection, window, asked) if asked else _read_raised(connection)
        found = {name: _query(connection, name) for name in (*_OWN_SECTIONS, "new_targets", "counts")}
    by_day = {day: _sort_rows(day, raised, found) for day in days}
    shown = [row for rows in by_day.values() for section in rows.values() for row in section[:MOST_LINES]]
    quotes = read_quotes(connection, sorted({claim for row in shown for claim in row.get("claim_ids") or ()}))
    counts = {row.pop("day"): Counts(**row) for row in found["counts"]}
    sample, names = _is_sample(connection), _read_names(connection, quotes.values())
    return tuple(
        Digest(day, counts[day], build_sections(by_day[day], quotes), sample, faults.get(day, ()), names)
        for day in days
    )


def _ask_rules(
    connection: duckdb.DuckDBPyConnection, window: Window, rules: Iterable[Rule]
) -> tuple[list[Row], dict[date, tuple[str, ...]]]:
    """What the rules raise now of the news at hand; a state that lasts is no news of a day gone by."""
    prepare_table(connection)
    faults = [ask_rule(connection, rule, window, "raised") for rule in rules]
    daily.date_raised(connection, window.today, has_news=True)
    rows = fetch_rows(
        connection,
        "SELECT day, rule, section, reason AS gloss, reason_zh AS gloss_zh, claim_ids FROM raised "
        "ORDER BY rule, reason, key",
    )
    return list(rows), {window.today: tuple(fault for fault in faults if fault)}


def _read_raised(connection: duckdb.DuckDBPyConnection) -> tuple[list[Row], dict[date, tuple[str, ...]]]:
    """What was raised of the days when they were news, and which rules could not be asked on each."""
    asked = connection.execute(
        "SELECT today, arg_max(faults, checked_at) FROM alert_checks SEMI JOIN digest_days ON day = today GROUP BY 1"
    ).fetchall()
    return _query(connection, "raised"), {day: tuple(faults or ()) for day, faults in asked}


def _sort_rows(day: date, raised: Iterable[Row], found: _Rows) -> dict[str, list[Row]]:
    """The rows of a day by section: of targets first what came of them, then the new ones."""
    rows = {name: [row for row in found[name] if row["day"] == day] for name in _OWN_SECTIONS}
    for row in raised:
        if row["day"] == day:
            rows.setdefault(row["section"], []).append(row)
    rows.setdefault("targets", []).extend(row for row in found["new_targets"] if row["day"] == day)
    return rows


def _read_names(connection: duckdb.DuckDBPyConnection, quotes: Iterable[Quote]) -> dict[str, str]:
    """Chinese names of those who are quoted."""
    publishers = sorted({quote.publisher for quote in quotes})
    return dict(
        connection.execute(
            "SELECT name_en, name_zh FROM chinese_names WHERE list_contains($1, name_en) ORDER BY 1", [publishers]
        ).fetchall()
    )


def _is_sample(connection: duckdb.DuckDBPyConnection) -> bool:
    found = connection.execute("SELECT count(*) FROM runs WHERE command = ?", [SAMPLE_COMMAND]).fetchall()
    return bool(found[0][0])


def _query(connection: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    """The rows of `sql/digest/<name>.sql`, which reads the tables `news` and `digest_days`."""
    text = files("warehouse").joinpath("sql", "digest", f"{name}.sql").read_text(encoding="utf-8")
    return list(fetch_rows(connection, text))
