"""What `claimwatch quantities` prints: claims and the numbers that are none but measure something."""

from __future__ import annotations

import pytest

from extractors.numbers.measured_numbers import find_measures
from extractors.numbers.quantities import QuantityRules
from extractors.records import Lang

# quote, low, high, unit, excluded
Row = tuple[str, float | None, float | None, str, str | None]

KEPT: list[tuple[str, Lang, list[Row]]] = [
    ("A 34-year-old won.", "en", [("34-year", 34, 34, "year", "age")]),
    ("Mei Lan, 61, runs the shop.", "en", [("61", 61, 61, "year", "age")]),
    ("Makers of sub-7 nanometre chips.", "en", [("7 nanometre", None, 7, "nm", "threshold")]),
    ("Those under the age of 16.", "en", [("16", None, 16, "year", "age")]),
    ("One of the pumps failed.", "en", [("One", 1, 1, "count", "pronoun")]),
    ("They fed one another.", "en", []),
    ("He was jailed for six months.", "en", [("six months", 6, 6, "month", "period")]),
    ("The answer is 42.", "en", [("42", 42, 42, "count", None)]),
    ("seventeen", "en", [("seventeen", 17, 17, "count", "bare")]),
    ("3/8", "en", [("3/8", 37.5, 37.5, "percent", "bare")]),
    ("Tens of thousands of bees left.", "en", [("Tens of thousands", 10_000, 100_000, "count", "vague")]),
    ("It lost hundreds of dollars.", "en", [("hundreds of dollars", 100, 1000, "USD", "vague")]),
    ("They are building three plants.", "en", [("three", 3, 3, "count", None)]),
    ("Regulators will issue 3 licences.", "en", [("3", 3, 3, "count", None)]),
    ("三百二十", "zh", [("三百二十", 320, 320, "count", "bare")]),
    ("答案是七，不是九。", "zh", [("七", 7, 7, "count", "bare"), ("九", 9, 9, "count", "bare")]),
    ("来了十几万人。", "zh", [("十几万人", 100_000, None, "count", "vague")]),
    ("公司成立于十二年前。", "zh", [("十二年", 12, 12, "year", "period")]),
    ("他今年35岁。", "zh", [("35", 35, 35, "year", "age")]),
]


@pytest.mark.parametrize(("text", "lang", "want"), KEPT)
def test_what_measures_is_printed_with_the_reason_against_a_claim(
    text: str, lang: Lang, want: list[Row], rules: QuantityRules
) -> None:
    found = find_measures(text, lang, rules)
    assert [(q.quote, q.low, q.high, q.unit, q.excluded) for q in found] == want


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("It opened in 2019.", "en"),
        ("They met on Sept. 20-24 and Oct. 9, 2021.", "en"),
        ("The 14th floor of 25 Harbour View Road.", "en"),
        ("The home side won 3-1 after a 2-2 draw.", "en"),
        ("The S&P 500 and the Fortune 100.", "en"),
        ("The iPhone 5s and the Model 3s.", "en"),
        ("Buy the red one.", "en"),
        ("It is in building 3 of the park; see issue 4 of the magazine.", "en"),
        ("Its 2019 sales, between 2014 and 2017.", "en"),
        ("Sites per 10,000 people.", "en"),
        ("每万人", "zh"),
        ("第3名，2019年。", "zh"),
        ("一个好消息，四面八方。", "zh"),
    ],
)
def test_dates_ranks_scores_and_names_measure_nothing(text: str, lang: Lang, rules: QuantityRules) -> None:
    assert [q.quote for q in find_measures(text, lang, rules)] == []


@pytest.mark.parametrize(
    ("text", "trends"),
    [
        ("Dow +0.4%, Nasdaq -1.2%", ["up", "down"]),
        ("It was -5 degrees Celsius.", [None]),
        ("The index lost 90 points, or 0.6 percent.", ["down", "down"]),
        ("Shares ended down 2 percent.", ["down"]),
        ("They ended up with 20 plants.", [None]),
    ],
)
def test_the_trend_is_that_of_verb_or_sign(text: str, trends: list[str | None], rules: QuantityRules) -> None:
    assert [q.direction for q in find_measures(text, "en", rules)] == trends


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("It sold 300 bikes, compared with 120 in May.", ["bikes", "bikes"]),
        ("Exports rose to 5 million cars from 4 million last year.", ["cars", "cars"]),
        ("A six-cylinder engine.", ["cylinder"]),
        ("It sold 5,835 units.", ["units"]),
        ("Eight more stations opened.", ["stations"]),
        ("A third of 90 buses serving towns ran.", [None, "buses"]),
        ("It sold 300 bikes. From 2 to 4 it rained.", ["bikes", None]),
    ],
)
def test_a_count_without_a_noun_has_that_of_the_one_before(
    text: str, nouns: list[str | None], rules: QuantityRules
) -> None:
    assert [q.noun for q in find_measures(text, "en", rules)] == nouns
