"""Counts that say how a whole divides: "won six projects – one in Ohio, three in Utah and two in Texas".

Nothing tells such a number from a pronoun ("one in the back") or a bare figure but the sum: parts that add up to the
count before them are counts of the same things.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.quick_records import replace
from extractors.records import Quantity

_LARGEST = 1000
_REACH = 90  # characters from one number to the next
_MOST = 12  # parts
_OPENS = re.compile(
    r"[^.!?\n]*?(?:\s[–—-]+|:|,|;|\s?\(|\sincluding|\swith)\s?(?:(?:with|namely|including|made\sup\sof)\s)?"
)
_NEXT = re.compile(r"[^.!?\n]*?(?:,|;|\sand|,\sand|;\sand|\splus|\s&)\s(?:another\s|the\sother\s)?")
_WHERE = re.compile(
    r"\s(?:(?:each|more|others?|of\s(?:them|these|those|which))\s)?"
    r"(?:in|at|on|for|from|near|outside|to|by|with|under|within|across|around)\b"
)
_TIMES = frozenset({"year", "date"})


def count_parts(found: Sequence[Quantity], low: str) -> list[Quantity]:
    """All numbers, where those that divide a count before them are counts too.

    `"four plants – one in Ohio and three in Texas"` counts one and three.
    """
    kept = list(found)
    for index, whole in enumerate(found):
        if whole.unit == "count" and whole.excluded is None and _is_whole(whole):
            for place in _parts(found, index, low):
                kept[place] = replace(found[place], unit="count", noun=whole.noun, excluded=None)
    return kept


def _is_whole(whole: Quantity) -> bool:
    return whole.low == whole.high and whole.low is not None and 1 < whole.low <= _LARGEST


def _parts(found: Sequence[Quantity], index: int, low: str) -> list[int]:
    """Where the numbers stand that add up to the one at `index`; empty where those behind it do not."""
    rest = abs(found[index].low or 0)
    at, parts = found[index].end, list[int]()
    for place in range(index + 1, min(len(found), index + 2 * _MOST)):
        part = found[place]
        if part.excluded in _TIMES and part.start - at < _REACH:
            continue
        link = _NEXT if parts else _OPENS
        if not _is_part(part, low) or part.start - at > _REACH or not link.fullmatch(low, at, part.start):
            break
        parts.append(place)
        rest -= part.low or 0
        at = part.end
        if rest <= 0:
            break
    counted = any((found[place].low or 0) > 1 for place in parts)  # "two lines, one in Ohio and one in Utah" does not
    return parts if rest == 0 and len(parts) > 1 and counted else []


def _is_part(part: Quantity, low: str) -> bool:
    """Whether a number may be one of several parts: a small whole count that names no thing, in some place."""
    plain = part.unit == "count" and part.low == part.high and part.low is not None and part.low >= 1
    return plain and part.excluded in {None, "bare", "pronoun"} and _WHERE.match(low, part.end) is not None
