"""From claims to series: whose word stands, and what is kept apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from stories import END_2024, load_stories, query_series, stations

from warehouse.originators import resolve_originator

OBSERVED = "SELECT value, independent, claims, disagreement FROM observations ORDER BY value"


def test_one_period_is_one_observation_whoever_carries_it(desk: Any) -> None:
    load_stories(
        desk,
        {"source": "wire", "claims": [stations(desk, "4.251 million", 4_251_000)]},
        {"source": "gazette", "claims": [stations(desk, "4.25 million", 4_250_000, precision=5000.0)]},
    )
    rows = query_series(desk, "SELECT value, publishers, independent, claims, disagreement, quote FROM observations")
    assert rows == [(4_251_000, ["The Gazette", "The Wire"], 2, 2, False, "4.251 million")]


def test_the_word_of_the_body_whose_statistic_it_is_outranks_what_many_say(desk: Any) -> None:
    load_stories(
        desk,
        {"source": "mirror", "claims": [stations(desk, "4.251 million", 4_251_000, attributed_to="工信部")]},
        {"source": "wire", "claims": [stations(desk, "4.4 million", 4_400_000)]},
        {"source": "gazette", "claims": [stations(desk, "4.40 million", 4_400_000)]},
    )
    rows = query_series(desk, "SELECT value, originator, independent, disagreement FROM observations")
    assert rows == [(4_251_000, "Ministry of Industry and Information Technology", 3, True)]


def test_an_official_source_speaks_for_itself_but_not_for_others(desk: Any) -> None:
    quoting = stations(desk, "4.5 million", 4_500_000, attributed_to="Research House")
    load_stories(
        desk,
        {"source": "ministry", "claims": [quoting]},
        {"source": "wire", "claims": [stations(desk, "4.25 million", 4_250_000)]},
        {"source": "gazette", "claims": [stations(desk, "4.251 million", 4_251_000, precision=5000.0)]},
    )
    assert [row[0] for row in query_series(desk, OBSERVED)] == [4_250_000]


def test_an_originator_that_corrects_itself_is_believed(desk: Any) -> None:
    load_stories(
        desk,
        {"source": "ministry", "day": date(2025, 1, 10), "claims": [stations(desk, "4.2 million", 4_200_000)]},
        {"source": "ministry", "day": date(2025, 2, 10), "claims": [stations(desk, "4.251 million", 4_251_000)]},
    )
    rows = query_series(desk, "SELECT value, disagreement, published_day, first_published, claims FROM observations")
    assert rows == [(4_251_000, False, date(2025, 2, 10), date(2025, 1, 10), 2)]


def test_rounding_later_does_not_replace_the_exact_figure(desk: Any) -> None:
    load_stories(
        desk,
        {"source": "ministry", "day": date(2025, 1, 10), "claims": [stations(desk, "4.251 million", 4_251_000)]},
        {
            "source": "ministry",
            "day": date(2025, 2, 10),
            "claims": [stations(desk, "4.25 million", 4_250_000, comparator="approx", precision=5000.0)],
        },
    )
    assert [row[0] for row in query_series(desk, OBSERVED)] == [4_251_000]


def test_without_an_owner_what_most_originators_share_stands_then_the_higher_tier(desk: Any) -> None:
    load_stories(
        desk,
        {"source": "wire", "claims": [stations(desk, "4.3 million", 4_300_000)]},
        {"source": "gazette", "claims": [stations(desk, "4.251 million", 4_251_000)]},
        {"source": "mirror", "claims": [stations(desk, "4.2511 million", 4_251_100)]},
    )
    assert query_series(desk, "SELECT value, originator, disagreement FROM observations") == [
        (4_251_000, "The Gazette", True)
    ]


def test_papers_of_one_house_are_one_originator(desk: Any) -> None:
    load_stories(
        desk,
        {"source": "gazette", "claims": [stations(desk, "4.251 million", 4_251_000)]},
        {"source": "gazette_en", "claims": [stations(desk, "4.2 million", 4_200_000, precision=5000.0)]},
    )
    assert [row[1] for row in query_series(desk, OBSERVED)] == [1]


def test_a_body_speaks_once_whether_in_its_own_feed_or_quoted_by_others(desk: Any) -> None:
    load_stories(
        desk,
        {"source": "bulletin", "claims": [stations(desk, "4.251 million", 4_251_000)]},
        {"source": "wire", "claims": [stations(desk, "4.25 million", 4_250_000, attributed_to="the MIIT")]},
    )
    rows = query_series(desk, "SELECT value, originator, independent, publishers FROM observations")
    ministry = "Ministry of Industry and Information Technology"
    assert rows == [(4_251_000, ministry, 1, ["The Bulletin", "The Wire"])]


def test_a_company_that_runs_the_source_speaks_for_itself(desk: Any) -> None:
    own = {"entity": "Acme Robots", "entity_id": "acme", "place": None, "place_id": None, "precision": 5.0}
    load_stories(
        desk,
        {"source": "acme_news", "claims": [stations(desk, "4,100", 4_100, **own)]},
        {"source": "wire", "claims": [stations(desk, "4,900", 4_900, **own)]},
        {"source": "gazette", "claims": [stations(desk, "4,901", 4_901, **own)]},
    )
    assert query_series(desk, "SELECT value, originator, disagreement FROM observations") == [
        (4_100, "Acme Robots", True)
    ]


def test_bounds_agree_with_what_they_bound_and_stay_bounds(desk: Any) -> None:
    more = desk.claim("4.2 million", 4_200_000, comparator="gt", precision=50_000.0, **END_2024)
    load_stories(
        desk,
        {"source": "gazette", "claims": [more]},
        {"source": "wire", "claims": [stations(desk, "4.251 million", 4_251_000)]},
    )
    rows = query_series(desk, "SELECT value, low, high, comparator, independent, disagreement FROM observations")
    assert rows == [(4_251_000, 4_251_000, 4_251_000, "eq", 2, False)]


def test_a_bound_alone_is_the_value_and_says_so(desk: Any) -> None:
    fell = desk.claim(
        "6 percent", None, high=-6, comparator="gt", unit="percent", kind="growth", basis="yoy", **END_2024
    )
    load_stories(desk, {"claims": [desk.claim("4.2 million", 4_200_000, comparator="gt", **END_2024), fell]})
    rows = query_series(desk, "SELECT kind, value, low, high, comparator FROM observations ORDER BY kind")
    assert rows == [("growth", -6, None, -6, "gt"), ("level", 4_200_000, 4_200_000, None, "gt")]


def test_a_bound_that_is_far_from_the_figure_contradicts_it(desk: Any) -> None:
    load_stories(
        desk,
        {"source": "wire", "claims": [desk.claim("3 million", 3_000_000, comparator="gt", **END_2024)]},
        {"source": "gazette", "claims": [stations(desk, "4.251 million", 4_251_000)]},
    )
    assert [row[3] for row in query_series(desk, OBSERVED)] == [True]


def test_provinces_cities_and_companies_never_enter_the_national_figure(desk: Any) -> None:
    load_stories(
        desk,
        {
            "claims": [
                stations(desk, "4,251,000", 4_251_000),
                stations(
                    desk, "400,001", 400_001, entity="Guangdong", entity_id="CN-GD", place="Guangdong", place_id="CN-GD"
                ),
                stations(desk, "90,001", 90_001, entity="Guangzhou", entity_id="CN-GZ", place=None, place_id=None),
                stations(
                    desk, "1,200,000", 1_200_000, entity="Acme Robots", entity_id="acme", place=None, place_id=None
                ),
                stations(
                    desk, "5,000,000", 5_000_000, entity="World", entity_id="WORLD", place="World", place_id="WORLD"
                ),
                stations(desk, "300,000", 300_000, place="Guangdong", place_id="CN-GD"),
            ]
        },
    )
    rows = query_series(
        desk, "SELECT scope, entity_id, place_id, value, independent FROM observations ORDER BY value DESC"
    )
    assert rows == [
        ("world", "WORLD", "WORLD", 5_000_000, 1),
        ("country", "CN", "CN", 4_251_000, 1),
        ("company", "acme", "CN", 1_200_000, 1),
        ("province", "CN-GD", "CN-GD", 400_001, 1),
        ("province", "CN", "CN-GD", 300_000, 1),
        ("city", "CN-GZ", "CN-GZ", 90_001, 1),
    ]


def test_a_country_beside_the_world_is_that_country(desk: Any) -> None:
    load_stories(desk, {"claims": [stations(desk, "4,251,000", 4_251_000, place="World", place_id="WORLD")]})
    assert query_series(desk, "SELECT scope, place_id FROM observations") == [("country", "CN")]


def test_a_name_as_written_is_the_entity_that_the_catalogue_knows_by_it(desk: Any) -> None:
    written = {"entity": "我国", "entity_id": None, "place": None, "place_id": None}
    load_stories(
        desk,
        {"source": "wire", "claims": [stations(desk, "4.251 million", 4_251_000)]},
        {"source": "gazette", "claims": [stations(desk, "4.25 million", 4_250_000, precision=5000.0, **written)]},
        {"source": "mirror", "claims": [stations(desk, "4,000", 4_000, **{**written, "entity": "A Stranger"})]},
    )
    rows = query_series(desk, "SELECT entity, entity_id, claims FROM observations ORDER BY value DESC")
    assert rows == [("China", "CN", 2), ("A Stranger", None, 1)]


def test_a_conversion_of_a_claim_makes_no_series_of_its_own(desk: Any) -> None:
    yuan = desk.claim("100 yuan", 100, unit="CNY", metric_id="revenue", period_end=date(2025, 12, 31))
    dollars = desk.claim("14 dollars", 14, unit="USD", metric_id="revenue", period_end=date(2025, 12, 31), same_as=0)
    load_stories(desk, {"claims": [yuan, dollars]})
    assert query_series(desk, "SELECT unit FROM observations") == [("CNY",)]


NAMES = {"miit": "miit", "工信部": "miit", "research house": "house", "house": "casa"}


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("MIIT", "miit"),
        ("the MIIT", "miit"),
        ("工信部总工程师", "miit"),
        ("an analyst at Research House", "house"),
        ("warehouse operators", None),
        ("summiits", None),
        ("experts", None),
        ("", None),
    ],
)
def test_attributions_name_their_body(text: str, entity: str | None) -> None:
    assert resolve_originator(text, NAMES) == entity
