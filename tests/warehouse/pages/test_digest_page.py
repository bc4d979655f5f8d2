"""The digest as a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lxml import html

from warehouse.alerts.quotes import Quote
from warehouse.daily_digest.records import Counts, Digest, Line, Section
from warehouse.pages.digest_page import save_digest_page
from warehouse.pages.folder import PageFolder
from warehouse.pages.rendering import Site
from warehouse.report_assets import hold_folder

ASSETS = dict.fromkeys(("icon", "style", "site"), "assets/x")
SAID = Quote(
    "390万", "已建成<b>超过390万</b>个基站。", "zh", "Evening Daily", date(2024, 9, 12), "T", "javascript:x()", "c1"
)
RELEASE = Line("Stations: 3.9 million", cells=("Stations", "3.9 million"))
DIGEST = Digest(
    date(2024, 9, 12),
    Counts(articles=3, claims=1200),
    (
        Section("releases", "Official releases", "官方发布", (RELEASE,), columns=("what", "value"), more=2),
        Section("contradictions", "Contradictions", "数据矛盾", (Line("Two words", (SAID,), series_id="ab12"),)),
        Section("held", "Held claims", "待核查数据"),
    ),
)


def read_page(out_dir: Path, name: str) -> html.HtmlElement:
    return html.fromstring((out_dir / name).read_text(encoding="utf-8"))


def test_sections_stand_in_their_order_with_their_quotes_and_the_silent_ones_are_named(tmp_path: Path) -> None:
    with hold_folder(tmp_path), PageFolder(tmp_path) as folder:
        save_digest_page(Site(folder, ASSETS, sample=False, stamp="s"), DIGEST)
    page, chinese = read_page(tmp_path, "digest.html"), read_page(tmp_path, "zh/digest.html")
    assert [head.text for head in page.cssselect("h2")] == ["Official releases", "Contradictions"]
    assert [head.text for head in chinese.cssselect("h2")] == ["官方发布", "数据矛盾"]
    assert [cell.text for cell in page.cssselect("td")] == ["Stations", "3.9 million"]
    (quote,) = page.cssselect("q")
    assert (quote.text, quote.get("lang")) == ("已建成<b>超过390万</b>个基站。", "zh")
    assert not page.xpath("//a[starts-with(@href, 'javascript')]")
    assert page.xpath("//a[@href='series/ab12.html']")
    assert chinese.xpath("//a[@href='../zh/series/ab12.html']")
    text = " ".join(page.text_content().split())
    assert "New that day: 3 articles, 1,200 claims." in text
    assert "and 2 more" in text
    assert "Nothing on: Held claims." in text
