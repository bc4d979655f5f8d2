"""The catalogue of interface words."""

from __future__ import annotations

import re
from pathlib import Path

from warehouse.pages.words import LANGUAGES, read_words

PROJECT = Path(__file__).parents[3]
SAID = re.compile(r"""\b(?:w|say)\(\s*["']([a-z_]+\.[a-z_]+)["']\s*[,)]""")
COUNTED = re.compile(r"""\.count\([^()]*, ["']([a-z_]+)["']\)""")
# Groups that values of the data choose from, and those that a page chooses by its own name.
BY_VALUE = {
    "basis", "hold", "health", "kind", "modality", "nav", "outcome", "per", "period", "scope", "script",
    "subjects", "tier", "unit",
}  # fmt: skip
CHINESE = re.compile(r"[㐀-鿿]")


def read_sources() -> str:
    folders = ("templates/*.html", "pages/*.py", "daily_digest/*.py")
    files = [file for folder in folders for file in (PROJECT / "warehouse").glob(folder)]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_every_word_that_a_page_says_is_there_and_none_is_left_over() -> None:
    text = read_sources()
    said = set(SAID.findall(text))
    for name in COUNTED.findall(text):
        said |= {f"count.{name}", f"count.{name}s"}
    said |= {f"mark.{name}" for name in re.findall(r'words\["mark\.([a-z]+)"\]', text)}
    known = set(read_words("en"))
    assert said - known == set()
    assert {name for name in known - said if name.split(".")[0] not in BY_VALUE} == set()


def test_no_word_is_missing_in_either_language_and_none_is_in_the_wrong_one() -> None:
    english, chinese = (read_words(language) for language in LANGUAGES)
    assert set(english) == set(chinese)
    for name, word in english.items():
        assert word.strip() or name == "mark.space", name
        assert not CHINESE.search(word) or name == "nav.elsewhere", name
    for name, word in chinese.items():
        assert word.strip() or name == "mark.space", name
        symbols = {"unit.percent", "nav.elsewhere", "mark.comma", "mark.colon", "mark.space"}
        assert CHINESE.search(word) or name in symbols or not re.search("[a-z]{3}", re.sub(r"{\w+}", "", word)), name


def test_both_languages_fill_in_the_same_values() -> None:
    english, chinese = (read_words(language) for language in LANGUAGES)
    for name, word in english.items():
        assert set(re.findall(r"{(\w+)}", word)) == set(re.findall(r"{(\w+)}", chinese[name])), name
