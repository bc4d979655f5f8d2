"""Fetching pages into segments: politeness, retries, what is kept and what became of each entry."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from extractors.errors import DiskError
from flows.archive import list_segments, read_archived, read_segment, remove_leftovers, segment_path
from flows.crawl.pages import fetch_all, fetch_entries
from flows.crawl.records import Entry

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


@pytest.fixture
def entries(site):
    def make(*paths, **fields):
        urls = [path if "://" in path else site.url(path) for path in paths]
        return [Entry("press", url, url, url, **fields) for url in urls]

    return make


@pytest.fixture
def fetch(make_source, options, tmp_path):
    def run(entries, *, source=None, with_options=options, **fields):
        path = tmp_path / "archive" / "press" / "r1-press.warc.gz"
        return fetch_entries(source or make_source(**fields), entries, path, with_options, now=NOW)

    return run


def states(report):
    return [outcome.state for outcome in report.outcomes]


def test_pages_come_back_from_the_segment_with_what_was_announced(fetch, entries, site, reply):
    site.routes["/1"] = reply("<p>机器人</p>".encode(), headers=[("ETag", '"e"')])
    announced = entries("/1", title="一则", published="2026-11-20T08:30:00+08:00", updated="2026-11-21")
    report = fetch(announced)
    (page,) = read_segment(report.segment)
    assert states(report) == ["fetched"]
    assert (report.outcomes[0].etag, report.outcomes[0].status) == ('"e"', 200)
    assert (page.url, page.body.decode(), page.source_id) == (site.url("/1"), "<p>机器人</p>", "press")
    assert (page.entry_title, page.entry_published) == ("一则", "2026-11-20T08:30:00+08:00")
    assert page.content_type == "text/html; charset=utf-8"
    assert page.fetched.tzinfo is not None


def test_the_final_url_of_a_redirect_is_kept(fetch, entries, site, reply):
    site.routes |= {"/1": reply(status=301, headers=[("Location", "/2")]), "/2": reply("two")}
    (page,) = read_segment(fetch(entries("/1")).segment)
    assert (page.url, page.final_url) == (site.url("/1"), site.url("/2"))


def test_nothing_fetched_leaves_no_file(fetch, entries, tmp_path):
    report = fetch(entries("/gone"))
    assert report.segment is None
    assert not list(tmp_path.rglob("*.warc*"))
    assert (states(report), report.outcomes[0].reason) == (["failed"], "status 404 (Said)")


def test_no_entries_make_no_request_and_no_file(fetch, site):
    report = fetch([])
    assert (report.segment, report.outcomes, site.requests) == (None, (), [])


def test_one_bad_page_leaves_its_siblings(fetch, entries, site, reply):
    site.routes |= {
        "/1": reply("one"),
        "/2": reply(b"half", headers=[("Content-Encoding", "gzip")]),
        "/4": reply("four"),
    }
    report = fetch(entries("/1", "/2", "/3", "http://10.0.0.1/", "file:///etc/passwd", "/4", "http://["))
    assert states(report) == ["fetched", "failed", "failed", "refused", "refused", "fetched", "failed"]
    reasons = [(outcome.reason or "").partition(" (")[0] for outcome in report.outcomes]
    assert reasons == ["", "truncated", "status 404", "blocked address", "scheme", "", "bad url"]
    assert len(list(read_segment(report.segment))) == 2


def test_disallowed_pages_are_not_asked_for(fetch, entries, site, reply):
    site.routes |= {"/robots.txt": reply("User-agent: *\nDisallow: /no"), "/yes": reply("yes"), "/no": reply("no")}
    report = fetch(entries("/yes", "/no"))
    assert states(report) == ["fetched", "disallowed"]
    assert report.outcomes[1].reason == "disallowed by robots.txt"
    assert "/no" not in site.paths()


def test_a_redirect_into_disallowed_ground_is_not_followed(fetch, entries, site, reply):
    site.routes |= {
        "/robots.txt": reply("User-agent: *\nDisallow: /no"),
        "/a": reply(status=302, headers=[("Location", "/no")]),
        "/no": reply("no"),
    }
    assert states(fetch(entries("/a"))) == ["disallowed"]
    assert "/no" not in site.paths()


def test_unreachable_robots_keep_us_from_every_page(fetch, entries, site, reply):
    site.routes |= {"/robots.txt": reply(status=500), "/1": reply("one")}
    report = fetch(entries("/1"))
    assert report.outcomes[0].reason.startswith("robots unreachable (status 500")
    assert site.paths() == ["/robots.txt"]


@pytest.mark.parametrize(
    ("headers", "body", "word"),
    [
        ([("TDM-Reservation", "1")], "text", "tdm-reservation"),
        ([("X-Robots-Tag", "noarchive")], "text", "noarchive"),
        ([("X-Robots-Tag", "claimwatch: noindex, noarchive")], "text", "noarchive"),
        ([], '<meta name="robots" content="index, noarchive">', "noarchive"),
        ([], "<META content='NOAI' name='ROBOTS'>", "noai"),
        ([], "<meta name=tdm-reservation content=1>", "tdm-reservation"),
    ],
)
def test_reserved_pages_are_not_kept(*, fetch, entries, site, reply, headers, body, word):
    site.routes["/1"] = reply(body, headers=headers)
    report = fetch(entries("/1"))
    assert (report.segment, states(report)) == (None, ["disallowed"])
    assert report.outcomes[0].reason == f"rights reserved ({word})"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ([("TDM-Reservation", "0"), ("X-Robots-Tag", "noindex, nofollow")], "text"),
        ([("X-Robots-Tag", "otherbot: noarchive")], "text"),
        ([], '<meta name="description" content="noarchive"><meta name="robots">'),
    ],
)
def test_other_wishes_do_not_concern_us(*, fetch, entries, site, reply, headers, body):
    site.routes["/1"] = reply(body, headers=headers)
    assert states(fetch(entries("/1"))) == ["fetched"]


def test_an_unchanged_page_is_not_fetched_again(fetch, entries, site, reply):
    site.routes["/1"] = lambda request: reply(status=304 if request.headers.get("if-none-match") == '"v"' else 200)
    report = fetch(entries("/1", etag='"v"', last_modified="Sun, 22 Nov 2026 04:00:00 GMT"))
    assert (states(report), report.segment, report.outcomes[0].etag) == (["not_modified"], None, '"v"')


def test_an_empty_page_is_a_failure(fetch, entries, site, reply):
    site.routes["/1"] = reply("")
    assert fetch(entries("/1")).outcomes[0].reason == "empty body"


def after(seconds, as_date):
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True) if as_date else str(seconds)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("as_date", [False, True])
def test_a_short_retry_after_is_waited_for(*, fetch, entries, site, reply, options, status, as_date):
    def answer(request):
        if site.paths().count("/1") == 1:
            return reply(status=status, headers=[("Retry-After", after(1, as_date))])
        return reply("now")

    site.routes["/1"] = answer
    patient = replace(options, limits=replace(options.limits, retries=2))
    assert states(fetch(entries("/1"), with_options=patient)) == ["fetched"]
    waited = site.times[-1] - site.times[-2]
    assert waited >= (0.9 if not as_date else 0.0)


@pytest.mark.parametrize("as_date", [False, True])
def test_a_long_retry_after_defers_all_of_the_host(*, fetch, entries, site, reply, options, as_date):
    site.routes |= {"/1": reply(status=429, headers=[("Retry-After", after(3600, as_date))]), "/2": reply("two")}
    patient = replace(options, limits=replace(options.limits, retries=2))
    report = fetch(entries("/1", "/2"), with_options=patient)
    assert states(report) == ["deferred", "deferred"]
    assert 3500 < report.outcomes[1].retry_after <= 3600
    assert site.paths() == ["/robots.txt", "/1"]


def test_a_server_error_is_tried_again(fetch, entries, site, reply, options):
    site.routes["/1"] = lambda _: reply("ok", status=200 if site.paths().count("/1") == 3 else 502)
    patient = replace(options, limits=replace(options.limits, retries=2))
    assert states(fetch(entries("/1"), with_options=patient)) == ["fetched"]


def test_a_host_that_keeps_failing_is_left_alone(fetch, entries, site):
    async def hang_up(request, writer):
        return

    site.routes |= {f"/{number}": hang_up for number in range(9)}
    report = fetch(entries(*(f"/{number}" for number in range(9))))
    reasons = [outcome.reason.partition(" (")[0] for outcome in report.outcomes]
    assert sorted(reasons) == ["connection"] * 3 + ["host given up"] * 6
    assert len(site.requests) == 4


def test_one_host_is_asked_one_at_a_time_with_a_delay(fetch, entries, site, reply):
    site.routes |= {f"/{number}": reply("x") for number in range(4)}
    fetch(entries(*(f"/{number}" for number in range(4))), delay_seconds=0.1)
    starts = site.times[1:]
    assert site.busiest == 1
    assert starts[-1] - starts[0] > 0.2  # three delays; side by side it would be one, and each arrives when it can


def test_sources_on_one_host_share_its_delay_and_hosts_run_side_by_side(
    *, site, start_site, reply, make_source, entries, options, tmp_path
):
    other = start_site()
    for one in (site, other):
        one.routes |= {f"/{number}": reply("x") for number in range(4)}
    jobs = [
        (make_source(id="a", delay_seconds=0.1), entries("/0", "/1"), tmp_path / "a" / "r-a.warc.gz"),
        (make_source(id="b", delay_seconds=0.1), entries("/2", "/3"), tmp_path / "b" / "r-b.warc.gz"),
        (make_source(id="c", delay_seconds=0.1), entries(other.url("/0"), other.url("/1")), tmp_path / "c.warc.gz"),
    ]
    seen = []
    reports = fetch_all(jobs, options, now=NOW, progress=lambda done, total, label: seen.append((done, total, label)))
    assert [report.source_id for report in reports] == ["a", "b", "c"]
    assert all(states(report) == ["fetched", "fetched"] for report in reports)
    starts = site.times[1:]
    assert starts[-1] - starts[0] > 0.2  # three delays; side by side it would be one, and each arrives when it can
    assert other.times[-1] < site.times[-1]
    assert sorted(done for done, _, _ in seen) == [1, 2, 3, 4, 5, 6]
    assert {label for _, _, label in seen} == {"a", "b", "c"}


def test_crawl_delay_of_robots_wins_over_a_shorter_one(fetch, entries, site, reply):
    site.routes |= {"/robots.txt": reply("User-agent: *\nCrawl-delay: 0.2"), "/1": reply("x"), "/2": reply("x")}
    fetch(entries("/1", "/2"))
    assert site.times[2] - site.times[1] > 0.15


def test_a_cookie_set_on_the_way_comes_back_to_its_host(fetch, entries, site, reply):
    def gate(request):
        if "wzws=1" in request.headers.get("cookie", ""):
            return reply("inside")
        return reply(status=302, headers=[("Location", "/1"), ("Set-Cookie", "wzws=1; Path=/"), ("Set-Cookie", "x=;=")])

    site.routes["/1"] = gate
    assert states(fetch(entries("/1"))) == ["fetched"]


def test_headers_of_a_source_are_sent_and_identity_is_ours(fetch, entries, site, reply):
    site.routes["/1"] = reply("x")
    fetch(entries("/1"), headers={"Referer": "http://press.example/", "accept-language": "zh-CN"})
    sent = site.requests[-1].headers
    assert (sent["referer"], sent["accept-language"]) == ("http://press.example/", "zh-CN")
    assert sent["user-agent"].startswith("Claimwatch/")


def test_a_header_that_cannot_be_sent_is_told(fetch, entries, site, reply):
    site.routes["/1"] = reply("x")
    assert fetch(entries("/1"), headers={"X-Key": "a\r\nb"}).outcomes[0].reason.startswith("headers")


def test_what_the_next_run_needs_is_in_the_archive(fetch, entries, site, reply):
    site.routes["/1"] = reply("x", headers=[("ETag", '"v2"'), ("Last-Modified", "Sat, 21 Nov 2026 00:00:00 GMT")])
    (found,) = read_archived(fetch(entries("/1", updated="2026-11-21")).segment)
    assert (found.doc_id, found.canonical_url) == (site.url("/1"), site.url("/1"))
    assert (found.updated, found.etag) == ("2026-11-21", '"v2"')
    assert found.last_modified == "Sat, 21 Nov 2026 00:00:00 GMT"


KILLED = """
import sys
from pathlib import Path
from flows.crawl.fetching import FetchOptions
from flows.crawl.pages import fetch_entries
from flows.crawl.records import Entry, Source

