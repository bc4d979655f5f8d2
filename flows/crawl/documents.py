"""What a source sent, read by the kind of source it is."""

from __future__ import annotations

from flows.crawl.announcements import AnnouncementList
from flows.crawl.decoders import DecodingError, gunzip_file
from flows.crawl.errors import FetchError
from flows.crawl.feeds import parse_feed, parse_json_feed
from flows.crawl.json_endpoints import parse_endpoint
from flows.crawl.listings import parse_listing
from flows.crawl.records import Response, Source
from flows.crawl.sitemaps import parse_sitemap

_MAX_BYTES = 10 * 1024 * 1024


def parse_document(source: Source, response: Response) -> AnnouncementList:
    """What a document of a source announces, read by the source's type. Raises FeedError or FetchError (`bomb`)."""
    content_type = response.header("content-type")
    limit = source.max_bytes or _MAX_BYTES
    try:
        body = gunzip_file(response.body, limit)
    except DecodingError as error:
        raise FetchError(error.reason, response.url, detail=error.detail, permanent=True) from error
    match source.type:
        case "rss" | "atom":
            return parse_feed(body, content_type, source.max_items)
        case "json_feed":
            return parse_json_feed(body, content_type, source.max_items)
        case "sitemap" | "news_sitemap":
            return parse_sitemap(body, content_type)
        case "listing":
            return parse_listing(body, content_type, source.selectors or {}, source.max_items, source.json_paths)
        case "json":
            return parse_endpoint(body, content_type, source.json_paths or {}, source.max_items)
