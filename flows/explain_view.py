"""An explanation as a person reads it: fields with their values and reasons, and the text cut where marks begin.

What the terminal and the page show alike. Strange characters are made visible here, one for one, for both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.evidence.claim_evidence import answers
from extractors.evidence.evidence import Evidence, shown
from extractors.evidence.explanation import ExplainedClaim, Explanation, LeftOut
from extractors.records import Claim
from flows.wording import format_number

# Where a maintainer looks for the rules of a field.
HOMES = {
    "value": "extractors/numerals_*.py, amounts.py",
    "comparator": "extractors/numbers/comparators.py · config/languages: comparators",
    "unit": "extractors/numbers/units.py, quantities.py · config/units",
    "of": "extractors/numbers/nouns.py",
    "per": "extractors/numbers/denominators.py · config/languages: per",
    "change": "extractors/numbers/changes.py · config/languages: change_verbs",
    "metric": "extractors/metrics/metric_choice.py · config/metrics, config/languages: measures",
    "kind": "extractors/telling/kinds.py · config/languages: kinds",
    "basis": "extractors/telling/kinds.py · config/languages: basis",
    "entity": "extractors/owners/subjects.py · config/entities, config/languages: anaphora",
    "place": "extractors/owners/places.py · config/entities",
    "period": "extractors/times/period_choice.py, standing_times.py · config/languages: periods",
    "modality": "extractors/telling/modality.py · config/languages: modality",
    "attributed_to": "extractors/telling/attribution.py · config/languages: attribution",
    "left out": "extractors/exclusions_*.py · config/languages: not_quantities, vague",
}
REASONS = {
    "age": "an age, or how long ago",
    "bare": "a plain number with no unit and nothing that it counts",
    "date": "part of a date",
    "denominator": "what another number is measured per",
    "list": "the number of an entry in a list",
    "name": "part of a name or a code",
    "operating point": "a setting, not a result",
    "ordinal": "a place in an order",
    "period": "the length of another number's period, or a streak",
    "pronoun": "“one” as a pronoun",
    "rank": "a rank or a label",
    "rate": "how often, not how much",
    "threshold": "a limit that defines what is counted",
    "vague": "names no value",
    "word": "part of a common word",
    "year": "a year",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field has its value: `“plans to” (modality: target), else expected`; start and end as in the text."""

    quote: str
    rule: str
    otherwise: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a claim."""

    field: str
    value: str
    reasons: tuple[Reason, ...]
    home: str


@dataclass(frozen=True, slots=True)
class Card:
    """One number with its fields; `left_out` says why it is no claim."""

    number: int
    start: int
    end: int
    quote: str
    rows: tuple[Row, ...]
    confidence: float | None = None
    doubts: tuple[str, ...] = ()
    left_out: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text under the same marks; `card` is the number of the claim or left-out number it belongs to."""

    text: str
    card: int | None = None
    left_out: bool = False
    fields: tuple[str, ...] = ()  # what rests on it
    found: tuple[str, ...] = ()  # what was found there


def build_cards(explanation: Explanation) -> tuple[Card, ...]:
    """A card for every number of the text in its order, claims and others, numbered from 1."""
    items: list[ExplainedClaim | LeftOut] = [*explanation.claims, *explanation.left_out]
    numbered = sorted(items, key=_start)
    return tuple(
        _claim_card(place, item) if isinstance(item, ExplainedClaim) else _left_out_card(place, item)
        for place, item in enumerate(numbered, 1)
    )


def _start(item: ExplainedClaim | LeftOut) -> int:
    return item.claim.start if isinstance(item, ExplainedClaim) else item.number.start


def _claim_card(place: int, item: ExplainedClaim) -> Card:
    claim = item.claim
    values = {"value": _value(claim), "comparator": claim.comparator, "unit": shown(claim.unit)} | _written(item)
    values |= answers(claim) | {"attributed_to": shown(claim.attributed_to)}
    if claim.metric_id:
        values["metric"] = f"{claim.metric} ({claim.metric_id})"
    elif claim.metric:
        values["metric"] = f"{claim.metric} (not in the catalogue)"
    rows = tuple(_row(field, value, item.evidence) for field, value in values.items())
    return Card(place, claim.start, claim.end, visible(claim.quote), rows, claim.confidence, claim.doubts)


