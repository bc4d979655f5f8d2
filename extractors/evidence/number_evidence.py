"""Why a number has its value, unit, comparator and denominator, or why it is no claim at all.

Each word of the sentence is hidden once and the numbers are read again: `"more than 5 million"` without "more" is eq.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.evidence.evidence import Evidence, joined, shown
from extractors.evidence.occlusion import Piece, hide_text, is_hidden, narrow, word_pieces
from extractors.numbers.quantities import QuantityRules, find_numbers
from extractors.records import Lang, Quantity
from extractors.text.sentences import Sentence

CONTEXT = 120  # characters before a sentence whose numbers may lend their unit to its own
AHEAD = 60


@dataclass(frozen=True, slots=True)
class NumberReader:
    """How the numbers of a text are read."""

    lang: Lang
    rules: QuantityRules

    def read(self, text: str) -> tuple[Quantity, ...]:
        """All numbers, also those that are left out."""
        return find_numbers(text, self.lang, self.rules)


def find_number_evidence(text: str, sentence: Sentence, reader: NumberReader) -> Mapping[int, tuple[Evidence, ...]]:
    """Evidence for the numbers of a sentence, claims and others, by where the number starts."""
    offset = max(0, sentence.start - CONTEXT)
    window = text[offset : sentence.end + AHEAD]
    numbers = [number for number in reader.read(window) if sentence.start <= number.start + offset < sentence.end]
    if not numbers:
        return {}
    found: defaultdict[int, list[Evidence]] = defaultdict(list)

    def effect(hidden: Sequence[Piece]) -> list[tuple[Quantity, str, str]]:
        others = reader.read(hide_text(window, hidden))
        return [(number, *change) for number in numbers for change in _changes(number, _same(number, others))]

    words = word_pieces(window, sentence.start - offset, sentence.end - offset, ())
    for piece, changes in narrow(words, effect):
        quote = window[piece.start : piece.end]
        for number, field, otherwise in changes:
            evidence = Evidence(field, piece.start + offset, piece.end + offset, quote, "", otherwise)
            found[number.start + offset].append(evidence)
    return {start: joined(text, evidence) for start, evidence in found.items()}


def _same(number: Quantity, others: Sequence[Quantity]) -> Quantity | None:
    """The number that stands in the same place after a word was hidden."""
    return next((other for other in others if other.start < number.end and number.start < other.end), None)


def _changes(number: Quantity, other: Quantity | None) -> list[tuple[str, str]]:
    """The fields that differ, with the value that each has instead."""
    if other is None:
        return [("left out" if number.excluded else "value", "no number at all")]
    if number.excluded != other.excluded:
        return [("left out", f"left out: {other.excluded}" if other.excluded else "a number of its own")]
    if number.excluded:
        return []
    pairs: dict[str, tuple[object, object]] = {
        "comparator": (number.comparator, other.comparator),
        "unit": (number.unit, other.unit),
        "per": (number.per, other.per),
        "of": (number.noun, other.noun),
        "change": (number.direction, other.direction),
    }
    if number.comparator == other.comparator and number.direction == other.direction:
        pairs["value"] = ((number.low, number.high), (other.low, other.high))
    return [(name, shown(after)) for name, (before, after) in pairs.items() if before != after and not is_hidden(after)]
