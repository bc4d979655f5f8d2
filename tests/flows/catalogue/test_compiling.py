"""Mistakes in the words of config/ are told as such, in one line."""

from __future__ import annotations

import copy
import cProfile
from pathlib import Path
from typing import Any

import pytest

from extractors.claims import extract_claims
from extractors.errors import ConfigurationError
from extractors.records import Article
from extractors.rulebook_version import find_version
from flows.catalogue.compiling import compile_rulebook, late_rulebook, prove_rulebook
from flows.catalogue.reading import read_catalogue
from flows.settings import PROJECT


@pytest.fixture(scope="module")
def shipped() -> dict[str, Any]:
    return read_catalogue(PROJECT / "config").rulebook_data()


def test_the_shipped_words_compile(shipped: dict[str, Any]) -> None:
    assert compile_rulebook(shipped).version


def test_what_compiled_once_is_not_compiled_again(shipped: dict[str, Any], tmp_path: Path) -> None:
    """A run's parent needs the version alone: with the proof in the cache it starts without compiling."""
    cache = tmp_path / "cache"
    version = prove_rulebook(shipped, cache)
    assert version == compile_rulebook(shipped).version
    assert [path.name for path in cache.iterdir()] == [f"compiles-{version}"]
    with cProfile.Profile() as profile:
        assert prove_rulebook(shipped, cache) == version
    names = {entry.code.co_name for entry in profile.getstats() if not isinstance(entry.code, str)}
    assert "prove_rulebook" in names
    assert "build_rulebook" not in names


def test_a_language_is_compiled_when_its_first_text_is_read(shipped: dict[str, Any], tmp_path: Path) -> None:
    rulebook = late_rulebook(shipped, tmp_path)
    article = Article("a", None, None, None, None, "en", None, None, "Larkspur sold 300 cranes in 2024.")
    with cProfile.Profile() as profile:
        assert [claim.low for claim in extract_claims(article, rulebook)] == [300]
    asked = [entry for entry in profile.getstats() if getattr(entry.code, "co_name", "") == "build_period_rules"]
    assert [entry.callcount for entry in asked] == [1]
    assert (rulebook.version, set(rulebook.languages)) == (find_version(shipped), {"en", "zh"})
    with pytest.raises(KeyError):
        rulebook.languages["fr"]  # type: ignore[index]


def test_what_is_wrong_in_a_language_that_no_text_is_in_is_told_all_the_same(
    shipped: dict[str, Any], tmp_path: Path
) -> None:
    data = copy.deepcopy(shipped)
    del data["languages"]["zh"]["periods"]
    with pytest.raises(ConfigurationError, match="'periods' is missing"):
        late_rulebook(data, tmp_path)


def test_a_changed_word_is_proved_again(shipped: dict[str, Any], tmp_path: Path) -> None:
    first = prove_rulebook(shipped, tmp_path)
    data = copy.deepcopy(shipped)
    data["entities"] = data["entities"][:-1]
    second = prove_rulebook(data, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [f"compiles-{second}"] != [f"compiles-{first}"]
    del data["languages"]["en"]["periods"]
    with pytest.raises(ConfigurationError, match="'periods' is missing"):
        prove_rulebook(data, tmp_path)


def test_a_cache_that_cannot_be_written_costs_time_only(shipped: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert prove_rulebook(shipped, tmp_path / "cache") == compile_rulebook(shipped).version


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
