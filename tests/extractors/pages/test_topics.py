"""The relevance rule: the examples of config/topics/ and what separates subject from mention."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors.pages.topics import TopicRules, build_topic_rules, find_topics

TOPICS: list[dict[str, Any]] = [
    yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(Path("config/topics").glob("*.yaml"))
]
EXAMPLES = [
    pytest.param(topic["id"], example, id=f"{topic['id']}-{number}")
    for topic in TOPICS
    for number, example in enumerate(topic["examples"])
]


@pytest.fixture(scope="module")
def rules() -> TopicRules:
    return build_topic_rules(TOPICS)


@pytest.mark.parametrize(("topic", "example"), EXAMPLES)
def test_example_of_the_configuration(topic: str, example: dict[str, Any], rules: TopicRules) -> None:
    assert (topic in find_topics(example.get("title"), example["text"], rules)) == example["relevant"]


def test_at_least_forty_examples_in_both_languages() -> None:
    languages = [example["lang"] for topic in TOPICS for example in topic["examples"]]
    assert len(languages) >= 40
    assert min(languages.count("en"), languages.count("zh")) >= 15


def test_both_topics_in_the_order_of_the_configuration(rules: TopicRules) -> None:
    text = "在山东的港口，机器人通过5G专网协同作业，机器人数量增加到四十台，5G基站达到六十座。"
    assert find_topics("5G让港口机器人更聪明", text, rules) == ("5g", "robotics")


def test_a_publisher_named_after_the_subject_does_not_count(rules: TopicRules) -> None:
    assert (
        find_topics("Tea exports grow - China 5G News", "Tea exports from Fujian, China, grew by 8 percent.", rules)
        == ()
    )


def test_latin_words_match_whole_words_and_plurals(rules: TopicRules) -> None:
    assert find_topics("China's robots", "Chinese robots and more robots were sold.", rules) == ("robotics",)
    assert find_topics("China's robotron", "The robotron and the 25g cable came from China.", rules) == ()


def test_dense_mentions_count_without_a_title(rules: TopicRules) -> None:
    text = (
        "A long walk in Hefei, China, and then lunch. " * 15
        + "Robots cook. Robots serve. Robots clean. Robots sing. Robots pay."
    )
    assert find_topics(None, text, rules) == ("robotics",)


def test_title_alone_decides_when_there_is_no_text(rules: TopicRules) -> None:
    assert find_topics("中国移动5G用户增长", "", rules) == ("5g",)


def test_no_text_has_no_topic(rules: TopicRules) -> None:
    assert find_topics(None, "", rules) == ()


def test_a_topic_without_context_words_needs_none() -> None:
    rules = build_topic_rules([{"id": "tea", "strong": {"en": ["tea"]}}])
    assert find_topics("Tea", "More tea from Ceylon.", rules) == ("tea",)
