"""The page itself, read as a parser reads it."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from extractors.errors import DamagedError, DiskError
from warehouse.report import POLICY, ReportResult, build_report

GENERATED = datetime(2025, 2, 8, 7, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(published_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> ReportResult:
    out_dir = tmp_path_factory.mktemp("data") / "report"
    return build_report(published_copy, out_dir, generated=GENERATED, sample=True)


@pytest.fixture(scope="module")
def page(built: ReportResult) -> Any:
    return html.fromstring(built.index.read_text(encoding="utf-8"))


def read_data(built: ReportResult) -> dict[str, Any]:
    (script,) = (built.index.parent / "assets").glob("data-*.js")
    text = script.read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text.removeprefix("window.claimwatch = ").removesuffix(";\n"))
    return data


def text_of(page: Any, selector: str) -> str:
    return " ".join(words_of(found) for found in page.cssselect(selector))


def words_of(element: Any) -> str:
    """Its text as it reads, with a space wherever an element ends."""
    return " ".join(" ".join(element.itertext()).split())


def test_the_result_counts_what_the_page_shows(built: ReportResult) -> None:
    files = [path for path in built.index.parent.rglob("*") if path.is_file()]
    assert (built.series, built.points, built.claims) == (3, 18, 21)
    assert built.bytes == sum(path.stat().st_size for path in files)
    assert built.seconds > 0


def test_the_page_needs_nothing_but_the_files_beside_it(built: ReportResult, page: Any) -> None:
    """Its links to articles aside: those are for the reader to follow."""
    needed = [*page.xpath("//script/@src"), *page.xpath("//link/@href"), *page.xpath("//img/@src")]
    assert len(needed) == 5
    assert all((built.index.parent / address).is_file() for address in needed)
    assert not page.xpath("//script[not(@src)] | //style | //@style | //*[@onclick] | //iframe | //form")
    assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [POLICY]


def test_the_head_says_what_and_how_fresh_it_is(page: Any) -> None:
    assert text_of(page, "h1") == "What the press says in numbers"
    assert text_of(page, ".brand") == "Claimwatch · 5G · Robotics"
    facts = text_of(page, ".facts")
    assert "8 Feb 2025" in facts
    assert "Sources answering 4 1 failed, 0 stale" in facts
    assert "19 English, 2 Chinese" in facts


def test_sample_data_is_called_so_and_real_data_is_not(page: Any, published_copy: Path, tmp_path: Path) -> None:
    assert text_of(page, ".banner").startswith("Sample data.")
    real = build_report(published_copy, tmp_path / "report", generated=GENERATED)
    assert "Sample data" not in real.index.read_text(encoding="utf-8")


def test_the_newest_value_stands_with_change_period_and_who_said_so(page: Any) -> None:
    output, growth = page.cssselect("#latest .table")[1].cssselect("tbody tr")
    words = words_of(output)
    parts = ("Industrial robot output", "工业机器人产量", "556,369 sets", "2024", "+126,835 (+29.5%)", "17 Jan 2025")
    for part in (*parts, "from 429,534, 2023", "Bureau of Counts", "Factories made 556,369 robots in 2024."):
        assert part in words
    assert output.cssselect(".value")[0].get("title") == "55.6369万"
    assert "+32.6 pp" in words_of(growth)


def test_no_difference_is_taken_from_a_bound(page: Any) -> None:
    """The value before was "fewer than 4.3 million": what lies between the two is not known."""
    cell = page.cssselect("#latest .table")[0].cssselect("tbody tr td")[2]
    assert words_of(cell) == "from less than 4.3 million, end of Oct 2024"


def test_every_chart_has_its_points_as_rows_and_as_a_table(built: ReportResult, page: Any) -> None:
    charts = read_data(built)["charts"]
    figures = page.cssselect("figure.chart")
    assert [chart["id"] for chart in charts] == [figure.get("id") for figure in figures]
    for chart, figure in zip(charts, figures, strict=True):
        assert figure.cssselect("[data-chart]")[0].get("data-chart") == chart["id"]
        assert len(figure.cssselect("details tbody tr")) == len(chart["points"]) > 0


def test_bounds_targets_and_forecasts_keep_their_marks(built: ReportResult) -> None:
    stations = read_data(built)["charts"][0]["points"]
    assert [point["mark"] for point in stations] == ["value"] * 6 + ["above", "below", "value", "forecast", "target"]
    assert stations[6]["value"] == "more than 3.9 million"
    assert stations[6]["chinese"] == "超390万"
    assert stations[6]["lang"] == "zh"


def test_targets_are_set_beside_what_came(page: Any) -> None:
    forecast, target = page.cssselect("#targets tbody tr")
    words = words_of(target)
    assert "4.5 million" in words
    assert "end of 2025" in words
    assert "open, 91% so far" in words
    assert "forecast" in forecast.text_content()


def test_both_sides_of_a_disagreement_are_quoted(page: Any) -> None:
    (case,) = page.cssselect("#disagreements .pair")
    words = words_of(case)
    assert "4.1 million" in words
    assert "4.25 million" in words
    assert "基站总数为425万个。" in words
    assert words.count("stands in the series") == 1


def test_held_claims_are_shown_with_their_reason_and_context_comes_last(page: Any) -> None:
    headings = [words_of(found) for found in page.cssselect("#held h3")]
    assert headings == ["Out of range 1 claim", "Context: names no metric of the catalogue 1 claim"]
    assert "A misprint of 9.9 billion." in text_of(page, "#held")


def test_a_troubled_source_stands_first_with_its_reason(page: Any) -> None:
    first = words_of(page.cssselect("#sources tbody tr")[0])
    assert first.startswith("Silent Gazette media failed connection refused <b>here</b>")


def test_hostile_text_is_text(built: ReportResult, page: Any) -> None:
    assert "<img src=x onerror=" in text_of(page, "#disagreements")
    assert "window.ran='quote'" in text_of(page, "#latest")
    assert len(page.xpath("//script")) == 3
    assert not page.xpath("//img")
    assert not [link for link in page.xpath("//a/@href") if not link.startswith(("#", "http://", "https://"))]
    (script,) = (built.index.parent / "assets").glob("data-*.js")
    assert not set(script.read_text(encoding="utf-8")) & set("<>\u2028\u2029")


def test_links_leave_without_a_trace(page: Any) -> None:
    leaving = page.xpath("//a[starts-with(@href, 'http')]")
    assert leaving
    assert {(link.get("rel"), link.get("target")) for link in leaving} == {("noopener noreferrer", "_blank")}
    assert "https://news.example.org/bureau/15?a=1&b=2" in {link.get("href") for link in leaving}


@pytest.mark.parametrize("exists", [True, False])
def test_with_nothing_loaded_the_page_says_what_to_do(exists: bool, empty_copy: Path, tmp_path: Path) -> None:
    copy = empty_copy if exists else tmp_path / "claimwatch.duckdb"
    built = build_report(copy, tmp_path / "report", generated=GENERATED)
    text = built.index.read_text(encoding="utf-8")
    assert (built.series, built.points, built.claims) == (0, 0, 0)
    assert "Nothing has been loaded yet" in text
    assert "<code>claimwatch run</code>" in text
    assert "<script" not in text


def test_a_second_build_of_the_same_data_is_the_same_page(published_copy: Path, tmp_path: Path) -> None:
    pages = [
        build_report(published_copy, tmp_path / "report", generated=GENERATED).index.read_bytes() for _ in range(2)
    ]
    assert pages[0] == pages[1]


def test_builds_at_the_same_time_leave_one_whole_page(published_copy: Path, empty_copy: Path, tmp_path: Path) -> None:
    """Each clears away what no page names: it must not be what the other has just written."""
    with ThreadPoolExecutor(4) as pool:
        copies = [published_copy, empty_copy] * 3
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


def test_a_long_series_shows_its_newest_points_and_says_so(
    save_copy: Callable[..., None], said: Callable[..., Any], tmp_path: Path
) -> None:
    days = [date.fromordinal(date(2023, 1, 1).toordinal() + number) for number in range(320)]
    save_copy(
        tmp_path / "claimwatch.duckdb",
        [said("stations", "china", 3e6 + 1e3 * number, 3e6 + 1e3 * number, day, "ministry", day, f"Count {number}.")
         for number, day in enumerate(days)],
    )  # fmt: skip
    built = build_report(tmp_path / "claimwatch.duckdb", tmp_path / "report", generated=GENERATED)
    assert built.points == 300
    assert "300 points, data as of 8 Feb 2025; the newest of 320" in " ".join(built.index.read_text("utf-8").split())


def test_a_topic_of_single_values_still_shows_them(
    save_copy: Callable[..., None], said: Callable[..., Any], tmp_path: Path
) -> None:
    one = said("stations", "china", 3e6, 3e6, date(2024, 6, 30), "ministry", date(2024, 7, 2), "Three million.")
    save_copy(tmp_path / "claimwatch.duckdb", [one])
    built = build_report(tmp_path / "claimwatch.duckdb", tmp_path / "report", generated=GENERATED)
    assert (built.series, built.points) == (1, 1)


def test_a_file_that_is_no_warehouse_is_named(tmp_path: Path) -> None:
    copy = tmp_path / "claimwatch.duckdb"
    copy.write_bytes(b"not a database" * 1000)
    with pytest.raises(DamagedError, match=r"claimwatch\.duckdb"):
        build_report(copy, tmp_path / "report", generated=GENERATED)


def test_a_folder_that_cannot_be_written_is_named(published_copy: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DiskError, match="file"):
        build_report(published_copy, tmp_path / "file" / "report", generated=GENERATED)


def test_a_full_disk_leaves_the_old_page(published_copy: Path, empty_copy: Path, tmp_path: Path) -> None:
    old = build_report(empty_copy, tmp_path / "report", generated=GENERATED).index.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        with pytest.raises(DiskError):
            build_report(published_copy, tmp_path / "report", generated=GENERATED)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (tmp_path / "report" / "index.html").read_bytes() == old
