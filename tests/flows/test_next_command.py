"""What a message proposes to run next."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from flows.next_command import write_path, write_program


def test_a_path_is_short_where_it_lies_below_and_quoted_where_it_must_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert write_path(tmp_path / "data" / "demo") == "data/demo"
    assert write_path(tmp_path / "my data") == "'my data'"
    assert write_path(Path("/elsewhere/a")) == "/elsewhere/a"


def test_in_a_folder_that_is_gone_a_path_is_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert write_path(Path("/data/demo")) == "/data/demo"


def test_the_program_is_written_as_the_shell_finds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / ".venv" / "bin" / "claimwatch"
    program.parent.mkdir(parents=True)
    program.touch(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [str(program)])
    monkeypatch.setenv("PATH", "/nowhere")
    assert write_program() == ".venv/bin/claimwatch"
    monkeypatch.setenv("PATH", str(program.parent))
    assert write_program() == "claimwatch"
    monkeypatch.setattr(sys, "argv", ["flows/cli.py"])
    assert write_program() == "claimwatch"
