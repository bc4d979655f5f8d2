"""A number looked up: who said it first, in which words, who copied it, and what was said later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from warehouse.known_names import find_entity, find_metric
from warehouse.querying import require_published

MOST = 20  # figures that are shown unless asked for more


@dataclass(frozen=True, slots=True)
class Wanted:
    """The interval that is looked for: as it was asked, widened by half of its last digit."""

    least: float
    greatest: float
    unit: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One fact that has the value: all statements of it, the earliest, and what stood later for the same period."""

    metric: str | None
    metric_id: str | None
    entity: str | None
    place: str | None
    kind: str
    modality: str
    unit: str | None
    period_start: date | None
    period_end: date | None
    low: float | None
    high: float | None
    comparator: str
    exact: bool  # whether it was said to the last digit that was asked for
    claims: int
    articles: int
    stories: int  # articles without copies
    publishers: tuple[str, ...]
    first_day: date
    originator: str
    first_publisher: str
    quote: str
    sentence: str
    url: str
    claim_id: str
    wordings: tuple[str, ...]  # quotes as written, Chinese ones too
    later: tuple[dict[str, Any], ...]  # day, low, high, comparator, originator of later values of the same period


def find_figures(
    data_dir: Path,
    wanted: Wanted,
    *,
    metric: str | None = None,
    entity: str | None = None,
    most: int = MOST,
) -> tuple[Figure, ...]:
    """The figures of the published copy whose claims meet the interval within their rounding, the best known first.

    Raises UsageError for names that nobody has.
    """
    from warehouse.database import connect  # noqa: PLC0415 - DuckDB takes a quarter of a second; errors need none
    from warehouse.faults import translated  # noqa: PLC0415 - the same

    path = require_published(data_dir)
    with translated(path), connect(path, read_only=True) as connection:
        metric_id = None if metric is None else find_metric(connection, metric)
        asked = {
            "least": wanted.least,
            "greatest": wanted.greatest,
            "unit": wanted.unit,
            "metric_id": metric_id,
            "entity": None if entity is None else find_entity(connection, entity, "entity", metric_id),
            "most": most,
        }
        rows = connection.execute(_FIGURES, asked).fetchall()
    return tuple(_build_figure(row) for row in rows)


def _build_figure(row: Sequence[Any]) -> Figure:
    columns = dict(zip(Figure.__slots__, row, strict=True))
    lists = {name: tuple(columns[name] or ()) for name in ("publishers", "wordings", "later")}
    return Figure(**{**columns, **lists})


# A bound ("more than 8.68 billion") is found by the number that it names. Claims that no catalogue knows count too.
_FIGURES = """
WITH hits AS (
    SELECT
        c.*, coalesce(c.entity_id, lower(c.entity)) AS entity_key, coalesce(c.place_id, lower(c.place)) AS place_key,
        coalesce(c.metric_id, lower(c.metric)) AS metric_key, coalesce(c.low, c.high) AS said,
        coalesce(c.precision, 0) AS half,
        coalesce(t.story_id, c.doc_id) AS story, coalesce(o.originator, c.publisher) AS speaker
    FROM claim_rows AS c
    LEFT JOIN stories AS t ON t.doc_id = c.doc_id
    LEFT JOIN originators AS o ON o.attributed_to = c.attributed_to
    WHERE c.unit = $unit AND NOT coalesce(c.fate = 'dropped', false)
        AND coalesce(c.low, c.high) - coalesce(c.precision, 0) <= $greatest
        AND coalesce(c.high, c.low) + coalesce(c.precision, 0) >= $least
        AND ($metric_id IS NULL OR c.metric_id = $metric_id)
        AND ($entity IS NULL OR coalesce(c.entity_id, lower(c.entity)) = $entity)
),
figures AS (
    SELECT
        metric_key, entity_key, place_key, kind, unit, period_start, period_end, modality,
        count(*) AS claims, count(DISTINCT doc_id) AS articles, count(DISTINCT story) AS stories,
        list(DISTINCT publisher ORDER BY publisher) AS publishers,
        list(DISTINCT quote ORDER BY quote) AS wordings, bool_or(said BETWEEN $least AND $greatest) AS exact,
        arg_min(claim_id, (published_day, half, claim_id)) AS claim_id
    FROM hits
    GROUP BY ALL
)
SELECT
    h.metric, h.metric_id, h.entity, h.place, h.kind, h.modality, h.unit, h.period_start, h.period_end, h.low, h.high,
    h.comparator, f.exact, f.claims, f.articles, f.stories, f.publishers, h.published_day AS first_day, h.speaker,
    h.publisher AS first_publisher, h.quote, h.sentence, h.url, h.claim_id, f.wordings,
    (
        SELECT list(
            struct_pack(
                day := v.vintage, low := v.low, high := v.high, comparator := v.comparator, originator := v.originator
            )
            ORDER BY v.vintage
        )
        FROM statement_rows AS s
        JOIN vintage_rows AS v
            ON v.series_id = s.series_id AND v.period_start IS NOT DISTINCT FROM s.period_start
            AND v.period_end = s.period_end AND v.modality = s.modality AND v.line = s.line
        WHERE s.claim_id = h.claim_id AND v.vintage > h.published_day
    ) AS later
FROM figures AS f
JOIN hits AS h ON h.claim_id = f.claim_id
ORDER BY f.exact DESC, h.metric_id IS NULL, f.claims DESC, h.published_day, h.claim_id
LIMIT $most
"""
