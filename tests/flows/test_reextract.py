"""Reading the archive again: what better rules find is added, nothing is lost, and a second time does nothing."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desks import UP_TO_THE_LOAD, WITHOUT_REPORT, Desk, make_desk, open_press

from extractors.errors import UsageError
from flows.daily import Stages
from flows.line import Line
from flows.outcome import RunOutcome
from flows.reextracting import find_rules, read_again, reextract_locked
from warehouse.database import connect, lock_warehouse

NAMES = ("sample_wire", "sample_gongye_ribao")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk that has run once, whose publishers are gone: what is read again comes out of the archive."""
    with open_press(NAMES, newest=8) as press:
        desk = make_desk(tmp_path_factory.mktemp("again") / "desk", press)
        assert desk.run(UP_TO_THE_LOAD).exit_code == 0
    return desk


def reread(line: Line, steps: Stages = UP_TO_THE_LOAD, *, again: bool = False) -> RunOutcome:
    with lock_warehouse(line.data_dir, command="test") as lock:
        return reextract_locked(line, lock, steps, read_again, again=again)


def count(outcome: RunOutcome, *names: str) -> tuple[int, ...]:
    return tuple(outcome.counts[name] for name in names)


def ask(desk: Desk, sql: str) -> list[tuple[Any, ...]]:
    with connect(desk.data / "claimwatch.duckdb", read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_better_rules_read_every_page_once_and_earlier_readings_stay(loaded: Desk) -> None:
    before = ask(loaded, "SELECT count(*), count(DISTINCT rulebook) FROM claim_readings")[0]
    entries = ask(loaded, "SELECT count(*) FROM entries")
    better = loaded.line(rulebook="0123456789ab", command="reextract")
    first, second = reread(better, WITHOUT_REPORT), reread(replace(better, run_id=f"{better.run_id}-2"))
    assert count(first, "segments", "articles", "unreadable_pages") == (2, 0, 0)
    assert first.counts["claims"] == before[0]
    assert count(second, "segments", "pages", "claims") == (0, 0, 0)
    assert (first.exit_code, second.exit_code, first.published is not None) == (0, 0, True)
    assert ask(loaded, "SELECT count(*), count(DISTINCT rulebook) FROM claim_readings") == [(2 * before[0], 2)]
    assert ask(loaded, "SELECT DISTINCT rulebook FROM current_readings") == [("0123456789ab",)]
    assert ask(loaded, "SELECT count(*) FROM entries") == entries  # nothing was announced or fetched
    assert ask(loaded, f"SELECT count(*) FROM batches WHERE batch_id LIKE '%@{find_rules(better)}'") == [(2,)]


def test_what_todays_rules_have_read_when_it_came_is_left_alone_unless_asked_for(loaded: Desk) -> None:
    line = loaded.line(command="reextract")
    assert count(reread(line), "segments", "claims") == (0, 0)
    asked = reread(replace(line, run_id=f"{line.run_id}-2"), again=True)
    assert count(asked, "segments", "claims") == (2, 0)  # read, and nothing new in them
    assert asked.counts["pages"] > 10


def test_one_source_alone_can_be_read_again(loaded: Desk) -> None:
    line = loaded.line(rulebook="ba9876543210", command="reextract")
    wire = tuple(source for source in line.sources if source.id == "sample_wire")
    assert count(reread(replace(line, sources=wire, watched=line.sources)), "segments") == (1,)
    assert ask(loaded, "SELECT count(*) FROM sources") == [(2,)]


def test_pages_that_cannot_be_read_any_more_are_counted_and_end_it_with_3(loaded: Desk) -> None:
    path = min(loaded.data.glob("archive/sample_wire/*.warc.gz"))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + gzip.compress(b"no record")[:40])
    try:
        outcome = reread(loaded.line(rulebook="aaaaaaaaaaaa", command="reextract"))
    finally:
        path.write_bytes(whole)
    assert outcome.exit_code == 3
    assert outcome.counts["unreadable_pages"] >= 1
    assert ask(loaded, "SELECT count(*) FROM quarantine WHERE stage = 'archive'") == [(0,)]  # it was read when it came


def test_an_archive_of_sources_that_config_does_not_know_is_told_and_changes_nothing(tmp_path: Path) -> None:
    with open_press(("sample_wire",)) as press:
        desk = make_desk(tmp_path / "desk", press)
    (desk.data / "archive" / "elsewhere").mkdir(parents=True)
    (desk.data / "archive" / "elsewhere" / "20260101T000000-aaaa-elsewhere.warc.gz").write_bytes(b"")
    with pytest.raises(UsageError, match=r"config/ has no file for any source of this archive \(elsewhere, …\)"):
        reread(desk.line(command="reextract"))
    assert not (desk.data / "warehouse.duckdb").exists()
