"""The words of the interface, in every language it speaks, from one catalogue: `templates/words.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

LANGUAGES = ("en", "zh")  # in the order of the columns of the catalogue


@cache
def read_words(language: str) -> Mapping[str, str]:
    """The words of `language` by their names: `read_words("zh")["nav.sources"]` gives "来源"."""
    text = files("warehouse").joinpath("templates", "words.yaml").read_text(encoding="utf-8")
    column = LANGUAGES.index(language)
    groups: dict[str, dict[str, list[Any]]] = yaml.safe_load(text)
    return MappingProxyType(
        {f"{group}.{name}": str(row[column]) for group, words in groups.items() for name, row in words.items()}
    )
