"""A backup is taken while others read and write, is checked to its last byte, and a run goes on from it."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import UP_TO_THE_LOAD, WITHOUT_REPORT, Desk, make_desk, open_press

from flows.cli import run_command
from flows.press.server import PressServer
from warehouse.database import connect, lock_warehouse

SEGMENT = "archive/sample_wire"


@pytest.fixture(scope="module")
def press() -> Iterator[PressServer]:
    with open_press(("sample_wire",), newest=3) as server:
        yield server


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, press: PressServer) -> Desk:
    desk = make_desk(tmp_path_factory.mktemp("backup") / "desk", press)
    assert desk.run(WITHOUT_REPORT).exit_code == 0
    (desk.data / "corrections.jsonl").write_text("[]\n")
    return desk


def call(data: Path, *arguments: str) -> int:
    return run_command(["--data", str(data), *arguments])


def test_a_run_goes_on_from_what_was_restored(loaded: Desk, tmp_path: Path, press: PressServer) -> None:
    assert call(loaded.data, "backup", str(tmp_path / "kept.tar.gz")) == 0
    other = Desk(loaded.config, tmp_path / "elsewhere")
    assert call(other.data, "restore", str(tmp_path / "kept.tar.gz")) == 0
    assert other.digest() == loaded.digest()
    assert other.ask("SELECT count(*) > 0 FROM observations") == [(True,)]  # readers need no run for it
    outcome = other.run(UP_TO_THE_LOAD)
    assert (outcome.exit_code, outcome.counts["articles"], outcome.counts["segments_gone"]) == (0, 0, 0)
    assert other.digest() == loaded.digest()


def test_it_waits_for_a_run_that_writes_and_disturbs_no_reader(
    loaded: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = lock_warehouse(loaded.data, command="claimwatch run")
    assert call(loaded.data, "backup", str(tmp_path / "kept"), "--wait", "0") == 6
    assert "another run writes (process " in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    threading.Timer(0.2, run.release).start()
    with connect(loaded.data / "claimwatch.duckdb", read_only=True) as reader:
        assert call(loaded.data, "backup", str(tmp_path / "kept")) == 0
        assert reader.execute("SELECT count(*) FROM articles").fetchall() == loaded.ask("SELECT count(*) FROM articles")
    names = set(json.loads((tmp_path / "kept" / "manifest.json").read_text())["files"])
    assert {"warehouse.duckdb", "loaded.jsonl", "corrections.jsonl"} < names
    assert sum(name.startswith(SEGMENT) for name in names) == len(names) - 3 == 1


def test_what_is_there_is_never_overwritten(loaded: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place, other = tmp_path / "kept", tmp_path / "other"
    assert call(loaded.data, "backup", str(place)) == 0
    assert call(loaded.data, "backup", str(place)) == 2
    assert "exists already" in capsys.readouterr().err
    assert call(other, "restore", str(place)) == 0
    (other / "loaded.jsonl").write_text("what was there")
    assert call(other, "restore", str(place)) == 2
    assert "say --replace to set it aside" in capsys.readouterr().err
    assert call(other, "restore", str(place), "--replace") == 0
    assert [path.read_text() for path in other.glob("damaged/*/loaded.jsonl")] == ["what was there"]
    assert (other / "loaded.jsonl").read_bytes() == (loaded.data / "loaded.jsonl").read_bytes()


def test_a_spoiled_backup_is_named_and_nothing_gives_way_to_it(
    loaded: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, data = tmp_path / "whole", tmp_path / "data"
    assert call(loaded.data, "backup", str(whole)) == 0
    assert call(loaded.data, "backup", str(tmp_path / "whole.tar")) == 0
    shutil.copytree(loaded.data, data)
    before = {path: path.read_bytes() for path in data.rglob("*.duckdb")}

    def spoil(name: str, content: bytes | None) -> str:
        place = shutil.copytree(whole, tmp_path / "spoiled")
        if content is None:
            (place / name).unlink()
        else:
            (place / name).write_bytes(content)
        code = call(data, "restore", str(place), "--replace")
        shutil.rmtree(place)
        said = capsys.readouterr().err.splitlines()[-1]
        return f"{code} {said.partition('spoiled: ')[2]}"

    segment = next((whole / SEGMENT).iterdir()).relative_to(whole).as_posix()
    outside = json.dumps({"format": 1, "made_at": "", "batches": 0, "files": {"../x": {"bytes": 0, "sha256": ""}}})
    newer = json.dumps({"format": 2})
    assert spoil(segment, b"") == f"7 {segment} is not what was backed up; use another backup"
    assert spoil("loaded.jsonl", None) == "7 loaded.jsonl is not in it any more; use another backup"
    assert spoil("manifest.json", None) == "2 is no backup: it has no manifest.json"
    assert spoil("manifest.json", b"{").startswith("7 its manifest.json cannot be read (")
    assert spoil("manifest.json", outside.encode()) == "7 its manifest.json names a file outside of the data folder"
    assert spoil("manifest.json", newer.encode()) == "2 written by a newer claimwatch; update the program"
    cut = tmp_path / "cut.tar"
    cut.write_bytes((tmp_path / "whole.tar").read_bytes()[:200_000])
    assert call(data, "restore", str(cut), "--replace") in {2, 7}
    (tmp_path / "text.tar").write_text("no tar file")
    assert call(data, "restore", str(tmp_path / "text.tar"), "--replace") == 2
    assert capsys.readouterr().err.splitlines()[-1].endswith("text.tar: is no backup: neither a folder nor a tar file")
    assert {path: path.read_bytes() for path in data.rglob("*.duckdb")} == before


def test_nothing_cannot_be_backed_up_and_a_damaged_warehouse_is_not(loaded: Desk, tmp_path: Path) -> None:
    assert call(tmp_path / "none", "backup", str(tmp_path / "kept")) == 2
    data = shutil.copytree(loaded.data, tmp_path / "data")
    with (data / "loaded.jsonl").open("a") as file:
        file.write('{"batch": "20260101T000000-0000-lost"}\n')
    assert call(data, "backup", str(tmp_path / "kept")) == 7
    assert not (tmp_path / "kept").exists()
