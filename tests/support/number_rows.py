"""What tests of numbers compare: each number as a row of quote, low, high, comparator and unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from extractors.records import Quantity

Row = tuple[str, float | None, float | None, str, str]


def rows(quantities: Iterable[Quantity]) -> list[Row]:
    return [(q.quote, q.low, q.high, q.comparator, q.unit) for q in quantities]


def same(got: Sequence[Row], want: Sequence[Row]) -> bool:
    return len(got) == len(want) and all(
        (g[0], g[3], g[4]) == (w[0], w[3], w[4]) and g[1] == pytest.approx(w[1]) and g[2] == pytest.approx(w[2])
        for g, w in zip(got, want, strict=True)
    )
