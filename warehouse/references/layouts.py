"""Where in a table the values stand: one in a row, or a column or row for each series. Pure.

Three layouts are read: our own (a row for each value, see docs/references.md); periods down and series across, with
rows of properties above them, as CEIC and Wind export; series down and periods across, as the statistics office does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from extractors.errors import UsageError
from warehouse.references.cells import fold, is_empty, parse_number
from warehouse.references.spans import parse_span
from warehouse.references.tables import Row

# What the columns of a table, or its rows of properties, are called.
LABELS = {
    "metric": ("metric", "metric_id", "指标", "indicator", "series", "series name", "指标名称", "名称", "name"),
    "entity": ("entity", "owner", "company", "主体", "企业", "公司"),
    "place": ("place", "region", "country", "province", "地区", "国家", "省份", "区域"),
    "period": ("period", "date", "time", "month", "year", "时间", "日期", "时期", "月份", "年份"),
    "start": ("start", "from", "period_start", "开始", "起始"),
    "end": ("end", "to", "period_end", "结束", "截止"),
    "value": ("value", "数值", "值", "数据"),
    "unit": ("unit", "units", "单位"),
    "kind": ("kind", "类型"),
    "basis": ("basis", "比较基准"),
    "modality": ("modality", "性质"),
    "period_type": ("period_type", "period type"),
    "frequency": ("frequency", "频率", "频度"),
    "comparator": ("comparator",),
    "source": ("source", "publisher", "来源", "数据来源", "资料来源"),
    "released": ("released", "release date", "published", "发布日期", "公布日期", "发布时间"),
    "note": ("note", "notes", "remark", "remarks", "备注", "说明"),
}
_MEANING = {label: name for name, labels in LABELS.items() for label in labels}
# Further properties that vendors print above a series; they say nothing that is used.
_PROPERTIES = frozenset(
    {
        "指标id", "指标代码", "更新时间", "时间区间", "国家/地区", "id", "code", "series id", "series code", "sr code",
        "mnemonic",
        "subnational", "status", "function description", "first obs. date", "last obs. date", "last update time",
        "series remarks", "suggestions", "mean", "variance", "standard deviation", "skewness", "kurtosis",
        "coefficient variation", "min", "max", "median", "no. of obs", "no of obs",
    }
)  # fmt: skip
_REMARKS = ("数据来源", "资料来源", "来源:", "注:", "说明:", "source:", "note:", "数据库:", "时间:", "wind", "ceic")


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as it stands in a file, with what row, column and file say of it."""

    line: int
    column: str  # heading of its column
    value: str
    said: Mapping[str, str] = field(default_factory=dict)  # metric, entity, period, unit ... by the names of LABELS


@dataclass(frozen=True, slots=True)
class Layout:
    """All values of a file, and headings that nothing was made of."""

    cells: tuple[Cell, ...]
    ignored: tuple[str, ...] = ()


def find_cells(path: Path, rows: Sequence[Row]) -> Layout:
    """The values of a file. Raises UsageError with file and line where no layout fits or a heading is misspelt."""
    heading = _find_own_heading(rows)
    if heading is not None:
        return _read_own(path, rows[heading], rows[heading + 1 :])
    down = next((at for at, row in enumerate(rows) if _begins_with_period(row)), None)
    if down is not None and any(len(row.cells) > 1 for row in rows[:down]):
        return Layout(tuple(_read_down(rows[:down], rows[down:])))
    across = next((at for at, row in enumerate(rows) if _has_periods_across(row)), None)
    if across is not None:
        return Layout(tuple(_read_across(rows[:across], rows[across], rows[across + 1 :])))
    raise UsageError(
        f"{path}:{rows[0].line}: no table of values is found: neither columns named period and value, "
        "nor periods down the first column, nor periods across a row"
    )


