"""Which of a sentence's times is a number's own, which only tells of something else, and which it has none of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]
PUBLISHED = "2025-08-20"


def period(claim: Claim) -> str:
    """The period as "first..last", with "" for an open first day and "-" for none."""
    return f"{claim.period_start or ''}..{claim.period_end}" if claim.period_end else "-"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Founded in 2016, the company employs 1,000 people.", "1,000"),
        ("The company, which was founded in 2016, has 1,000 employees.", "1,000"),
        ("The company, founded by Wang Lin in 2016, has 1,000 employees.", "1,000"),
        ("The startup was founded in 2016 and has 1,000 employees.", "1,000"),
        ("It employs 5,000 people and was founded in 2016.", "5,000"),
        ("Unveiled in 2024, the robot weighs 35 kilograms.", "35 kilograms"),
        ("The robot, launched last year, is priced at $16,000.", "$16,000"),
        ("Larkspur on Monday reported sales of 310 robots.", "310"),
        ("The plant, which opened in 2023, can make 200,000 cars.", "200,000"),
        ("The project, to be completed in 2027, will cost $2 billion.", "$2 billion"),
        ("Huawei, which invested 2 billion yuan in 2019, employs 190,000 people.", "190,000"),
        ("该公司成立于2016年，注册资本1亿元。", "1亿元"),
        ("成立于2016年的果园科技拥有员工1000人。", "1000人"),
        ("2024年发布的该款机器人重35公斤。", "35公斤"),
    ],
)
def test_the_time_of_a_beginning_is_no_time_of_the_number(read: Read, text: str, quote: str) -> None:
    assert period(read(text, PUBLISHED)[quote]) == "-"


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("The group listed in Hong Kong in May, raising HK$1 billion.", "HK$1 billion", "2025-05-01..2025-05-31"),
        (
            "In 2024 the country had 3 million stations, which is 60 percent of all.",
            "60 percent",
            "2024-01-01..2024-12-31",
        ),
        ("In 2019 it became the first to list and now has 3,000 stores.", "3,000", "..2025-08-20"),
        ("2024年发布的机器人达300款。", "300款", "2024-01-01..2024-12-31"),
        ("该公司成立于2016年，现有员工1000人。", "1000人", "..2025-08-20"),
        ("Since its launch in May, the phone has sold 3 million units.", "3 million", "2025-05-01..2025-08-20"),
        ("The firm has raised $300 million since it was founded in 2016.", "$300 million", "2016-01-01..2025-08-20"),
        ("自2016年成立以来，公司累计销售机器人3万台。", "3万台", "2016-01-01..2025-08-20"),
    ],
)
def test_what_goes_on_with_a_beginning_keeps_its_time(read: Read, text: str, quote: str, expected: str) -> None:
    assert period(read(text, PUBLISHED)[quote]) == expected


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("Output rose from 10 million to 20 million in 2024.", "10 million", "-"),
        ("Output rose from 10 million to 20 million in 2024.", "20 million", "2024-01-01..2024-12-31"),
        ("Output rose to 20 million in 2024 from 10 million.", "10 million", "-"),
        ("Priorities include cutting costs from $0.23 today to $0.10 by 2030.", "$0.23", "..2025-08-20"),
        ("Priorities include cutting costs from $0.23 today to $0.10 by 2030.", "$0.10", "..2030-12-31"),
        ("Sixteen priorities include cutting costs from $0.23 today to $0.10 by 2030.", "Sixteen", "-"),
        ("Output rose 5 percent to 20 million units in the first quarter.", "5 percent", "2025-01-01..2025-03-31"),
        ("Output rose 5 percent from 10 million to 11 million in 2024.", "5 percent", "2024-01-01..2024-12-31"),
        ("Five years ago, the city had only 120 stations; it now has 9,000.", "120", "2020-01-01..2020-12-31"),
        ("Five years ago, the city had only 120 stations; it now has 9,000.", "9,000", "..2025-08-20"),
        ("Plants range from 30 MW to 600 MW in 2024.", "30 MW to 600 MW", "2024-01-01..2024-12-31"),
        (
            "Exports fell to $9 billion in 2024, down from $10 billion the previous year.",
            "$10 billion",
            "2023-01-01..2023-12-31",
        ),
        (
            "In 2024 it sold 3,000 robots, compared with 500 robots three years earlier.",
            "500",
            "2021-01-01..2021-12-31",
        ),
        ("份额由2023年的55%提高到2024年的62%。", "55%", "2023-01-01..2023-12-31"),
        ("份额由2023年的55%提高到2024年的62%。", "62%", "2024-01-01..2024-12-31"),
        ("门店由2023年底的531家增至2024年底的1289家。", "531家", "..2023-12-31"),
        ("2024年全国有3万家企业，占比12%。", "12%", "2024-01-01..2024-12-31"),
    ],
)
def test_both_ends_of_a_movement_have_their_own_times(read: Read, text: str, quote: str, expected: str) -> None:
    assert period(read(text, PUBLISHED)[quote]) == expected


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The ministry announced in May that it will build 100 pilot zones.", "100"),
        ("The company said last month it plans to hire 3,000 engineers.", "3,000"),
        ("UBS on Monday raised its target price to HK$25.", "HK$25"),
        ("The group will sell 40 million shares.", "40 million"),
        ("Its shares have more than doubled since the listing.", "doubled"),
        ("The offer is a 17 percent premium to the share price.", "17 percent"),
        ("工信部5月发布方案，将建设100个试点城市。", "100个"),
    ],
)
def test_what_is_planned_or_offered_is_not_of_the_day_of_the_news(read: Read, text: str, quote: str) -> None:
    assert period(read(text, PUBLISHED)[quote]) == "-"


def test_a_plan_announced_in_a_month_keeps_the_time_it_names(read: Read) -> None:
    claim = read("The company said last month it plans to hire 3,000 engineers by 2027.", PUBLISHED)["3,000"]
    assert period(claim) == "..2027-12-31"


def test_what_was_received_in_the_month_of_the_statement_is_of_it(read: Read) -> None:
    claim = read("The group said in June it had received a $1.4 billion offer.", PUBLISHED)["$1.4 billion"]
    assert period(claim) == "2025-06-01..2025-06-30"


def test_a_look_back_without_numbers_leaves_the_time_of_the_report(read: Read) -> None:
    text = "In July the wider market grew 13 percent. July 2024 had already been weak. Imports rose 3 percent."
    assert period(read(text, PUBLISHED)["3 percent"]) == "2025-07-01..2025-07-31"


@pytest.mark.parametrize(
    ("text", "quote", "basis"),
    [
        ("Sales were 2.3 million units in July, down 4 percent from June.", "4 percent", "mom"),
        ("Profit dropped 12 percent in the second quarter from the first quarter.", "12 percent", "qoq"),
        ("Since the start of the year prices have risen 45 percent.", "45 percent", "since"),
        ("今年以来，钢材价格累计上涨45%。", "45%", "since"),
        ("7月份，产量同比增长5.5%，环比下降1.2%。", "1.2%", "mom"),
        ("二季度营收同比增长12%，环比增长8%。", "8%", "qoq"),
        ("Prices will rise another 60 percent in the fourth quarter.", "60 percent", "qoq"),
        ("Memory prices rose 20 percent in the second quarter.", "20 percent", "qoq"),
        ("Sales rose 20 percent in the second quarter.", "20 percent", "yoy"),
        ("基站数量仍有15%的增长空间。", "15%", None),
        ("It will halve its growth target to 15 percent annually.", "15 percent", "cagr"),
        ("Keenon's revenue rose 5 percent in fiscal 2025.", "5 percent", "yoy"),
    ],
)
def test_basis_of_growth(read: Read, text: str, quote: str, basis: str | None) -> None:
    assert read(text, PUBLISHED)[quote].basis == basis


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        (
            "In March it set a goal of deploying 10,000 robots in factories around the world by 2027.",
            "10,000",
            "..2027-12-31",
        ),
        (
            "The stock closed up 2 percent on Tuesday and has gained 45 percent so far this year.",
            "45 percent",
            "..2025-08-20",
        ),
        (
            "A fall was reported over the weekend — after 200 people had lost power last week.",
            "200",
            "2025-08-11..2025-08-17",
        ),
        (
            "It was the first fall since May 2024, when shipments dropped 7 percent.",
            "7 percent",
            "2024-05-01..2024-05-31",
        ),
        ("It had cash of $3 billion at June 30.", "$3 billion", "..2025-06-30"),
        ("By mid-2027 the fee will be $100.", "$100", "..2027-06-30"),
        ("The number stands at 400, up from 120 five years ago.", "120", "2020-01-01..2020-12-31"),
        ("从1981年到2002年，投资平均年增16.6%。", "16.6%", "1981-01-01..2002-12-31"),
    ],
)
def test_words_around_a_time_move_it(read: Read, text: str, quote: str, expected: str) -> None:
    assert period(read(text, PUBLISHED)[quote]) == expected


def test_a_window_since_some_time_holds_for_its_own_sentence_only(read: Read) -> None:
    claims = read("Keenon has sold 9,400 robots since 2021. It sold them in 600 towns.", PUBLISHED)
    assert period(claims["9,400"]) == "2021-01-01..2025-08-20"
    assert period(claims["600"]) == "-"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Analysts expect revenue of $5 billion and $6 billion in 2026 and 2027, respectively.",
            {"$5 billion": "2026", "$6 billion": "2027"},
        ),
        (
            "预计公司2026—2028年净利润分别为10亿元、12亿元和15亿元。",
            {"10亿元": "2026", "12亿元": "2027", "15亿元": "2028"},
        ),
        (
            "预计2026/2027年营收分别为10亿元、12亿元，同比分别增长20%、15%。",
            {"10亿元": "2026", "12亿元": "2027", "20%": "2026", "15%": "2027"},
        ),
        ("2023年和2024年，公司营收分别为10亿元和12亿元。", {"10亿元": "2023", "12亿元": "2024"}),
    ],
)
def test_times_and_numbers_told_in_turn_are_paired(read: Read, text: str, expected: dict[str, str]) -> None:
    claims = read(text, PUBLISHED)
    assert {quote: period(claims[quote]) for quote in expected} == {
        quote: f"{year}-01-01..{year}-12-31" for quote, year in expected.items()
    }


def test_a_list_that_is_longer_than_its_times_keeps_the_whole_range(read: Read) -> None:
    claims = read("2023—2024年，三家公司营收分别为10亿元、12亿元和15亿元。", PUBLISHED)
    assert period(claims["12亿元"]) == "2023-01-01..2024-12-31"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("At a fair in May 2025, the firm showed a robot that weighs 66 pounds.", "66 pounds"),
        ("At a fair in May 2025, the firm showed a robot that costs $16,000.", "$16,000"),
        ("在2025世界机器人大会上，公司展出的机器人售价3.99万元。", "3.99万元"),
        ("在2025世界机器人大会上，公司展出的机器人身高1.3米。", "1.3米"),
    ],
)
def test_specifications_and_list_prices_hold_at_no_time(read: Read, text: str, quote: str) -> None:
    assert period(read(text, PUBLISHED)[quote]) == "-"


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("In May 2025 it sold the unit for $30 million.", "$30 million", "2025-05-01..2025-05-31"),
        ("The robot is now priced at $9,900.", "$9,900", "..2025-08-20"),
    ],
)
def test_a_sale_and_a_price_with_its_date_keep_the_time(read: Read, text: str, quote: str, expected: str) -> None:
    assert period(read(text, PUBLISHED)[quote]) == expected


def test_results_of_an_event_are_of_its_days(read: Read) -> None:
    text = "The race was held over the weekend. Twenty-one robots took part. Its winner needed 160 minutes."
    claims = read(text, PUBLISHED)
    assert period(claims["Twenty-one"]) == period(claims["160 minutes"]) == "2025-08-16..2025-08-17"


def test_facts_beside_an_event_are_not_of_its_days(read: Read) -> None:
    claims = read("The race was held over the weekend. The firm behind the winner employs 300 people.", PUBLISHED)
    assert period(claims["300"]) == "-"


def test_a_target_of_growth_is_for_the_year(read: Read) -> None:
    text = "The economy grew 4.8 percent in the first quarter, below the target of growing 5 percent."
    assert period(read(text, PUBLISHED)["4.8 percent"]) == "2025-01-01..2025-03-31"
    text = "Sales rose 4.8 percent in the first half, in line with the annual target of 5 percent growth."
    assert period(read(text, PUBLISHED)["5 percent"]) == "2025-01-01..2025-12-31"


def test_a_headline_takes_no_time_from_the_day_of_the_news(read: Read) -> None:
    claims = read("Orchid Robotics shares jump 8 percent\nShares of Orchid Robotics rose 8.2 percent.", PUBLISHED)
    assert period(claims["8 percent"]) == "-"
    assert period(claims["8.2 percent"]) == "2025-08-20..2025-08-20"


@pytest.mark.parametrize("text", ["The benchmark index fell 1.3 percent.", "沪指收跌1.3%。"])
def test_an_index_moves_on_the_day_of_the_news(read: Read, text: str) -> None:
    (claim,) = read(text, PUBLISHED).values()
    assert (period(claim), claim.basis) == ("2025-08-20..2025-08-20", None)


def test_the_market_beside_shares_moves_on_the_same_day(read: Read) -> None:
    claims = read("Shares of Orchid were down 3 percent in a Taipei market up 0.8 percent.", PUBLISHED)
    assert [period(claim) for claim in claims.values()] == ["2025-08-20..2025-08-20"] * 2
    assert [claim.basis for claim in claims.values()] == [None, None]


def test_a_market_without_shares_is_one_of_goods(read: Read) -> None:
    assert period(read("The smartphone market was down 3 percent.", PUBLISHED)["3 percent"]) == "-"


def test_a_headline_takes_the_basis_of_the_equal_figure(read: Read) -> None:
    text = "Robot sales surge 14 percent\nSales of Keenon rose 13.9 percent in July from a year earlier."
    assert read(text, PUBLISHED)["14 percent"].basis == "yoy"


def test_a_fact_is_of_no_time_to_come(read: Read) -> None:
    claim = read("The fee fell from $23 to $10 by 2030.", PUBLISHED)["$10"]
    assert (claim.modality, claim.period_end) == ("actual", None)


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("Demand rose by 20 percent, to 168,400 units in 2024.", "20 percent", "2024-01-01..2024-12-31"),
        (
            "It had 488 million users at the end of June, against 465 million users three months earlier.",
            "465 million",
            "..2025-03-31",
        ),
        (
            "Inflation was 2 percent in July, up from 1 percent the previous month.",
            "1 percent",
            "2025-06-01..2025-06-30",
        ),
        (
            "In 2023 it made 300 robots. It sold 200 robots in the same year and rented the others.",
            "200",
            "2023-01-01..2023-12-31",
        ),
        (
            "In 2024 it made 300 robots, Omdia said this week. It sold 200 robots in the same year.",
            "200",
            "2024-01-01..2024-12-31",
        ),
        ("Output in May 2025 was up 9 percent on the same month of 2024.", "9 percent", "2025-05-01..2025-05-31"),
        ("It added 3 million riders in July, bringing its total to 96 million.", "96 million", "..2025-07-31"),
        ("By 2030 the city wants to reach twice the level of 2020.", "twice", "..2030-12-31"),
        ("从2020年的400亿元增长到2024年的700亿元。", "400亿元", "2020-01-01..2020-12-31"),
        ("按照上年不变价计算，前7个月业务总量增长9.1%。", "9.1%", "2025-01-01..2025-07-31"),
    ],
)
def test_times_that_refer_to_others(read: Read, text: str, quote: str, expected: str) -> None:
    assert period(read(text, PUBLISHED)[quote]) == expected


def test_a_flow_beside_the_date_of_a_release_is_of_the_months_to_it(read: Read) -> None:
    text = "截至7月末，5G基站总数达459.8万个。\n电信业务收入累计完成1.04万亿元，同比增长0.7%。"
    claims = read(text, PUBLISHED)
    assert period(claims["459.8万个"]) == "..2025-07-31"
    assert period(claims["1.04万亿元"]) == period(claims["0.7%"]) == "2025-01-01..2025-07-31"
    assert claims["0.7%"].basis == "ytd_yoy"


def test_a_stock_beside_the_half_year_of_a_release_is_of_its_end(read: Read) -> None:
    claims = read("中国移动上半年营运收入5438亿元。5G移动电话用户达5.99亿户。", PUBLISHED)
    assert period(claims["5.99亿户"]) == "..2025-06-30"


@pytest.mark.parametrize(
    ("text", "quote", "basis"),
    [
        ("Sales rose 4 percent in July from the previous month.", "4 percent", "mom"),
        ("Prices rose 2 percent in July from a year earlier and fell 1 percent from June.", "1 percent", "mom"),
        ("8月1日至17日零售同比增长5%，较上月同期增长2%。", "5%", "yoy"),
        ("与2020年相比，2024年产量增长1.3倍。", "1.3倍", "since"),
        ("过去一年，公司股价上涨40%。", "40%", "yoy"),
        ("8月1日至17日零售86万辆，较上月同期增长2%。", "2%", "mom"),
    ],
)
def test_basis_that_a_time_gives(read: Read, text: str, quote: str, basis: str) -> None:
    assert read(text, PUBLISHED)[quote].basis == basis


def test_a_plan_goes_on_with_the_time_of_a_plan_only(read: Read) -> None:
    claims = read("By 2027 the firm plans to build 300 stores. It aims to hire 9,000 people.", PUBLISHED)
    assert period(claims["9,000"]) == "..2027-12-31"
    claims = read("In the third quarter the firm built 300 stores. It aims to hire 9,000 people.", PUBLISHED)
    assert period(claims["9,000"]) == "-"


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("“十五五”时期，全省宽带普及率达到85%。", "85%", "..2030-12-31"),
        ("“十五五”时期，全省累计投资达到2万亿元。", "2万亿元", "2026-01-01..2030-12-31"),
    ],
)
def test_a_share_that_a_plan_reaches_is_of_its_end(read: Read, text: str, quote: str, expected: str) -> None:
    assert period(read(text, PUBLISHED)[quote]) == expected


def test_what_is_held_goes_on_with_no_flow(read: Read) -> None:
    claims = read("前7个月，果园科技营收30亿元。公司拥有专利5000项。", PUBLISHED)
    assert period(claims["30亿元"]) == "2025-01-01..2025-07-31"
    assert period(claims["5000项"]) == "-"


def test_the_time_of_an_aside_is_over_with_it(read: Read) -> None:
    claims = read("Shares of Orchid, which have tripled in the past year, fell 6 percent.", PUBLISHED)
    assert period(claims["6 percent"]) == "2025-08-20..2025-08-20"
    assert claims["6 percent"].basis is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plant opened in 2013, and output reached 310 robots in June.", "2025-06-01..2025-06-30"),
        ("Built in 2015, the base shipped 310 robots in May.", "2025-05-01..2025-05-31"),
        ("The base started operating in 2013 and had 310 robots at the end of June.", "..2025-06-30"),
        ("In 2013 the base was busy, and output reached 310 robots in June.", "2013-06-01..2013-06-30"),
    ],
)
def test_the_year_of_a_beginning_is_not_the_year_of_a_month(read: Read, text: str, expected: str) -> None:
    assert period(read(text, PUBLISHED)["310"]) == expected
