"""How a publisher announces its articles: RSS, Atom, JSON Feed, sitemaps, a listing page, a JSON endpoint."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from lxml import etree

from flows.press.articles import PressArticle
from flows.press.publishers import Publisher
from flows.press.rendering import render_listing

_ATOM = "http://www.w3.org/2005/Atom"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"

FOUNDED = datetime(2019, 1, 1, tzinfo=UTC)  # the date of what has no article's date

_MEDIA_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json_feed": "application/feed+json",
    "sitemap": "application/xml",
    "news_sitemap": "application/xml",
    "listing": "text/html",
    "json": "application/json",
}


def feed_media_type(publisher: Publisher) -> str:
    """`"application/rss+xml"` for a publisher with RSS."""
    return _MEDIA_TYPES[publisher.type]


def build_feed(publisher: Publisher, articles: Sequence[PressArticle], base_url: str) -> str:
    """The text of the publisher's feed, newest article first, with links under `base_url`."""
    newest_first = sorted(articles, key=lambda article: (article.changed, article.id), reverse=True)
    return _BUILDERS[publisher.type](publisher, newest_first, base_url)


def feed_link(publisher: Publisher, article: PressArticle, base_url: str) -> str:
    """What the feed links to: the page, a redirect to it, or the page with tracking parameters."""
    return f"{base_url}{publisher.redirect_prefix or ''}{article.path}{publisher.link_suffix}"


def _build_rss(publisher: Publisher, articles: Sequence[PressArticle], base_url: str) -> str:
    root = etree.Element("rss", {"version": "2.0"}, nsmap={"dc": _DUBLIN_CORE})
    channel = etree.SubElement(root, "channel")
    _add(channel, "title", publisher.name[publisher.language])
    _add(channel, "link", f"{base_url}/")
    _add(channel, "description", publisher.about.get(publisher.language, "Sample"))
    for article in articles:
        item = etree.SubElement(channel, "item")
        _add(item, "title", article.title)
        _add(item, "link", feed_link(publisher, article, base_url))
        _add(item, "description", summarise(article))
        _add(item, "pubDate", format_datetime(article.published))
        if article.author:
            _add(item, f"{{{_DUBLIN_CORE}}}creator", article.author)
        _add(item, "guid", f"{publisher.id}:{article.id}").set("isPermaLink", "false")
    return _declare(publisher, root)


def _build_atom(publisher: Publisher, articles: Sequence[PressArticle], base_url: str) -> str:
    root = etree.fromstring(f'<feed xmlns="{_ATOM}"/>')
    _add(root, f"{{{_ATOM}}}id", f"tag:{publisher.id}.example,2019:feed")
    _add(root, f"{{{_ATOM}}}title", publisher.name[publisher.language])
    _add(root, f"{{{_ATOM}}}updated", _newest(articles).isoformat())
    etree.SubElement(root, f"{{{_ATOM}}}link", {"href": f"{base_url}/"})
    for article in articles:
        entry = etree.SubElement(root, f"{{{_ATOM}}}entry")
        _add(entry, f"{{{_ATOM}}}id", f"tag:{publisher.id}.example,2019:{article.id}")
        _add(entry, f"{{{_ATOM}}}title", article.title)
        etree.SubElement(entry, f"{{{_ATOM}}}link", {"href": feed_link(publisher, article, base_url)})
        _add(entry, f"{{{_ATOM}}}published", article.published.isoformat())
        _add(entry, f"{{{_ATOM}}}updated", article.changed.isoformat())
        _add(entry, f"{{{_ATOM}}}summary", summarise(article))
        if article.author:
            _add(etree.SubElement(entry, f"{{{_ATOM}}}author"), f"{{{_ATOM}}}name", article.author)
    return _declare(publisher, root)


