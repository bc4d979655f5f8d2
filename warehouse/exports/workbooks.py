"""Rows as an Excel workbook: notes first, then the values, the series they belong to, and where those break.

Rows are written as they come and never held (`constant_memory`), so a workbook of a million rows needs no more memory
than one of ten. Text is written as text: whatever a title begins with, no cell is ever a formula or a link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import xlsxwriter

from warehouse.exports.notes import CAVEATS, About, read_breaks, read_metrics, read_series_notes
from warehouse.screen import display_width

MOST_ROWS = 1_048_576  # of a sheet, its header included: a limit of the format
MOST_CHARACTERS = 32_767  # of a cell: the same
MOST_EXACT = 2**53  # a spreadsheet keeps numbers as doubles: a larger whole number is written as text
FIRST_DAY = date(1900, 3, 1)  # before it the days of Excel are not those of the calendar
WIDEST, NARROWEST = 60, 6  # characters of a column
MEASURED = 1_000  # rows that a column's width is taken from: looking at every cell takes longer than writing it
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


@dataclass(slots=True)
class _Sheet:
    """A sheet that is being filled: its header, and how wide its columns have to be."""

    sheet: Any
    columns: Sequence[str]
    widths: list[int] = field(default_factory=list)
    rows: int = 1


class WorkbookWriter:
    """One workbook. `write` fills the sheets of values, `close` the others."""

    def __init__(self, path: Path, about: About, created: datetime) -> None:
        self._about = about
        self._book = xlsxwriter.Workbook(str(path), OPTIONS)
        self._book.set_properties({"title": f"Claimwatch: {about.what}", "created": created.astimezone(UTC)})
        self._formats = {
            name: self._book.add_format(look)
            for name, look in {
                "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
                "whole": {"num_format": "#,##0"},
                "fraction": {"num_format": "#,##0.######"},
                "day": {"num_format": "yyyy-mm-dd"},
                "moment": {"num_format": "yyyy-mm-dd hh:mm:ss"},
                "title": {"bold": True, "font_size": 14},
                "label": {"bold": True, "valign": "top"},
                "text": {"text_wrap": True, "valign": "top"},
            }.items()
        }
        self._notes = self._book.add_worksheet("Notes")
        self._series_ids: set[str] = set()
        self._metric_ids: set[str] = set()

    def write(self, batches: pa.RecordBatchReader, progress: Callable[[int], None]) -> int:
        """Writes all rows, on as many sheets as they need, and returns how many."""
        columns = batches.schema.names
        current, sheets, count = self._add_sheet("Data", columns), 1, 0
        for batch in batches:
            self._remember(batch)
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                if current.rows == MOST_ROWS:
                    self._finish_sheet(current)
                    sheets += 1
                    current = self._add_sheet(f"Data {sheets}", columns)
                self._write_row(current, row)
            count += batch.num_rows
            progress(count)
        self._finish_sheet(current)
        return count

    def close(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Writes what the values are, and the file. Raises OSError where it cannot be written."""
        self._write_table("Series", read_series_notes(connection, self._series_ids))
        self._write_table("Breaks", read_breaks(connection, self._series_ids))
        self._write_table("Metrics", read_metrics(connection, self._metric_ids))
        self._write_notes()
        try:
            self._book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error)) from None

    def _remember(self, batch: pa.RecordBatch) -> None:
        """Which series and metrics there are notes for."""
        for name, seen in (("series_id", self._series_ids), ("metric_id", self._metric_ids)):
            if name in batch.schema.names:
                seen.update(value for value in batch.column(name).unique().to_pylist() if isinstance(value, str))

    def _write_table(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        if not rows:
            return
        current = self._add_sheet(name, list(rows[0]))
        for row in rows[: MOST_ROWS - 1]:
            self._write_row(current, tuple(row.values()))
        self._finish_sheet(current)

    def _add_sheet(self, name: str, columns: Sequence[str]) -> _Sheet:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column, self._formats["head"])
        return _Sheet(sheet, columns, [max(NARROWEST, len(column) + 2) for column in columns])

    def _write_row(self, current: _Sheet, row: Iterable[Any]) -> None:
        for place, value in enumerate(row):
            if value is not None:
                self._write_cell(current.sheet, current.rows, place, value)
                if current.rows <= MEASURED:
                    current.widths[place] = max(current.widths[place], _measure(value))
        current.rows += 1

    def _write_cell(self, sheet: Any, row: int, place: int, value: Any) -> None:
        """Writes one cell by its type: text is never looked at for what else it could be."""
        if isinstance(value, str):
            sheet.write_string(row, place, value[:MOST_CHARACTERS])
        elif isinstance(value, bool):
            sheet.write_boolean(row, place, value)
        elif isinstance(value, int | float | Decimal) and abs(float(value)) <= MOST_EXACT:
            sheet.write_number(row, place, value, self._formats["whole" if value == int(value) else "fraction"])
        elif isinstance(value, datetime) and value.date() >= FIRST_DAY:
            sheet.write_datetime(row, place, value, self._formats["moment"])
        elif isinstance(value, date) and not isinstance(value, datetime) and value >= FIRST_DAY:
            sheet.write_datetime(row, place, value, self._formats["day"])
        else:
            sheet.write_string(row, place, str(value)[:MOST_CHARACTERS])

    def _finish_sheet(self, current: _Sheet) -> None:
        """Filters over the header, and columns as wide as their longest cell, within reason."""
        current.sheet.autofilter(0, 0, max(current.rows - 1, 1), len(current.columns) - 1)
        for place, width in enumerate(current.widths):
            current.sheet.set_column(place, place, min(width, WIDEST))

    def _write_notes(self) -> None:
        sheet, row = self._notes, 2
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 110)
        sheet.write_string(0, 0, f"Claimwatch: {self._about.what}", self._formats["title"])
        sections: tuple[tuple[str, Iterable[tuple[str, str]]], ...] = (
            ("", self._about.facts.items()),
            ("How to read it", (("", text) for text in CAVEATS)),
            ("Columns", self._about.columns.items()),
        )
        for head, lines in sections:
            if head:
                sheet.write_string(row, 0, head, self._formats["title"])
                row += 1
            for label, text in lines:
                sheet.write_string(row, 0, label, self._formats["label"])
                sheet.write_string(row, 1, text[:MOST_CHARACTERS], self._formats["text"])
                row += 1
            row += 1
        sheet.activate()


def _measure(value: Any) -> int:
    """How many characters a cell shows, within the widest column."""
    if isinstance(value, datetime):
        return 20
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return len(f"{value:,.6f}".rstrip("0").rstrip(".")) + 1
    return min(display_width(str(value)[:WIDEST]), WIDEST) + 1
