"""Stocks that cannot be: of a day to come, or far below what stands before and behind them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from stories import load_stories, query_series, stations


def test_a_stock_within_a_period_that_still_runs_is_kept(desk: Any) -> None:
    running = desk.claim("4.2 million", 4_200_000, period_start=date(2026, 1, 1), period_end=date(2026, 12, 31))
    load_stories(desk, {"day": date(2026, 2, 20), "claims": [running]})
    assert query_series(desk, "SELECT held_reason FROM claims") == [(None,)]


@pytest.mark.parametrize(
    ("values", "reasons"),
    [
        ((4_000_000, 900_000, 4_200_000), (None, "far below its neighbours", None)),
        ((4_000_000, 1_100_000, 4_200_000), (None, None, None)),
        ((4_000_000, 4_100_000, 900_000), (None, None, "far below its neighbours")),
        ((130_000, 700_000, 1_400_000), (None, None, None)),  # a young series grows by more than that
        ((4_000_000, 900_000), (None, None)),  # two alone do not tell which is wrong
    ],
)
def test_a_stock_that_falls_to_a_quarter_and_comes_back_is_held(
    desk: Any, values: tuple[int, ...], reasons: tuple[str | None, ...]
) -> None:
    days = [date(2025, month, 28) for month in range(1, 1 + len(values))]
    claims = [stations(desk, f"{value:,}", value, period_end=day) for value, day in zip(values, days, strict=True)]
    load_stories(desk, {"claims": claims, "day": date(2026, 2, 20)})
    assert query_series(desk, "SELECT held_reason FROM claims ORDER BY period_end") == [(reason,) for reason in reasons]


def test_one_slip_among_many_reports_of_a_day_is_held_alone(desk: Any) -> None:
    def said(value: int, day: date) -> list[Any]:
        return [stations(desk, f"{value:,}", value, period_end=day)]

    january, february, march = date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31)
    load_stories(
        desk,
        {"source": "wire", "claims": said(4_000_000, january)},
        {"source": "gazette", "claims": said(4_100_000, february)},
        {"source": "mirror", "claims": said(410_000, february)},
        {"source": "wire", "claims": said(4_200_000, march)},
    )
    held = "SELECT low FROM claims WHERE held_reason = 'far below its neighbours'"
    assert query_series(desk, held) == [(410_000.0,)]
