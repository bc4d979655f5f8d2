"""From one cell to a point: names, period, value and unit as the series keep them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from extractors.errors import UsageError
from extractors.records import Basis, Comparator, Kind, Modality
from warehouse.references.cells import EMPTY, Number, fold, parse_number
from warehouse.references.known import Known, MetricFacts
from warehouse.references.layouts import Cell
from warehouse.references.period_types import FREQUENCIES, Placed, place_period
from warehouse.references.spans import Span, parse_span
from warehouse.references.titles import Title, read_title

CHOICES = {
    "kind": get_args(Kind),
    "basis": get_args(Basis),
    "modality": tuple(name for name in get_args(Modality) if name != "hypothetical"),
    "comparator": tuple(name for name in get_args(Comparator) if name != "range"),
    "period_type": ("instant", "month", "quarter", "half", "year", "ytd"),
}


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a reference series; columns of the table reference_rows."""

    metric_id: str
    entity: str
    entity_id: str
    place: str
    place_id: str
    kind: str
    basis: str | None
    unit: str
    per: str | None
    period_type: str
    period_start: date | None
    period_end: date
    modality: str
    low: float | None
    high: float | None
    comparator: str
    precision: float
    source: str | None
    released: date | None
    note: str | None
    written: str
    line: int


# What tells one point of a reference from all others.
POINT_KEY = (
    "metric_id", "entity_id", "place_id", "kind", "basis", "unit", "per", "period_type", "period_start", "period_end",
    "modality", "source",
)  # fmt: skip


