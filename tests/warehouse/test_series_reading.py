"""Series as they are asked for: by id or name, and what is said of a name that nobody knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from stories import load_stories, of_owner, stations

from extractors.errors import UsageError
from warehouse.publishing import publish
from warehouse.series import read_series, row_of


@pytest.fixture(scope="module")
def told(new_desk: Callable[[], Any]) -> Any:
    """China's stations twice and how they grew, those of a province, and a newcomer's."""
    desk = new_desk()
    provincial = {"entity": "Guangdong", "entity_id": "CN-GD", "place": "Guangdong", "place_id": "CN-GD"}
    grown = {"kind": "growth", "unit": "percent", "period_start": date(2024, 1, 1)}
    load_stories(
        desk,
        {
            "claims": [
                stations(desk, "400,000", 400_000, **provincial),
                stations(desk, "12%", 12, **grown),
                stations(desk, "4,251,000", 4_251_000),
                stations(desk, "4,100,000", 4_100_000, period_end=date(2024, 6, 30)),
            ]
        },
        {"claims": [stations(desk, "777,777", 777_777, **of_owner("Newcomer"))]},
    )
    publish(desk.data_dir)
    return desk.data_dir


def test_a_series_is_read_by_id_or_name_in_either_language(told: Path) -> None:
    for name in ("CN", "China", "china", "中国", "我国"):
        assert [row.value for row in read_series(told, "base_stations", name)] == [4_100_000, 4_251_000, 12]
    assert [row.entity for row in read_series(told, "base_stations", "newcomer")] == ["Newcomer"]
    assert len(read_series(told, "base_stations")) == 5
    assert [row.scope for row in read_series(told, "base_stations", place="广东")] == ["province"]
    assert read_series(told, "base_stations", since=date(2025, 1, 1)) == ()
    newest = read_series(told, "base_stations", "CN", kind="level", modality="actual")[-1]
    assert (newest.publishers, row_of(newest)["quote"]) == (("The Wire",), "4,251,000")


@pytest.mark.parametrize("metric", ["BASE_STATIONS", "5G base station", "5g基站", "base st", "base_statoins"])
def test_a_metric_is_read_by_its_names_their_beginning_or_a_slip(told: Path, metric: str) -> None:
    found = read_series(told, metric, "chin", place="CHINA")
    assert [(row.metric_id, row.value) for row in found if row.kind == "level"] == [
        ("base_stations", 4_100_000),
        ("base_stations", 4_251_000),
    ]


def test_wide_comes_before_narrow_and_levels_before_what_became_of_them(told: Path) -> None:
    assert [(row.entity, row.kind, row.value) for row in read_series(told, "base_stations")] == [
        ("China", "level", 4_100_000),
        ("China", "level", 4_251_000),
        ("China", "growth", 12),
        ("Guangdong", "level", 400_000),
        ("Newcomer", "level", 777_777),
    ]


def test_of_several_that_a_name_may_mean_those_with_figures_count(told: Path) -> None:
    assert [row.entity for row in read_series(told, "base_stations", "guang")] == ["Guangdong"]
    with pytest.raises(UsageError, match=r"the place '广' may be .*Guangdong \(CN-GD\).*; name one of these"):
        read_series(told, "robot_output", place="广")


@pytest.mark.parametrize(
    ("metric", "entity", "message"),
    [
        ("stations", None, "there is no metric 'stations'; did you mean base_stations?"),
        ("zzz", None, "there is no metric 'zzz' (`claimwatch metrics` lists them)"),
        ("base_stations", "Guangdang Prov", "there is no entity 'Guangdang Prov'; did you mean Guangdong (CN-GD)"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(
    told: Path, metric: str, entity: str | None, message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        read_series(told, metric, entity)
    assert str(caught.value).startswith(message)


def test_nothing_published_yet_says_what_to_do(desk: Any) -> None:
    with pytest.raises(UsageError, match="nothing loaded yet"):
        read_series(desk.data_dir, "base_stations")
