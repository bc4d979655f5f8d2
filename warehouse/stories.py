"""Which articles carry one story: near-duplicates by their signatures, copies of copies included. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from extractors.signatures import NEAR_DUPLICATE_BITS

if TYPE_CHECKING:
    from numpy.typing import NDArray

Copy = tuple[str, str, date, date]  # an article, a near-duplicate of it that came later, and their days

COPY_DAYS = 14  # a later look-alike is news of its own: monthly releases read alike
_BLOCK = 64  # articles that are compared with their fortnight at a time: some 1 MB of differences


def find_copies(docs: Sequence[str], signatures: Sequence[int], days: Sequence[date]) -> Iterator[Copy]:
    """Pairs of articles, sorted by day and name, whose signatures differ in few bits, at most a fortnight apart.

    Every pair of a fortnight is compared: at the distance that copies have, no index over parts of a signature tells
    them from strangers. A million pairs take about 2 ms.
    """
    bits = np.array(signatures, np.uint64)
    numbers = np.array([day.toordinal() for day in days], np.int64)
    ends = np.searchsorted(numbers, numbers + COPY_DAYS, side="right")
    for start in range(0, len(docs), _BLOCK):
        stop = min(start + _BLOCK, len(docs))
        for first, second in _compare(bits, start, stop, int(ends[stop - 1])):
            if first < second < ends[first]:
                yield docs[first], docs[second], days[first], days[second]


def _compare(bits: NDArray[np.uint64], start: int, stop: int, end: int) -> Iterator[tuple[int, int]]:
    """Pairs of a row of the block [start, stop) and a row of [start, end) that are near each other."""
    differences = np.bitwise_count(bits[start:stop, None] ^ bits[None, start:end])
    for row, column in np.argwhere(differences <= NEAR_DUPLICATE_BITS).tolist():
        yield start + row, start + column


def find_stories(copies: Iterable[Copy]) -> dict[str, str]:
    """The earliest article of each story, by article: copies of copies belong to it too.

    `[("a", "b", …), ("b", "c", …)]` gives a, b and c the story "a".
    """
    leaders: dict[str, tuple[date, str]] = {}

    def lead(doc: str, day: date) -> tuple[date, str]:
        leader = leaders.setdefault(doc, (day, doc))
        while leaders[leader[1]] != leader:
            leader = leaders[leader[1]]
        leaders[doc] = leader
        return leader

    for doc, copy, doc_day, copy_day in copies:
        first, second = sorted((lead(doc, doc_day), lead(copy, copy_day)))
        leaders[second[1]] = first
    return {doc: lead(doc, leader[0])[1] for doc, leader in list(leaders.items())}
