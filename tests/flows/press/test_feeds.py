"""Every feed as served, read by the libraries that read such feeds."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import fastfeedparser
import httpx
import pytest
from lxml import etree, html

from flows.press.articles import PressArticle
from flows.press.publishers import Publisher, read_publishers
from flows.press.server import PressServer

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}
REACHABLE = [publisher for publisher in read_publishers() if publisher.reachable]


def _of_type(*types: str) -> list[Publisher]:
    return [publisher for publisher in REACHABLE if publisher.type in types]


def _own(press: PressServer, publisher: Publisher) -> list[PressArticle]:
    return [article for article in press.articles if article.publisher == publisher.id]


def _fetch(press: PressServer, client: httpx.Client, publisher: Publisher) -> httpx.Response:
    answer = client.get(press.feed_url(publisher.id))
    if answer.status_code == 429:  # once, by design
        answer = client.get(press.feed_url(publisher.id))
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("publisher", _of_type("rss", "atom", "json_feed"), ids=lambda publisher: publisher.id)
def test_the_feed_library_reads_titles_links_and_dates(
    press: PressServer, client: httpx.Client, publisher: Publisher
) -> None:
    # As text, decoded as a crawler has to: under the label gb2312 the library drops what only gb18030 holds.
    feed = fastfeedparser.parse(_fetch(press, client, publisher).content.decode(publisher.encoding))
    read = {(entry.title, datetime.fromisoformat(entry.published)) for entry in feed.entries}
    assert read == {(article.title, article.published) for article in _own(press, publisher)}
    assert all(entry.link.startswith(press.base_url(publisher.id)) for entry in feed.entries)


@pytest.mark.parametrize("publisher", _of_type("sitemap", "news_sitemap"), ids=lambda publisher: publisher.id)
def test_sitemaps_name_every_article(press: PressServer, client: httpx.Client, publisher: Publisher) -> None:
    root = etree.fromstring(_fetch(press, client, publisher).content)
    locations = root.xpath("//s:loc/text()", namespaces=SITEMAP)
    assert len(set(locations)) == len(_own(press, publisher))


@pytest.mark.parametrize("publisher", _of_type("news_sitemap"), ids=lambda publisher: publisher.id)
def test_news_sitemaps_carry_titles_and_instants(
    press: PressServer, client: httpx.Client, publisher: Publisher
) -> None:
    root = etree.fromstring(_fetch(press, client, publisher).content)
    titles = root.xpath("//n:title/text()", namespaces=SITEMAP)
    dates = root.xpath("//n:publication_date/text()", namespaces=SITEMAP)
    read = {(title, datetime.fromisoformat(day)) for title, day in zip(titles, dates, strict=True)}
    assert read == {(article.title, article.published) for article in _own(press, publisher)}


@pytest.mark.parametrize("publisher", _of_type("listing"), ids=lambda publisher: publisher.id)
def test_selectors_find_the_rows_of_a_listing(press: PressServer, client: httpx.Client, publisher: Publisher) -> None:
    assert publisher.selectors is not None
    page = html.fromstring(_fetch(press, client, publisher).content.decode(publisher.encoding))
    rows = page.cssselect(publisher.selectors["item"])
    read = {
        (
            row.cssselect(publisher.selectors["title"])[0].text_content(),
            row.cssselect(publisher.selectors["link"])[0].get("href"),
            row.cssselect(publisher.selectors["date"])[0].text_content(),
        )
        for row in rows
    }
    zone = ZoneInfo(publisher.zone)
    assert read == {
        (article.title, article.path, f"{article.published.astimezone(zone):%Y-%m-%d %H:%M}")
        for article in _own(press, publisher)
    }


@pytest.mark.parametrize("publisher", _of_type("json"), ids=lambda publisher: publisher.id)
def test_paths_find_the_rows_of_an_endpoint(press: PressServer, client: httpx.Client, publisher: Publisher) -> None:
    assert publisher.json_paths is not None
    rows = json.loads(_fetch(press, client, publisher).content)
    for part in publisher.json_paths["items"].split("."):
        rows = rows[part]
    read = {(row[publisher.json_paths["title"]], row[publisher.json_paths["url"]]) for row in rows}
    assert read == {(article.title, article.path) for article in _own(press, publisher)}


@pytest.mark.parametrize("publisher", REACHABLE, ids=lambda publisher: publisher.id)
def test_feeds_announce_the_newest_first(press: PressServer, client: httpx.Client, publisher: Publisher) -> None:
    text = _fetch(press, client, publisher).content.decode(publisher.encoding)
    newest = max(_own(press, publisher), key=lambda article: article.changed)
    places = {article.id: text.index(article.path) for article in _own(press, publisher)}
    assert places[newest.id] == min(places.values())
