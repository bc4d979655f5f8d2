"""What a source announces that is news to us: its age, its length, and what earlier runs remember of it."""

from __future__ import annotations

from dataclasses import replace

from announced import NOW, SHANGHAI, failure, item, rss

from flows.crawl.probing import check_sources
from flows.crawl.records import KnownSource


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
