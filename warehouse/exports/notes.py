"""What a reader of an export must know: what columns hold, how metrics are defined, where series break, as of when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.exports.requests import ExportRequest

Comments = Sequence[tuple[str, str, str]]  # of a column: its relation, its name, what it holds
CAVEATS = (
    (
        "Values are numbers as publishers stated them, read from their sentences by a program: look at quote and url "
        "before you rely on one. low and high are the ends of what was said; an empty end is open."
    ),
    (
        "Figures belong to those who published them. Name the publisher, as the column citation does; whether you may "
        "reprint more than a figure and its sentence is for the publisher to say."
    ),
    "Values on the two sides of a break are not comparable. Printed growth need not agree with growth from levels.",
)


@dataclass(frozen=True, slots=True)
class About:
    """What an export is."""

    what: str
    facts: Mapping[str, str]  # in words: "Exported": "2026-11-22 07:30 UTC"
    columns: Mapping[str, str]  # names with what they hold


def read_about(
    connection: duckdb.DuckDBPyConnection, request: ExportRequest, columns: Collection[str], exported_at: datetime
) -> About:
    """The facts of an export of these columns: as of when, by which filters, converted by what."""
    ((published, derived, runs),) = connection.execute(_VINTAGE).fetchall()
    vintage = f"as of {derived:%Y-%m-%d %H:%M} UTC" if derived else "nothing was derived yet"
    if request.as_of is not None:
        vintage = f"what was public on {request.as_of}, as it is read now"
    facts = {
        "Exported": f"{exported_at:%Y-%m-%d %H:%M} UTC",
        "Newest publication": str(published or "none"),
        "Vintage": vintage,
        "Last run": f"{runs:%Y-%m-%d %H:%M} UTC" if runs else "none",
        "Filters": " ".join(f"{option} {value}" for option, value in request.filters().items()) or "none",
    }
    if request.query is not None:
        facts["Query"] = request.query
    if request.currency is not None:
        facts["Exchange rates"] = _describe_rates(connection)
    comments = explain_columns(read_comments(connection), request.relation, columns)
    return About("query" if request.query else request.what, facts, comments)


def _describe_rates(connection: duckdb.DuckDBPyConnection) -> str:
    ((source, package, first, last),) = connection.execute(
        "SELECT max(source), max_by(package, loaded_at), min(day), max(day) FROM currency_rates"
    ).fetchall()
    return (
        f"{source}, {first} to {last}, from {package}; what adds up over a period at the mean of that period, "
        "what holds on a day at its rate"
    )


def read_comments(connection: duckdb.DuckDBPyConnection) -> Comments:
    """What the columns of all tables and views are said to hold."""
    return connection.execute(_COMMENTS).fetchall()


def explain_columns(comments: Comments, relation: str, columns: Collection[str]) -> dict[str, str]:
    """What these columns hold, as is said of the relation itself, else of a column of that name."""
    order = (relation, "observations", "claims", "converted", "copy_changes", "targets")
    named = [row for row in comments if row[1] in columns]
    named.sort(key=lambda row: order.index(row[0]) if row[0] in order else len(order))
    known = {"citation": "The source as one string, with the period and the day on which the page was read"}
    known |= {column: comment for _, column, comment in reversed(named)}  # of several the first
    return {column: known.get(column, "") for column in columns}


def read_metrics(connection: duckdb.DuckDBPyConnection, metric_ids: Iterable[str]) -> list[dict[str, Any]]:
    """Names, definition, unit and official source of metrics, once for each definition that they have had."""
    return _read_wanted(connection, _METRICS, metric_ids)


def read_series_notes(connection: duckdb.DuckDBPyConnection, series_ids: Iterable[str]) -> list[dict[str, Any]]:
    """Whose, where, unit, first and last period, last update and publishers of each series."""
    return _read_wanted(connection, _SERIES, series_ids)


def read_breaks(connection: duckdb.DuckDBPyConnection, series_ids: Iterable[str]) -> list[dict[str, Any]]:
    """Where these series break, and why."""
    return _read_wanted(connection, _BREAKS, series_ids)


def read_breaks_by_series(connection: duckdb.DuckDBPyConnection) -> dict[str, list[dict[str, Any]]]:
    """The breaks of all series that have any, in the order of time."""
    (ids,) = connection.execute("SELECT list(DISTINCT series_id) FROM series_breaks").fetchall()
    found: dict[str, list[dict[str, Any]]] = {}
    for row in read_breaks(connection, ids[0] or ()):
        found.setdefault(row.pop("series_id"), []).append(row)
    return found


def _read_wanted(connection: duckdb.DuckDBPyConnection, query: str, wanted: Iterable[str]) -> list[dict[str, Any]]:
    connection.register("wanted", pa.table({"id": pa.array(sorted(wanted), pa.string())}))
    try:
        cursor = connection.execute(query)
        names: Sequence[str] = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    finally:
        connection.unregister("wanted")


_VINTAGE = """
SELECT (SELECT max(published_day) FROM observation_rows), (SELECT max(derived_at) FROM derivations),
    (SELECT max(finished) FROM runs)
"""
_COMMENTS = """
SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal AND comment IS NOT NULL
"""
_METRICS = """
SELECT m.metric_id, m.name_en, m.name_zh, d.definition, d.entity_id AS counts_so, d.valid_from, d.valid_to, m.unit,
    m.per, m.nature, m.publisher AS official_publisher, m.frequency
FROM metrics AS m
LEFT JOIN metric_definitions AS d ON d.metric_id = m.metric_id
WHERE m.metric_id IN (SELECT id FROM wanted)
ORDER BY m.metric_id, d.entity_id, d.valid_from NULLS FIRST
"""
_SERIES = """
SELECT s.series_id, s.metric_id, s.entity, s.place, s.kind, s.basis, s.unit, s.per, s.period_type, s.actuals, s.ahead,
    s.first_period_end, s.last_period_end, s.last_published,
    (SELECT array_to_string(list_sort(list_distinct(flatten(list(o.publishers)))), '; ')
        FROM observation_rows AS o WHERE o.series_id = s.series_id) AS publishers
FROM series AS s
WHERE s.series_id IN (SELECT id FROM wanted)
ORDER BY s.metric_id, s.entity, s.place, s.kind, s.series_id
"""
_BREAKS = """
SELECT series_id, metric_id, entity, place, from_day, period_before, value_before, period_end, value, reason, source
FROM series_breaks
WHERE series_id IN (SELECT id FROM wanted)
ORDER BY metric_id, entity, from_day
"""
