"""What `claimwatch doctor` says of damage of every kind, and what its repair brings back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from desks import IN_THIS_PROCESS, UP_TO_THE_LOAD, WITHOUT_REPORT, Desk, make_desk, open_press

from extractors.errors import UsageError
from flows.cli import run_command
from flows.upkeep.repair import Repaired, build_repair_line, repair
from warehouse import ledger
from warehouse.corrections import DROPPED, correct_claims
from warehouse.database import lock_warehouse, open_warehouse
from warehouse.publishing import publish

WIRE, GONGYE = "sample_wire", "sample_gongye_ribao"
NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk that has run once and has one correction; its publishers are gone."""
    with open_press((WIRE, GONGYE), newest=3) as press:
        desk = make_desk(tmp_path_factory.mktemp("doctor") / "desk", press)
        assert desk.run(UP_TO_THE_LOAD).exit_code == 0
    with open_warehouse(desk.data, command="test") as warehouse:
        claim = warehouse.connection.execute("SELECT min(claim_id) FROM claim_readings").fetchall()[0][0]
        correct_claims(warehouse, [claim], {"fate": DROPPED}, by="ann", at=NOW)
    publish(desk.data)
    return desk


@pytest.fixture
def patient(loaded: Desk, tmp_path: Path) -> Desk:
    """The same data, to be damaged."""
    return loaded.copy(tmp_path / "data")


def call(desk: Desk, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[str]]:
    code = run_command(["--config", str(desk.config), "--data", str(desk.data), "doctor", *options])
    return code, capsys.readouterr().out.splitlines()


def mend(desk: Desk) -> Repaired:
    line = replace(build_repair_line(desk.paths, desk.read_settings(), lambda *_: None), **IN_THIS_PROCESS)
    with lock_warehouse(desk.data, command="doctor") as lock:
        return repair(line, lock, NOW, WITHOUT_REPORT)


def write(desk: Desk, *statements: str) -> None:
    with duckdb.connect(str(desk.data / "warehouse.duckdb")) as connection:
        for statement in statements:
            connection.execute(statement)


def batch_of(desk: Desk, source: str) -> str:
    return next(name for name in ledger.read_acknowledged(desk.data) if name.endswith(source))


def segment_of(desk: Desk, source: str) -> Path:
    return next((desk.data / "archive" / source).glob("*.warc.gz"))


def test_what_is_well_is_said_in_a_line_a_part_and_nothing_is_repaired(
    patient: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in patient.data.glob("*.duckdb")}
    code, lines = call(patient, capsys, "--repair")
    assert code == 0
    assert [line.split()[:2] for line in lines[:-1]] == [
        ["ok", part] for part in ("warehouse:", "readers'", "archive:", "staging:", "runs:", "schedule:", "disk:")
    ]
    assert lines[-1] == "nothing to repair"
    assert {path: path.read_bytes() for path in patient.data.glob("*.duckdb")} == before
    with lock_warehouse(patient.data, command="claimwatch run"):
        assert call(patient, capsys)[0] == 6


def test_a_folder_without_anything_is_no_patient(tmp_path: Path, loaded: Desk) -> None:
    assert run_command(["--config", str(loaded.config), "--data", str(tmp_path), "doctor"]) == 2


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for offset in range(3 * 4096, len(data) - 262_144, 262_144):
        data[offset + 5000] ^= 0xFF
    path.write_bytes(data)


def spoil_segment(desk: Desk) -> None:
    data = bytearray(segment_of(desk, WIRE).read_bytes())
    data[3000:3010] = b"X" * 10
    segment_of(desk, WIRE).write_bytes(data)


def add_stranger(desk: Desk) -> None:
    (desk.data / "archive" / "nobody").mkdir()
    shutil.copyfile(segment_of(desk, WIRE), desk.data / "archive" / "nobody" / "20260101T000000-nobody.warc.gz")


def spoil_rows(desk: Desk) -> None:
    write(
        desk,
        f"DELETE FROM claim_readings WHERE number = 0 AND batch_id = '{batch_of(desk, WIRE)}'",
        f"UPDATE articles SET text = text || '.' WHERE batch_id = '{batch_of(desk, GONGYE)}'",
    )
    ledger.acknowledge(desk.data, ["20260101T000000-0000-x"])


def spoil_archive(desk: Desk) -> None:
    spoil_segment(desk)
    segment_of(desk, GONGYE).unlink()


def leave_things(desk: Desk) -> None:
    """What a killed run leaves, and what somebody put where it does not belong."""
    add_stranger(desk)
    segment_of(desk, WIRE).with_suffix(".gz.part").write_bytes(b"x")
    (desk.data / "staging" / "mine").mkdir()
    (desk.data / "corrections.jsonl").write_text('[{"corr')
    write(desk, "UPDATE runs SET state = 'running', finished = NULL")


