"""A small running press and a desk that watches it; the rulebook of the shipped configuration."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import SMALL, Desk, make_desk, open_press
from shipped import shipped_rulebook

from extractors.rulebook import Rulebook
from flows.press.server import PressServer


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return shipped_rulebook()


@pytest.fixture
def small_press() -> Iterator[PressServer]:
    with open_press(SMALL, newest=4) as press:
        yield press


@pytest.fixture
def desk(tmp_path: Path, small_press: PressServer) -> Desk:
    return make_desk(tmp_path / "desk", small_press)
