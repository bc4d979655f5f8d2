"""The rulebook of the shipped configuration, and short ways to read a text with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors.claims import extract_claims
from extractors.records import Article, Claim, Lang
from extractors.rulebook import Rulebook, build_rulebook

CONFIG = Path(__file__).resolve().parents[3] / "config"


def _documents(folder: str) -> Iterable[Any]:
    for path in sorted((CONFIG / folder).glob("*.yaml")):
        yield yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _rows(folder: str, key: str) -> list[Any]:
    rows: list[Any] = []
    for document in _documents(folder):
        rows.extend(document if isinstance(document, list) else document[key])
    return rows


@pytest.fixture(scope="session")
def config_data() -> dict[str, Any]:
    """The configuration as plain data."""
    languages = {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for path in (CONFIG / "languages").glob("*.yaml")
    }
    return {
        "units": _rows("units", "units"),
        "languages": languages,
        "metrics": list(_documents("metrics")),
        "entities": _rows("entities", "entities"),
    }


@pytest.fixture(scope="session")
def rulebook(config_data: dict[str, Any]) -> Rulebook:
    return build_rulebook(config_data)


@pytest.fixture
def read(rulebook: Rulebook) -> Callable[..., dict[str, Claim]]:
    """`read(text, "2025-03-01")` gives the claims of an English or Chinese text by their quote."""

    def read_text(
        text: str, published: str | None = None, *, title: str | None = None, lang: Lang | None = None
    ) -> dict[str, Claim]:
        day = date.fromisoformat(published) if published else None
        article = Article("a", None, None, title, None, lang, day, None, text)
        return {claim.quote: claim for claim in extract_claims(article, rulebook)}

    return read_text
