"""Sitemaps, news sitemaps and sitemap indexes (sitemaps.org 0.9, Google News 0.9)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from flows.crawl.announcements import Announcement, AnnouncementList
from flows.crawl.errors import FeedError
from flows.crawl.xml_documents import decode_text, local_name, refuse_document_type, repair_text, strip_declaration

_MOST_URLS = 50_000  # of one sitemap, by the protocol; the rest is counted, not kept


def parse_sitemap(body: bytes, content_type: str | None) -> AnnouncementList:
    """The urls of a sitemap in its order, and the sitemaps of an index under `sitemaps`.

    `published` and `title` come from the news extension, `updated` is lastmod. Raises FeedError: `not a feed`,
    `entities`, `too deep`.
    """
    text = strip_declaration(decode_text(body, content_type))
    refuse_document_type(text)
    try:
        return _collect(text)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise FeedError("too deep", "past the parser's limits") from error
    try:
        return replace(_collect(repair_text(text)), warnings=("malformed XML, repaired",))
    except etree.XMLSyntaxError as error:
        raise FeedError("not a feed", f"no XML: {error.msg}") from error


def _collect(text: str) -> AnnouncementList:
    urls: list[Announcement] = []
    sitemaps: list[Announcement] = []
    total = 0
    for kind, found in _iterate(text.encode("utf-8", "replace")):
        kept = sitemaps if kind == "sitemap" else urls
        total += kind == "url"
        if len(kept) < _MOST_URLS:
            kept.append(found)
    return AnnouncementList(tuple(urls), total, sitemaps=tuple(sitemaps))


def _iterate(data: bytes) -> Iterator[tuple[str, Announcement]]:
    """Each `url` and `sitemap` element in turn; what has been read is freed at once, so that memory stays small."""
    walk = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root: etree._Element | None = None
    for _, element in walk:
        parent = element.getparent()
        if parent is None or parent.getparent() is not None:
            continue  # not of the protocol: only the root holds urls
        if root is None:
            root = _check_root(parent)
        announcement = _read(element)
        if announcement.link:
            yield local_name(element), announcement
        _free(element, root)
    _check_root(walk.root)


def _check_root(element: etree._Element) -> etree._Element:
    if local_name(element) not in {"urlset", "sitemapindex"}:
        raise FeedError("not a feed", f"<{local_name(element)}>")
    return element


def _free(element: etree._Element, root: etree._Element) -> None:
    """Drops what has been read. The element itself stays, empty, until the next one ends: the parser stands on it."""
    element.clear()
    while element.getprevious() is not None:
        del root[0]


def _read(element: etree._Element) -> Announcement:
    """The fields of one url, and those of its news extension; an image's title is not the article's."""
    found: dict[str, str] = {}
    for child in element:
        name = local_name(child)
        for field, value in ((name, child),) if name != "news" else ((local_name(one), one) for one in child):
            if value.text:
                found.setdefault(field, value.text.strip())
    title = " ".join(found.get("title", "").split()) or None
    return Announcement(found.get("loc", ""), title, found.get("publication_date"), found.get("lastmod"))
