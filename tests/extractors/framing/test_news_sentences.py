"""Sentences put together as news puts them: what a careful reader says of each of their figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from marked import mistakes

from extractors.records import Lang
from extractors.rulebook import Rulebook

PUBLISHED = date(2025, 8, 20)


def read_sections(path: Path) -> dict[str, list[str]]:
    """The marked sentences of a file by the field that its section "[field]" names."""
    sections: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            sections[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            sections[list(sections)[-1]].append(line.replace("⏎", "\n"))
    return sections


@pytest.mark.parametrize(("lang", "file"), [("en", "news_en.txt"), ("en", "business_en.txt"), ("zh", "news_zh.txt")])
def test_every_figure_says_what_a_reader_would(rulebook: Rulebook, lang: Lang, file: str) -> None:
    sections = read_sections(Path(__file__).with_name(file))
    found = {field: mistakes(rulebook, marked, field, lang, PUBLISHED) for field, marked in sections.items()}
    assert {field: wrong for field, wrong in found.items() if wrong} == {}
