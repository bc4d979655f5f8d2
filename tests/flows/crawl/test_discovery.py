"""What sources announce, over real HTTP: each type in each encoding."""

from __future__ import annotations

import gzip
import json

from announced import SELECTORS, SHANGHAI, TITLE, item, rss, urlset


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


def test_an_id_is_the_address_only_where_it_is_one(find, site, reply, make_source):
    ids = f"<guid>{site.url('/1.html')}</guid>", "<guid isPermaLink='false'>2026-11-20</guid><link>/2.html</link>"
    site.routes["/feed"] = reply(rss(*(f"<item><title>{TITLE}</title>{one}</item>" for one in ids)))
    entries = find(make_source("rss", "/feed", zone=SHANGHAI)).entries
    assert [(entry.url, entry.published) for entry in entries] == [
        (site.url("/1.html"), None),
        (site.url("/2.html"), None),
    ]


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


def test_a_feed_with_a_stray_ampersand_is_repaired(find, site, reply, make_source):
    site.routes["/feed"] = reply(rss(item("/1", "R & D"), item("/2", "Bell \x07")))
    found = find(make_source())
    assert (found.state, found.seen) == ("ok", 2)
    assert "malformed XML, repaired" in found.reason


def test_a_feed_in_gb18030_labelled_gb2312_is_read(find, site, reply, make_source):
    text = rss(item("/1", "镕基：５Ｇ基站")).replace("UTF-8", "gb2312")
    site.routes["/feed"] = reply(text.encode("gb18030"), content_type="text/xml")
    assert find(make_source()).entries[0].title == "镕基：５Ｇ基站"
