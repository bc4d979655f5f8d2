"""Claims found by the words that stand around them, for people and programs that know no metric yet."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from warehouse.known_names import find_asked
from warehouse.querying import require_published

MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim that holds now, with its proof; columns of the view `claims`."""

    claim_id: str
    metric_id: str | None
    metric: str | None
    entity: str | None
    place: str | None
    kind: str
    low: float | None
    high: float | None
    comparator: str
    unit: str | None
    period_start: date | None
    period_end: date | None
    modality: str
    attributed_to: str | None
    quote: str
    sentence: str
    title: str | None
    url: str
    publisher: str
    published_day: date | None
    held_reason: str | None


def search_claims(
    data_dir: Path,
    words: str = "",
    *,
    metric: str | None = None,
    entity: str | None = None,
    since: date | None = None,
    until: date | None = None,
    most: int = 20,
) -> tuple[FoundClaim, ...]:
    """Claims of the published copy in whose sentence, title or names all the words stand, newest article first.

    Names are taken as `read_series` takes them; `since` and `until` are days of publication. Raises UsageError for
    names that nobody has.
    """
    from warehouse.database import connect  # noqa: PLC0415 - DuckDB takes a quarter of a second; errors need none
    from warehouse.faults import translated  # noqa: PLC0415 - the same

    path = require_published(data_dir)
    columns = [field.name for field in fields(FoundClaim)]
    with translated(path), connect(path, read_only=True) as connection:
        asked = find_asked(connection, metric, entity, None)
        wanted = {
            "words": [word.lower() for word in words.split()[:MOST_WORDS]],
            "metric_id": asked["metric_id"],
            "entity": asked["entity"],
            "since": since,
            "until": until,
            "most": most,
        }
        rows = connection.execute(_CLAIMS.format(columns=", ".join(columns)), wanted).fetchall()
    return tuple(FoundClaim(**dict(zip(columns, row, strict=True))) for row in rows)


_CLAIMS = """
SELECT {columns}
FROM claims
WHERE ($metric_id IS NULL OR metric_id = $metric_id)
    AND ($entity IS NULL OR coalesce(entity_id, lower(entity)) = $entity)
    AND ($since IS NULL OR published_day >= $since) AND ($until IS NULL OR published_day <= $until)
    AND coalesce(list_bool_and(list_transform($words::VARCHAR[], lambda word: contains(
        lower(concat_ws(' ', sentence, title, metric, metric_original, entity, place, publisher)), word
    ))), true)
ORDER BY published_day DESC, claim_id
LIMIT $most
"""
