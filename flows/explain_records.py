"""What `claimwatch explain` reads and writes: one record in, a page or JSON out."""

from __future__ import annotations

import os
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from extractors.claim_json import claim_to_json
from extractors.errors import UsageError
from extractors.evidence.explanation import Explanation
from extractors.records import Article
from flows.extract_files import STANDARD_INPUT, Given, iterate_records, parse_article

LONGEST = 30_000  # characters: each sentence is read as often as it has words, and a person reads the answer


def choose_article(path: str, given: Given, record_id: str | None = None) -> Article:
    """The article to explain: the file's first record, or the one called `record_id`.

    A text that is no JSON line is read as it is. Raises UsageError where there is none or it is too long.
    """
    article = _first(path, given, record_id)
    if not article.text.strip():
        raise UsageError(f"{path}: there is no text to explain")
    if len(article.text) > LONGEST:
        raise UsageError(f"{path}: {len(article.text):,} characters; explain reads one article of up to {LONGEST:,}")
    return article


def _first(path: str, given: Given, record_id: str | None) -> Article:
    records = iterate_records([path])
    first = next(records, None)
    if first is None:
        raise UsageError(f"{path}: there is no text to explain")
    if first.id is None and not first.raw.lstrip().startswith("{"):
        rest = "".join(record.raw for record in records)
        return parse_article(replace(first, raw=first.raw + rest, id=_name_of(path)), given)
    if record_id is None:
        return parse_article(first, given)
    for record in (first, *records):
        article = parse_article(record, given)
        if article.id == record_id:
            return article
    raise UsageError(f"{path}: no record has the id {record_id!r}")


def _name_of(path: str) -> str:
    return "standard input" if path == STANDARD_INPUT else Path(path).stem


def save_page(path: Path, html: str) -> None:
    """Writes the page aside and renames it: a reader never sees half of it."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_text(html, encoding="utf-8")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def explanation_to_json(explanation: Explanation) -> dict[str, Any]:
    """Claims as `extract` prints them with their evidence, and the numbers left out with theirs."""
    return {
        "claims": [
            {**claim_to_json(item.claim), "evidence": [asdict(evidence) for evidence in item.evidence]}
            for item in explanation.claims
        ],
        "left_out": [
            {
                "start": item.number.start,
                "end": item.number.end,
                "quote": item.number.quote,
                "reason": item.reason,
                "evidence": [asdict(evidence) for evidence in item.evidence],
            }
            for item in explanation.left_out
        ],
    }
