"""Two bounds that make one interval: `"more than 10 and less than 20"`, 1000以上，1500以下.

Each is read as a number of its own first; where the second closes what the first opened and nothing but "and" stands
between them, they are one range.
"""

from __future__ import annotations

import re

from extractors.quick_records import replace
from extractors.records import Comparator, Lang, Quantity

_LOWER: frozenset[Comparator] = frozenset({"gt", "ge"})
_UPPER: frozenset[Comparator] = frozenset({"lt", "le"})
_LINK = {
    "en": re.compile(r"\s?,?\s(?:and|but)\s"),
    "zh": re.compile(r"[,，]?\s?(?:并且|而且|并|且|但|而|同时|又)?"),
}


def join_bounds(text: str, gap: str | None, first: Quantity, second: Quantity, lang: Lang) -> Quantity | None:
    """Both numbers as one range, or None where they are two statements; `gap` stands between their comparators."""
    if gap is None or first.unit != second.unit or not {first.excluded, second.excluded} <= {None, "bare"}:
        return None
    lower, upper = (second, first) if second.comparator in _LOWER else (first, second)
    if lower.comparator not in _LOWER or upper.comparator not in _UPPER or lower.low is None or upper.high is None:
        return None
    if lower.low >= upper.high or not _LINK[lang].fullmatch(gap):
        return None
    return replace(
        first,
        end=second.end,
        quote=text[first.start : second.end],
        low=lower.low,
        high=upper.high,
        comparator="range",
        noun=second.noun or first.noun,
        per=second.per or first.per,
        rule="bounds",
        excluded=first.excluded and second.excluded,
    )
