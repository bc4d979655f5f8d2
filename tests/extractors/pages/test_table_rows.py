"""Rows of tables as lines of text: every figure stays under its header."""

from __future__ import annotations

import pytest

from extractors.pages.cleaning import clean_page
from extractors.pages.table_rows import lay_out, row_line, tidy_row
from extractors.pages.topics import build_topic_rules
from extractors.records import Page

PAGE = """<html><body><div class="content"><h1>主要产品产量</h1>
<p>统计部门今天发布了五月份的主要产品产量，工业机器人产量继续增长，各项指标如下表所示，供各有关单位参考使用。</p>
<table><tr><td rowspan="2">指标</td><td colspan="2">5月</td><td colspan="2">1-5月</td></tr>
<tr><td>产量</td><td>增速</td><td>产量</td><td>增速</td></tr>
<tr><td><p>工业机器人</p></td><td><p>69056</p></td><td><p>35.5</p></td><td><p>287240</p></td><td><p>32.0</p></td></tr></table>
</div></body></html>"""


def test_cells_that_span_columns_and_rows_leave_empty_ones() -> None:
    hanging: dict[int, int] = {}
    assert lay_out([("Product", 1, 2), ("May", 2, 1), ("June", 2, 1)], hanging) == ["Product", "May", "", "June", ""]
    assert lay_out([("Output", 1, 1), ("YoY", 1, 1)], hanging) == ["", "Output", "YoY"]
    assert lay_out([("Robots", 1, 1)], hanging) == ["Robots"]


def test_a_hostile_span_makes_no_long_row() -> None:
    assert len(lay_out([("a", 10**9 % 61, 1)] * 50, {})) < 130


def test_empty_cells_at_the_end_are_left_out() -> None:
    assert row_line(["Robots", "", "12", "", ""]) == "Robots |  | 12"


@pytest.mark.parametrize(
    ("line", "tidy"),
    [
        ("| | May | June |", "| May | June"),
        ("| Product | May |  |", "Product | May"),
        ("| Home", "Home"),
        ("plain text", "plain text"),
        ("|", ""),
    ],
)
def test_tidy_rows(line: str, tidy: str) -> None:
    assert tidy_row(line) == tidy


def test_a_page_keeps_its_table_under_its_headers() -> None:
    article = clean_page(
        Page("https://harbour.example/a", "https://harbour.example/a", PAGE.encode()), build_topic_rules([])
    )
    assert article.text.splitlines()[-3:] == [
        "指标 | 5月 |  | 1-5月",
        "| 产量 | 增速 | 产量 | 增速",
        "工业机器人 | 69056 | 35.5 | 287240 | 32.0",
    ]
