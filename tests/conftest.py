"""Order of the whole suite, and the interrupts that its tests send."""

from __future__ import annotations

import signal

import pytest

# A shell starts what it runs in the background with interrupts ignored, which every process below would inherit.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow tests first: at the end one of them would keep one core busy while the others are done."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
