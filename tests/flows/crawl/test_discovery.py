"""What sources announce, over real HTTP: each type, each way of being odd, and what a rerun sees."""

from __future__ import annotations

import asyncio
import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from extractors.errors import ConfigurationError
from flows.crawl.discovery import discover
from flows.crawl.probing import check_sources
from flows.crawl.records import KnownSource

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
SHANGHAI = "Asia/Shanghai"


TITLE = "<![CDATA[Output of <b>robots</b> &amp; arms]]>"


def rss(*items):
    channel = f"<channel><title>Press</title>{''.join(items)}</channel>"
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0">{channel}</rss>'


def item(link, title="A title", date="2026-11-20 08:30:00"):
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate></item>"


@pytest.fixture
def find(site, options):
    """`find(source)` is what one source announced; `known` is what earlier runs remember of it."""

    def run(source, known=None, with_options=options):
        return discover([source], {source.id: known} if known else {}, with_options, now=NOW)[0]

    return run


def test_an_rss_feed_gives_its_entries_in_the_zone_of_the_source(find, site, reply, make_source):
    site.routes["/feed"] = reply(
        rss(item("/2026/1.html?utm_source=rss", TITLE), item("/2.html", "Two", "")),
        content_type="text/xml",
    )
    found = find(make_source("rss", "/feed", zone=SHANGHAI))
    first, second = found.entries
    assert (found.state, found.seen, found.newest) == ("ok", 2, "2026-11-20T08:30:00+08:00")
    assert first.url == site.url("/2026/1.html?utm_source=rss")
    assert first.canonical_url == first.doc_id == site.url("/2026/1.html")
    assert first.title == "Output of robots & arms"
    assert first.published == "2026-11-20T08:30:00+08:00"
    assert second.published is None
    assert found.robots == "allowed"


def test_an_atom_feed_gives_published_and_updated(find, site, reply, make_source):
    site.routes["/feed"] = reply(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title><entry><title>One</title>'
        '<link rel="self" href="/api/1"/><link rel="alternate" href="/1"/>'
        "<published>2026-11-20T00:30:00Z</published><updated>2026-11-21T00:30:00Z</updated></entry></feed>"
    )
    (entry,) = find(make_source("atom", "/feed", zone=SHANGHAI)).entries
    assert entry.url == site.url("/1")
    assert (entry.published, entry.updated) == ("2026-11-20T08:30:00+08:00", "2026-11-21T08:30:00+08:00")


def test_an_rdf_feed_is_read(find, site, reply, make_source):
    site.routes["/feed"] = reply(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="/"><title>P</title></channel>'
        '<item rdf:about="/1"><title>One</title><link>/1</link><dc:date>2026-11-20</dc:date></item></rdf:RDF>'
    )
    (entry,) = find(make_source("rss")).entries
    assert (entry.url, entry.title, entry.published) == (site.url("/1"), "One", "2026-11-20")


def test_a_json_feed_is_read(find, site, reply, make_source):
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "1", "url": "/1", "title": "One", "date_published": "2026-11-20T08:00:00+08:00"},
            {"id": site.url("/2"), "title": "Two", "date_modified": "2026-11-21"},
            {"id": "3", "title": "no link"},
            "nonsense",
        ],
    }
    site.routes["/feed"] = reply(json.dumps(feed), content_type="application/feed+json")
    one, two = find(make_source("json_feed")).entries
    assert (one.url, one.published) == (site.url("/1"), "2026-11-20T00:00:00+00:00")
    assert (two.url, two.updated) == (site.url("/2"), "2026-11-21")


