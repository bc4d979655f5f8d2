"""Page in, article and claims out: what the workers of a run do. Pure but for the rules that each worker keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.claims import extract_claims
from extractors.errors import ExtractionError
from extractors.pages.cleaning import clean_page
from extractors.pages.topics import TopicRules, build_topic_rules
from extractors.records import Article, Page
from extractors.rulebook import Rulebook, build_rulebook
from flows.page_results import PageFailure, PageReading

OFF_TOPIC = "off topic"
OTHER_LANGUAGE = "neither English nor Chinese"


@dataclass(frozen=True, slots=True)
class _Rules:
    rulebook: Rulebook
    topics: TopicRules
    made_of: tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]


_rules: _Rules | None = None  # one for each process that reads


def start_worker(rulebook_data: Mapping[str, Any], topics: Sequence[Mapping[str, Any]]) -> None:
    """Compiles the rules of this process, unless it has these already; the initializer of every worker."""
    global _rules  # noqa: PLW0603 - a worker process has no other place for what its initializer builds
    made_of = (rulebook_data, topics)
    if _rules is None or _rules.made_of != made_of:
        _rules = _Rules(build_rulebook(rulebook_data), build_topic_rules(topics), made_of)


def read_page(task: tuple[Page, tuple[str, ...]]) -> PageReading | PageFailure:
    """The article and the claims of one page; `task` holds the page and the topics that its source may carry.

    Claims are read only where one of these topics holds (of all topics where the source names none).
    """
    if _rules is None:
        raise RuntimeError("start_worker was not called in this process")
    page, wanted = task
    try:
        article = clean_page(page, _rules.topics)
    except ExtractionError as error:
        return PageFailure(error.reason)
    if article.lang is None:
        return PageReading(article, passed_over=OTHER_LANGUAGE)
    if not _is_relevant(article, wanted):
        return PageReading(article, passed_over=OFF_TOPIC)
    return PageReading(article, extract_claims(article, _rules.rulebook))


def _is_relevant(article: Article, wanted: tuple[str, ...]) -> bool:
    return bool(set(article.topics) & set(wanted)) if wanted else bool(article.topics)
