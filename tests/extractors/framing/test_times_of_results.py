"""Which time a result is of: quarters of a company's own year, quarterly profit, and what only went before it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


def period(claim: Claim) -> str:
    return "-" if claim.period_end is None else f"{claim.period_start}..{claim.period_end}"


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("Nvidia's second-quarter revenue rose to $30 billion.", "$30 billion", "-"),
        ("Nvidia sees sales of $32 billion this quarter.", "$32 billion", "-"),
        ("For the fourth quarter Micron expects earnings of 78 cents a share.", "78 cents", "-"),
        ("AMD's second-quarter revenue rose to $30 billion.", "$30 billion", "2025-04-01..2025-06-30"),
        (
            "Lenovo earned $17 billion in the three months ended June.",
            "$17 billion",
            "2025-04-01..2025-06-30",
        ),
        (
            "Lenovo sold less in the quarter ended June 30. In the first quarter sales fell to $17 billion.",
            "$17 billion",
            "2025-04-01..2025-06-30",
        ),
        (
            "Lenovo sold less in the quarter ended June 30. It sees second-quarter sales of $17 billion.",
            "$17 billion",
            "-",
        ),
        ("Nvidia's fiscal 2025 revenue was $130 billion.", "$130 billion", "-"),
        (
            "In fiscal 2024, which ended in March 2025, Toyota earned $31 billion.",
            "$31 billion",
            "2024-04-01..2025-03-31",
        ),
        ("Baidu's fiscal 2024 revenue was $18 billion.", "$18 billion", "2024-01-01..2024-12-31"),
        ("Lenovo's first-quarter profit rose to $359 million.", "$359 million", "-"),
        ("Apple shipped 45 million iPhones in the second quarter, IDC said.", "45 million", "2025-04-01..2025-06-30"),
        ("Sales of Apple in China were $15 billion in the June quarter.", "$15 billion", "2025-04-01..2025-06-30"),
        ("英伟达第二季度营收为300亿美元。", "300亿美元", "-"),
        ("联想第二季度营收为150亿美元。", "150亿美元", "2025-04-01..2025-06-30"),
    ],
)
def test_quarters_of_a_companys_own_year_have_no_days(read: Read, text: str, quote: str, expected: str) -> None:
    assert period(read(text, "2025-08-20")[quote]) == expected


HALF = "2023-07-01..2023-12-31"


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        (
            "Orwell's first-half profit rose to $5 billion.\n\nIt sold lamps in the six months ended December.",
            "$5 billion",
            HALF,
        ),
        ("Orwell's H1 profit rose 9 percent in the six months to Dec 31. Sales rose 4 percent.", "4 percent", HALF),
        (
            "Orwell added 9,000 users in the first half.\n\nProfit rose in the six months ending December 2023.",
            "9,000",
            HALF,
        ),
        (
            "Telstra's first-half profit rose to $5 billion.\n\nIt sold lamps in the six months ended December.",
            "$5 billion",
            HALF,
        ),
        ("Orwell's first-half profit rose to $5 billion.", "$5 billion", "-"),
        ("Orwell expects first-half profit to rise to $5 billion.", "$5 billion", "2024-01-01..2024-06-30"),
        ("Orwell's fourth-quarter profit rose to $5 billion.", "$5 billion", "2023-10-01..2023-12-31"),
        ("Orwell aims at a profit of $5 billion in the year to next March.", "$5 billion", "2024-04-01..2025-03-31"),
        ("Orwell made a profit of $5 billion in the year to January.", "$5 billion", "2023-02-01..2024-01-31"),
        (
            "Orwell made a loss of $5 billion in the year to January but expects a profit.",
            "$5 billion",
            "2023-02-01..2024-01-31",
        ),
        ("Orwell sold 900 lamps from January to December.", "900", "2023-01-01..2023-12-31"),
        ("1-12月产量为900台。", "900台", "2023-01-01..2023-12-31"),
        ("1-2月产量为900台。", "900台", "2024-01-01..2024-02-29"),
        ("预计1-12月产量为900台。", "900台", "2024-01-01..2024-12-31"),
    ],
)
def test_what_is_told_as_a_fact_is_over(read: Read, text: str, quote: str, expected: str) -> None:
    assert period(read(text, "2024-02-26")[quote]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orwell said quarterly profit rose to $3 billion.", "2025-04-01..2025-06-30"),
        ("Orwell said quarterly profit would fall to $3 billion.", "2025-07-01..2025-09-30"),
        (
            "In the first quarter it sold 900 cars. Its quarterly loss was $3 billion.",
            "2025-01-01..2025-03-31",
        ),
        ("Orwell may miss $3 billion in potential quarterly sales.", "-"),
    ],
)
def test_quarterly_results_are_of_a_quarter(read: Read, text: str, expected: str) -> None:
    assert period(read(text, "2025-08-20")["$3 billion"]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TAIPEI, Aug 20 Orwell Electronics plans to raise $3 billion.", "-"),
        ("Orwell plans to raise $3 billion in the biggest share sale this year.", "-"),
        ("Orwell plans to raise $3 billion in a share sale this year.", "2025-01-01..2025-12-31"),
    ],
)
def test_neither_the_dateline_nor_a_rank_dates_a_plan(read: Read, text: str, expected: str) -> None:
    assert period(read(text, "2025-08-20")["$3 billion"]) == expected


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        (
            "今年前5个月，产量900万台。在去年大幅下滑后，出口恢复增长，出口额达30亿元。",
            "30亿元",
            "2025-01-01..2025-05-31",
        ),
        ("今年第一季度，青禾科技延续去年高速增长的势头，营收达30亿元。", "30亿元", "2025-01-01..2025-03-31"),
        ("今年一季度产量900万台。在7月开业之后，客流达到3万人次。", "3万人次", "-"),
        ("在2021年下降5%后，今年一季度产量增长12%。", "5%", "2021-01-01..2021-12-31"),
        ("上海在2021年建成后备电站30座。", "30座", "2021-01-01..2021-12-31"),
        ("5G用户占比由2019年的不到10%提高到2024年的六成。", "10%", "2019-01-01..2019-12-31"),
        (
            "公司公布今年5月中标情况，包括2025年第一批物资招标项目（中标金额3000万元）。",
            "3000万元",
            "2025-05-01..2025-05-31",
        ),
        ("2025年第一批机器人出货3000台。", "3000台", "2025-01-01..2025-12-31"),
    ],
)
def test_what_went_before_and_what_is_a_name_date_no_chinese_figure(
    read: Read, text: str, quote: str, expected: str
) -> None:
    assert period(read(text, "2025-08-20")[quote]) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("The record was set in 2019. Exports to Norway rose 3 percent from a year ago.", "2025-06-01..2025-06-30"),
        ("The surplus from January to May was 3 percent and is to hit a record in 2025.", "2025-01-01..2025-05-31"),
        ("In 2024 output fell. Exports to Norway rose 3 percent from a year ago.", "2024-01-01..2024-12-31"),
    ],
)
def test_a_look_far_back_ends_with_its_sentence(read: Read, last: str, expected: str) -> None:
    text = f"Exports in June rose 5 percent from a year earlier. {last}"
    assert period(read(text, "2025-08-20")["3 percent"]) == expected


def test_items_of_a_list_go_on_with_the_time_of_the_first(read: Read) -> None:
    text = (
        "* July exports -4 pct y/y\n\n* Exports to Norway +14 pct; Chile -9 pct\n\nOSLO, Aug 20 Exports fell in July."
    )
    claims = read(text, "2025-08-20")
    assert {period(claims[quote]) for quote in ("-4 pct", "+14 pct", "-9 pct")} == {"2025-07-01..2025-07-31"}
    headline = read("July exports -4 pct y/y\n\nExports to Norway +14 pct\n\nOSLO, Aug 20 Exports fell.", "2025-08-20")
    assert period(headline["+14 pct"]) == "-"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A total of 3,200 robots, including arms, carts and drones, were installed in 2022.",
            "2022-01-01..2022-12-31",
        ),
        ("It has 3,200 robots, including arms, and was founded in 2011.", "-"),
        ("It has 3,200 robots, including arms, and sold 20 in 2019.", "-"),
    ],
)
def test_the_verb_behind_an_aside_is_the_numbers(read: Read, text: str, expected: str) -> None:
    assert period(read(text, "2025-08-20")["3,200"]) == expected


def test_no_share_is_dealt_in_on_a_weekend(read: Read) -> None:
    text = "Orwell Motor sold 900 cars in 2024. The company's shares closed 3.7 percent up."
    assert period(read(text, "2025-08-23")["3.7 percent"]) == "2025-08-22..2025-08-22"
    assert period(read(text, "2025-08-21")["3.7 percent"]) == "2025-08-21..2025-08-21"
