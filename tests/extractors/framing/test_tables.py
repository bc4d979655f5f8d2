"""Figures of tables, framed by their rows, headers, captions and units."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from linear import require_linear

from extractors.claims import extract_claims
from extractors.evidence.explanation import explain_article
from extractors.records import Article, Claim, Lang
from extractors.rulebook import Rulebook

Figures = Callable[..., dict[str, Claim]]

OUTPUT_EN = """\
Main products, May 2025
Output of main products (Unit: 10,000 sets)
Product | May 2025 |  | January-May 2025
| Output | YoY (%) | Output | YoY (%)
Industrial robots | 6.9 | 35.5 | 28.7 | -3.2
Service robots | 121.6 | 13.8 |  | 14.4
Total | 128.5 | - | 1,300 | +2.1
Source: Harbour Bureau of Figures"""

OUTPUT_ZH = """\
2025年5月主要产品产量
单位：万套
指标 | 5月 |  | 1-5月
| 绝对量 | 同比增长（%） | 绝对量 | 同比增长（%）
工业机器人（套） | 69056 | 35.5 | 287240 | -32.0
服务机器人 | 121.6 | 13.8 | - | 14.4
注：以上为初步统计数。"""


@pytest.fixture
def figures(rulebook: Rulebook) -> Figures:
    """`figures(text, "en", "2025-06-16")` gives the claims of a text by quote."""

    def read(text: str, lang: Lang, published: str) -> dict[str, Claim]:
        article = Article("a", None, None, None, None, lang, date.fromisoformat(published), None, text)
        claims = extract_claims(article, rulebook)
        assert all(text[claim.start : claim.end] == claim.quote for claim in claims)
        return {claim.quote: claim for claim in claims}

    return read


def test_a_cell_takes_unit_measure_and_time_from_its_headers(figures: Figures) -> None:
    found = figures(OUTPUT_EN, "en", "2025-06-16")["6.9"]
    assert (found.low, found.unit, found.precision) == (69_000, "count", 500)
    assert (found.metric_id, found.kind) == ("industrial_robot_output", "level")
    assert (found.period_start, found.period_end) == (date(2025, 5, 1), date(2025, 5, 31))
    assert (found.attributed_to, found.rule) == ("Harbour Bureau of Figures", "table cell")


def test_a_column_of_growth_is_growth_of_the_column_beside_it(figures: Figures) -> None:
    found = figures(OUTPUT_EN, "en", "2025-06-16")
    assert (found["35.5"].kind, found["35.5"].basis, found["35.5"].unit) == ("growth", "yoy", "percent")
    assert (found["-3.2"].low, found["-3.2"].basis) == (-3.2, "ytd_yoy")
    assert found["-3.2"].metric_id == "industrial_robot_output"


def test_a_merged_header_holds_for_all_its_columns(figures: Figures) -> None:
    found = figures(OUTPUT_EN, "en", "2025-06-16")["28.7"]
    assert (found.period_start, found.period_end) == (date(2025, 1, 1), date(2025, 5, 31))


def test_dashes_and_units_in_notes_are_no_claims(figures: Figures) -> None:
    assert set(figures(OUTPUT_EN, "en", "2025-06-16")) == {
        *("6.9", "35.5", "28.7", "-3.2", "121.6", "13.8", "14.4", "128.5", "1,300", "+2.1")
    }
    assert set(figures(OUTPUT_ZH, "zh", "2025-06-16")) == {"69056", "35.5", "287240", "-32.0", "121.6", "13.8", "14.4"}


def test_a_unit_beside_the_rows_name_outranks_the_note(figures: Figures) -> None:
    found = figures(OUTPUT_ZH, "zh", "2025-06-16")
    assert (found["69056"].low, found["121.6"].low) == (69056, 1_216_000)
    assert found["69056"].metric_id == "industrial_robot_output"
    assert found["121.6"].period_start == date(2025, 5, 1)


def test_a_column_may_give_the_unit_of_each_row(figures: Figures) -> None:
    text = (
        "2024年主要产品产量\n"
        "产品名称 | 单位 | 绝对量 | 比上年增长（%）\n"
        "工业机器人 | 万套 | 55.6 | 14.2\n"
        "新能源汽车 | 万辆 | 1316.8 | 38.7"
    )
    found = figures(text, "zh", "2025-02-28")
    assert (found["55.6"].low, found["55.6"].period_start) == (556_000, date(2024, 1, 1))
    assert (found["14.2"].kind, found["14.2"].metric_id) == ("growth", "industrial_robot_output")


def test_years_as_columns_and_forecasts_marked_by_a_letter(figures: Figures) -> None:
    text = (
        "Humanoid robot shipments, thousand units\n"
        "Region\t2024\t2025E\t2030F\n"
        "China\t4.2\t12.0\t310\n"
        "Japan\t2.1\t5.5\t150"
    )
    found = figures(text, "en", "2025-02-20")
    assert (found["4.2"].low, found["4.2"].modality, found["4.2"].entity) == (4200, "actual", "China")
    assert (found["12.0"].modality, found["12.0"].period_end) == ("expected", date(2025, 12, 31))
    assert found["310"].metric_id == "humanoid_robot_shipments"


def test_rows_that_are_years(figures: Figures) -> None:
    text = "年份 | 工业机器人产量（万套） | 增速\n2022 | 44.3 | 21.0%\n2023 | 43.0 | -2.2%\n2024 | 55.6 | 14.2%"
    found = figures(text, "zh", "2025-02-20")
    assert (found["43.0"].low, found["43.0"].period_start) == (430_000, date(2023, 1, 1))
    assert (found["-2.2%"].low, found["-2.2%"].basis) == (-2.2, "yoy")


def test_rows_that_are_measures_of_money(figures: Figures) -> None:
    text = (
        "| Q1 2025 | Q1 2024 | YoY\n"
        "Revenue (RMB million) | 12,345 | 11,000 | +12.2%\n"
        "Net loss (RMB million) | 20 | 35 | (42.9%)"
    )
    found = figures(text, "en", "2025-04-20")
    assert (found["12,345"].low, found["12,345"].unit, found["12,345"].metric_id) == (12_345_000_000, "CNY", "revenue")
    assert (found["11,000"].period_start, found["+12.2%"].period_start) == (date(2024, 1, 1), date(2025, 1, 1))
    assert found["(42.9%)"].low == -42.9


def test_shares_and_amounts_of_change_in_a_list_of_provinces(figures: Figures) -> None:
    text = (
        "各省份5G基站数（截至2025年4月末，单位：万个）\n"
        "地区 | 5G基站数 | 占全国比重（%） | 比上年末净增\n"
        "广东 | 39.5 | 9.2 | 1.1\n"
        "江苏 | 28.4 | 6.6 | 0.9"
    )
    found = figures(text, "zh", "2025-05-20")
    assert (found["39.5"].entity, found["39.5"].metric_id) == ("Guangdong", "5g_base_stations")
    assert (found["39.5"].period_start, found["39.5"].period_end) == (None, date(2025, 4, 30))
    assert (found["9.2"].kind, found["1.1"].kind, found["1.1"].low) == ("share", "change", 11_000)


def test_ranks_are_no_figures_and_name_nothing(figures: Figures) -> None:
    text = "Rank | Company | Revenue 2024 ($ billion)\n1 | Foxconn | 208.1\n2 | Luxshare | 37.2"
    found = figures(text, "en", "2025-02-20")
    assert set(found) == {"208.1", "37.2"}
    assert (found["208.1"].low, found["208.1"].unit, found["208.1"].metric_id) == (208.1e9, "USD", "revenue")


def test_a_shorter_header_row_of_other_writers_is_spread_out(figures: Figures) -> None:
    text = (
        "指标 | 2025年5月 | 2025年1-5月\n"
        "绝对量（万套） | 同比（%） | 绝对量（万套） | 同比（%）\n"
        "工业机器人产量 | 6.9 | 35.5 | 28.7 | 32.0\n"
        "服务机器人产量 | 121.6 | 13.8 | 500.1 | 14.4"
    )
    found = figures(text, "zh", "2025-06-16")
    assert (found["28.7"].low, found["28.7"].period_start) == (287_000, date(2025, 1, 1))
    assert found["35.5"].period_start == date(2025, 5, 1)


def test_a_table_goes_on_behind_a_line_that_names_a_group(figures: Figures) -> None:
    text = (
        "| 2023 | 2024\n"
        "Revenue ($ million) | 12 | 15\n"
        "Cost ($ million) | 9 | 10\n"
        "Of which abroad\n"
        "Revenue ($ million) | 3 | 4\n"
        "Cost ($ million) | 2 | 1.5"
    )
    assert figures(text, "en", "2025-02-20")["1.5"].period_start == date(2024, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Robot sales climb 12% | Harbour News\nThe firm sold 300 robots | more than ever | in May.",
        "Home | News | Sport\nWeather | Jobs | 24 hours\nThe firm sold 300 robots.",
        "The firm\tsold 300 robots.\nIt made\tmany more.",
    ],
)
def test_bars_and_tabs_in_prose_make_no_table(figures: Figures, text: str) -> None:
    found = figures(text, "en", "2025-02-20")
    assert "300" in found
    assert all(claim.rule != "table cell" for claim in found.values())


def test_claims_of_prose_and_table_come_in_order_and_conversions_keep_their_place(rulebook: Rulebook) -> None:
    text = OUTPUT_EN + "\nSales were 5 billion yuan ($700 million) in May."
    claims = extract_claims(Article("a", None, None, None, None, "en", date(2025, 6, 16), None, text), rulebook)
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)
    converted = next(claim for claim in claims if claim.quote == "$700 million")
    assert converted.same_as is not None
    assert claims[converted.same_as].quote == "5 billion yuan"


def test_a_cell_is_explained_by_its_headers(rulebook: Rulebook) -> None:
    article = Article("a", None, None, None, None, "en", date(2025, 6, 16), None, OUTPUT_EN)
    explained = explain_article(article, rulebook).claims
    assert [item.claim for item in explained] == list(extract_claims(article, rulebook))
    headers = [evidence.quote for evidence in explained[0].evidence]
    assert headers[:3] == ["Industrial robots", "May 2025", "Output"]


@pytest.mark.parametrize("piece", ["a | 1\n", "| |\n", "1\t2\t3\n", "x | 1 | ", "||||||||", "(((|)))|9\n"])
def test_hostile_tables_take_linear_time(rulebook: Rulebook, piece: str) -> None:
    def read(size: int) -> None:
        text = piece * (size // len(piece))
        extract_claims(Article("a", None, None, None, None, "en", None, None, text), rulebook)

    require_linear(read, 3_000)


def test_the_end_of_a_year_in_a_header_is_nobody(figures: Figures) -> None:
    text = "The bureau gave its figures.\n\nItem | End of 2021\n5G base stations | 1.425 million\nRobots | 5,100\n"
    claims = figures(text, "en", "2022-01-25")
    assert {claim.entity for claim in claims.values()} == {None}
    assert {str(claim.period_end) for claim in claims.values()} == {"2021-12-31"}
