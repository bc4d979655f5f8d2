"""Forward from every earlier version, with data in it: what was there stays, and every view answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from shutil import copyfile
from typing import Any

import duckdb
import pytest
from stories import load_at_once, stations

from warehouse import migrations
from warehouse.checks import require_checks
from warehouse.corrections import correct_claims
from warehouse.database import connect, open_warehouse
from warehouse.derivation import refresh_series
from warehouse.ledger import verify_ledger
from warehouse.rows import ROW_TYPES

NUMBERED = migrations.read_scripts("migrations")
VIEWS = sha256("".join(script.text for script in migrations.read_scripts("views")).encode()).hexdigest()
AS_TODAY = "INSERT INTO migrations VALUES (?, ?, ?, now()::TIMESTAMP)"
EARLIER = range(1, len(NUMBERED))
KEPT = (*ROW_TYPES, "batches", "corrections", "runs", "sources", "metrics", "entities")  # not derived from others


def test_each_number_is_given_once() -> None:
    assert [int(script.name[:4]) for script in NUMBERED] == list(range(1, len(NUMBERED) + 1))


@pytest.fixture(scope="module")
def newest(new_desk: Any) -> Any:
    """A desk of today with two bodies that differ, a copy of one of them, a correction and a run."""
    desk = new_desk()
    with desk.open() as warehouse:
        load_at_once(
            warehouse,
            desk,
            {"source": "ministry", "day": date(2025, 1, 20), "claims": [stations(desk, "4,250,000", 4_250_000)]},
            {"source": "wire", "day": date(2025, 1, 21), "claims": [stations(desk, "4.25 million", 4_250_000)]},
            {"source": "gazette", "day": date(2025, 1, 22), "claims": [stations(desk, "3,100,000", 3_100_000)]},
        )
        warehouse.start_run("run-1", datetime(2025, 1, 23, tzinfo=UTC), "run", "config-1", "rules-1")
        warehouse.finish_run("run-1", datetime(2025, 1, 24, tzinfo=UTC), "done", 0, {"articles": 3})
        refresh_series(warehouse.connection)
        claim = warehouse.connection.execute("SELECT claim_id FROM claims WHERE source_id = 'gazette'").fetchall()[0][0]
        correct_claims(warehouse, [claim], {"low": "4.3e6"}, by="ann", at=datetime(2025, 1, 25, tzinfo=UTC))
        refresh_series(warehouse.connection)
    return desk


def make_earlier(number: int, newest: Any, connection: duckdb.DuckDBPyConnection) -> None:
    """Makes of an empty database what the program that ended with migration `number` would have, with the rows of the
    newest in it.
    """
    connection.execute(migrations.LEDGER)
    for script in NUMBERED[:number]:
        connection.execute(script.text)
        connection.execute(AS_TODAY, [int(script.name[:4]), script.name, script.checksum])
    connection.execute(f"ATTACH '{newest.data_dir / 'warehouse.duckdb'}' AS newest (READ_ONLY)")
    there = columns_of(connection, "newest")
    for table, columns in columns_of(connection).items():
        names = ", ".join(f'"{name}"' for name in columns if name in there.get(table, ()))
        if table != "migrations" and names:
            connection.execute(f'INSERT INTO "{table}" ({names}) SELECT {names} FROM newest."{table}"')
    connection.execute("DETACH newest")


def columns_of(connection: duckdb.DuckDBPyConnection, database: str | None = None) -> dict[str, list[str]]:
    """The columns of every table, of this database unless another is named."""
    rows = connection.execute(
        """
        SELECT table_name, list(column_name ORDER BY column_index)
        FROM duckdb_columns() JOIN duckdb_tables() USING (database_name, table_name)
        WHERE database_name = coalesce($1, current_database()) GROUP BY 1 ORDER BY 1
        """,
        [database],
    ).fetchall()
    return dict(rows)


def read_rows(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, list[str]]
) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of these columns, ordered."""
    named = {table: ", ".join(f'"{name}"' for name in columns) for table, columns in tables.items()}
    return {
        table: connection.execute(f'SELECT {names} FROM "{table}" ORDER BY ALL').fetchall()
        for table, names in named.items()
    }


@pytest.mark.parametrize("number", EARLIER)
def test_rows_of_an_earlier_version_are_kept(number: int, newest: Any) -> None:
    with connect(Path(":memory:")) as connection:
        make_earlier(number, newest, connection)
        connection.execute(AS_TODAY, [0, "views", VIEWS])  # making them takes as long as all the rest; see below
        columns = {table: names for table, names in columns_of(connection).items() if table in KEPT}
        before = read_rows(connection, columns)
        assert len(before["claim_readings"]) == len(before["articles"]) == 3
        migrations.migrate(connection, Path("warehouse.duckdb"))
        applied = connection.execute("SELECT name FROM migrations WHERE number > 0 ORDER BY number").fetchall()
        assert [name for (name,) in applied] == [script.name for script in NUMBERED]
        assert read_rows(connection, columns) == before
        assert verify_ledger(connection) == ()


@pytest.mark.parametrize("number", [2, EARLIER[-1]])  # 2 brought the catalogue, without which nothing is a series
def test_views_answer_as_in_a_warehouse_of_today(number: int, newest: Any, tmp_path: Path) -> None:
    with connect(tmp_path / "warehouse.duckdb") as connection:
        make_earlier(number, newest, connection)
    for name in ("loaded.jsonl", "corrections.jsonl"):
        copyfile(newest.data_dir / name, tmp_path / name)
    asked = "SELECT * EXCLUDE (first_seen) FROM claims ORDER BY claim_id"
    shown = "SELECT series_id, period_end, value, originator, claim_id FROM observations ORDER BY ALL"
    with newest.open() as today:
        claims, observations = (today.connection.execute(query).fetchall() for query in (asked, shown))
    with open_warehouse(tmp_path, command="newer program", create=False) as warehouse:
        connection = warehouse.connection
        assert refresh_series(connection) == len(observations) > 0
        require_checks(connection)
        assert connection.execute(asked).fetchall() == claims
        assert connection.execute(shown).fetchall() == observations
        views = connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
        assert len(views) > 20
        for (view,) in views:
            connection.execute(f'SELECT count(*) FROM "{view}"').fetchall()