# What is done to the data, the exit code, and the lines that say so.
DAMAGES: dict[str, tuple[Callable[[Desk], Any], int, tuple[str, ...]]] = {
    "rows": (
        spoil_rows,
        7,
        (
            "WRONG     batch 20260101T000000-0000-x: it was loaded and is not in the warehouse any more; ",
            "-sample_wire: claim_readings ",
            ": the text of http://127.0.0.1",
        ),
    ),
    "bits": (
        lambda desk: flip(desk.data / "warehouse.duckdb"),
        7,
        ("warehouse.duckdb: the database file is damaged (",),
    ),
    "file": (
        lambda desk: (desk.data / "warehouse.duckdb").unlink(),
        7,
        ("warehouse.duckdb: the file is gone, and 2 loaded batches with it; `claimwatch doctor --repair` brings it",),
    ),
    "copy": (
        lambda desk: flip(desk.data / "claimwatch.duckdb"),
        7,
        ("claimwatch.duckdb: the database file is damaged (",),
    ),
    "no copy": (
        lambda desk: (desk.data / "claimwatch.duckdb").unlink(),
        7,
        ("there is no readers' copy; `claimwatch",),
    ),
    "check": (
        lambda desk: write(desk, "UPDATE claim_readings SET low = high + 1 WHERE high IS NOT NULL"),
        8,
        ("WRONG     check intervals_are_sound: ",),
    ),
    "archive": (
        spoil_archive,
        7,
        (
            "the file is gone, and 3 pages that were loaded with it; restore it from a backup",
            "-sample_wire.warc.gz: is not what was loaded; ",
        ),
    ),
    "left over": (
        leave_things,
        0,
        (
            "note      archive/nobody: 1 segments that were not loaded, and config/ has no file for their source; ",
            ".part: half written by a run that ended; the next run sees to it",
            "note      staging/mine: is no whole batch (no manifest); ",
            "note      corrections.jsonl: 1 rows of the warehouse are not in it; ",
            "note      corrections.jsonl: 1 lines cannot be read; ",
            ": its process is gone, and it is not marked as crashed yet; ",
        ),
    ),
}


def test_each_damage_is_one_line_with_what_to_do(
    loaded: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, (damage, expected, said) in DAMAGES.items():
        desk = loaded.copy(tmp_path / name)
        damage(desk)
        code, lines = call(desk, capsys)
        assert (name, code) == (name, expected), lines
        for words in said:
            assert sum(words in line for line in lines) == 1, (words, lines)


def test_a_wrong_schedule_is_told_with_its_line(patient: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    schedule = patient.config / "schedule.yaml"
    schedule.write_text("others: 7 o'clock\n")
    code, lines = call(patient, capsys, "--json")
    schedule.unlink()
    document = json.loads("\n".join(lines))
    (finding,) = next(part["findings"] for part in document["parts"] if part["part"] == "schedule")
    assert (code, document["exit_code"]) == (4, 4)
    assert "schedule.yaml:1" in finding["what"]
    assert finding["remedy"] == "correct schedule.yaml"


def spoil_batches(desk: Desk) -> tuple[str, str]:
    """One batch loses rows, another all of them and its place in the ledger, as with a deleted write-ahead log."""
    wire, gongye = batch_of(desk, WIRE), batch_of(desk, GONGYE)
    tables = (
        "source_checks",
        "feed_states",
        "entries",
        "articles",
        "readings",
        "claim_readings",
        "segments",
        "batches",
    )
    write(
        desk,
        f"DELETE FROM claim_readings WHERE number = 0 AND batch_id = '{wire}'",
        *(f"DELETE FROM {table} WHERE batch_id = '{gongye}'" for table in tables),
    )
    return wire, gongye


def rows_of(desk: Desk) -> list[tuple[Any, ...]]:
    return desk.ask("SELECT * FROM claim_readings ORDER BY claim_id, rulebook")


def test_damaged_and_lost_batches_come_back_from_the_readers_copy_as_they_were(patient: Desk) -> None:
    before, rows = patient.digest(), rows_of(patient)
    wire, gongye = spoil_batches(patient)
    done = mend(patient)
    assert {f"batch {name}: put back from the readers' copy" for name in (wire, gongye)} <= set(done.lines)
    assert patient.digest() == before
    assert rows_of(patient) == rows  # with their runs and batches
    assert done.outcome.counts["recovered_batches"] == 0


def test_without_a_copy_they_are_read_again_from_the_archive_and_twice_is_once(
    patient: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    before = patient.digest()
    wire, gongye = spoil_batches(patient)
    (patient.data / "claimwatch.duckdb").unlink()
    folder = patient.data / "archive" / WIRE
    moved = folder.rename(folder.with_name("forgotten"))
    with pytest.raises(UsageError, match=r"write config/sources/forgotten\.yaml"):
        mend(patient)  # and nothing is given up
    moved.rename(folder)
    done = mend(patient)
    assert {f"batch {name}: its pages were read again from archive/" for name in (wire, gongye)} <= set(done.lines)
    assert patient.digest() == before
    assert patient.ask("SELECT count(*), count(DISTINCT claim_id) FROM corrections") == [(1, 1)]
    assert call(patient, capsys, "--repair")[1][-1] == "nothing to repair"


def test_a_damaged_file_gives_way_to_the_copy_and_is_kept(patient: Desk) -> None:
    before = patient.digest()
    flip(patient.data / "warehouse.duckdb")
    done = mend(patient)
    assert done.lines[0].endswith("/damaged/20261122T060000; the readers' copy takes its place")
    assert (patient.data / "damaged" / "20261122T060000" / "warehouse.duckdb").exists()
    assert patient.digest() == before
