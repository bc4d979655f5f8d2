"""Workbooks as reference series: the sheet that holds values, what its cells show, and what is no workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from extractors.errors import UsageError
from warehouse.references.tables import Row, read_rows


def written(path: Path, **sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_sheet_is_read_as_its_csv_would_be(tmp_path: Path) -> None:
    rows: list[list[object]] = [["period", "value", "note"], [date(2025, 12, 31), 4838000, "year's end"], [None]]
    rows.append(["2024", 0.1, " 万 "])
    assert read_rows(written(tmp_path / "own.xlsx", 数据=rows)) == (
        Row(1, ("period", "value", "note")),
        Row(2, ("2025-12-31", "4838000", "year's end")),
        Row(4, ("2024", "0.1", "万")),
    )


def test_a_share_is_read_as_it_is_shown(tmp_path: Path) -> None:
    path = written(tmp_path / "own.xlsx", A=[["value"], [0.125]])
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([0.125])
    sheet["A1"].number_format = "0.0%"
    book.save(path)
    assert read_rows(path) == (Row(1, ("12.5%",)),)


def test_of_several_sheets_one_must_be_named(tmp_path: Path) -> None:
    path = written(tmp_path / "own.xlsx", Notes=[], A=[["value"], [1]], B=[["value"], [2]])
    with pytest.raises(UsageError, match=r"values on several sheets \(A, B\); choose one with --sheet"):
        read_rows(path)
    with pytest.raises(UsageError, match=r"no sheet 'C'; it has Notes, A, B"):
        read_rows(path, sheet="C")
    assert read_rows(path, sheet="B")[1].cells == ("2",)
    assert read_rows(written(path, Notes=[], A=[["value"], [1]]))[1].cells == ("1",)


def test_what_is_no_workbook_is_told_in_a_line(tmp_path: Path) -> None:
    file = tmp_path / "known"
    for data, problem in (
        (b"PK\x03\x04" + bytes(40), "is no Excel workbook that can be read: File is not a zip file"),
        (b"\xd0\xcf\x11\xe0", "of the old kind"),
        (b"value\n1\n", "it has no sheet 'A'"),
    ):
        file.write_bytes(data)
        with pytest.raises(UsageError, match=problem):
            read_rows(file, sheet="A")
    with pytest.raises(UsageError, match="holds no rows"):
        read_rows(written(tmp_path / "empty.xlsx", A=[]))
