"""Metrics, entities and places of a warehouse by the names that people call them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from extractors.errors import UsageError
from warehouse.asked_names import Found, find_named, require_one
from warehouse.querying import require_published

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb


def find_metric(connection: duckdb.DuckDBPyConnection, asked: str) -> str:
    """The id of a metric that goes by this name. Raises UsageError, with the nearest, where none does."""
    rows = connection.execute(_METRICS).fetchall()
    return require_one(
        find_named(asked, {identifier: (*names, *former) for identifier, *names, former in rows}), "metric", asked
    )


def find_renamed(data_dir: Path, asked: str) -> str | None:
    """What a metric is called now that was asked for by a former id; None for any other name."""
    from warehouse.database import connect  # noqa: PLC0415 - DuckDB takes a quarter of a second; errors need none
    from warehouse.faults import translated  # noqa: PLC0415 - the same

    path = require_published(data_dir)
    with translated(path), connect(path, read_only=True) as connection:
        rows = connection.execute("SELECT metric_id FROM metric_aliases WHERE former_id = ?", [asked]).fetchall()
    return str(rows[0][0]) if rows else None


def find_entity(
    connection: duckdb.DuckDBPyConnection,
    asked: str,
    what: Literal["entity", "place"] = "entity",
    metric_id: str | None = None,
) -> str:
    """The id of an entity, or the lower-case name of one that only the press knows.

    Where a name may mean several, those count that have figures of the metric. Raises UsageError, with the nearest, for
    a name that nobody has.
    """
    known: dict[str, list[str]] = {}
    for identifier, name in connection.execute(_NAMES, {"places_only": what == "place"}).fetchall():
        known.setdefault(identifier, []).append(name)
    found = find_named(asked, known)
    if len(found.ids) != 1:
        written = {name: [name] for (name,) in connection.execute(_WRITTEN).fetchall()}
        found = find_named(asked, written | known) if not found.ids else _keep(found, connection, what, metric_id)
    return require_one(found, what, asked, {identifier: names[0] for identifier, names in known.items()})


def find_asked(
    connection: duckdb.DuckDBPyConnection, metric: str | None, entity: str | None, place: str | None
) -> dict[str, Any]:
    """What was asked for by name, as parameters of a query: `{"metric_id": …, "entity": …, "place": None}`.

    Raises UsageError for a name that nobody has.
    """
    metric_id = None if metric is None else find_metric(connection, metric)
    return {
        "metric_id": metric_id,
        "entity": None if entity is None else find_entity(connection, entity, "entity", metric_id),
        "place": None if place is None else find_entity(connection, place, "place", metric_id),
    }


def require_currency(connection: duckdb.DuckDBPyConnection, asked: str) -> str:
    """The ISO 4217 code of a currency that amounts can be converted to: "usd" is "USD".

    Raises UsageError with those that are known for another one.
    """
    known = [
        code for (code,) in connection.execute("SELECT DISTINCT currency FROM currency_rates ORDER BY 1").fetchall()
    ]
    if asked.upper() in known:
        return asked.upper()
    if not known:
        raise UsageError("no exchange rates are loaded yet: they come with the first figure in money")
    raise UsageError(f"no exchange rate of {asked} is known; take one of {', '.join(known)}")


def _keep(found: Found, connection: duckdb.DuckDBPyConnection, what: str, metric_id: str | None) -> Found:
    """Of several ids the one that has figures of the metric, if it is one."""
    column = "entity_id" if what == "entity" else "place_id"
    rows = connection.execute(f"SELECT DISTINCT {column} FROM observations WHERE metric_id = ?", [metric_id]).fetchall()
    kept = tuple(identifier for identifier in found.ids if (identifier,) in rows)
    return Found(kept) if len(kept) == 1 else found


_METRICS = """
SELECT
    metric_id, name_en, name_zh,
    (SELECT coalesce(list(f.former_id), []) FROM metric_aliases AS f WHERE f.metric_id = m.metric_id)
FROM metrics AS m ORDER BY 1
"""
# The English name first: proposals show it.
_NAMES = """
WITH wanted AS (FROM entities WHERE is_place OR NOT $places_only)
SELECT entity_id, name_en FROM wanted WHERE name_en IS NOT NULL
UNION ALL SELECT entity_id, name_zh FROM wanted WHERE name_zh IS NOT NULL
UNION ALL SELECT entity_id, name FROM entity_names JOIN wanted USING (entity_id)
"""
# Names that only the press knows count where the catalogue has no such name.
_WRITTEN = """
SELECT DISTINCT lower(entity) FROM observations WHERE entity_id IS NULL
UNION SELECT DISTINCT lower(place) FROM observations WHERE place_id IS NULL AND place IS NOT NULL
"""
