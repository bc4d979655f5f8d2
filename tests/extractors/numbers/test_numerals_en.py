"""English numerals: literal spellings for each value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from extractors.numbers.english_numbers import EnglishNumbers, build_english_numbers
from extractors.numbers.numerals import Numeral, parse_digits, parse_exponent
from extractors.numbers.numerals_en import find_numerals_en

SPELLINGS = [
    (7, ["7", "seven"]),
    (16, ["16", "sixteen"]),
    (21, ["twenty-one", "twenty one", "21"]),
    (99, ["ninety-nine"]),
    (100, ["a hundred", "one hundred", "100"]),
    (116, ["one hundred and sixteen", "one hundred sixteen", "a hundred and sixteen"]),
    (12, ["a dozen", "twelve", "one dozen"]),
    (36, ["3 dozen", "three dozen"]),
    (1200, ["1,200", "twelve hundred", "1.2 thousand", "one thousand two hundred"]),
    (5000, ["5k", "5,000", "5 thousand", "five thousand"]),
    (202000, ["two hundred and two thousand", "202,000"]),
    (500000, ["half a million", "five hundred thousand", "0.5 million", "500,000"]),
    (250000, ["a quarter million", "quarter million"]),
    (1000000, ["a million", "1 million", "one million", "1m users", "1-million"]),
    (1500000, ["one and a half million", "1.5 million", "1.5mn", "1.5mln", "1½ million"][:4]),
    (1250000000, ["1.25 billion", "1.25bn", "1,250 million", "$1.25b"]),
    (3000000000000, ["3 trillion", "three trillion", "3tn"]),
    (21000000000300, ["twenty-one trillion three hundred", "twenty-one trillion and three hundred"]),
    (1000250000, ["one billion and a quarter million"]),
    (10000000, ["1 crore", "one crore"]),
    (300000, ["3 lakh", "3,00,000"]),
    (1234567.89, ["12,34,567.89", "1,234,567.89"]),
    (1234567, ["1 234 567", "1,234,567"]),
    (2.5, ["2.5", "two and a half", "2 1/2", "2½", "two point five"]),
    (3.25, ["three and one fourth", "three and a quarter", "3 1/4"]),
    (9.04, ["nine point nought four", "9.04"]),
    (200.71, ["two hundred point seventy-one"]),
    (1e9, ["10^9", "1000^3"]),
    (0.25, ["2^-2", "4^-1"]),
    (7.5, ["seven and one half", "7 1/2", "seven and fifty hundredths"]),
    (750000, ["three quarters of a million", "0.75 million"]),
    (500000000, ["half of a billion", "half a billion"]),
    (1.2e-7, ["1.2×10−7", "1.2x10^-7"]),
    (-5.5, ["minus five point five", "-5.5", "negative five point five"]),
    (1300000, ["1.3e6", "1.3x10^6", "1.3×10⁶"]),
    (0.000623, ["6.23x10^-4", "6.23e-4"]),
]
FRACTIONS = [
    (0.5, ["half", "one half", "a half", "½"]),
    (1 / 3, ["one third", "a third of", "one-third", "⅓"]),
    (2 / 3, ["two thirds", "two-thirds", "⅔", "two in three", "two out of three"]),
    (0.75, ["three quarters", "three-quarters", "¾", "3/4"]),
    (0.2, ["one fifth", "a fifth of", "one in five"]),
    (0.625, ["five eighths", "five-eighths"]),
    (4 / 21, ["four twenty-firsts", "four over twenty one", "4 over 21."]),
    (6 / 35, ["six thirty-fifths", "six thirty fifths"]),
    (1 / 40, ["1 in 40", "one in forty", "one over forty"]),
    (0.3, ["3 in 10 farmers", "three out of ten", "3 out of 10"]),
    (1 / 16, ["1/16", "1\u204416"]),
]


@pytest.fixture(scope="module")
def words(languages: Mapping[str, Mapping[str, Any]]) -> EnglishNumbers:
    return build_english_numbers(languages["en"]["numbers"])


def numerals(text: str, words: EnglishNumbers) -> list[Numeral]:
    return find_numerals_en(text, text.lower(), words)


@pytest.mark.parametrize(("value", "text"), [(value, text) for value, texts in SPELLINGS for text in texts])
def test_spelling_has_its_value(value: float, text: str, words: EnglishNumbers) -> None:
    found = numerals(text, words)
    assert [(numeral.form, float(numeral.value)) for numeral in found] == [("plain", pytest.approx(value))]


@pytest.mark.parametrize(("value", "text"), [(value, text) for value, texts in FRACTIONS for text in texts])
def test_bare_fraction_is_marked_as_one(value: float, text: str, words: EnglishNumbers) -> None:
    found = numerals(text, words)
    assert [(numeral.form, float(numeral.value)) for numeral in found] == [("fraction", pytest.approx(value))]


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05",
        "7:17 am",
        "07:30:15",
        "26th",
        "0941.hk",
        "5/17/2018",
        "3.1.2",
        "the 1990s",
        "0430 gmt",
        "https://a.example/2024/05/17?n=3",
        "2024-25",
        "1" * 31,
    ],
)
def test_dates_clocks_and_codes_are_masked(text: str, words: EnglishNumbers) -> None:
    assert {numeral.form for numeral in numerals(text, words)} == {"masked"}


@pytest.mark.parametrize("text", ["dozens of", "hundreds of", "tens of", "millions"])
def test_bare_plurals_are_vague(text: str, words: EnglishNumbers) -> None:
    assert [numeral.form for numeral in numerals(text, words)] == ["vague"]


@pytest.mark.parametrize(
    "text", ["a third factory", "the third", "a company", "multi-billion", "someone", "often", "million"]
)
def test_words_that_only_contain_numbers_are_none(text: str, words: EnglishNumbers) -> None:
    assert numerals(text, words) == []


def test_numbers_in_words_do_not_run_into_each_other(words: EnglishNumbers) -> None:
    found = numerals("two million and three million, four hundred", words)
    assert [int(numeral.value) for numeral in found] == [2_000_003, 400]


@pytest.mark.parametrize(
    ("text", "step"),
    [("3.38 million", 10_000), ("10 billion", 10**9), ("8,075", 1), ("200,000", 1000), ("0.8", 0.1), ("1.50", 0.01)],
)
def test_step_is_what_the_last_digit_is_worth(text: str, step: float, words: EnglishNumbers) -> None:
    assert float(numerals(text, words)[0].step) == pytest.approx(step)


def test_letters_after_digits_are_magnitudes_only_where_they_can_be(words: EnglishNumbers) -> None:
    values = {
        text: float(numerals(text, words)[0].value) for text in ("1.8m tall", "100t", "4k video", "$3b", "5m users")
    }
    assert values == {"1.8m tall": 1.8, "100t": 100, "4k video": 4, "$3b": 3e9, "5m users": 5e6}


def test_digits_and_exponents_parse_exactly() -> None:
    assert tuple(map(float, parse_digits("1,674.5"))) == (1674.5, 0.1)
    assert float(parse_exponent("⁻⁴")) == 0.0001
    assert float(parse_exponent("999")) == 1e30


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3 in 40 towns", [3, 40]),
        ("12 out of 10", [12, 10]),
        ("won 20 over 3 years", [20, 3]),
        ("one in 5 million", [1, 5e6]),
        ("twenty-four fifths", [4.8]),
        ("10^999", [10]),
    ],
)
def test_numbers_that_only_look_like_fractions_or_powers_stay_apart(
    text: str, values: list[float], words: EnglishNumbers
) -> None:
    assert [float(numeral.value) for numeral in numerals(text, words)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4.3M users", 4.3e6),
        ("sold 40M", 40e6),
        ("38m of its shoes", 38e6),
        ("2.6m printed and digital copies", 2.6e6),
        ("8 B people", 8e9),
        ("AUD1.5m", 1.5e6),
        ("RM3.4mil", 3.4e6),
        ("1.8m tall", 1.8),
        ("a 37m high wall", 37),
        ("100M broadband", 100),
        ("a 200M race", 200),
    ],
)
def test_a_letter_behind_digits_is_a_magnitude_or_a_unit(text: str, value: float, words: EnglishNumbers) -> None:
    assert float(numerals(text, words)[0].value) == value


@pytest.mark.parametrize(
    ("text", "least"), [("dozens of", 12), ("tens of thousands of", 10_000), ("hundreds of millions", 1e8)]
)
def test_a_vague_plural_has_the_least_that_it_means(text: str, least: float, words: EnglishNumbers) -> None:
    assert [float(numeral.value) for numeral in numerals(text, words)] == [least]
