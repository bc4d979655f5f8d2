"""Which articles carry one story: near-duplicates by their signatures, copies of copies included. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from extractors.pages.signatures import NEAR_DUPLICATE_BITS

if TYPE_CHECKING:
    from numpy.typing import NDArray

Copy = tuple[str, str, date, date]  # an article, a near-duplicate of it that came later, and their days

COPY_DAYS = 14  # a later look-alike is news of its own: monthly releases read alike
_BLOCK = 64  # articles that are compared with their fortnights at a time: some 1 MB of differences


def find_copies(
    docs: Sequence[str], signatures: Sequence[int], days: Sequence[date], fresh: Sequence[bool]
) -> Iterator[Copy]:
    """Pairs of articles, sorted by day and name, whose signatures differ in few bits, at most a fortnight apart, one of
    each pair being fresh.

    Every fresh article is compared with all of its fortnight: at the distance that copies have, no index over parts of
    a signature tells them from strangers. A million pairs take about 2 ms.
    """
    bits = np.array(signatures, np.uint64)
    numbers = np.array([day.toordinal() for day in days], np.int64)
    new = np.array(fresh, np.bool_)
    chosen = np.flatnonzero(new)
    for start in range(0, len(chosen), _BLOCK):
        block = chosen[start : start + _BLOCK]
        first = int(np.searchsorted(numbers, numbers[block[0]] - COPY_DAYS, side="left"))
        last = int(np.searchsorted(numbers, numbers[block[-1]] + COPY_DAYS, side="right"))
        for row, column in _compare(bits, block, first, last):
            earlier, later = min(row, column), max(row, column)
            known = row > column and bool(new[column])  # found from the other side
            if row != column and not known and numbers[later] - numbers[earlier] <= COPY_DAYS:
                yield docs[earlier], docs[later], days[earlier], days[later]


def _compare(bits: NDArray[np.uint64], block: NDArray[np.intp], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Pairs of an article of the block and one of [first, last) that are near each other."""
    differences = np.bitwise_count(bits[block, None] ^ bits[None, first:last])
    for row, column in np.argwhere(differences <= NEAR_DUPLICATE_BITS).tolist():
        yield int(block[row]), first + column


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
