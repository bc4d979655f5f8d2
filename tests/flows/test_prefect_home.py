"""Prefect's folder and database: what is wrong with them is known before a server is started over them."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.errors import ConfigurationError, DiskError
from flows.prefect_home import find_fault, mend_database, own_home, prepare_environment, require_home

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def make_database(path: Path, *statements: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


VERSIONS = "CREATE TABLE alembic_version (version_num VARCHAR(32))"
FIRST = "INSERT INTO alembic_version VALUES ('9725c1cbee35')"  # of Prefect's first migration


def test_a_database_of_this_or_an_older_prefect_is_fine(tmp_path: Path) -> None:
    assert find_fault(make_database(tmp_path / "prefect.db", VERSIONS, FIRST)) is None


def test_no_database_and_an_empty_one_are_fine(tmp_path: Path) -> None:
    assert find_fault(tmp_path / "prefect.db") is None
    (tmp_path / "prefect.db").touch()
    assert find_fault(tmp_path / "prefect.db") is None


def test_a_database_of_a_newer_prefect_is_named_as_such(tmp_path: Path) -> None:
    newer = make_database(tmp_path / "prefect.db", VERSIONS, "INSERT INTO alembic_version VALUES ('ffffffffffff')")
    assert find_fault(newer) == "written by another version of Prefect (schema ffffffffffff)"


def test_a_database_of_another_program_is_named_as_such(tmp_path: Path) -> None:
    assert find_fault(make_database(tmp_path / "prefect.db", "CREATE TABLE t (x)")) == "not a database of Prefect"


def test_garbage_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "prefect.db").write_bytes(b"garbage " * 1000)
    assert find_fault(tmp_path / "prefect.db") == "file is not a database"


def test_a_folder_and_a_dead_link_in_its_place_are_faults(tmp_path: Path) -> None:
    (tmp_path / "folder.db").mkdir()
    (tmp_path / "link.db").symlink_to(tmp_path / "nowhere" / "prefect.db")
    assert find_fault(tmp_path / "folder.db") == "unable to open database file"
    assert find_fault(tmp_path / "link.db") == "unable to open database file"


@pytest.mark.parametrize("spoil", [lambda data: data[: len(data) // 2], lambda data: data[:5000] + b"\xff" * 5000])
def test_a_cut_or_overwritten_database_is_a_fault(tmp_path: Path, spoil: object) -> None:
    rows = [f"INSERT INTO alembic_version VALUES ('9725c1cbee35 {number:0900}')" for number in range(50)]
    path = make_database(tmp_path / "prefect.db", VERSIONS, *rows)
    assert callable(spoil)
    path.write_bytes(spoil(path.read_bytes()))
    assert find_fault(path)


def test_a_database_in_use_is_no_fault(tmp_path: Path) -> None:
    path = make_database(tmp_path / "prefect.db", VERSIONS, FIRST)
    with closing(sqlite3.connect(path)) as user:
        user.execute("BEGIN EXCLUSIVE")
        assert find_fault(path) is None


def test_a_damaged_database_is_set_aside_with_what_belongs_to_it(tmp_path: Path) -> None:
    home = own_home(tmp_path)
    home.mkdir()
    for name in ("prefect.db", "prefect.db-wal", "prefect.db-shm", "profiles.toml"):
        (home / name).write_text("garbage")
    told = mend_database(home / "prefect.db", tmp_path, NOON)
    place = tmp_path / "damaged" / "20261122T120000"
    assert told == (
        f"{home / 'prefect.db'}: Prefect cannot use it (file is not a database); "
        f"it now lies in {place}, and the run begins a new one"
    )
    assert sorted(path.name for path in place.iterdir()) == ["prefect.db", "prefect.db-shm", "prefect.db-wal"]
    assert [path.name for path in home.iterdir()] == ["profiles.toml"]


def test_a_sound_database_stays(tmp_path: Path) -> None:
    path = make_database(own_home(tmp_path) / "prefect.db", VERSIONS, FIRST)
    assert mend_database(path, tmp_path, NOON) is None
    assert path.exists()


def test_a_damaged_database_of_the_operators_own_is_left_to_him(tmp_path: Path) -> None:
    (tmp_path / "prefect.db").write_text("garbage")
    with pytest.raises(ConfigurationError, match=r"file is not a database.*another PREFECT_HOME"):
        mend_database(tmp_path / "prefect.db", tmp_path / "data", NOON)
    assert (tmp_path / "prefect.db").exists()


def test_a_home_that_is_a_file_is_a_disk_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "prefect").write_text("")
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    with pytest.raises(DiskError, match="Prefect keeps its state here: File exists"):
        require_home()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_that_cannot_be_written_is_a_disk_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "prefect").mkdir(mode=0o500)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    with pytest.raises(DiskError, match="the folder cannot be written"):
        require_home()


def test_the_operators_own_settings_win(tmp_path: Path) -> None:
    environ = {"PREFECT_LOGGING_LEVEL": "DEBUG"}
    prepare_environment(tmp_path, environ)
    assert environ["PREFECT_LOGGING_LEVEL"] == "DEBUG"
    assert environ["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert environ["PREFECT_HOME"] == str(tmp_path / "prefect")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, "127.0.0.1"),
        ({"NO_PROXY": "intranet.example"}, "intranet.example,127.0.0.1"),
        ({"no_proxy": "a.example", "NO_PROXY": "b.example"}, "a.example,127.0.0.1"),
    ],
)
def test_the_temporary_server_is_behind_no_proxy(tmp_path: Path, before: dict[str, str], after: str) -> None:
    environ = dict(before)
    prepare_environment(tmp_path, environ)
    assert environ["no_proxy"] == after


# Prefect reads its environment when it is imported, which takes a second, and again when it is told to. What it refuses
# comes first: it is not imported then.
READ = """
import json, os, sys
from extractors.errors import ClaimwatchError
from flows.prefect_home import read_prefect_settings
imported = False
for environment in json.load(sys.stdin):
    os.environ.clear()
    os.environ.update(environment)
    try:
        if imported:
            from prefect.context import refresh_global_settings_context
            refresh_global_settings_context()
        found = read_prefect_settings()
        imported = True
        print(found.api_url, found.database)
    except ClaimwatchError as error:
        print(error.exit_code, error)
