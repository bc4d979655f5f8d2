"""The side-by-side of quantity extractors: its sentences and its judge."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from peer_gold import Amount, Sentence, parse_sentence, read_built_in, read_lines
from peer_units import symbol_of
from peers import LEVELS, is_right, score

FIVE = Amount(0, 4, (5.0,), "gt", "kg")


def test_the_built_in_sentences_are_at_least_a_hundred_in_each_language() -> None:
    sentences = read_built_in()
    for lang in ("en", "zh"):
        own = [sentence for sentence in sentences if sentence.lang == lang]
        assert len({sentence.text for sentence in own}) >= 100
        assert all(sentence.amounts for sentence in own)
    assert not any(mark in sentence.text for sentence in sentences for mark in "[]{}|")


def test_marks_become_quantities_and_open_spans() -> None:
    sentence = parse_sentence("In {2024} it took [3 to 5 kg|3..5|kg], not [2|>=2|count].", "en")
    assert sentence.text == "In 2024 it took 3 to 5 kg, not 2."
    assert [sentence.text[one.start : one.end] for one in sentence.amounts] == ["3 to 5 kg", "2"]
    assert [(one.values, one.comparator, one.unit) for one in sentence.amounts] == [
        ((3.0, 5.0), "range", "kg"),
        ((2.0,), "ge", "count"),
    ]
    assert sentence.open_spans == ((3, 7),)


def test_a_mark_without_a_value_is_named() -> None:
    with pytest.raises(ValueError, match="'about 5' is no value"):
        parse_sentence("[5 kg|about 5|kg]", "en")


def test_a_file_has_quantities_as_the_command_prints_them(tmp_path: Path) -> None:
    row = {"start": 0, "end": 4, "low": None, "high": -5.0, "comparator": "gt", "unit": "kg"}
    path = tmp_path / "some.jsonl"
    path.write_text(json.dumps({"text": "5 kg", "lang": "en", "quantities": [row]}) + "\n")
    assert read_lines(path) == [Sentence("5 kg", "en", (FIVE,))]


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (Amount(1, 4, (5.0,), "gt", "kg"), (True, True, True)),
        (Amount(0, 4, (5.0,), "ge", "kg"), (True, True, True)),
        (Amount(0, 4, (5.0,), "eq", "kg"), (True, True, False)),
        (Amount(0, 4, (5.0,), "gt", "g"), (True, False, False)),
        (Amount(0, 4, (5.1,), "gt", "kg"), (False, False, False)),
        (Amount(0, 4, (4.0, 5.0), "range", "kg"), (False, False, False)),
    ],
)
def test_value_unit_and_comparator_are_judged_one_after_the_other(found: Amount, right: tuple[bool, ...]) -> None:
    assert tuple(is_right(FIVE, found, level) for level in LEVELS) == right


def test_half_passes_for_fifty_percent_and_a_bare_number_for_a_multiple() -> None:
    assert is_right(Amount(0, 4, (50.0,), "eq", "percent"), Amount(0, 4, (0.5,), "eq", "count"), "value+unit")
    assert is_right(Amount(0, 4, (3.0,), "eq", "times"), Amount(0, 4, (3.0,), "eq", "count"), "value+unit")
    assert not is_right(Amount(0, 4, (50.0,), "eq", "percent"), Amount(0, 4, (50.0,), "eq", "count"), "value+unit")


def test_years_may_be_read_or_not_and_names_may_not() -> None:
    sentence = parse_sentence("In {2024} the 5G arm lifted [5 kg|5|kg].", "en")
    (gold,) = sentence.amounts
    year, name = Amount(3, 7, (2024.0,), "eq", "count"), Amount(12, 13, (5.0,), "eq", "count")
    assert score([sentence], [[year, gold]], "value") == 1
    assert score([sentence], [[name, gold]], "value") == pytest.approx(2 / 3)
    assert score([sentence], [[]], "value") == 0


def test_units_of_the_peers_are_known_by_our_symbols() -> None:
    assert symbol_of("Kilometer per hour") == "km/h"
    assert symbol_of("CNY") == "CNY"
