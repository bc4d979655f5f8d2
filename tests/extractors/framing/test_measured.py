"""What a number measures: classifiers, clauses with a measure of their own, lists, short forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "metric"),
    [
        ("China's industrial robot output rose to 550,000 units.", "550,000", "industrial_robot_output"),
        ("Plants in China made 222,000 sets of industrial robots.", "222,000", "industrial_robot_output"),
        ("The city has a robot density of 620 units.", "620", "robot_density"),
        ("我国5G工厂超过8000家。", "8000家", "5g_factories"),
        ("中国移动已建成4G基站110万个，今年还将新建30万个。", "30万个", "4g_base_stations"),
        ("2024年我国工业机器人市场销量达30.2万台。", "30.2万台", "industrial_robot_sales"),
        ("工业机器人产量增长5%。其中12月份产量为35191台。", "35191台", "industrial_robot_output"),
        ("三省分别拥有18.7万个、17.1万个和16.2万个5G基站。", "17.1万个", "5g_base_stations"),
        ("Three carriers had 387 million, 188 million and 155 million 5G package subscribers.", "188 million",
         "5g_package_subscribers"),
        ("There were 927 million subscribers with a 5G mobile phone.", "927 million", "5g_subscribers"),
        ("China had 3.7 million 5G base stations, 31.7 percent of all mobile base stations.", "31.7 percent",
         "5g_share_of_base_stations"),
        ("我国机器人企业由531家增至1289家。", "1289家", "robot_enterprises"),
    ],
)  # fmt: skip
def test_the_metric_is_found(read: Read, text: str, quote: str, metric: str) -> None:
    assert read(text, "2025-03-01")[quote].metric_id == metric


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("China Mobile's mobile ARPU was 49 yuan; IoT ARPU was 3 yuan.", "3 yuan"),
        ("移动ARPU为49.5元，物联网客户ARPU为2.4元。", "2.4元"),
        ("5G直接带动经济总产出1.3万亿元，间接带动总产出约3.4万亿元。", "3.4万亿元"),
        ("宇树机器人售价9.9万元，公司股票发行价为每股42元。", "42元"),
        ("Beijing had 400 robot makers, more than 50 of which were suppliers.", "50"),
        ("某公司净利润增长3%。机器人板块收入12亿元，同比增长25%。", "25%"),
    ],
)
def test_a_clause_with_its_own_measure_inherits_none(read: Read, text: str, quote: str) -> None:
    assert read(text, "2025-03-01")[quote].metric_id is None


@pytest.mark.parametrize(
    ("text", "quote", "noun"),
    [
        ("The plant sold 300 units.", "300", None),
        ("The plant made 300 sets of welding robots.", "300", "welding robots"),
        ("5G应用案例数累计超过9.4万个。", "9.4万个", "5G应用案例"),
        ("我国工业机器人保有量突破200万台。", "200万台", None),
        ("5G基站达483万个，比上年末净增58万个。", "58万个", None),
    ],
)
def test_the_counted_noun(read: Read, text: str, quote: str, noun: str | None) -> None:
    claim = read(text, "2025-03-01")[quote]
    assert claim.of == noun or (noun is None and claim.of in {"工业机器人保有量", "工业机器人"})


def test_gigabit_before_users_is_no_unit(read: Read) -> None:
    claim = read("There were 85 million gigabit broadband users.", "2025-03-01")["85 million"]
    assert claim.unit == "count"


def test_a_conversion_keeps_its_own_denominator(read: Read) -> None:
    claims = read("The offer is worth $1.4 billion, or $28.50 per share.", "2025-03-01")
    assert claims["$28.50"].per == "share"


def test_growth_in_the_same_sentence_is_of_the_number_before(read: Read) -> None:
    text = "China's plants made 222,000 sets of industrial robots, 5.4 percent more than a year before."
    assert read(text, "2023-07-17")["5.4 percent"].metric_id == "industrial_robot_output"


def test_of_them_counts_what_was_counted_before(read: Read) -> None:
    text = "Guangdong had 80,000 5G base stations in July. The province has 98,613 of them now, 9,000 above the plan."
    claims = read(text, "2020-09-05")
    assert claims["98,613"].metric_id == "5g_base_stations"
    assert claims["9,000"].of is None
