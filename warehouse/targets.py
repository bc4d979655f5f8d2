"""Targets and forecasts with what came of them: what `claimwatch targets` prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from warehouse.known_names import find_asked
from warehouse.querying import require_published

STATES = ("met", "missed", "open", "unknown")


@dataclass(frozen=True, slots=True)
class Target:
    """One target or forecast of one originator; columns of the view `target_status`."""

    claim_id: str
    series_id: str
    metric_id: str
    metric_name_en: str | None
    metric_name_zh: str | None
    entity: str
    place: str | None
    kind: str
    basis: str | None
    unit: str
    per: str | None
    period_type: str
    period_start: date | None
    due: date
    modality: str
    value: float
    low: float | None
    high: float | None
    comparator: str
    originator: str
    publishers: tuple[str, ...]
    published_day: date
    quote: str
    sentence: str
    url: str
    title: str | None
    days_left: int
    state: str
    met_day: date | None
    comparison: str | None
    nearest_by: str | None
    actual_value: float | None
    actual_low: float | None
    actual_high: float | None
    actual_comparator: str | None
    actual_period_start: date | None
    actual_period_end: date | None
    share_reached: float | None
    gap: float | None
    actual_quote: str | None
    actual_claim_id: str | None


def read_targets(
    data_dir: Path,
    metric: str | None = None,
    entity: str | None = None,
    *,
    place: str | None = None,
    state: str | None = None,
    modality: str | None = None,
    due: tuple[date, date] | None = None,
) -> tuple[Target, ...]:
    """Targets and forecasts of the published copy: the open ones by their due day, then those past it, newest first.

    Names are taken as `read_series` takes them; `due` is the first and last day that may be a due day. Raises
    UsageError for a name that nobody has.
    """
    from warehouse.database import connect  # noqa: PLC0415 - DuckDB takes a quarter of a second; errors need none
    from warehouse.faults import translated  # noqa: PLC0415 - the same

    path = require_published(data_dir)
    first, last = due or (None, None)
    with translated(path), connect(path, read_only=True) as connection:
        wanted = {
            **find_asked(connection, metric, entity, place),
            "state": state,
            "modality": modality,
            "first": first,
            "last": last,
        }
        rows = connection.execute(_TARGETS, wanted).fetchall()
    return tuple(_build_target(row) for row in rows)


_TARGETS = f"""
SELECT {", ".join(Target.__slots__)}
FROM target_status
WHERE ($metric_id IS NULL OR metric_id = $metric_id)
    AND ($entity IS NULL OR coalesce(entity_id, lower(entity)) = $entity)
    AND ($place IS NULL OR coalesce(place_id, lower(place)) = $place)
    AND ($state IS NULL OR state = $state)
    AND ($modality IS NULL OR modality = $modality)
    AND ($first IS NULL OR due BETWEEN $first AND $last)
ORDER BY
    state <> 'open', CASE WHEN state = 'open' THEN due END, due DESC, metric_id, entity, published_day DESC, claim_id
"""


def _build_target(row: Sequence[Any]) -> Target:
    columns = dict(zip(Target.__slots__, row, strict=True))
    return Target(**{**columns, "publishers": tuple(columns["publishers"])})
