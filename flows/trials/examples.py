"""The examples of a metric: what its author promised to be read, against what is read."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from extractors.claims import extract_claims
from extractors.records import Article
from extractors.rulebook import Rulebook


class Quoted(Protocol):
    """What has the words that it was read from."""

    @property
    def quote(self) -> str: ...


Q = TypeVar("Q", bound=Quoted)


def build_article(example: Mapping[str, Any]) -> Article:
    """The article that an example of config/metrics/ describes."""
    published = example.get("published")
    return Article(
        id="example",
        url=None,
        canonical_url=None,
        title=example.get("title"),
        author=None,
        lang=example["lang"],
        published=date.fromisoformat(published) if published else None,
        published_origin="feed" if published else None,
        text=example["text"],
    )


def find_quoted(quote: str, found: Sequence[Q]) -> Q | None:
    """The first that quotes these words."""
    return next((one for one in found if one.quote == quote), None)


def show_value(value: object) -> object:
    """A value as YAML has it: days as text, long fractions rounded as an author would."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not math.isinf(value):
        return int(value) if value.is_integer() else round(value, 6)
    return value


def find_faults(example: Mapping[str, Any], rulebook: Rulebook) -> tuple[str, ...]:
    """What is not read as promised, one line for each claim: `"'58.8万个': kind is level, not change"`."""
    claims = list(extract_claims(build_article(example), rulebook))
    faults = []
    for wanted in example["claims"]:
        claim = find_quoted(wanted["quote"], claims)
        if claim is None:
            read = ", ".join(repr(one.quote) for one in claims) or "nothing"
            faults.append(f"{wanted['quote']!r} is not read as a claim (read: {read})")
            continue
        claims = [other for other in claims if other.start > claim.start]
        read_so = {key: show_value(getattr(claim, key)) for key in wanted}
        wrong = [
            f"{key} is {read_so[key]}, not {show_value(wanted[key])}" for key in wanted if read_so[key] != wanted[key]
        ]
        if wrong:
            faults.append(f"{wanted['quote']!r}: {'; '.join(wrong)}")
    return tuple(faults)