class CellError(Exception):
    """What is wrong with one cell, and the column in which."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column


class CellReader:
    """Reads the cells of one file; names are looked up once each."""

    def __init__(self, known: Known, given: Mapping[str, str], titles: Mapping[str, str]) -> None:
        self.known = known
        self.given = given
        self.titles = {fold(title): metric for title, metric in titles.items()}
        self._found: dict[tuple[str, str], Any] = {}
        self._titles_read: dict[str, Title] = {}

    def read(self, cell: Cell) -> Point:
        """The point of a cell. Raises CellError for what cannot be meant."""
        said = {**self._read_title(cell), **self.given}
        metric_id = self._find_metric(cell, said)
        facts = self.known.metrics[metric_id]
        entity_id, place_id = self._find_owner(said)
        number = self._read_value(cell, said)
        kind = self._choose(said, "kind") or facts.kind
        unit, number = self._read_unit(said, number, facts, kind)
        period = self._read_period(said, facts, kind)
        return Point(
            metric_id=metric_id,
            entity=self.known.entities[entity_id].name,
            entity_id=entity_id,
            place=self.known.entities[place_id].name,
            place_id=place_id,
            kind=kind,
            basis=self._find_basis(said, kind, period.period_type),
            unit=unit,
            per=facts.per if kind == "level" else None,
            period_type=period.period_type,
            period_start=period.start,
            period_end=period.end,
            modality=self._choose(said, "modality") or "actual",
            low=number.low,
            high=number.high,
            comparator=number.comparator,
            precision=number.precision,
            source=said.get("source"),
            released=self._read_day(said, "released"),
            note=said.get("note"),
            written=cell.value,
            line=cell.line,
        )

    def _read_title(self, cell: Cell) -> dict[str, str]:
        """What is said of a cell: its row's own words hold, where they are silent those of its series' title."""
        title = self._split(cell)
        owner = {"entity": title.entity} if title.entity else {}
        return {**title.said, **owner, **cell.said}

    def _find_metric(self, cell: Cell, said: Mapping[str, str]) -> str:
        """The metric of a cell: as the command says, as it says of the title, as the title says."""
        title = cell.said.get("metric", "")
        asked = self.given.get("metric") or self.titles.get(fold(title))
        if asked:
            return str(self._look_up("metric", asked, self.known.find_metric))
        if not said.get("metric"):
            raise CellError("metric", "names no metric; add the column, or say it with --metric")
        return self._split(cell).metric or str(self._look_up("metric", title, self._find_named))

    def _split(self, cell: Cell) -> Title:
        title = cell.said.get("metric", "")
        if title not in self._titles_read:
            self._titles_read[title] = read_title(title, self.known)
        return self._titles_read[title]

    def _find_named(self, title: str) -> str:
        try:
            return self.known.find_metric(title)
        except UsageError as error:
            raise UsageError(f"{error}, or say what it is with --series {title!r}=METRIC") from None

    def _look_up(self, column: str, asked: str, find: Callable[[str], Any]) -> Any:
        key = (column, asked)
        if key not in self._found:
            try:
                self._found[key] = find(asked)
            except UsageError as error:
                self._found[key] = CellError(column, str(error))
        found = self._found[key]
        if isinstance(found, CellError):
            raise found
        return found

    def _find_owner(self, said: Mapping[str, str]) -> tuple[str, str]:
        """Whose figure it is and where: a place stands for itself, a company without a place at its home."""
        place = said.get("place")
        place_id = place and self._look_up("place", place, lambda asked: self.known.find_entity(asked, "place"))
        asked = said.get("entity") or place
        if not asked:
            raise CellError("entity", "says not whose figure it is; add the column, or say it with --entity")
        entity_id = str(self._look_up("entity", asked, self.known.find_entity))
        facts = self.known.entities[entity_id]
        found = place_id or (entity_id if facts.is_place else facts.home)
        if not found:
            raise CellError(
                "place", f"says not where, and {facts.name} has no home; add the column, or say it with --place"
            )
        return entity_id, str(found)

    def _read_value(self, cell: Cell, said: Mapping[str, str]) -> Number:
        number = parse_number(cell.value)
        if number is None:
            raise CellError(
                cell.column or "value", f"{cell.value!r} is no number; write it as 1234.5, 1,234.5 or 123.4万"
            )
        comparator = self._choose(said, "comparator")
        if comparator is None or number.comparator != "eq":
            return number
        low = None if comparator in {"lt", "le"} else number.low
        high = None if comparator in {"gt", "ge"} else number.high
        return Number(low, high, comparator, number.precision, number.percent)

    def _read_unit(self, said: Mapping[str, str], number: Number, facts: MetricFacts, kind: str) -> tuple[str, Number]:
        """The unit, and the value in it. A noun that is no unit counts, where the metric does."""
        if kind in {"growth", "share"}:
            if said.get("unit") and self.known.find_unit(said["unit"]).symbol not in {"percent", "pp", "times"}:
                raise CellError("unit", f"{said['unit']!r} is no unit of a {kind}; it takes %")
            return "percent", number
        if not said.get("unit"):
            if facts.unit == "money":
                raise CellError("unit", "names no currency; add the column, or say it with --unit")
            return ("percent" if number.percent else facts.unit), number
        unit = self.known.find_unit(said["unit"])
        symbol = unit.symbol or ("count" if "count" in facts.units else None)
        takes = symbol in facts.units or (
            "money" in facts.units and symbol is not None and symbol.isupper() and len(symbol) == 3
        )
        if symbol is None or not (takes or (kind == "change" and symbol in {"percent", "pp"})):
            raise CellError("unit", f"{said['unit']!r} is no unit of it; it takes {', '.join(sorted(facts.units))}")
        return symbol, number.scaled(unit.factor)

    def _read_period(self, said: Mapping[str, str], facts: MetricFacts, kind: str) -> Placed:
        placed = place_period(
            self._read_span(said),
            period_type=self._choose(said, "period_type"),
            frequency=FREQUENCIES.get(fold(said.get("frequency", ""))),
            nature=facts.nature,
            kind=kind,
        )
        if placed is None:
            raise CellError(
                "period", f"{said.get('period')!r} is a day, and this takes a period: 2024-06, 2024Q2, 2024"
            )
        return placed

    def _find_basis(self, said: Mapping[str, str], kind: str, period_type: str) -> str | None:
        """What a change or growth is measured against; without a word the year before."""
        if kind not in {"growth", "change"}:
            return None
        basis = self._choose(said, "basis")
        if kind == "change" or basis not in {None, "yoy", "ytd_yoy"}:
            return basis
        return "ytd_yoy" if period_type == "ytd" else "yoy"

    def _read_span(self, said: Mapping[str, str]) -> Span:
        text = said.get("period") or ("..".join(filter(None, (said.get("start"), said.get("end")))))
        if not text:
            raise CellError("period", "names no period; write 2024-06, 2024Q2, 2024 or 2024-06-30")
        span = parse_span(text)
        if span is None:
            raise CellError(
                "period", f"{text!r} is no period; write 2024-06, 2024Q2, 2024, 2024-06-30 or 2024-01..2024-06"
            )
        return span

    def _read_day(self, said: Mapping[str, str], name: str) -> date | None:
        if not said.get(name):
            return None
        span = parse_span(said[name])
        if span is None or span.grain != "day":
            raise CellError(name, f"{said[name]!r} is not a day; write it as 2024-06-30")
        return span.end

    def _choose(self, said: Mapping[str, str], name: str) -> str | None:
        text = fold(said.get(name, ""))
        if text in EMPTY:
            return None
        if text not in CHOICES[name]:
            raise CellError(name, f"{said[name]!r} is not one of {', '.join(CHOICES[name])}")
        return text