def _value(claim: Claim) -> str:
    number = format_number(claim.low, claim.high, claim.comparator, "count")
    return f"{number} by rule “{claim.rule}”"


def _written(item: ExplainedClaim) -> dict[str, str]:
    """Fields that most numbers lack, where they are there."""
    claim = item.claim
    moved = any(evidence.field == "change" and evidence.otherwise == "none" for evidence in item.evidence)
    way = ("down" if (claim.high or claim.low or 0) < 0 else "up") if moved else None
    rare = {"of": claim.of, "per": claim.per, "change": way}
    return {field: value for field, value in rare.items() if value}


def _row(field: str, value: str, evidence: Iterable[Evidence]) -> Row:
    """A field with what it rests on; without the words of a value the number may be none at all."""
    asked = {field, "left out"} if field == "value" else {field}
    reasons = tuple(
        Reason(visible(item.quote), visible(item.rule), visible(item.otherwise), item.start, item.end)
        for item in evidence
        if item.field in asked
    )
    return Row(field, visible(value), reasons, HOMES[field])


def _left_out_card(place: int, item: LeftOut) -> Card:
    number = item.number
    why = REASONS.get(item.reason, item.reason)
    rows = (_row("left out", f"{item.reason}: {why}", item.evidence),)
    return Card(place, number.start, number.end, visible(number.quote), rows, left_out=item.reason)


def cut_text(explanation: Explanation, cards: Sequence[Card]) -> tuple[Segment, ...]:
    """The whole text in pieces, each with the number it belongs to or with what was found there."""
    owners = {at: card for card in cards for at in range(card.start, card.end)}
    bounds = {at for piece in explanation.found for at in (piece.start, piece.end)} - owners.keys()
    bounds |= {0, len(explanation.text), *(at for card in cards for at in (card.start, card.end))}
    labels: dict[int, list[str]] = {}
    for piece in explanation.found:
        for at in range(piece.start, piece.end):
            labels.setdefault(at, []).extend(piece.labels)
    cuts = sorted(bounds)
    return tuple(
        Segment(
            text=visible(explanation.text[start:end]),
            card=owners[start].number if start in owners else None,
            left_out=start in owners and owners[start].left_out is not None,
            found=tuple(visible(label) for label in labels.get(start, ())),
        )
        for start, end in pairwise(cuts)
    )


def cut_sentence(text: str, card: Card, margin: int = 160) -> tuple[Segment, ...]:
    """The surroundings of a number on its line, cut where the words begin and end that its fields rest on."""
    left, right = _surroundings(text, card, margin)
    marks = [(reason.start, reason.end, row.field) for row in card.rows for reason in row.reasons if reason.end]
    bounds = {left, right, card.start, card.end} | {at for start, end, _ in marks for at in (start, end)}
    cuts = sorted(at for at in bounds if left <= at <= right)
    return tuple(
        Segment(
            text=visible(text[start:end]),
            card=card.number if card.start <= start < card.end else None,
            fields=tuple(dict.fromkeys(field for first, last, field in marks if first <= start < last)),
        )
        for start, end in pairwise(cuts)
    )


def _surroundings(text: str, card: Card, margin: int) -> tuple[int, int]:
    left = max(text.rfind("\n", 0, card.start) + 1, card.start - margin)
    line_end = text.find("\n", card.end)
    return left, min(line_end if line_end >= 0 else len(text), card.end + margin)


def visible(text: str) -> str:
    """The text with what a terminal or page would obey made visible, one character for one.

    `"\\x1b[31m"` becomes "␛[31m"; marks that turn the writing direction and halves of characters become "�".
    """
    if text.isprintable():
        return text
    return "".join(map(_visible_one, text))


def _visible_one(char: str) -> str:
    if char.isprintable() or char in "\n\t\u3000\u00a0":
        return char
    if char < " ":
        return chr(0x2400 + ord(char))
    return " " if unicodedata.category(char) == "Zs" else "\ufffd"
