"""Sources that talk nonsense, or not at all: each is told in one line, and the others are read."""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import replace

import pytest
from announced import NOW, SELECTORS, failure, item, rss

from extractors.errors import ConfigurationError
from flows.crawl.discovery import discover


@pytest.mark.parametrize("kind", ["rss", "atom", "sitemap", "news_sitemap", "json_feed", "json"])
@pytest.mark.parametrize(
    "body", ["<!DOCTYPE html><html><body><p>Moved</p></body></html>", "", "plain words", "\x00\x01"]
)
def test_what_is_no_feed_is_told(*, find, site, reply, make_source, kind, body):
    site.routes["/feed"] = reply(body)
    assert failure(find(make_source(kind))).startswith("not a feed")


def test_a_listing_without_rows_is_told(find, site, reply, make_source):
    site.routes["/feed"] = reply("<html><body><p>Please verify that you are human</p></body></html>")
    assert failure(find(make_source("listing", selectors=SELECTORS))).startswith("not a feed")


def test_a_wrong_selector_is_told(find, site, reply, make_source):
    site.routes["/feed"] = reply("<p>x</p>")
    assert failure(find(make_source("listing", selectors={"item": "li[["}))).startswith("selector")


@pytest.mark.parametrize("kind", ["rss", "sitemap"])
@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>',
        '<!DOCTYPE x [<!ENTITY a "%s">]>' % ("x" * 50_000),
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE x SYSTEM "SITE/evil.dtd">',
        '<!DOCTYPE x PUBLIC "-//X//X" "SITE/evil.dtd">',
        '<!DOCTYPE html [<!ENTITY % p SYSTEM "SITE/evil.dtd"> %p;]>',
    ],
    ids=["bomb", "quadratic", "file", "external", "public", "parameter"],
)
def test_entities_and_document_types_are_refused(*, find, site, reply, make_source, kind, declaration):
    item_ = "<item><title>&a;</title><link>/1</link></item>"
    body = f'<?xml version="1.0"?>{declaration}<rss><channel>{item_}</channel></rss>'
    for encoding in ("utf-8", "utf-16"):
        site.routes["/feed"] = reply(body.replace("SITE", site.base).encode(encoding))
        assert failure(find(make_source(kind))).startswith("entities")
    assert "/evil.dtd" not in site.paths()


def test_a_declaration_that_an_article_quotes_is_text(find, site, reply, make_source):
    site.routes["/feed"] = reply(
        rss(
            "<item><title>XML</title><link>/1</link>"
            "<description><![CDATA[<!DOCTYPE x [<!ENTITY y]>]]></description></item>"
        )
    )
    assert find(make_source()).seen == 1


@pytest.mark.parametrize("kind", ["rss", "sitemap"])
def test_a_hundred_thousand_levels_are_too_deep(*, find, site, reply, make_source, options, kind):
    root = "rss" if kind == "rss" else "urlset"
    site.routes["/feed"] = reply(f"<{root}>" + "<a>" * 100_000 + "</a>" * 100_000 + f"</{root}>")
    assert failure(find(make_source(kind))).startswith("too deep")


def test_a_deep_document_does_not_spoil_the_next_one(find, site, reply, make_source):
    site.routes |= {"/deep": reply("<rss>" + "<a>" * 1000), "/bare": reply(rss(item("/1", "R & D")))}
    found = find(make_source("rss", "/deep", "/bare"))
    assert (found.state, found.seen) == ("ok", 1)


def test_json_that_is_too_deep_is_told(find, site, reply, make_source):
    site.routes["/feed"] = reply("[" * 100_000)
    assert failure(find(make_source("json_feed"))).startswith("too deep")


def test_a_bomb_inside_a_sitemap_file_is_told(find, site, reply, make_source):
    """Packed once as a file, and that once more for its way: gzip in gzip."""
    packed = gzip.compress(b"<urlset>" + bytes(64 << 20))
    site.routes["/map.xml.gz"] = reply(gzip.compress(packed), headers=[("Content-Encoding", "gzip")])
    assert failure(find(make_source("sitemap", "/map.xml.gz"))).startswith("bomb")


def test_a_json_answer_without_the_list_or_html_is_told(find, site, reply, make_source):
    site.routes["/api"] = reply('{"data": [{"html": ""}]}')
    paths = {"items": "data[1].html", "url": "url"}
    assert failure(find(make_source("json", "/api", json_paths=paths))).startswith("not a feed (no list at")
    assert failure(find(make_source("listing", "/api", json_paths=paths))).startswith("not a feed (no HTML at")
    within = {"items": "data[0].html"}
    assert failure(find(make_source("listing", "/api", json_paths=within))).startswith("not a feed (empty page")


def test_an_empty_feed_is_told(find, site, reply, make_source):
    site.routes["/feed"] = reply(rss(), headers=[("ETag", '"empty"')])
    found = find(make_source())
    assert failure(found).startswith("empty feed")
    assert found.validators == ()


def test_one_url_of_several_may_fail(find, site, reply, make_source):
    site.routes["/a"] = reply(rss(item("/1")))
    found = find(make_source("rss", "/a", "/b"))
    assert (found.state, found.seen) == ("ok", 1)
    assert f"{site.url('/b')}: status 404" in found.reason


def test_sources_fail_one_by_one(site, reply, make_source, options):
    site.routes |= {"/good": reply(rss(item("/1"))), "/bad": reply("no feed")}

    async def slow(request, writer):
        await asyncio.sleep(5)

    site.routes["/slow"] = slow
    sources = [make_source("rss", path, id=path.strip("/")) for path in ("/slow", "/bad", "/good", "/gone")]
    sources.append(make_source("rss", "http://127.0.0.1:1/feed", id="down"))
    seen = []
    found = discover(sources, {}, options, now=NOW, progress=lambda done, total, _: seen.append((done, total)))
    assert [one.source_id for one in found] == ["slow", "bad", "good", "gone", "down"]
    assert [one.state for one in found] == ["failed", "failed", "ok", "failed", "failed"]
    assert found[0].reason.startswith("timeout")
    assert seen == [(number, 5) for number in range(1, 6)]


def test_discovery_works_inside_a_running_loop(site, reply, make_source, options):
    site.routes["/feed"] = reply(rss(item("/1")))

    async def flow():
        return discover([make_source()], {}, options, now=NOW)

    assert asyncio.run(flow())[0].seen == 1


def test_an_error_inside_a_running_loop_reaches_the_caller(make_source, options):
    async def flow():
        return discover([make_source()], {}, replace(options, allowed_networks=("everything",)), now=NOW)

    with pytest.raises(ConfigurationError, match="everything"):
        asyncio.run(flow())


def test_all_sources_down_is_told_for_each(make_source, options):
    sources = [make_source("rss", "http://127.0.0.1:1/", id=name) for name in ("a", "b", "c")]
    found = discover(sources, {}, options, now=NOW)
    assert [(one.state, one.robots) for one in found] == [("failed", "unreachable")] * 3


def test_a_wrong_zone_costs_only_its_source(site, reply, make_source, options):
    site.routes["/feed"] = reply(rss(item("/1")))
    found = discover([make_source(zone="Mars/Olympus"), make_source(id="other")], {}, options, now=NOW)
    assert [one.state for one in found] == ["failed", "ok"]
    assert found[0].reason.startswith("unexpected ZoneInfoNotFoundError")
