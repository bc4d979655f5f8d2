"""A read-only connection that reaches nothing but its one file, for queries of anybody."""

from __future__ import annotations

from pathlib import Path

import duckdb

# SELECT is also FROM, WITH, VALUES, DESCRIBE, SHOW and SUMMARIZE.
READING = {"SELECT", "EXPLAIN"}


def open_sealed(
    path: Path | str, *, memory_mb: int, threads: int, spill_dir: Path | None = None
) -> duckdb.DuckDBPyConnection:
    """The file, read-only, without access outside and with settings that no query can change.

    What does not fit into memory goes to `spill_dir`; without one the query fails.
    """
    connection = duckdb.connect(
        str(path),
        read_only=True,
        config={
            "memory_limit": f"{memory_mb}MB",
            "threads": threads,
            "temp_directory": "" if spill_dir is None else str(spill_dir),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "allow_unsigned_extensions": False,
            "python_enable_replacements": False,
        },
    )
    # In this order: without access outside, and then with locked settings, nothing can be set any more.
    for setting in ("TimeZone = 'UTC'", "enable_external_access = false", "lock_configuration = true"):
        connection.execute(f"SET {setting}")
    return connection


def read_statements(sql: str) -> list[duckdb.Statement]:
    """The statements of a text, which is not run. Raises duckdb.ParserException.

    In a connection of its own: DuckDB's default one would stay, with its threads, as long as the process.
    """
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        return connection.extract_statements(sql)


def find_objection(connection: duckdb.DuckDBPyConnection, sql: str) -> str | None:
    """Why a text, which is not run, is not one query that reads: `"only queries run here, not DELETE"`; None if it is.

    Raises duckdb.ParserException.
    """
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        return "one query at a time, please" if statements else "there is no query"
    if statements[0].type.name not in READING:
        return f"only queries run here, not {statements[0].type.name}"
    return None
