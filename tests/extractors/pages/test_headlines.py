"""Titles, authors and canonical urls."""

from __future__ import annotations

import pytest
from lxml import etree

from extractors.pages.headlines import find_author, find_canonical_url, find_title, read_meta


def _tree(head: str, body: str = "<p>x</p>") -> etree._Element:
    return etree.fromstring(f"<html><head>{head}</head><body>{body}</body></html>", etree.HTMLParser())


def _title(head: str, body: str = "<p>x</p>", lines: tuple[str, ...] = ()) -> str | None:
    tree = _tree(head, body)
    return find_title(tree, read_meta(tree), lines)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Robot sales rise - The Example", "Robot sales rise"),
        ("Robot sales rise | Tech | The Example", "Robot sales rise"),
        ("工业机器人产量增长三成_财经_某某网", "工业机器人产量增长三成"),
        ("工业机器人产量增长三成--某某网", "工业机器人产量增长三成"),
        ("工业机器人产量增长三成-某某财经", "工业机器人产量增长三成"),
        ("5G-A networks reach 300 cities", "5G-A networks reach 300 cities"),
        ("Up - and away", "Up - and away"),
    ],
)
def test_publishers_name_is_cut(title: str, expected: str) -> None:
    assert _title(f"<title>{title}</title>") == expected


def test_heading_that_the_title_repeats() -> None:
    assert _title("<title>The Example: Robot sales rise</title>", "<h1>Robot sales rise</h1>") == "Robot sales rise"


def test_first_heading_that_is_only_the_sites_name_is_passed_over() -> None:
    body = "<h1>某某网</h1><h1>基站数量再创新高</h1>"
    assert _title("<title>基站数量再创新高 - 某某新闻</title>", body) == "基站数量再创新高"


def test_line_above_the_article_that_the_title_repeats() -> None:
    lines = ("2025年3月1日", "给新用户的几点建议")
    assert _title("<title>某某博客 - 给新用户的几点建议</title>", lines=lines) == "给新用户的几点建议"


def test_page_without_a_title_has_the_line_above_its_article() -> None:
    lines = ("https://news.example/ 2025-03-01", "作者：某某", "基站数量在上半年再创新高")
    assert _title("", lines=lines) == "基站数量在上半年再创新高"


def test_shared_title_goes_before_the_documents() -> None:
    head = '<title>Example</title><meta property="og:title" content="Robot sales rise">'
    assert _title(head) == "Robot sales rise"


def test_no_title() -> None:
    assert _title("") is None


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ('<meta name="author" content="Jane Roe">', "Jane Roe"),
        ('<meta name="author" content="By Jane Roe">', "Jane Roe"),
        ('<meta name="author" content="记者：张某">', "张某"),
        ('<meta property="article:author" content="https://www.example.org/jane">', None),
        ('<script type="application/ld+json">{"author": {"@type": "Person", "name": "Jane Roe"}}</script>', "Jane Roe"),
        ('<script type="application/ld+json">{"author": [{"name": "\\u5f20\\u67d0"}]}</script>', "张某"),
        ("", None),
    ],
)
def test_author(head: str, author: str | None) -> None:
    tree = _tree(head)
    assert find_author(tree, read_meta(tree)) == author


def test_author_of_a_byline_element() -> None:
    tree = _tree("", '<p><a rel="author" href="/j">Jane Roe</a></p>')
    assert find_author(tree, {}) == "Jane Roe"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="/a/1">', "https://news.example/a/1"),
        ('<link rel="Canonical" href="//www.news.example/a?id=1">', "https://www.news.example/a?id=1"),
        ('<meta property="og:url" content="https://news.example/b">', "https://news.example/b"),
        ('<link rel="canonical" href="https://news.example/">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="http://[x">', None),
        ('<link rel="canonical" href="">', None),
        ("", None),
    ],
)
def test_canonical_url(head: str, url: str | None) -> None:
    tree = _tree(head)
    assert find_canonical_url(tree, read_meta(tree), "https://news.example/x") == url
