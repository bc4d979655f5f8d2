"""Series for reading: what `claimwatch series 5g_base_stations --entity China` prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import UsageError
from warehouse.querying import require_published

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Observation:
    """One reference period of a series; the columns of the view `observations`."""

    series_id: str
    metric_id: str
    entity: str
    place: str | None
    scope: str | None
    kind: str
    basis: str | None
    unit: str
    per: str | None
    period_type: str
    period_start: date | None
    period_end: date
    period_origin: str
    modality: str
    value: float
    low: float | None
    high: float | None
    comparator: str
    originator: str
    publishers: tuple[str, ...]
    independent: int
    claims: int
    disagreement: bool
    published_day: date
    first_published: date
    quote: str
    sentence: str
    lang: str | None
    url: str
    title: str | None
    claim_id: str


def read_series(
    data_dir: Path,
    metric_id: str,
    entity: str | None = None,
    *,
    place: str | None = None,
    kind: str | None = None,
    modality: str | None = None,
    since: date | None = None,
) -> tuple[Observation, ...]:
    """The observations of a metric in the published copy, series by series, oldest period first.

    `entity` and `place` are an id or a name in either language ("CN", "China", "中国"). Raises UsageError, with the
    nearest names, for a metric or entity that is not known, and where nothing was published yet.
    """
    from warehouse.database import connect  # noqa: PLC0415 - DuckDB takes a quarter of a second; errors need none
    from warehouse.faults import translated  # noqa: PLC0415 - the same

    path = require_published(data_dir)
    with translated(path), connect(path, read_only=True) as connection:
        _require_metric(connection, metric_id)
        wanted = {
            "metric_id": metric_id,
            "entity": None if entity is None else _find_entity(connection, entity, "entity"),
            "place": None if place is None else _find_entity(connection, place, "place"),
            "kind": kind,
            "modality": modality,
            "since": since,
        }
        rows = connection.execute(_OBSERVATIONS, wanted).fetchall()
    return tuple(_build_observation(row) for row in rows)


_OBSERVATIONS = f"""
SELECT {", ".join(Observation.__slots__)}
FROM observations
WHERE metric_id = $metric_id
    AND ($entity IS NULL OR coalesce(entity_id, lower(entity)) = $entity)
    AND ($place IS NULL OR coalesce(place_id, lower(place)) = $place)
    AND ($kind IS NULL OR kind = $kind)
    AND ($modality IS NULL OR modality = $modality)
    AND ($since IS NULL OR period_end >= $since)
ORDER BY entity, place, kind, basis, unit, per, period_type, period_end, period_start, modality, originator
"""


def _build_observation(row: Sequence[Any]) -> Observation:
    columns = dict(zip(Observation.__slots__, row, strict=True))
    return Observation(**{**columns, "publishers": tuple(columns["publishers"])})


def _require_metric(connection: duckdb.DuckDBPyConnection, metric_id: str) -> None:
    known = [name for (name,) in connection.execute("SELECT metric_id FROM metrics ORDER BY 1").fetchall()]
    if metric_id not in known:
        raise UsageError(f"there is no metric {metric_id!r}{_suggest(metric_id, known)}")


def _find_entity(connection: duckdb.DuckDBPyConnection, name: str, what: str) -> str:
    """The id of an entity, or the lower-case name of one that only the press knows."""
    found = (
        connection.execute(
            """
        SELECT entity_id FROM entities WHERE entity_id = $name
        UNION SELECT entity_id FROM entity_names WHERE name = lower($name)
        ORDER BY 1
        """,
            {"name": name},
        ).fetchall()
        or connection.execute(_WRITTEN, {"name": name}).fetchall()
    )
    if len(found) > 1:
        raise UsageError(f"the {what} {name!r} may be {', '.join(item for (item,) in found)}; name one of these")
    if found:
        return str(found[0][0])
    names = [item for (item,) in connection.execute("SELECT DISTINCT name FROM entity_names ORDER BY 1").fetchall()]
    raise UsageError(f"there is no {what} {name!r}{_suggest(name.lower(), names)}")


# Names that only the press knows count where the catalogue has no such name.
_WRITTEN = """
SELECT DISTINCT lower(entity) FROM observations WHERE entity_id IS NULL AND lower(entity) = lower($name)
UNION SELECT DISTINCT lower(place) FROM observations WHERE place_id IS NULL AND lower(place) = lower($name)
"""


def _suggest(name: str, known: Iterable[str]) -> str:
    """`"; did you mean 5g_base_stations?"`, or nothing where nothing is near."""
    near = _nearest(name, list(known))
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _nearest(name: str, known: Sequence[str]) -> list[str]:
    inside = [item for item in known if name.lower() in item.lower()]
    return list(dict.fromkeys([*get_close_matches(name, known, 3, 0.7), *inside]))[:3]


def row_of(observation: Observation) -> dict[str, Any]:
    """The observation by column names, for JSON or a table."""
    return {name: getattr(observation, name) for name in Observation.__slots__}
