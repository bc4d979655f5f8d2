"""Changes against a named point, and the dates that releases count as of: kind, basis, modality and period together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "basis", "last"),
    [
        (
            "By the end of May the port had 31,200 cranes, 1,320 more than at the end of last year.",
            "1,320",
            "since",
            "2025-05-31",
        ),
        (
            "On May 31 there were 9,400 depots, which is 440 above the level of the end of 2024.",
            "440",
            "since",
            "2025-05-31",
        ),
        ("By the end of May there were 3,120 yards, 132 fewer than at the end of 2024.", "132", "since", "2025-05-31"),
        (
            "It had 61 million riders at the end of May, up 4 million from the end of 2024.",
            "4 million",
            "since",
            "2025-05-31",
        ),
        (
            "It had 61 million riders at the end of May, up by 4 million since the end of last year.",
            "4 million",
            "since",
            "2025-05-31",
        ),
        (
            "In May the line carried 61 million riders, 4 million more than a year earlier.",
            "4 million",
            "yoy",
            "2025-05-31",
        ),
        ("截至5月末，全市充电站达3120座，比上年末多出132座。", "132座", "since", "2025-05-31"),
        ("截至5月末，全市充电站达3120座，较年初增加132座。", "132座", "since", "2025-05-31"),
        ("截至5月末，全市充电站达3120座，比上年末净增132座。", "132座", "since", "2025-05-31"),
        ("截至5月末，全市充電站達3120座，較上年末淨增132座。", "132座", "since", "2025-05-31"),
        ("截至5月末，全市充电站达3120座，较去年同期增加132座。", "132座", "yoy", "2025-05-31"),
    ],
)
def test_distance_from_a_named_point_is_a_change_of_the_sentences_own_date(
    read: Read, text: str, quote: str, basis: str, last: str
) -> None:
    claim = read(text, "2025-06-20")[quote]
    assert (claim.kind, claim.basis) == ("change", basis)
    assert claim.period_end == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("A net 874,000 accounts were added in May.", "874,000"),
        ("The club had 61,000 members, of which 5,400 were added over the year.", "5,400"),
        ("In the first two months of the year, 81,000 of them were added.", "81,000"),
        ("The carrier gained 2.8 million subscribers in May.", "2.8 million"),
        ("The number of riders rose 2 million to 61 million.", "2 million"),
        ("Its customers reached 61 million, up 5.3 million.", "5.3 million"),
        ("The city built 120 charging stations last year.", "120"),
        ("The chain opened about 340 stores last year.", "340"),
        ("The number of riders dropped by 3 million to 97 million in April.", "3 million"),
        ("五月新增注册企业340家。", "340家"),
        ("5月末用戶淨增1200萬戶。", "1200萬戶"),
        ("市里计划今年建设1000个充电桩。", "1000个"),
    ],
)
def test_what_is_added_is_a_change(read: Read, text: str, quote: str) -> None:
    assert read(text, "2025-06-20")[quote].kind == "change"


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ("公司门店由531家增至1289家。", "531家", "level"),
        ("公司门店由531家增至1289家。", "1289家", "level"),
        ("Its stores rose from 531 to 1,289.", "531", "level"),
        ("Its stores rose from 531 to 1,289.", "1,289", "level"),
        ("The number of riders dropped by 3 million to 97 million in April.", "97 million", "level"),
        ("The deals added up to 1.04 trillion yuan.", "1.04 trillion yuan", "level"),
        ("The group reported a net profit of 61 million yuan.", "61 million yuan", "level"),
        ("The city has built 120 charging stations.", "120", "level"),
        ("全市已累计建设充电桩1000个。", "1000个", "level"),
        ("Trams made up 12 percent of trips.", "12 percent", "share"),
        ("Trams make up nearly 12 percent of trips.", "12 percent", "share"),
        ("Growth dropped to 4.6 percent in 2018.", "4.6 percent", "growth"),
        ("Growth had slowed sharply to 4.6 percent.", "4.6 percent", "growth"),
        ("公报中出现了67.9%的增速。", "67.9%", "growth"),
        ("今年1至5月，销量是去年同期的2.5倍。", "2.5倍", "growth"),
        ("Output in May was 2.5 times the level of a year earlier.", "2.5 times", "growth"),
        ("Orchid Robotics makes twice as many arms as its rivals.", "twice", "level"),
    ],
)
def test_levels_shares_and_growth_beside_words_of_change(read: Read, text: str, quote: str, kind: str) -> None:
    assert read(text, "2025-06-20")[quote].kind == kind


def test_added_up_to_is_no_upper_bound(read: Read) -> None:
    claim = read("The deals added up to 1.04 trillion yuan.", "2025-06-20")["1.04 trillion yuan"]
    assert (claim.comparator, claim.low, claim.high) == ("eq", 1.04e12, 1.04e12)


@pytest.mark.parametrize(
    ("text", "quote", "modality"),
    [
        ("As of the end of May, 3,120 cranes were in operation.", "3,120", "actual"),
        ("In May 2025 the port handled 3 million boxes.", "3 million", "actual"),
        ("The port may handle 3 million boxes.", "3 million", "expected"),
        ("全市已部署充电桩近1.6万个。", "1.6万个", "actual"),
        ("全市已建成充电桩超过1.4万个。", "1.4万个", "actual"),
        ("到去年年底，全市充电桩达到71.8万个。", "71.8万个", "actual"),
        ("充电桩总数达222万个，比计划超额完成22万个。", "22万个", "actual"),
        ("The plan sets 500 kilometres of track for 2030.", "500 kilometres", "target"),
        ("More than 100 towns will be covered by the network.", "100", "expected"),
        ("About 300 stores will be opened next year.", "300", "target"),
        ("Costs would fall by 5 percent if all plants joined.", "5 percent", "hypothetical"),
        ("If all plants join, costs will fall by 5 percent.", "5 percent", "hypothetical"),
        ("Orchid Robotics is set to be acquired in a $1.8 billion deal.", "$1.8 billion", "actual"),
        ("Subscribers of its 5G plans reached 3 million.", "3 million", "actual"),
        ("Orchid Robotics is now setting up6,000 sites.", "6,000", "target"),
        ("Output is expected to reach 12 million units, up from 9 million last year.", "9 million", "actual"),
        ("如果所有工厂都加入，成本将下降5%。", "5%", "hypothetical"),
    ],
)
def test_modality(read: Read, text: str, quote: str, modality: str) -> None:
    assert read(text, "2025-06-20")[quote].modality == modality


@pytest.mark.parametrize(
    ("text", "quote", "first", "last"),
    [
        ("The group ended 2024 with 3,000 depots.", "3,000", None, "2024-12-31"),
        (
            "In 2016 it made 72,400 arms. The following year output grew by 68 percent.",
            "68 percent",
            "2017-01-01",
            "2017-12-31",
        ),
        (
            "In 2023 it made 400 arms. Revenue in the same year was 3 million yuan.",
            "3 million yuan",
            "2023-01-01",
            "2023-12-31",
        ),
        (
            "By the end of June 2024 it had 900 depots. It opened 120 stores in the quarter.",
            "120",
            "2024-04-01",
            "2024-06-30",
        ),
        (
            "Revenue in the first half of 2024 was 5 million yuan. A year earlier it was 4 million yuan.",
            "4 million yuan",
            "2023-01-01",
            "2023-06-30",
        ),
        ("Sales rose 3 percent from 2023.", "3 percent", None, None),
        ("Keenon said on Monday that it had sold 5,000 robots.", "5,000", None, None),
        ("2024年6月，产量为74764套；当月销量6万套。", "6万套", "2024-06-01", "2024-06-30"),
        ("2016年产量7.2万套，次年产量增长68%。", "68%", "2017-01-01", "2017-12-31"),
        ("公司6月12日透露，已售出5000台机器人。", "5000台", None, None),
        ("门店由2023年的531家增至1289家。", "1289家", None, None),
    ],
)
def test_times_that_point_back_and_times_that_are_none(
    read: Read, text: str, quote: str, first: str | None, last: str | None
) -> None:
    claim = read(text, "2025-06-20")[quote]
    assert str(claim.period_start) == str(first)
    assert str(claim.period_end) == str(last)


def test_the_date_of_a_release_outlasts_the_base_of_a_change(read: Read) -> None:
    claims = read(
        "At the end of June China Mobile had 599 million 5G network customers, up from 552 million at the end of 2024. "
        "It operated 2.6 million 5G base stations.",
        "2025-08-07",
    )
    assert claims["552 million"].period_end == date(2024, 12, 31)
    assert claims["2.6 million"].period_end == date(2025, 6, 30)


def test_a_flow_between_leaves_the_date_to_the_stocks(read: Read) -> None:
    claims = read("截至2024年底，5G基站达425万个，全年新建87万个，占移动基站总数的33.6%。", "2025-01-24")
    assert claims["87万个"].period_start == date(2024, 1, 1)
    assert (claims["33.6%"].period_start, claims["33.6%"].period_end) == (None, date(2024, 12, 31))


def test_the_english_present_inherits_no_past_time(read: Read) -> None:
    claims = read("Keenon sold 9,400 robots in 2024. It employs 3,000 people.", "2025-03-01")
    assert claims["3,000"].period_end is None


def test_growth_over_a_named_year_is_since_it_unless_it_is_the_year_before(read: Read) -> None:
    assert read("产量较2020年增长2倍。", "2025-06-20")["2倍"].basis == "since"
    assert read("2024年，产量比2023年增长12%。", "2025-06-20")["12%"].basis == "yoy"


def test_a_forecast_inherits_no_time_that_is_over(read: Read) -> None:
    claims = read("Keenon sold 9,400 robots in 2024. It will build 300 stores.", "2025-03-01")
    assert claims["300"].period_end is None


def test_a_forecast_of_a_result_is_of_its_time(read: Read) -> None:
    claims = read(
        "Keenon posted a net profit of 61 million yuan for 2024. That was above a forecast of 59 million yuan.",
        "2025-03-01",
    )
    assert claims["59 million yuan"].period_end == date(2024, 12, 31)


@pytest.mark.parametrize(
    ("text", "quote", "basis"),
    [
        ("Revenue fell 3.8 percent to 179 billion yuan in the nine months ended September.", "3.8 percent", "ytd_yoy"),
        (
            "Revenue in the nine months ended September 2024 fell 3.8 percent from a year earlier.",
            "3.8 percent",
            "ytd_yoy",
        ),
        ("It had a gain of 20 percent in quarterly profit.", "20 percent", "yoy"),
        ("Shares ended up 0.2 percent, versus a 0.4 percent fall in the main Hang Seng Index.", "0.4 percent", None),
        ("上半年，宽带ARPU为44元，较去年下半年提升8.1%。", "8.1%", "since"),
        ("前三季度，增加值同比增长8.7%，高于全国工业2.5个百分点。", "2.5个百分点", None),
        ("上半年，毛利率高于去年同期2.5个百分点。", "2.5个百分点", "yoy"),
        ("上半年收入同比增长9%，毛利率较2023年底上升6.2个百分点。", "6.2个百分点", "since"),
        ("上半年收入同比增长9%，净利润较去年同期增长4%。", "4%", "yoy"),
        ("“十四五”期间，收入年均增速超过20%。", "20%", "cagr"),
        ("2024年收入同比增长20%；新增产业集群5个。", "5个", None),
        ("同比营收增速方面，甲公司以7.7%居首。", "7.7%", "yoy"),
        ("It met the target three years ahead of schedule.", "three years", None),
    ],
)
def test_what_a_change_is_measured_against(read: Read, text: str, quote: str, basis: str | None) -> None:
    assert read(text, "2025-01-20")[quote].basis == basis