def _find_own_heading(rows: Sequence[Row]) -> int | None:
    for at, row in enumerate(rows):
        names = {_MEANING.get(fold(cell)) for cell in row.cells}
        if "value" in names and names & {"period", "end"}:
            return at
        if _begins_with_period(row):
            return None
    return None


def _read_own(path: Path, heading: Row, rows: Sequence[Row]) -> Layout:
    names = [_MEANING.get(fold(cell)) for cell in heading.cells]
    ignored = [cell for cell, name in zip(heading.cells, names, strict=True) if name is None and cell]
    for cell in ignored:
        near = get_close_matches(fold(cell), _MEANING, 1, 0.8)
        if near:
            raise UsageError(f"{path}:{heading.line}: there is no column {cell!r}; did you mean {near[0]!r}?")
    value = names.index("value")
    cells = tuple(
        Cell(row.line, heading.cells[value], row.cell(value), _name_cells(names, row))
        for row in rows
        if not _is_remark(row) and not is_empty(row.cell(value))
    )
    return Layout(cells, tuple(ignored))


def _name_cells(names: Sequence[str | None], row: Row) -> dict[str, str]:
    return {
        name: row.cell(at) for at, name in enumerate(names) if name and name != "value" and not is_empty(row.cell(at))
    }


def _begins_with_period(row: Row) -> bool:
    return parse_span(row.cell(0)) is not None and any(parse_number(cell) for cell in row.cells[1:])


def _has_periods_across(row: Row) -> bool:
    return parse_span(row.cell(0)) is None and any(parse_span(cell) for cell in row.cells[1:])


def _read_down(above: Sequence[Row], rows: Sequence[Row]) -> Iterator[Cell]:
    """A column for each series; above it what it is called, its unit, its source."""
    named = {name: row for row in reversed(above) if (name := _MEANING.get(fold(row.cell(0)))) is not None}
    names = named.pop("metric", None) or named.pop("period", None) or _find_names(above)
    for row in rows:
        if parse_span(row.cell(0)) is None:
            continue  # a remark under the table
        for column, value in enumerate(row.cells[1:], 1):
            if not is_empty(value):
                said = {name: above_it.cell(column) for name, above_it in named.items() if above_it.cell(column)}
                title = names.cell(column)
                yield Cell(row.line, title, value, {**said, "metric": title, "period": row.cell(0)})


def _find_names(above: Sequence[Row]) -> Row:
    """The row of names where none is called so: the first that is no property."""
    unnamed = (row for row in above if fold(row.cell(0)) not in _PROPERTIES and len(row.cells) > 1)
    return next(unnamed, above[-1])


def _read_across(above: Sequence[Row], heading: Row, rows: Sequence[Row]) -> Iterator[Cell]:
    """A row for each series, a column for each period; lines like "指标：工业机器人产量" above hold for all."""
    common = dict(filter(None, (_read_common(row) for row in above)))
    names = ["metric" if at == 0 else None for at in range(len(heading.cells))]
    spans = [parse_span(cell) for cell in heading.cells]
    for at, cell in enumerate(heading.cells):
        if spans[at] is None:
            names[at] = _MEANING.get(fold(cell), names[at])
    for row in rows:
        if _is_remark(row):
            continue
        said = {**common, **_name_cells(names, row)}
        for at, span in enumerate(spans):
            if span is not None and not is_empty(row.cell(at)):
                yield Cell(row.line, heading.cells[at], row.cell(at), {**said, "period": heading.cells[at]})


def _read_common(row: Row) -> tuple[str, str] | None:
    """`"指标：工业机器人产量"` holds for the whole table."""
    label, _, text = row.cell(0).replace("：", ":").partition(":")
    name = _MEANING.get(fold(label))
    return (name, text.strip()) if name in {"metric", "unit", "entity", "place", "source"} and text.strip() else None


def _is_remark(row: Row) -> bool:
    alone = not any(parse_number(cell) for cell in row.cells[1:])
    return alone and fold(row.cell(0)).startswith(_REMARKS)
