"""The pages of the site, read as a parser reads them."""

from __future__ import annotations

import csv
import resource
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copytree
from typing import Any
from urllib.parse import unquote, urlsplit

import duckdb
import pytest
from lxml import html

from extractors.errors import DamagedError, DiskError
from warehouse.pages.rendering import POLICY
from warehouse.report import ReportResult, build_report

GENERATED = datetime(2025, 2, 8, 7, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(published_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> ReportResult:
    out_dir = tmp_path_factory.mktemp("data") / "report"
    return build_report(published_copy, out_dir, generated=GENERATED, sample=True)


@pytest.fixture(scope="module")
def pages(built: ReportResult) -> dict[str, Any]:
    """Every page by its address from the root."""
    root = built.index.parent
    return {
        str(path.relative_to(root)): html.fromstring(path.read_text(encoding="utf-8")) for path in root.rglob("*.html")
    }


@pytest.fixture(scope="module")
def stations(pages: dict[str, Any]) -> Any:
    """The page of the series with most points."""
    return max(
        (page for name, page in pages.items() if name.startswith("series/")),
        key=lambda page: len(page.cssselect("#points tr[data-x]")),
    )


def text_of(page: Any, selector: str) -> str:
    return " ".join(words_of(found) for found in page.cssselect(selector))


def words_of(element: Any) -> str:
    """Its text as it reads, with a space wherever an element ends."""
    return " ".join(" ".join(element.itertext()).split())


def is_web(address: str) -> bool:
    return urlsplit(address).scheme in {"http", "https"}


def test_the_result_counts_what_the_site_holds(built: ReportResult, pages: dict[str, Any]) -> None:
    assert (built.series, built.points, built.claims) == (7, 23, 26)
    root = built.index.parent
    files = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file() and path.name[0] != "."}
    assert built.pages == built.written == len([name for name in files if not name.startswith("assets/")])
    assert {name.split("/")[0] for name in pages} >= {"series", "entities", "places", "metrics", "sources", "zh"}
    assert built.seconds > 0


def test_every_address_on_every_page_leads_to_a_file(built: ReportResult, pages: dict[str, Any]) -> None:
    root = built.index.parent
    for name, page in pages.items():
        addresses = [*page.xpath("//@href"), *page.xpath("//@src")]
        assert len(addresses) > 10
        for address in addresses:
            if not is_web(address) and not address.startswith("#"):
                target = (root / name).parent / unquote(urlsplit(address).path)
                assert target.resolve().is_file(), f"{name}: {address}"


def test_every_page_stands_in_both_languages_and_says_which_one_it_is(pages: dict[str, Any]) -> None:
    english = {name for name in pages if not name.startswith("zh/")}
    assert {f"zh/{name}" for name in english} == set(pages) - english
    for name, page in pages.items():
        language = "zh" if name.startswith("zh/") else "en"
        assert page.get("lang") == language
        assert page.cssselect("a.language")[0].get("hreflang") != language
        assert page.cssselect("h1"), name
    assert text_of(pages["zh/index.html"], "h1") == "媒体数字一览"


def test_chinese_pages_say_names_numbers_and_marks_in_chinese(stations: Any, pages: dict[str, Any]) -> None:
    (row,) = pages["zh/index.html"].cssselect("[aria-labelledby=main-title] tbody tr")[:1]
    assert "万" in words_of(row)
    name = next(name for name, page in pages.items() if page is stations)
    chinese = pages[f"zh/{name}"]
    assert text_of(chinese, "h1") == "5G基站 中国"
    assert "有线部" in text_of(chinese, "#points .who")
    assert text_of(chinese, ".legend") == "确定值 超过、至少 不足、至多 目标 预测"


def test_no_page_brings_script_or_style_of_its_own(pages: dict[str, Any]) -> None:
    for name, page in pages.items():
        assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [POLICY]
        assert not page.xpath("//style | //@style | //script[not(@src)] | //script[text()]"), name
        assert not [value for value in page.xpath("//@*") if value.lower().startswith("javascript:")]
        assert not [attribute for element in page.iter() for attribute in element.attrib if attribute.startswith("on")]


def test_a_page_for_each_series_has_the_points_that_the_warehouse_has(
    built: ReportResult, pages: dict[str, Any], published_copy: Path
) -> None:
    with duckdb.connect(str(published_copy), read_only=True) as connection:
        rows = connection.execute("SELECT series_id, value FROM observations WHERE value IS NOT NULL").fetchall()
    for series_id in {row[0] for row in rows}:
        expected = sorted(value for found, value in rows if found == series_id)
        for folder in ("series", "zh/series"):
            drawn = pages[f"{folder}/{series_id}.html"].cssselect("#points tr[data-x]")
            assert sorted(float(row.get("data-y")) for row in drawn) == expected
        with (built.index.parent / "series" / f"{series_id}.csv").open(encoding="utf-8", newline="") as file:
            table = list(csv.DictReader(file))
        assert sorted(float(row["value"]) for row in table) == expected
        assert {row["series_id"] for row in table} == {series_id}


def test_a_row_says_all_that_a_reader_asks_of_a_point(stations: Any, pages: dict[str, Any]) -> None:
    (row,) = [row for row in stations.cssselect("#points tr[data-x]") if row.get("data-x") == "2024-03-31"]
    assert words_of(row).startswith("end of Mar 2024 3.62 million +60,000 Ministry of Lines 20 Apr 2024")
    assert row.cssselect("q")[0].text == "The country counted 3.62 million stations."
    assert row.cssselect("b.value")[0].get("title") == "362万"
    assert row.get("data-cite") == (
        "Ministry of Lines, 5G base stations, China, end of Mar 2024: 3.62 million. “The country counted 3.62 million "
        "stations.” 2024-04-20, https://news.example.org/ministry/2?a=1&b=2 (claim cv2)"
    )
    (link,) = row.cssselect("a.host")
    assert (link.get("target"), link.get("rel"), link.text) == ("_blank", "noopener noreferrer", "news.example.org")


def test_bounds_targets_and_forecasts_keep_their_marks(stations: Any) -> None:
    marks = [row.get("data-mark") for row in stations.cssselect("#points tr[data-x]")]
    assert {mark: marks.count(mark) for mark in set(marks)} == {
        "value": 7, "above": 1, "below": 1, "target": 1, "forecast": 1,
    }  # fmt: skip
    (bound,) = stations.cssselect("tr[data-mark=above]")
    assert "more than 3.9 million" in words_of(bound)
    assert "+" not in bound.cssselect("td[data-label=Change]")[0].text_content()


def test_growth_is_computed_beside_what_was_printed(pages: dict[str, Any], published_copy: Path) -> None:
    with duckdb.connect(str(published_copy), read_only=True) as connection:
        ((series_id,),) = connection.execute(
            "SELECT DISTINCT series_id FROM observations WHERE metric_id = 'output' AND kind = 'level'"
        ).fetchall()
    page = pages[f"series/{series_id}.html"]
    (row,) = page.cssselect("tr[data-x='2024-01-01']")
    assert float(row.get("data-growth")) == pytest.approx(29.53, abs=0.01)
    assert "+29.5% printed: +29.5%" in words_of(row)
    assert page.cssselect("#chart input[value=growth]")


def test_the_front_page_says_what_is_new_due_disputed_and_troubled(pages: dict[str, Any]) -> None:
    page = pages["index.html"]
    assert "Data as of 8 Feb 2025" in text_of(page, "dl.facts")
    assert "4 1 failed" in text_of(page, "dl.facts")
    assert "A bank expects 4.7 million." in text_of(page, "section")
    assert len(page.cssselect("svg.spark")) == 4
    assert "target" in text_of(page, "[aria-labelledby=targets-title]")
    both = text_of(page, "[aria-labelledby=disputes-title] .pair")
    assert "4.25 million" in both
    assert "4.1 million" in both
    assert text_of(page, "[aria-labelledby=sources-title] ul.plain li").startswith("failed Silent Gazette")
    assert "Sample data." in text_of(page, ".banner")


def test_held_claims_are_shown_with_their_reason_and_context_comes_last(pages: dict[str, Any]) -> None:
    heads = [words_of(head) for head in pages["held.html"].cssselect("h2")]
    assert heads == ["out of range 1 claim", "context: names no metric of the catalogue 1 claim"]


def test_subjects_sources_and_metrics_have_pages_that_lead_to_the_series(pages: dict[str, Any]) -> None:
    (china,) = [page for name, page in pages.items() if name.startswith("entities/china")]
    assert text_of(china, "h1") == "China"
    assert "Called Cathay until 1949-09-30." in text_of(china, "header.lead")
    assert len(china.cssselect("table.lines tbody tr")) == 3
    assert "4.5 million" in text_of(china, "[aria-labelledby=targets-title]")
    assert {name.split("/")[0] for name in pages} >= {"places", "metrics", "sources", "zh"}
    silent = pages["sources/silent.html"]
    assert "connection refused <b>here</b>" in text_of(silent, "main")
    assert "Evening Daily" in text_of(pages["sources/daily.html"], "h1")
    assert "晚报" in text_of(pages["zh/sources/daily.html"], "[aria-labelledby=voices-title]")
    assert text_of(pages["metrics/stations.html"], "table.lines tbody th").startswith("China")
    assert "5G base stations" in text_of(pages["series.html"], "tbody th")
    assert pages["coverage.html"].cssselect("rect.shade-4 title")


def test_the_digest_of_the_newest_day_stands_as_a_page_and_as_markdown(
    built: ReportResult, pages: dict[str, Any]
) -> None:
    assert text_of(pages["digest.html"], "h1") == "Digest 6 Feb 2025"
    assert "New that day: 1 article, 1 claim." in text_of(pages["digest.html"], "header")
    assert text_of(pages["zh/digest.html"], "h1") == "摘要 2025年2月6日"
    assert (built.index.parent / "digest.md").read_text(encoding="utf-8").startswith("# Digest of 6 Feb 2025\n")


def test_hostile_text_is_text(pages: dict[str, Any], stations: Any) -> None:
    assert "</script><script>window.ran='quote'</script> counted" in text_of(stations, "#points q")
    for page in pages.values():
        assert not page.xpath("//img[@onerror]")
        assert all("window.ran" not in (script.text or "") for script in page.xpath("//script"))


def test_a_second_build_writes_nothing_and_another_copy_only_what_it_changes(
    built: ReportResult,
    published_copy: Path,
    save_copy: Callable[..., None],
    said: Callable[..., Any],
    tmp_path: Path,
) -> None:
    report = copytree(built.index.parent, tmp_path / "report")
    assert build_report(published_copy, report, generated=GENERATED, sample=True).written == 0
    one = said("stations", "china", 3e6, 3e6, date(2024, 6, 30), "ministry", date(2024, 7, 2), "Three million.")
    save_copy(tmp_path / "claimwatch.duckdb", [one])
    other = build_report(tmp_path / "claimwatch.duckdb", report, generated=GENERATED, sample=True)
    assert (other.series, other.points) == (1, 1)
    assert 0 < other.written < other.pages < built.pages
    assert len(list((report / "series").glob("*.html"))) == 1
    assert {path.name for path in report.iterdir() if path.name.startswith(".")} == {".lock", ".pages.json"}


@pytest.mark.parametrize("exists", [True, False], ids=["an empty warehouse", "none"])
def test_with_nothing_loaded_the_pages_say_what_to_do(exists: bool, empty_copy: Path, tmp_path: Path) -> None:
    copy = empty_copy if exists else tmp_path / "claimwatch.duckdb"
    built = build_report(copy, tmp_path / "report", generated=GENERATED)
    text = built.index.read_text(encoding="utf-8")
    assert (built.series, built.points, built.claims) == (0, 0, 0)
    assert "Nothing has been loaded yet" in text
    assert "<code>claimwatch run</code>" in text
    assert "尚未载入任何内容" in (tmp_path / "report/zh/index.html").read_text(encoding="utf-8")


def test_builds_at_the_same_time_leave_one_whole_site(published_copy: Path, empty_copy: Path, tmp_path: Path) -> None:
    """Each clears away what it does not hold: it must not be what the other has just written."""
    with ThreadPoolExecutor(4) as pool:
        copies = [published_copy, empty_copy] * 2
        list(pool.map(lambda copy: build_report(copy, tmp_path / "report", generated=GENERATED), copies))
    page = html.fromstring((tmp_path / "report" / "index.html").read_text(encoding="utf-8"))
    needed = [*page.xpath("//script/@src"), *page.xpath("//link/@href")]
    assert needed
    assert all((tmp_path / "report" / address).is_file() for address in needed)


def test_articles_without_claims_of_a_metric_say_so(
    save_copy: Callable[..., None], said: Callable[..., Any], tmp_path: Path
) -> None:
    context = said("", "china", 6, 6, date(2024, 6, 30), "daily", date(2024, 7, 2), "Trials run in six cities.")
    save_copy(tmp_path / "claimwatch.duckdb", [context])
    built = build_report(tmp_path / "claimwatch.duckdb", tmp_path / "report", generated=GENERATED)
    assert built.series == 0
    assert "No series has a value yet" in built.index.read_text(encoding="utf-8")


def test_a_file_that_is_no_warehouse_is_named(tmp_path: Path) -> None:
    copy = tmp_path / "claimwatch.duckdb"
    copy.write_bytes(b"not a database" * 1000)
    with pytest.raises(DamagedError, match=r"claimwatch\.duckdb"):
        build_report(copy, tmp_path / "report", generated=GENERATED)


def test_a_folder_that_cannot_be_written_is_named(published_copy: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DiskError, match="file"):
        build_report(published_copy, tmp_path / "file" / "report", generated=GENERATED)


def test_a_full_disk_leaves_the_old_front_page(published_copy: Path, empty_copy: Path, tmp_path: Path) -> None:
    old = build_report(empty_copy, tmp_path / "report", generated=GENERATED).index.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (6_000, hard))
    try:
        with pytest.raises(DiskError):
            build_report(published_copy, tmp_path / "report", generated=GENERATED)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (tmp_path / "report" / "index.html").read_bytes() == old
