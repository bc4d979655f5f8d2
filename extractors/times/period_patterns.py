"""The rules of time of a language, compiled from `periods` of `config/languages/`, and where in a text they match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from extractors.text.openings import OpeningIndex, guarded
from extractors.times.period_groups import Vocabulary

TOLD_APART = 5  # characters that a rule's match begins with: "the f" leaves four rules of eighty to try
PLACEHOLDER = re.compile(r"\{([A-Z_]+)\}")


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """One rule of a language file."""

    name: str
    gives: str
    shift: int
    cumulative: bool
    as_of: bool
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class PeriodRules:
    """The rules of one language, the first to be tried first, with the words around a match that change its meaning."""

    heads: re.Pattern[str]  # where a time can begin
    rules: tuple[PeriodRule, ...]
    openings: OpeningIndex  # of the rules' patterns
    words: Vocabulary
    capitals: frozenset[str]  # "may", "march": months only when written with a capital
    before: re.Pattern[str]  # groups: asof, since, edge (start, end), baseline
    behind: re.Pattern[str]  # groups: edge, since
    measured: re.Pattern[str]  # what stands before "from 2023" where 2023 is a base: "up 3 percent"
    spoken: re.Pattern[str]  # what stands before a day of saying: "said on"
    speaks: re.Pattern[str]  # what stands behind it: 日发布
    announced: re.Pattern[str]  # of those the words of saying: 发布, not 举行
    released: re.Pattern[str]  # what stands before the month of a source: "a survey published in"


def build_period_rules(data: Mapping[str, Any]) -> PeriodRules:
    """Compiles the section `periods` of a language file."""
    words = data["words"]
    vocabulary = Vocabulary(
        months={str(key): int(value) for key, value in words["months"].items()},
        numbers={str(key): float(value) for key, value in words["numbers"].items()},
        relative={str(key): int(value) for key, value in words["relative"].items()},
        units={str(key): str(value) for key, value in words["units"].items()},
        weekdays={str(key): int(value) for key, value in words["weekdays"].items()},
        seasons={str(key): int(value) for key, value in (words.get("seasons") or {}).items()},
    )
    shared = _placeholders(words, data.get("parts") or {})
    patterns = [_expand(str(row["pattern"]), shared) for row in data["rules"]]
    rules = [
        PeriodRule(
            name=str(row["name"]),
            gives=str(row["gives"]),
            shift=int(row.get("shift", 0)),
            cumulative=bool(row.get("cumulative", False)),
            as_of=bool(row.get("as_of", False)),
            pattern=re.compile(pattern),
        )
        for row, pattern in zip(data["rules"], patterns, strict=True)
    ]
    return PeriodRules(
        heads=re.compile(f"{data.get('guard', '')}(?={_expand(str(data['heads']), shared)})"),
        rules=tuple(rules),
        openings=OpeningIndex(patterns, TOLD_APART),
        words=vocabulary,
        capitals=frozenset(str(word) for word in words.get("capitals", ())),
        before=re.compile(guarded(_expand(str(data["before"]), shared))),
        behind=re.compile(_expand(str(data["behind"]), shared)),
        measured=re.compile(str(data["measured"])),
        spoken=re.compile(str(data["spoken"])),
        speaks=re.compile(str(data["speaks"])),
        announced=re.compile(str(data["announced"])),
        released=re.compile(str(data.get("released", "(?!)"))),
    )


def matches_of(folded: str, span: tuple[int, int], rules: PeriodRules) -> Iterator[tuple[PeriodRule, re.Match[str]]]:
    """What the rules match from left to right without overlaps, at each place by the first that does."""
    free, stop = span
    length = rules.openings.length
    for head in rules.heads.finditer(folded, free, stop):
        start = head.start()
        if start < free:
            continue
        for place in rules.openings.matching(folded[start : start + length]):
            rule = rules.rules[place]
            if match := rule.pattern.match(folded, start, stop):
                free = match.end()
                yield rule, match
                break


def _placeholders(words: Mapping[str, Mapping[str, Any]], parts: Mapping[str, str]) -> dict[str, str]:
    """{MONTH}, {NUMBER}, {RELATIVE}, {UNIT}, {WEEKDAY} as alternations, longest first, and the file's own parts."""
    alternations = {
        name: "(?:" + "|".join(re.escape(str(word)) for word in sorted(words[key], key=lambda w: -len(str(w)))) + ")"
        for name, key in (
            ("MONTH", "months"),
            ("NUMBER", "numbers"),
            ("RELATIVE", "relative"),
            ("UNIT", "units"),
            ("WEEKDAY", "weekdays"),
            ("SEASON", "seasons"),
        )
        if key in words
    }
    shared = dict(alternations)
    for name, pattern in parts.items():
        shared[str(name)] = _expand(str(pattern), shared)
    return shared


def _expand(pattern: str, shared: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda match: shared[match[1]], pattern)


def periods_of_examples(rows: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """Name and example of every rule that carries examples, for the tests of a language file."""
    for row in rows:
        for example in row.get("examples", ()):
            yield str(row["name"]), example
