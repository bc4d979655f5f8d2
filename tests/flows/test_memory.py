"""What one run remembers for the next: documents, validators, refusals, what robots keep from us, and silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from desks import UP_TO_THE_LOAD, WITHOUT_REPORT, Desk, write_config
from sites import Answer, Site, open_site

from flows.daily import Stages, run_daily
from flows.outcome import RunOutcome

DAY_ONE = datetime(2026, 3, 2, 6, tzinfo=UTC)
MONDAY = "Mon, 02 Mar 2026 05:00:00 GMT"


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as running:
        yield running


@pytest.fixture
def watch(tmp_path: Path) -> Callable[..., Desk]:
    """A desk that watches these sources."""

    def build(*sources: dict[str, Any]) -> Desk:
        (tmp_path / "config").mkdir()
        return Desk(write_config(tmp_path / "config", sources), tmp_path / "data")

    return build


def _run(desk: Desk, day: int = 1, steps: Stages = UP_TO_THE_LOAD) -> RunOutcome:
    """A run on that day: neither series nor report remember what was fetched."""
    return run_daily(desk.line(started=DAY_ONE + timedelta(days=day - 1), jobs=1), steps)


def test_a_release_in_two_feeds_of_one_house_is_one_article(site: Site, watch: Callable[..., Desk]) -> None:
    for path in ("/a/t_77.html", "/b/t_77.html"):
        site.article(path, "By the end of 2025 China had 4.838 million 5G base stations.")
    site.feed("/one", ("/a/t_77.html", MONDAY))
    site.feed("/two", ("/b/t_77.html", MONDAY))
    keys = {"document_id": r"_(\d+)\.html", "house": "bureau"}
    desk = watch(site.source("releases", "/one", **keys), site.source("readings", "/two", **keys))
    assert _run(desk, steps=WITHOUT_REPORT).exit_code == 0
    assert desk.ask("SELECT count(DISTINCT doc_id), count(*) FROM articles") == [(1, 1)]
    assert desk.ask("SELECT count(*), count(DISTINCT doc_id) FROM entry_states WHERE fate = 'loaded'") == [(2, 1)]
    assert desk.ask("SELECT max(independent), max(claims) FROM observations") == [(1, 1)]


def test_two_houses_may_give_one_number_to_different_articles(site: Site, watch: Callable[..., Desk]) -> None:
    site.article("/a/t_77.html", "By the end of 2025 China had 4.838 million 5G base stations.")
    site.article("/b/t_77.html", "By the end of 2024 China had 4.251 million 5G base stations.")
    site.feed("/one", ("/a/t_77.html", MONDAY))
    site.feed("/two", ("/b/t_77.html", MONDAY))
    desk = watch(*(site.source(name, f"/{name}", document_id=r"_(\d+)\.html") for name in ("one", "two")))
    assert _run(desk).exit_code == 0
    assert desk.ask("SELECT count(DISTINCT doc_id) FROM articles") == [(2,)]
    assert desk.ask("SELECT source_id, publisher_group FROM sources ORDER BY 1") == [("one", "one"), ("two", "two")]


def test_an_update_that_left_its_page_alone_costs_no_page(site: Site, watch: Callable[..., Desk]) -> None:
    site.article("/a", "By the end of 2025 China had 4.838 million 5G base stations.", etag='"v1"')
    site.atom("/feed", ("/a", "2026-03-02T05:00:00Z"))
    desk = watch(site.source("press", type="atom"))
    _run(desk)
    site.atom("/feed", ("/a", "2026-03-02T18:00:00Z"))
    outcome = _run(desk, day=2)
    assert (outcome.exit_code, outcome.counts["fetched"]) == (0, 0)
    assert site.statuses("/a") == [200, 304]
    loaded = desk.ask("SELECT DISTINCT doc_id FROM articles")
    assert desk.ask("SELECT fate, etag, doc_id FROM entry_states") == [("not_modified", '"v1"', loaded[0][0])]
    _run(desk, day=3)
    assert site.statuses("/a") == [200, 304]
    site.article("/a", "By the end of 2025 China had 4.839 million 5G base stations.", etag='"v2"')
    site.atom("/feed", ("/a", "2026-03-04T18:00:00Z"))
    _run(desk, day=4)
    assert site.statuses("/a") == [200, 304, 200]
    assert desk.ask("SELECT count(*), count(DISTINCT doc_id) FROM articles") == [(2, 1)]


def test_a_feed_that_stands_still_turns_stale_behind_its_304(site: Site, watch: Callable[..., Desk]) -> None:
    site.article("/a", "By the end of 2025 China had 4.838 million 5G base stations.")
    site.feed("/feed", ("/a", MONDAY), etag='"f1"')
    desk = watch(site.source("press"))
    states = [_run(desk, day=day).sources[0].state for day in (1, 29, 33)]
    assert site.statuses("/feed") == [200, 304, 304]
    assert states == ["ok", "unchanged", "stale"]
    assert desk.ask("SELECT stale, newest_entry::DATE::VARCHAR FROM source_health") == [(True, "2026-03-02")]


REFUSED = {
    "http://10.0.0.1/inside": "blocked address (private)",
    "http://[fd00::1]/inside": "blocked address (unique-local)",
    "http://2130706433/inside": None,  # 127.0.0.1, which this source may reach: an ordinary failure
    "file:///etc/passwd": "scheme (only http and https)",
    "ftp://files.example/a": "scheme (only http and https)",
}


def test_links_that_lead_astray_are_quarantined_once_and_their_siblings_load(
    site: Site, watch: Callable[..., Desk]
) -> None:
    site.article("/a", "By the end of 2025 China had 4.838 million 5G base stations.")
    links = [link for link, reason in REFUSED.items() if reason is not None]
    site.feed("/feed", *((link, MONDAY) for link in ("/a", *links)))
    desk = watch(site.source("press"))
    outcome = _run(desk)
    assert outcome.exit_code == 3
    assert dict(outcome.sources[0].failed_items) == {
        "blocked address (private)": 1,
        "blocked address (unique-local)": 1,
        "scheme (only http and https)": 2,
    }
    assert desk.ask("SELECT count(*) FROM articles") == [(1,)]
    quarantined = desk.ask("SELECT url, reason FROM quarantine WHERE item = 'entry' AND stage = 'fetch' ORDER BY url")
    assert quarantined == sorted((link, REFUSED[link]) for link in links)
    fates = desk.ask("SELECT url, fate, attempts FROM entry_states WHERE fate <> 'loaded' ORDER BY url")
    assert fates == sorted((link, "quarantined", 1) for link in links)
    again = _run(desk, day=2)
    assert again.exit_code == 0
    assert desk.ask("SELECT count(*) FROM quarantine") == [(len(links),)]


def test_a_redirect_astray_is_a_failure_that_may_mend(site: Site, watch: Callable[..., Desk]) -> None:
    site.pages["/a"] = Answer(status=302, headers={"Location": "http://10.0.0.1/inside"})
    site.feed("/feed", ("/a", MONDAY))
    desk = watch(site.source("press"))
    outcome = _run(desk)
    assert outcome.exit_code == 3
    assert desk.ask("SELECT fate, reason FROM entry_states") == [("failed", "blocked address (private)")]
    assert desk.ask("SELECT count(*) FROM quarantine") == [(0,)]
    site.article("/a", "By the end of 2025 China had 4.838 million 5G base stations.")
    assert _run(desk, day=2).exit_code == 0
    assert desk.ask("SELECT fate FROM entry_states") == [("loaded",)]


def test_a_page_that_robots_keep_from_us_is_asked_for_once_a_week(site: Site, watch: Callable[..., Desk]) -> None:
    site.pages["/robots.txt"] = Answer("User-agent: *\nDisallow: /a", kind="text/plain")
    site.article("/a", "By the end of 2025 China had 4.838 million 5G base stations.")
    site.feed("/feed", ("/a", MONDAY))
    desk = watch(site.source("press"))
    assert _run(desk).exit_code == 0
    assert desk.ask("SELECT fate, retry_after FROM entry_states") == [("disallowed", datetime(2026, 3, 9, 6))]  # noqa: DTZ001 - DuckDB's
    site.pages["/robots.txt"] = Answer("User-agent: *\nAllow: /", kind="text/plain")
    assert _run(desk, day=7).sources[0].new == 0
    assert site.statuses("/a") == []
    assert _run(desk, day=8).sources[0].new == 1
    assert desk.ask("SELECT fate FROM entry_states") == [("loaded",)]


def test_a_page_that_stays_closed_waits_for_another_week(site: Site, watch: Callable[..., Desk]) -> None:
    site.pages["/robots.txt"] = Answer("User-agent: *\nDisallow: /a", kind="text/plain")
    site.feed("/feed", ("/a", MONDAY))
    desk = watch(site.source("press"))
    assert [_run(desk, day=day).sources[0].new for day in (1, 4, 8, 11, 15)] == [1, 0, 1, 0, 1]
    assert site.statuses("/a") == []


def test_a_page_that_asked_for_patience_gets_it(site: Site, watch: Callable[..., Desk]) -> None:
    site.pages["/a"] = Answer(status=503, headers={"Retry-After": str(36 * 3600)})
    site.feed("/feed", ("/a", MONDAY))
    desk = watch(site.source("press"))
    assert _run(desk).exit_code == 3
    site.article("/a", "By the end of 2025 China had 4.838 million 5G base stations.")
    assert _run(desk, day=2).counts["fetched"] == 0
    assert _run(desk, day=3).counts["fetched"] == 1


def test_a_folder_in_the_place_of_a_segment_stops_no_run(site: Site, watch: Callable[..., Desk]) -> None:
    site.article("/a", "By the end of 2025 China had 4.838 million 5G base stations.")
    site.feed("/feed", ("/a", MONDAY))
    desk = watch(site.source("press"))
    (desk.data / "archive" / "press" / "20260101T000000-press.warc.gz").mkdir(parents=True)
    assert _run(desk).counts["articles"] == 1
