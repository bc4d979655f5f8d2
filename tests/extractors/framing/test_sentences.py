"""Where sentences and clauses end."""

from __future__ import annotations

import time

from extractors.text.sentences import clause_at, clause_bounds, split_sentences


def texts(text: str, lang: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, lang)]


def test_stop_before_a_capital_ends_an_english_sentence() -> None:
    assert texts("Output rose. Exports fell.", "en") == ["Output rose.", "Exports fell."]


def test_abbreviations_do_not_end_a_sentence() -> None:
    assert len(texts("Dr. Wu of Nova Robotics Co. Ltd. met J. Smith in the U.S. Senate.", "en")) == 1


def test_company_form_before_the_ends_a_sentence() -> None:
    assert texts("It is owned by Nova Inc. The deal closed.", "en") == ["It is owned by Nova Inc.", "The deal closed."]


def test_decimal_points_do_not_end_a_sentence() -> None:
    assert len(texts("Sales rose 3.5 percent to 1.2 billion yuan.", "en")) == 1


def test_a_lost_blank_between_sentences_is_made_up_for() -> None:
    assert texts("Orders rose 9%.Meanwhile, Larkspur.Com sold 40 cranes.The rest went to Orchid.", "en") == [
        "Orders rose 9%.",
        "Meanwhile, Larkspur.Com sold 40 cranes.",
        "The rest went to Orchid.",
    ]


def test_closing_quote_stays_with_its_chinese_sentence() -> None:
    assert texts("他说：“很好。”随后离开。", "zh") == ["他说：“很好。”", "随后离开。"]


def test_first_short_line_without_a_stop_is_the_title() -> None:
    first, second = split_sentences("Robots sell well\nSales rose 3 percent.", "en")
    assert first.title
    assert first.heading
    assert not second.heading


def test_comma_inside_a_number_is_no_clause_break() -> None:
    text = "It sold 3,800 units, up 5 percent"
    assert clause_at(clause_bounds(text, 0, len(text)), text.index("3,800")) == (0, 20)


def test_nothing_gives_no_sentence() -> None:
    assert split_sentences("", "en") == ()
    assert split_sentences("\n \n", "zh") == ()


def test_a_megabyte_without_a_stop_is_cut_in_linear_time() -> None:
    began = time.perf_counter()
    assert len(split_sentences("7" * 1_000_000, "en")) > 500
    assert time.perf_counter() - began < 2
