"""Reference series beside those of the press, read from the published copy: what agrees, differs, is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import UsageError
from warehouse.known_names import find_asked
from warehouse.querying import require_published
from warehouse.references.reasons import explain_rows
from warehouse.references.reconciled import Reconciled, Reconciliation

if TYPE_CHECKING:
    import duckdb


def read_reconciliation(
    data_dir: Path,
    metric: str | None = None,
    entity: str | None = None,
    *,
    reference: str | None = None,
    since: date | None = None,
) -> Reconciliation:
    """The reference series of the published copy beside those of the press, series by series in the order of time.

    Names are taken as `read_series` takes them. Raises UsageError for a name that nobody has, and where nothing was
    imported yet.
    """
    from warehouse.database import connect  # noqa: PLC0415 - DuckDB takes a quarter of a second; errors need none
    from warehouse.faults import translated  # noqa: PLC0415 - the same

    path = require_published(data_dir)
    with translated(path), connect(path, read_only=True) as connection:
        _require_reference(connection, reference)
        wanted = find_asked(connection, metric, entity, None) | {"reference": reference, "since": since}
        del wanted["place"]
        rows = [_build_row(row) for row in connection.execute(_ROWS, wanted).fetchall()]
        return Reconciliation(tuple(explain_rows(connection, rows)))


def _require_reference(connection: duckdb.DuckDBPyConnection, asked: str | None) -> None:
    known = [
        name for (name,) in connection.execute("SELECT DISTINCT reference FROM reference_rows ORDER BY 1").fetchall()
    ]
    if not known:
        raise UsageError("no reference was imported yet: `claimwatch import FILE.csv` takes one")
    if asked is not None and asked not in known:
        raise UsageError(f"there is no reference {asked!r}; there are {', '.join(known)}")


def _build_row(row: Sequence[Any]) -> Reconciled:
    return Reconciled(*row)


_COLUMNS = Reconciled.__slots__[:-1]
_ROWS = f"""
SELECT {", ".join(_COLUMNS)}
FROM reconciliation
WHERE ($metric_id IS NULL OR metric_id = $metric_id) AND ($entity IS NULL OR entity_id = $entity)
    AND ($reference IS NULL OR reference = $reference) AND ($since IS NULL OR period_end >= $since)
ORDER BY
    reference, metric_id, entity, place, list_position(['level', 'share', 'growth', 'change'], kind), basis, unit,
    modality, period_type, stretch, period_end, period_start, source, state
"""
