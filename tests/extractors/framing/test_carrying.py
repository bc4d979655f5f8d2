"""What a number takes over from the one before it, and what it does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "metric"),
    [
        ("The carrier's net profit rose 4 percent to 31 billion yuan.", "31 billion yuan", "net_profit"),
        ("ZTE posted a net profit of 4.2 billion yuan, down from a restated 4.5 billion yuan a year earlier.",
         "4.5 billion yuan", "net_profit"),
        ("Capex fell to 86 billion yuan from 101 billion yuan a year before.", "101 billion yuan", "capex"),
        ("It added 300,000 4G base stations, for a total of 2.7 million.", "2.7 million", "4g_base_stations"),
        ("China Mobile's net profit was 38 billion yuan. That was up 5.5 percent.", "5.5 percent", "net_profit"),
        ("Net profit was above a forecast of 59 billion yuan from nine analysts, and up from 57 billion yuan.",
         "57 billion yuan", "net_profit"),
        ("Industrial robot output rose 9 percent in May, the bureau said on Monday, after a 7 percent gain in 2024.",
         "7 percent", "industrial_robot_output"),
        ("Industrial robot output in Japan rose to 9,000 units from 4,000.", "4,000", "industrial_robot_output"),
        ("Peru installed 90,000 industrial robots, 7 percent of the global total. Japan followed with 40,000.",
         "40,000", "industrial_robot_installations"),
        ("China installed 300,000 industrial robots. Japan was the second-largest market with 40,000 units.", "40,000",
         "industrial_robot_installations"),
        ("Robot density stood at 470 units per 10,000 workers, up from 392 the year before.", "392", "robot_density"),
        ("Nokia led with shipments of 900 humanoid robots, up from 300.", "300", "humanoid_robot_shipments"),
        ("Net profit rose 4 percent, according to its filing, following a drop of 11 percent.", "11 percent",
         "net_profit"),
        ("全国工业机器人产量从7万套增长到21万套，年均增长31%。", "21万套", "industrial_robot_output"),
        ("5G用户超过11亿户，其中中国移动6亿户、中国电信3亿户、中国联通3亿户。", "6亿户", "5g_subscribers"),
        ("全国工业机器人产量从7万套增长到21万套，年均增长31%。", "31%", "industrial_robot_output"),
        ("5G基站占移动基站总数的36%，占比较上半年提高0.9个百分点。", "0.9个百分点", "5g_share_of_base_stations"),
        ("韩国制造业机器人密度为1012台，日本为419台。", "419台", "robot_density"),
    ],
)  # fmt: skip
def test_linked_numbers_are_of_one_measure(read: Read, text: str, quote: str, metric: str) -> None:
    assert read(text, "2025-03-01")[quote].metric_id == metric


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Mobile ARPU was flat at 52 yuan, with the 5G figure down 4.6 percent.", "4.6 percent"),
        ("Net profit rose 8 percent. Smart home customers grew 50 percent.", "50 percent"),
        ("Revenue was 90 billion yuan. Demand in Europe rose 12 percent.", "12 percent"),
        ("China Mobile had 734 million video users, up by 21 million from January.", "21 million"),
        ("Mobile customers exceeded 1 billion, of which 795 million used 5G.", "795 million"),
        ("Net profit was 59 billion yuan, or 2.89 yuan per share.", "2.89 yuan"),
        ("Nokia shipped 900 humanoid robots. It won orders for 500 humanoid robots.", "500"),
        ("Net profit rose 8 percent, the carrier said, after 13 percent of its shops had closed.", "13 percent"),
        ("中国移动净利润达800亿元，海外仓库面积增长12%。", "12%"),
        ("韩国机器人密度为1012台。去年机器人的新增量为6.6万台。", "6.6万台"),
    ],
)
def test_another_noun_ends_what_is_carried_on(read: Read, text: str, quote: str) -> None:
    assert read(text, "2025-03-01")[quote].metric_id is None


def test_a_measure_without_a_metric_is_carried_on_by_name(read: Read) -> None:
    claims = read("Cloud revenue of China Mobile grew 80 percent to 42 billion yuan.", "2025-03-01")
    assert claims["80 percent"].metric == claims["42 billion yuan"].metric == "cloud revenue"


def test_a_new_paragraph_goes_on_only_where_it_points_back(read: Read) -> None:
    said = "Net profit of the carrier was 31 billion yuan.\n"
    assert read(said + "Up 12 percent in March.", "2025-03-01")["12 percent"].metric_id is None
    assert read(said + "The result was up 12 percent.", "2025-03-01")["12 percent"].metric_id == "net_profit"


def test_growth_of_what_was_added_is_not_growth_of_the_whole(read: Read) -> None:
    claims = read("今年上半年新增机器人相关企业10万家，同比增长44%。", "2025-08-01")
    assert (claims["10万家"].metric_id, claims["44%"].metric_id) == ("robot_enterprises", None)
    claims = read("China's 5G subscribers rose by 30 million, or 5 percent.", "2025-08-01")
    assert claims["5 percent"].metric_id == "5g_subscribers"


def test_a_list_shares_its_noun_only_among_like_classifiers(read: Read) -> None:
    claims = read("特斯拉的人形机器人出货量为150台，三家合计份额仅约3%。", "2026-01-10")
    assert claims["150台"].metric_id == "humanoid_robot_shipments"
    assert claims["三家"].metric_id is None