NEWS = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>BASE/n/1</loc><lastmod>2026-11-21</lastmod>
<image:image><image:title>A picture</image:title><image:loc>BASE/p.jpg</image:loc></image:image>
<news:news><news:publication><news:name>Press</news:name></news:publication>
<news:publication_date>2026-11-20T08:30+08:00</news:publication_date>
<news:title>Robot output</news:title></news:news></url>
</urlset>"""


def test_a_news_sitemap_gives_titles_and_dates(find, site, reply, make_source):
    site.routes["/news.xml"] = reply(NEWS.replace("BASE", site.base))
    (entry,) = find(make_source("news_sitemap", "/news.xml", zone=SHANGHAI)).entries
    assert (entry.url, entry.title) == (site.url("/n/1"), "Robot output")
    assert (entry.published, entry.updated) == ("2026-11-20T08:30:00+08:00", "2026-11-21")


def test_an_empty_news_sitemap_is_no_failure(find, site, reply, make_source):
    site.routes["/news.xml"] = reply("<urlset/>")
    found = find(make_source("news_sitemap", "/news.xml"))
    assert (found.state, found.seen) == ("ok", 0)


def urlset(*paths, base):
    urls = "".join(f"<url><loc>{base}{path}</loc></url>" for path in paths)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def test_a_sitemap_index_is_followed_and_may_name_itself(find, site, reply, make_source):
    index = "".join(
        f"<sitemap><loc>{site.url(path)}</loc><lastmod>{day}</lastmod></sitemap>"
        for path, day in (("/old.xml", "2020-01-01"), ("/index.xml", "2026-11-22"), ("/new.xml.gz", "2026-11-21"))
    )
    site.routes["/index.xml"] = reply(f"<sitemapindex>{index}</sitemapindex>", headers=[("ETag", '"of the index"')])
    site.routes["/new.xml.gz"] = reply(gzip.compress(urlset("/1", "/2", base=site.base).encode()))
    site.routes["/old.xml"] = reply(urlset("/2", "/3", base=site.base))
    found = find(make_source("sitemap", "/index.xml"))
    assert [entry.url for entry in found.entries] == [site.url(path) for path in ("/1", "/2", "/3")]
    assert site.paths().count("/index.xml") == 1
    assert site.paths().index("/new.xml.gz") < site.paths().index("/old.xml")
    assert found.validators == ()


def test_a_sitemap_with_bare_ampersands_is_repaired(find, site, reply, make_source):
    site.routes["/map.xml"] = reply(urlset("/1?a=1&b=2", "/2", base=site.base))
    found = find(make_source("sitemap", "/map.xml"))
    assert [entry.url for entry in found.entries] == [site.url("/1?a=1&b=2"), site.url("/2")]
    assert found.reason == "malformed XML, repaired"


def test_a_sitemap_that_fails_leaves_the_others_of_its_index(find, site, reply, make_source):
    site.routes["/index.xml"] = reply(
        f"<sitemapindex><sitemap><loc>{site.url('/gone.xml')}</loc></sitemap>"
        f"<sitemap><loc>{site.url('/good.xml')}</loc></sitemap></sitemapindex>"
    )
    site.routes["/good.xml"] = reply(urlset("/1", base=site.base))
    found = find(make_source("sitemap", "/index.xml"))
    assert [entry.url for entry in found.entries] == [site.url("/1")]
    assert "/gone.xml: status 404" in found.reason


LISTING = """<html><head><meta charset="gb2312"></head><body><ul class="list">
<li><a href="./202611/t20261120_1001.html" title="工业机器人产量">工业机器人…</a><span>2026-11-20</span></li>
<li><a href="./202611/t20261119_1000.html">镕基塔用户数</a><span>2026年11月19日</span></li>
<li><em>no link</em></li></ul></body></html>"""
SELECTORS = {"item": "ul.list li", "link": "a", "date": "span"}


def test_a_listing_page_in_gb18030_is_read(find, site, reply, make_source):
    site.routes["/sj/"] = reply(LISTING.encode("gb18030"), content_type="text/html; charset=gb2312")
    found = find(make_source("listing", "/sj/", selectors=SELECTORS, zone=SHANGHAI, document_id=r"_(\d+)\.html$"))
    one, two = found.entries
    assert (one.url, one.title) == (site.url("/sj/202611/t20261120_1001.html"), "工业机器人产量")
    assert (one.doc_id, one.published) == ("1001", "2026-11-20")
    assert (two.title, two.published) == ("镕基塔用户数", "2026-11-19")
    assert "1 rows without a link" in found.reason


def test_a_listing_inside_json_is_read(find, site, reply, make_source):
    inside = {"data": {"html": '<div><a href="/art/1.html">一则</a><span class="fr">2026-11-20</span></div>'}}
    site.routes["/unit"] = reply(json.dumps(inside), content_type="application/json")
    source = make_source(
        "listing", "/unit", selectors={"item": "div", "date": ".fr"}, json_paths={"items": "data.html"}
    )
    (entry,) = find(source).entries
    assert (entry.url, entry.title, entry.published) == (site.url("/art/1.html"), "一则", "2026-11-20")


def test_a_json_endpoint_is_read(find, site, reply, make_source):
    rows = [{"id": 7, "title": "Seven", "time": 1795132800}, {"id": 8, "title": "Eight"}, {"title": "no id"}]
    site.routes["/api"] = reply(json.dumps({"data": {"list": rows}}), content_type="application/json")
    paths = {"items": "data.list", "url": "/detail/{id}", "title": "title", "date": "time"}
    one, two = find(make_source("json", "/api", json_paths=paths, zone=SHANGHAI)).entries
    assert (one.url, one.title, one.published) == (site.url("/detail/7"), "Seven", "2026-11-20T08:00:00+08:00")
    assert two.published is None


def failure(found):
    assert found.state == "failed"
    assert found.entries == ()
    assert "\n" not in found.reason
    return found.reason


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


def test_a_feed_with_a_stray_ampersand_is_repaired(find, site, reply, make_source):
    site.routes["/feed"] = reply(rss(item("/1", "R & D"), item("/2", "Bell \x07")))
    found = find(make_source())
    assert (found.state, found.seen) == ("ok", 2)
    assert "malformed XML, repaired" in found.reason


def test_a_feed_in_gb18030_labelled_gb2312_is_read(find, site, reply, make_source):
    text = rss(item("/1", "镕基：５Ｇ基站")).replace("UTF-8", "gb2312")
    site.routes["/feed"] = reply(text.encode("gb18030"), content_type="text/xml")
    assert find(make_source()).entries[0].title == "镕基：５Ｇ基站"


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


def test_a_feed_that_stopped_is_stale_and_still_read(find, site, reply, make_source):
    site.routes["/feed"] = reply(rss(item("/1", date="Tue, 12 Dec 2017 08:00:00 +0800")))
    found = find(make_source(stale_after_days=30))
    assert (found.state, found.newest, len(found.entries)) == ("stale", "2017-12-12T00:00:00+00:00", 1)
    assert "newest entry 2017-12-12" in found.reason


def test_a_listing_tells_its_age_by_its_urls(find, site, reply, make_source):
    site.routes["/"] = reply('<a href="/202001/t20200102_1.html">Old</a>')
    pattern = r"t(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})_"
    found = find(make_source("listing", "/", selectors={"item": "a"}, url_date_pattern=pattern, stale_after_days=30))
    assert (found.state, found.newest) == ("stale", "2020-01-02")
    assert found.entries[0].published is None


def test_a_feed_of_100_000_items_is_cut_with_a_warning(find, site, reply, make_source, options):
    many = "".join(f"<item><link>/{number}</link></item>" for number in range(100_000))
    site.routes["/feed"] = reply(rss(many))
    wide = replace(options, limits=replace(options.limits, max_bytes=10 << 20, timeout_seconds=10))
    found = find(make_source(max_items=50), with_options=wide)
    assert (found.seen, found.entries[-1].url) == (50, site.url("/49"))
    assert "first 50 of 100000 entries taken" in found.reason


def test_a_sitemap_that_is_cut_keeps_the_newest(find, site, reply, make_source):
    urls = "".join(
        f"<url><loc>{site.url(f'/{day}')}</loc><lastmod>2026-11-{day:02}</lastmod></url>" for day in range(1, 21)
    )
    site.routes["/feed"] = reply(f"<urlset>{urls}</urlset>")
    found = find(make_source("sitemap", max_items=2))
    assert [entry.updated for entry in found.entries] == ["2026-11-20", "2026-11-19"]
    assert "first 2 of 20 entries taken" in found.reason


def test_each_url_is_announced_once(find, site, reply, make_source):
    site.routes["/feed"] = reply(
        rss(item("/1?a=1&amp;b=2"), item("/1?b=2&amp;a=1#x"), item("/1?utm_medium=x&amp;a=1&amp;b=2"))
    )
    assert find(make_source()).seen == 1


def test_links_that_lead_nowhere_are_counted(find, site, reply, make_source):
    site.routes["/feed"] = reply(
        rss(item("/1"), item("javascript:alert(1)"), item("http://["), item("file:///etc/passwd"))
    )
    found = find(make_source())
    assert [entry.url for entry in found.entries][1:] == ["javascript:alert(1)", "file:///etc/passwd"]
    assert "1 links that are no web address" in found.reason


def test_dates_in_the_future_are_left_out_with_a_warning(find, site, reply, make_source):
    site.routes["/feed"] = reply(
        rss(item("/1", date="2027-01-01"), item("/2", date="yesterday"), item("/3", date="2026-11-22"))
    )
    found = find(make_source(zone=SHANGHAI))
    assert [entry.published for entry in found.entries] == [None, None, "2026-11-22"]
    assert found.newest == "2026-11-22"
    assert "1 dates in the future" in found.reason
    assert "1 dates that cannot be read" in found.reason


def test_validators_come_back_and_an_unchanged_feed_is_not_parsed(find, site, reply, make_source):
    def answer(request):
        if request.headers.get("if-none-match") == '"v1"':
            return reply(status=304)
        return reply(rss(item("/1")), headers=[("ETag", '"v1"'), ("Last-Modified", "Sun, 22 Nov 2026 04:00:00 GMT")])

    site.routes["/feed"] = answer
    first = find(make_source())
    assert first.validators == ((site.url("/feed"), '"v1"', "Sun, 22 Nov 2026 04:00:00 GMT"),)
    again = find(make_source(), KnownSource(validators=first.validators, newest=first.newest))
    assert (again.state, again.entries, again.validators) == ("unchanged", (), first.validators)
    assert site.requests[-1].headers["if-modified-since"] == "Sun, 22 Nov 2026 04:00:00 GMT"


def test_an_unchanged_feed_can_be_stale(find, site, reply, make_source):
    site.routes["/feed"] = reply(status=304)
    known = KnownSource(validators=((site.url("/feed"), '"v"', None),), newest="2026-01-01")
    assert find(make_source(stale_after_days=60), known).state == "stale"


def test_a_304_that_nobody_asked_for_is_a_failure(find, site, reply, make_source):
    site.routes["/feed"] = reply(status=304)
    assert failure(find(make_source())).startswith("status 304")


def test_known_entries_are_left_out_unless_updated(find, site, reply, make_source):
    def entry(path, updated):
        return f'<entry><title>t</title><link href="{path}"/><updated>{updated}</updated></entry>'

    entries = (
        entry("/same", "2026-11-20T00:00:00Z")
        + entry("/newer", "2026-11-21T00:00:00Z")
        + entry("/new", "2026-11-21T00:00:00Z")
    )
    entries += entry("/unstamped", "2026-11-21T00:00:00Z")
    site.routes["/feed"] = reply(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title>{entries}</feed>')
    stamps = {"/same": "2026-11-20T08:00:00+08:00", "/newer": "2026-11-20T08:00:00+08:00", "/unstamped": None}
    known = KnownSource(urls={site.url(path): stamp for path, stamp in stamps.items()})
    found = find(make_source("atom", zone=SHANGHAI), known)
    assert [one.url for one in found.entries] == [site.url("/newer"), site.url("/new")]
    assert found.seen == 4


def test_a_known_document_under_another_path_is_left_out(find, site, reply, make_source):
    site.routes["/feed"] = reply(rss(item("/sj/zxfb/t20261120_77.html"), item("/sj/zxfb/t20261120_78.html")))
    known = KnownSource(urls={site.url("/zwfwck/t20261120_77.html"): None})
    found = find(make_source(document_id=r"_(\d+)\.html$"), known)
    assert [one.doc_id for one in found.entries] == ["78"]


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


def test_a_probe_tells_status_items_newest_and_robots(site, reply, make_source, options):
    site.routes["/feed"] = reply(rss(item("/1", date="2017-12-12")))
    site.routes["/html"] = reply("<html></html>")
    sources = [
        make_source(id="old", stale_after_days=30),
        make_source("rss", "/html", id="html"),
        make_source("rss", "/gone", id="gone"),
        make_source("rss", "http://127.0.0.1:1/", id="down"),
    ]
    old, html, gone, down = check_sources(sources, options, now=NOW)
    assert (old.state, old.status, old.items, old.newest, old.robots) == ("stale", 200, 1, "2017-12-12", "allowed")
    assert (html.state, html.status) == ("failed", 200)
    assert (gone.state, gone.status) == ("failed", 404)
    assert (down.state, down.status, down.robots) == ("failed", None, "unreachable")
