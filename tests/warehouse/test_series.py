"""From claims to series: whose word stands, and what is kept apart."""

from __future__ import annotations

from datetime import date

import pytest
from stories import END_2024
from told import Ask, counted, figure, said, told

from warehouse.originators import resolve_originator

OBSERVED = "SELECT value, independent, claims, disagreement FROM observations ORDER BY value"
CHINA = {"entity": "China", "entity_id": "CN", "place": "China", "place_id": "CN"}


@told(
    said("wire", counted("4.251 million", 4_251_000)),
    said("gazette", counted("4.25 million", 4_250_000, precision=5000.0)),
)
def test_one_period_is_one_observation_whoever_carries_it(query: Ask) -> None:
    rows = query("SELECT value, publishers, independent, claims, disagreement, quote FROM observations")
    assert rows == [(4_251_000, ["The Gazette", "The Wire"], 2, 2, False, "4.251 million")]


@told(
    said("mirror", counted("4.251 million", 4_251_000, attributed_to="工信部")),
    said("wire", counted("4.4 million", 4_400_000)),
    said("gazette", counted("4.40 million", 4_400_000)),
)
def test_the_word_of_the_body_whose_statistic_it_is_outranks_what_many_say(query: Ask) -> None:
    rows = query("SELECT value, originator, independent, disagreement FROM observations")
    assert rows == [(4_251_000, "Ministry of Industry and Information Technology", 3, True)]


@told(
    said("ministry", counted("4.5 million", 4_500_000, attributed_to="Research House")),
    said("wire", counted("4.25 million", 4_250_000)),
    said("gazette", counted("4.251 million", 4_251_000, precision=5000.0)),
)
def test_an_official_source_speaks_for_itself_but_not_for_others(query: Ask) -> None:
    assert [row[0] for row in query(OBSERVED)] == [4_250_000]


@told(
    said("ministry", counted("4.2 million", 4_200_000), day=date(2025, 1, 10)),
    said("ministry", counted("4.251 million", 4_251_000), day=date(2025, 2, 10)),
)
def test_an_originator_that_corrects_itself_is_believed(query: Ask) -> None:
    rows = query("SELECT value, disagreement, published_day, first_published, claims FROM observations")
    assert rows == [(4_251_000, False, date(2025, 2, 10), date(2025, 1, 10), 2)]


@told(
    said("ministry", counted("4.251 million", 4_251_000), day=date(2025, 1, 10)),
    said("ministry", counted("4.25 million", 4_250_000, comparator="approx", precision=5000.0), day=date(2025, 2, 10)),
)
def test_rounding_later_does_not_replace_the_exact_figure(query: Ask) -> None:
    assert [row[0] for row in query(OBSERVED)] == [4_251_000]


@told(
    said("wire", counted("4.3 million", 4_300_000)),
    said("gazette", counted("4.251 million", 4_251_000)),
    said("mirror", counted("4.2511 million", 4_251_100)),
)
def test_without_an_owner_what_most_originators_share_stands_then_the_higher_tier(query: Ask) -> None:
    assert query("SELECT value, originator, disagreement FROM observations") == [(4_251_000, "The Gazette", True)]


@told(
    said("gazette", counted("4.251 million", 4_251_000)),
    said("gazette_en", counted("4.2 million", 4_200_000, precision=5000.0)),
)
def test_papers_of_one_house_are_one_originator(query: Ask) -> None:
    assert [row[1] for row in query(OBSERVED)] == [1]


@told(
    said("bulletin", counted("4.251 million", 4_251_000)),
    said("wire", counted("4.25 million", 4_250_000, attributed_to="the MIIT")),
)
def test_a_body_speaks_once_whether_in_its_own_feed_or_quoted_by_others(query: Ask) -> None:
    rows = query("SELECT value, originator, independent, publishers FROM observations")
    ministry = "Ministry of Industry and Information Technology"
    assert rows == [(4_251_000, ministry, 1, ["The Bulletin", "The Wire"])]


ACME = {"entity": "Acme Robots", "entity_id": "acme", "period_end": date(2023, 12, 31), "precision": 5.0}


@told(
    said("acme_news", counted("4,100", 4_100, **ACME)),
    said("wire", counted("4,900", 4_900, **ACME)),
    said("gazette", counted("4,901", 4_901, **ACME)),
)
def test_a_company_that_runs_the_source_speaks_for_itself(query: Ask) -> None:
    assert query("SELECT value, originator, disagreement FROM observations") == [(4_100, "Acme Robots", True)]


@told(
    said("gazette", figure("4.2 million", 4_200_000, comparator="gt", precision=50_000.0, **END_2024)),
    said("wire", counted("4.251 million", 4_251_000)),
)
def test_bounds_agree_with_what_they_bound_and_stay_bounds(query: Ask) -> None:
    rows = query("SELECT value, low, high, comparator, independent, disagreement FROM observations")
    assert rows == [(4_251_000, 4_251_000, 4_251_000, "eq", 2, False)]


FELL = {"high": -6, "comparator": "gt", "unit": "percent", "kind": "growth", "basis": "yoy"}


