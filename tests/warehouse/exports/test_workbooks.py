"""Workbooks as a real reader opens them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from money import FORMULA
from openpyxl import load_workbook

from warehouse.exports import workbooks
from warehouse.exports.exporting import export_file
from warehouse.exports.requests import ExportRequest


@pytest.fixture(scope="module")
def book(money: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    target = tmp_path_factory.mktemp("book") / "values.xlsx"
    assert export_file(money.data_dir, ExportRequest("series", currency="USD"), target, "xlsx").rows == 6
    return load_workbook(target)


def read_rows(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_a_workbook_has_notes_values_series_and_metrics(book: Any) -> None:
    assert book.sheetnames == ["Notes", "Data", "Series", "Metrics"]
    values, metrics = read_rows(book["Data"]), read_rows(book["Metrics"])
    assert [row["value"] for row in values] == [4_251_000, 9e9, 2e9, 1e9, 1.68e12, 9e12]
    assert [(row["metric_id"], row["definition"], row["official_publisher"]) for row in metrics] == [
        ("base_stations", "Stations in operation", "MIIT telecom statistics"),
        ("revenue", None, None),
    ]
    stations = next(row for row in read_rows(book["Series"]) if row["metric_id"] == "base_stations")
    assert (stations["unit"], stations["publishers"]) == ("count", "The Wire")
    assert stations["last_published"] == datetime(2025, 1, 20)  # noqa: DTZ001 - a sheet has no zones
    notes = {row[0]: row[1] for row in book["Notes"].iter_rows(values_only=True)}
    assert notes["Newest publication"] == "2026-02-02"
    assert notes["Vintage"].startswith("as of 20")
    assert notes["Filters"] == "--in USD"
    assert notes["Exchange rates"].startswith("European Central Bank")
    assert notes["value"].startswith("The value that stands")


def test_no_cell_is_a_formula_or_a_link(book: Any) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b", "inlineStr"}
    assert FORMULA in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.hyperlink]


def test_columns_are_typed_framed_and_filtered(book: Any) -> None:
    sheet = book["Data"]
    head = {cell.value: cell.column_letter for cell in sheet[1]}
    assert (sheet.freeze_panes, sheet.auto_filter.ref.startswith("A1:")) == ("A2", True)
    assert sheet[f"{head['value']}2"].number_format == "#,##0"
    assert sheet[f"{head['rate']}6"].number_format == "#,##0.######"
    assert sheet[f"{head['period_end']}2"].number_format == "yyyy-mm-dd"
    assert sheet[f"{head['disagreement']}2"].value is False
    assert 40 < sheet.column_dimensions[head["citation"]].width <= 61
    assert sheet.column_dimensions[head["unit"]].width < 12


def test_what_a_sheet_cannot_hold_is_text_or_goes_to_the_next(
    money: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 3)
    target = tmp_path / "odd.xlsx"
    odd = """
        SELECT 18446744073709551615::UBIGINT AS a, 'nan'::DOUBLE AS b, DATE '1850-05-01' AS c, [1, 2] AS d,
            TIMESTAMP '2026-01-02 03:04:05' AS e, repeat('x', 40000) AS f, 0.25::DECIMAL(4, 2) AS g
        FROM range(3)
    """
    assert export_file(money.data_dir, ExportRequest(query=odd), target, "xlsx").rows == 3
    book = load_workbook(target)
    assert book.sheetnames == ["Notes", "Data", "Data 2"]
    (row,) = read_rows(book["Data 2"])
    assert (row["a"], row["b"], row["c"], row["d"]) == ("18446744073709551615", "nan", "1850-05-01", "[1, 2]")
    assert (row["e"].date(), len(row["f"]), row["g"]) == (date(2026, 1, 2), 32_767, 0.25)
