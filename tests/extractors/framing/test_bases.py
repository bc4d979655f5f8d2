"""Against what changes are measured that name no basis: a plan, an earlier level, the day that a price's time began."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "basis"),
    [
        ("Larkspur plans to double its sales target this year.", "double", "since"),
        ("Acer Bank doubled its 2026 forecast for crane sales.", "doubled", "since"),
        ("Larkspur will post a loss of $5 billion, nearly double an earlier estimate.", "double", "since"),
        ("Larkspur doubled its sales in the second quarter.", "doubled", "yoy"),
        ("Larkspur raised wages by 20 percent in July.", "20 percent", None),
        ("Larchdale's minimum wage was raised by 13 percent last month.", "13 percent", None),
        ("Larkspur is cutting its workforce by more than 10 percent this year.", "10 percent", None),
        ("Wages in Larchdale rose 13 percent last year.", "13 percent", "yoy"),
        ("Larkspur cut its costs by 5 percent in the first half.", "5 percent", "yoy"),
        ("Larkspur's shares have fallen 20 percent over the past three months.", "20 percent", "since"),
        ("Larkspur's shares opened at $5, a 28 percent rise from their IPO price.", "28 percent", "since"),
        (
            "Users stood at 32 million at the end of June, up 2 percent from 31.4 million in June 2024.",
            "2 percent",
            "yoy",
        ),
        (
            "It had 32 million users at the end of June, up 2 percent from 31.4 million at the end of June 2024.",
            "2 percent",
            "yoy",
        ),
        (
            "It had 32 million users at the end of June, up 2 percent from 31.4 million at the end of 2024.",
            "2 percent",
            "since",
        ),
        ("The market will grow at a compound annual growth rate (CAGR) of 13 percent.", "13 percent", "cagr"),
        ("Growth slowed to an annualized 1.6 percent in the second quarter.", "1.6 percent", "qoq"),
        ("The economy shrank at an annualised rate of 1.6 percent in the second quarter.", "1.6 percent", "qoq"),
        ("The carrier added a net 56,000 new users in July.", "56,000", "mom"),
        ("It has 6 million users, including 600,000 new customers in July.", "600,000", "mom"),
        ("It hired 300 workers in July.", "300", None),
    ],
)
def test_what_a_change_is_measured_against(read: Read, text: str, quote: str, basis: str | None) -> None:
    assert read(text, "2025-08-05")[quote].basis == basis
