"""Everything that measures or counts, for comparison with quantity extractors: what `claimwatch quantities` prints.

Ages, windows of time and bare numbers are among it, which are no claims. What only this needs is added here: the noun
of a count that leaves it out, and the trend that a written sign says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.numbers.changes import Direction
from extractors.numbers.quantities import MEASURES_NOTHING, QuantityRules, find_numbers, select
from extractors.quick_records import replace
from extractors.records import Lang, Quantity
from extractors.text.folding import fold_case

_COMPOUND = re.compile(r"-(?P<noun>[a-z]{3,})(?![\w-])")  # a six-cylinder engine
_CLASSIFIER = re.compile(r"\s(?P<noun>(?:unit|set|piece|item|line)s?)(?![\w-])")  # they name nothing, but are written
_MOVING = frozenset({"percent", "pp", "bp", "point"})
_SIGNS: Mapping[str, Direction] = {"+": "up", "-": "down", "\u2212": "down"}
_FARTHEST = 160  # characters from a count to the one that leaves the noun out
_COMPARED = re.compile(
    r"[^.!?\n]*?\b(?:from|with|to|versus|vs|against|than|including|while|and|of)\s(?:an?\s[a-z]+\sof\s|about\s|some\s|just\s)?"
)
_NO_NOUN_NEXT = re.compile(
    r"\s(?:who|which|that|in|at|by|on|during|for|from|last|this|the|a|per|were|are|is|was|over|up)\b|[.,;)]|$"
)


def find_measures(text: str, lang: Lang, rules: QuantityRules, *, home_currency: str = "CNY") -> tuple[Quantity, ...]:
    """Everything that measures or counts in a text, in order; `excluded` says why one is no claim.

    >>> find_measures("A 60-year-old won.", "en", rules)[0].excluded
    'age'
    """
    everything = find_numbers(text, lang, rules, home_currency=home_currency)
    kept = select(everything, [index for index, quantity in enumerate(everything) if _measures(quantity)])
    low = fold_case(text, lang)
    found: list[Quantity] = []
    for quantity in kept:
        noun = quantity.noun or (_left_out(low, quantity, found) if lang == "en" else None)
        found.append(replace(quantity, direction=quantity.direction or _written_trend(quantity), noun=noun))
    return tuple(found)


def _measures(quantity: Quantity) -> bool:
    """Whether it measures or counts; "one" is a pronoun unless it is one of something (one of the plants, 一吨)."""
    if quantity.excluded == "pronoun":
        return quantity.unit != "count" or (quantity.noun is not None and quantity.quote.isascii())
    return quantity.excluded not in MEASURES_NOTHING


def _left_out(low: str, quantity: Quantity, before: Sequence[Quantity]) -> str | None:
    """The noun of a count that has none: that of its compound, or of the count that it is compared with."""
    if quantity.unit != "count":
        return None
    if named := _COMPOUND.match(low, quantity.end) or _CLASSIFIER.match(low, quantity.end):
        return named["noun"]
    if not _NO_NOUN_NEXT.match(low, quantity.end):
        return None
    for other in reversed(before):
        if quantity.start - other.end > _FARTHEST:
            return None
        if other.unit == "count" and other.noun:
            return other.noun if _COMPARED.fullmatch(low, other.end, quantity.start) else None
    return None


def _written_trend(quantity: Quantity) -> Direction | None:
    """The way that a sign says: "+0.2%" is up, "-1.3%" down; a temperature of -5 has moved nowhere."""
    return _SIGNS.get(quantity.quote[0]) if quantity.unit in _MOVING else None
