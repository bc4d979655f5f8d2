"""Why a claim says what it says: each field names the words without which it would be another."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest

from extractors.claims import extract_claims
from extractors.evidence.evidence import Evidence
from extractors.evidence.explanation import Explanation, explain_article
from extractors.records import Article
from extractors.rulebook import Rulebook

Explain = Callable[[str], Explanation]
HOSTILE = ["((((1))))" * 40, "1" * 4000, "\ud800 5 percent \u202e 7%", "九" * 500, "1 " * 300, ""]


@pytest.fixture
def explain(rulebook: Rulebook) -> Explain:
    """The explanation of a text published on 20 July 2024."""
    return lambda text: explain_article(article(text), rulebook)


def article(text: str) -> Article:
    return Article("a", None, None, None, None, None, date(2024, 7, 20), None, text)


def reasons(explanation: Explanation, quote: str, field: str) -> list[tuple[str, str, str]]:
    """(words, what was found there, value without them) of one field of the claim with the quote."""
    (claim,) = [item for item in explanation.claims if item.claim.quote == quote]
    return [(item.quote, item.rule, item.otherwise) for item in claim.evidence if item.field == field]


def test_a_plan_rests_on_its_cue(explain: Explain) -> None:
    found = explain("Harbin plans to build 2,000 5G base stations by the end of 2026.")
    assert ("plans to", "modality: target", "expected") in reasons(found, "2,000", "modality")


def test_a_metric_rests_on_its_phrase_and_a_period_on_its_time(explain: Explain) -> None:
    found = explain("截至2024年6月底，哈尔滨市累计建成5G基站2.14万个。")
    assert reasons(found, "2.14万个", "metric") == [("累计建成5G基站", "metric: 5g_base_stations", "5G base stations")]
    assert reasons(found, "2.14万个", "period") == [("截至2024年6月底", "time: month (as_of)", "none")]


def test_a_comparator_of_two_words_is_one_piece(explain: Explain) -> None:
    found = explain("Harbin has more than 2,000 robot companies.")
    assert reasons(found, "2,000", "comparator") == [("more than", "", "eq")]


def test_unit_and_magnitude_rest_on_the_words_inside_the_number(explain: Explain) -> None:
    found = explain("Sales reached 12 billion yuan in 2023.")
    assert ("billion", "", "12") in reasons(found, "12 billion yuan", "value")
    assert any("yuan" in words for words, _, _ in reasons(found, "12 billion yuan", "unit"))


def test_a_direction_rests_on_its_verb(explain: Explain) -> None:
    assert reasons(explain("Output fell 3 percent."), "3 percent", "change") == [("fell", "", "none")]


def test_a_name_in_the_sentence_and_in_focus_is_still_shown(explain: Explain) -> None:
    found = explain("Harbin had 2,000 robot companies at the end of June 2024.")
    assert [words for words, _, _ in reasons(found, "2,000", "entity")] == ["Harbin"]


def test_what_is_carried_on_is_shown_where_it_was_said(explain: Explain) -> None:
    text = "截至2024年6月底，哈尔滨市5G基站达2.14万个。同比增长12%。"
    found = explain(text)
    (period,) = [
        item
        for claim in found.claims
        if claim.claim.quote == "12%"
        for item in claim.evidence
        if item.field == "period"
    ]
    assert text[period.start : period.end] == "截至2024年6月底"
    assert period.rule.startswith("carried on: time")


def test_a_source_is_shown_where_it_stands(explain: Explain) -> None:
    found = explain("Harbin has 2,000 robot companies, Li Wei said.")
    assert reasons(found, "2,000", "attributed_to") == [("Li Wei", "attribution: said", "none")]


def test_a_conversion_says_that_it_has_its_framing_from_another_figure(explain: Explain) -> None:
    found = explain("Revenue of ZTE Corp. rose to 106.1 billion yuan ($15 billion) in 2023.")
    assert {
        rule for field in ("entity", "period", "metric") for _, rule, _ in reasons(found, "$15 billion", field)
    } <= {
        "as the figure that it converts",
        *(
            rule
            for field in ("entity", "period", "metric")
            for _, rule, _ in reasons(found, "106.1 billion yuan", field)
        ),
    }


def test_a_number_left_out_names_its_reason_and_the_word_behind_it(explain: Explain) -> None:
    found = explain("The chairman, aged 58, opened 3 plants.")
    (left_out,) = found.left_out
    assert (left_out.number.quote, left_out.reason) == ("58", "age")
    assert left_out.evidence == (Evidence("left out", 14, 18, "aged", "", "left out: bare"),)


def test_what_rules_looked_at_is_listed_with_its_names(explain: Explain) -> None:
    text = "China Mobile plans to open 300 stores."
    labels = {text[piece.start : piece.end]: piece.labels for piece in explain(text).found}
    assert labels["China Mobile"] == ("name: China Mobile (company china_mobile)",)
    assert "modality: target" in labels["plans to"]


@pytest.mark.parametrize(
    "text",
    [
        "Output fell 3 percent in May, and sales of 2.5 billion yuan are expected this year, up from 2 billion.",
        "今年前5个月，全国工业机器人产量27.8万套，同比增长37.2%；其中5月产量6.9万套，增长35.5%。",
        "ZTE revenue up 12 percent\nRevenue of ZTE rose 12 percent year on year to 62.5 billion yuan ($8.6 billion).",
    ],
)
def test_the_claims_explained_are_those_extracted(text: str, rulebook: Rulebook) -> None:
    explained = tuple(item.claim for item in explain_article(article(text), rulebook).claims)
    assert explained == extract_claims(article(text), rulebook)
    for item in explain_article(article(text), rulebook).claims:
        assert all(text[evidence.start : evidence.end] == evidence.quote for evidence in item.evidence)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_explained_in_bounded_time(text: str, explain: Explain) -> None:
    started = time.perf_counter()
    explain(text)
    assert time.perf_counter() - started < 20