"""
SETTINGS = (
    ({"PREFECT_LOGGING_LEVEL": "LOUD"}, "", "4 Prefect's settings: level: Input should be 'DEBUG', "),
    ({}, "garbage", "4 Prefect's settings: "),
    ({}, "", "None {home}/prefect.db"),
    ({"PREFECT_API_URL": "http://127.0.0.1:9/api"}, "", "http://127.0.0.1:9/api {home}/prefect.db"),
    ({"PREFECT_SERVER_DATABASE_CONNECTION_URL": "sqlite+aiosqlite:////x/y.db"}, "", "None None"),
)


def test_what_prefects_settings_say_is_read_as_prefect_reads_it(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environments, expected = [], []
    for number, (settings, profile, said) in enumerate(SETTINGS):
        home = tmp_path / f"{number}"
        home.mkdir()
        if profile:
            (home / "profiles.toml").write_text(profile)
        environments.append({**kept, "PREFECT_HOME": str(home), **settings})
        expected.append(said.format(home=home))
    answer = subprocess.run(
        [sys.executable, "-c", READ], input=json.dumps(environments), capture_output=True, text=True, check=False
    )
    lines = answer.stdout.splitlines()
    assert [line[: len(said)] for line, said in zip(lines, expected, strict=True)] == expected, answer.stderr
    assert lines[2:] == expected[2:]  # what is accepted, to the end of the line
    assert "Traceback" not in answer.stderr
