"""The site in a real Chromium: from disk and over loopback HTTP, with nothing else reachable.

One browser and few pages: each is opened once and asked many things. Screenshots are kept under test-artefacts/ for
people to look at.
"""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from chromium import open_chromium
from playwright.sync_api import Browser, Page, expect

from warehouse.report import build_report

pytestmark = pytest.mark.browser

ARTEFACTS = Path(__file__).parents[3] / "test-artefacts"
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True,
}  # fmt: skip
MARKS = "#chart .mark-symbol path"


@pytest.fixture(scope="module")
def site(published_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out_dir = tmp_path_factory.mktemp("data") / "report"
    build_report(published_copy, out_dir, generated=datetime(2025, 2, 8, 7, 0, tzinfo=UTC), sample=True)
    return out_dir


@pytest.fixture(scope="module")
def stations(published_copy: Path) -> str:
    """The address of the series with most points, from the root of a language."""
    with duckdb.connect(str(published_copy), read_only=True) as connection:
        ((series_id,),) = connection.execute("SELECT series_id FROM series ORDER BY actuals DESC LIMIT 1").fetchall()
    return f"series/{series_id}.html"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """A test's output is its own."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The same files over HTTP on loopback."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@contextmanager
def opened(browser: Browser, **options: Any) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what it complains of; requests that would leave the machine are stopped and complained of."""
    context = browser.new_context(**options)
    troubles: list[str] = []
    context.route("**/*", lambda route: route.continue_() if is_local(route.request.url) else route.abort())
    page = context.new_page()
    page.on("console", lambda message: troubles.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on("requestfailed", lambda request: troubles.append(f"failed: {request.url}"))
    yield page, troubles
    context.close()


def is_local(url: str) -> bool:
    return url.startswith(("file:", "http://127.0.0.1:", "data:"))


def wait_for_chart(page: Page, name: str = "values") -> None:
    page.wait_for_selector(f"html[data-charts='drawn {name}']", timeout=20_000)


def find_faults(page: Page) -> list[str]:
    """What axe-core finds serious or critical, by rule and place; to bring over all that it says takes long."""
    page.evaluate(f"{AXE_SCRIPT}; 0")  # the value of the script itself would be all of axe
    found: list[str] = page.evaluate(
        """async () => (await axe.run({resultTypes: ["violations"], preload: false})).violations
            .filter((fault) => ["serious", "critical"].includes(fault.impact))
            .flatMap((fault) => fault.nodes.map((node) => `${fault.id}: ${node.html.slice(0, 160)}`))"""
    )
    return found


def test_pages_open_from_disk_and_over_http_without_a_complaint_or_a_serious_fault(
    browser: Browser, site: Path, stations: str
) -> None:
    names = sorted(str(path.relative_to(site)) for path in site.glob("*.html"))
    names += [stations, f"zh/{stations}", "zh/index.html", "zh/compare.html", "zh/digest.html"]
    names += [
        f"{folder}/{name}.html"
        for folder, name in (("metrics", "stations"), ("sources", "silent"), ("entities", "china"))
    ]
    names += sorted(
        str(path.relative_to(site)) for folder in ("places", "digests") for path in site.glob(f"{folder}/*.html")
    )[-2:]
    with served(site) as address, opened(browser, **DESKTOP) as (page, troubles):
        for number, name in enumerate(names):
            page.goto(f"{address}/{name}" if number % 2 else (site / name).as_uri())
            if name.endswith(stations):
                wait_for_chart(page)
            assert find_faults(page) == [], name
            assert page.evaluate("window.ran") is None, name
            assert page.locator("a[href^='javascript' i], img[onerror]").count() == 0, name
        assert troubles == []


def test_a_chart_has_a_mark_for_every_point_and_tells_of_each_what_its_row_tells(
    browser: Browser, site: Path, stations: str
) -> None:
    with opened(browser, **DESKTOP) as (page, troubles):
        page.goto((site / stations).as_uri())
        wait_for_chart(page)
        assert page.locator(MARKS).count() == page.locator("#points tr[data-x]").count() == 11
        label = page.locator("#chart .plot").get_attribute("aria-label")
        assert label == "Chart of 5G base stations, China: 11 points, listed in the table below"

        card = page.locator("#card")
        page.locator(MARKS).nth(2).hover()
        card.wait_for(state="visible")
        for part in ("3.62 million", "362万", "end of Mar 2024", "Ministry of Lines", "20 Apr 2024",
                     "The country counted 3.62 million stations.", "Click to keep this open"):  # fmt: skip
            assert part in card.inner_text()
        save_shot(page, "series-hover")
        page.mouse.move(5, 5)
        card.wait_for(state="hidden")

        page.locator(MARKS).nth(2).click()
        link = card.locator("a.host")
        assert link.get_attribute("href") == "https://news.example.org/ministry/2?a=1&b=2"
        assert link.get_attribute("rel") == "noopener noreferrer"
        page.evaluate("document.addEventListener('copy', () => { window.copied = String(getSelection()) || "
                      "document.activeElement.value; })")  # fmt: skip
        card.locator("button.cite").click()
        assert "3.62 million. “The country counted 3.62 million stations.” 2024-04-20" in page.evaluate("window.copied")
        page.keyboard.press("Escape")
        card.wait_for(state="hidden")

        page.locator(f"{MARKS}[tabindex='0']").focus()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Enter")
        assert "forecast" in card.inner_text()  # the last but one
        page.keyboard.press("Escape")
        hostile = page.locator(MARKS).nth(8)
        hostile.hover()
        assert "</script><script>window.ran='quote'</script>" in card.inner_text()
        assert card.locator("a").count() == 0
        assert page.evaluate("window.ran") is None
        assert troubles == []


def test_the_policy_stops_what_escaping_would_let_through(browser: Browser, site: Path) -> None:
    attacks = {
        "inline event handler": "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran=1\">')",
        "inline script": "document.body.append(Object.assign(document.createElement('script'), "
        "{textContent: 'window.ran=2'}))",
        "unsafe-eval": "setTimeout('window.ran=3', 0)",
    }
    with opened(browser, **DESKTOP) as (page, troubles):
        page.goto((site / "held.html").as_uri())
        for wall, attack in attacks.items():
            troubles.clear()
            page.evaluate(f"() => {{ {attack}; }}")
            page.wait_for_timeout(100)
            assert page.evaluate("window.ran") is None, wall
            assert any(wall in trouble for trouble in troubles), troubles


def test_a_phone_shows_everything_within_its_width_and_a_tap_opens_the_card(
    browser: Browser, site: Path, stations: str
) -> None:
    with opened(browser, **PHONE) as (page, troubles):
        for name in ("index.html", "compare.html", "coverage.html", stations):
            page.goto((site / name).as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") == 390, name
            save_shot(page, f"phone-{Path(name).stem if name != stations else 'series'}")
        wait_for_chart(page)
        page.locator(MARKS).nth(6).tap()
        link = page.locator("#card a.host")
        link.wait_for(state="visible")
        assert page.locator("#card blockquote").get_attribute("lang") == "zh"
        save_shot(page, "phone-tap")
        page.locator("h1").tap()
        page.locator("#card").wait_for(state="hidden")
        assert troubles == []


def test_charts_follow_the_page_into_the_dark_onto_paper_and_west_of_greenwich(
    browser: Browser, site: Path, published_copy: Path
) -> None:
    with duckdb.connect(str(published_copy), read_only=True) as connection:
        ((yearly,),) = connection.execute(
            "SELECT series_id FROM series WHERE metric_id = 'output' AND kind = 'level'"
        ).fetchall()

    def colour(page: Page) -> str:
        return str(page.locator(MARKS).first.evaluate("mark => getComputedStyle(mark).fill"))

    with opened(browser, **DESKTOP, color_scheme="dark", timezone_id="America/Los_Angeles") as (page, troubles):
        page.goto((site / "series" / f"{yearly}.html").as_uri())
        wait_for_chart(page)
        assert colour(page) == "rgb(91, 196, 187)"
        assert find_faults(page) == []
        labels = page.locator("#chart .role-axis-label text").all_text_contents()
        assert [label for label in labels if label.startswith("202")] == ["2021", "2022", "2023", "2024"]
        page.check("input[value=growth]")
        wait_for_chart(page, "growth")
        assert page.locator("#chart .mark-rect path").count() == 3
        assert page.locator(MARKS).count() == 3  # growth as printed
        save_shot(page, "series-dark-growth")
        page.check("input[value=values]")
        wait_for_chart(page)
        page.emulate_media(color_scheme="dark", media="print")
        assert colour(page) == "rgb(14, 100, 103)"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        save_shot(page, "series-print", whole=True)
        assert troubles == []


def test_lists_are_narrowed_by_typing_and_pages_lead_to_the_other_language(browser: Browser, site: Path) -> None:
    with opened(browser, **DESKTOP) as (page, troubles):
        page.goto((site / "series.html").as_uri())
        page.get_by_label("Narrow the list").fill("基站")
        expect(page.locator("tbody tr:visible")).to_have_count(1)
        page.locator("a.language").click()
        expect(page.locator("h1")).to_have_text("全部指标")
        page.get_by_role("link", name="概览").click()
        expect(page.locator("h1")).to_have_text("媒体数字一览")
        expect(page.locator("footer")).to_contain_text("2025年2月8日")
        save_shot(page, "front-zh", whole=True)
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.emulate_media(color_scheme="dark")
        page.goto((site / "index.html").as_uri())
        save_shot(page, "front-dark", whole=True)
        assert troubles == []


def test_provinces_are_ranked_by_any_column_and_lead_from_the_map_to_their_series(browser: Browser, site: Path) -> None:
    with opened(browser, **DESKTOP) as (page, troubles):
        page.goto((site / "compare.html").as_uri())
        heads, rows = page.locator("table.bars thead th"), page.locator("table.bars tbody th")
        expect(rows).to_have_text(["Guangdong", "Zhejiang", "Henan", "Shanxi"])
        page.get_by_role("button", name="Name").click()
        expect(rows).to_have_text(["Guangdong", "Henan", "Shanxi", "Zhejiang"])
        expect(heads.first).to_have_attribute("aria-sort", "ascending")
        page.get_by_role("button", name="Period").click()
        expect(rows.last).to_have_text("Henan")  # of 2023
        page.get_by_role("button", name="Value").press("Enter")
        page.get_by_role("button", name="Value").press("Enter")
        expect(rows).to_have_text(["Shanxi", "Henan", "Zhejiang", "Guangdong"])
        expect(page.locator(".tiles rect")).to_have_count(5)
        expect(page.locator(".tiles rect.unknown")).to_have_count(1)
        save_shot(page, "compare")
        page.get_by_role("link", name="Guangdong: 400,000, end of 2024").press("Enter")
        wait_for_chart(page)
        expect(page.locator("h1")).to_contain_text("Guangdong")
        assert troubles == []


def test_a_search_finds_claims_in_both_languages_from_disk_and_leads_to_their_series(
    browser: Browser, site: Path, stations: str
) -> None:
    with opened(browser, **DESKTOP) as (page, troubles):
        page.goto((site / "search.html").as_uri())
        found, results = page.locator("#found"), page.locator("#results li")
        box = page.get_by_label("Words or numbers")
        box.fill("country counted stat")
        expect(found).to_have_text("6 claims found, the newest first")
        expect(results).to_have_count(6)
        expect(results.first).to_contain_text("3.8 million")
        expect(results.first.locator("mark")).to_have_text("The country")
        box.fill("基站 390万")
        expect(results.first).to_contain_text("more than 3.9 million")
        expect(results).to_have_count(1)
        box.fill("window ran quote")
        expect(results.first).to_contain_text("</script><script>window.ran='quote'</script>")
        assert results.first.locator("a.host").count() == 0
        box.fill("nobody said this")
        expect(found).to_have_text("Nothing was found.")
        page.get_by_label("Kept").select_option("outside of series")
        box.fill("misprint")
        expect(results.first).to_contain_text("out of range")
        page.goto((site / "zh" / "search.html").as_uri() + "#q=fewer%20than")
        expect(results.first).to_contain_text("不足430万")
        save_shot(page, "search-zh")
        results.first.get_by_role("link").first.click()
        assert page.url.endswith(f"zh/{stations}")
        wait_for_chart(page)
        assert page.evaluate("window.ran") is None
        assert troubles == []


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_without_a_browser_the_tests_skip_and_under_ci_they_fail(
    ci: str, outcome: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CI", ci)
    with (
        pytest.raises(outcome, match="no chromium, chromium-browser or google-chrome on the PATH"),
        open_chromium(),
    ):
        raise AssertionError("a browser was found")


def save_shot(page: Page, name: str, *, whole: bool = False) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}.png", full_page=whole)
