"""The way back: from a value of a series to its claims, and from a claim to its characters, article, page and run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import UsageError
from warehouse.known_names import find_asked
from warehouse.querying import require_published

if TYPE_CHECKING:
    import duckdb

SHORTEST = 6  # characters of a claim's name that are enough to ask for it


@dataclass(frozen=True, slots=True)
class Trace:
    """One claim with everything behind it. `text_there` is what the article has at its characters."""

    claim_id: str
    quote: str
    start: int
    end: int
    text_there: str
    sentence: str
    low: float | None
    high: float | None
    comparator: str
    unit: str | None
    metric: str | None
    metric_id: str | None
    kind: str
    entity: str | None
    place: str | None
    period_start: date | None
    period_end: date | None
    modality: str
    attributed_to: str | None
    confidence: float
    rule: str
    rulebook: str
    read_at: datetime
    readings: int  # rulebooks that have read this claim
    doc_id: str
    version_id: str
    version: int  # of this article, from 1 in the order of fetching
    versions: int
    title: str | None
    url: str
    publisher: str
    publisher_name: str  # as the catalogue has it today
    source_id: str
    published_day: date | None
    fetched: datetime
    first_seen: datetime
    segment: str | None  # file name under archive/
    sha256: str | None  # of that file, when it was loaded
    batch_id: str
    loaded_at: datetime | None
    run_id: str
    command: str | None
    holds: bool  # whether it is of the newest reading of the newest version
    held_reason: str | None
    series_id: str | None
    originator: str | None
    place_in_line: int | None  # 1: its value stands
    in_line: int | None  # claims on the same period
    standing_claim_id: str | None
    corrections: tuple[str, ...]  # "fix-1a2b3c4d: low 3100000000.0 (Ann, 2026-03-01)"


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a series and the claims of its period, the one that stands first."""

    series_id: str
    metric_id: str
    metric_name_en: str | None
    metric_name_zh: str | None
    entity: str
    place: str | None
    kind: str
    basis: str | None
    unit: str | None
    per: str | None
    period_type: str
    period_start: date | None
    period_end: date
    modality: str
    low: float | None
    high: float | None
    comparator: str
    originator: str
    claims: tuple[str, ...]


def read_trace(data_dir: Path, name: str) -> Trace:
    """The chain behind the claim whose name begins so, also one that no longer holds.

    Raises UsageError for a beginning of none, or of several.
    """
    from warehouse.database import connect  # noqa: PLC0415 - DuckDB takes a quarter of a second; errors need none
    from warehouse.faults import translated  # noqa: PLC0415 - the same

    path = require_published(data_dir)
    with translated(path), connect(path, read_only=True) as connection:
        return _trace(connection, *_find_claim(connection, name))


def read_points(
    data_dir: Path,
    metric: str,
    entity: str | None = None,
    *,
    place: str | None = None,
    days: tuple[date, date] | None = None,
) -> tuple[tuple[Point, tuple[Trace, ...]], ...]:
    """The values of a metric whose periods end within `days`, each with the chains of all its claims.

    Names are taken as `read_series` takes them. Raises UsageError for names that nobody has.
    """
    from warehouse.database import connect  # noqa: PLC0415 - as above
    from warehouse.faults import translated  # noqa: PLC0415 - as above

    path = require_published(data_dir)
    first, last = days or (None, None)
    with translated(path), connect(path, read_only=True) as connection:
        wanted = {
            **find_asked(connection, metric, entity, place),
            "first": first,
            "last": last,
        }
        points = [_build_point(row) for row in connection.execute(_POINTS, wanted).fetchall()]
        homes = _find_homes(connection, [claim for point in points for claim in point.claims])
        return tuple(
            (point, tuple(_trace(connection, claim, *homes[claim]) for claim in point.claims)) for point in points
        )


def is_claim_name(asked: str) -> bool:
    """Whether it could be the beginning of a claim's name: `"3f2a91c0"`, but not "5g_base_stations"."""
    return len(asked) >= SHORTEST and set(asked.lower()) <= set("0123456789abcdef")


