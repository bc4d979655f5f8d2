"""Stocks that cannot be: of a day to come, or far below what stands before and behind them."""

from __future__ import annotations

from datetime import date
from typing import Any

from told import Ask, counted, figure, said, told

RUNNING = {"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31)}


@told(said("wire", figure("4.2 million", 4_200_000, **RUNNING), day=date(2026, 2, 20)))
def test_a_stock_within_a_period_that_still_runs_is_kept(query: Ask) -> None:
    assert query("SELECT held_reason FROM claims") == [(None,)]


FAR = "far below its neighbours"
# The stocks of some months one after the other, and why each is held.
LINES: dict[str, list[tuple[int, str | None]]] = {
    "below a quarter": [(4_000_000, None), (900_000, FAR), (4_200_000, None)],
    "above a quarter": [(4_000_000, None), (1_100_000, None), (4_200_000, None)],
    "at the end": [(4_000_000, None), (4_100_000, None), (900_000, FAR)],
    "young, so that it grows by more than that": [(130_000, None), (700_000, None), (1_400_000, None)],
    "two alone, which do not tell which is wrong": [(4_000_000, None), (900_000, None)],
}


def of_months(line: str) -> list[dict[str, Any]]:
    return [
        counted(f"{value:,}", value, entity=line, period_end=date(2025, month, 28))
        for month, (value, _) in enumerate(LINES[line], 1)
    ]


@told(*(said("wire", *of_months(line), day=date(2026, 2, 20)) for line in LINES))
def test_a_stock_that_falls_to_a_quarter_and_comes_back_is_held(query: Ask) -> None:
    rows = query("SELECT entity, low, held_reason FROM claims ORDER BY period_end")
    assert {line: [(low, held) for entity, low, held in rows if entity == line] for line in LINES} == LINES


JANUARY, FEBRUARY, MARCH = date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31)


@told(
    said("wire", counted("4,000,000", 4_000_000, period_end=JANUARY)),
    said("gazette", counted("4,100,000", 4_100_000, period_end=FEBRUARY)),
    said("mirror", counted("410,000", 410_000, period_end=FEBRUARY)),
    said("wire", counted("4,200,000", 4_200_000, period_end=MARCH)),
)
def test_one_slip_among_many_reports_of_a_day_is_held_alone(query: Ask) -> None:
    assert query("SELECT low FROM claims WHERE held_reason = 'far below its neighbours'") == [(410_000.0,)]
