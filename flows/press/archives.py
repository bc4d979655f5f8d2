"""How the past of a sample publisher can be read: pages for days or months, monthly sitemaps, or numbered pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

from flows.press.articles import PressArticle
from flows.press.feeds import build_news_sitemap
from flows.press.publishers import Publisher
from flows.press.rendering import render_listing

Texts = dict[str, tuple[str, str]]  # path -> text and media type

_SELECTORS = {"item": "li.news-item", "link": "a.news-link", "title": "a.news-link", "date": "span.news-date"}
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ON_A_PAGE = 3


def build_archive(publisher: Publisher, articles: Sequence[PressArticle], base_url: str) -> Texts:
    """The pages of the publisher's archive by path; none where it keeps none."""
    if publisher.archive is None:
        return {}
    newest_first = sorted(articles, key=lambda article: (article.published, article.id), reverse=True)
    return _BUILDERS[publisher.archive](publisher, newest_first, base_url)


def describe_archive(publisher: Publisher, base_url: str) -> Mapping[str, Any] | None:
    """The `archive` of the publisher's source, in the schema of config/sources/."""
    if publisher.archive is None:
        return None
    if publisher.archive == "sitemaps":
        return {"url": f"{base_url}/sitemaps/index.xml", "type": "sitemap"}
    paths = {
        "days": "/archive/{yyyy}/{mm}/{dd}/",
        "months": "/archive/{yyyy}{mm}.html",
        "pages": "/archive/{page}.html",
    }
    return {"url": f"{base_url}{paths[publisher.archive]}", "selectors": _SELECTORS}


def _build_days(publisher: Publisher, articles: Sequence[PressArticle], _base_url: str) -> Texts:
    return _list_by(publisher, articles, "/archive/%Y/%m/%d/")


def _build_months(publisher: Publisher, articles: Sequence[PressArticle], _base_url: str) -> Texts:
    return _list_by(publisher, articles, "/archive/%Y%m.html")


def _list_by(publisher: Publisher, articles: Sequence[PressArticle], path: str) -> Texts:
    groups = _group(publisher, articles, path)
    return {name: (render_listing(publisher, group), "text/html") for name, group in groups.items()}


def _build_pages(publisher: Publisher, articles: Sequence[PressArticle], _base_url: str) -> Texts:
    """Pages of a few articles each, newest first; behind the last there is none."""
    starts = range(0, len(articles), _ON_A_PAGE)
    return {
        f"/archive/{number}.html": (render_listing(publisher, articles[start : start + _ON_A_PAGE]), "text/html")
        for number, start in enumerate(starts, 1)
    }


def _build_sitemaps(publisher: Publisher, articles: Sequence[PressArticle], base_url: str) -> Texts:
    """An index, and a news sitemap for each month that has articles."""
    months = _group(publisher, articles, "/sitemaps/%Y-%m.xml")
    root = etree.fromstring(f'<sitemapindex xmlns="{_SITEMAP}"/>')
    for path, group in months.items():
        sitemap = etree.SubElement(root, f"{{{_SITEMAP}}}sitemap")
        etree.SubElement(sitemap, f"{{{_SITEMAP}}}loc").text = f"{base_url}{path}"
        changed = max((article.changed for article in group), default=datetime(2019, 1, 1, tzinfo=UTC))
        etree.SubElement(sitemap, f"{{{_SITEMAP}}}lastmod").text = changed.date().isoformat()
    index = f'<?xml version="1.0" encoding="utf-8"?>\n{etree.tostring(root, encoding="unicode")}\n'
    return {
        "/sitemaps/index.xml": (index, "application/xml"),
        **{path: (build_news_sitemap(publisher, group, base_url), "application/xml") for path, group in months.items()},
    }


def _group(publisher: Publisher, articles: Sequence[PressArticle], path: str) -> dict[str, list[PressArticle]]:
    """Articles by the path for their day, which is that of the publisher's zone."""
    groups: dict[str, list[PressArticle]] = defaultdict(list)
    for article in articles:
        groups[article.published.astimezone(ZoneInfo(publisher.zone)).strftime(path)].append(article)
    return groups


_BUILDERS: dict[str, Callable[[Publisher, Sequence[PressArticle], str], Texts]] = {
    "days": _build_days,
    "months": _build_months,
    "pages": _build_pages,
    "sitemaps": _build_sitemaps,
}
