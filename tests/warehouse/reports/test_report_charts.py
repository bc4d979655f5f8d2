"""Specifications of charts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import altair as alt
import pytest
from jsonschema import ValidationError

from warehouse.report_charts import MARKS, build_chart, describe_point, find_mark
from warehouse.report_data import Point, Series

POINT = Point(
    period_start=date(2024, 1, 1), period_end=date(2024, 12, 31), day=date(2024, 12, 31), modality="actual",
    value=556_369.0, low=556_369.0, high=556_369.0, comparator="eq", originator="Bureau", publishers=("Bureau", "Wire"),
    independent=1, claims=2, disagreement=False, published_day=date(2025, 1, 17), quote="556,369",
    sentence="Factories made 556,369.", lang="en", url="https://example.org/a", title="Output", claim_id="c1",
)  # fmt: skip


def series(*points: Point, **changes: Any) -> Series:
    values = {
        "series_id": "ab12", "metric_id": "output", "name_en": "Robot output", "name_zh": "产量", "topic": "Robotics",
        "nature": "flow", "entity": "China", "place": "China", "kind": "level", "basis": None, "unit": "count",
        "of": "sets", "per": None, "period_type": "year", "definition": None, "total": len(points),
    }  # fmt: skip
    return Series(**{**values, **changes}, points=points)


def layers(chart: dict[str, Any]) -> list[str]:
    return [layer["mark"]["type"] for layer in chart["spec"]["layer"]]


@pytest.mark.parametrize(
    "points",
    [
        (),
        (POINT,),
        (POINT, replace(POINT, day=date(2025, 12, 31), value=2.0, low=1.0, high=3.0, comparator="range")),
        tuple(replace(POINT, period_start=date(year, 1, 1), day=date(year, 12, 31)) for year in range(2000, 2025)),
        (replace(POINT, modality="target"), replace(POINT, comparator="ge"), replace(POINT, value=-3.0)),
    ],
    ids=["no point", "one", "a range", "many years", "marks"],
)
@pytest.mark.parametrize("changes", [{}, {"nature": "stock", "period_type": "instant", "unit": "%", "of": None}])
def test_every_shape_of_a_chart_is_valid_vega_lite(points: tuple[Point, ...], changes: dict[str, Any]) -> None:
    """Reports do not spend time on this: a wrong name of an option must be seen here."""
    spec = build_chart(series(*points, **changes))["spec"]
    alt.LayerChart.validate(spec)
    with pytest.raises(ValidationError, match="blob"):
        alt.LayerChart.validate({**spec, "layer": [{**spec["layer"][0], "mark": {"type": "blob"}}]})


def test_a_row_carries_all_that_a_reader_asks_of_a_point() -> None:
    (row,) = build_chart(series(POINT))["points"]
    assert row["value"] == "556,369"
    assert row["chinese"] == "55.6369万"
    assert row["period"] == "2024"
    assert row["originator"] == "Bureau"
    assert row["publisher"] == "Bureau, Wire"
    assert row["published"] == "17 Jan 2025"
    assert row["quote"] == "Factories made 556,369."
    assert row["url"] == "https://example.org/a"
    assert row["label"] == "2024, 556,369, Bureau"


def test_a_year_stands_at_its_own_mark_and_a_state_at_its_day() -> None:
    """31 December 2024 lies beside the mark 2025, where nobody would read it as the output of 2024."""
    assert build_chart(series(POINT))["points"][0]["x"] == "2024-01-01"
    assert build_chart(series(POINT, period_type="instant"))["points"][0]["x"] == "2024-12-31"
    assert build_chart(series(POINT, period_type="ytd"))["points"][0]["x"] == "2024-12-31"
    assert build_chart(series(replace(POINT, period_start=None)))["points"][0]["x"] == "2024-12-31"


@pytest.mark.parametrize(
    ("modality", "comparator", "mark"),
    [
        ("actual", "eq", "value"),
        ("actual", "approx", "value"),
        ("actual", "range", "value"),
        ("actual", "gt", "above"),
        ("actual", "ge", "above"),
        ("actual", "lt", "below"),
        ("actual", "le", "below"),
        ("target", "gt", "target"),
        ("expected", "eq", "forecast"),
    ],
)
def test_bounds_are_triangles_and_plans_are_diamonds(modality: str, comparator: str, mark: str) -> None:
    point = replace(POINT, modality=modality, comparator=comparator)
    assert find_mark(point) == mark
    assert mark in MARKS


def test_plans_disputes_and_repetitions_are_named_beside_a_value() -> None:
    assert describe_point(replace(POINT, claims=1)) == []
    assert describe_point(replace(POINT, claims=1, modality="target")) == ["target"]
    assert describe_point(replace(POINT, claims=1, modality="expected")) == ["forecast"]
    assert describe_point(POINT) == ["2 claims by 1 originator"]
    disputed = replace(POINT, claims=4, independent=2, disagreement=True)
    assert describe_point(disputed) == ["disputed", "4 claims by 2 originators"]


def test_a_line_needs_two_values_and_a_bar_of_a_range_needs_a_range() -> None:
    earlier = replace(POINT, period_start=date(2023, 1, 1), day=date(2023, 12, 31))
    bound = replace(earlier, comparator="gt", high=None)
    ranged = replace(earlier, comparator="range", low=400_000.0, high=500_000.0)
    assert layers(build_chart(series(POINT))) == ["point"]
    assert layers(build_chart(series(bound, POINT))) == ["point"]
    assert layers(build_chart(series(earlier, POINT))) == ["line", "point"]
    assert layers(build_chart(series(ranged, POINT))) == ["line", "rule", "point"]


def test_the_axis_names_scale_and_unit() -> None:
    spec = build_chart(series(replace(POINT, value=4.7e6), unit="CNY", of=None))["spec"]
    assert spec["title"]["text"] == "million yuan (CNY)"
    assert "1000000" in str(spec["layer"][0]["encoding"]["y"]["axis"]["labelExpr"])
    assert build_chart(series(POINT))["spec"]["title"]["text"] == "sets"
    assert build_chart(series(POINT, of=None))["spec"]["title"]["text"] == "number"


def test_levels_of_a_flow_start_at_zero_and_stocks_do_not() -> None:
    def starts_at_zero(**changes: Any) -> bool:
        return bool(build_chart(series(POINT, **changes))["spec"]["layer"][0]["encoding"]["y"]["scale"]["zero"])

    assert starts_at_zero()
    assert not starts_at_zero(nature="stock")
    assert not starts_at_zero(kind="growth", unit="percent")


def test_a_link_that_is_no_web_link_is_dropped() -> None:
    assert build_chart(series(replace(POINT, url="javascript:alert(1)")))["points"][0]["url"] is None


def test_an_anchor_holds_no_space() -> None:
    assert series(POINT, series_id="a b\tc").anchor == "series-a-b-c"


def test_entity_and_place_are_named_once() -> None:
    assert series(POINT).whose == "China"
    assert series(POINT, entity="Alpha Robots", place="China").whose == "Alpha Robots, China"
    assert series(POINT, entity=None, place=None).whose == ""
