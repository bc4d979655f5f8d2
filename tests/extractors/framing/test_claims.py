"""Whole articles: spans, purity, hostile input, JSON."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linear import require_linear

from extractors.claim_json import FIELDS, claim_to_json
from extractors.claims import extract_claims
from extractors.records import Article, Claim
from extractors.rulebook import Rulebook, build_rulebook

Read = Callable[..., dict[str, Claim]]
STORY = (
    "Orchid Robotics sales up 40 percent\n"
    "Orchid Robotics sold 1,200 robots in the first half of 2025, up 40 percent from a year earlier, "
    "the company said on Monday. "
    "Revenue was 106 million yuan ($15 million). The company plans to open 12 stores in Japan by 2027.\n"
)


def article(text: str, day: date | None = date(2025, 8, 5)) -> Article:
    return Article("a", None, None, None, None, None, day, None, text)


def test_every_span_quotes_the_text(rulebook: Rulebook) -> None:
    claims = extract_claims(article(STORY), rulebook)
    assert len(claims) == 6
    assert all(STORY[claim.start : claim.end] == claim.quote for claim in claims)
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)


def test_headline_takes_its_basis_from_the_body(rulebook: Rulebook) -> None:
    headline = extract_claims(article(STORY), rulebook)[0]
    assert (headline.quote, headline.basis) == ("40 percent", "yoy")


def test_conversion_takes_the_framing_of_its_original(rulebook: Rulebook) -> None:
    claims = {claim.quote: claim for claim in extract_claims(article(STORY), rulebook)}
    yuan, dollars = claims["106 million yuan"], claims["$15 million"]
    assert dollars.same_as is not None
    assert (dollars.entity, dollars.period_end, dollars.modality) == (yuan.entity, yuan.period_end, yuan.modality)
    assert (dollars.unit, dollars.low) == ("USD", 15_000_000)


def test_coins_are_a_part_of_their_currency(read: Read) -> None:
    claims = read("Profit was HK$3 million, or 32 cents a share. It paid 12 U.S. cents, 40 pence and 5 euro cents.")
    units = {quote: (claim.low, claim.unit, claim.same_as) for quote, claim in claims.items()}
    assert units == {
        "HK$3 million": (3e6, "HKD", None),
        "32 cents": (0.32, "HKD", None),
        "12 U.S. cents": (0.12, "USD", None),
        "40 pence": (0.4, "GBP", None),
        "5 euro cents": (0.05, "EUR", None),
    }


def test_plan_with_a_year_is_a_target_by_then(rulebook: Rulebook) -> None:
    stores = {claim.quote: claim for claim in extract_claims(article(STORY), rulebook)}["12"]
    assert (stores.modality, stores.period_start, stores.period_end, stores.place) == (
        "target",
        None,
        date(2027, 12, 31),
        "Japan",
    )


def test_same_article_gives_the_same_claims(rulebook: Rulebook, config_data: dict[str, Any]) -> None:
    again = build_rulebook(config_data)
    assert extract_claims(article(STORY), rulebook) == extract_claims(article(STORY), again)
    assert rulebook.version == again.version


def test_version_names_the_words(config_data: dict[str, Any], rulebook: Rulebook) -> None:
    fewer = {**config_data, "metrics": config_data["metrics"][:-1]}
    assert build_rulebook(fewer).version != rulebook.version


def test_rulebook_is_compiled_quickly(config_data: dict[str, Any]) -> None:
    def seconds() -> float:
        began = time.perf_counter()
        build_rulebook(config_data)
        return time.perf_counter() - began

    assert any(seconds() < 1.0 for _ in range(3))


def test_text_without_numbers_has_no_claims(rulebook: Rulebook) -> None:
    assert extract_claims(article("Robots dance well."), rulebook) == ()
    assert extract_claims(article(""), rulebook) == ()


def test_article_of_no_language_is_read_by_its_script(rulebook: Rulebook) -> None:
    assert extract_claims(article("产量同比增长12%。"), rulebook)[0].basis == "yoy"


def test_json_has_the_fields_of_the_guide(read: Read) -> None:
    claim = read("Sales were 12 million yuan by the end of 2024.", "2025-01-02")["12 million yuan"]
    plain = claim_to_json(claim)
    assert tuple(plain) == FIELDS
    assert plain["period_end"] == "2024-12-31"
    assert plain["low"] == 12_000_000
    assert isinstance(plain["low"], int)
    assert json.loads(json.dumps(plain)) == plain


@pytest.mark.parametrize(
    ("piece", "most"),
    [
        ("7 ", 4_000),
        ("(", 100_000),
        ("5%", 800),
        ("\u202e12 percent\u202c ", 200),
        ("5亿元，", 400),
        ("up 3 percent, China ", 200),
        ("\ud800 5 percent", 1),
    ],
)
def test_hostile_text_raises_nothing_and_takes_linear_time(rulebook: Rulebook, piece: str, most: int) -> None:
    def read(count: int) -> None:
        text = piece * count + "5"
        for claim in extract_claims(article(text), rulebook):
            assert text[claim.start : claim.end] == claim.quote

    require_linear(read, most)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="今年 5G亿元%上涨 up from China to 12.3 billion, said. “”()\n去比增长截至月底-", max_size=160))
def test_any_text_is_read_without_error(rulebook: Rulebook, text: str) -> None:
    for claim in extract_claims(article(text), rulebook):
        assert text[claim.start : claim.end] == claim.quote
        assert claim.period_start is None or claim.period_end is None or claim.period_start <= claim.period_end
