"""A small running press and a desk that watches it; the rulebook of the shipped configuration."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import SMALL, Desk, make_desk, open_press

from extractors.rulebook import Rulebook
from flows.catalogue.compiling import compile_rulebook
from flows.catalogue.reading import read_catalogue
from flows.press.server import PressServer

CONFIG = Path(__file__).resolve().parents[2] / "config"


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return compile_rulebook(read_catalogue(CONFIG).rulebook_data())


@pytest.fixture
def small_press() -> Iterator[PressServer]:
    with open_press(SMALL, newest=4) as press:
        yield press


@pytest.fixture
def desk(tmp_path: Path, small_press: PressServer) -> Desk:
    return make_desk(tmp_path / "desk", small_press)
