"""RSS, Atom and JSON feeds.

The feed library knows the dialects, but reads a date without a zone as UTC; so dates are taken as written, before it.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable

import fastfeedparser
from lxml import etree

from flows.crawl.announcements import Announcement, AnnouncementList
from flows.crawl.errors import FeedError
from flows.crawl.xml_documents import decode_text, local_name, parse_xml

_ROOTS = frozenset({"rss", "feed", "rdf"})
_ITEMS = frozenset({"item", "entry"})
# Direct children of an item, best first. Dublin Core writes date, Atom 0.3 issued and modified.
_PUBLISHED = ("pubdate", "published", "issued", "date", "created")
_UPDATED = ("updated", "modified")
# The whole text of an article, not needed to know that it is there; the Statistics Bureau's feed carries 4.5 MB of it.
_HEAVY = frozenset({"description", "encoded", "content", "summary", "comments", "source", "enclosure", "group"})
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")  # "<b>", "</em>"


def parse_feed(body: bytes, content_type: str | None, max_items: int) -> AnnouncementList:
    """What an RSS (0.9 to 2.0) or Atom (0.3, 1.0) feed announces, at most `max_items`, in its order.

    Raises FeedError: `not a feed` for a web page or anything else, `entities`, `too deep`.
    """
    root, repaired = parse_xml(body, content_type)
    if local_name(root) not in _ROOTS:
        raise FeedError("not a feed", f"<{local_name(root)}>")
    items = [element for element in root.iter() if local_name(element) in _ITEMS]
    for item in items[max_items:]:
        _remove(item)
    kept = items[:max_items]
    dates = [(_find_text(item, _PUBLISHED), _find_text(item, _UPDATED)) for item in kept]
    for item in kept:
        _strip(item)
    entries = _read_entries(root)
    if len(entries) != len(kept):
        raise FeedError("not a feed", f"{len(entries)} of {len(kept)} items readable")
    announced = (
        Announcement(str(entry.get("link") or ""), clean_title(entry.get("title")), *pair)
        for entry, pair in zip(entries, dates, strict=True)
    )
    warnings = ("malformed XML, repaired",) if repaired else ()
    return AnnouncementList(tuple(one for one in announced if one.link), len(items), warnings)


def _read_entries(root: etree._Element) -> list[dict[str, object]]:
    document = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    try:
        parsed = fastfeedparser.parse(
            document, include_content=False, include_tags=False, include_media=False, include_enclosures=False
        )
    except ValueError as error:
        raise FeedError("not a feed", str(error)[:100]) from error
    return list(parsed["entries"])


def _strip(item: etree._Element) -> None:
    """Leaves what the library is asked for: dates go, texts go, and of several links those to the page stay.

    Ids that are no address go with the dates: without one, the library takes them for dates in any way of writing.
    """
    links = [child for child in item if local_name(child) == "link" and child.get("href")]
    to_page = [link for link in links if link.get("rel", "alternate") == "alternate"]
    unwanted = {link for link in links if to_page and link not in to_page}
    for child in list(item):
        name = local_name(child)
        if child in unwanted or name in _HEAVY or name in {*_PUBLISHED, *_UPDATED} or _is_mere_id(child):
            _remove(child)


def _is_mere_id(element: etree._Element) -> bool:
    text = (element.text or "").strip()
    is_address = element.get("isPermaLink") == "true" or text.startswith(("http://", "https://"))
    return local_name(element) == "guid" and not is_address


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _find_text(item: etree._Element, names: Iterable[str]) -> str | None:
    texts = {local_name(child): (child.text or "").strip() for child in reversed(item)}
    return next((texts[name] for name in names if texts.get(name)), None)


def clean_title(title: object) -> str | None:
    """A title as plain text: `"A &amp; B <b>up</b>"` gives `"A & B up"`."""
    text = html.unescape(_MARKUP.sub("", str(title or "")))
    return " ".join(text.split()) or None


def parse_json_feed(body: bytes, content_type: str | None, max_items: int) -> AnnouncementList:
    """What a JSON Feed (versions 1 and 1.1) announces. Raises FeedError `not a feed`."""
    document = parse_json(body, content_type)
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list):
        raise FeedError("not a feed", "no items")
    announced = [_read_json_item(item) for item in items[:max_items] if isinstance(item, dict)]
    return AnnouncementList(tuple(one for one in announced if one.link), len(items))


def _read_json_item(item: dict[str, object]) -> Announcement:
    def text(name: str) -> str | None:
        value = item.get(name)
        return value if isinstance(value, str) and value else None

    link = text("url") or text("external_url") or ""
    identity = text("id") or ""
    if not link and identity.startswith(("http://", "https://")):
        link = identity  # the format asks for it: an id is best the permanent url
    return Announcement(link, clean_title(text("title")), text("date_published"), text("date_modified"))


def parse_json(body: bytes, content_type: str | None) -> object:
    """A JSON document from a stranger. Raises FeedError `not a feed` (`too deep` for nesting past the parser's)."""
    try:
        return json.loads(decode_text(body, content_type))
    except RecursionError as error:
        raise FeedError("too deep", "JSON") from error
    except ValueError as error:
        raise FeedError("not a feed", "no JSON") from error
