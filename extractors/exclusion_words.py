"""The words that tell quantities from other numbers, compiled from `config/languages/*.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractors.amounts import Amount
from extractors.records import Lang

LONG_TIMES = frozenset({"day", "week", "month", "quarter", "year", "decade"})

_LIST_NUMBER = re.compile(r"[.、)）:：](?!\d)")


@dataclass(frozen=True, slots=True)
class ExclusionWords:
    """What is needed to tell quantities from other numbers in one language."""

    lang: Lang
    months: frozenset[str]
    year_before: frozenset[str]
    ranks_before: frozenset[str]
    glued_before: frozenset[str]
    one_counted_by: tuple[str, ...]
    names: re.Pattern[str]
    ordinal_after: re.Pattern[str]
    wanted_before: frozenset[str]
    wanted_after: tuple[str, ...]
    threshold: re.Pattern[str]
    function_words: frozenset[str]


def build_exclusions(
    words: Mapping[str, Any], vague: Mapping[str, Any], functions: frozenset[str], lang: Lang
) -> ExclusionWords:
    """Compiles the sections `not_quantities` and `vague` of a language file."""
    names = sorted((str(name).lower() for name in words.get("names", ())), key=len, reverse=True)
    ordinals = sorted(words.get("ordinal_after", ()), key=len, reverse=True)
    return ExclusionWords(
        lang=lang,
        months=frozenset(words.get("months", ())),
        year_before=frozenset(words.get("year_before", ())),
        ranks_before=frozenset(words.get("ranks_before", words.get("rank_before", ()))),
        glued_before=frozenset(words.get("glued_before", ())),
        one_counted_by=tuple(vague.get("one_counted_by", ())),
        names=re.compile("|".join(map(re.escape, names)) or r"(?!)"),
        ordinal_after=re.compile("|".join(map(re.escape, ordinals)) or r"(?!)"),
        wanted_before=frozenset(words.get("durations_wanted_before", words.get("durations_wanted", ()))),
        wanted_after=tuple(words.get("durations_wanted_after", ())),
        threshold=re.compile(
            r"(?:及?以上|及其以上|以下)?(?:级)?的?(?:" + "|".join(words.get("threshold_nouns", ["(?!)"])) + ")"
        ),
        function_words=functions,
    )


def is_list_number(text: str, amount: Amount) -> bool:
    start, end = amount.start, amount.end
    line_start = start == 0 or text[start - 1] == "\n"
    if line_start and _LIST_NUMBER.match(text, end) and amount.high < 200:
        return True
    return (
        text[start - 1 : start] in {"(", "["}
        and text[end : end + 1] in {")", "]"}
        and amount.high < 3000
        and not amount.first.signed
    )
