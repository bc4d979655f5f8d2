"""From a number to those who said it, and back to the page that proves it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from stories import END_2024, ask, load_into, of_owner, stations

from extractors.errors import UsageError
from flows.archive import SegmentWriter
from flows.cli import run_command
from flows.crawl.records import Entry, Response
from warehouse.corrections import correct_claims
from warehouse.database import connect
from warehouse.finding import Wanted, find_figures
from warehouse.publishing import publish
from warehouse.tracing import is_claim_name, read_points, read_trace

NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)
SALE = {
    "metric_id": "revenue",
    "unit": "USD",
    "entity": "Acme Robots",
    "entity_id": "acme",
    "place": None,
    "place_id": None,
}
YEAR_2024 = {"period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31)}


@pytest.fixture(scope="module")
def told(new_desk: Callable[[], Any]) -> Any:
    """Acme's takings of a year in two languages, rounded by a third, revised in the next spring; and more."""
    desk = new_desk()

    def takings(quote: str, value: float, precision: float) -> Any:
        return desk.claim(quote, value, precision=precision, **SALE, **YEAR_2024)

    signed = {"signature": 0xABCD}
    with desk.open() as warehouse:
        load_into(
            warehouse,
            desk,
            {"day": date(2025, 1, 20), "claims": [takings("8.68 billion dollars", 8.68e9, 5e6)], **signed},
            {"source": "gazette", "day": date(2025, 1, 21), "claims": [takings("86.8亿美元", 8.68e9, 5e6)], **signed},
            {"source": "mirror", "day": date(2025, 2, 3), "claims": [takings("8.7 billion dollars", 8.7e9, 5e7)]},
            {"source": "acme_news", "day": date(2025, 4, 30), "claims": [takings("8.71 billion", 8.71e9, 5e6)]},
            {
                "source": "wire",
                "claims": [stations(desk, "4.2 million", 4_200_000), stations(desk, "90", 90, **END_2024)],
            },
        )
        _correct_and_replace(warehouse, desk)
    path = desk.data_dir / "archive" / "b0.warc.gz"
    with SegmentWriter(path, created=NOW) as segment:
        for url in ("https://x.example/other", "https://x.example/0"):
            segment.write_page(
                Entry("wire", url, url, url, "A title", None, None), _answer(url, b"<p>8.68 billion</p>")
            )
    publish(desk.data_dir)
    return desk


