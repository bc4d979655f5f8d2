"""What people mean by a name."""

from __future__ import annotations

import pytest

from extractors.errors import UsageError
from warehouse.asked_names import find_named, require_one

KNOWN: dict[str, list[str | None]] = {
    "4g_base_stations": ["4G base stations", "4G基站数"],
    "5g_base_stations": ["5G base stations", "5G基站数"],
    "5g_base_station_density": ["5G base stations per 10,000 people", "每万人拥有5G基站数"],
    "5g_share_of_base_stations": ["Share of 5G in mobile base stations", "5G基站占移动基站比重"],
    "robot_density": ["Robot density", "机器人密度"],
    "robot_sales": ["Robot sales", "机器人销量"],
    "robot_stock": ["Robot stock", None],
}


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("5g_base_stations", "5g_base_stations"),
        ("5G_BASE_STATIONS", "5g_base_stations"),
        ("5G base stations", "5g_base_stations"),
        ("5g Base-Station", "5g_base_stations"),
        ("5G基站数", "5g_base_stations"),
        ("5G 基站", "5g_base_stations"),
        ("5g_base_station_d", "5g_base_station_density"),
        ("每万人", "5g_base_station_density"),
        ("robot d", "robot_density"),
        ("robot_densities", "robot_density"),
        ("robot dnesity", "robot_density"),
        ("5g base statons", "5g_base_stations"),
        ("4g base statons", "4g_base_stations"),
        ("机器人密", "robot_density"),
    ],
)
def test_a_name_is_an_id_or_a_name_in_either_language_its_beginning_or_a_slip(asked: str, meant: str) -> None:
    assert find_named(asked, KNOWN).ids == (meant,)


@pytest.mark.parametrize("asked", ["6g base stations", "robot stork prices", "zzz", "", " ", "_"])
def test_another_digit_or_another_word_is_no_slip(asked: str) -> None:
    assert find_named(asked, KNOWN).ids == ()


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("robot", "the metric 'robot' may be robot_density, robot_sales, robot_stock; name one of these"),
        (
            "6g base stations",
            "there is no metric '6g base stations'; did you mean 5g_base_stations or 4g_base_stations",
        ),
        ("zzz", "there is no metric 'zzz' (`claimwatch metrics` lists them)"),
    ],
)
def test_what_is_not_one_thing_is_answered_with_what_it_may_be(asked: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        require_one(find_named(asked, KNOWN), "metric", asked)
    assert str(caught.value).startswith(message)


def test_of_many_the_first_are_listed_and_the_others_counted() -> None:
    known = {f"place_{letter}": [f"Harbour {letter}"] for letter in "abcdefgh"}
    shown = {identifier: names[0] for identifier, names in known.items()}
    with pytest.raises(UsageError, match=r"may be Harbour a \(place_a\), .*Harbour e \(place_e\) and 3 more; name"):
        require_one(find_named("harbour", known), "place", "harbour", shown)
