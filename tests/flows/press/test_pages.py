"""The pages as served: status, charset, text, furniture, and their independence of ports."""

from __future__ import annotations

import re
from html import unescape

import httpx
import pytest
from lxml import html

from flows.press.publishers import Publisher, read_publishers
from flows.press.server import PressServer

SERVED = [publisher for publisher in read_publishers() if publisher.broken_by_design is None]


def _pages(press: PressServer, client: httpx.Client, publisher: Publisher) -> dict[str, httpx.Response]:
    own = [article for article in press.articles if article.publisher == publisher.id]
    return {article.id: client.get(f"{press.base_url(publisher.id)}{article.path}") for article in own}


def _text(response: httpx.Response, publisher: Publisher) -> str:
    return unescape(response.content.decode(publisher.encoding))


@pytest.mark.parametrize("publisher", SERVED, ids=lambda publisher: publisher.id)
def test_every_page_answers_and_prints_its_article(
    press: PressServer, client: httpx.Client, publisher: Publisher
) -> None:
    articles = {article.id: article for article in press.articles}
    for name, response in _pages(press, client, publisher).items():
        assert response.status_code == 200
        text = _text(response, publisher)
        assert articles[name].title in text
        assert [paragraph for paragraph in articles[name].paragraphs if paragraph not in text] == []


@pytest.mark.parametrize("publisher", SERVED, ids=lambda publisher: publisher.id)
def test_the_content_type_says_what_the_publisher_says(
    press: PressServer, client: httpx.Client, publisher: Publisher
) -> None:
    expected = f"text/html; charset={publisher.header_charset}" if publisher.header_charset else "text/html"
    assert {r.headers["Content-Type"] for r in _pages(press, client, publisher).values()} == {expected}


@pytest.mark.parametrize("publisher", SERVED, ids=lambda publisher: publisher.id)
def test_the_meta_charset_is_the_declared_one(press: PressServer, client: httpx.Client, publisher: Publisher) -> None:
    for response in _pages(press, client, publisher).values():
        declared = re.search(rb'charset="?([a-z0-9-]+)', response.content)
        assert declared is not None
        assert declared[1].decode() == publisher.meta_charset


@pytest.mark.parametrize("publisher", SERVED, ids=lambda publisher: publisher.id)
def test_the_page_shows_other_headlines_beside_the_text(
    press: PressServer, client: httpx.Client, publisher: Publisher
) -> None:
    own = [article for article in press.articles if article.publisher == publisher.id]
    for name, response in _pages(press, client, publisher).items():
        text = _text(response, publisher)
        others = [a.title for a in own if a.id != name and publisher.allows(a.path) and a.title in text]
        assert bool(others) == any(a.id != name and publisher.allows(a.path) for a in own)


def test_canonical_links_hold_no_port_where_there_are_any(press: PressServer, client: httpx.Client) -> None:
    found = {}
    for publisher in SERVED:
        for response in _pages(press, client, publisher).values():
            links = html.fromstring(response.content).xpath('//link[@rel="canonical"]/@href')
            found[publisher.id] = [str(link) for link in links]
    assert all(re.fullmatch(r"https://[a-z-]+\.example/\S+", link) for links in found.values() for link in links)
    assert {bool(links) for links in found.values()} == {True, False}


def test_the_four_kinds_of_house_date_are_printed(press: PressServer, client: httpx.Client) -> None:
    shown = "\n".join(
        _text(response, publisher) for publisher in SERVED for response in _pages(press, client, publisher).values()
    )
    for example in ("22 January 2024, 11:30", "September 24, 2024", "2023年01月20日 16:40", "2025-07-15 10:00"):
        assert example in shown


def test_tables_and_captions_are_printed(press: PressServer, client: httpx.Client) -> None:
    articles = [article for article in press.articles if article.table and article.publisher != "sample_silent_press"]
    assert len(articles) >= 4
    for article in articles:
        page = html.fromstring(client.get(f"{press.base_url(article.publisher)}{article.path}").text)
        cells = {str(cell.text_content()) for cell in page.xpath("//td|//th")}
        assert article.table is not None
        assert {cell for row in article.table.rows for cell in row} <= cells


def test_two_presses_print_the_same_pages_on_different_ports(
    press: PressServer, fresh_press: PressServer, client: httpx.Client
) -> None:
    assert set(press.ports.values()).isdisjoint(fresh_press.ports.values())
    for publisher in SERVED:
        one, other = (_pages(each, client, publisher) for each in (press, fresh_press))
        assert {name: page.content for name, page in one.items()} == {n: p.content for n, p in other.items()}


def test_the_home_page_lists_the_articles(press: PressServer, client: httpx.Client) -> None:
    page = client.get(f"{press.base_url('sample_wire')}/").text
    assert "Beijing counts nearly 16,000 5G-Advanced sites" in page
