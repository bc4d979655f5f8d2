"""The page of `claimwatch explain` in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from chromium import open_chromium
from playwright.sync_api import Browser, Page

from extractors.evidence.explanation import explain_article
from extractors.records import Article
from extractors.rulebook import Rulebook
from flows.explain_page import render_explanation

pytestmark = pytest.mark.browser

TEXT = (
    "截至2024年6月底，哈尔滨市累计建成5G基站超过2.14万个，同比增长12%。"
    "<img src=x onerror=\"window.ran='text'\"> 预计到2026年，该市机器人产业规模将达到120亿元。"
)
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_chromium() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def address(rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("explain") / "page.html"
    article = Article("a", None, None, None, None, "zh", None, None, TEXT)
    path.write_text(render_explanation(explain_article(article, rulebook), "<script>window.ran='name'</script>"))
    return path.as_uri()


def opened(browser: Browser, address: str, **options: Any) -> tuple[Page, list[str]]:
    page = browser.new_context(**options).new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("request", lambda request: troubles.append(request.url) if request.url != address else None)
    page.goto(address)
    return page, troubles


def test_the_page_is_styled_asks_nobody_and_runs_nothing(browser: Browser, address: str) -> None:
    page, troubles = opened(browser, address)
    assert troubles == []
    assert page.evaluate("window.ran") is None
    assert page.locator("img, script").count() == 0
    colour = page.locator("a.claim").first.evaluate("mark => getComputedStyle(mark).backgroundColor")
    assert colour == "rgb(255, 224, 138)"


def test_a_number_leads_to_its_fields_and_back(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address)
    page.locator(".text a.claim", has_text="12%").click()
    card = page.locator("article:target")
    assert "growth" in card.inner_text()
    assert "同比" in card.inner_text()
    card.locator("h2 a").click()
    assert page.locator("a:target").inner_text().startswith("12%")


def test_it_fits_a_phone_and_follows_it_into_the_dark(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, **PHONE, color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 26)"
