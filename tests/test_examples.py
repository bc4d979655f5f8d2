"""Every example written in config/ is a test: what its author promised must be read, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from shipped import shipped_catalogue, shipped_rulebook

from extractors.names.gazetteer import find_known_names
from extractors.numbers.quantities import find_quantities
from extractors.pages.publication import find_url_date
from extractors.pages.topics import TopicRules, build_topic_rules, find_topics
from extractors.rulebook import Rulebook
from flows.trials.examples import find_faults, find_quoted

CATALOGUE = shipped_catalogue()


def cases(part: str) -> list[Any]:
    """One case for each example of a part, named `id-lang-number`."""
    return [
        pytest.param(item, example, id=f"{item['id']}-{example.get('lang', 'url')}-{number}", marks=marks_of(example))
        for item in CATALOGUE.data[part]
        for number, example in enumerate(item["examples"], 1)
    ]


def marks_of(example: dict[str, Any]) -> list[pytest.MarkDecorator]:
    """An example with a known gap must fail; when it no longer does, the key goes."""
    gap = example.get("known_gap")
    return [pytest.mark.xfail(strict=True, reason=gap)] if gap else []


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return shipped_rulebook()


@pytest.fixture(scope="session")
def topic_rules() -> TopicRules:
    return build_topic_rules(CATALOGUE.data["topics"])


# Sources: what their addresses say.


@pytest.mark.parametrize(("source", "example"), cases("sources"))
def test_an_address_gives_its_day_and_document(source: dict[str, Any], example: dict[str, Any]) -> None:
    day = find_url_date(example["url"], source["url_date_pattern"], None)
    assert day == (date.fromisoformat(example["date"]) if example["date"] else None)
    if source["document_id"]:
        match = re.search(source["document_id"], example["url"])
        assert match is not None
        assert match[1] == example["document_id"]


@pytest.mark.parametrize(
    "source", [source for source in CATALOGUE.sources if source.url_date_pattern], ids=lambda s: s.id
)
def test_a_pattern_for_days_comes_with_an_address_that_has_one(source: Any) -> None:
    siblings = [other for other in CATALOGUE.sources if other.url_date_pattern == source.url_date_pattern]
    assert any(example.date for other in siblings for example in other.examples)


# Units: numbers with their unit.


@pytest.mark.parametrize(("unit", "example"), cases("units"))
def test_a_unit_is_read(unit: dict[str, Any], example: dict[str, Any], rulebook: Rulebook) -> None:
    found = find_quantities(example["text"], example["lang"], rulebook.quantities)
    for wanted in example["quantities"]:
        quantity = find_quoted(wanted["quote"], found)
        assert quantity is not None, f"{wanted['quote']!r} is not among {[one.quote for one in found]}"
        assert {key: getattr(quantity, key) for key in wanted} == {
            key: pytest.approx(value) if isinstance(value, float) else value for key, value in wanted.items()
        }


# Metrics: claims of whole articles.


@pytest.mark.parametrize(("metric", "example"), cases("metrics"))
def test_a_metric_is_told_from_its_neighbours(
    metric: dict[str, Any], example: dict[str, Any], rulebook: Rulebook
) -> None:
    assert find_faults(example, rulebook) == ()


def test_a_known_gap_is_expected_to_fail_until_it_is_closed() -> None:
    (mark,) = marks_of({"known_gap": "a list over two sentences"})
    assert (mark.name, mark.kwargs) == ("xfail", {"strict": True, "reason": "a list over two sentences"})


@pytest.mark.parametrize("metric", CATALOGUE.metrics, ids=lambda metric: metric.id)
def test_a_metric_has_two_examples_in_each_language_and_a_look_alike(metric: Any) -> None:
    languages = [example.lang for example in metric.examples]
    assert min(languages.count("en"), languages.count("zh")) >= 2
    assert any(claim.metric_id != metric.id for example in metric.examples for claim in example.claims)


# Entities: every spelling leads to its bearer.


def _misled(entity: dict[str, Any], rulebook: Rulebook) -> Iterator[str]:
    """The spellings of an entity that are not found, or are found to be somebody else's."""
    spellings = [*entity["name"].values(), *entity["aliases"]["en"], *entity["aliases"]["zh"]]
    sure = max((name for name in spellings), key=len)
    for spelling in spellings:
        text = f"{spelling}。{sure}" if entity["ambiguous"] else spelling
        found = {mention.known.id for mention in find_known_names(text, rulebook.gazetteer)}
        if found != {entity["id"]}:
            yield f"{entity['id']}: {spelling!r} leads to {sorted(found)}"


def test_every_spelling_leads_to_its_bearer(rulebook: Rulebook) -> None:
    assert [problem for entity in CATALOGUE.data["entities"] for problem in _misled(entity, rulebook)] == []


# Topics: which articles are kept.


@pytest.mark.parametrize(("topic", "example"), cases("topics"))
def test_a_topic_holds_or_not(topic: dict[str, Any], example: dict[str, Any], topic_rules: TopicRules) -> None:
    assert (topic["id"] in find_topics(example.get("title"), example["text"], topic_rules)) is example["relevant"]
