"""The file: its migrations, its views, its catalogue and its runs."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extractors.errors import DamagedError, DiskError, LockedError, UsageError
from warehouse import faults
from warehouse.columns import describe_warehouse, find_undocumented
from warehouse.database import open_warehouse
from warehouse.migrations import read_scripts, transaction

ROOT = Path(__file__).resolve().parents[2]

RUN_AND_WAIT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from warehouse.database import open_warehouse
with open_warehouse(Path(sys.argv[1]), command="claimwatch run") as warehouse:
    warehouse.start_run("run-1", datetime.now(UTC), "claimwatch run", "config-1", "rules-1")
    warehouse.path.open("rb").close()  # drops DuckDB's own lock, which is of the process (fcntl(2)), and not ours
    if sys.argv[2] == "inside":
        print("ready", flush=True)
        sys.stdin.read()
print("ready", flush=True)
sys.stdin.read()
"""


def _runs(warehouse: Any) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = warehouse.connection.execute(
        "SELECT run_id, state, exit_code FROM runs ORDER BY run_id"
    ).fetchall()
    return rows


def test_a_warehouse_is_made_once_and_opened_again(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "new", command="x") as warehouse:
        first = warehouse.connection.execute("SELECT * FROM migrations ORDER BY number").fetchall()
    with open_warehouse(tmp_path / "new", command="x", create=False) as warehouse:
        assert warehouse.connection.execute("SELECT * FROM migrations ORDER BY number").fetchall() == first
    assert [row[1] for row in first] == ["views", *[script.name for script in read_scripts("migrations")]]


def test_the_file_can_be_opened_by_readers_on_an_older_version(desk: Any) -> None:
    with desk.open() as warehouse:
        tags = warehouse.connection.execute(
            "SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = 'warehouse'"
        ).fetchall()
    assert tags[0][0].startswith("v1.5.0")


def test_facts_have_no_key_and_no_index(desk: Any) -> None:
    with desk.open() as warehouse:
        assert warehouse.connection.execute("SELECT count(*) FROM duckdb_indexes()").fetchall() == [(0,)]
        kinds = warehouse.connection.execute("SELECT DISTINCT constraint_type FROM duckdb_constraints()").fetchall()
    assert ("PRIMARY KEY",) not in kinds


def test_every_table_view_and_column_is_documented(desk: Any) -> None:
    with desk.open() as warehouse:
        assert find_undocumented(warehouse.connection) == ()
        warehouse.connection.execute("CREATE TABLE bare (nameless INTEGER)")
        assert find_undocumented(warehouse.connection) == ("bare", "bare.nameless")


def test_the_page_of_tables_is_that_of_the_database() -> None:
    assert (ROOT / "docs" / "warehouse.md").read_text("utf-8") == describe_warehouse(), (
        "write it again: python -m warehouse.columns"
    )


def test_an_applied_migration_never_changes(desk: Any) -> None:
    with desk.open() as warehouse:
        warehouse.connection.execute("UPDATE migrations SET checksum = 'other' WHERE number = 1")
    with pytest.raises(DamagedError, match="migration 0001_facts is not the one"):
        desk.open()


def test_a_file_of_a_newer_program_is_left_alone(desk: Any) -> None:
    with desk.open() as warehouse:
        warehouse.connection.execute("INSERT INTO migrations VALUES (9999, '9999_future', 'x', now()::TIMESTAMP)")
    with pytest.raises(UsageError, match="written by a newer claimwatch"):
        desk.open()


def test_views_are_made_anew_when_their_text_changes(desk: Any) -> None:
    with desk.open() as warehouse:
        warehouse.connection.execute("UPDATE migrations SET checksum = 'old' WHERE number = 0")
        warehouse.connection.execute("DROP VIEW claims")
        warehouse.connection.execute("CREATE VIEW forgotten AS SELECT 1 AS one")
    with desk.open() as warehouse:
        views = warehouse.connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    assert ("claims",) in views
    assert ("forgotten",) not in views


