"""Cells of tables as spreadsheets and vendors write them: numbers, periods, units."""

from __future__ import annotations

from datetime import date

import pytest

from warehouse.references.cells import parse_number
from warehouse.references.known import build_known
from warehouse.references.spans import parse_span

NUMBERS = {
    "1,234.5": (1234.5, 0.05),
    "１２３４": (1234, 0.5),
    "1 234 567": (1234567, 0.5),
    "302,000": (302000, 500),
    "483.8万": (4838000, 500),
    "1.2bn": (1.2e9, 5e7),
    "4.838E+06": (4838000, 500),
    "20.7%": (20.7, 0.05),
    "(12.3)": (-12.3, 0.05),
    "−3": (-3, 0.5),
    "0": (0, 0.5),
}
BOUNDS = {">1700": (1700, None, "gt"), "≤ 5": (None, 5, "le"), "约1.2亿": (1.2e8, 1.2e8, "approx")}
NO_NUMBERS = ("", "abc", "12,34", "1.234,5", "1e999", "nan", "-(3)", "9" * 50)
PERIODS = {
    "2023-01": ("2023-01-01", "2023-01-31"),
    "2023年1月": ("2023-01-01", "2023-01-31"),
    "Jan-23": ("2023-01-01", "2023-01-31"),
    "January 2023": ("2023-01-01", "2023-01-31"),
    "2023M01": ("2023-01-01", "2023-01-31"),
    "202301": ("2023-01-01", "2023-01-31"),
    "01/2023": ("2023-01-01", "2023-01-31"),
    "2024/2/29": ("2024-02-29", "2024-02-29"),
    "31-Jan-23": ("2023-01-31", "2023-01-31"),
    "20230131": ("2023-01-31", "2023-01-31"),
    "2023Q4": ("2023-10-01", "2023-12-31"),
    "2023年第一季度": ("2023-01-01", "2023-03-31"),
    "2023年下半年": ("2023-07-01", "2023-12-31"),
    "2023年": ("2023-01-01", "2023-12-31"),
    "2025年1-7月": ("2025-01-01", "2025-07-31"),
    "2025-01..2025-07": ("2025-01-01", "2025-07-31"),
    "2020 to 2024": ("2020-01-01", "2024-12-31"),
}
UNITS = {
    "万个": (1e4, "count"),
    "亿元": (1e8, "CNY"),
    "人民币亿元": (1e8, "CNY"),
    "RMB mn": (1e6, "CNY"),
    "CNY 100 million": (1e8, "CNY"),
    "USD bn": (1e9, "USD"),
    "%": (1, "percent"),
    "GB": (1, "GB"),
    "Gb": (1, "Gbit"),
    "亿GB": (1e8, "GB"),
    "10,000 units": (1e4, None),
    "Unit th": (1e3, None),
    "": (1, "count"),
}
UNIT_ITEMS = [
    {"id": "count", "symbol": "count", "zh": ["个"]},
    {"id": "percent", "symbol": "percent", "symbols": ["%"]},
    {"id": "yuan", "symbol": "CNY", "prefix": ["RMB", "CNY"], "zh": ["元"]},
    {"id": "dollar", "symbol": "USD", "symbols": ["USD"]},
    {"id": "gigabit", "symbol": "Gbit", "symbols": ["Gb"]},
    {"id": "gigabyte", "symbol": "GB", "symbols": ["GB", "gb"]},
]


def test_numbers_are_read_with_what_their_last_digit_stands_for() -> None:
    for text, (value, precision) in NUMBERS.items():
        found = parse_number(text)
        assert found is not None, text
        assert (found.low, found.high, found.precision) == (value, value, pytest.approx(precision)), text
    for text, expected in BOUNDS.items():
        found = parse_number(text)
        assert found is not None, text
        assert (found.low, found.high, found.comparator) == expected
    assert [text for text in NO_NUMBERS if parse_number(text)] == []


def test_periods_are_read_in_all_their_forms() -> None:
    for text, (start, end) in PERIODS.items():
        found = parse_span(text)
        assert found is not None, text
        assert (found.start, found.end) == (date.fromisoformat(start), date.fromisoformat(end)), text
    assert [text for text in ("2023-13", "2023-02-30", "2025-07..2025-01", "soon", "3377000") if parse_span(text)] == []


def test_units_have_their_magnitude_and_keep_the_case_that_tells_a_bit_from_a_byte() -> None:
    known = build_known([], [], UNIT_ITEMS)
    for text, expected in UNITS.items():
        found = known.find_unit(text)
        assert (found.factor, found.symbol) == expected, text
