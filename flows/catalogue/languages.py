"""The shape of config/languages/: for each language, named sections of words (numerals, months, verbs of change, …)."""

from __future__ import annotations

from typing import Any

from pydantic import RootModel


class Language(RootModel[dict[str, dict[str, Any] | list[Any]]]):
    """Sections of one language. What a section may hold is checked by the grammar that compiles it."""
