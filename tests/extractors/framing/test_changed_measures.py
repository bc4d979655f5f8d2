"""A change "in" something measures that, whatever the sentence named before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "metric", "metric_id"),
    [
        ("Net profit was helped by a 25 percent jump in interest income.", "25 percent", "interest income", None),
        ("Profit rose on a 30 percent drop in finance costs.", "30 percent", "finance costs", None),
        ("The carrier reported a 7 percent year-on-year increase in revenue.", "7 percent", "revenue", "revenue"),
        ("Growth in 5G plans drove a 2 percent rise in its mobile ARPU.", "2 percent", "mobile ARPU", "mobile_arpu"),
    ],
)
def test_a_change_is_of_what_it_is_in(read: Read, text: str, quote: str, metric: str, metric_id: str | None) -> None:
    claim = read(text, "2026-02-01")[quote]
    assert (claim.metric, claim.metric_id) == (metric, metric_id)


@pytest.mark.parametrize(
    "text",
    [
        "Net profit showed a 25 percent jump in March.",
        "Net profit posted a 25 percent rise in the first half.",
        "Net profit saw a 25 percent gain in real terms.",
        "Net profit noted a 25 percent rise in each quarter.",
    ],
)
def test_a_time_is_no_measure(read: Read, text: str) -> None:
    assert read(text, "2026-08-01")["25 percent"].metric_id == "net_profit"
