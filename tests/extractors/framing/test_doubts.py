"""Confidence is a chance with named reasons against it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.doubts import BASE, COSTS, FLOOR, confidence_of
from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


def test_a_row_that_says_everything_itself_has_no_doubts_and_is_above_nine_in_ten(read: Read) -> None:
    claim = read("截至2024年6月底，哈尔滨市累计建成5G基站2.14万个。", "2024-07-20")["2.14万个"]
    assert claim.doubts == ()
    assert claim.confidence > 0.9


@pytest.mark.parametrize(
    ("text", "quote", "doubt"),
    [
        ("About 60 percent of the sites are ready.", "60 percent", "no entity"),
        ("Blue Heron Robotics Ltd sold 4,100 robots in 2023.", "4,100", "entity not listed"),
        ("Harbin and Dalian opened 310 plants in 2023.", "310", "another entity in the sentence"),
        ("Harbin has 2,000 robot companies.", "2,000", "no period"),
        ("In 2022 Harbin opened 200 shops and in 2023 it opened 300 shops.", "300", "several periods in the sentence"),
        ("Harbin spent 2 billion yuan in 2023.", "2 billion yuan", "no measure found"),
        ("ZTE's pretax profit was 2 billion yuan in 2023.", "2 billion yuan", "metric not in the catalogue"),
        ("In 2023 Harbin had 40 5G base stations.", "40", "value out of the metric's range"),
        ("Harbin's output rose 5 percent.", "5 percent", "change without a basis"),
        ("Exports made up 31 percent in 2023.", "31 percent", "share of what is not said"),
        ("Harbin plans to build 2,000 5G base stations in 2025.", "2,000", "not a fact"),
        ("Harbin opened 50 plants, 60 shops, 70 parks and 80 labs.", "70", "many numbers in the sentence"),
    ],
)
def test_doubts_are_named(text: str, quote: str, doubt: str, read: Read) -> None:
    assert doubt in read(text, "2024-07-20")[quote].doubts


def test_a_fact_beside_a_plan_is_doubted(read: Read) -> None:
    text = "Harbin, which had 1,200 5G base stations in 2023, plans to build 2,000 5G base stations in 2025."
    assert "a forecast or plan beside it" in read(text, "2024-07-20")["1,200"].doubts


def test_what_is_carried_on_from_the_sentence_before_is_doubted(read: Read) -> None:
    claims = read("截至2024年6月底，哈尔滨市5G基站达2.14万个。同比增长12%。", "2024-07-20")
    carried = {"entity not named in the sentence", "period inherited", "metric not named in the sentence"}
    assert carried <= set(claims["12%"].doubts)
    assert claims["12%"].confidence < claims["2.14万个"].confidence


def test_a_long_way_from_the_measure_is_doubted(read: Read) -> None:
    text = "Revenue of ZTE in the three months that ended with the holidays of a cold winter was 2 billion yuan."
    assert "metric far from the number" in read(text, "2024-07-20")["2 billion yuan"].doubts


def test_every_doubt_costs_something_and_all_together_leave_a_chance() -> None:
    assert min(COSTS.values()) >= FLOOR > 0
    assert 0 <= confidence_of(tuple(COSTS)) < 0.01
    assert BASE > 0


@pytest.mark.parametrize("doubt", COSTS)
def test_any_doubt_lowers_confidence(doubt: str) -> None:
    assert confidence_of((doubt,)) < confidence_of(())


def test_a_conversion_is_as_sure_as_what_it_converts(read: Read) -> None:
    claims = read("Revenue of ZTE rose to 106.1 billion yuan ($15 billion) in 2023.", "2024-03-01")
    assert claims["$15 billion"].doubts == claims["106.1 billion yuan"].doubts