def _find_claim(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[str, str, date]:
    """The whole name of the claim, its article and the frozen day of that."""
    rows: list[tuple[str, str, date]] = connection.execute(
        "SELECT DISTINCT claim_id, doc_id, doc_date FROM claim_readings WHERE starts_with(claim_id, ?) LIMIT 2",
        [name.lower()],
    ).fetchall()
    if len(rows) == 1:
        return rows[0]
    raise UsageError(
        f"{name!r} begins the names of several claims; write more of it" if rows else f"there is no claim {name!r}"
    )


def _find_homes(connection: duckdb.DuckDBPyConnection, claims: Sequence[str]) -> dict[str, tuple[str, date]]:
    """The article of each claim and the frozen day of that."""
    query = "SELECT claim_id, doc_id, doc_date FROM claim_rows WHERE list_contains($1, claim_id)"
    return {claim: (doc, day) for claim, doc, day in connection.execute(query, [list(claims)]).fetchall()}


def _trace(connection: duckdb.DuckDBPyConnection, claim_id: str, doc_id: str, doc_date: date) -> Trace:
    row = connection.execute(_CHAIN, {"claim": claim_id, "doc": doc_id, "day": doc_date}).fetchall()[0]
    columns = dict(zip(Trace.__slots__, row, strict=True))
    return Trace(**{**columns, "corrections": tuple(columns["corrections"] or ())})


def _build_point(row: Sequence[Any]) -> Point:
    columns = dict(zip(Point.__slots__, row, strict=True))
    return Point(**{**columns, "claims": tuple(columns["claims"])})


# The day of the article names the few row groups where a claim lies; its cell those where its series does.
_CHAIN = """
WITH reading AS (  -- as it is read now, or was read last
    SELECT c.*, r.version_id IS NOT NULL AS holds, count(*) OVER () AS readings
    FROM (FROM claim_readings WHERE doc_date = $day AND claim_id = $claim) AS c
    LEFT JOIN (FROM current_rows WHERE doc_date = $day AND doc_id = $doc) AS r
        ON r.version_id = c.version_id AND r.rulebook = c.rulebook
    ORDER BY holds DESC, c.read_at DESC, c.rulebook LIMIT 1
),
versions AS (
    SELECT *, row_number() OVER (ORDER BY fetched, version_id) AS version, count(*) OVER () AS versions
    FROM articles WHERE doc_date = $day AND doc_id = $doc
),
standing AS (SELECT held_reason, cell FROM claim_rows WHERE doc_date = $day AND claim_id = $claim),
line AS MATERIALIZED (FROM statement_rows WHERE cell = (SELECT cell FROM standing)),
stated AS (
    SELECT
        series_id, originator, place_in_line, (SELECT count(*) FROM line) AS in_line,
        (SELECT claim_id FROM line WHERE place_in_line = 1) AS standing_claim_id
    FROM line WHERE claim_id = $claim
),
decided AS (
    SELECT list(
        m.correction_id || ': ' || m.field || ' ' || coalesce(m.value, 'none') || ' (' || x.made_by || ', '
            || x.made_at::DATE || ')' ORDER BY m.made_at, m.field
    ) AS corrections
    FROM corrections_met_as_of(TIMESTAMP 'infinity') AS m
    JOIN corrections AS x ON x.correction_id = m.correction_id AND x.claim_id = m.made_for AND x.field = m.field
    WHERE m.claim_id = $claim AND m.rulebook = (SELECT rulebook FROM reading)
)
SELECT
    c.claim_id, c.quote, c.start, c."end", substring(a.text, c.start + 1, c."end" - c.start) AS text_there, c.sentence,
    c.low, c.high, c.comparator, c.unit, c.metric, c.metric_id, c.kind, c.entity, c.place, c.period_start, c.period_end,
    c.modality, c.attributed_to, c.confidence, c.rule, c.rulebook, c.read_at, c.readings, c.doc_id, c.version_id,
    a.version, a.versions, a.title, a.url, a.publisher, coalesce(p.name_en, a.publisher) AS publisher_name, a.source_id,
    a.published_day, a.fetched, a.first_seen, a.segment,
    g.sha256, c.batch_id, b.loaded_at, c.run_id, r.command, c.holds,
    (SELECT held_reason FROM standing) AS held_reason,
    s.series_id, s.originator, s.place_in_line, s.in_line, s.standing_claim_id, d.corrections
FROM reading AS c
JOIN versions AS a ON a.version_id = c.version_id
CROSS JOIN decided AS d
LEFT JOIN stated AS s ON true
LEFT JOIN sources AS p ON p.source_id = a.source_id
LEFT JOIN (SELECT segment, any_value(sha256) AS sha256 FROM segments GROUP BY segment) AS g ON g.segment = a.segment
LEFT JOIN batches AS b ON b.batch_id = c.batch_id
LEFT JOIN runs AS r ON r.run_id = c.run_id
"""

_POINTS = """
SELECT
    o.series_id, o.metric_id, o.metric_name_en, o.metric_name_zh, o.entity, o.place, o.kind, o.basis, o.unit, o.per,
    o.period_type, o.period_start, o.period_end, o.modality, o.low, o.high, o.comparator, o.originator,
    list(s.claim_id ORDER BY s.place_in_line) AS claims
FROM observation_rows AS o
JOIN statement_rows AS s
    ON s.series_id = o.series_id AND s.period_start IS NOT DISTINCT FROM o.period_start AND s.period_end = o.period_end
    AND s.modality = o.modality AND s.line = o.line
WHERE o.metric_id = $metric_id
    AND ($entity IS NULL OR coalesce(o.entity_id, lower(o.entity)) = $entity)
    AND ($place IS NULL OR coalesce(o.place_id, lower(o.place)) = $place)
    AND ($first IS NULL OR o.period_end BETWEEN $first AND $last)
GROUP BY ALL
ORDER BY o.series_id, o.period_end, o.period_start, o.modality, o.originator
"""
