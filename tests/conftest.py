"""Options and order of the whole suite, the interrupts that its tests send, and the memory that they share."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator

import pytest
from made_once import share_in
from warm import end_warm_server

# A shell starts what it runs in the background with interrupts ignored, which every process below would inherit.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=100, help="how often flows/test_torture.py kills")
    parser.addoption("--histories", type=int, default=3, help="how many histories warehouse/test_histories.py makes up")
    parser.addoption("--seed", type=int, help="what both draw from; they always draw the same without it")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Modules with slow tests first, then those that start processes: at the end one of them would keep one core busy
    while the others are done. A module's tests stay together, so that what they share is made once.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow") is not None}
    items.sort(key=lambda item: (item.path not in slow, item.path.parent.name != "flows", item.path.as_posix()))


# Six thousand tests and their modules stay until the end: looking through them again and again for garbage takes a
# tenth of the time. Among what comes later there is little garbage: it is looked for every ten thousand objects, not
# every seven hundred, which takes three percent of the time.
gc.disable()
gc.set_threshold(10_000)


def pytest_collection_finish() -> None:
    gc.enable()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _warm_server() -> Iterator[None]:
    """Commands of the tests are forked from one process, which ends with the last of them."""
    yield
    end_warm_server()


@pytest.fixture(scope="session", autouse=True)
def _shared_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """All processes of the run find what `made_once` makes for them in one folder, which pytest removes."""
    base = tmp_path_factory.getbasetemp()
    share_in(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


def pytest_sessionfinish() -> None:
    gc.unfreeze()