def test_what_fails_in_a_transaction_leaves_nothing(desk: Any) -> None:
    def add_and_fail(connection: Any) -> None:
        with transaction(connection):
            connection.execute("INSERT INTO topics VALUES ('new', NULL, NULL)")
            raise KeyError("half way")

    with desk.open() as warehouse:
        with pytest.raises(KeyError):
            add_and_fail(warehouse.connection)
        assert warehouse.connection.execute("SELECT topic_id FROM topics").fetchall() == [("5g",)]


def test_a_second_process_is_refused_while_the_first_works_and_marks_its_run_crashed_when_it_was_killed(
    desk: Any, start_python: Any
) -> None:
    holder = start_python(RUN_AND_WAIT, str(desk.data_dir), "inside")
    assert holder.stdout.readline() == "ready\n"
    with pytest.raises(LockedError, match=f"process {holder.pid}, claimwatch run"):
        desk.open()
    holder.kill()
    holder.wait()
    with desk.open() as warehouse:
        assert _runs(warehouse) == [("run-1", "crashed", None)]


def test_a_run_whose_process_lives_is_left_running(desk: Any, start_python: Any) -> None:
    holder = start_python(RUN_AND_WAIT, str(desk.data_dir), "outside")
    assert holder.stdout.readline() == "ready\n"
    with desk.open() as warehouse:
        assert _runs(warehouse) == [("run-1", "running", None)]


def test_a_run_of_a_process_number_that_was_used_again_is_crashed(desk: Any, later: Any) -> None:
    with desk.open() as warehouse:
        warehouse.start_run("run-1", later(0), "x", "c", "r")
        warehouse.connection.execute("UPDATE runs SET holder_started = holder_started - 1000")
    with desk.open() as warehouse:
        assert _runs(warehouse) == [("run-1", "crashed", None)]


def test_a_run_of_another_machine_is_left_alone(desk: Any, later: Any) -> None:
    with desk.open() as warehouse:
        warehouse.start_run("run-1", later(0), "x", "c", "r")
        warehouse.connection.execute("UPDATE runs SET holder_host = 'elsewhere', holder_pid = 0")
    with desk.open() as warehouse:
        assert _runs(warehouse) == [("run-1", "running", None)]


def test_a_run_is_noted_with_its_end_and_counts(desk: Any, later: Any) -> None:
    with desk.open() as warehouse:
        warehouse.start_run("run-1", later(0), "claimwatch run", "config-1", "rules-1")
        desk.load(warehouse, desk.batch("b1", [{"url": "https://x.example/1", "claims": [desk.claim("12", 12)]}]))
        warehouse.finish_run("run-1", later(1), "done", 3, {"articles": 1, "claims": 1})
        row = warehouse.connection.execute("SELECT counts['articles'], finished FROM runs").fetchall()
        assert row == [(1, (later(1)).replace(tzinfo=None))]
        log = warehouse.connection.execute(
            "SELECT state, exit_code, batches, articles_added, claims_added, sources_ok FROM run_log"
        ).fetchall()
        assert log == [("done", 3, 1, 1, 1, 1)]


def test_runs_that_cannot_be_are_refused(desk: Any, later: Any) -> None:
    with desk.open() as warehouse:
        warehouse.start_run("run-1", later(0), "x", "c", "r")
        with pytest.raises(UsageError, match="exists already"):
            warehouse.start_run("run-1", later(0), "x", "c", "r")
        with pytest.raises(UsageError, match="was never started"):
            warehouse.finish_run("run-2", later(0), "done", 0, {})
        with pytest.raises(UsageError, match="no state 'fine'"):
            warehouse.finish_run("run-1", later(0), "fine", 0, {})
        with pytest.raises(UsageError, match="needs its zone"):
            warehouse.start_run("run-3", later(0).replace(tzinfo=None), "x", "c", "r")


