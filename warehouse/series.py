"""Series for reading: what `claimwatch series 5g_base_stations --entity China` prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from warehouse.known_names import find_asked
from warehouse.querying import require_published


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
    metric_name_en: str | None
    metric_name_zh: str | None
    stretch: int = 0  # number of the break that it stands behind; 0 before the first
    break_day: date | None = None  # first day that counts as this stretch does
    break_reason: str | None = None


def read_series(
    data_dir: Path,
    metric: str,
    entity: str | None = None,
    *,
    place: str | None = None,
    kind: str | None = None,
    modality: str | None = None,
    since: date | None = None,
    as_of: date | None = None,
) -> tuple[Observation, ...]:
    """The observations of a metric in the published copy, series by series: wide before narrow, levels before changes.

    Within a series the oldest period comes first; what stands behind a break comes after all that stands before it.

    `metric`, `entity` and `place` are an id or a name in either language ("CN", "China", "中国"), as `find_named` takes
    them. With `as_of` the series are those of what was public on that day, as it is read now. Raises UsageError, with
    the nearest names, for one that is not known, and where nothing was published yet.
    """
    from warehouse.database import connect  # noqa: PLC0415 - DuckDB takes a quarter of a second; errors need none
    from warehouse.faults import translated  # noqa: PLC0415 - the same

    path = require_published(data_dir)
    with translated(path), connect(path, read_only=True) as connection:
        wanted = {
            **find_asked(connection, metric, entity, place),
            "kind": kind,
            "modality": modality,
            "since": since,
        }
        relation = "observations"
        if as_of is not None:
            relation, wanted["as_of"] = "observations_as_of($as_of, TIMESTAMP 'infinity')", as_of
        rows = connection.execute(_OBSERVATIONS.format(relation=relation), wanted).fetchall()
    return tuple(_build_observation(row) for row in rows)


_OBSERVATIONS = f"""
WITH said AS (
    SELECT o.*, b.from_day AS break_day, b.reason AS break_reason
    FROM {{relation}} AS o
    LEFT JOIN breaks AS b ON b.metric_id = o.metric_id AND b.number = o.stretch
)
SELECT {", ".join(Observation.__slots__)}
FROM said
WHERE metric_id = $metric_id
    AND ($entity IS NULL OR coalesce(entity_id, lower(entity)) = $entity)
    AND ($place IS NULL OR coalesce(place_id, lower(place)) = $place)
    AND ($kind IS NULL OR kind = $kind)
    AND ($modality IS NULL OR modality = $modality)
    AND ($since IS NULL OR period_end >= $since)
ORDER BY
    list_position(['world', 'country', 'region', 'province', 'city', 'company', 'product'], scope), entity, place,
    list_position(['level', 'share', 'growth', 'change'], kind), basis, unit, per, period_type, series_id,
    stretch, period_end, period_start, modality, originator
"""


def _build_observation(row: Sequence[Any]) -> Observation:
    columns = dict(zip(Observation.__slots__, row, strict=True))
    return Observation(**{**columns, "publishers": tuple(columns["publishers"])})


def row_of(observation: Observation) -> dict[str, Any]:
    """The observation by column names, for JSON or a table."""
    return {name: getattr(observation, name) for name in Observation.__slots__}
