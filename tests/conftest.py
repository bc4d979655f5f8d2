"""Order of the whole suite."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow tests first: at the end one of them would keep one core busy while the others are done."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
