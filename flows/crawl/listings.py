"""Listing pages: links picked from HTML by CSS selectors of the configuration."""

from __future__ import annotations

from collections.abc import Mapping

import lxml.html
from cssselect import SelectorError
from lxml import etree

from flows.crawl.announcements import Announcement, AnnouncementList
from flows.crawl.errors import FeedError, NothingListedError
from flows.crawl.feeds import parse_json
from flows.crawl.json_endpoints import find_path
from flows.crawl.xml_documents import decode_text


def parse_listing(
    body: bytes,
    content_type: str | None,
    selectors: Mapping[str, str],
    max_items: int,
    json_paths: Mapping[str, str] | None = None,
) -> AnnouncementList:
    """What a listing page announces: `item` picks the rows, `link`, `title` and `date` look inside a row.

    Without `link` the row itself or its first link counts, without `title` the link's own title
    attribute (lists cut long titles) or text. With `json_paths` the
    answer is JSON and `items` leads to the HTML inside it. Raises FeedError: `not a feed` where no row is found,
    `selector`.
    """
    root = _parse_html(_find_html(body, content_type, json_paths))
    rows = _select(root, selectors.get("item", "a[href]"))
    if not rows:
        raise NothingListedError("not a feed", f"nothing matches {selectors.get('item', 'a[href]')!r}")
    announced = [_read_row(row, selectors) for row in rows[:max_items]]
    items = tuple(one for one in announced if one is not None)
    without = len(announced) - len(items)
    return AnnouncementList(items, len(rows), (f"{without} rows without a link",) if without else ())


def _find_html(body: bytes, content_type: str | None, json_paths: Mapping[str, str] | None) -> str:
    if not json_paths:
        return decode_text(body, content_type)
    inside = find_path(parse_json(body, content_type), json_paths.get("items", ""))
    if not isinstance(inside, str):
        raise FeedError("not a feed", f"no HTML at {json_paths.get('items', '')!r}")
    return inside


def _parse_html(text: str) -> etree._Element:
    if not text.strip():
        raise FeedError("not a feed", "empty page")
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
    try:
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise FeedError("not a feed", str(error)[:100]) from error


def _select(element: etree._Element, selector: str) -> list[etree._Element]:
    try:
        return [found for found in element.cssselect(selector) if isinstance(found, lxml.html.HtmlElement)]
    except SelectorError as error:
        raise FeedError("selector", f"{selector!r}: {error}") from error


def _read_row(row: etree._Element, selectors: Mapping[str, str]) -> Announcement | None:
    link = _find_link(row, selectors.get("link"))
    if link is None:
        return None
    title = _first_text(row, selectors.get("title")) or link.get("title") or _text(link)
    return Announcement(str(link.get("href", "")).strip(), title, _find_date(row, selectors.get("date")))


def _find_link(row: etree._Element, selector: str | None) -> etree._Element | None:
    candidates = _select(row, selector) if selector else [row, *_select(row, "a[href]")]
    return next((found for found in candidates if found.get("href")), None)


def _find_date(row: etree._Element, selector: str | None) -> str | None:
    """The text of the date, or the machine's spelling of it in `<time datetime="…">`."""
    if not selector:
        return None
    found = next(iter(_select(row, selector)), None)
    return None if found is None else (found.get("datetime") or _text(found))


def _first_text(row: etree._Element, selector: str | None) -> str | None:
    return next((_text(found) for found in _select(row, selector)), None) if selector else None


def _text(element: etree._Element) -> str | None:
    return " ".join("".join(str(piece) for piece in element.itertext()).split()) or None
