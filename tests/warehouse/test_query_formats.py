"""How values are written."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from warehouse.query_formats import (
    cell_text,
    plain,
    safe_cell,
    unique_names,
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
        (2025, "2025"),
        (10000, "10,000"),
        (4251000.0, "4,251,000"),
        (3.14159265, "3.14159"),
        (Decimal("1234.50"), "1,234.50"),
        (1e300, "1e+300"),
        (float("nan"), "nan"),
        (date(2024, 12, 31), "2024-12-31"),
        (["a", 1], '["a", 1]'),
        ("red \x1b[31m text", "red  [31m text"),
        ("two\nlines", "two lines"),
        ("a" * 70, "a" * 70),
        (4_251_000.5, "4,251,000.5"),
        (1_234_567.891, "1,234,567.89"),
        (1e16, "1e+16"),
        (datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC), "2026-01-02 03:04:05+00:00"),
    ],
)
def test_cells_of_a_table(value: Any, text: str) -> None:
    assert cell_text(value) == text


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


def _table(rows: list[tuple[Any, ...]], columns: list[str], width: int | None) -> list[str]:
    sink = io.BytesIO()
    write_table(Rows(rows), columns, None, sink, width=width)
    return sink.getvalue().decode().splitlines()


LONG = "全国累计建成开通基站，" * 6


def test_long_cells_are_cut_and_more_so_on_a_narrow_screen() -> None:
    assert _table([(LONG, 1)], ["said", "n"], None)[2] == f"{LONG[:29]}…  1"
    assert _table([(LONG, 1)], ["said", "n"], 60)[2] == f"{LONG[:19]}…  1"
    assert _table([(LONG, 1)], ["said", "n"], 30)[2] == f"{LONG[:9]}…  1"


def test_numbers_are_never_cut() -> None:
    assert _table([(10**30, LONG)], ["n", "said"], None)[2].startswith(f"{10**30:,}")


def test_rows_that_do_not_fit_a_screen_are_blocks_with_their_text_whole() -> None:
    assert _table([(LONG[:44], 1_234), ("短", None)], ["said", "a_long_name_of_a_column"], 40) == [
        "-- row 1 --",
        "said                  全国累计建成开通基",
        "                      站，全国累计建成开",
        "                      通基站，全国累计建",
        "                      成开通基站，全国累",
        "                      计建成开通基站，",
        "a_long_name_of_a_co…  1234",
        "-- row 2 --",
        "said                  短",
        "a_long_name_of_a_co…",
        "(2 rows)",
    ]


def test_columns_of_one_name_are_numbered() -> None:
    assert unique_names(["a", "b", "a", "A", "a_1"]) == ["a", "b", "a_1", "A_2", "a_1_1"]
