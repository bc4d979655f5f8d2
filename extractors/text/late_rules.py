"""The rules of a language, compiled when the first text in it is read: most readers meet one language only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from extractors.records import Lang

Rules = TypeVar("Rules")


class LateRules(Mapping[Lang, Rules]):
    """Languages with their rules; `build` is called once for each language, when somebody asks for it."""

    def __init__(self, languages: Iterable[Lang], build: Callable[[Lang], Rules]) -> None:
        self._languages = tuple(languages)
        self._build = build
        self._built: dict[Lang, Rules] = {}

    def __getitem__(self, lang: Lang) -> Rules:
        if lang not in self._built:
            if lang not in self._languages:
                raise KeyError(lang)
            self._built[lang] = self._build(lang)
        return self._built[lang]

    def __iter__(self) -> Iterator[Lang]:
        return iter(self._languages)

    def __len__(self) -> int:
        return len(self._languages)
