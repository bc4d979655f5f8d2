"""Everything that a publisher's server holds, by path: the feed, the pages, robots.txt, the home page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.press.archives import build_archive
from flows.press.articles import PressArticle
from flows.press.feeds import FOUNDED, build_feed, feed_media_type
from flows.press.publishers import Publisher
from flows.press.rendering import render_listing, render_page


@dataclass(frozen=True, slots=True)
class Resource:
    """What a path answers with when nothing is wrong: a body, or the path that it redirects to."""

    body: bytes
    content_type: str
    modified: datetime
    redirect: str | None = None


def build_edition(publisher: Publisher, articles: Sequence[PressArticle], base_url: str) -> dict[str, Resource]:
    """All resources of the publisher. Only the feed depends on `base_url`; pages are the same on any port."""
    newest = max((article.changed for article in articles), default=FOUNDED)
    pages = {article.path: _page(publisher, article, articles) for article in articles}
    redirects = {
        f"{publisher.redirect_prefix}{article.path}": Resource(b"", "text/plain", article.changed, article.path)
        for article in articles
        if publisher.redirect_prefix
    }
    newest_first = sorted(articles, key=lambda article: article.published, reverse=True)
    home = _encode(publisher, render_listing(publisher, newest_first), "text/html")
    feed = _encode(publisher, build_feed(publisher, articles, base_url), feed_media_type(publisher))
    return {
        "/robots.txt": Resource(write_robots(publisher).encode(), "text/plain; charset=utf-8", FOUNDED),
        "/": Resource(*home, newest),
        **pages,
        **redirects,
        **{
            path: Resource(*_encode(publisher, text, media_type), newest)
            for path, (text, media_type) in build_archive(publisher, articles, base_url).items()
        },
        publisher.feed_path: Resource(*feed, newest),
    }


def write_robots(publisher: Publisher) -> str:
    """The publisher's robots.txt (RFC 9309): what it disallows, for everyone."""
    rules = [f"Disallow: {prefix}" for prefix in publisher.disallow] or ["Allow: /"]
    return "\n".join(["User-agent: *", *rules, ""])


def _page(publisher: Publisher, article: PressArticle, siblings: Sequence[PressArticle]) -> Resource:
    body, content_type = _encode(publisher, render_page(publisher, article, siblings), "text/html")
    return Resource(body, content_type, article.changed)


def _encode(publisher: Publisher, text: str, media_type: str) -> tuple[bytes, str]:
    charset = f"; charset={publisher.header_charset}" if publisher.header_charset else ""
    return text.encode(publisher.encoding), f"{media_type}{charset}"
