"""Pages to articles."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest
from linear import require_linear

from extractors.errors import ExtractionError
from extractors.pages.cleaning import clean_page
from extractors.pages.topics import TopicRules, build_topic_rules
from extractors.records import Page

NO_TOPICS = TopicRules(())
FETCHED = datetime(2025, 6, 1, tzinfo=UTC)
EN = (
    "The ministry said on Tuesday that factories had put 3,000 more robots to work.",
    "Makers at home sold half of them, according to the figures, and expect to sell more next year.",
    "Orders from abroad rose as well, a spokesman said, without naming a sum.",
)
ZH = (
    "工信部周二公布的数据显示，前五个月全国工业机器人产量同比增长三成，达到二十八万套。",
    "业内人士认为，国内企业的订单仍在增加，海外市场也有较快增长，全年有望再创新高。",
    "一家企业的负责人说，公司今年将新建两条生产线，预计明年投产。",
)


def _page(html: str | bytes, **fields: object) -> Page:
    body = html if isinstance(html, bytes) else html.encode()
    values: dict[str, object] = {
        "url": "https://news.example/a",
        "final_url": "https://news.example/a",
        "fetched": FETCHED,
    }
    return Page(body=body, **{**values, **fields})  # type: ignore[arg-type]


def _paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


WESTERN = f"""<html><head><title>More robots in factories - The Example</title>
<link rel="canonical" href="/2025/03/01/robots"><meta name="author" content="Jane Roe">
<meta property="article:published_time" content="2025-03-01T23:30:00-05:00"></head><body>
<nav><a href="/">Home</a> <a href="/b">Business</a></nav>
<div id="main"><h1>More robots in factories</h1>
<div class="share-buttons">Share this with your friends, and do it now. Thank you.</div>
<div class="article-body">{_paragraphs(EN)}
<figure><img src="a.jpg"><figcaption>A robot, seen from behind, at the fair.</figcaption></figure></div>
<div class="related"><h3><a href="/c">What a year it was for drones, pilots say</a></h3>
<p>Pilots, too, had a good year.</p></div>
</div><footer>Copyright 2025, The Example. All rights reserved.</footer></body></html>"""

CHINESE_TABLES = f"""<html><head><title>工业机器人产量增长三成_某某新闻网</title></head><body>
<table width=760><tr><td><a href=/>首页</a> <a href=/a>财经</a> <a href=/b>科技</a></td></tr></table>
<table><tr><td><h1>工业机器人产量增长三成</h1><br>2025年3月1日 10:20　某某日报<br>
<font id=big>　　{ZH[0]}<br><br>　　{ZH[1]}<br><br>　　{ZH[2]}</font><br>（责任编辑：某某）<br>
<a href=/1>相关新闻：机器人大会开幕</a><br><a href=/2>相关新闻：新工厂投产</a></td>
<td><a href=/3>热门：今天的天气</a><br><a href=/4>热门：明天的天气</a></td></tr></table></body></html>"""


def test_western_page() -> None:
    article = clean_page(_page(WESTERN), NO_TOPICS)
    assert article.text == "\n".join(EN)
    assert (article.title, article.author, article.lang) == ("More robots in factories", "Jane Roe", "en")
    assert article.canonical_url == "https://news.example/2025/03/01/robots"
    assert article.published == datetime.fromisoformat("2025-03-01T23:30:00-05:00")
    assert article.published_origin == "page"
    assert article.id == "https://news.example/a"


def test_chinese_page_of_tables_and_line_breaks() -> None:
    body = CHINESE_TABLES.encode("gb18030")
    article = clean_page(_page(body, content_type="text/html; charset=gb2312"), NO_TOPICS)
    assert article.text == "\n".join(ZH)
    assert (article.title, article.lang) == ("工业机器人产量增长三成", "zh")
    assert article.published is not None
    assert article.published.isoformat() == "2025-03-01T10:20:00+08:00"


def test_page_without_named_article_goes_to_the_library() -> None:
    html = f"<html><body><div><div><h1>Robots</h1>{_paragraphs(EN * 3)}</div></div></body></html>"
    assert EN[1] in clean_page(_page(html), NO_TOPICS).text


def test_the_same_page_twice_gives_the_same_text() -> None:
    html = f"<html><body><div>{_paragraphs(EN)}</div></body></html>"
    assert clean_page(_page(html), NO_TOPICS) == clean_page(_page(html), NO_TOPICS)


def test_a_short_chinese_notice_is_its_one_paragraph() -> None:
    html = f"<div><h1>产量增长</h1><p>2025-03-01 来源：某报</p><p>{ZH[0]}</p><p>责任编辑：某某</p></div>"
    article = clean_page(_page(html), NO_TOPICS)
    assert (article.text, article.title, article.published_day) == (ZH[0], "产量增长", date(2025, 3, 1))


def test_feed_gives_title_and_date_first() -> None:
    page = _page(WESTERN, entry_title="From the feed", entry_published="2025-02-28T09:00:00+08:00")
    article = clean_page(page, NO_TOPICS)
    assert (article.title, article.published_origin) == ("From the feed", "feed")
    assert article.published_day == date(2025, 2, 28)


def test_feed_date_in_the_future_is_not_taken() -> None:
    article = clean_page(_page(WESTERN, entry_published="2031-01-01"), NO_TOPICS)
    assert (article.published_day, article.published_origin) == (date(2025, 3, 1), "page")


def test_days_are_those_of_the_sources_zone() -> None:
    article = clean_page(_page(WESTERN, source_id="example", zone="Asia/Shanghai"), NO_TOPICS)
    assert article.published_day == date(2025, 3, 2)


def test_url_is_the_last_to_be_asked() -> None:
    html = f"<html><body><div class=article-body>{_paragraphs(EN)}</div></body></html>"
    url = "https://news.example/2025/03/01/x"
    article = clean_page(_page(html, url=url, final_url=url), NO_TOPICS)
    assert (article.published, article.published_origin) == (date(2025, 3, 1), "url")


def test_no_date_is_none_and_not_made_up() -> None:
    html = f"<html><body><div class=article-body>{_paragraphs(EN)}</div></body></html>"
    article = clean_page(_page(html), NO_TOPICS)
    assert (article.published, article.published_origin) == (None, None)


def test_topics_come_with_the_article() -> None:
    rules = build_topic_rules([{"id": "robotics", "strong": {"en": ["robot"]}, "context": {"en": ["ministry"]}}])
    assert clean_page(_page(WESTERN), rules).topics == ("robotics",)


def test_rows_of_a_table_are_lines() -> None:
    table = "<table><tr><th>Maker</th><th>Robots</th></tr><tr><td>North</td><td>1,200</td></tr></table>"
    html = f"<html><body><div class=article-body><p>{EN[0]}</p>{table}<p>{EN[1]}</p></div></body></html>"
    assert clean_page(_page(html), NO_TOPICS).text == f"{EN[0]}\nMaker | Robots\nNorth | 1,200\n{EN[1]}"


def test_line_breaks_of_the_source_do_not_cut_chinese_sentences() -> None:
    html = f"<html><body><div class=article-body><p>{ZH[0][:10]}\n   {ZH[0][10:]}</p><p>{ZH[1]}</p></div></body></html>"
    assert clean_page(_page(html), NO_TOPICS).text.startswith(ZH[0])


def test_hidden_and_invisible_text_is_left_out() -> None:
    hidden = f'<p style="display: none">{EN[2]}</p>'
    html = f"<html><body><div class=article-body><p>{EN[0]}\u200b</p>{hidden}<p>{EN[1]}</p></div></body></html>"
    assert clean_page(_page(html), NO_TOPICS).text == f"{EN[0]}\n{EN[1]}"


def test_xml_declaration_is_no_obstacle() -> None:
    body = f'<body><div class="article-body">{_paragraphs(ZH)}</div></body>'
    html = f'<?xml version="1.0" encoding="utf-8"?><html>{body}</html>'
    assert clean_page(_page(html), NO_TOPICS).text == "\n".join(ZH)


def test_plain_text_is_an_article() -> None:
    assert clean_page(_page("\n".join(ZH)), NO_TOPICS).text == "\n".join(ZH)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "no text"),
        (b"<html><body><script>x()</script></body></html>", "no text"),
        (b"%PDF-1.7 ...", "not a page"),
        (bytes(range(128, 256)) * 30, "undecodable"),
        (b"<body>" + b"<div>" * 300 + b"<p>" + EN[0].encode(), "too deep"),
        (b"<body>" + b"<b>" * 300 + EN[0].encode(), "too deep"),
        (b"<body>" + b"<i>x</i>" * 700_000, "too large"),
        (
            b"<div " + b" ".join(b"a%d" % number for number in range(64_000)) + b">" + EN[0].encode(),
            "too many attributes",
        ),
        (b'<div a="b ' * 100_000, "too many attributes"),
    ],
)
def test_pages_that_cannot_be_read_say_why_and_where(body: bytes, reason: str) -> None:
    with pytest.raises(ExtractionError, match=f"https://news.example/a: {reason}"):
        clean_page(_page(body), NO_TOPICS)


@pytest.mark.parametrize(
    ("piece", "most"), [("<div>x</div>", 32_000), ("<tr><td>12</td><td>a value</td><td>4.5</td></tr>", 20_000)]
)
def test_monstrous_pages_take_linear_time(piece: str, most: int) -> None:
    def clean(count: int) -> None:
        html = f"<html><body><p>{EN[0]}</p><table>{piece * count}</table><p>{EN[1]}</p></body></html>"
        assert clean_page(_page(html), NO_TOPICS).text

    require_linear(clean, most)


@pytest.mark.parametrize(
    "middle",
    [
        '<a href="/x">go here</a> ' * 8_000,
        f'<div style="{"color:red;" * 3_000}">hello</div>',
        "<div>" * 200 + "deep, but not too deep" + "</div>" * 200,
        "<script>" + "pubdate:1" * 100_000 + "</script>",
        '<script type="application/ld+json">' + '"author":{' * 50_000 + "</script>",
        "<meta name=author content=x>" * 20_000,
    ],
)
def test_monstrous_pages_end_soon(middle: str) -> None:
    html = f"<html><body><p>{EN[0]}</p>{middle}<p>{EN[1]}</p></body></html>"
    started = time.process_time()
    assert clean_page(_page(html), NO_TOPICS).text
    assert time.process_time() - started < 10
