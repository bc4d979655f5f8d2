"""Whether two warehouses hold the same: an order-free digest of the content columns."""

from __future__ import annotations

import duckdb

from warehouse.identity import CONTENT_COLUMNS


def content_digest(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, str]]:
    """For each table with content the number of its distinct rows and a hash of them, whatever their order.

    Entries count by what was announced, not by how often it was tried.
    """
    return {table: _digest(connection, table, columns) for table, columns in CONTENT_COLUMNS.items()}


def _digest(connection: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...]) -> tuple[int, str]:
    named = ", ".join(f'"{name}"' for name in columns)
    rows = connection.execute(
        f"""
        SELECT count(*), coalesce(md5(string_agg(line, '' ORDER BY line)), '')
        FROM (SELECT DISTINCT md5(to_json(struct_pack({_packed(columns)}))::VARCHAR) AS line
            FROM (SELECT {named} FROM {table}))
        """
    ).fetchall()
    return int(rows[0][0]), str(rows[0][1])


def _packed(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}" := "{name}"' for name in columns)
