"""Title, author and canonical url of a page."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from extractors.pages.outline import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element

# "China adds base stations - The Daily", "5G基站增长_新浪财经_新浪网", "…—人民网"
SITE_MARK = re.compile(r"\s+[-|–—·»«:]+\s+ | \s*[_|｜]\s* | \s*--+\s* | [-—](?=[^-—]{2,14}$)", re.VERBOSE)
JSON_AUTHOR = re.compile(
    r""" "author" \s* : \s* \[? \s* (?: \{ [^{}]*? "name" \s* : \s* )? "([^"]{2,80})" """, re.VERBOSE
)
AUTHOR_NAMES = ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author", "citation_author")
AUTHOR_MARK = re.compile(r"^\s*(?:by|作者|记者|記者|文)\s*[:：/]?\s+|^(?:作者|记者|記者)[:：]\s*", re.IGNORECASE)
NO_HEADLINE = re.compile(
    r"""\d{4}\s?[-/年.] | :// | www\. | [:：]$ | [>|→»] | 页面功能
    | ^(?:作者|记者|来源|译|by\b|发布|字体|字号)""",
    re.VERBOSE | re.IGNORECASE,
)
SPACE = re.compile(r"\s+")
TITLE_LIMIT = 300


def read_meta(tree: _Element) -> dict[str, str]:
    """The page's meta tags by lower-case name or property; of several with one name the first that says something."""
    values: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            values.setdefault(name.strip().lower(), SPACE.sub(" ", content))
    return values


def find_title(tree: _Element, meta: Mapping[str, str], lines: Sequence[str] = ()) -> str | None:
    """The headline without the publisher's name.

    `lines` are the unlinked lines above the article, the nearest first. What both a heading or such a line and the
    document's title say is the headline; else the title itself; a page without a title has the line above its article.
    """
    document = _document_title(tree)
    shared = meta.get("og:title") or meta.get("twitter:title") or ""
    headings = [text_of(heading) for heading in islice(tree.iter("h1"), 3)]
    for heading in headings:
        if len(heading) > 3 and (heading in document or heading in shared):
            return heading[:TITLE_LIMIT]
    for line in lines:
        if _is_most_of(line, document) or _is_most_of(line, shared):
            return line
    title = _without_site(shared or document) or next((heading for heading in headings if heading), "")
    return title[:TITLE_LIMIT] or next((line for line in lines if _may_be_headline(line)), None)


def _is_most_of(line: str, title: str) -> bool:
    return 5 < len(line) <= TITLE_LIMIT and line in title and len(line) * 3 > len(title)


def _may_be_headline(line: str) -> bool:
    """False for datelines, bylines, addresses and lines that are too short or too long."""
    return 7 < len(line) < 90 and NO_HEADLINE.search(line) is None


def find_author(tree: _Element, meta: Mapping[str, str]) -> str | None:
    """The name of who wrote the article, if the page's metadata or byline element says it."""
    for name in _author_candidates(tree, meta):
        author = SPACE.sub(" ", AUTHOR_MARK.sub("", name)).strip()
        if 1 < len(author) < 80 and "/" not in author and "@" not in author:
            return author
    return None


def _author_candidates(tree: _Element, meta: Mapping[str, str]) -> Iterator[str]:
    yield from (meta[name] for name in AUTHOR_NAMES if name in meta)
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        found = JSON_AUTHOR.search(script.text or "")
        if found:
            yield _unescape(found.group(1))
    for path in (".//*[@rel='author']", ".//*[@itemprop='author']"):
        yield from (text_of(element) for element in islice(tree.iterfind(path), 2))


def find_canonical_url(tree: _Element, meta: Mapping[str, str], base: str) -> str | None:
    """The address by which the publisher wants the article known; None where it names none or its front page."""
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    for link in (*links, meta.get("og:url")):
        try:
            url = urljoin(base, (link or "").strip())
            parts = urlsplit(url)
        except ValueError:  # "http://[bad"
            continue
        if link and parts.scheme in ("http", "https") and parts.hostname and (parts.path.strip("/") or parts.query):
            return str(url)
    return None


def _document_title(tree: _Element) -> str:
    title = tree.find(".//title")
    return "" if title is None else text_of(title)


def _without_site(title: str) -> str:
    """What stands before the mark between a headline and the publisher's name, as long as it can be a headline."""
    head = title
    for mark in SITE_MARK.finditer(title):
        before = title[: mark.start()].strip()
        if len(before) * 2 >= len(title) - mark.end() and len(before) > 5:
            head = before
            break
    return head.strip()


def _unescape(text: str) -> str:
    """JSON's escapes for characters: "\\u5f20" is 张."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match.group(1), 16)), text)
