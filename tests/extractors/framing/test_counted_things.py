"""Counts whose metric is told by what is said of the things, or by the heads they are counted for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "metric"),
    [
        ("The maker shipped more than 5,500 humanoid robots last year.", "5,500", "humanoid_robot_shipments"),
        ("Some 900 humanoids were delivered in March.", "900", "humanoid_robot_shipments"),
        ("It sold 1,200 units of its humanoid robots in 2025.", "1,200", "humanoid_robot_shipments"),
        ("Workers assembled 300 humanoid robots in May.", "300", "humanoid_robot_output"),
        ("The plant can build 10,000 humanoid robots a year.", "10,000", "humanoid_robot_capacity"),
        ("In June alone, 42,273 industrial robots rolled off the lines.", "42,273", "industrial_robot_output"),
        ("Factories turned out 31,000 sets of industrial robots in April.", "31,000", "industrial_robot_output"),
        ("Vendors sold 84,000 industrial robots in the quarter.", "84,000", "industrial_robot_sales"),
        ("Italy installed 9,400 industrial robots in 2024.", "9,400", "industrial_robot_installations"),
        ("About 55,000 industrial robots are in operation in Italy.", "55,000", "industrial_robot_stock"),
        ("China exported 118,000 industrial robots in 2025.", "118,000", "industrial_robot_export_units"),
        ("Dealers said makers shipped 61 million smartphones in spring.", "61 million", "smartphone_shipments"),
        ("Makers shipped 48 million 5G phones in spring.", "48 million", "5g_handset_shipments"),
        ("China has 392 industrial robots for every 10,000 manufacturing workers.", "392", "robot_density"),
        ("Wuxi has 31,000 5G base stations, or about 41 per 10,000 residents.", "41", "5g_base_station_density"),
        ("5月份全国生产工业机器人42273套。", "42273套", "industrial_robot_output"),
        ("公司全年交付人形机器人1000台。", "1000台", "humanoid_robot_shipments"),
        ("我国每万名制造业工人拥有工业机器人392台。", "392台", "robot_density"),
        ("无锡建成3.1万个5G基站，平均每万人拥有41个。", "41个", "5g_base_station_density"),
    ],
)
def test_what_is_said_of_the_things_tells_the_metric(read: Read, text: str, quote: str, metric: str) -> None:
    assert read(text, "2026-02-01")[quote].metric_id == metric


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The fair showed 300 humanoid robots.", "300"),
        ("The firm built a plant for 10,000 humanoid robots.", "10,000"),
        ("Farms bought 40 service robots.", "40"),
        ("The town has 12 5G base stations per square kilometre.", "12"),
        ("The school has 3 robots per class.", "3"),
        ("展会展出人形机器人300台。", "300台"),
    ],
)
def test_a_thing_of_which_nothing_is_said_has_no_metric(read: Read, text: str, quote: str) -> None:
    assert read(text, "2026-02-01")[quote].metric_id is None


def test_the_nearer_and_longer_predicate_holds(read: Read) -> None:
    claims = read(
        "The maker built a plant and shipped 700 humanoid robots; it could build 9,000 humanoids.", "2026-02-01"
    )
    assert claims["700"].metric_id == "humanoid_robot_shipments"
    assert claims["9,000"].metric_id == "humanoid_robot_capacity"


@pytest.mark.parametrize(
    ("text", "quote", "metric"),
    [
        ("Smartphone makers shipped a total of 61 million units in spring.", "61 million", "smartphone_shipments"),
        (
            "Smartphone shipments in Peru fell 3 percent. Huawei shipped just over 2 million.",
            "2 million",
            "smartphone_shipments",
        ),
        ("Honor led as smartphone sales fell. Its rivals praised 3 million.", "3 million", None),
        ("The bakery delivered 4,000 units.", "4,000", None),
    ],
)
def test_a_predicate_without_a_thing_is_of_the_topic(read: Read, text: str, quote: str, metric: str | None) -> None:
    assert read(text, "2026-08-01")[quote].metric_id == metric


def test_one_word_shortens_the_metric_named_last(read: Read) -> None:
    text = (
        "Smartphone shipments fell 4 percent to 80 million units.\nHonor saw shipments rise 31 percent to 14 million."
    )
    claims = read(text, "2026-08-01")
    assert {claim.metric_id for claim in claims.values()} == {"smartphone_shipments"}


def test_what_a_count_is_a_part_of_is_no_figure_of_the_metric(read: Read) -> None:
    claims = read("5G应用已融入国民经济97个大类中的71个。", "2026-08-01")
    assert (claims["97个"].metric_id, claims["71个"].metric_id) == (None, "5g_economy_categories")
