"""What the report shows, read from the published copy. Joins and counts are SQL (`sql/report/`); this maps rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from warehouse.database import connect
from warehouse.faults import translated

MOST_SERIES = 8  # of a topic: more than a screen of charts is no overview
MOST_POINTS = 300  # of a chart: more do not fit its width, and the table below repeats them
MOST_EXAMPLES = 3  # of a reason for holding claims
MOST_ROWS = 40  # of the targets and of the disagreements

_COUNTS = (
    "sources_ok", "sources_failed", "sources_stale", "articles", "articles_en", "articles_zh", "claims", "observations",
    "series", "disagreements", "targets",
)  # fmt: skip

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Point:
    """One observation of a series: the value that stands at one reference period, and the sentence that says so."""

    period_start: date | None
    period_end: date | None
    day: date  # where it stands on the time axis: the end of its period, else its day of publication
    modality: str
    value: float
    low: float | None
    high: float | None
    comparator: str
    originator: str | None
    publishers: tuple[str, ...]
    independent: int
    claims: int
    disagreement: bool
    published_day: date | None
    quote: str
    sentence: str | None
    lang: str | None
    url: str | None
    title: str | None
    claim_id: str | None
    stretch: int = 0  # number of the break of its series that it stands behind


@dataclass(frozen=True, slots=True)
class Break:
    """Where a series is split: what stands behind it counts otherwise."""

    stretch: int  # that it begins
    from_day: date
    reason: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Series:
    """A series with its newest points, in the order of time; `total` counts all its points."""

    series_id: str
    metric_id: str | None
    name_en: str
    name_zh: str | None
    topic: str
    nature: str | None
    entity: str | None
    place: str | None
    kind: str | None
    basis: str | None
    unit: str
    of: str | None  # for a count: what is counted
    per: str | None
    period_type: str
    definition: str | None
    total: int
    points: tuple[Point, ...]
    breaks: tuple[Break, ...] = ()  # that lie among its points

    @property
    def anchor(self) -> str:
        """The id of the series on a page: `series-5g_base_stations.china`; spaces would end a fragment."""
        return "series-" + re.sub(r"\s+", "-", self.series_id)

    @property
    def whose(self) -> str:
        """Whom and where it is about: "China Mobile, Guangdong"; "China" once where both say China."""
        return join_names(self.entity, self.place)


def join_names(entity: str | None, place: str | None) -> str:
    """`("China Mobile", "Guangdong")` gives "China Mobile, Guangdong"; `("China", "China")` gives "China"."""
    return ", ".join(dict.fromkeys(name for name in (entity, place) if name))


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the page shows. The rows are those of the query of the same name in `sql/report/`."""

    counts: Row
    series: tuple[Series, ...] = ()
    latest: Mapping[str, Row] = field(default_factory=dict)  # by series_id; a series of targets alone has none
    targets: tuple[Row, ...] = ()
    disagreements: tuple[Row, ...] = ()
    held: tuple[Row, ...] = ()
    sources: tuple[Row, ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing was loaded yet."""
        return not self.counts["articles"]

    @property
    def as_of(self) -> date | None:
        """The day on which the press was last asked."""
        day: date | None = self.counts["checked_day"] or self.counts["seen_day"]
        return day

    @property
    def topics(self) -> tuple[tuple[str, tuple[Series, ...]], ...]:
        """The series under the names of their topics, in the order they were read in: most points first."""
        names = dict.fromkeys(series.topic for series in self.series)
        return tuple((name, tuple(series for series in self.series if series.topic == name)) for name in names)


def read_report(published_copy: Path) -> Report:
    """Everything the page shows out of the published copy; an empty report where nothing was published yet.

    Raises DamagedError or DiskError if there is a file that cannot be read as a warehouse.
    """
    if not published_copy.exists():
        return Report(counts=dict.fromkeys(_COUNTS, 0) | {"checked_day": None, "seen_day": None})
    with translated(published_copy), closing(connect(published_copy, read_only=True)) as connection:
        _query(connection, "observations")
        series = _read_series(connection)
        chosen = {"series_ids": [one.series_id for one in series]}
        return Report(
            counts=_query(connection, "counts")[0],
            series=series,
            latest={row["series_id"]: row for row in _query(connection, "latest", chosen)},
            targets=_query(connection, "targets", {"most_rows": MOST_ROWS}),
            disagreements=_query(connection, "disagreements", {"most_rows": MOST_ROWS}),
            held=_query(connection, "held", {"most_examples": MOST_EXAMPLES}),
            sources=_query(connection, "sources"),
        )


def _read_series(connection: duckdb.DuckDBPyConnection) -> tuple[Series, ...]:
    """The main series with their points."""
    rows = _query(connection, "main_series", {"most_series": MOST_SERIES})
    chosen = {"series_ids": [row["series_id"] for row in rows], "most_points": MOST_POINTS}
    points: dict[str, list[Point]] = {row["series_id"]: [] for row in rows}
    for row in _query(connection, "points", chosen):
        points[row["series_id"]].append(_build_point(row))
    breaks: dict[str, list[Break]] = {row["series_id"]: [] for row in rows}
    for row in _query(connection, "breaks", {"series_ids": chosen["series_ids"]}):
        breaks[row.pop("series_id")].append(Break(**row))
    return tuple(
        Series(**row, points=tuple(points[row["series_id"]]), breaks=tuple(breaks[row["series_id"]])) for row in rows
    )


def _build_point(row: Row) -> Point:
    values = {name: value for name, value in row.items() if name != "series_id"}
    return Point(**{**values, "publishers": tuple(row["publishers"] or ())})


def _query(
    connection: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object] | None = None
) -> tuple[dict[str, Any], ...]:
    """The rows of `sql/report/<name>.sql` as dictionaries."""
    text = files("warehouse").joinpath("sql", "report", f"{name}.sql").read_text(encoding="utf-8")
    connection.execute(text, dict(values or {}))
    columns = [column[0] for column in connection.description or ()]
    return tuple(dict(zip(columns, row, strict=True)) for row in connection.fetchall())
