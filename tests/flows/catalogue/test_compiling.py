"""Mistakes in the words of config/ are told as such, in one line."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from extractors.errors import ConfigurationError
from flows.catalogue.compiling import compile_rulebook
from flows.catalogue.reading import read_catalogue
from flows.settings import PROJECT


@pytest.fixture(scope="module")
def shipped() -> dict[str, Any]:
    return read_catalogue(PROJECT / "config").rulebook_data()


def test_the_shipped_words_compile(shipped: dict[str, Any]) -> None:
    assert compile_rulebook(shipped).version


def test_a_missing_section_is_named(shipped: dict[str, Any]) -> None:
    data = copy.deepcopy(shipped)
    del data["languages"]["en"]["periods"]
    with pytest.raises(ConfigurationError, match="'periods' is missing"):
        compile_rulebook(data)


def test_a_missing_language_is_named(shipped: dict[str, Any]) -> None:
    data = {**shipped, "languages": {"zh": shipped["languages"]["zh"]}}
    with pytest.raises(ConfigurationError, match=r"languages/en\.yaml: is missing"):
        compile_rulebook(data)


def test_a_pattern_that_cannot_be_compiled_is_shown(shipped: dict[str, Any]) -> None:
    data = copy.deepcopy(shipped)
    broken = next(rule for rule in data["languages"]["en"]["periods"]["rules"] if "pattern" in rule)
    broken["pattern"] = "in the (year"
    with pytest.raises(ConfigurationError, match="cannot be compiled"):
        compile_rulebook(data)
