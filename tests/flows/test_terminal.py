"""What a person at the terminal sees of a run, at every width, on a terminal and through a pipe."""

from __future__ import annotations

import io
import os
import pty
import select
from collections.abc import Iterator
from typing import IO

import pytest

from flows.outcome import RunOutcome, SourceOutcome
from flows.terminal import build_sources_table, print_outcome, show_progress
from warehouse.screen import display_width

DEAD = "refuses every connection, to show what a dead source looks like"
SOURCES = (
    SourceOutcome("the_wire", "ok", None, 120, 12, 11, {"404 (Not Found)": 1}),
    SourceOutcome("old_paper", "stale", "newest entry 2020-04-28", 2, 0, 0, {}),
    SourceOutcome("silent_press", "failed", "连接被拒绝", 0, 0, 0, {}, broken_by_design=DEAD),
)
COUNTS = {"fetched": 11, "articles": 10, "claims": 64, "quarantined": 0}
RECOVERED = {"recovered_batches": 2, "recovered_articles": 12, "recovered_claims": 80}


def test_through_a_pipe_a_source_is_one_line() -> None:
    assert build_sources_table(SOURCES, None) == [
        "source        state   announced  new  fetched",
        "the_wire      ok            120   12       11  1 × 404 (Not Found)",
        "old_paper     stale           2    0        0  newest entry 2020-04-28",
        f"silent_press  failed          0    0        0  broken by design: {DEAD} (连接被拒绝)",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_the_table_fits_every_screen_and_loses_no_word(width: int) -> None:
    lines = build_sources_table(SOURCES, width)
    assert all(display_width(line) <= width for line in lines)
    said = " ".join(" ".join(lines).split())
    for word in ("the_wire", "stale", "120", *DEAD.split(), "2020-04-28"):
        assert word in said


def test_only_states_are_coloured() -> None:
    painted = build_sources_table(SOURCES, None, colours=True)
    assert painted[1].startswith("the_wire      \x1b[32mok    \x1b[0m  ")
    assert "\x1b[33mstale " in painted[2]
    assert "\x1b[31mfailed" in painted[3]
    assert "\x1b" not in painted[0]


def test_an_outcome_without_a_copy_is_sources_and_counts() -> None:
    stream = io.StringIO()
    print_outcome(RunOutcome("r", SOURCES, COUNTS | RECOVERED, {"the_wire": 12}), stream)
    assert stream.getvalue().splitlines()[-2:] == [
        "11 pages fetched · 10 articles and 64 claims new · 0 quarantined",
        "12 articles and 80 claims of an interrupted run recovered: the_wire 12",
    ]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, IO[str]]]:
    """Our end of a real terminal, and the stream that a command writes to."""
    monkeypatch.setenv("COLUMNS", "0")
    monkeypatch.setenv("TERM", "xterm")
    master, slave = pty.openpty()
    with os.fdopen(slave, "w", encoding="utf-8") as stream:
        yield master, stream
    os.close(master)


def read_all(master: int) -> str:
    shown = b""
    while select.select([master], [], [], 0.2)[0]:
        shown += os.read(master, 1 << 16)
    return shown.decode()


def test_a_terminal_shows_a_bar_for_each_stage_and_what_is_at_hand(terminal: tuple[int, IO[str]]) -> None:
    master, stream = terminal
    with show_progress(stream) as progress:
        progress("fetch", 3, 8, "[/red] the_wire " * 20)
    shown = read_all(master)
    assert "fetching pages" in shown
    assert "3/8" in shown
    assert "[/red] the_wire" in shown  # as it is, whatever it looks like
    assert "…" in shown  # cut, where it would have taken a second line


def test_a_pipe_gets_one_line_for_each_stage() -> None:
    stream = io.StringIO()
    with show_progress(stream) as progress:
        for done in range(3):
            progress("fetch", done, 2, "page")
        progress("load", 0, 2, "batch")
    assert stream.getvalue().splitlines() == ["fetching pages …", "loading batches …"]
