"""The rulebook of the shipped configuration, and short ways to read a text with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from shipped import shipped_catalogue, shipped_rulebook

from extractors.claims import extract_claims
from extractors.records import Article, Claim, Lang
from extractors.rulebook import Rulebook


@pytest.fixture(scope="session")
def config_data() -> dict[str, Any]:
    """The configuration as plain data."""
    return shipped_catalogue().rulebook_data()


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return shipped_rulebook()


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
