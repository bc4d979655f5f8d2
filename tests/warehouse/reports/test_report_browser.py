"""The page in a real Chromium: from disk and over loopback HTTP, with nothing else reachable.

Screenshots are kept under test-artefacts/ for people to look at.
"""

from __future__ import annotations

import functools
import http.server
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from warehouse.report import build_report

pytestmark = pytest.mark.browser

ARTEFACTS = Path(__file__).parents[3] / "test-artefacts"
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True,
}  # fmt: skip
Shown = tuple[Page, list[str], list[str]]  # the page, what it complained of, and what it asked for
POINTS = "#{} .plot .mark-symbol path"


@pytest.fixture(scope="module")
def site(published_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out_dir = tmp_path_factory.mktemp("data") / "report"
    build_report(published_copy, out_dir, generated=datetime(2025, 2, 8, 7, 0, tzinfo=UTC), sample=True)
    return out_dir


@pytest.fixture(scope="module")
def charts(site: Path) -> list[dict[str, Any]]:
    (script,) = (site / "assets").glob("data-*.js")
    text = script.read_text(encoding="utf-8").removeprefix("window.claimwatch = ").removesuffix(";\n")
    found: list[dict[str, Any]] = json.loads(text)["charts"]
    return found


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """A test's output is its own."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The same files over HTTP on loopback."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/index.html"
        server.shutdown()
        thread.join()


@contextmanager
def opened(browser: Browser, url: str, **options: Any) -> Iterator[Shown]:
    """The page once its charts are drawn; requests that would leave the machine are stopped."""
    context = browser.new_context(**options)
    troubles: list[str] = []
    requests: list[str] = []
    context.route("**/*", lambda route: route.continue_() if is_local(route.request.url) else route.abort())
    context.on("request", lambda request: requests.append(request.url))
    page = context.new_page()
    page.on("console", lambda message: troubles.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on("requestfailed", lambda request: troubles.append(f"failed: {request.url}"))
    page.goto(url)
    page.wait_for_selector("html[data-charts=drawn]", timeout=20_000)
    yield page, troubles, requests
    context.close()


def is_local(url: str) -> bool:
    return url.startswith(("file:", "http://127.0.0.1:", "data:"))


@pytest.fixture(scope="module")
def url(site: Path) -> str:
    return (site / "index.html").as_uri()


@pytest.fixture(scope="module", params=["disk", "http"])
def shown(request: pytest.FixtureRequest, browser: Browser, url: str, address: str) -> Iterator[Shown]:
    """The page as it opens, for tests that only look."""
    with opened(browser, url if request.param == "disk" else address, **DESKTOP) as shown:
        yield shown


@pytest.fixture(scope="module")
def desk(browser: Browser, url: str) -> Iterator[Shown]:
    """The page from disk, for tests that touch it and leave it as it was."""
    with opened(browser, url, **DESKTOP) as shown:
        yield shown


def test_the_page_draws_without_a_complaint_and_asks_nobody_else(shown: Shown) -> None:
    page, troubles, requests = shown
    assert troubles == []
    assert len(requests) == 6  # the page, its style, its icon, and three scripts
    assert all(is_local(request) for request in requests)
    assert page.title() == "What the press says in numbers – Claimwatch"


def test_every_chart_has_a_mark_for_every_point(shown: Shown, charts: list[dict[str, Any]]) -> None:
    page = shown[0]
    assert len(charts) == 3
    for chart in charts:
        assert page.locator(POINTS.format(chart["id"])).count() == len(chart["points"]) > 0
        drawn = page.locator(f"#{chart['id']} .plot svg").bounding_box()
        assert drawn is not None
        assert drawn["width"] > 300
        assert drawn["height"] > 200
    label = page.locator(f"#{charts[0]['id']} .plot").get_attribute("aria-label")
    assert label == "Chart of 5G base stations, China: 11 points, listed in the table below"


def test_hostile_titles_sentences_and_links_are_inert(shown: Shown) -> None:
    page, troubles, _ = shown
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert page.locator("img").count() == 0
    assert page.locator("a[href^='javascript' i]").count() == 0
    assert "<img src=x onerror=" in page.locator("#disagreements").inner_text()
    assert troubles == []


@pytest.mark.parametrize(
    ("attack", "wall"),
    [
        (
            "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran=1\">')",
            "inline event handler",
        ),
        (
            "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran=2'}))",
            "inline script",
        ),
        ("setTimeout('window.ran=3', 0)", "unsafe-eval"),
    ],
)
def test_the_policy_stops_what_escaping_would_let_through(browser: Browser, url: str, attack: str, wall: str) -> None:
    with opened(browser, url, **DESKTOP) as (page, troubles, _):
        page.evaluate(f"() => {{ {attack}; }}")
        page.wait_for_timeout(100)
        assert page.evaluate("window.ran") is None
        assert any(wall in trouble for trouble in troubles), troubles


def test_pointing_at_a_mark_shows_its_sentence(desk: Shown, charts: list[dict[str, Any]]) -> None:
    chart = charts[0]
    page, _, _ = desk
    settle(page, chart["id"])
    page.locator(POINTS.format(chart["id"])).nth(2).hover()
    card = page.locator("#card")
    card.wait_for(state="visible")
    for part in ("3.62 million", "362万", "end of Mar 2024", "said by Ministry of Lines", "20 Apr 2024",
                 "The country counted 3.62 million stations.", "Click to open the article"):  # fmt: skip
        assert part in card.inner_text()
    save_shot(page, "report-hover")
    page.mouse.move(5, 5)
    card.wait_for(state="hidden")


def test_the_card_of_hostile_text_is_text_without_a_link(desk: Shown, charts: list[dict[str, Any]]) -> None:
    chart = charts[0]
    place = [point["url"] for point in chart["points"]].index(None)
    page, _, _ = desk
    settle(page, chart["id"])
    page.locator(POINTS.format(chart["id"])).nth(place).hover()
    page.locator("#card").wait_for(state="visible")
    assert "</script><script>window.ran='quote'</script>" in page.locator("#card").inner_text()
    assert "Click to open" not in page.locator("#card").inner_text()
    assert page.evaluate("window.ran") is None


def test_a_click_on_a_mark_opens_its_article(desk: Shown, charts: list[dict[str, Any]]) -> None:
    chart = charts[0]
    page, _, requests = desk
    settle(page, chart["id"])
    with page.context.expect_event("request", lambda request: asks_for(request, chart["points"][1]["url"])):
        page.locator(POINTS.format(chart["id"])).nth(1).click()
    assert page.url.endswith("/index.html")
    assert page.context.pages[-1].evaluate("window.opener") is None
    assert chart["points"][1]["url"] in requests


def test_a_tap_opens_a_card_with_the_link_in_it(browser: Browser, url: str, charts: list[dict[str, Any]]) -> None:
    chart = charts[0]
    with opened(browser, url, **PHONE) as (page, _, requests):
        settle(page, chart["id"])
        page.locator(POINTS.format(chart["id"])).nth(6).tap()
        link = page.locator("#card a")
        link.wait_for(state="visible")
        assert link.get_attribute("href") == chart["points"][6]["url"]
        assert link.get_attribute("rel") == "noopener noreferrer"
        assert page.locator("#card blockquote").get_attribute("lang") == "zh"
        assert all(is_local(request) for request in requests)
        save_shot(page, "report-tap")
        page.locator("h1").tap()
        page.locator("#card").wait_for(state="hidden")


def test_nothing_is_wider_than_a_phone(browser: Browser, url: str) -> None:
    with opened(browser, url, **PHONE) as (page, troubles, _):
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        for name in page.locator("#latest tbody th").all():
            box = name.bounding_box()
            assert box is not None
            assert box["width"] > 300  # a row is a card there: no column keeps its share
        assert troubles == []
        save_shot(page, "report-phone", whole=True)


def test_charts_follow_the_page_into_the_dark_and_onto_paper(browser: Browser, url: str) -> None:
    def colour(page: Page) -> str:
        return str(page.locator(".plot .mark-symbol path").first.evaluate("mark => getComputedStyle(mark).fill"))

    with opened(browser, url, **DESKTOP, color_scheme="dark") as (page, _, _):
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 26)"
        assert colour(page) == "rgb(85, 194, 184)"
        save_shot(page, "report-dark", whole=True)
        page.emulate_media(color_scheme="light")
        assert colour(page) == "rgb(15, 108, 108)"
        save_shot(page, "report-light", whole=True)
        page.emulate_media(color_scheme="dark", media="print")
        assert colour(page) == "rgb(15, 108, 108)"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        save_shot(page, "report-print", whole=True)


def test_an_address_with_a_series_leads_to_its_chart(browser: Browser, url: str, charts: list[dict[str, Any]]) -> None:
    """West of Greenwich, too, a year begins on its first of January."""
    anchor = charts[1]["id"]
    with opened(browser, f"{url}#{anchor}", **DESKTOP, timezone_id="America/Los_Angeles") as (page, _, _):
        expect(page.locator(":target")).to_be_in_viewport()
        assert page.locator(":target").get_attribute("id") == anchor
        labels = page.locator(f"#{anchor} .plot .role-axis-label text").all_text_contents()
        assert [label for label in labels if label.startswith("202")] == ["2021", "2022", "2023", "2024"]


def test_tables_open_by_keyboard_and_name_their_columns(desk: Shown) -> None:
    page, _, _ = desk
    summary = page.locator(".chart summary").first
    summary.focus()
    page.keyboard.press("Enter")
    table = page.get_by_role("table", name="Points of 5G base stations, China")
    assert table.get_by_role("columnheader").all_inner_texts() == [
        "Period", "Value", "Said by, published", "As it was written",
    ]  # fmt: skip
    assert table.get_by_role("row").count() == 12
    table.scroll_into_view_if_needed()
    save_shot(page, "report-table")


def test_an_empty_warehouse_loads_without_a_complaint(browser: Browser, empty_copy: Path, tmp_path: Path) -> None:
    built = build_report(empty_copy, tmp_path / "report", generated=datetime(2025, 2, 8, tzinfo=UTC))
    context = browser.new_context(**DESKTOP)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.goto(built.index.as_uri())
    assert "Nothing has been loaded yet" in page.inner_text("main")
    assert troubles == []
    save_shot(page, "report-empty")
    context.close()


@pytest.mark.parametrize(("ci", "outcome"), [("", "1 skipped"), ("true", "1 error")])
def test_without_a_browser_the_tests_skip_and_under_ci_they_fail(ci: str, outcome: str, tmp_path: Path) -> None:
    test = f"{__file__}::test_an_empty_warehouse_loads_without_a_complaint"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--basetemp", str(tmp_path / "run"), test],
        env={"PATH": str(tmp_path), "CI": ci},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert outcome in done.stdout
    assert "no chromium, chromium-browser or google-chrome on the PATH" in done.stdout


def settle(page: Page, anchor: str) -> None:
    """Brings a chart into view and waits until the smooth scrolling is over: a card hides when the page moves."""
    page.evaluate(f"document.getElementById('{anchor}').scrollIntoView({{behavior: 'instant', block: 'center'}})")
    page.wait_for_timeout(150)


def asks_for(request: Request, url: str) -> bool:
    return bool(request.url == url)


def save_shot(page: Page, name: str, *, whole: bool = False) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}.png", full_page=whole)
