"""What a headline or a conversion leaves unsaid, filled from the claim that repeats or precedes it.

A headline's "profit up 28 percent" says neither metric nor basis; the same figure in the body does. "($15 billion)"
behind
"106.1 billion yuan" is the same statement in another unit and takes all its framing.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.quick_records import replace
from extractors.records import Claim
from extractors.text.sentences import Sentence


def backfill(claims: tuple[Claim, ...], sentences: Sequence[Sentence]) -> tuple[Claim, ...]:
    """The claims with the gaps of headlines and conversions filled; values and spans never change."""
    converted = [_as_converted(claim, claims) for claim in claims]
    headings = [sentence for sentence in sentences[:1] if sentence.heading]
    if not headings:
        return tuple(converted)
    limit = headings[0].end
    body = [claim for claim in converted if claim.start >= limit]
    return tuple(_from_body(claim, body) if claim.start < limit else claim for claim in converted)


def _as_converted(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """A conversion with the framing of the figure that it converts."""
    if claim.same_as is None or not 0 <= claim.same_as < len(claims):
        return claim
    first = claims[claim.same_as]
    if claim.per and claim.per != first.per:  # "$1.38 billion, or $28.50 per share"
        first = replace(first, per=claim.per, metric=f"{first.metric} per {claim.per}", metric_id=claim.metric_id)
    return replace(
        first,
        start=claim.start,
        end=claim.end,
        quote=claim.quote,
        low=claim.low,
        high=claim.high,
        unit=claim.unit,
        comparator=claim.comparator,
        same_as=claim.same_as,
        precision=claim.precision,
        rule=claim.rule,
    )


def _from_body(claim: Claim, body: Sequence[Claim]) -> Claim:
    """A headline's claim with metric and basis of the first equal figure in the body."""
    equal = next((other for other in body if _is_equal(claim, other)), None)
    based = claim if equal is None else replace(claim, basis=claim.basis or equal.basis)
    twin = next((other for other in body if _is_same(claim, other)), None)
    if twin is None:
        return based
    named = based if claim.metric_id else replace(based, metric_id=twin.metric_id, metric=twin.metric or claim.metric)
    return replace(named, entity=claim.entity or twin.entity)


def _is_same(claim: Claim, other: Claim) -> bool:
    """An equal figure that is of no other entity."""
    return claim.entity in {None, other.entity} and _is_equal(claim, other)


def _is_equal(claim: Claim, other: Claim) -> bool:
    """Equal unit and kind, and a value that rounds to the headline's."""
    if claim.unit != other.unit or claim.kind != other.kind or claim.low is None or other.low is None:
        return False
    return abs(claim.low - other.low) <= max(0.5 if claim.unit == "percent" else 0.0, 0.05 * abs(claim.low))
