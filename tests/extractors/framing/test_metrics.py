"""Phrases to metric ids: what fits a number, what a longer term or another owner forbids."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.metrics.measures import build_metric_rules
from extractors.metrics.metrics import find_hits, is_tied_to
from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "metric"),
    [
        ("5G is in use in 86 of 97 major categories of the national economy.", "86", "5g_economy_categories"),
        ("Larkspur led with shipments of 900 humanoid robots.", "900", "humanoid_robot_shipments"),
        ("Japan reported output of 900 industrial robots.", "900", "industrial_robot_output"),
        ("Humanoid robot sales rose to 900 units last year.", "900", "humanoid_robot_shipments"),
        ("Humanoid robot sales in Japan rose to 900 units from 400.", "400", "humanoid_robot_shipments"),
        ("2026年中国人形机器人市场销量有望突破5万台，市场规模超过90亿元。", "5万台", "humanoid_robot_shipments"),
        ("2026年中国人形机器人市场销量有望突破5万台，市场规模超过90亿元。", "90亿元", "humanoid_robot_market_size"),
        ("某行将2030年人形机器人销量预测从4万台上调至9万台。", "4万台", "humanoid_robot_shipments"),
        ("某行将2030年人形机器人销量预测从4万台上调至9万台。", "9万台", "humanoid_robot_shipments"),
        ("China Mobile reported a net profit of 61 billion yuan.", "61 billion yuan", "net_profit"),
        ("China had 4.2 million 5G base stations.", "4.2 million", "5g_base_stations"),
        ("Its founder reckons revenues should hit $1 billion this year.", "$1 billion", "revenue"),
        ("The bank believes revenue will hit $1 billion this year.", "$1 billion", "revenue"),
        ("The start-up Larkspur has pulled in $200 million in fresh funding.", "$200 million", "funding_round"),
        ("Helix landed $40 million in new funding.", "$40 million", "funding_round"),
        (
            "Peru has 9 million 5G users, making up 23 percent of its mobile subscriptions.",
            "23 percent",
            "5g_share_of_subscribers",
        ),
        ("Around 40 companies specialize in humanoid robots in Peru.", "40", "humanoid_robot_makers"),
        ("Shanghai has 9,000 5G-Advanced base stations.", "9,000", "5ga_base_stations"),
        ("全国5G基站总数达420万个。", "420万个", "5g_base_stations"),
        ("全国工业机器人产量同比增长12%。", "12%", "industrial_robot_output"),
        ("中国移动净利润达800亿元。", "800亿元", "net_profit"),
        ("Huawei revenue rose to 880 billion yuan.", "880 billion yuan", "revenue"),
        ("China Mobile (0941.HK) revenue rose 3 percent.", "3 percent", "revenue"),
        ("Analysts had expected the carrier to cut capital expenditure by 3 percent.", "3 percent", "capex"),
        ("Revenue from a year earlier rose 3 percent.", "3 percent", "revenue"),
        ("A total of 118,000 units of industrial robots were manufactured.", "118,000", "industrial_robot_output"),
        ("移动用户规模达3.5亿户。", "3.5亿户", "mobile_subscribers"),
        ("上半年，中国移动、中国联通分别实现收入5438亿元、2002亿元。", "2002亿元", "revenue"),
        ("三家基础电信企业的移动电话用户总数达16.5亿户。", "16.5亿户", "mobile_subscribers"),
        ("公司上半年实现收入15亿元。", "15亿元", "revenue"),
        ("移动通信基站设备产量530万射频模块。", "530万", "base_station_equipment_output"),
        ("中国移动通信服务收入2224亿元。", "2224亿元", "telecom_service_revenue"),
        ("China Mobile's 5G package user base grew to 700 million.", "700 million", "5g_package_subscribers"),
        ("Combined 5G package subscriber additions totalled 26 million.", "26 million", "5g_package_subscribers"),
        ("The number of 5G users has reached 695 million households.", "695 million", "5g_subscribers"),
        (
            "The firm lost 707 million yuan, 918 million yuan and 987 million yuan in three years.",
            "987 million yuan",
            "net_loss",
        ),
        ("5G行业虚拟专网加快建设，由去年的1655个提升至6518个。", "6518个", "5g_virtual_private_networks"),
        (
            "China counts 3 million 5G base stations, including about 887,000 built in 2022.",
            "887,000",
            "5g_base_stations",
        ),
    ],
)
def test_phrase_names_the_metric(read: Read, text: str, quote: str, metric: str) -> None:
    assert read(text, "2025-03-01")[quote].metric_id == metric


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Pretax profit rose to 12 billion yuan.", "12 billion yuan"),
        ("China Mobile's handset revenue reached 12 billion yuan.", "12 billion yuan"),
        ("全国4G、5G基站共900万个。", "900万个"),
        ("中国移动利润总额达80亿元。", "80亿元"),
        ("The group's digital services (DS) sales rose 19 percent.", "19 percent"),
        ("Revenue from its home broadband unit increased 33 percent.", "33 percent"),
        ("Blended IoT ARPU reached 4 yuan.", "4 yuan"),
        ("Huawei sold 50,000 base stations abroad.", "50,000"),
        ("The carrier has 3 million third-generation mobile users.", "3 million"),
        ("数据中心业务抓住机遇，实现收入214亿元。", "214亿元"),
        ("34家机器人上市公司营业总收入达到547亿元。", "547亿元"),
        ("固网服务收入增长10.7%。", "10.7%"),
        ("在政企业务上，中国移动、中国电信分别实现收入900亿元、600亿元。", "600亿元"),
        ("自动化部件、机器人本体分别实现收入5亿元、9亿元。", "9亿元"),
        ("减速器（含谐波）实现收入5亿元。", "5亿元"),
        ("中国联通早期用户的5G每用户平均收入（ARPU）上涨8%。", "8%"),
        ("5G基站的建造数量还有20%的上升空间。", "20%"),
        ("机器人大会召开，减速器市场规模达60亿元。", "60亿元"),
        ("截至3月末，3家基础电信企业5G终端连接数达2.9亿户。", "3家"),
        ("5G应用加快，工业互联网融入45个国民经济大类。", "45个"),
        ("The town has 12 5G base stations per square kilometre.", "12"),
        ("Its shares lost 3 percent.", "3 percent"),
        ("The revenue of emerging business rose 32 percent.", "32 percent"),
        ("An after-tax gain of 1.4 million yuan helped.", "1.4 million yuan"),
        ("The network programme brought savings of 100 billion yuan in capex.", "100 billion yuan"),
    ],
)
def test_other_measures_keep_their_numbers(read: Read, text: str, quote: str) -> None:
    assert read(text, "2025-03-01")[quote].metric_id is None


@pytest.mark.parametrize(
    ("text", "quote", "metric"),
    [
        (
            "China's telecom firms did well. The country's revenue reached 1.6 trillion yuan.",
            "1.6 trillion yuan",
            "telecom_revenue",
        ),
        ("China Mobile said telecom revenue rose to 480 billion yuan.", "480 billion yuan", "telecom_service_revenue"),
        ("China's revenue reached 1.6 trillion yuan.", "1.6 trillion yuan", None),
    ],
)
def test_the_same_words_mean_another_metric_of_another_entity(
    read: Read, text: str, quote: str, metric: str | None
) -> None:
    assert read(text, "2026-08-01")[quote].metric_id == metric


@pytest.mark.parametrize(
    ("text", "quote", "metric"),
    [
        (
            "The number of mobile phone users of the three carriers reached 1.7 billion.",
            "1.7 billion",
            "mobile_subscribers",
        ),
        ("ZTE spent 9.2 billion yuan ($1.4 billion) on research.", "9.2 billion yuan", "rd_spending"),
        (
            "The sector's total business volume, calculated at the previous year's prices, rose 9 percent.",
            "9 percent",
            "telecom_business_volume",
        ),
        (
            "Robot installations in Spain rose 5 percent. Installations in Italy, the next, fell 9 percent.",
            "9 percent",
            "industrial_robot_installations",
        ),
        ("工业机器人、服务机器人产量分别增长32.1%和17.3%，民用无人机产量增幅达54.7%。", "54.7%", None),
        ("外资品牌工业机器人销量为15.5万台。", "15.5万台", None),
    ],
)
def test_what_stands_between_does_not_take_a_number(read: Read, text: str, quote: str, metric: str | None) -> None:
    assert read(text, "2026-08-01")[quote].metric_id == metric


@pytest.mark.parametrize(
    ("text", "quote", "metric"),
    [
        ("China Unicom's cloud business grew 36 percent.", "36 percent", "cloud_revenue"),
        ("China Unicom's 5G base station count topped 2 million.", "2 million", "5g_base_stations"),
        (
            "Spain accounted for 9 percent of total worldwide installations of robots.",
            "9 percent",
            "share_of_world_robot_installations",
        ),
        ("5G移动电话用户达11亿户，用户普及率超79%。", "79%", "5g_penetration"),
        ("具备千兆网络服务能力的端口数达3022万个。", "3022万个", "10g_pon_ports"),
        ("互联网用户普及率超79%。", "79%", None),
    ],
)
def test_other_names_of_a_metric(read: Read, text: str, quote: str, metric: str | None) -> None:
    assert read(text, "2026-08-01")[quote].metric_id == metric


def test_a_sentence_that_points_back_shares_what_was_named(read: Read) -> None:
    text = (
        "China had 927 million 5G mobile subscribers. This figure accounted for 52.4% of the total mobile subscribers."
    )
    assert read(text, "2026-08-01")["52.4%"].metric_id == "5g_share_of_subscribers"


def test_points_behind_a_share_are_not_of_its_whole(read: Read) -> None:
    text = "Capex came to 20.9% of telecommunications services revenue, a decrease of 1.9 percentage points."
    assert read(text, "2026-08-01")["1.9 percentage points"].metric_id is None


def test_a_gap_beside_the_number_is_a_gap() -> None:
    row = {"id": "x", "name": {"en": "Towns"}, "unit": "count", "phrases": {"en": ["wired…{n} towns"]}}
    rules = build_metric_rules([row], {}, "en")
    text = "wired networks of the 5th kind in all of 40 towns"
    hits = find_hits(text, rules)
    assert [hit.measure.id for hit in hits if is_tied_to(hit, text, text.index("40"), text.index("40") + 2)] == ["x"]


def test_a_share_is_of_the_metric_named_last(read: Read) -> None:
    claims = read("我国累计建成5G基站103万个，全球占比超70%；5G终端连接数近4.2亿，全球占比超80%。", "2026-06-20")
    assert claims["70%"].metric_id == "5g_share_of_world_base_stations"
    assert claims["80%"].metric_id is None


def test_listed_outputs_take_their_own_growth(read: Read) -> None:
    claims = read("今年前5个月，工业机器人产量、服务机器人产量同比分别增长21.5%、13.8%。", "2026-06-20")
    assert claims["21.5%"].metric_id == "industrial_robot_output"
    assert claims["13.8%"].metric_id == "service_robot_output"


def test_an_index_stands_at_a_figure_without_a_unit(read: Read) -> None:
    text = (
        "Peru's PMI fell to 49.7 in May from 50.2. Economists had seen it at 50.1. A poll of 40 firms took part."
        " The factory PMI of Chile, which counts 300 plants, stood at 53.8."
    )
    claims = read(text, "2019-06-03")
    units = {"49.7": None, "50.2": None, "50.1": None, "40": "count", "300": "count", "53.8": None}
    assert {quote: claims[quote].unit for quote in units} == units
    assert claims["49.7"].metric == "purchasing managers' index"
    assert (claims["49.7"].kind, claims["53.8"].kind) == ("level", "level")


def test_singular_plural_and_hyphen_are_one() -> None:
    row = {"id": "x", "name": {"en": "Widget output"}, "unit": "t", "phrases": {"en": ["smart-widgets"]}}
    rules = build_metric_rules([row], {}, "en")
    assert [hit.measure.id for hit in find_hits("a smart widget and smart-widgets", rules)] == ["x", "x"]


def test_one_of_the_things_that_are_counted_is_not_their_number() -> None:
    row = {"id": "x", "name": {"en": "Makers"}, "unit": "count", "phrases": {"en": ["widget makers"]}}
    rules = build_metric_rules([row], {}, "en")
    assert [hit.start for hit in find_hits("the widget maker and 5 widget makers", rules)] == [23]


def test_tied_phrase_needs_the_number_at_its_place(read: Read) -> None:
    claims = read("全国出口工业机器人8.6万台。", "2025-03-01")
    assert claims["8.6万台"].metric_id == "industrial_robot_export_units"


def test_gap_stays_inside_the_clause() -> None:
    row = {"id": "x", "name": {"en": "Widgets"}, "unit": "count", "phrases": {"zh": ["甲…乙"]}}
    rules = build_metric_rules([row], {}, "zh")
    assert len(find_hits("甲的乙", rules)) == 1
    assert find_hits("甲，乙", rules) == []


def test_metric_words_are_english_for_chinese_text(read: Read) -> None:
    claim = read("中国移动净利润达800亿元。", "2025-03-01")["800亿元"]
    assert claim.metric is not None
    assert claim.metric.isascii()
    assert claim.metric_original == "净利润"
