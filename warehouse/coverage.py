"""How far backfills have come: which days of which archive were read to their end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import duckdb


def read_coverage(
    connection: duckdb.DuckDBPyConnection, archives: Mapping[str, str]
) -> dict[str, tuple[tuple[date, date], ...]]:
    """First and last days of every stretch that was covered, by source, as recorded: stretches may touch or overlap.

    `archives` maps source ids to the url pattern of today: what another pattern covered counts for nothing.
    """
    rows = connection.execute(
        "SELECT source_id, archive, first_day, last_day FROM backfills WHERE list_contains($1, source_id) ORDER BY ALL",
        [list(archives)],
    ).fetchall()
    covered: dict[str, list[tuple[date, date]]] = {source: [] for source in archives}
    for source, archive, first, last in rows:
        if archives[source] == archive:
            covered[source].append((first, last))
    return {source: tuple(days) for source, days in covered.items()}
