"""Feeds that tests announce things with, and what discovery says of one that failed."""

from __future__ import annotations

from datetime import UTC, datetime

from flows.crawl.records import Discovery

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
SHANGHAI = "Asia/Shanghai"
TITLE = "<![CDATA[Output of <b>robots</b> &amp; arms]]>"
SELECTORS = {"item": "ul.list li", "link": "a", "date": "span"}


def rss(*items: str) -> str:
    channel = f"<channel><title>Press</title>{''.join(items)}</channel>"
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0">{channel}</rss>'


def item(link: str, title: str = "A title", date: str = "2026-11-20 08:30:00") -> str:
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate></item>"


def urlset(*paths: str, base: str) -> str:
    urls = "".join(f"<url><loc>{base}{path}</loc></url>" for path in paths)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def failure(found: Discovery) -> str:
    """The one line that says why a source gave nothing."""
    assert found.state == "failed"
    assert found.entries == ()
    assert found.reason
    assert "\n" not in found.reason
    return found.reason
