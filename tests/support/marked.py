"""Sentences with the expected answer written behind each number: "Sales will reach [5 million](E) units."."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from extractors.claims import extract_claims
from extractors.records import Article, Lang
from extractors.rulebook import Rulebook

MARK = re.compile(r"\[(?P<quote>[^\]]+)\]\((?P<answer>[^)]*)\)")


def read_marks(marked: str) -> tuple[str, dict[int, str]]:
    """The plain sentence, and the answer for the number that stands at each offset."""
    plain, answers, at = "", {}, 0
    for mark in MARK.finditer(marked):
        plain += marked[at : mark.start()]
        answers[len(plain)] = mark["answer"]
        plain += mark["quote"]
        at = mark.end()
    return plain + marked[at:], answers


def mistakes(rulebook: Rulebook, marked: Iterable[str], field: str, lang: Lang, published: date) -> list[str]:
    """What the engine reads otherwise than the marks say; an answer stands for each value that begins with it, and
    "-" for none.
    """
    found = []
    for sentence in marked:
        plain, answers = read_marks(sentence)
        article = Article("a", None, None, None, None, lang, published, None, plain)
        claims = {claim.start: claim for claim in extract_claims(article, rulebook)}
        for start, answer in answers.items():
            value = getattr(claims[start], field) if start in claims else "no claim"
            if not (str(value).lower().startswith(answer.lower()) or (value is None and answer == "-")):
                found.append(f"{plain} [{plain[start : start + 12]}…] is {value}, not {answer}")
    return found
