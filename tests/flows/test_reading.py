"""The rules that a process reads by: compiled once, and again when it is told others."""

from __future__ import annotations

from typing import Any

import pytest
from shipped import shipped_catalogue

from flows import reading

NO_WORDS: dict[str, Any] = {"units": [], "metrics": [], "entities": [], "languages": {}}


def test_rules_are_compiled_again_only_where_they_are_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_rules", None)
    reading.start_worker(NO_WORDS, [])
    first = reading._rules
    reading.start_worker(dict(NO_WORDS), [])
    assert reading._rules is first
    reading.start_worker(NO_WORDS, shipped_catalogue().data["topics"])
    assert reading._rules is not first
