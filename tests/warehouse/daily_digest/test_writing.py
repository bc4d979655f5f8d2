"""A digest as Markdown and as a page: what strangers wrote stays text."""

from __future__ import annotations

from datetime import date, datetime

from warehouse.alerts.quotes import Quote
from warehouse.daily_digest.markdown import build_markdown
from warehouse.daily_digest.page import build_page
from warehouse.daily_digest.records import Counts, Digest, Line, Section

SAID = "产量达[4,500](javascript:x)台<script>ran=1</script>*"
HOSTILE = Quote("4,500", SAID, "zh", "The | Wire", date(2026, 2, 20), "T", "javascript:alert(1)", "c1")
SOUND = Quote(
    "4,500", "Output was 4,500.", "en", "The Office", date(2026, 2, 20), "T", "https://office.example/a?b=1&c=2", "c2"
)
DIGEST = Digest(
    date(2026, 2, 20),
    Counts(datetime(2026, 2, 20, 7, 30), 41, 2, 1, 1, 96),  # noqa: DTZ001 - stored so: UTC without a zone
    (
        Section(
            "releases",
            "Official releases",
            "官方发布",
            (Line("Robots: 4,500", "机器人：4500", (SOUND,), cells=("Robots", "4,500"), cells_zh=("机器人", "4500")),),
            3,
            ("what", "value"),
            ("指标", "数值"),
        ),
        Section("highs", "New highs and lows", "新高与新低", (Line("<b>high</b>", "", (HOSTILE,)),)),
        Section("held", "Held claims to look at", "待核查数据"),
        Section("calendar", "Expected", "日程", (Line("14 Mar: The Office", url="https://office.example/"),)),
    ),
    sample=True,
    faults=("config/alerts/x.sql: gives no column key",),
    names_zh={"The Office": "统计办"},
)


def test_markdown_has_a_table_quotes_with_links_and_what_is_missing() -> None:
    page = build_markdown(DIGEST)
    assert "Run of 20 Feb 2026 07:30 UTC: 41 sources ok, 2 failed, 1 stale. New: 1 article, 96 claims." in page
    assert "| what | value |\n|---|---|\n| Robots | 4,500 |\n" in page
    assert "  - “Output was 4,500.” ([The Office, 20 Feb 2026](<https://office.example/a?b=1&c=2>))\n" in page
    assert "- and 3 more\n" in page
    assert "- 14 Mar: The Office ([link](<https://office.example/>))\n" in page
    assert "Nothing on: held claims to look at.\n" in page
    assert "sample press" in page
    assert page.endswith("- not asked: config/alerts/x.sql: gives no column key\n")


def test_in_chinese_all_but_names_and_quotes_is_chinese() -> None:
    page = build_markdown(DIGEST, "zh")
    assert page.startswith(
        "# 2026年2月20日摘要\n\n2026年2月20日 07:30（UTC）运行：来源正常41个，失败2个，停更1个。"
        "新增：1篇文章，96条陈述。\n"
    )
    assert "## 官方发布\n\n| 指标 | 数值 |\n|---|---|\n| 机器人 | 4500 |\n\n- 机器人：4500\n" in page
    assert "  - “Output was 4,500.” ([统计办，2026年2月20日](<https://office.example/a?b=1&c=2>))\n" in page
    assert "- 另有3条\n" in page
    assert "以下各项无内容：待核查数据。\n" in page
    assert page.endswith("- 未能执行：config/alerts/x.sql: gives no column key\n")
    html = build_page(DIGEST, "zh")
    assert '<html lang="zh">' in html
    assert "<h2>官方发布</h2>" in html
    assert "<td>机器人</td><td>4500</td>" in html


def test_hostile_words_are_text_in_both_and_their_links_are_none() -> None:
    markdown, page = build_markdown(DIGEST), build_page(DIGEST)
    assert r"“产量达\[4,500\](javascript:x)台\<script\>ran=1\</script\>\*” (The \| Wire, 20 Feb 2026)" in markdown
    assert "<script" not in page
    assert "&lt;script&gt;ran=1" in page
    assert 'href="javascript' not in page
    assert "&lt;b&gt;high&lt;/b&gt;" in page
    assert '<span lang="zh">“产量达' in page
    assert (
        '<a href="https://office.example/a?b=1&amp;c=2" rel="noopener noreferrer">The Office, 20 Feb 2026</a>' in page
    )
    assert "default-src 'none'" in page
