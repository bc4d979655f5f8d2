"""`claimwatch sources test FILE`: what a source announces, and what becomes of one of its articles. Nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors.claims import extract_claims
from extractors.errors import ExtractionError
from extractors.pages.cleaning import clean_page
from extractors.pages.topics import TopicRules, build_topic_rules, find_topics
from extractors.records import Article, Claim, Page
from flows.archive import read_segment
from flows.catalogue.compiling import compile_rulebook
from flows.catalogue.reading import Catalogue
from flows.catalogue.sources import Source
from flows.crawl.announcements import Announcement
from flows.crawl.discovery import discover
from flows.crawl.entries import build_entries
from flows.crawl.fetching import FetchOptions
from flows.crawl.pages import fetch_entries
from flows.crawl.records import Discovery, Entry, EntryOutcome
from flows.crawl.robots import RobotsFiles
from flows.stages import as_page_of, to_crawl_source


@dataclass(frozen=True, slots=True)
class SourceTrial:
    """How far it came; what is missing is None, and `flows.trials.advice` says why."""

    source: Source
    discovery: Discovery
    outcome: EntryOutcome | None = None  # of the article that was tried
    bytes: int = 0
    article: Article | None = None
    unreadable: str | None = None
    topics: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def is_wanted(self) -> bool:
        """Whether the article is about what the source is watched for."""
        wanted = self.source.topics
        return bool(set(self.topics) & set(wanted)) if wanted else bool(self.topics)


def try_source(
    source: Source,
    catalogue: Catalogue,
    options: FetchOptions,
    *,
    now: datetime,
    host_delay: float = 0.0,
    url: str | None = None,
) -> SourceTrial:
    """Asks the source what is new, fetches one article (`url`, else one whose title is on topic, else the newest), and
    reads it by the rules of the configuration.
    """
    watched = to_crawl_source(source, host_delay)
    robots: RobotsFiles = {}
    (found,) = discover([watched], {}, options, now=now, robots=robots)
    rules = build_topic_rules(catalogue.data["topics"])
    entry = (
        build_entries(watched, [(url, Announcement(url))], now, 1).entries[0] if url else _choose(found.entries, rules)
    )
    if entry is None:
        return SourceTrial(source, found)
    with TemporaryDirectory(prefix="claimwatch-try-") as folder:
        report = fetch_entries(watched, [entry], Path(folder) / "one.warc.gz", options, now=now)
        pages = [page for page in read_segment(report.segment) if isinstance(page, Page)] if report.segment else []
    trial = SourceTrial(source, found, report.outcomes[0])
    return _read(trial, pages[0], catalogue, rules) if pages else trial


def _choose(entries: Sequence[Entry], rules: TopicRules) -> Entry | None:
    """One whose title says that it is on topic; the title stands for the text, which nobody has read yet."""
    titled = ((entry, entry.title) for entry in entries if entry.title)
    telling = (entry for entry, title in titled if find_topics(title, f"{title} China 中国", rules))
    return next(telling, entries[0] if entries else None)


def _read(trial: SourceTrial, page: Page, catalogue: Catalogue, rules: TopicRules) -> SourceTrial:
    trial = replace(trial, bytes=len(page.body))
    try:
        article = clean_page(as_page_of(trial.source, page), rules)
    except ExtractionError as error:
        return replace(trial, unreadable=error.reason)
    trial = replace(trial, article=article, topics=article.topics)
    if article.lang is None or not trial.is_wanted:  # a run would not read it either
        return trial
    return replace(trial, claims=tuple(extract_claims(article, compile_rulebook(catalogue.rulebook_data()))))
