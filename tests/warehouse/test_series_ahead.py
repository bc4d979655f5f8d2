"""Beside the line: what comes next, forecasts and targets; test_targets.py has what came of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from told import Ask, figure, said, told

NEWEST = date(2025, 3, 10)  # that any article of this module is of


def ahead(source: str, quote: str, value: float, modality: str, by: str | None = None) -> dict[str, Any]:
    words = figure(quote, value, modality=modality, attributed_to=by, period_end=date(2026, 12, 31))
    return said(source, words, day=NEWEST)


@told(
    ahead("wire", "4.5 million", 4_500_000, "target", "MIIT"),
    ahead("gazette", "4.8 million", 4_800_000, "expected", "Research House"),
    ahead("gazette", "4.6 million", 4_600_000, "expected"),
)
def test_forecasts_and_targets_hang_beside_the_line_each_with_its_originator(query: Ask) -> None:
    rows = query("SELECT modality, originator, value, disagreement FROM observations ORDER BY value")
    assert rows == [
        ("target", "Ministry of Industry and Information Technology", 4_500_000, False),
        ("expected", "The Gazette", 4_600_000, False),
        ("expected", "Research House", 4_800_000, False),
    ]


@told(
    ahead("wire", "4.5 million", 4_500_000, "target"),
    ahead("gazette", "4.6 million", 4_600_000, "target", "The Wire"),
)
def test_originators_that_are_shown_alike_do_not_stop_the_copy(query: Ask) -> None:
    """A source called The Wire, and a wire that somebody quotes and the catalogue does not know: two that speak."""
    rows = query("SELECT originator, value FROM observations ORDER BY value")
    assert rows == [("The Wire", 4_500_000), ("The Wire", 4_600_000)]


def stock(day: date, quote: str, value: float) -> dict[str, Any]:
    return said("wire", figure(quote, value, period_end=day, period_origin="stated"), day=day)


@told(
    stock(date(2025, 1, 31), "4,270,000", 4_270_000),
    stock(date(2025, 2, 28), "4,300,000", 4_300_000),
    said("wire", figure("12", 12, metric_id="robot_output", period_end=date(2024, 12, 31)), day=NEWEST),
)
def test_the_newest_value_stands_beside_the_one_before(query: Ask) -> None:
    rows = query(
        "SELECT value, previous_value, previous_period_end, change, round(change_percent, 3), age_days "
        "FROM series_latest ORDER BY value DESC"
    )
    assert rows == [
        (4_300_000, 4_270_000, date(2025, 1, 31), 30_000, 0.703, 10),
        (12, None, None, None, None, 0),
    ]
