"""What a load or a correction touched: articles whose claims, and what follows from them, are to be derived anew."""

from __future__ import annotations

import duckdb


def touch_docs(connection: duckdb.DuckDBPyConnection, select: str) -> None:
    """Notes articles for the next refresh; the query `select` returns their `doc_id` and frozen `doc_date`.

    Call it in the transaction of what touches them: then neither is there without the other.
    """
    connection.execute(f"INSERT INTO touched_docs BY NAME {select}")


def count_waiting(connection: duckdb.DuckDBPyConnection) -> int:
    """How many articles wait for the next refresh."""
    return int(connection.execute("SELECT count(DISTINCT doc_id) FROM touched_docs").fetchall()[0][0])


def forget_derived(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the next refresh derive everything anew: after a repair nobody knows what it touched."""
    connection.execute("DELETE FROM derived_from")
