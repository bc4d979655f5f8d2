"""Sorts of what a metric counts: each has series of its own, called by its own name."""

from __future__ import annotations

from datetime import date
from typing import Any

from stories import load_stories, query_series, stations


def test_each_sort_is_a_series_of_its_own(desk: Any) -> None:
    def classes(quote: str, value: int, noun: str, month: int) -> Any:
        day = date(2025, month, 28)
        return stations(desk, quote, value, metric_id="classes", of=noun, metric_original=noun, period_end=day)

    said = [
        claim
        for month in (1, 2, 3)
        for claim in (
            classes(f"71.{month}", 71, "行业大类", month),
            classes(f"241.{month}", 241, "medium classes", month),
            classes(f"9.{month}", 9, "classes", month),
            classes(f"70.{month}", 70, "major and medium classes", month),
        )
    ]
    load_stories(desk, {"claims": said, "day": date(2026, 2, 20)})
    rows = query_series(
        desk,
        "SELECT metric_name_en, metric_name_zh, count(DISTINCT series_id), count(*), max(value) "
        "FROM observations GROUP BY ALL ORDER BY 1",
    )
    assert rows == [
        ("Classes", "行业数", 1, 3, 9.0),
        ("Major classes", "大类数", 1, 3, 71.0),
        ("Medium classes", "中类数", 1, 3, 241.0),
    ]
    assert query_series(desk, "SELECT DISTINCT held_reason FROM claims") == [(None,)]
