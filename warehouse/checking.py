"""A draft's claims held against the series: confirmed, rounded differently, outdated, contradicted or unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.records import Claim
from warehouse.querying import require_published

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Evidence:
    """A value that stands, or stood, for a period, and who says so."""

    low: float | None
    high: float | None
    comparator: str
    least: float  # the interval as it is compared, widened by rounding
    greatest: float
    period_start: date | None
    period_end: date
    stood_from: date
    newest: bool  # whether it stands now
    originator: str
    quote: str
    url: str
    claim_id: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the warehouse knows of one claim; `evidence` is what confirms or contradicts it."""

    state: str  # confirmed, rounded, outdated, contradicted, unknown
    evidence: Evidence | None = None
    reason: str | None = None  # why it is unknown


def check_claims(data_dir: Path, claims: Sequence[Claim]) -> tuple[Verdict, ...]:
    """A verdict for each claim, from the series of the published copy. Raises UsageError where there is none yet."""
    from warehouse.database import connect  # noqa: PLC0415 - DuckDB takes a quarter of a second; errors need none
    from warehouse.faults import translated  # noqa: PLC0415 - the same

    path = require_published(data_dir)
    with translated(path), connect(path, read_only=True) as connection:
        return tuple(_check(connection, claim) for claim in claims)


def judge(claim: Claim, known: Sequence[Evidence]) -> Verdict:
    """The verdict on a claim from all values that stand or stood for it, those of the claim's own period alone.

    Without a period the newest values come first, so that an older one that meets it is outdated.
    """
    if not known:
        return Verdict("unknown", reason="no value of it is known for that time")
    least, greatest = _widen(claim)
    meeting = [item for item in known if item.least <= greatest and item.greatest >= least]
    current = [item for item in meeting if item.newest and item.period_end == known[0].period_end]
    if current:
        same = next((item for item in current if (item.low, item.high) == (claim.low, claim.high)), None)
        return Verdict("confirmed", same) if same else Verdict("rounded", current[0])
    if meeting:
        return Verdict("outdated", next(item for item in known if item.newest))
    return Verdict("contradicted", known[0])


def _widen(claim: Claim) -> tuple[float, float]:
    """The interval that the wording leaves open, as sql/views/04_statements.sql has it."""
    half = claim.precision or 0.0
    if claim.low is None or claim.high is None:
        bound = claim.high if claim.low is None else claim.low
        bound = 0.0 if bound is None else bound
        room = 0.1 * abs(bound)
        return (bound - room, bound) if claim.low is None else (bound, bound + room)
    if claim.comparator == "approx":
        half = max(2 * half, 0.02 * abs(claim.low))
    return claim.low - half, claim.high + half


def _check(connection: duckdb.DuckDBPyConnection, claim: Claim) -> Verdict:
    if claim.modality != "actual":
        return Verdict("unknown", reason=f"it is no fact but {claim.modality}")
    if claim.metric_id is None:
        return Verdict("unknown", reason="it names no metric of the catalogue")
    if claim.entity_id is None and claim.entity is None:
        return Verdict("unknown", reason="it names nobody whose figure it is")
    if claim.low is None and claim.high is None:
        return Verdict("unknown", reason="it gives no number")
    wanted = {
        "metric_id": claim.metric_id,
        "owner": claim.entity_id or str(claim.entity).lower(),
        "place": claim.place_id,
        "kind": claim.kind,
        "basis": claim.basis,
        "unit": claim.unit,
        "per": claim.per,
        "start": claim.period_start,
        "end": claim.period_end,
    }
    return judge(claim, [_build_evidence(row) for row in connection.execute(_KNOWN, wanted).fetchall()])


def _build_evidence(row: Sequence[Any]) -> Evidence:
    return Evidence(**dict(zip(Evidence.__slots__, row, strict=True)))


# The values of the claim's period, or without one of all periods of what holds at a point in time.
_KNOWN = """
SELECT
    v.low, v.high, v.comparator, v.least_value, v.greatest_value, v.period_start, v.period_end, v.vintage,
    v.release = max(v.release) OVER (PARTITION BY v.series_id, v.period_start, v.period_end, v.modality, v.line),
    v.originator, v.quote, v.url, v.claim_id
FROM vintage_rows AS v
JOIN observation_rows AS o
    ON o.series_id = v.series_id AND o.period_start IS NOT DISTINCT FROM v.period_start AND o.period_end = v.period_end
    AND o.modality = v.modality AND o.line = v.line
WHERE o.metric_id = $metric_id AND o.modality = 'actual' AND o.kind = $kind AND o.unit = $unit
    AND coalesce(o.entity_id, lower(o.entity)) = $owner
    AND ($place IS NULL OR o.place_id IS NULL OR o.place_id = $place)
    AND ($basis IS NULL OR o.basis IS NULL OR o.basis = $basis) AND o.per IS NOT DISTINCT FROM $per
    AND CASE
        WHEN $end IS NULL THEN o.period_type = 'instant'
        WHEN o.period_type = 'instant' OR $start IS NULL THEN o.period_end = $end
        ELSE o.period_start = $start AND o.period_end = $end
    END
ORDER BY v.period_end DESC, v.release DESC, v.claim_id
"""
