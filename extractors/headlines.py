"""Title, author and canonical url of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from extractors.outline import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

# "China adds base stations - The Daily", "5G基站增长_新浪财经_新浪网", "…—人民网"
SITE_MARK = re.compile(r"\s+[-|–—·»«:]+\s+ | \s*[_|｜]\s* | \s*--+\s* | [-—](?=[^-—]{2,14}$)", re.VERBOSE)
JSON_AUTHOR = re.compile(
    r""" "author" \s* : \s* \[? \s* (?: \{ [^{}]*? "name" \s* : \s* )? "([^"]{2,80})" """, re.VERBOSE
)
AUTHOR_NAMES = ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author", "citation_author")
AUTHOR_MARK = re.compile(r"^\s*(?:by|作者|记者|記者|文)\s*[:：/]?\s+|^(?:作者|记者|記者)[:：]\s*", re.IGNORECASE)
SPACE = re.compile(r"\s+")
TITLE_LIMIT = 300


def read_meta(tree: HtmlElement) -> dict[str, str]:
    """The page's meta tags by lower-case name or property; of several with one name the first that says something."""
    values: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            values.setdefault(name.strip().lower(), SPACE.sub(" ", content))
    return values


def find_title(tree: HtmlElement, meta: Mapping[str, str]) -> str | None:
    """The headline without the publisher's name: a heading that the document title repeats, else the title itself."""
    document = _document_title(tree)
    shared = meta.get("og:title") or meta.get("twitter:title") or ""
    headings = [text_of(heading) for heading in tree.iter("h1")][:3]
    for heading in headings:
        if len(heading) > 3 and any(heading in other for other in (document, shared)):
            return heading[:TITLE_LIMIT]
    title = _without_site(shared or document) or next((heading for heading in headings if heading), "")
    return title[:TITLE_LIMIT] or None


def find_author(tree: HtmlElement, meta: Mapping[str, str]) -> str | None:
    """The name of who wrote the article, if the page's metadata or byline element says it."""
    candidates = [meta.get(name) for name in AUTHOR_NAMES]
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        found = JSON_AUTHOR.search(script.text or "")
        candidates.append(_unescape(found.group(1)) if found else None)
    candidates.extend(text_of(element) for element in _elements_with(tree, ("rel", "itemprop"), "author"))
    names = (SPACE.sub(" ", AUTHOR_MARK.sub("", name)).strip() for name in candidates if name)
    return next((name for name in names if 1 < len(name) < 80 and "/" not in name and "@" not in name), None)


def find_canonical_url(tree: HtmlElement, meta: Mapping[str, str], base: str) -> str | None:
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


def _document_title(tree: HtmlElement) -> str:
    title = tree.find(".//title")
    return "" if title is None else text_of(title)


def _elements_with(tree: HtmlElement, attributes: tuple[str, ...], value: str) -> list[HtmlElement]:
    return [element for name in attributes for element in tree.iterfind(f".//*[@{name}='{value}']")][:3]


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