def test_the_catalogue_is_replaced_as_a_whole(desk: Any) -> None:
    with desk.open() as warehouse:
        connection = warehouse.connection
        assert connection.execute("SELECT publisher_ids FROM metrics WHERE metric_id = 'base_stations'").fetchall() == [
            (["miit"],)
        ]
        assert connection.execute("SELECT unit_id, dimension FROM units ORDER BY 1").fetchall() == [
            ("MWh", "energy"),
            ("kWh", "energy"),
        ]
        scopes = dict(connection.execute("SELECT entity_id, scope FROM entities").fetchall())
        assert scopes["CN-GZ"] == "city"
        assert scopes["miit"] == "body"
        renamed = {"id": "new", "name": {"en": "New"}, "former_names": [{"name": "Old & Sons", "until": "2021-10-27"}]}
        warehouse.sync_catalogue([{"id": "only", "name": "Only"}], [], [], [renamed], [])
        assert connection.execute(
            "SELECT name, written, valid_to::VARCHAR FROM entity_names ORDER BY 1"
        ).fetchall() == [
            ("new", "New", None),
            ("old & sons", "Old & Sons", "2021-10-27"),
        ]
        assert connection.execute("SELECT source_id, name_en, tier_rank FROM sources").fetchall() == [
            ("only", "Only", 5)
        ]
        assert connection.execute("SELECT count(*) FROM metrics").fetchall() == [(0,)]
        connection.execute("DELETE FROM sources")  # the same again leaves the tables alone, something else does not
        warehouse.sync_catalogue([{"id": "only", "name": "Only"}], [], [], [renamed], [])
        assert connection.execute("SELECT count(*) FROM sources").fetchall() == [(0,)]
        warehouse.sync_catalogue([{"id": "only", "name": "One"}], [], [], [], [])
        assert connection.execute("SELECT name_en FROM sources").fetchall() == [("One",)]


def test_no_warehouse_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DiskError, match="run `claimwatch run` or `make demo`"):
        open_warehouse(tmp_path, command="x", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_data_directory_that_is_a_file_is_a_disk_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(DiskError, match="data"):
        open_warehouse(tmp_path / "data", command="x")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_directory_that_cannot_be_written_is_a_disk_error(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(DiskError, match="cannot be written"):
        open_warehouse(tmp_path, command="x")


def test_a_file_that_is_no_database_is_damage(desk: Any) -> None:
    desk.data_dir.mkdir()
    (desk.data_dir / "warehouse.duckdb").write_text("this is no database " * 1000)
    with pytest.raises(DamagedError) as caught:
        desk.open()
    assert "\n" not in str(caught.value)
    with pytest.raises(DamagedError):  # and the lock is free again
        desk.open()


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (duckdb.IOException("IO Error: Could not set lock on file"), LockedError),
        (duckdb.IOException("IO Error: No space left on device"), DiskError),
        (duckdb.IOException("IO Error: something else"), DiskError),
        (duckdb.OutOfMemoryException("Out of Memory Error: x"), DiskError),
        (duckdb.FatalException("FATAL Error: x"), DamagedError),
        (duckdb.CatalogException("Catalog Error: Table with name claims does not exist"), DamagedError),
        (duckdb.SerializationException(""), DamagedError),
    ],
)
def test_errors_of_the_database_are_said_in_our_words(error: duckdb.Error, kind: type[Exception]) -> None:
    with pytest.raises(kind, match=r"x\.duckdb"), faults.translated(Path("x.duckdb")):
        raise error


def test_mistakes_in_our_own_sql_are_not_called_damage() -> None:
    with pytest.raises(duckdb.BinderException), faults.translated(Path("x.duckdb")):
        duckdb.sql("SELECT nothing FROM (SELECT 1 AS one)")


def test_other_errors_of_the_system_are_passed_on() -> None:
    with pytest.raises(ChildProcessError), faults.translated(Path("x")):
        raise ChildProcessError(10, "No child processes")
