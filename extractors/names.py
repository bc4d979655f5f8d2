"""Names in a text: known ones from the gazetteer, and unlisted ones read from the text itself."""

from __future__ import annotations

import re

from extractors.chinese_names import chinese_names
from extractors.english_names import english_names
from extractors.gazetteer import Gazetteer, find_known_names
from extractors.mentions import Mention, from_known, merge
from extractors.name_rules import NameRules

PLACE_LINK = re.compile(r",\s+(?:and\s+)?(?:the\s+)?|\s+and\s+(?:the\s+)?|\s?\+\s?")
LOCATED = re.compile(r"\b(?:in|across|throughout|within)\s+(?:the\s+)?$")


def find_names(text: str, lang: str, gazetteer: Gazetteer, rules: NameRules) -> tuple[Mention, ...]:
    """All names from left to right, without overlaps; known spellings win unless an unlisted name is longer.

    `"Keenon Robotics shipped 500 units in Japan"` gives Keenon Robotics (company) and Japan (place).
    """
    known = [from_known(mention) for mention in find_known_names(text, gazetteer)]
    unlisted = english_names(text, rules) if lang == "en" else chinese_names(text, rules)
    return _join_places(text, merge(text, known, unlisted)) if lang == "en" else merge(text, known, unlisted)


def _join_places(text: str, names: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """ "across the EU, EFTA and UK" is one area: a list of places behind "in" or "across" becomes one mention, as
    written.
    """
    joined: list[Mention] = []
    run: list[Mention] = []
    for name in names:
        if run and not _is_listed(text, run[0], run[-1], name):
            joined.extend(_one_area(text, run))
            run = []
        if name.is_place or run:
            run.append(name)
        else:
            joined.append(name)
    return (*joined, *_one_area(text, run))


def _one_area(text: str, run: list[Mention]) -> list[Mention]:
    """A list of places as one mention if "and" closes it."""
    if len(run) < 2 or not re.search(r"\band\b|\+", text[run[-2].end : run[-1].start]):
        return run
    return [Mention(run[0].start, run[-1].end, text[run[0].start : run[-1].end], "place")]


def _is_listed(text: str, first: Mention, last: Mention, name: Mention) -> bool:
    """Whether a place or an acronym goes on with a list that "in" or "across" opened."""
    between = text[last.end : name.start]
    if (
        first.adjective
        or not PLACE_LINK.fullmatch(between)
        or name.adjective
        or not (name.is_place or name.name.isupper())
    ):
        return False
    return between.strip() == "+" or LOCATED.search(text[max(0, first.start - 16) : first.start].lower()) is not None
