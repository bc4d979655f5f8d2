"""Provinces and companies side by side, and the map of equal squares."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from warehouse.pages.comparisons import build_comparisons
from warehouse.pages.series_data import SeriesRecord
from warehouse.pages.speech import speech_of

NAMES = {
    "CN": ("China", "中国"),
    "CN-GD": ("Guangdong", "广东"),
    "CN-ZJ": ("Zhejiang", "浙江"),
    "CN-HL": ("Heilongjiang", "黑龙江"),
    "CN-XJ": ("Xinjiang", "新疆"),
}
TILES = [
    {"entity_id": name, "name_en": NAMES[name][0], "name_zh": NAMES[name][1], "tile_row": row, "tile_column": column}
    for name, row, column in (("CN-HL", 0, 4), ("CN-XJ", 1, 0), ("CN-ZJ", 2, 3), ("CN-GD", 3, 2))
]


def record(place: str, value: float, end: date = date(2024, 12, 31), **about: Any) -> SeriesRecord:
    english, chinese = NAMES[place]
    row = {
        "series_id": f"s-{place}",
        "metric_id": "stations",
        "name_en": "5G base stations",
        "name_zh": "5G基站",
        "entity": english,
        "entity_zh": chinese,
        "entity_id": place,
        "place": english,
        "place_zh": chinese,
        "nature": "stock",
        "kind": "level",
        "scope": "country" if place == "CN" else "province",
        "basis": None,
        "unit": "count",
        "per": None,
        "of": "stations",
        "period_type": "instant",
        "last_published": end,
    }
    point = {
        "period_start": None,
        "period_end": end,
        "day": end,
        "modality": "actual",
        "value": value,
        "low": value,
        "high": value,
        "comparator": "eq",
        "originator": "The Office",
        "published_day": end,
        "change": None,
        "growth": None,
        "stretch": 0,
    }
    return SeriesRecord({**row, **about}, (point,), (), (), (), (), place)


FAMILY = [
    record("CN", 4_000_000),
    record("CN-ZJ", 250_000),
    record("CN-GD", 400_000),
    record("CN-HL", 40_000, date(2023, 12, 31)),
]


def test_members_are_ranked_with_their_share_of_the_country_at_the_same_period() -> None:
    (one,) = build_comparisons(FAMILY, TILES, speech_of("en"))
    assert (one["scope"], one["periods"], one["total"], one["parts"]) == ("Provinces", 2, 3, True)
    assert [(bar["owner"], bar["value"], bar["width"], bar["part"]) for bar in one["bars"]] == [
        ("Guangdong", "400,000", 100.0, 10.0),
        ("Zhejiang", "250,000", 62.5, 6.25),
        ("Heilongjiang", "40,000", 10.0, None),  # of another year than the country's
    ]


@pytest.mark.parametrize("about", [{"nature": "ratio"}, {"per": "10,000 people"}, {"kind": "share"}])
def test_what_does_not_add_up_has_no_share(about: dict[str, Any]) -> None:
    family = [record(one.about["entity_id"], one.points[0]["value"], **about) for one in FAMILY]
    (one,) = build_comparisons(family, TILES, speech_of("en"))
    assert not one["parts"]


def test_provinces_stand_on_a_map_also_those_without_a_value() -> None:
    (one,) = build_comparisons(FAMILY, TILES, speech_of("zh"))
    assert (one["map"]["columns"], one["map"]["rows"]) == (5, 4)
    assert [(tile["label"], tile["x"], tile["y"], tile["shade"], tile["title"]) for tile in one["map"]["tiles"]] == [
        ("黑龙江", 4, 0, 2, "黑龙江：4万，2023年底"),
        ("新疆", 0, 1, None, "新疆：没有数值"),
        ("浙江", 3, 2, 4, "浙江：25万，2024年底"),
        ("广东", 2, 3, 4, "广东：40万，2024年底"),
    ]
    labels = [tile["label"] for tile in build_comparisons(FAMILY, TILES, speech_of("en"))[0]["map"]["tiles"]]
    assert labels == ["HL", "XJ", "ZJ", "GD"]


def test_two_provinces_make_no_map_and_one_no_comparison() -> None:
    (one,) = build_comparisons(FAMILY[:3], TILES, speech_of("en"))
    assert one["map"] is None
    assert build_comparisons(FAMILY[:2], TILES, speech_of("en")) == []
