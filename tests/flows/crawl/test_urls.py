"""Canonical urls, links and identities."""

from __future__ import annotations

import pytest

from flows.crawl.urls import canonicalise_url, find_document_id, host_of, join_link, origin_of, request_target

CANONICAL = [
    ("HTTP://Example.COM/", "http://example.com/"),
    ("http://example.com", "http://example.com/"),
    ("http://example.com:80/a", "http://example.com/a"),
    ("https://example.com:443/a", "https://example.com/a"),
    ("https://example.com:8443/a", "https://example.com:8443/a"),
    ("https://example.com/a#top", "https://example.com/a"),
    ("https://example.com/a/../b/./c", "https://example.com/b/c"),
    ("https://example.com/%7Euser/%e4%b8%ad", "https://example.com/~user/%E4%B8%AD"),
    ("https://example.com/中", "https://example.com/%E4%B8%AD"),
    ("https://example.com/a%2Fb", "https://example.com/a%2Fb"),
    ("https://例え.jp/", "https://xn--r8jz45g.jp/"),
    ("https://example.com/?b=2&a=1", "https://example.com/?a=1&b=2"),
    ("https://example.com/?utm_source=rss&UTM_Medium=x&id=7", "https://example.com/?id=7"),
    ("https://example.com/a?spm=1.2.3&from=timeline&isappinstalled=0", "https://example.com/a"),
    ("https://example.com/a?fbclid=x&gclid=y&msclkid=z", "https://example.com/a"),
    ("https://example.com/?from_page=2", "https://example.com/?from_page=2"),
    ("https://example.com/?a=%BB%FA&b", "https://example.com/?a=%BB%FA&b"),
    ("https://example.com/?a=1&a=0", "https://example.com/?a=0&a=1"),
    ("https://example.com/?q=a+b%20c", "https://example.com/?q=a+b%20c"),
    ("https://example.com/?", "https://example.com/"),
    ("https://desk:pw@example.com/", "https://example.com/"),
    ("  https://example.com/a \n", "https://example.com/a"),
    ("http://m.example.com/a/index.html", "http://m.example.com/a/index.html"),
    ("http://example.com/a/", "http://example.com/a/"),
    ("http://example.com/a", "http://example.com/a"),
]


@pytest.mark.parametrize(("url", "canonical"), CANONICAL)
def test_spellings_of_one_address_become_one(url, canonical):
    assert canonicalise_url(url) == canonical
    assert canonicalise_url(canonical) == canonical


def test_http_and_https_are_kept_apart_unless_told():
    assert canonicalise_url("http://a.cn/1") != canonicalise_url("https://a.cn/1")
    assert canonicalise_url("http://a.cn/1", one_scheme=frozenset({"a.cn"})) == "https://a.cn/1"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "mailto:a@b.cn", "file:///a", "/a", "", "http://", "data:,x"])
def test_what_is_no_web_address_is_refused(url):
    with pytest.raises(ValueError, match=r"not an http url|Invalid input"):
        canonicalise_url(url)


@pytest.mark.parametrize(
    ("link", "joined"),
    [
        ("./t1.html", "https://a.cn/sj/t1.html"),
        ("../x/t1.html#part", "https://a.cn/x/t1.html"),
        ("//b.cn/1", "https://b.cn/1"),
        ("?id=1", "https://a.cn/sj/?id=1"),
        ("http://b.cn/1", "http://b.cn/1"),
        ("javascript:void(0)", None),
        ("http://[", None),
    ],
)
def test_links_are_resolved_against_their_page(link, joined):
    assert join_link("https://a.cn/sj/", link) == joined


def test_origin_host_and_target():
    url = "http://a.cn:8000/x?y=1"
    assert (origin_of(url), host_of(url), request_target(url)) == ("http://a.cn:8000", "a.cn:8000", "/x?y=1")


@pytest.mark.parametrize(
    ("url", "pattern", "found"),
    [
        ("https://a.cn/sj/zxfb/202609/t20260915_1961.html", r"_(\d+)\.html$", "1961"),
        ("https://a.cn/art/2026/art_0f3c.html", r"art_([0-9a-f]+)\.html", "0f3c"),
        ("https://a.cn/other.html", r"_(\d+)\.html$", None),
        ("https://a.cn/other.html", None, None),
    ],
)
def test_document_ids_are_found_by_the_pattern_of_the_source(url, pattern, found):
    assert find_document_id(url, pattern) == found
