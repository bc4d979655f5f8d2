"""Facts against claims: what counts as read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from extractors.records import Claim
from flows.press.articles import PressFact, read_articles
from flows.press.matching import find_unread, states_fact

ARTICLE = next(article for article in read_articles() if article.id == "td-2020-first-year")
FACT = ARTICLE.facts[0]
CLAIM = Claim(
    start=0,
    end=7,
    quote="130,000",
    low=130000.0,
    high=130000.0,
    comparator="eq",
    unit="count",
    of="5G base stations",
    per=None,
    metric="5G base stations",
    metric_original="5G base stations",
    metric_id="5g_base_stations",
    kind="level",
    basis=None,
    entity="China",
    entity_id="CN",
    place="China",
    place_id="CN",
    period_start=None,
    period_end=date(2019, 12, 31),
    period_origin="stated",
    modality="actual",
    attributed_to=None,
)


def test_the_claim_of_the_fact_reads_it() -> None:
    assert find_unread(ARTICLE, [CLAIM]) == ()


def test_without_claims_everything_is_unread() -> None:
    assert find_unread(ARTICLE, []) == ARTICLE.facts


@pytest.mark.parametrize(
    "change",
    [
        {"metric_id": "4g_base_stations"},
        {"metric_id": None},
        {"low": 13000.0},
        {"high": None},
        {"unit": "percent"},
        {"kind": "change"},
        {"modality": "target"},
        {"entity_id": "CN-GD", "place_id": "CN-GD"},
        {"entity_id": None, "place_id": None},
        {"period_end": date(2020, 1, 20)},
        {"period_start": date(2019, 1, 1)},
    ],
    ids=str,
)
def test_a_claim_that_differs_in_one_thing_does_not_read_it(change: dict[str, Any]) -> None:
    assert find_unread(ARTICLE, [replace(CLAIM, **change)]) == ARTICLE.facts


def test_a_place_without_an_entity_is_subject_enough() -> None:
    assert states_fact(replace(CLAIM, entity_id=None), FACT, ARTICLE)


def test_a_fact_without_a_period_takes_the_day_of_publication() -> None:
    timeless = PressFact(metric_id="5g_base_stations", unit="count", place_id="CN", value=130000.0)
    assert states_fact(replace(CLAIM, period_end=None), timeless, ARTICLE)
    assert states_fact(replace(CLAIM, period_end=date(2020, 1, 20)), timeless, ARTICLE)
    assert not states_fact(CLAIM, timeless, ARTICLE)
