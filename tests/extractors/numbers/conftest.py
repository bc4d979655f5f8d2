"""The rules as shipped, compiled once, and a short way to say what a sentence gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors.numbers.quantities import QuantityRules, build_quantity_rules, find_quantities
from extractors.records import Lang, Quantity

CONFIG = Path(__file__).resolve().parents[3] / "config"


@pytest.fixture(scope="session")
def unit_entries() -> list[Mapping[str, Any]]:
    """All entries of config/units/."""
    files = sorted((CONFIG / "units").glob("*.yaml"))
    return [entry for file in files for entry in yaml.safe_load(file.read_text(encoding="utf-8"))]


@pytest.fixture(scope="session")
def languages() -> dict[str, Mapping[str, Any]]:
    """Both language files."""
    return {
        lang: yaml.safe_load((CONFIG / f"languages/{lang}.yaml").read_text(encoding="utf-8")) for lang in ("en", "zh")
    }


@pytest.fixture(scope="session")
def rules(unit_entries: Sequence[Mapping[str, Any]], languages: Mapping[str, Mapping[str, Any]]) -> QuantityRules:
    """The shipped rules."""
    return build_quantity_rules(unit_entries, languages)


@pytest.fixture(scope="session")
def read(rules: QuantityRules) -> Callable[[str, Lang], tuple[Quantity, ...]]:
    """The quantities of a text."""
    return lambda text, lang: find_quantities(text, lang, rules)
