"""Values and periods as people write them on a command line."""

from __future__ import annotations

from datetime import date

import click
import pytest

from extractors.errors import UsageError
from extractors.numbers.quantities import QuantityRules
from extractors.rulebook import Rulebook
from flows.asked_values import parse_value
from flows.cli_options import Period, Span


def _no_rules() -> QuantityRules:
    raise AssertionError("a bare number needs no words")


@pytest.mark.parametrize(
    ("asked", "value", "precision"), [("12,500", 12_500, 0), ("8.68e9", 8.68e9, 5e6), ("-3.5", -3.5, 0.05)]
)
def test_a_bare_number_counts_and_is_known_to_its_last_digit(asked: str, value: float, precision: float) -> None:
    found = parse_value(asked, _no_rules)
    assert (found.low, found.high, found.unit) == (value, value, "count")
    assert found.precision == pytest.approx(precision)


def test_a_worded_number_is_read_as_in_an_article(rulebook: Rulebook) -> None:
    for asked, read in (
        ("8.68 billion USD", (8.68e9, 8.68e9, "eq", "USD")),
        ("86.8亿美元", (8.68e9, 8.68e9, "eq", "USD")),
        ("more than 12 billion yuan", (12e9, None, "gt", "CNY")),
        ("近1.6万个", (16_000, 16_000, "approx", "count")),
    ):
        found = parse_value(asked, lambda: rulebook.quantities)
        assert (found.low, found.high, found.comparator, found.unit) == read, asked
    for asked, lack in (("robots", "no number can be read"), ("3 robots, 4 stations", "2 numbers stand there")):
        with pytest.raises(UsageError, match=lack):
            parse_value(asked, lambda: rulebook.quantities)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024Q2", date(2024, 4, 1), date(2024, 6, 30)),
        ("2024-H2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024-06-30", None, date(2024, 6, 30)),
        ("2024-01-05..2024-06-30", date(2024, 1, 5), date(2024, 6, 30)),
        ("2021..2025", date(2021, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_period_is_a_year_a_part_of_one_a_day_or_two_with_dots(asked: str, first: date | None, last: date) -> None:
    assert Period().convert(asked, None, None) == Span(first, last)


@pytest.mark.parametrize("asked", ["", "24", "2024-13", "2024-02-30", "2024Q5", "2025..2024", "..2024", "soon"])
def test_what_is_no_period_is_refused(asked: str) -> None:
    with pytest.raises(click.BadParameter, match="is not a period"):
        Period().convert(asked, None, None)
