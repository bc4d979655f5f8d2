"""Rows of the queries in `sql/pages/`, read from the published copy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from itertools import groupby
from typing import Any

import duckdb

Row = Mapping[str, Any]


def read_rows(
    connection: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object] | None = None
) -> tuple[dict[str, Any], ...]:
    """The rows of `sql/pages/<name>.sql` as dictionaries."""
    text = files("warehouse").joinpath("sql", "pages", f"{name}.sql").read_text(encoding="utf-8")
    connection.execute(text, dict(values or {}))
    columns = [column[0] for column in connection.description or ()]
    return tuple(dict(zip(columns, row, strict=True)) for row in connection.fetchall())


def group_rows(rows: Iterable[Row], column: str) -> dict[Any, tuple[Row, ...]]:
    """The rows by one of their columns; rows of one value must stand together, and keep their order."""
    return {key: tuple(members) for key, members in groupby(rows, key=lambda row: row[column])}


def gather_rows(rows: Iterable[Row], column: str) -> dict[Any, list[Row]]:
    """The same for rows that stand in another order."""
    gathered: dict[Any, list[Row]] = {}
    for row in rows:
        gathered.setdefault(row[column], []).append(row)
    return gathered
