"""How wide the screen is said to be."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import struct
import termios
from collections.abc import Iterator
from typing import IO

import pytest

from flows.screen import find_width, shows_colours


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[IO[str]]:
    """A real terminal of 132 columns; nothing else says anything of widths or colours."""
    for name in ("COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    master, slave = pty.openpty()
    resize(slave, 132)
    with os.fdopen(slave, "w", encoding="utf-8") as stream:
        yield stream
    os.close(master)


def resize(descriptor: int, columns: int) -> None:
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))


def test_a_terminal_knows_its_width(terminal: IO[str]) -> None:
    assert find_width(terminal) == 132


@pytest.mark.parametrize("columns", [0, 1])
def test_a_terminal_that_knows_no_width_has_the_usual_one(terminal: IO[str], columns: int) -> None:
    resize(terminal.fileno(), columns)
    assert find_width(terminal) == 80


def test_a_pipe_has_no_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert find_width(io.StringIO()) is None


@pytest.mark.parametrize(
    ("columns", "width"), [("100", 100), ("0", 132), ("-5", 132), ("3", 132), ("wide", 132), ("", 132)]
)
def test_columns_decides_where_it_is_a_width(
    terminal: IO[str], monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert find_width(terminal) == width


def test_columns_counts_for_a_pipe_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert find_width(io.StringIO()) == 60


def test_only_a_terminal_that_can_shows_colours(terminal: IO[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert shows_colours(terminal)
    assert not shows_colours(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not shows_colours(terminal)
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not shows_colours(terminal)
