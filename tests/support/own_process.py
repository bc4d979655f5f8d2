"""Reading pages in the test's own process, for tests that are not about workers: these take a second each time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
from shipped import shipped_catalogue, shipped_rulebook

from extractors.topics import build_topic_rules
from flows import reading

IN_THIS_PROCESS: dict[str, Any] = {"jobs": 1, "page_seconds": None, "page_memory_mb": None}  # for `Desk.line`


@contextmanager
def read_in_this_process() -> Iterator[None]:
    """Lines with `IN_THIS_PROCESS` start no process in the block, and read by the shipped rules."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "start_worker", lambda *_data: setattr(reading, "_rules", _shipped()))
        yield


@cache
def _shipped() -> Any:
    return reading._Rules(shipped_rulebook(), build_topic_rules(shipped_catalogue().data["topics"]))