def _correct_and_replace(warehouse: Any, desk: Any) -> None:
    """A newcomer's robots of two years: a note is made on the one figure, the page of the other changes."""

    def robots(quote: str, year: int) -> Any:
        period = {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
        value = float(quote.replace(",", ""))
        return desk.claim(quote, value, metric_id="robot_output", **of_owner("Newcomer"), **period)

    page = {"url": "https://x.example/page", "claims": [robots("32,000", 2024)]}
    load_into(warehouse, desk, {"claims": [robots("31,000", 2023)]}, page, first=5)
    ((noted,),) = ask(warehouse, "SELECT claim_id FROM claims WHERE quote = '31,000'")
    correct_claims(warehouse, [noted], {"note": "as printed"}, by="Ann", at=NOW)
    changed = {**page, "claims": [robots("33,000", 2024)], "fetched": NOW}
    desk.load(warehouse, desk.batch("v2", [changed], run="run-2", at=NOW))


def _answer(url: str, body: bytes) -> Response:
    return Response(
        url=url,
        final_url=url,
        redirects=(),
        status=200,
        reason_phrase="OK",
        http_version="HTTP/1.1",
        headers=(("Content-Type", "text/html"),),
        request_headers=(("Host", "x.example"),),
        body=body,
        raw_length=len(body),
        started=NOW,
        finished=NOW,
        address=None,
    )


def test_a_number_is_found_with_who_said_it_first_in_both_languages_and_what_came_later(told: Any) -> None:
    (figure,) = find_figures(told.data_dir, Wanted(8.675e9, 8.685e9, "USD"))
    assert (figure.first_day, figure.originator, figure.quote, figure.exact) == (
        date(2025, 1, 20),
        "The Wire",
        "8.68 billion dollars",
        True,
    )
    assert figure.wordings == ("8.68 billion dollars", "8.7 billion dollars", "86.8亿美元")
    assert (figure.articles, figure.stories, figure.publishers) == (3, 2, ("The Gazette", "The Mirror", "The Wire"))
    assert [(step["day"], step["low"], step["originator"]) for step in figure.later] == [
        (date(2025, 4, 30), 8.71e9, "Acme Robots")
    ]


def test_a_number_is_looked_for_in_its_unit_and_among_whom_it_is_asked_of(told: Any) -> None:
    assert find_figures(told.data_dir, Wanted(8.675e9, 8.685e9, "CNY")) == ()
    assert find_figures(told.data_dir, Wanted(8.675e9, 8.685e9, "USD"), entity="China") == ()
    assert len(find_figures(told.data_dir, Wanted(8.675e9, 8.685e9, "USD"), metric="收入", entity="顶峰")) == 1
    (rounded,) = find_figures(told.data_dir, Wanted(8.72e9, 8.74e9, "USD"))
    assert (rounded.exact, rounded.quote) == (False, "8.7 billion dollars")
    (held,) = find_figures(told.data_dir, Wanted(90, 90, "count"))
    assert (held.quote, held.later) == ("90", ())


def test_a_value_of_a_series_leads_to_all_its_claims_the_standing_one_first(told: Any) -> None:
    ((point, chains),) = read_points(told.data_dir, "revenue", "acme", days=(date(2024, 1, 1), date(2024, 12, 31)))
    assert (point.low, point.originator, len(point.claims)) == (8.71e9, "Acme Robots", 4)
    assert [chain.place_in_line for chain in chains] == [1, 2, 3, 4]
    assert {chain.in_line for chain in chains} == {4}
    assert {chain.standing_claim_id for chain in chains} == {chains[0].claim_id}
    assert read_points(told.data_dir, "revenue", days=(date(2020, 1, 1), date(2020, 12, 31))) == ()


def test_a_claim_leads_to_its_characters_its_page_and_its_run(
    told: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    (figure,) = find_figures(told.data_dir, Wanted(8.675e9, 8.685e9, "USD"))
    chain = read_trace(told.data_dir, figure.claim_id[:10])
    assert (chain.text_there, chain.quote, chain.version, chain.versions) == (chain.quote, "8.68 billion dollars", 1, 1)
    assert (chain.segment, chain.batch_id, chain.run_id, chain.holds) == ("b0.warc.gz", "b0", "run-1", True)
    assert (chain.rulebook, chain.title, chain.url) == ("rules-1", "A title", "https://x.example/0")

    def call(*arguments: str) -> str:
        assert run_command(["--data", str(told.data_dir), *arguments]) == 0
        return capsys.readouterr().out

    printed = call("trace", figure.claim_id)
    assert "archive/b0.warc.gz, page 2 of 2, 19 bytes (SHA-256 of the file 00…)" in printed
    assert "characters 18 to 38 of the text, as they stand there" in printed
    assert json.loads(call("trace", figure.claim_id, "--json"))["archived"]["number"] == 2
    other = read_points(told.data_dir, "base_stations")[0][0].claims[0]
    assert "archive/b4.warc.gz: the file is gone" in call("trace", other)
    (held,) = find_figures(told.data_dir, Wanted(90, 90, "count"))
    assert "in no series: out of range" in call("trace", held.claim_id)


def test_the_commands_print_figures_and_points(
    told: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")

    def call(*arguments: str) -> list[str]:
        assert run_command(["--data", str(told.data_dir), *arguments]) == 0
        said = capsys.readouterr()
        return (said.out + said.err).splitlines()

    assert call("find", "4,200,000") == [
        "4,200,000 · 5G base stations (base_stations) · China · end of 2024 · level",
        "    first on 2026-02-20, The Wire: “Officials counted 4.2 million of them.”",
        f"    claim {read_points(told.data_dir, 'base_stations')[0][0].claims[0][:12]} https://x.example/4",
        "    in 1 article of The Wire: “4.2 million”",
    ]
    lines = call("trace", "revenue", "--period", "2024")
    assert lines[0] == "Revenue (revenue) · Acme Robots in China · level · yearly: 2024, 8.71 billion USD"
    assert lines[1].strip() == "1. 8.71 billion USD – Acme Robots in News of Acme, 2025-04-30"
    assert call("find", "777777") == ["claimwatch: no claim of 777777 has been read yet"]
    assert call("trace", "revenue", "--period", "1999")[0].startswith("claimwatch: no value of revenue fits --period")
    assert json.loads("".join(call("trace", "revenue", "--json")))[0]["claims"][0]["quote"] == "8.71 billion"


def name_of(told: Any, quote: str) -> str:
    """The claim of any version and reading that quotes this."""
    with connect(told.data_dir / "claimwatch.duckdb", read_only=True) as copy:
        ((name,),) = copy.execute("SELECT claim_id FROM claim_readings WHERE quote = ?", [quote]).fetchall()
    return str(name)


def test_what_was_corrected_and_what_holds_no_more_is_said(told: Any) -> None:
    chain = read_trace(told.data_dir, name_of(told, "31,000"))
    assert chain.holds
    assert chain.corrections[0].endswith(": note as printed (Ann, 2026-03-02)")
    chain = read_trace(told.data_dir, name_of(told, "32,000"))
    assert (chain.holds, chain.version, chain.versions, chain.series_id) == (False, 1, 2, None)


def test_a_name_that_is_no_claim_is_told(told: Any) -> None:
    assert is_claim_name("3f2A91c0")
    assert not is_claim_name("3f2a9")
    assert not is_claim_name("5g_base_stations")
    with pytest.raises(UsageError, match="there is no claim 'abcdef01'"):
        read_trace(told.data_dir, "abcdef01")