def _build_json_feed(publisher: Publisher, articles: Sequence[PressArticle], base_url: str) -> str:
    items = [
        {
            "id": f"{publisher.id}:{article.id}",
            "url": feed_link(publisher, article, base_url),
            "title": article.title,
            "summary": summarise(article),
            "date_published": article.published.isoformat(),
            "date_modified": article.changed.isoformat(),
            "authors": [{"name": article.author}] if article.author else [],
        }
        for article in articles
    ]
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": publisher.name[publisher.language],
        "home_page_url": f"{base_url}/",
        "language": publisher.language,
    }
    return json.dumps(head | {"items": items}, ensure_ascii=False, indent=1)


def _build_sitemap(publisher: Publisher, articles: Sequence[PressArticle], base_url: str) -> str:
    root = etree.fromstring(f'<urlset xmlns="{_SITEMAP}"/>')
    for article in articles:
        url = etree.SubElement(root, f"{{{_SITEMAP}}}url")
        _add(url, f"{{{_SITEMAP}}}loc", feed_link(publisher, article, base_url))
        _add(url, f"{{{_SITEMAP}}}lastmod", article.changed.date().isoformat())
    return _declare(publisher, root)


def build_news_sitemap(publisher: Publisher, articles: Sequence[PressArticle], base_url: str) -> str:
    """A sitemap with dates and titles (Google News 0.9), as a feed or as one of an archive."""
    root = etree.fromstring(f'<urlset xmlns="{_SITEMAP}" xmlns:news="{_NEWS}"/>')
    for article in articles:
        url = etree.SubElement(root, f"{{{_SITEMAP}}}url")
        _add(url, f"{{{_SITEMAP}}}loc", feed_link(publisher, article, base_url))
        news = etree.SubElement(url, f"{{{_NEWS}}}news")
        publication = etree.SubElement(news, f"{{{_NEWS}}}publication")
        _add(publication, f"{{{_NEWS}}}name", publisher.name[publisher.language])
        _add(publication, f"{{{_NEWS}}}language", "zh-cn" if publisher.language == "zh" else "en")
        _add(news, f"{{{_NEWS}}}publication_date", article.published.isoformat())
        _add(news, f"{{{_NEWS}}}title", article.title)
    return _declare(publisher, root)


def _build_listing(publisher: Publisher, articles: Sequence[PressArticle], _base_url: str) -> str:
    return render_listing(publisher, articles)


def _build_json(publisher: Publisher, articles: Sequence[PressArticle], _base_url: str) -> str:
    rows = [
        {
            "docId": article.id,
            "headline": article.title,
            "href": feed_link(publisher, article, ""),
            "pubTime": clock_time(publisher, article.published),
            "hits": 1000 + len(article.text),
        }
        for article in articles
    ]
    return json.dumps({"code": 0, "message": "ok", "data": {"total": len(rows), "rows": rows}}, ensure_ascii=False)


def clock_time(publisher: Publisher, moment: datetime) -> str:
    """The publisher's local time without a zone, as most sites print it: `"2024-01-24 10:30"`."""
    return moment.astimezone(ZoneInfo(publisher.zone)).strftime("%Y-%m-%d %H:%M")


def summarise(article: PressArticle) -> str:
    """The head of the first paragraph, as a feed gives it."""
    first = article.paragraphs[0]
    return first if len(first) <= 120 else f"{first[:117]}..."


def _newest(articles: Sequence[PressArticle]) -> datetime:
    return max((article.changed for article in articles), default=FOUNDED)


def _add(parent: etree._Element, tag: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, tag)
    element.text = text
    return element


def _declare(publisher: Publisher, root: etree._Element) -> str:
    """The document with the encoding that the publisher says it has, which need not be the one it uses."""
    etree.indent(root)
    text = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="{publisher.meta_charset or "utf-8"}"?>\n{text}\n'


_BUILDERS: dict[str, Callable[[Publisher, Sequence[PressArticle], str], str]] = {
    "rss": _build_rss,
    "atom": _build_atom,
    "json_feed": _build_json_feed,
    "sitemap": _build_sitemap,
    "news_sitemap": build_news_sitemap,
    "listing": _build_listing,
    "json": _build_json,
}
