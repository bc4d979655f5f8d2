"""From the cells of a file to points of reference series. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractors.errors import UsageError
from warehouse.references.cell_reading import POINT_KEY, CellError, CellReader, Point
from warehouse.references.known import Known, MetricFacts
from warehouse.references.layouts import Cell

MOST_PROBLEMS = 10  # that are told at once


@dataclass(frozen=True, slots=True)
class Reading:
    """The points of a file, and what a person should look at."""

    points: tuple[Point, ...]
    warnings: tuple[str, ...] = field(default=())


def build_points(
    path: Path, cells: Sequence[Cell], known: Known, given: Mapping[str, str], titles: Mapping[str, str]
) -> Reading:
    """The points of a file. `given` holds for every cell whatever the file says (`{"metric": "5g_base_stations"}`),
    `titles` says which metric a series' title means.

    Raises UsageError with a line `FILE:LINE: column: what is wrong` for each cell that cannot be meant; then nothing is
    imported.
    """
    reader = CellReader(known, given, titles)
    points: list[Point] = []
    problems: list[str] = []
    seen: dict[tuple[object, ...], Point] = {}
    for cell in cells:
        try:
            point = reader.read(cell)
            _require_one_value(point, seen)
            points.append(point)
        except CellError as error:
            problems.append(f"{path}:{cell.line}: {error.column}: {error}")
    if problems:
        told = list(dict.fromkeys(problems))
        more = [f"{path}: {len(told) - MOST_PROBLEMS} more like these"] if len(told) > MOST_PROBLEMS else []
        raise UsageError("\n".join([*told[:MOST_PROBLEMS], *more]))
    if not points:
        raise UsageError(f"{path}: holds no values")
    return Reading(tuple(points), tuple(_warn(path, points, known)))


def _require_one_value(point: Point, seen: dict[tuple[object, ...], Point]) -> None:
    """Raises CellError where the file has given this point another value of the same day before."""
    other = seen.setdefault(tuple(getattr(point, name) for name in (*POINT_KEY, "released")), point)
    if (other.low, other.high, other.comparator) != (point.low, point.high, point.comparator):
        raise CellError(
            "value",
            f"{point.written} stands where line {other.line} has {other.written} for the same point; "
            "if it is a later value, say when it was released",
        )


def _warn(path: Path, points: Sequence[Point], known: Known) -> Iterator[str]:
    """Values that are hardly possible: mostly a unit that was left out."""
    for metric_id, facts in known.metrics.items():
        odd = [point for point in points if point.metric_id == metric_id and _is_odd(point, facts, known)]
        if odd:
            yield (
                f"{path}:{odd[0].line}: {len(odd)} of the values of {metric_id} lie out of what is plausible, such as "
                f"{odd[0].written}: is the unit right?"
            )


def _is_odd(point: Point, facts: MetricFacts, known: Known) -> bool:
    span = facts.ranges.get(known.entities[point.entity_id].scope)
    value = point.low if point.high is None else point.high
    comparable = (point.kind, point.unit, point.modality) == (facts.kind, facts.unit, "actual")
    return comparable and span is not None and value is not None and not span[0] <= value <= span[1]
