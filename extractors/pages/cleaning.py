"""A fetched page to an article: text without the page's furniture, title, author, date, language, topics, signature.

Our own reader of page outlines does most pages: it is faster than the libraries and, on Chinese pages built of tables
and line breaks, better. Western pages whose publisher does not name the article's element go to trafilatura, which
knows thousands of such layouts; this is the one place that calls it.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import trafilatura
from lxml import etree

from extractors.errors import ExtractionError
from extractors.pages.decoding import decode_page
from extractors.pages.headlines import find_author, find_canonical_url, find_title, read_meta
from extractors.pages.languages import detect_language
from extractors.pages.mainbody import MainBody, find_main_body
from extractors.pages.outline import Outline, build_outline
from extractors.pages.publication import find_page_date, find_url_date, is_possible, nearest_lines, parse_moment
from extractors.pages.signatures import build_signature
from extractors.pages.table_rows import tidy_row
from extractors.pages.topics import TopicRules, find_topics
from extractors.records import Article, Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from extractors.pages.publication import Published
    from extractors.records import PublishedOrigin

MAX_CHARACTERS = 12_000_000  # the fetcher stops at 10 MiB; files given by hand may be larger
MAX_TAGS = 600_000  # a tree node costs 200 bytes and a microsecond several times over
MANY_ATTRIBUTES = 4_000  # in one tag: libxml2 compares each with all before it
# <p class="a>b" id='c'>, quotes and all; possessive, so that no page makes it go back
TAG = re.compile(r"""<[a-zA-Z](?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+""")
QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
LIBRARY_TAGS, LIBRARY_CHARACTERS = 12_000, 1_500_000  # beyond them trafilatura needs seconds to minutes
LIBRARY_ATTRIBUTE = 4_000  # characters: its patterns are quadratic in the length of a style or class
ABOVE = 12  # lines above an article in which its headline stands
POOR_WEIGHT = 60  # less prose than this and the library is asked too, in any language

INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\uffff]")
NOT_HTML = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
)
CHINESE_ZONE = "Asia/Shanghai"  # of Chinese pages that come from no source of ours
HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read from the tree before anything could change it."""

    outline: Outline
    main: MainBody
    meta: Mapping[str, str]
    title: str | None
    author: str | None
    canonical_url: str | None


def clean_page(page: Page, topics: TopicRules) -> Article:
    """The article of a page; its id is the page's url until the caller knows a better one.

    Raises ExtractionError with the url and a reason: `undecodable`, `too large`, `too deep`, `no text`, `not a page …`.
    """
    try:
        return _clean(page, topics)
    except ExtractionError as error:
        raise ExtractionError(error.reason, page.url) from error


def _clean(page: Page, topics: TopicRules) -> Article:
    for magic, what in NOT_HTML:
        if page.body.startswith(magic):
            raise ExtractionError(f"not a page: {what}", page.url)
    source = decode_page(page.body, page.content_type)
    tree = _parse(source)
    reading = _read(tree, page)
    if page.source_id is None and _is_chinese(reading.main.text):
        page = replace(page, zone=CHINESE_ZONE)
    published, origin = _date(page, tree, reading)
    text = _tidy(_choose_text(source, tree, reading))
    if not text:
        raise ExtractionError("no text", page.url)
    title = page.entry_title or reading.title
    return Article(
        id=page.url,
        url=page.final_url,
        canonical_url=reading.canonical_url,
        title=title,
        author=reading.author,
        lang=detect_language(text) or (page.lang_hint if len(text) < 40 else None),
        published=published,
        published_origin=origin,
        text=text,
        signature=build_signature(text),
        topics=find_topics(title, text, topics),
    )


def _parse(text: str) -> _Element:
    if len(text) > MAX_CHARACTERS or text.count("<") > MAX_TAGS:
        raise ExtractionError("too large", "")
    long_tags = [tag for tag in TAG.findall(text) if len(tag) > 2 * MANY_ATTRIBUTES]
    if any(len(QUOTED.sub("", tag).split()) > MANY_ATTRIBUTES for tag in long_tags):
        raise ExtractionError("too many attributes", "")
    if "<" not in text:
        text = "".join(f"<p>{line}</p>" for line in text.splitlines())
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree: _Element | None = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ExtractionError("no text", "") from error
    if tree is None:
        raise ExtractionError("no text", "")
    return tree


def _read(tree: _Element, page: Page) -> _Reading:
    body = tree.find("body")
    outline = build_outline(tree if body is None else body)
    meta = read_meta(tree)
    main = find_main_body(outline)
    above = [block.text for block in outline.blocks[max(0, main.start - ABOVE) : main.start][::-1] if not block.linked]
    return _Reading(
        outline=outline,
        main=main,
        meta=meta,
        title=find_title(tree, meta, above),
        author=find_author(tree, meta),
        canonical_url=find_canonical_url(tree, meta, page.final_url),
    )


def _date(page: Page, tree: _Element, reading: _Reading) -> tuple[Published | None, PublishedOrigin | None]:
    """The publication time and who said it: the feed, else the page, else the url; in the zone of its source."""
    announced = parse_moment(page.entry_published, page.zone) if page.entry_published else None
    if announced is not None and is_possible(announced, page.fetched):
        return _in_zone(announced, page), "feed"
    lines = nearest_lines(reading.outline, reading.main)
    said = find_page_date(tree, reading.meta, lines, page.zone, page.fetched)
    if said is not None:
        return _in_zone(said, page), "page"
    for url in (page.final_url, page.url):
        day = find_url_date(url, page.url_date_pattern, page.fetched)
        if day is not None:
            return day, "url"
    return None, None


def _in_zone(moment: Published, page: Page) -> Published:
    return moment.astimezone(ZoneInfo(page.zone)) if isinstance(moment, datetime) and page.source_id else moment


def _choose_text(source: str, tree: _Element, reading: _Reading) -> str:
    """Our reading where it is safe, the library's where the page gives no hint and is of a usual size."""
    own = reading.main.text
    poor = reading.main.weight < POOR_WEIGHT
    safe = reading.main.named or (_is_chinese(own) and not poor)
    if safe or not _library_can_read(tree, reading.outline):
        return own
    theirs = _read_with_trafilatura(source)
    if poor and len(own) > len(theirs):
        return own
    return theirs or own


def _is_chinese(text: str) -> bool:
    return len(HAN.findall(text[:2000])) * 4 > len(text[:2000])


def _library_can_read(tree: _Element, outline: Outline) -> bool:
    size = sum(len(block.text) for block in outline.blocks)
    for tags, element in enumerate(tree.iter()):
        if tags > LIBRARY_TAGS or any(len(value) > LIBRARY_ATTRIBUTE for value in element.attrib.values()):
            return False
    return size < LIBRARY_CHARACTERS


def _read_with_trafilatura(source: str) -> str:
    """Its deduplication stays off: it would make a text depend on the pages before it."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it warns of every page without text
    return trafilatura.extract(source, fast=True, include_comments=False, deduplicate=False) or ""


def _tidy(text: str) -> str:
    """Lines without invisible characters; empty ones and the rules that the library draws in tables left out."""
    lines = (tidy_row(line) for line in INVISIBLE.sub("", text).split("\n"))
    return "\n".join(line for line in lines if line.strip(":-| "))
