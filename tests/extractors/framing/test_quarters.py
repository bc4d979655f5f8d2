"""Which quarter is meant: that of a company's own year, of results, of the news."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


def period(claim: Claim) -> str:
    return "-" if claim.period_end is None else f"{claim.period_start}..{claim.period_end}"


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("Nvidia's second-quarter revenue rose to $30 billion.", "$30 billion", "-"),
        ("Nvidia sees sales of $32 billion this quarter.", "$32 billion", "-"),
        ("AMD's second-quarter revenue rose to $30 billion.", "$30 billion", "2025-04-01..2025-06-30"),
        (
            "Lenovo earned $17 billion in the three months ended June.",
            "$17 billion",
            "2025-04-01..2025-06-30",
        ),
        ("Lenovo's first-quarter profit rose to $359 million.", "$359 million", "-"),
        ("Apple shipped 45 million iPhones in the second quarter, IDC said.", "45 million", "2025-04-01..2025-06-30"),
        ("Sales of Apple in China were $15 billion in the June quarter.", "$15 billion", "2025-04-01..2025-06-30"),
        ("英伟达第二季度营收为300亿美元。", "300亿美元", "-"),
        ("联想第二季度营收为150亿美元。", "150亿美元", "2025-04-01..2025-06-30"),
    ],
)
def test_quarters_of_a_companys_own_year_have_no_days(read: Read, text: str, quote: str, expected: str) -> None:
    assert period(read(text, "2025-08-20")[quote]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orwell said quarterly profit rose to $3 billion.", "2025-04-01..2025-06-30"),
        ("Orwell said quarterly profit would fall to $3 billion.", "2025-07-01..2025-09-30"),
        (
            "In the first quarter it sold 900 cars. Its quarterly loss was $3 billion.",
            "2025-01-01..2025-03-31",
        ),
        ("Orwell may miss $3 billion in potential quarterly sales.", "-"),
    ],
)
def test_quarterly_results_are_of_a_quarter(read: Read, text: str, expected: str) -> None:
    assert period(read(text, "2025-08-20")["$3 billion"]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TAIPEI, Aug 20 Orwell Electronics plans to raise $3 billion.", "-"),
        ("Orwell plans to raise $3 billion in the biggest share sale this year.", "-"),
        ("Orwell plans to raise $3 billion in a share sale this year.", "2025-01-01..2025-12-31"),
    ],
)
def test_neither_the_dateline_nor_a_rank_dates_a_plan(read: Read, text: str, expected: str) -> None:
    assert period(read(text, "2025-08-20")["$3 billion"]) == expected
