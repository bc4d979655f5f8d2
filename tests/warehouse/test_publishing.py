"""The readers' copy: whole, checked, replaced in one step."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extractors.errors import CheckFailedError, DamagedError, DiskError, LockedError
from warehouse.checks import find_violations
from warehouse.migrations import Script, read_scripts
from warehouse.publishing import Published, publish

READ_UNTIL_TOLD = """
import sys, threading
import duckdb
seen, told = 0, threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), told.set())).start()
print("ready", flush=True)
while not told.wait(0.05):
    with duckdb.connect(sys.argv[1], read_only=True) as connection:
        articles, claims = connection.execute(
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM claim_readings)"
        ).fetchall()[0]
    assert articles == claims, (articles, claims)
    seen += 1
print(seen, flush=True)
"""


def _load(desk: Any, *numbers: int, **fields: Any) -> None:
    """Loads an article with one claim for each number."""
    with desk.open() as warehouse:
        for number in numbers:
            claim = desk.claim("400,000", 400_000 + number, **fields)
            spec = {"url": f"https://x.example/{number}", "claims": [claim]}
            desk.load(warehouse, desk.batch(f"b{number}", [spec]))


def _count(path: Path) -> int:
    with duckdb.connect(str(path), read_only=True) as connection:
        return int(connection.execute("SELECT count(*) FROM claims").fetchall()[0][0])


@pytest.fixture(scope="module")
def published(new_desk: Callable[[], Any]) -> Published:
    """Of two articles; their data directory is to be read only."""
    desk = new_desk()
    _load(desk, 1, 2)
    return publish(desk.data_dir)


@pytest.fixture
def copied(desk: Any, published: Published) -> Any:
    """A desk over a copy of that data directory."""
    shutil.copytree(published.path.parent, desk.data_dir)
    return desk


def test_readers_see_what_was_published(published: Published) -> None:
    assert published.path.name == "claimwatch.duckdb"
    assert published.bytes == published.path.stat().st_size
    assert published.observations == 1
    assert _count(published.path) == 2


def test_readers_that_hold_the_old_copy_keep_it_until_they_reconnect(copied: Any) -> None:
    path = copied.data_dir / "claimwatch.duckdb"
    with duckdb.connect(str(path), read_only=True) as reader:
        _load(copied, 3)
        publish(copied.data_dir)
        assert reader.execute("SELECT count(*) FROM claims").fetchall() == [(2,)]
    assert _count(path) == 3


def test_readers_never_wait_for_the_writer_and_never_see_half(copied: Any, start_python: Any) -> None:
    path = copied.data_dir / "claimwatch.duckdb"
    reader = start_python(READ_UNTIL_TOLD, str(path))
    assert reader.stdout.readline() == "ready\n"
    for number in range(3, 7):
        _load(copied, number, metric_id=None)  # which no series follow from
        publish(copied.data_dir)
    output, errors = reader.communicate(timeout=30)
    assert reader.returncode == 0, errors
    assert int(output) > 5


def test_a_check_that_finds_rows_keeps_the_old_copy(copied: Any) -> None:
    path = copied.data_dir / "claimwatch.duckdb"
    before = path.read_bytes()
    _load(copied, 3)
    with copied.open() as warehouse:
        warehouse.connection.execute("UPDATE claim_readings SET quote = 'something else'")
    with pytest.raises(CheckFailedError) as caught:
        publish(copied.data_dir)
    assert str(caught.value).startswith("check quotes_stand_in_their_text: The characters of every claim")
    assert "quote=something else" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 8
    assert path.read_bytes() == before


BREAKING = {
    "article_dates_are_frozen": "UPDATE claim_readings SET doc_date = '2001-01-01' WHERE number = 0",
    "article_versions_are_unique": "INSERT INTO articles SELECT * FROM articles",
    "claims_are_derived": "DELETE FROM claim_rows WHERE number = 0",
    "claims_are_unique": "INSERT INTO claim_readings SELECT * FROM claim_readings",
    "claims_have_articles": "DELETE FROM articles",
    "corrections_are_known": "INSERT INTO corrections (correction_id, field, value) VALUES ('fix-1', 'colour', 'red')",
    "intervals_are_sound": "UPDATE claim_readings SET low = high + 1",
    "ledger_matches_tables": "DELETE FROM entries",
    "observations_are_unique": "INSERT INTO observation_rows SELECT * FROM observation_rows",
    "places_do_not_mix": "UPDATE claim_rows SET entity_id = 'CN-GD'",
    "quotes_stand_in_their_text": 'UPDATE claim_readings SET "end" = "end" + 1',
    "readings_are_whole": "UPDATE readings SET claims = 7",
    "series_follow_from_claims": "UPDATE observation_rows SET claim_id = 'another'",
}


def test_every_check_has_a_case_that_breaks_it() -> None:
    assert sorted(BREAKING) == [script.name for script in read_scripts("checks")]


@pytest.mark.parametrize("name", sorted(BREAKING))
def test_a_check_finds_what_it_is_for(copied: Any, name: str) -> None:
    script = next(script for script in read_scripts("checks") if script.name == name)
    with copied.open() as warehouse:
        assert find_violations(warehouse.connection, [script]) == ()
        warehouse.connection.execute(BREAKING[name])
        assert [finding.check for finding in find_violations(warehouse.connection, [script])] == [name]
        warehouse.connection.execute("DELETE FROM batches")


def test_several_checks_that_fail_are_counted(copied: Any) -> None:
    with copied.open() as warehouse:
        warehouse.connection.execute("UPDATE claim_readings SET quote = 'x', comparator = 'about'")
    with pytest.raises(CheckFailedError, match="and 1 more checks"):
        publish(copied.data_dir)


def test_nothing_is_published_while_a_run_writes(desk: Any) -> None:
    with desk.open("claimwatch run"), pytest.raises(LockedError, match="claimwatch run"):
        publish(desk.data_dir)


def test_nothing_is_published_without_a_warehouse(desk: Any) -> None:
    with pytest.raises(DiskError, match="there is no warehouse yet"):
        publish(desk.data_dir)


def test_what_a_killed_publish_left_is_removed(copied: Any) -> None:
    left = copied.data_dir / ".claimwatch.duckdb.1.tmp"
    left.write_text("half a copy")
    publish(copied.data_dir)
    assert not left.exists()


def test_a_copy_is_refused_while_the_log_of_the_file_is_there(desk: Any) -> None:
    from warehouse.publishing import _replace

    desk.data_dir.mkdir()
    (desk.data_dir / "warehouse.duckdb.wal").write_text("")
    with pytest.raises(DamagedError, match="would not be whole"):
        _replace(desk.data_dir / "warehouse.duckdb", desk.data_dir / "claimwatch.duckdb")


def test_a_script_without_rows_is_no_finding() -> None:
    with duckdb.connect() as connection:
        assert find_violations(connection, [Script("none", "-- Never.\nSELECT 1 AS one WHERE false;\n")]) == ()
