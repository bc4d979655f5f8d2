"""How values are written."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from warehouse.query_formats import (
    cell_text,
    display_width,
    plain,
    safe_cell,
    shorten,
    write_csv,
    write_json,
    write_table,
)


class Rows:
    """A cursor over rows in memory."""

    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        self.rows = rows

    def fetchmany(self, size: int = 1) -> list[tuple[Any, ...]]:
        step, self.rows = self.rows[:size], self.rows[size:]
        return step


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (4251000, "4,251,000"),
        (4251000.0, "4,251,000"),
        (3.14159265, "3.14159"),
        (Decimal("1234.50"), "1,234.50"),
        (1e300, "1e+300"),
        (float("nan"), "nan"),
        (date(2024, 12, 31), "2024-12-31"),
        (["a", 1], '["a", 1]'),
        ("red \x1b[31m text", "red  [31m text"),
        ("two\nlines", "two lines"),
        ("a" * 70, "a" * 59 + "…"),
        ("基" * 40, "基" * 29 + "…"),
    ],
)
def test_cells_of_a_table(value: Any, text: str) -> None:
    assert cell_text(value) == text


def test_chinese_takes_two_columns() -> None:
    assert display_width("5G基站") == 6
    assert shorten("short") == "short"


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("=1", "'=1"),
        ("\t=1", "'\t=1"),
        ("a=1", "a=1"),
        ("", ""),
        (-1, -1),
        (None, None),
        (True, True),
        (Decimal("1.5"), Decimal("1.5")),
        (date(2024, 1, 2), "2024-01-02"),
        (["=1"], '["=1"]'),
        ({"a": date(2024, 1, 2)}, '{"a": "2024-01-02"}'),
    ],
)
def test_cells_of_a_csv_file(value: Any, kept: Any) -> None:
    assert safe_cell(value) == kept


def test_json_values() -> None:
    assert plain({"a": (1, float("inf"), b"\x01", Decimal(2))}) == {"a": [1, None, "01", "2"]}


def test_steps_beyond_the_first_are_written_too() -> None:
    rows = [(number, "x" * (number // 3000)) for number in range(5000)]
    table, text, array = io.BytesIO(), io.BytesIO(), io.BytesIO()
    assert write_table(Rows(rows), ["n", "x"], None, table) == 5000
    assert write_csv(Rows(rows), ["n", "x"], 4999, text) == 4999
    assert write_json(Rows(rows), ["n", "x"], None, array) == 5000
    assert len(table.getvalue().splitlines()) == 5003
    assert len(text.getvalue().splitlines()) == 5000
    assert json.loads(array.getvalue())[4999] == {"n": 4999, "x": "x"}


def test_a_table_without_rows_shows_its_columns() -> None:
    table = io.BytesIO()
    write_table(Rows([]), ["only"], None, table)
    assert table.getvalue().decode().splitlines() == ["only", "----", "(0 rows)"]
