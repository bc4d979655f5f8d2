"""Rows as Arrow tables, and the door that refuses what must never be stored."""

from __future__ import annotations

import math
import types
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from extractors.errors import ExtractionError
from warehouse.rows import ROW_TYPES

FIRST_YEAR, LAST_YEAR = 1800, 2200  # a reference period outside is a misread number, not a date

ARROW_TYPES: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("us"),
    tuple: pa.list_(pa.string()),
}
UNSIGNED = {("articles", "signature")}  # 64-bit near-duplicate signatures use the highest bit


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a fact table, read off the annotations of its row: `int | None` is a nullable int64."""
    hints = get_type_hints(ROW_TYPES[table])
    return pa.schema([_field(table, field.name, hints[field.name]) for field in fields(ROW_TYPES[table])])


def build_table(table: str, rows: Sequence[object]) -> pa.Table:
    """The rows as an Arrow table. Raises ExtractionError naming table, column and value of what may not be stored."""
    schema = arrow_schema(table)
    columns = []
    for field in schema:
        values = [_checked(getattr(row, field.name), field, table) for row in rows]
        try:
            columns.append(pa.array(values, type=field.type))
        except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, UnicodeEncodeError) as error:
            raise ExtractionError(f"{field.name} does not fit: {error}".splitlines()[0], table) from error
    return pa.Table.from_arrays(columns, schema=schema)


def _field(table: str, name: str, hint: Any) -> pa.Field:
    nullable = get_origin(hint) in {Union, types.UnionType} and type(None) in get_args(hint)
    plain = next(arg for arg in get_args(hint) if arg is not type(None)) if nullable else hint
    origin = get_origin(plain)
    base = type(get_args(plain)[0]) if origin is Literal else (origin or plain)
    kind = pa.uint64() if (table, name) in UNSIGNED else ARROW_TYPES[base]
    return pa.field(name, kind, nullable=nullable)


def _checked(value: Any, field: pa.Field, table: str) -> Any:
    """The value as it is stored: instants as naive UTC. Refuses a missing, infinite, naive or far-away value."""
    if value is None:
        if not field.nullable:
            raise ExtractionError(f"{field.name} is missing", table)
        return None
    if isinstance(value, float) and not math.isfinite(value):
        raise ExtractionError(f"{field.name} is {value}", table)
    if isinstance(value, datetime):
        return _utc(value, field.name, table)
    if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ExtractionError(f"{field.name} is {value.isoformat()}, out of {FIRST_YEAR} to {LAST_YEAR}", table)
    return value


def _utc(value: datetime, name: str, table: str) -> datetime:
    if value.tzinfo is None:
        raise ExtractionError(f"{name} is {value.isoformat()} without a zone", table)
    return value.astimezone(UTC).replace(tzinfo=None)