urls, path = sys.argv[1:-1], Path(sys.argv[-1])
source = Source("press", "rss", tuple(urls), allow_private=True, delay_seconds=0)
fetch_entries(source, [Entry("press", url, url, url) for url in urls], path, FetchOptions("Claimwatch/0.1"))
"""


def test_a_kill_leaves_no_half_segment_under_its_name(site, reply, tmp_path):
    asked = threading.Event()

    async def hang(request, writer):
        asked.set()
        await asyncio.sleep(30)

    site.routes |= {"/1": reply("one"), "/2": hang}
    path = segment_path(tmp_path, "press", "r1")
    child = subprocess.Popen([sys.executable, "-c", KILLED, site.url("/1"), site.url("/2"), str(path)])
    try:
        assert asked.wait(20)
    finally:
        child.kill()
        child.wait(10)
    assert list_segments(tmp_path) == ()
    assert remove_leftovers(tmp_path) == (path.with_name(path.name + ".part"),)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
def test_a_full_disk_is_told_with_the_file(*, entries, site, reply, make_source, options, tmp_path):
    site.routes |= {f"/{number}": reply("x" * 100_000) for number in range(5)}
    (tmp_path / "r.warc.gz.part").symlink_to("/dev/full")
    with pytest.raises(DiskError, match=r"r\.warc\.gz\.part: No space left on device"):
        fetch_entries(make_source(), entries(*(f"/{number}" for number in range(5))), tmp_path / "r.warc.gz", options)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(*, entries, site, reply, make_source, options, tmp_path):
    site.routes |= {"/1": reply("x"), "/2": reply("x")}
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DiskError, match=r"file/r\.warc\.gz\.part: File exists"):
        fetch_entries(make_source(), entries("/1", "/2"), tmp_path / "file" / "r.warc.gz", options, now=NOW)
