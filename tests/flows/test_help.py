"""The help of every command has an example, and the example works as it is written."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from desks import make_desk, open_press
from warm import warm_program

from flows.cli import cli, run_command
from flows.settings import PROJECT
from warehouse.report_assets import save_vega

ASKED = "nbs_rss"  # the source that the examples name; here one of the sample press goes by it
PLAYED_BY = "sample_figures_desk"
COMMANDS = [
    *([name] for name in ("run", "report", "sql", "series", "metrics", "extract", "quantities", "explain", "clean")),
    *([name] for name in ("held", "correct", "targets", "find", "trace", "check", "reextract", "export", "backfill")),
    *([name] for name in ("import", "reconcile", "doctor", "backup", "restore")),
    *([name] for name in ("digest", "alerts", "calendar")),
    ["sources"],
    ["sources", "list"],
    ["sources", "check"],
    ["sources", "test"],
    ["metrics", "test"],
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where a user stands: one sample source is watched, its data is loaded, and `claimwatch` is on the path."""
    with open_press([PLAYED_BY]) as press:
        desk = make_desk(tmp_path_factory.mktemp("help") / "desk", press)
        source = desk.config / "sources" / f"{PLAYED_BY}.yaml"
        source.with_name(f"{ASKED}.yaml").write_text(source.read_text().replace(PLAYED_BY, ASKED))
        source.unlink()
        assert desk.run().exit_code == 0
        (desk.config / "releases").symlink_to(PROJECT / "config" / "releases")
        (desk.config.parent / "site" / "assets").mkdir(parents=True)
        save_vega(desk.config.parent / "site")  # where the example of `report` builds one, a second less
        program = desk.config.parent / "bin" / "claimwatch"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec {warm_program()} "$@"\n')
        program.chmod(0o755)
        yield desk.config.parent


def read_help(capsys: pytest.CaptureFixture[str], command: list[str]) -> str:
    assert run_command([*command, "--help"]) == 0
    return capsys.readouterr().out


def example_of(text: str) -> str:
    """What stands under "Example:", one command a line."""
    lines = text.partition("Example:\n")[2].splitlines()
    return "\n".join(line.strip() for line in lines).partition("\n\n")[0].strip()


def run_example(folder: Path, example: str) -> subprocess.CompletedProcess[str]:
    own = {"CLAIMWATCH_CONFIG": str(folder / "config"), "CLAIMWATCH_DATA": str(folder / "data")}
    quick = {
        "CLAIMWATCH_RETRIES": "0",
        "CLAIMWATCH_PER_HOST_DELAY": "0",
        "CLAIMWATCH_PUBLISH_TABLES": "false",
    }
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-e", "-c", example],
        env={**os.environ, **own, **quick, "PATH": path},
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_example_of_a_command_works_as_written(
    folder: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    example = example_of(read_help(capsys, command))
    assert " ".join(["claimwatch", *command]) in example
    more = {"run": " --plain", "backfill": " --plan"}.get(command[0], "")  # see test_prefect.py and test_backfill.py
    answer = run_example(folder, example.replace("technode", ASKED) + more)
    assert (answer.returncode, "Traceback" in answer.stderr) == (0, False), answer.stderr
    assert answer.stdout.strip()
    if command[0] in {"extract", "quantities", "clean"}:
        record: dict[str, Any] = json.loads(answer.stdout)
        assert record.get("claims") or record.get("quantities") or record.get("text")


def test_every_command_is_tried_here(capsys: pytest.CaptureFixture[str]) -> None:
    context = click.Context(cli)
    names = set(cli.list_commands(context))
    assert names == {command[0] for command in COMMANDS} | {
        "demo",
        "serve",
        "mcp",
    }  # see test_demo.py and test_prefect.py
    assert example_of(read_help(capsys, ["demo"])) == "claimwatch demo"
    assert example_of(read_help(capsys, ["serve"])) == "CLAIMWATCH_CONTACT=you@example.org claimwatch serve"
    assert example_of(read_help(capsys, ["mcp"])) == "claimwatch --data data/demo mcp"
    assert example_of(read_help(capsys, [])).startswith("claimwatch demo\n")


def test_a_long_example_stays_on_its_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert example_of(read_help(capsys, ["sql"])).count("\n") == 0
