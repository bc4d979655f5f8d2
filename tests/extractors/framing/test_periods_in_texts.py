"""Whole passages with the period of each number written behind it: what is stated, what goes on, what has no time.

The passages are in periods_en.txt and periods_zh.txt, each under the fact that it shows.

`[40](2024)` is the year, `(..2024)` its last day as an instant, `(2026..)` from its first day on, `(2024-03)` a month,
`(2024Q1)` a quarter, `(-)` none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from marked import read_marks

from extractors.claims import extract_claims
from extractors.records import Article, Lang
from extractors.rulebook import Rulebook
from extractors.times.calendar_spans import months

POINT = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?|(?P<u>[QH])(?P<n>\d))?")
SIZE = {"Q": 3, "H": 6}
PUBLISHED = date(2025, 8, 20)


def bounds(point: str) -> tuple[date, date]:
    """First and last day of a year, half, quarter, month or day."""
    match = POINT.fullmatch(point)
    assert match, point
    year = int(match["y"])
    if match["u"]:
        size = SIZE[match["u"]]
        span = months(year, size * (int(match["n"]) - 1) + 1, size * int(match["n"]))
    elif match["m"]:
        span = months(year, int(match["m"]), int(match["m"]))
    else:
        span = months(year, 1, 12)
    if match["d"]:
        return (day := span.last.replace(day=int(match["d"]))), day
    assert span.first
    return span.first, span.last


def expected(answer: str) -> tuple[date | None, date | None]:
    if answer == "-":
        return None, None
    first, dots, last = answer.partition("..")
    return (bounds(first)[0] if first else None), (None if dots and not last else bounds(last or first)[1])


def wrong_periods(rulebook: Rulebook, passage: str, lang: Lang) -> list[str]:
    """What is read otherwise than the passage says."""
    plain, answers = read_marks(passage)
    article = Article("a", None, None, None, None, lang, PUBLISHED, None, plain)
    claims = {claim.start: claim for claim in extract_claims(article, rulebook)}
    found = []
    for start, answer in answers.items():
        claim = claims.get(start)
        got = (claim.period_start, claim.period_end) if claim else "no claim"
        if got != expected(answer):
            found.append(f"{plain[max(0, start - 40) : start + 30]!r}: {got}, not {answer}")
    return found


def facts(lang: Lang) -> Iterator[tuple[Lang, str, list[str]]]:
    """The facts of periods_<lang>.txt with their passages, in which " // " divides paragraphs."""
    text = Path(__file__).with_name(f"periods_{lang}.txt").read_text(encoding="utf-8")
    for section in text.split("== ")[1:]:
        fact, *passages = section.strip().splitlines()
        yield lang, fact, [passage.replace(" // ", "\n") for passage in passages]


@pytest.mark.parametrize(
    ("lang", "passages"),
    [pytest.param(lang, passages, id=fact) for lang, fact, passages in [*facts("en"), *facts("zh")]],
)
def test_the_periods_of_the_passages_hold(rulebook: Rulebook, lang: Lang, passages: list[str]) -> None:
    assert [mistake for passage in passages for mistake in wrong_periods(rulebook, passage, lang)] == []
