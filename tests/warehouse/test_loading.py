"""Loads: once, whole, only what is new."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from extractors.errors import DamagedError, ExtractionError, UsageError
from warehouse.derivation import refresh_series
from warehouse.digest import content_digest
from warehouse.loading import load_batch
from warehouse.rows import Batch, EntryRow, FeedStateRow, QuarantineRow, SourceCheckRow
from warehouse.staging import pending_batches, stage_batch


def _count(warehouse: Any, table: str) -> int:
    return int(warehouse.connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])


@pytest.fixture
def article(desk: Any) -> dict[str, Any]:
    return {
        "url": "https://x.example/1",
        "claims": [desk.claim("3.38 million", 3_380_000, precision=5000), desk.claim("400", 400)],
    }


def test_a_batch_brings_its_rows_and_a_ledger_row(desk: Any, article: dict[str, Any]) -> None:
    with desk.open() as warehouse:
        result = desk.load(warehouse, desk.batch("b1", [article]))
        assert result.added == {
            "source_checks": 1,
            "entries": 1,
            "articles": 1,
            "readings": 1,
            "claim_readings": 2,
            "segments": 1,
        }
        rows = warehouse.connection.execute("SELECT batch_id, staged, added FROM batches").fetchall()
        assert rows == [("b1", result.staged, result.added)]
        assert warehouse.known_segments() == {"b1.warc.gz"}
    assert not (desk.staging / "b1").exists()


def test_a_batch_is_loaded_once(desk: Any, article: dict[str, Any]) -> None:
    with desk.open() as warehouse:
        desk.load(warehouse, desk.batch("b1", [article]))
        before = content_digest(warehouse.connection)
        again = desk.load(warehouse, desk.batch("b1", [article]))
        assert again.already_loaded
        assert content_digest(warehouse.connection) == before
        assert _count(warehouse, "source_checks") == 1


def test_a_batch_that_comes_back_with_other_contents_is_refused(desk: Any, article: dict[str, Any]) -> None:
    with desk.open() as warehouse:
        desk.load(warehouse, desk.batch("b1", [article]))
        with pytest.raises(DamagedError, match="batch b1: loaded before with other contents"):
            desk.load(warehouse, desk.batch("b1", [{**article, "title": "Another"}]))
        assert _count(warehouse, "articles") == 1


def test_a_known_version_is_not_added_again_by_another_run(desk: Any, article: dict[str, Any], later: Any) -> None:
    with desk.open() as warehouse:
        desk.load(warehouse, desk.batch("b1", [article]))
        before = content_digest(warehouse.connection)
        result = desk.load(warehouse, desk.batch("b2", [article], run="run-2", at=later(24)))
        assert set(result.added) == {"source_checks", "segments"}
        assert content_digest(warehouse.connection) == before


def test_a_page_of_two_sources_is_one_article_and_two_entries(desk: Any, article: dict[str, Any]) -> None:
    with desk.open() as warehouse:
        desk.load(warehouse, desk.batch("b1", [article], source="wire"))
        desk.load(warehouse, desk.batch("b2", [article], source="gazette"))
        assert warehouse.connection.execute("SELECT source_id FROM articles").fetchall() == [("wire",)]
        entries = warehouse.connection.execute("SELECT source_id, count(DISTINCT doc_id) FROM entries GROUP BY 1")
        assert sorted(entries.fetchall()) == [("gazette", 1), ("wire", 1)]


def test_a_page_twice_in_one_batch_is_one_article(desk: Any, article: dict[str, Any]) -> None:
    with desk.open() as warehouse:
        result = desk.load(
            warehouse,
            desk.batch("b1", [article, {**article, "url": "https://x.example/2", "canonical": article["url"]}]),
        )
        assert (result.added["articles"], result.added["readings"], result.added["claim_readings"]) == (1, 1, 2)


CHANGED, READ_AGAIN, EMPTIED = (f"https://x.example/{name}" for name in ("changed", "read-again", "emptied"))
# Texts of one fetch, whose versions' names sort by chance.
CLEANED = {f"https://x.example/{name}": f"a {name}" for name in ("caption", "menu", "byline", "advertisement")}


@pytest.fixture(scope="module")
def reread(new_desk: Callable[[], Any], later: Any) -> Iterator[Any]:
    """An open warehouse, to be read only, of articles that came twice: changed, read by later rules, cleaned better."""
    desk = new_desk()
    claims = [desk.claim("3.38 million", 3_380_000, precision=5000), desk.claim("400", 400)]
    said, kept = "Officials counted 3.38 million of them. Officials counted 400 of them.", "3.38 million, then 400."
    first = [{"url": url, "text": said, "claims": claims} for url in (CHANGED, READ_AGAIN, EMPTIED)]
    first += [{"url": url, "text": f"{kept} {remainder}", "claims": claims} for url, remainder in CLEANED.items()]
    changed = {"url": CHANGED, "text": f"Now {kept}", "claims": claims, "day": date(2026, 2, 25)}
    fewer = [{"url": READ_AGAIN, "text": said, "claims": claims[:1]}, {"url": EMPTIED, "text": said, "claims": []}]
    cleaned = desk.batch("b4", [{"url": url, "text": kept, "claims": claims} for url in CLEANED], rulebook="rules-2")
    read = {
        name: tuple(replace(row, read_at=later(1)) for row in getattr(cleaned, name)) for name in ("readings", "claims")
    }
    with desk.open() as warehouse:
        desk.load(warehouse, desk.batch("b1", first))
        desk.load(warehouse, desk.batch("b2", [changed], at=later(30)))
        desk.load(warehouse, desk.batch("b3", fewer, rulebook="rules-2", at=later(1)))
        desk.load(warehouse, replace(cleaned, **read))
        refresh_series(warehouse.connection)
        yield warehouse


def _ask(warehouse: Any, url: str, sql: str) -> list[tuple[Any, ...]]:
    """Rows of a query about one article."""
    rows: list[tuple[Any, ...]] = warehouse.connection.execute(f"{sql} WHERE url = ? ORDER BY ALL", [url]).fetchall()
    return rows


def _count_versions(warehouse: Any, url: str) -> tuple[int, int]:
    """Versions of an article, and claims in all its readings."""
    versions = _ask(warehouse, url, "SELECT version_id FROM articles")
    claims = _ask(warehouse, url, "SELECT claim_id FROM claim_readings JOIN articles USING (version_id)")
    return len(versions), len(claims)


def test_a_changed_text_is_a_new_version_under_the_day_of_the_first(reread: Any) -> None:
    assert _ask(reread, CHANGED, "SELECT doc_date FROM articles") == [(date(2026, 2, 20),)] * 2
    assert _count_versions(reread, CHANGED) == (2, 4)
    assert _ask(reread, CHANGED, "SELECT DISTINCT sentence FROM claims") == [("Now 3.38 million, then 400.",)]


def test_a_new_rulebook_reads_the_same_version_again_and_its_reading_holds(reread: Any) -> None:
    assert _count_versions(reread, READ_AGAIN) == (1, 3)
    assert _ask(reread, READ_AGAIN, "SELECT quote FROM claims") == [("3.38 million",)]


def test_a_reading_without_claims_takes_the_old_ones_away(reread: Any) -> None:
    assert _count_versions(reread, EMPTIED) == (1, 2)
    assert _ask(reread, EMPTIED, "SELECT quote FROM claims") == []


@pytest.mark.parametrize("url", CLEANED)
def test_of_two_texts_of_one_fetch_the_newer_reading_holds(reread: Any, url: str) -> None:
    """Better cleaning gives a page another text, so another version: no change of the page, and known as early."""
    assert _count_versions(reread, url) == (2, 4)
    held = "SELECT rulebook, known_day = doc_date FROM current_readings JOIN articles USING (version_id)"
    assert _ask(reread, url, held) == [("rules-2", True)]


def test_batches_in_another_order_give_the_same_content(desk: Any, article: dict[str, Any], later: Any) -> None:
    batches = [
        desk.batch("b1", [article]),
        desk.batch("b2", [{**article, "day": date(2026, 2, 22)}], source="gazette"),
        desk.batch("b3", [{"url": "https://x.example/2", "claims": [desk.claim("12", 12)]}], source="mirror"),
        desk.batch("b4", [{**article, "title": "Corrected"}], at=later(5)),
    ]
    digests = []
    for order in (batches, batches[::-1], batches[2:] + batches[:2]):
        other = desk.beside(f"order-{len(digests)}")
        with other.open() as warehouse:
            for batch in order:
                other.load(warehouse, batch)
            digests.append(content_digest(warehouse.connection))
    assert digests[0]["articles"][0] == 2 + 1
    assert digests[0] == digests[2]
    assert {table: rows for table, (rows, _) in digests[0].items()} == {
        table: rows for table, (rows, _) in digests[1].items()
    }


def test_a_digest_sees_one_changed_character(desk: Any, article: dict[str, Any]) -> None:
    other = desk.beside("other")
    with desk.open() as first, other.open() as second:
        desk.load(first, desk.batch("b1", [article]))
        other.load(second, other.batch("b1", [{**article, "title": "A Title"}]))
        left, right = content_digest(first.connection), content_digest(second.connection)
    assert left["articles"][1] != right["articles"][1]


def test_what_is_staged_and_not_loaded_is_found_by_the_next_run(desk: Any, article: dict[str, Any]) -> None:
    desk.stage(desk.batch("b1", [article]))
    (desk.staging / ".b2.123.tmp").mkdir()
    with desk.open() as warehouse:
        pending = pending_batches(desk.staging, warehouse)
        assert [staged.batch_id for staged in pending] == ["b1"]
        load_batch(warehouse, pending[0])
        assert _count(warehouse, "claim_readings") == 2
        assert pending_batches(desk.staging, warehouse) == ()
    assert list(desk.staging.iterdir()) == []


def test_no_staging_directory_means_nothing_pending(desk: Any) -> None:
    with desk.open() as warehouse:
        assert pending_batches(desk.staging, warehouse) == ()


def test_a_stage_that_changed_on_disk_is_refused(desk: Any, article: dict[str, Any]) -> None:
    staged = desk.stage(desk.batch("b1", [article]))
    path = staged.directory / "claim_readings.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    with desk.open() as warehouse:
        with pytest.raises(DamagedError, match=r"claim_readings\.parquet: not what was staged"):
            load_batch(warehouse, staged)
        assert _count(warehouse, "batches") == 0
        assert _count(warehouse, "articles") == 0


def test_a_stage_whose_file_is_gone_is_refused(desk: Any, article: dict[str, Any]) -> None:
    staged = desk.stage(desk.batch("b1", [article]))
    (staged.directory / "articles.parquet").unlink()
    with desk.open() as warehouse, pytest.raises(DamagedError, match="not readable"):
        load_batch(warehouse, staged)


def test_a_manifest_that_is_not_readable_names_its_directory(desk: Any, article: dict[str, Any]) -> None:
    staged = desk.stage(desk.batch("b1", [article]))
    (staged.directory / "manifest.json").write_text("{")
    with desk.open() as warehouse, pytest.raises(DamagedError, match="b1: the staged batch has no readable manifest"):
        pending_batches(desk.staging, warehouse)


def test_the_same_batch_staged_twice_has_the_same_hash(desk: Any, article: dict[str, Any]) -> None:
    batch = desk.batch("b1", [article])
    assert desk.stage(batch).stage_hash == desk.stage(batch).stage_hash


def test_an_empty_batch_is_noted_in_the_ledger(desk: Any) -> None:
    with desk.open() as warehouse:
        result = desk.load(warehouse, Batch("quiet", "run-1", "wire"))
        assert (result.staged, result.added) == ({}, {})
        assert _count(warehouse, "batches") == 1


@pytest.mark.parametrize("name", ["", "../up", "a/b", ".hidden", "x" * 300])
def test_a_name_that_could_leave_the_staging_directory_is_refused(desk: Any, name: str) -> None:
    with pytest.raises(UsageError, match="cannot name a batch"):
        stage_batch(desk.staging, Batch(name, "run-1", "wire"))


def test_rows_that_do_not_belong_together_are_refused(desk: Any, article: dict[str, Any]) -> None:
    batch = desk.batch("b1", [article])
    with pytest.raises(UsageError, match="belongs to another batch"):
        desk.stage(replace(batch, articles=(replace(batch.articles[0], batch_id="b0"),)))
    with pytest.raises(UsageError, match="has no reading in the batch"):
        desk.stage(replace(batch, readings=()))
    with pytest.raises(UsageError, match=r"claim .* has no reading in the batch"):
        desk.stage(replace(batch, readings=(), articles=()))
    with pytest.raises(UsageError, match="miscounts its claims"):
        desk.stage(replace(batch, claims=batch.claims[:1]))


def test_a_row_that_may_not_be_stored_leaves_no_stage(desk: Any, article: dict[str, Any]) -> None:
    batch = desk.batch("b1", [article])
    with pytest.raises(ExtractionError):
        desk.stage(replace(batch, claims=(replace(batch.claims[0], low=float("nan")), batch.claims[1])))
    assert not desk.staging.exists() or list(desk.staging.iterdir()) == []


def test_what_was_kept_out_is_kept_with_its_reason(desk: Any, later: Any) -> None:
    row = QuarantineRow(
        "page", "https://x.example/9", "wire", "clean", "too deep", "9000 levels", later(0), "run-1", "b1"
    )
    with desk.open() as warehouse:
        desk.load(warehouse, replace(desk.batch("b1"), quarantine=(row,)))
        assert warehouse.connection.execute("SELECT stage, reason FROM quarantine").fetchall() == [
            ("clean", "too deep")
        ]


def _event(desk: Any, fate: str, batch: str, **fields: Any) -> EntryRow:
    return desk.entry("https://x.example/1", source="wire", run="run", batch=batch, fate=fate, **fields)


def _load_entries(desk: Any, warehouse: Any, name: str, *entries: EntryRow) -> Any:
    return desk.load(warehouse, replace(desk.batch(name), entries=entries))


def test_what_is_done_with_is_known_and_what_failed_is_due_again(desk: Any, later: Any) -> None:
    with desk.open() as warehouse:
        _load_entries(desk, warehouse, "b1", _event(desk, "failed", "b1", reason="timeout", http_status=None))
        state = warehouse.known_sources(["wire", "gazette"])
        assert [retry.url for retry in state["wire"].retries] == ["https://x.example/1"]
        assert state["wire"].attempts == {"https://x.example/1": 1}
        assert (state["gazette"].urls, state["gazette"].retries) == ({}, ())
        _load_entries(
            desk, warehouse, "b2", _event(desk, "loaded", "b2", attempts=2, seen_at=later(1), updated=later(0))
        )
        known = warehouse.known_sources(["wire"])["wire"]
        assert known.urls == {"https://x.example/1": later(0)}
        assert known.retries == ()


def test_a_deferred_entry_waits_for_its_time(desk: Any, later: Any) -> None:
    with desk.open() as warehouse:
        _load_entries(desk, warehouse, "b1", _event(desk, "deferred", "b1", retry_after=later(2)))
        assert warehouse.known_sources(["wire"], now=later(1))["wire"].retries == ()
        due = warehouse.known_sources(["wire"], now=later(2))["wire"].retries
        assert [(retry.fate, retry.attempts) for retry in due] == [("deferred", 1)]


def test_an_entry_that_failed_too_often_is_given_up(desk: Any) -> None:
    with desk.open() as warehouse:
        _load_entries(desk, warehouse, "b1", _event(desk, "failed", "b1", attempts=5))
        known = warehouse.known_sources(["wire"])["wire"]
        assert known.retries == ()
        assert list(known.urls) == ["https://x.example/1"]


def test_an_event_that_repeats_the_state_is_not_added(desk: Any, later: Any) -> None:
    with desk.open() as warehouse:
        _load_entries(desk, warehouse, "b1", _event(desk, "off_topic", "b1", reason="off topic"))
        _load_entries(desk, warehouse, "b2", _event(desk, "off_topic", "b2", reason="off topic", seen_at=later(1)))
        assert _count(warehouse, "entries") == 1
        _load_entries(desk, warehouse, "b3", _event(desk, "loaded", "b3", seen_at=later(2)))
        assert _count(warehouse, "entries") == 2


def test_the_newest_validators_of_a_feed_hold(desk: Any, later: Any) -> None:
    feed = "https://wire.example/feed"
    with desk.open() as warehouse:
        for name, etag, hours in (("b1", '"one"', 0), ("b2", '"two"', 1), ("b3", None, 2)):
            state = FeedStateRow("wire", feed, etag, None, later(hours), "run", name)
            desk.load(warehouse, replace(desk.batch(name), feed_states=(state,)))
            assert warehouse.known_sources(["wire"])["wire"].validators[feed].etag == etag


def test_source_health_counts_failures_since_the_last_good_answer(desk: Any, later: Any) -> None:
    with desk.open() as warehouse:
        desk.load(warehouse, desk.batch("b0", [{"url": "https://x.example/1", "claims": [desk.claim("12", 12)]}]))
        for hours in (24, 48):
            check = SourceCheckRow("wire", later(hours), "failed", "timeout", 0, 0, None, "run", f"b{hours}")
            desk.load(warehouse, replace(Batch(f"b{hours}", "run", "wire"), source_check=check))
        refresh_series(warehouse.connection)
        rows = warehouse.connection.execute(
            "SELECT state, reason, failures_in_a_row, articles, claims, entries_total, stale FROM source_health "
            "WHERE source_id = 'wire'"
        ).fetchall()
        assert rows == [("failed", "timeout", 2, 1, 1, 1, False)]
        never = warehouse.connection.execute("SELECT state, last_ok FROM source_health WHERE source_id = 'mirror'")
        assert never.fetchall() == [(None, None)]


def test_a_source_that_is_silent_for_long_is_stale(desk: Any, later: Any) -> None:
    check = SourceCheckRow("wire", later(0), "ok", None, 3, 0, later(0) - timedelta(days=15), "run", "b1")
    with desk.open() as warehouse:
        desk.load(warehouse, Batch("b1", "run", "wire", source_check=check))
        rows = warehouse.connection.execute("SELECT stale FROM source_health WHERE source_id = 'wire'").fetchall()
        assert rows == [(True,)]