@told(
    said(
        "wire",
        figure("4.2 million", 4_200_000, comparator="gt", **END_2024),
        figure("6 percent", None, **FELL, **END_2024),
    )
)
def test_a_bound_alone_is_the_value_and_says_so(query: Ask) -> None:
    rows = query("SELECT kind, value, low, high, comparator FROM observations ORDER BY kind")
    assert rows == [("growth", -6, None, -6, "gt"), ("level", 4_200_000, 4_200_000, None, "gt")]


@told(
    said("wire", figure("3 million", 3_000_000, comparator="gt", **END_2024)),
    said("gazette", counted("4.251 million", 4_251_000)),
)
def test_a_bound_that_is_far_from_the_figure_contradicts_it(query: Ask) -> None:
    assert [row[3] for row in query(OBSERVED)] == [True]


GUANGDONG = {"place": "Guangdong", "place_id": "CN-GD"}


@told(
    said(
        "wire",
        counted("4,251,000", 4_251_000, **CHINA),
        counted("400,001", 400_001, entity="Guangdong", entity_id="CN-GD", **GUANGDONG),
        counted("90,001", 90_001, entity="Guangzhou", entity_id="CN-GZ"),
        counted("1,200,000", 1_200_000, entity="Acme Robots", entity_id="acme"),
        counted("5,000,000", 5_000_000, entity="World", entity_id="WORLD", place="World", place_id="WORLD"),
        counted("300,000", 300_000, **{**CHINA, **GUANGDONG}),
    )
)
def test_provinces_cities_and_companies_never_enter_the_national_figure(query: Ask) -> None:
    rows = query("SELECT scope, entity_id, place_id, value, independent FROM observations ORDER BY value DESC")
    assert rows == [
        ("world", "WORLD", "WORLD", 5_000_000, 1),
        ("country", "CN", "CN", 4_251_000, 1),
        ("company", "acme", "CN", 1_200_000, 1),
        ("province", "CN-GD", "CN-GD", 400_001, 1),
        ("province", "CN", "CN-GD", 300_000, 1),
        ("city", "CN-GZ", "CN-GZ", 90_001, 1),
    ]


BESIDE_THE_WORLD = {"entity": "China", "entity_id": "CN", "place": "World", "place_id": "WORLD"}


@told(said("wire", counted("4,251,000", 4_251_000, **BESIDE_THE_WORLD, period_end=date(2023, 12, 31))))
def test_a_country_beside_the_world_is_that_country(query: Ask) -> None:
    assert query("SELECT scope, place_id FROM observations") == [("country", "CN")]


IN_JUNE = {"period_end": date(2024, 6, 30)}


@told(
    said("wire", counted("4.251 million", 4_251_000, **CHINA, **IN_JUNE)),
    said("gazette", counted("4.25 million", 4_250_000, entity="我国", precision=5000.0, **IN_JUNE)),
    said("mirror", counted("4,000", 4_000, entity="A Stranger", **IN_JUNE)),
)
def test_a_name_as_written_is_the_entity_that_the_catalogue_knows_by_it(query: Ask) -> None:
    rows = query("SELECT entity, entity_id, claims FROM observations ORDER BY value DESC")
    assert rows == [("China", "CN", 2), ("A Stranger", None, 1)]


REVENUE = {"metric_id": "revenue", "period_end": date(2025, 12, 31)}


@told(
    said(
        "wire",
        figure("100 yuan", 100, unit="CNY", **REVENUE),
        figure("14 dollars", 14, unit="USD", same_as=0, **REVENUE),
    )
)
def test_a_conversion_of_a_claim_makes_no_series_of_its_own(query: Ask) -> None:
    assert query("SELECT unit FROM observations") == [("CNY",)]


def sorts(month: int) -> list[dict[str, object]]:
    """Figures of one month: of two sorts, of no sort and of both at once."""

    def classes(quote: str, value: int, noun: str) -> dict[str, object]:
        day = date(2025, month, 28)
        return counted(quote, value, metric_id="classes", of=noun, metric_original=noun, period_end=day)

    return [
        classes(f"71.{month}", 71, "行业大类"),
        classes(f"241.{month}", 241, "medium classes"),
        classes(f"9.{month}", 9, "classes"),
        classes(f"70.{month}", 70, "major and medium classes"),
    ]


@told(said("wire", *sorts(1), *sorts(2), *sorts(3), day=date(2026, 2, 20)))
def test_each_sort_is_a_series_of_its_own_called_by_its_own_name(query: Ask) -> None:
    rows = query(
        "SELECT metric_name_en, metric_name_zh, count(DISTINCT series_id), count(*), max(value) "
        "FROM observations GROUP BY ALL ORDER BY 1"
    )
    assert rows == [
        ("Classes", "行业数", 1, 3, 9.0),
        ("Major classes", "大类数", 1, 3, 71.0),
        ("Medium classes", "中类数", 1, 3, 241.0),
    ]
    assert query("SELECT DISTINCT held_reason FROM claims") == [(None,)]


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
