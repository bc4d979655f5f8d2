"""The digests of days as pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from lxml import html

from warehouse.alerts.quotes import Quote
from warehouse.daily_digest.records import Counts, Digest, Line, Section
from warehouse.pages.digest_page import save_digest_pages
from warehouse.pages.folder import PageFolder
from warehouse.pages.rendering import Site
from warehouse.report_assets import hold_folder

ASSETS = dict.fromkeys(("icon", "style", "site"), "assets/x")
SAID = Quote(
    "390万", "已建成<b>超过390万</b>个基站。", "zh", "Evening Daily", date(2024, 9, 12), "T", "javascript:x()", "c1"
)
RELEASE = Line("Stations: 3.9 million", "基站：390万", cells=("Stations", "3.9 million"), cells_zh=("基站", "390万"))
DIGEST = Digest(
    date(2024, 9, 12),
    Counts(articles=3, claims=1200),
    (
        Section("releases", "Official releases", "官方发布", (RELEASE,), 2, ("what", "value"), ("指标", "数值")),
        Section("contradictions", "Contradictions", "数据矛盾", (Line("Two words", "", (SAID,), series_id="ab12"),)),
        Section("held", "Held claims", "待核查数据"),
    ),
)
OLDER = replace(DIGEST, day=date(2024, 9, 10), counts=Counts(articles=1, claims=7), sections=DIGEST.sections[:1])


def read_page(out_dir: Path, name: str) -> html.HtmlElement:
    return html.fromstring((out_dir / name).read_text(encoding="utf-8"))


def save(out_dir: Path, *digests: Digest) -> int:
    """Builds the pages; how many files were written."""
    with hold_folder(out_dir), PageFolder(out_dir) as folder:
        bodies = {"Evening Daily": "晚报"}
        save_digest_pages(Site(folder, ASSETS, sample=False, stamp="s", bodies=bodies), digests)
    return folder.written


def test_sections_stand_in_their_order_with_their_quotes_and_the_silent_ones_are_named(tmp_path: Path) -> None:
    save(tmp_path, DIGEST)
    page, chinese = read_page(tmp_path, "digest.html"), read_page(tmp_path, "zh/digest.html")
    assert [head.text for head in page.cssselect("h2")] == ["Official releases", "Contradictions"]
    assert [head.text for head in chinese.cssselect("h2")] == ["官方发布", "数据矛盾"]
    assert [cell.text for cell in page.cssselect("tbody th, td")] == ["Stations", "3.9 million"]
    assert [cell.text for cell in chinese.cssselect("th, td")] == ["指标", "数值", "基站", "390万"]
    (quote,) = page.cssselect("q")
    assert (quote.text, quote.get("lang")) == ("已建成<b>超过390万</b>个基站。", "zh")
    assert not page.xpath("//a[starts-with(@href, 'javascript')]")
    assert page.xpath("//a[@href='series/ab12.html']")
    assert chinese.xpath("//a[@href='../zh/series/ab12.html']")
    assert chinese.xpath("//span[@lang='en']/text()") == ["Two words"]  # a rule without Chinese
    text = " ".join(page.text_content().split())
    assert "New that day: 3 articles, 1,200 claims." in text
    assert "and 2 more" in text
    assert "Nothing on: Held claims." in text
    assert "晚报" in chinese.text_content()


def test_each_day_has_a_page_that_leads_to_its_neighbours_and_is_written_once(tmp_path: Path) -> None:
    save(tmp_path, OLDER)
    assert save(tmp_path, DIGEST, OLDER) > 0
    newest, older = read_page(tmp_path, "digests/2024-09-12.html"), read_page(tmp_path, "zh/digests/2024-09-10.html")
    assert newest.xpath("//a[@rel='prev']/@href") == ["../digests/2024-09-10.html"]
    assert older.xpath("//a[@rel='next']/@href") == ["../../zh/digests/2024-09-12.html"]
    assert (tmp_path / "digest.md").read_text("utf-8") == (tmp_path / "digests/2024-09-12.md").read_text("utf-8")
    assert (tmp_path / "zh/digests/2024-09-10.md").read_text("utf-8").startswith("# 2024年9月10日摘要")
    rows = [[cell.text_content() for cell in row] for row in read_page(tmp_path, "digests.html").cssselect("tbody tr")]
    assert rows == [
        ["12 Sep 2024", "3", "1,200", "Official releases 3 · Contradictions 1"],
        ["10 Sep 2024", "1", "7", "Official releases 3"],
    ]
    assert save(tmp_path, DIGEST, OLDER) == 0
    save(tmp_path, DIGEST)
    assert not (tmp_path / "digests/2024-09-10.html").exists()
    save(tmp_path)
    assert "There is no news yet." in read_page(tmp_path, "digest.html").text_content()
