"""Everything that the pages of series show, read from the published copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from warehouse.pages.folder import stamp_of
from warehouse.pages.reading import Row, gather_rows, group_rows, read_rows

MOST_RELATED = 12  # of a series: more is a list that nobody reads


@dataclass(frozen=True, slots=True)
class SeriesRecord:
    """A series with all that is known of it; the rows are those of the queries of the same names."""

    about: Row  # sql/pages/series.sql
    points: tuple[Row, ...]  # in the order of time
    vintages: tuple[Row, ...]  # where more than one value has stood for a period
    targets: tuple[Row, ...]
    contradictions: tuple[Row, ...]
    breaks: tuple[Row, ...]
    digest: str  # of all the above: pages that show the same of a series need not be made again

    @property
    def series_id(self) -> str:
        """Its id in the warehouse."""
        found: str = self.about["series_id"]
        return found

    @property
    def newest(self) -> Row | None:
        """The newest point that was stated as a fact; None for a series of targets alone."""
        return next((point for point in reversed(self.points) if point["modality"] == "actual"), None)


def read_series(connection: duckdb.DuckDBPyConnection) -> tuple[SeriesRecord, ...]:
    """All series of the copy, by topic and metric; `sql/pages/observations.sql` has run on the connection."""
    points = group_rows(read_rows(connection, "points"), "series_id")
    vintages = group_rows(read_rows(connection, "vintages"), "series_id")
    targets = gather_rows(read_rows(connection, "targets"), "series_id")
    contradictions = gather_rows(read_rows(connection, "contradictions"), "series_id")
    breaks = group_rows(read_rows(connection, "breaks"), "series_id")
    return tuple(
        _build_record(row, points[row["series_id"]], vintages, targets, contradictions, breaks)
        for row in read_rows(connection, "series")
    )


def _build_record(about: Row, points: tuple[Row, ...], *others: Mapping[str, Sequence[Row]]) -> SeriesRecord:
    beside = [tuple(rows.get(about["series_id"], ())) for rows in others]
    vintages, targets, contradictions, breaks = beside
    digest = stamp_of(about, points, beside)
    return SeriesRecord(about, points, vintages, targets, contradictions, breaks, digest)


def find_related(series: tuple[SeriesRecord, ...]) -> dict[str, tuple[Row, ...]]:
    """For each series the others of the same metric and owner: its growth, its shares, its other periods."""
    families: dict[tuple[object, object], list[Row]] = {}
    for record in series:
        families.setdefault(_family_of(record.about), []).append(record.about)
    return {
        record.series_id: tuple(
            row for row in families[_family_of(record.about)] if row["series_id"] != record.series_id
        )[:MOST_RELATED]
        for record in series
    }


def _family_of(row: Row) -> tuple[object, object]:
    return row["metric_id"], row["entity_id"] or row["entity"]
