"""Why a point of a reference does not agree with the press: where the articles that were read put its value instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from warehouse.references.reconciled import Reconciled

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Printed:
    """A claim that prints the value of a point though no observation of that point has it."""

    held_reason: str | None
    metric_id: str | None
    entity: str | None
    place: str | None
    period_start: date | None
    period_end: date | None
    modality: str
    publisher: str
    sentence: str
    originator: str | None  # where it is in a series


def explain_rows(connection: duckdb.DuckDBPyConnection, rows: Sequence[Reconciled]) -> Iterator[Reconciled]:
    """The rows, those that do not agree with the reason."""
    unmet = [row.low if row.high is None else row.high for row in rows if row.state in {"differs", "not in press"}]
    if unmet:
        connection.execute(_PRINTED, [sorted({value for value in unmet if value is not None})])
    for row in rows:
        yield replace(row, reason=_find_reason(connection, row))


def _find_reason(connection: duckdb.DuckDBPyConnection, row: Reconciled) -> str | None:
    if row.state == "agrees":
        return None
    if row.state == "not in reference":
        return f"the reference has no such period: it lies {row.beside}"
    printed = connection.execute(_NEAREST, {name: getattr(row, name) for name in _ASKED}).fetchall()
    if printed:
        return describe_printed(row, Printed(*printed[0]))
    if row.state == "not in press":
        return "no article that was read prints it"
    earlier = connection.execute(_EARLIER, {name: getattr(row, name) for name in (*_ASKED, *_PRESS)}).fetchall()
    if earlier:
        return f"the press has what the reference said before: {earlier[0][0]}"
    return f"looks like a slip: {row.suspicion}" if row.suspicion else f"{row.originator} prints another value"


def describe_printed(row: Reconciled, claim: Printed) -> str:
    """Where the value went that a point lacks: `"The Wire prints it, read for Beijing: “…”"`."""
    period = (claim.period_start or row.period_start, claim.period_end or row.period_end)
    apart = [
        "without a metric" if claim.metric_id is None else "",
        f"as a figure of {claim.entity}" if claim.entity and claim.entity != row.entity else "",
        f"for {claim.place}" if claim.place and claim.place not in {row.place, claim.entity} else "",
        f"as {claim.modality}" if claim.modality != row.modality else "",
        "for another period" if period != (row.period_start, row.period_end) else "",
        f"and held ({claim.held_reason})" if claim.held_reason and claim.metric_id else "",
    ]
    told = ", ".join(filter(None, apart)) or f"as the word of {claim.originator}, which is outranked"
    return f"{claim.publisher} prints it, read {told}: “{claim.sentence}”"


_ASKED = ("metric_id", "entity", "kind", "unit", "low", "high", "period_start", "period_end")
_PRESS = ("reference", "press_low", "press_high")
# Claims of these values once for all points: with the period that they have in their series, where they are in one.
_PRINTED = """
CREATE OR REPLACE TEMP TABLE printed AS
SELECT
    c.claim_id, c.held_reason, c.metric_id, c.entity, c.place, coalesce(s.period_start, c.period_start) AS period_start,
    coalesce(s.period_end, c.period_end) AS period_end, c.modality, c.publisher, c.sentence, s.originator, c.kind,
    c.unit, c.low, c.high, c.published_day
FROM claims AS c
LEFT JOIN statement_rows AS s ON s.claim_id = c.claim_id
WHERE list_contains($1, coalesce(c.high, c.low))
"""
# The claim nearest to the metric, the owner and the period of the point.
_NEAREST = """
SELECT
    held_reason, metric_id, entity, place, period_start, period_end, modality, publisher, sentence, originator
FROM printed
WHERE (metric_id = $metric_id AND kind = $kind OR metric_id IS NULL) AND unit = $unit
    AND (low, high) IS NOT DISTINCT FROM ($low::DOUBLE, $high::DOUBLE)
ORDER BY
    metric_id IS NULL, entity = $entity DESC NULLS LAST, period_start IS NOT DISTINCT FROM $period_start::DATE DESC,
    abs(coalesce(period_end, published_day) - $period_end::DATE), modality = 'actual' DESC, claim_id
LIMIT 1
"""
_EARLIER = """
SELECT written FROM reference_rows
WHERE reference = $reference AND metric_id = $metric_id AND entity = $entity AND kind = $kind AND unit = $unit
    AND period_end = $period_end::DATE AND period_start IS NOT DISTINCT FROM $period_start::DATE
    AND (low IS NULL OR low - precision <= $press_high::DOUBLE)
    AND (high IS NULL OR high + precision >= $press_low::DOUBLE)
    AND (low, high) IS DISTINCT FROM ($low::DOUBLE, $high::DOUBLE)
ORDER BY released DESC LIMIT 1
"""
