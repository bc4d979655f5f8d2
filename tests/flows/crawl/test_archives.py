"""Archives on a real site: which pages are asked for some days, what is taken from them, and when it is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sites import Answer, Site, open_site

from flows.crawl.archives import WindowAnswer, plan_archives, read_windows
from flows.crawl.fetching import FetchOptions
from flows.crawl.records import Archive, FetchLimits, Source
from flows.days import Days

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
OPTIONS = FetchOptions(user_agent="Test/1 (+mailto:t@example.org)", limits=FetchLimits(retries=0))
XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as running:
        yield running


def make_source(site: Site, archive: Archive) -> Source:
    found = replace(archive, url=site.url(archive.url))
    return Source("paper", "rss", (site.url("/rss"),), delay_seconds=0, allow_private=True, archive=found)


def go_back(source: Source, first: str, last: str) -> list[WindowAnswer]:
    (plan,) = plan_archives([(source, Days(date.fromisoformat(first), date.fromisoformat(last)))], OPTIONS)
    assert plan.reason is None, plan.reason
    return read_windows([(source, window) for window in plan.windows], OPTIONS, now=NOW)


def paths(answer: WindowAnswer) -> list[str]:
    return ["/" + entry.url.split("/", 3)[3] for entry in answer.entries]


def page(*links: tuple[str, str]) -> Answer:
    rows = "".join(f'<li><a href="{link}">Story</a> <span>{day}</span></li>' for link, day in links)
    return Answer(f"<html><body><a href=/about>About</a><ul>{rows}</ul></body></html>")


def test_a_page_a_day_without_selectors_gives_every_link_of_that_day(site: Site) -> None:
    source = make_source(site, Archive("/{yyyy}/{m}/{dd}/"))
    source = replace(source, url_date_pattern=r"/(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})-")
    site.pages["/2024/3/01/"] = page(("/20240301-a.html", ""), ("/20240229-old.html", ""), ("/contact", ""))
    site.pages["/2024/3/03/"] = page(("/20240303-b.html", ""))
    first, none, last = go_back(source, "2024-03-01", "2024-03-03")
    assert (paths(first), paths(last)) == (["/20240301-a.html"], ["/20240303-b.html"])
    assert (none.state, none.covered, none.reason) == (
        "empty",
        none.window.days,
        f"{site.url('/2024/3/02/')}: status 404 (Not Found)",
    )


def test_an_undated_link_of_a_page_a_day_is_of_that_day_if_it_looks_like_a_document(site: Site) -> None:
    source = replace(make_source(site, Archive("/{yyyy}{mm}{dd}")), document_id=r"/a(\d+)\.html")
    site.pages["/20240301"] = page(("/news/a77.html", ""), ("/contact", ""))
    (answer,) = go_back(source, "2024-03-01", "2024-03-01")
    assert [(entry.doc_id, entry.published) for entry in answer.entries] == [("77", "2024-03-01")]


def test_numbered_pages_are_asked_until_one_is_older(site: Site) -> None:
    selectors = {"item": "li", "link": "a", "date": "span"}
    source = make_source(site, Archive("/list/{page}", selectors=selectors))
    site.pages["/list/1"] = page(("/e", "2024-03-09"), ("/d", "2024-03-05"))
    site.pages["/list/2"] = page(("/c", "2024-03-04"), ("/b", "2024-02-27"))
    site.pages["/list/3"] = page(("/a", "2024-02-20"))
    (answer,) = go_back(source, "2024-03-01", "2024-03-05")
    assert (paths(answer), answer.covered) == (["/d", "/c"], answer.window.days)
    assert [path for path, _ in site.asked if path.startswith("/list/")] == ["/list/1", "/list/2", "/list/3"]
    short = replace(source, archive=replace(source.archive or Archive(""), most_pages=1))
    (answer,) = go_back(short, "2024-03-01", "2024-03-07")
    assert (answer.state, answer.covered) == ("failed", Days(date(2024, 3, 6), date(2024, 3, 7)))
    assert answer.reason == "its 1 newest pages do not reach back to 2024-03-01; raise most_pages"
    (answer,) = go_back(source, "2024-01-01", "2024-03-01")  # the last page is a 404: the archive is at its end
    assert (paths(answer), answer.covered) == (["/b", "/a"], answer.window.days)
    site.pages["/list/4"] = site.pages["/list/3"]  # some sites repeat their last page for ever
    (answer,) = go_back(source, "2024-01-01", "2024-03-01")
    assert answer.covered == answer.window.days
    assert [path for path, _ in site.asked].count("/list/5") == 0


def test_of_a_sitemap_index_only_the_months_asked_for_are_read(site: Site) -> None:
    source = make_source(site, Archive("/index.xml", type="sitemap"))

    def index(*named: tuple[str, str]) -> Answer:
        rows = "".join(f"<sitemap><loc>{site.url(path)}</loc><lastmod>{day}</lastmod></sitemap>" for path, day in named)
        return Answer(f"<sitemapindex {XMLNS}>{rows}</sitemapindex>", kind="application/xml")

    def urls(*links: tuple[str, str]) -> Answer:
        rows = "".join(f"<url><loc>{site.url(path)}</loc><lastmod>{day}</lastmod></url>" for path, day in links)
        return Answer(f"<urlset {XMLNS}>{rows}</urlset>", kind="application/xml")

    months = [("/2024-01.xml", "2024-02-01"), ("/2024-02.xml", "2024-03-01"), ("/2024-04.xml", "2026-01-01")]
    site.pages["/index.xml"] = index(*months)
    site.pages["/2024-02.xml"] = urls(("/b", "2024-02-10"), ("/late", "2024-03-05"))
    site.pages["/2024-04.xml"] = urls(("/d", "2024-04-10"), ("/end", "2024-04-30"))
    february, march, april = go_back(source, "2024-02-01", "2024-04-15")
    assert (paths(february), paths(march), paths(april)) == (["/b"], [], ["/d"])
    assert [str(answer.covered) for answer in (february, march, april)] == [
        "2024-02-01 to 2024-02-29",
        "2024-03-01 to 2024-03-31",
        "2024-04-01 to 2024-04-15",
    ]
    assert "/2024-01.xml" not in {path for path, _ in site.asked}
    site.pages["/index.xml"] = index(("/posts-1.xml", "2023-12-30"), ("/posts-2.xml", "2024-05-01"), *months[1:])
    site.pages["/posts-2.xml"] = urls(("/p", "2024-03-03"), ("/q", "2025-01-01"))
    posts, february, april = go_back(source, "2024-02-01", "2024-04-15")
    assert (paths(posts), posts.covered) == (["/p"], None)  # no day is through with it alone
    assert (paths(february), paths(april)) == (["/b"], ["/d"])
    assert "/posts-1.xml" not in {path for path, _ in site.asked}


def test_today_is_never_through_and_what_robots_txt_disallows_is_not_asked(site: Site) -> None:
    source = replace(make_source(site, Archive("/{yyyy}-{mm}")), document_id=r"/a(\d+)")
    site.pages["/2026-11"] = page(("/a1", ""))
    (answer,) = go_back(source, "2026-11-01", "2026-11-22")
    assert (answer.state, answer.covered) == ("ok", Days(date(2026, 11, 1), date(2026, 11, 21)))
    site.pages["/robots.txt"] = Answer("User-agent: *\nDisallow: /2026-\n", kind="text/plain")
    (answer,) = go_back(source, "2026-11-01", "2026-11-22")
    assert (answer.state, answer.covered, answer.entries) == ("disallowed", None, ())
    site.pages["/2025-11"] = Answer("nothing", 500)
    (answer,) = go_back(source, "2025-11-01", "2025-11-30")
    assert (answer.state, answer.covered) == ("failed", None)
