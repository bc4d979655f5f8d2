"""Publication dates in the forms that pages give them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from lxml.html import document_fromstring

from extractors.pages.headlines import read_meta
from extractors.pages.publication import Published, find_page_date, find_url_date, is_possible, parse_moment

FETCHED = datetime(2025, 6, 1, tzinfo=UTC)


def _page_date(html: str, lines: tuple[str, ...] = (), zone: str = "Asia/Shanghai") -> str | None:
    tree = document_fromstring(html)
    moment = find_page_date(tree, read_meta(tree), lines, zone, FETCHED)
    return moment.isoformat() if moment else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年3月1日 10:20", "2025-03-01T10:20:00+08:00"),
        ("2025年03月01日10时20分", "2025-03-01T10:20:00+08:00"),
        ("２０２５年３月１日", "2025-03-01"),
        ("2025年3月1日（星期六）08:05 来源：某报", "2025-03-01T08:05:00+08:00"),
        ("发布时间：2025-03-01 10:20:33", "2025-03-01T10:20:33+08:00"),
        ("2025/3/1", "2025-03-01"),
        ("2025.03.01", "2025-03-01"),
        ("20250301", "2025-03-01"),
        ("2025-03-01T02:20:00Z", "2025-03-01T02:20:00+00:00"),
        ("2025-03-01T10:20:30.123+08:00", "2025-03-01T10:20:30+08:00"),
        ("2025-03-01T10:20:30-0500", "2025-03-01T10:20:30-05:00"),
        ("March 1, 2025", "2025-03-01"),
        ("Updated Mar. 1st, 2025 at 3:20 p.m.", "2025-03-01T15:20:00+08:00"),
        ("1 March 2025, 15:20 GMT", "2025-03-01T15:20:00+00:00"),
        ("Sat, 01 Mar 2025 10:20:00 +0800", "2025-03-01T10:20:00+08:00"),
        ("12 Sept 2024 12:05 AM", "2024-09-12T00:05:00+08:00"),
    ],
)
def test_form(text: str, expected: str) -> None:
    moment = parse_moment(text, "Asia/Shanghai")
    assert moment is not None
    assert moment.isoformat() == expected


@pytest.mark.parametrize(
    "text", ["", "2025年13月1日", "2025-02-30", "tel. 2025-0301-77", "3月1日", "in 2025", "v2.2025.1"]
)
def test_no_date(text: str) -> None:
    assert parse_moment(text) is None


def test_hour_that_no_clock_shows_leaves_the_day() -> None:
    assert parse_moment("2025-03-01 29:00") == date(2025, 3, 1)


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"datePublished":"2025-03-01T10:20:00+08:00"}</script>',
        '<meta property="article:published_time" content="2025-03-01T10:20:00+08:00">',
        '<meta name="PubDate" content="2025-03-01 10:20">',
        '<meta itemprop="datePublished" content="2025-03-01 10:20">',
        "<script>var page = {publishTime: '2025-03-01 10:20:00', id: 7}</script>",
        '<script>window.__data = {"ctime":1740795600}</script>',
        '<script>window.__data = {"pubtime":"1740795600000"}</script>',
    ],
)
def test_metadata(head: str) -> None:
    found = _page_date(f"<html><head>{head}</head><body><p>x</p></body></html>")
    assert found is not None
    assert datetime.fromisoformat(found).astimezone(UTC).date() == date(2025, 3, 1)


def test_time_element() -> None:
    assert _page_date('<p><time datetime="2025-03-01">yesterday</time></p>') == "2025-03-01"


def test_metadata_goes_before_what_is_visible() -> None:
    html = '<meta name="publishdate" content="2025-03-01"><p>x</p>'
    assert _page_date(html, ("2024-01-01 08:00",)) == "2025-03-01"


def test_dateline_goes_before_a_date_in_passing() -> None:
    lines = ("大会将于2025年5月20日举行", "2025年3月1日 10:20 来源：本报")
    assert _page_date("<p>x</p>", lines) == "2025-03-01T10:20:00+08:00"


def test_dates_in_long_lines_belong_to_the_story() -> None:
    assert _page_date("<p>x</p>", ("发布于2024年3月1日" + "的规定" * 80,)) is None


@pytest.mark.parametrize("day", ["2025-06-09", "2031-01-01", "1990-01-01"])
def test_impossible_days_are_not_taken(day: str) -> None:
    assert _page_date(f'<meta name="pubdate" content="{day}"><p>x</p>') is None


def test_a_future_meta_date_leaves_the_visible_one() -> None:
    assert (
        _page_date('<meta name="pubdate" content="2031-01-01"><p>x</p>', ("2025-03-01 10:20",))
        == "2025-03-01T10:20:00+08:00"
    )


@pytest.mark.parametrize(
    ("moment", "possible"), [(date(2025, 6, 2), True), (date(2025, 6, 3), False), (date(1995, 1, 1), True)]
)
def test_a_day_of_grace_for_zones(moment: Published, possible: bool) -> None:
    assert is_possible(moment, FETCHED) is possible


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2025/03/01/robots", date(2025, 3, 1)),
        ("https://news.example/a/20250301/x.html", date(2025, 3, 1)),
        ("https://www.example.gov.cn/xwfb/202503/t20250301_99.html", date(2025, 3, 1)),
        ("https://news.example/n1/2025/0301/c1004-1.html", date(2025, 3, 1)),
        ("https://news.example/2025-03/01/content_7.htm", date(2025, 3, 1)),
        ("https://news.example/2025/mar/01/robots", date(2025, 3, 1)),
        ("https://news.example/item/202503011234567", None),
        ("https://news.example/2025/03/", None),
        ("https://news.example/2035/03/01/x", None),
    ],
)
def test_url(url: str, day: date | None) -> None:
    assert find_url_date(url, None, FETCHED) == day


def test_url_by_the_sources_own_pattern() -> None:
    pattern = r"/d(?P<day>\d\d)-(?P<month>\d\d)-(?P<year>\d{4})/"
    assert find_url_date("https://news.example/d01-03-2025/x", pattern, FETCHED) == date(2025, 3, 1)
    assert find_url_date("https://news.example/2025/03/01/x", pattern, FETCHED) is None
