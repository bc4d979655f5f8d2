"""Canonical urls: two spellings of one address become one string, so that a page is known when it is seen again.

Parsing follows the WHATWG URL standard, as browsers do; the percent-encoding is normalised by RFC 3986 §6.2.2 on top.
"""

from __future__ import annotations

import re

import ada_url

# Parameters that say where a reader came from, not what is read. Lower case; a star stands for any ending.
_TRACKING = (
    "utm_*",  # Google Analytics and those who copied it: utm_source=newsletter
    "spm",  # Alibaba: spm=a2c4g.11186623
    "scm",  # Alibaba
    "from",  # Sina, Baidu and others: from=timeline
    "isappinstalled",  # WeChat: isappinstalled=0
    "fbclid",  # Facebook
    "gclid",  # Google Ads
    "gbraid",  # Google Ads
    "wbraid",  # Google Ads
    "dclid",  # Google Display
    "msclkid",  # Microsoft Ads
    "yclid",  # Yandex
    "mc_cid",  # Mailchimp
    "mc_eid",  # Mailchimp
    "_hsenc",  # HubSpot
    "_hsmi",  # HubSpot
    "igshid",  # Instagram
    "share_token",  # Toutiao
    "tt_from",  # Toutiao
    "sharer",  # Yicai, Wallstreetcn apps: sharer=…
    "bd_vid",  # Baidu
    "hmsr",  # Baidu
    "hmpl",  # Baidu
    "hmcu",  # Baidu
    "hmkw",  # Baidu
    "hmci",  # Baidu
    "cmpid",  # Bloomberg, CNBC
    "ncid",  # AOL, TechCrunch
    "guccounter",  # Yahoo, TechCrunch
    "guce_*",  # Yahoo, TechCrunch
)
_TRACKING_NAMES = frozenset(name for name in _TRACKING if not name.endswith("*"))
_TRACKING_STARTS = tuple(name[:-1] for name in _TRACKING if name.endswith("*"))

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")  # RFC 3986 §3.1

# Hosts that serve the same under both schemes and print http links in their feeds: their links count as https.
_ONE_SCHEME: frozenset[str] = frozenset()

_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")  # "%7e", "%E4"
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def canonicalise_url(url: str, *, one_scheme: frozenset[str] = _ONE_SCHEME) -> str:
    """The canonical spelling of an absolute http(s) url; ValueError for anything else.

    `"HTTP://Example.com:80/a/../%7Eb?utm_source=x&b=2&a=1#top"`
    gives `"http://example.com/~b?a=1&b=2"`. Kept apart: http
    and https (but for `one_scheme`), `m.` hosts, pages named index, a slash at the end.
    """
    parsed = parse_http_url(url)
    parsed.hash = ""
    parsed.username = ""
    parsed.password = ""
    if parsed.hostname in one_scheme:
        parsed.protocol = "https:"
    parsed.pathname = _normalise_escapes(parsed.pathname)
    parsed.search = _normalise_query(parsed.search)
    return str(parsed.href)


def parse_http_url(url: str, base: str | None = None) -> ada_url.URL:
    """A parsed http(s) url, resolved against `base` if given; ValueError where it is none (`javascript:`, `file:`)."""
    parsed = ada_url.URL(url.strip(), base=base) if base else ada_url.URL(url.strip())
    if parsed.protocol not in {"http:", "https:"} or not parsed.hostname:
        raise ValueError(f"not an http url: {url[:100]!r}")
    return parsed


def join_link(base: str, link: str) -> str | None:
    """A link of a page as an absolute http(s) url without its fragment, or None for one that leads nowhere we go.

    `join_link("https://example.com/a/b", "../c#d")` is `"https://example.com/c"`.
    """
    try:
        parsed = parse_http_url(link, base)
    except ValueError:
        return None
    parsed.hash = ""
    return str(parsed.href)


def has_foreign_scheme(link: str) -> bool:
    """Whether a link names a scheme other than http and https: `"file:///etc/passwd"`, `"javascript:…"`."""
    found = _SCHEME.match(link.strip())
    return found is not None and found.group(1).lower() not in {"http", "https"}


def request_target(url: str) -> str:
    """Path and query as they stand in a request line: `"/a?b=1"`."""
    parsed = parse_http_url(url)
    return f"{parsed.pathname}{parsed.search}"


def origin_of(url: str) -> str:
    """Scheme, host and port, the unit of robots.txt and cookies: `"https://example.com"`."""
    return str(parse_http_url(url).origin)


def host_of(url: str) -> str:
    """Host and port, the unit of politeness: `"127.0.0.1:8000"`."""
    return str(parse_http_url(url).host)


def find_document_id(url: str, pattern: str | None) -> str | None:
    """What the one group of a source's `document_id` pattern finds in a url, or None.

    `find_document_id("https://example.cn/sj/202609/t20260915_1961.html", r"_(\\d+)\\.html$")` is `"1961"`.
    """
    found = re.search(pattern, url) if pattern else None
    return found.group(1) if found and found.group(1) else None


def _normalise_escapes(text: str) -> str:
    """Unreserved characters unescaped, other escapes in upper case (RFC 3986 §6.2.2): `"%7e%2f"` gives `"~%2F"`."""

    def spell(match: re.Match[str]) -> str:
        byte = int(match.group()[1:], 16)
        return chr(byte) if byte in _UNRESERVED else match.group().upper()

    return _ESCAPE.sub(spell, text)


def _is_tracking(name: str) -> bool:
    lowered = name.lower()
    return lowered in _TRACKING_NAMES or lowered.startswith(_TRACKING_STARTS)


def _normalise_query(search: str) -> str:
    """The parameters that name the page, in sorted order: `"?b=2&spm=1&a=1"` gives `"a=1&b=2"`.

    Sorted as bytes, so that values in gb18030 (`%BB%FA`) survive as they are.
    """
    pieces = [_normalise_escapes(piece) for piece in search.removeprefix("?").split("&") if piece]
    return "&".join(sorted(piece for piece in pieces if not _is_tracking(piece.partition("=")[0])))
