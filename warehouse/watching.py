"""What an installation watches and expects, as tables: watchlists and the release calendar, replaced as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.migrations import transaction

Item = Mapping[str, Any]


def save_watching(connection: duckdb.DuckDBPyConnection, *, watched: Iterable[Item], releases: Iterable[Item]) -> None:
    """Replaces the tables `watched` and `expected_releases` by these rows."""
    with transaction(connection):
        for table, rows in (("watched", list(watched)), ("expected_releases", list(releases))):
            connection.execute(f"DELETE FROM {table}")
            if rows:
                connection.register("watching_rows", pa.Table.from_pylist([dict(row) for row in rows]))
                connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM watching_rows")
                connection.unregister("watching_rows")
