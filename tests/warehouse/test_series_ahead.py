"""Beside the line: what comes next, forecasts and targets; test_targets.py has what came of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from stories import load_stories, query_series


def test_forecasts_and_targets_hang_beside_the_line_each_with_its_originator(desk: Any) -> None:
    def ahead(quote: str, value: float, modality: str, by: str | None = None) -> list[Any]:
        return [desk.claim(quote, value, modality=modality, attributed_to=by, period_end=date(2026, 12, 31))]

    load_stories(
        desk,
        {"source": "wire", "claims": ahead("4.5 million", 4_500_000, "target", "MIIT")},
        {"source": "gazette", "claims": ahead("4.8 million", 4_800_000, "expected", "Research House")},
        {"source": "gazette", "claims": ahead("4.6 million", 4_600_000, "expected")},
    )
    rows = query_series(desk, "SELECT modality, originator, value, disagreement FROM observations ORDER BY value")
    assert rows == [
        ("target", "Ministry of Industry and Information Technology", 4_500_000, False),
        ("expected", "The Gazette", 4_600_000, False),
        ("expected", "Research House", 4_800_000, False),
    ]


def test_originators_that_are_shown_alike_do_not_stop_the_copy(desk: Any) -> None:
    """A source called The Wire, and a wire that somebody quotes and the catalogue does not know: two that speak."""

    def ahead(quote: str, value: float, by: str | None) -> list[Any]:
        return [desk.claim(quote, value, modality="target", attributed_to=by, period_end=date(2026, 12, 31))]

    load_stories(
        desk,
        {"source": "wire", "claims": ahead("4.5 million", 4_500_000, None)},
        {"source": "gazette", "claims": ahead("4.6 million", 4_600_000, "The Wire")},
    )
    rows = query_series(desk, "SELECT originator, value FROM observations ORDER BY value")
    assert rows == [("The Wire", 4_500_000), ("The Wire", 4_600_000)]


def test_the_newest_value_stands_beside_the_one_before(desk: Any) -> None:
    def at(day: date, quote: str, value: float) -> dict[str, Any]:
        return {"day": day, "claims": [desk.claim(quote, value, period_end=day, period_origin="stated")]}

    load_stories(
        desk,
        at(date(2025, 1, 31), "4,270,000", 4_270_000),
        at(date(2025, 2, 28), "4,300,000", 4_300_000),
        {
            "day": date(2025, 3, 10),
            "claims": [desk.claim("12", 12, metric_id="robot_output", period_end=date(2024, 12, 31))],
        },
    )
    rows = query_series(
        desk,
        "SELECT value, previous_value, previous_period_end, change, round(change_percent, 3), age_days "
        "FROM series_latest ORDER BY value DESC",
    )
    assert rows == [
        (4_300_000, 4_270_000, date(2025, 1, 31), 30_000, 0.703, 10),
        (12, None, None, None, None, 0),
    ]
