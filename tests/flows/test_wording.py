"""Numbers at the terminal."""

from __future__ import annotations

import pytest

from flows.wording import format_number, format_value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4_838_000, "4,838,000"),
        (33.9, "33.9"),
        (0.1 + 0.2, "0.3"),
        (-579_000.0, "−579,000"),
        (1_204_000_000, "1.204 billion"),
        (1.6096e12, "1.6096 trillion"),
        (1_204_123_456, "1,204,123,456"),  # a word would hide digits
        (0, "0"),
    ],
)
def test_every_digit_is_shown_and_billions_in_words(value: float, text: str) -> None:
    assert format_value(value) == text


@pytest.mark.parametrize(
    ("low", "high", "comparator", "unit", "text"),
    [
        (59.0, 59.0, "eq", "percent", "59%"),
        (1.75e12, 1.75e12, "eq", "CNY", "1.75 trillion CNY"),
        (16_000.0, 16_000.0, "approx", "count", "about 16,000"),
        (12e9, None, "gt", "CNY", "more than 12 billion CNY"),
        (None, 500.0, "lt", "kWh", "less than 500 kWh"),
        (3.0, 5.0, "range", "pp", "3 – 5 percentage points"),
        (None, -6.0, "gt", "percent", "more than 6% down"),
        (49.7, 49.7, "eq", None, "49.7"),
    ],
)
def test_bounds_are_said_in_words(
    low: float | None, high: float | None, comparator: str, unit: str | None, text: str
) -> None:
    assert format_number(low, high, comparator, unit) == text
