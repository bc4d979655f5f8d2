"""Series for reading: what `claimwatch series 5g_base_stations --entity China` prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from warehouse.known_names import find_asked, require_currency
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


@dataclass(frozen=True, slots=True)
class ConvertedObservation(Observation):
    """An observation with its money in another currency; columns that the macro `in_currency` adds."""

    currency: str | None = None  # None for what is no money
    converted_value: float | None = None
    converted_low: float | None = None
    converted_high: float | None = None
    rate: float | None = None  # worth of one unit
    rate_from: date | None = None  # days of the fixings that are in it
    rate_until: date | None = None
    rate_source: str | None = None
    unconverted: str | None = None  # why an amount is not converted


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
    currency: str | None = None,
) -> tuple[Observation, ...]:
    """The observations of a metric in the published copy, series by series: wide before narrow, levels before changes.

    Within a series the oldest period comes first; what stands behind a break comes after all that stands before it.

    `metric`, `entity` and `place` are an id or a name in either language ("CN", "China", "中国"), as `find_named` takes
    them. With `as_of` the series are those of what was public on that day, as it is read now. With `currency` ("USD")
    they are ConvertedObservation. Raises UsageError, with the nearest names, for a name that is not known, for a
    currency without rates, and where nothing was published yet.
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
        kind_of_row = Observation if currency is None else ConvertedObservation
        relation = "observations"
        if as_of is not None:
            relation = "observations_that_day"
            asked = {"as_of": as_of, "metric_id": wanted["metric_id"], "entity": wanted["entity"]}
            connection.execute(_THAT_DAY, asked)
        if currency is not None:
            relation = f"in_currency('{relation}', '{require_currency(connection, currency)}')"
        columns = [field.name for field in fields(kind_of_row)]
        query = _OBSERVATIONS.format(columns=", ".join(columns), relation=relation)
        rows = connection.execute(query, wanted).fetchall()
    return tuple(_build_observation(kind_of_row, columns, row) for row in rows)


_THAT_DAY = """
CREATE TEMP TABLE observations_that_day AS
FROM observations_as_of($as_of, TIMESTAMP 'infinity', $metric_id, $entity)
"""
_OBSERVATIONS = """
WITH said AS (
    SELECT o.*, b.from_day AS break_day, b.reason AS break_reason
    FROM {relation} AS o
    LEFT JOIN breaks AS b ON b.metric_id = o.metric_id AND b.number = o.stretch
)
SELECT {columns}
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


def _build_observation(kind_of_row: type[Observation], columns: Sequence[str], row: Sequence[Any]) -> Observation:
    values = dict(zip(columns, row, strict=True))
    return kind_of_row(**{**values, "publishers": tuple(values["publishers"])})


def row_of(observation: Observation) -> dict[str, Any]:
    """The observation by column names, for JSON or a table."""
    return {field.name: getattr(observation, field.name) for field in fields(observation)}
