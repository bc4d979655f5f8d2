"""Held claims for reading: what `claimwatch held` lists, in groups that a person clears at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from extractors.errors import UsageError
from warehouse.known_names import find_entity, find_metric
from warehouse.querying import require_published

CONTEXT = "no metric"  # the reason of claims that no series wants: context, not trouble


@dataclass(frozen=True, slots=True)
class HeldGroup:
    """Claims that one reason keeps out of the series of one metric and owner, with the newest of them as an example."""

    group_id: str
    reason: str
    metric_id: str | None
    metric: str | None
    entity: str | None
    claims: int
    publishers: tuple[str, ...]
    newest: date
    quote: str
    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class HeldClaim:
    """One claim that is held; columns of the view `held`."""

    claim_id: str
    group_id: str
    reason: str
    metric_id: str | None
    metric: str | None
    entity: str | None
    place: str | None
    low: float | None
    high: float | None
    comparator: str
    unit: str | None
    kind: str
    modality: str
    period_start: date | None
    period_end: date | None
    quote: str
    sentence: str
    publisher: str
    published_day: date
    url: str
    note: str | None


def read_held_groups(
    data_dir: Path,
    *,
    reason: str | None = None,
    metric: str | None = None,
    entity: str | None = None,
    context: bool = False,
) -> tuple[HeldGroup, ...]:
    """The groups of the published copy, the largest first; claims that name no metric only with `context`.

    `reason` may be cut short ("out"). Raises UsageError for names that nobody has.
    """
    from warehouse.database import connect  # noqa: PLC0415 - DuckDB takes a quarter of a second; errors need none
    from warehouse.faults import translated  # noqa: PLC0415 - the same

    path = require_published(data_dir)
    with translated(path), connect(path, read_only=True) as connection:
        wanted = {
            "reason": reason,
            "metric_id": None if metric is None else find_metric(connection, metric),
            "entity": None if entity is None else find_entity(connection, entity),
            "context": context or (reason is not None and CONTEXT.startswith(reason)),
        }
        rows = connection.execute(_GROUPS, wanted).fetchall()
    return tuple(_build_group(row) for row in rows)


def _build_group(row: Sequence[Any]) -> HeldGroup:
    columns = dict(zip(HeldGroup.__slots__, row, strict=True))
    return HeldGroup(**{**columns, "publishers": tuple(columns["publishers"])})


def read_held_claims(data_dir: Path, group_id: str) -> tuple[HeldClaim, ...]:
    """The claims of one group, the newest first. Raises UsageError where there is no such group."""
    from warehouse.database import connect  # noqa: PLC0415 - as above
    from warehouse.faults import translated  # noqa: PLC0415 - as above

    path = require_published(data_dir)
    columns = ", ".join(HeldClaim.__slots__)
    with translated(path), connect(path, read_only=True) as connection:
        rows = connection.execute(
            f"SELECT {columns} FROM held WHERE group_id = ? ORDER BY published_day DESC, claim_id", [group_id]
        ).fetchall()
    if not rows:
        raise UsageError(f"there is no group {group_id!r} (`claimwatch held` lists them)")
    return tuple(HeldClaim(*row) for row in rows)


_GROUPS = f"""
SELECT
    group_id, any_value(reason), any_value(metric_id), any_value(metric), any_value(entity), count(*),
    list(DISTINCT publisher ORDER BY publisher), max(published_day),
    arg_max(quote, (published_day, claim_id)), arg_max(sentence, (published_day, claim_id)),
    arg_max(url, (published_day, claim_id))
FROM held
WHERE ($reason IS NULL OR starts_with(reason, $reason))
    AND ($context OR reason <> '{CONTEXT}')
    AND ($metric_id IS NULL OR metric_id = $metric_id)
    AND ($entity IS NULL OR coalesce(entity_id, lower(entity)) = $entity)
GROUP BY group_id
ORDER BY count(*) DESC, group_id
"""
