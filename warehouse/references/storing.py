"""Reference series in the warehouse: imported with every vintage kept, listed, and removed by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

import duckdb
import pyarrow as pa

from extractors.errors import UsageError
from warehouse.migrations import transaction
from warehouse.references.cell_reading import POINT_KEY, Point

# What tells one point from all others; its values are its vintages.
KEY = ("reference", *POINT_KEY)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    reference: str
    values: int  # in the file
    added: int  # points that were not known
    vintages: int  # values of known points that are new
    known: int  # values that were there already


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference that is in the warehouse."""

    reference: str
    points: int
    vintages: int
    metrics: int
    first_period: date
    last_period: date
    sources: tuple[str, ...]
    imported_at: datetime
    imported_by: str
    file: str


def save_reference(
    connection: duckdb.DuckDBPyConnection, reference: str, points: Sequence[Point], *, file: str, by: str, at: datetime
) -> Imported:
    """Adds what is new, in one transaction: a point that is not known, or another value of one that is, as a vintage.

    A value without a day of publication is of the day of its import, and new where it is not the newest that is known.
    """
    moment = at.astimezone(UTC).replace(tzinfo=None)
    rows = [
        {**asdict(point), "reference": reference, "file": file, "imported_at": moment, "imported_by": by}
        | {"released": point.released or moment.date(), "stated": point.released is not None}
        for point in points
    ]
    with transaction(connection):
        connection.execute("CREATE OR REPLACE TEMP TABLE incoming AS FROM reference_rows LIMIT 0")
        connection.register("imported_rows", _build_table(rows, connection))
        connection.execute("INSERT INTO incoming BY NAME SELECT DISTINCT * FROM imported_rows")
        connection.unregister("imported_rows")
        known, added, vintages = connection.execute(_COUNT).fetchall()[0]
        connection.execute(_ADD)
        connection.execute("DROP TABLE incoming")
    return Imported(reference, len(points), added, vintages, known)


def remove_reference(connection: duckdb.DuckDBPyConnection, reference: str) -> int:
    """Deletes a reference with all its vintages; how many values that were. Raises UsageError for a name of none."""
    known = [
        name for (name,) in connection.execute("SELECT DISTINCT reference FROM reference_rows ORDER BY 1").fetchall()
    ]
    if reference not in known:
        names = f"; there are {', '.join(known)}" if known else "; none was imported yet"
        raise UsageError(f"there is no reference {reference!r}{names}")
    with transaction(connection):
        removed = connection.execute("DELETE FROM reference_rows WHERE reference = ?", [reference]).fetchall()
    return int(removed[0][0])


def list_references(connection: duckdb.DuckDBPyConnection) -> tuple[Reference, ...]:
    """All references by their names."""
    rows = connection.execute(_LIST).fetchall()
    found = (dict(zip(Reference.__slots__, row, strict=True)) for row in rows)
    return tuple(Reference(**{**columns, "sources": tuple(columns["sources"] or ())}) for columns in found)


def _build_table(rows: Sequence[dict[str, object]], connection: duckdb.DuckDBPyConnection) -> pa.Table:
    kinds = {"VARCHAR": pa.string(), "DOUBLE": pa.float64(), "DATE": pa.date32(), "BIGINT": pa.int64()}
    kinds |= {"BOOLEAN": pa.bool_(), "TIMESTAMP": pa.timestamp("us")}
    columns = connection.execute("DESCRIBE reference_rows").fetchall()
    return pa.table({name: pa.array([row[name] for row in rows], kinds[kind]) for name, kind, *_ in columns})


_SAME = " AND ".join(f"k.{name} IS NOT DISTINCT FROM i.{name}" for name in KEY)
# A value is known where its point has it: on its day, or without a day as the newest.
_JUDGED = f"""
WITH newest AS (
    SELECT * FROM reference_rows
    QUALIFY row_number() OVER (PARTITION BY {", ".join(KEY)} ORDER BY released DESC, imported_at DESC, line DESC) = 1
),
judged AS (
    SELECT
        i.*,
        EXISTS (FROM newest AS k WHERE {_SAME}) AS point_known,
        CASE WHEN i.stated
            THEN EXISTS (
                FROM reference_rows AS k WHERE {_SAME} AND k.released = i.released
                    AND (k.low, k.high, k.comparator) IS NOT DISTINCT FROM (i.low, i.high, i.comparator)
            )
            ELSE EXISTS (
                FROM newest AS k
                WHERE {_SAME} AND (k.low, k.high, k.comparator) IS NOT DISTINCT FROM (i.low, i.high, i.comparator)
            )
        END AS value_known
    FROM incoming AS i
)
"""
_COUNT = f"""
{_JUDGED}
SELECT
    count(*) FILTER (value_known), count(*) FILTER (NOT point_known), count(*) FILTER (point_known AND NOT value_known)
FROM judged
"""
_ADD = f"""
INSERT INTO reference_rows BY NAME
{_JUDGED}
SELECT * EXCLUDE (point_known, value_known) FROM judged WHERE NOT value_known ORDER BY line
"""
_LIST = f"""
SELECT
    reference, count(DISTINCT ({", ".join(KEY)})), count(*), count(DISTINCT metric_id), min(period_end),
    max(period_end), list(DISTINCT source ORDER BY source) FILTER (source IS NOT NULL), max(imported_at),
    arg_max(imported_by, imported_at), arg_max(file, imported_at)
FROM reference_rows GROUP BY reference ORDER BY reference
"""
