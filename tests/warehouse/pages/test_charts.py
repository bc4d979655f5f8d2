"""Specifications of charts, and where a point stands in one."""

from __future__ import annotations

from datetime import date
from typing import Any

import altair as alt
import pytest
from jsonschema import ValidationError

from warehouse.pages.charts import MARKS, build_specs, find_mark, find_place, find_years_a_tick


@pytest.mark.parametrize(
    ("name", "layers"),
    [("values", ["breaks", "line", "ranges", "vintages", "points"]), ("growth", ["computed", "printed"])],
)
def test_every_chart_is_valid_vega_lite_and_names_its_layers(name: str, layers: list[str]) -> None:
    """Reports do not spend time on this: a wrong name of an option must be seen here."""
    spec = build_specs()[name]
    alt.LayerChart.validate(spec)
    assert [layer["name"] for layer in spec["layer"]] == layers
    with pytest.raises(ValidationError, match="blob"):
        alt.LayerChart.validate({**spec, "layer": [{**spec["layer"][0], "mark": {"type": "blob"}}]})


@pytest.mark.parametrize(
    ("modality", "comparator", "mark"),
    [
        ("actual", "eq", "value"),
        ("actual", "range", "value"),
        ("actual", "gt", "above"),
        ("actual", "ge", "above"),
        ("actual", "lt", "below"),
        ("actual", "le", "below"),
        ("target", "ge", "target"),
        ("expected", "approx", "forecast"),
        ("hypothetical", "eq", "hypothetical"),
    ],
)
def test_bounds_are_triangles_and_plans_are_diamonds(modality: str, comparator: str, mark: str) -> None:
    assert find_mark({"modality": modality, "comparator": comparator}) == mark
    assert mark in MARKS


def test_a_year_stands_at_its_own_mark_and_a_state_at_its_day() -> None:
    year: dict[str, Any] = {"period_start": date(2024, 1, 1), "day": date(2024, 12, 31)}
    assert find_place(year, "year") == date(2024, 1, 1)
    assert find_place(year, "ytd") == date(2024, 12, 31)
    assert find_place({"period_start": None, "day": date(2024, 6, 30)}, "instant") == date(2024, 6, 30)


def test_the_axis_names_every_year_or_every_second_but_no_more_than_fit() -> None:
    def days(first: int, last: int) -> list[date]:
        return [date(year, 1, 1) for year in range(first, last + 1)]

    assert find_years_a_tick(days(2021, 2024), "year") == 1
    assert find_years_a_tick(days(2010, 2024), "year") == 2
    assert find_years_a_tick(days(2010, 2024), "month") == 2
    assert find_years_a_tick(days(2023, 2024), "month") == 0
    assert find_years_a_tick([], "month") == 0
