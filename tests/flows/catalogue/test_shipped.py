"""What config/ holds as shipped: promises to users that no single file can keep."""

from __future__ import annotations

import datetime

import pytest
from shipped import shipped_catalogue

from flows.catalogue import Catalogue


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return shipped_catalogue()


def test_at_least_24_sources_are_shipped_and_the_enabled_were_seen_alive_in_2026(shipped: Catalogue) -> None:
    assert len(shipped.sources) >= 24
    enabled = [source for source in shipped.sources if source.enabled]
    assert len(enabled) >= 20
    assert all(source.seen and source.seen >= datetime.date(2026, 1, 1) for source in enabled)


def test_both_languages_and_all_tiers_are_watched(shipped: Catalogue) -> None:
    enabled = [source for source in shipped.sources if source.enabled]
    assert {source.language for source in enabled} >= {"en", "zh"}
    assert {source.tier for source in enabled} == {"official", "agency", "trade", "media", "copy"}


def test_no_source_asks_an_address_that_another_asks(shipped: Catalogue) -> None:
    urls = [url for source in shipped.sources for url in source.url]
    assert len(urls) == len(set(urls))


def test_no_shipped_source_may_reach_into_private_networks(shipped: Catalogue) -> None:
    assert not [source.id for source in shipped.sources if source.allow_private]


def test_there_are_98_metrics_and_each_can_belong_to_somebody(shipped: Catalogue) -> None:
    assert len(shipped.metrics) == 98
    assert all(metric.ranges for metric in shipped.metrics)


def test_every_share_is_in_percent_and_every_count_says_what_is_counted(shipped: Catalogue) -> None:
    for metric in shipped.metrics:
        assert metric.kind != "share" or metric.unit == "percent"
        assert metric.unit != "count" or metric.of is not None


def test_a_city_is_never_allowed_more_than_its_country(shipped: Catalogue) -> None:
    for metric in shipped.metrics:
        if metric.nature in {"stock", "flow"} and {"city", "country"} <= set(metric.ranges):
            assert metric.ranges["city"][1] <= metric.ranges["country"][1], metric.id


def test_a_company_at_home_somewhere_is_at_home_in_a_place(shipped: Catalogue) -> None:
    places = {"world", "country", "region", "province", "city", "district"}
    kinds = {entity.id: entity.kind for entity in shipped.entities}
    assert {kinds[entity.home] for entity in shipped.entities if entity.home} <= places
    assert all(kinds[entity.parent] in places for entity in shipped.entities if entity.kind == "city" and entity.parent)


def test_every_company_has_a_home(shipped: Catalogue) -> None:
    assert not [entity.id for entity in shipped.entities if entity.kind == "company" and not entity.home]


def test_sources_of_one_publisher_are_of_one_house_and_every_house_tells_its_documents_apart(
    shipped: Catalogue,
) -> None:
    houses: dict[str, set[str]] = {}
    patterns: dict[str, set[str]] = {}
    for source in shipped.sources:
        house = source.house or source.id
        houses.setdefault(house, set()).add(source.id)
        patterns.setdefault(house, set()).update({source.document_id} if source.document_id else ())
    assert houses["nbs"] == {"nbs_english", "nbs_interpretation_rss", "nbs_release", "nbs_rss"}
    assert houses["cns"] == {"chinanews_china", "chinanews_finance", "chinanews_scroll", "ecns"}
    assert all(len(found) <= 1 for found in patterns.values()), "two numberings in one house"
    single = [source for source in shipped.sources if source.house == source.id and len(houses[source.id]) == 1]
    assert not single, "a house of one source that bears its name needs no key"
