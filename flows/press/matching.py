"""Which of the figures that an article prints were read: the press's facts held against claims."""

from __future__ import annotations

import math
from collections.abc import Iterable

from extractors.records import Claim
from flows.press.articles import PressArticle, PressFact


def find_unread(article: PressArticle, claims: Iterable[Claim]) -> tuple[PressFact, ...]:
    """The facts of the article that no claim states; empty where all of them were read."""
    read = tuple(claims)
    return tuple(fact for fact in article.facts if not any(states_fact(claim, fact, article) for claim in read))


def states_fact(claim: Claim, fact: PressFact, article: PressArticle) -> bool:
    """Whether the claim has the fact's metric, interval, unit, kind, modality, subject and period.

    Basis and denominator are left out: they are told apart by the metric. A fact without a period also takes a claim
    that holds "as of" the day of publication, as "now" and "so far" are read.
    """
    return (
        (claim.metric_id, claim.unit, claim.kind, claim.modality)
        == (fact.metric_id, fact.unit, fact.kind, fact.modality)
        and all(_is_same(one, other) for one, other in zip((claim.low, claim.high), fact.bounds, strict=True))
        and (claim.entity_id or claim.place_id) in {fact.subject_id, fact.place_id}
        and _holds_when(claim, fact, article)
    )


def _is_same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9)


def _holds_when(claim: Claim, fact: PressFact, article: PressArticle) -> bool:
    said = (claim.period_start, claim.period_end)
    if fact.period_end is None:
        return said in {(None, None), (None, article.published.date())}
    return said == (fact.period_start, fact.period_end)
