"""What to change in the file of a source, from how far a trial of it came. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.records import Article
from flows.crawl.entry_dates import find_url_date
from flows.trials.drafts import Draft
from flows.trials.source_trial import SourceTrial

LITTLE_TEXT = 200  # characters: a page whose text is put together by scripts gives less
MOST_UNDATED = 0.5  # share of entries

# How a reason begins -> the key at fault, and what to do about it.
_DISCOVERY = (
    ("disallowed by robots.txt", "url", "its robots.txt keeps us out; take an address that it allows"),
    ("not a feed (nothing matches", "selectors", "look at the page's source and correct selectors.item"),
    ("not a feed", "type", "look at the answer: is it this type, and this address?"),
    ("empty feed", "url", "the address answers and lists nothing; take the one that lists articles"),
    ("selector", "selectors", "correct the CSS selector"),
    ("status 404", "url", "there is no such page; correct the address"),
    ("status 403", "url", "the publisher refuses us; take another address of it, or leave the source out"),
    (
        "blocked address",
        "allow_private",
        "it lies on a network of our own; only the sample press needs that",
    ),
    ("dns", "url", "the host has no address; correct its name"),
    ("connection", "url", "nothing answers there; correct the address, or look whether you are behind a proxy"),
    ("timeout", "url", "it does not answer in time; try again, or correct the address"),
    ("tls", "url", "its certificate does not hold; try http://, or another host name"),
)


def find_faults(trial: SourceTrial, draft: Draft) -> tuple[str, ...]:
    """What keeps it from working, one line each: `"my_paper.yaml:5: url: status 404; there is no such page; …"`."""
    return tuple(_at(draft, key, message) for key, message in _iterate_faults(trial))


def find_remarks(trial: SourceTrial, draft: Draft) -> tuple[str, ...]:
    """What is odd about it, and need not be wrong."""
    return tuple(_at(draft, key, message) for key, message in _iterate_remarks(trial))


def _at(draft: Draft, key: str, message: str) -> str:
    return f"{draft.path}:{draft.document.line_of((key,))}: {key}: {message}"


def _iterate_faults(trial: SourceTrial) -> Iterator[tuple[str, str]]:
    if trial.discovery.state in {"failed", "disallowed"}:
        yield _explain_discovery(trial.discovery.reason or trial.discovery.state)
    elif trial.outcome is None:
        yield "url", "it answers and shows no entry that can be fetched; take the address that lists articles"
    elif trial.article is None:
        reason = trial.unreadable or trial.outcome.reason or trial.outcome.state
        what = "no article could be read from it" if trial.unreadable else "its article could not be fetched"
        yield "url", f"{trial.outcome.entry.url}: {what} ({reason}); try another with --url"
    else:
        yield from _judge_article(trial, trial.article)


def _explain_discovery(reason: str) -> tuple[str, str]:
    known = ((key, advice) for beginning, key, advice in _DISCOVERY if beginning in reason)
    key, advice = next(known, ("url", "correct the address or the type"))
    return key, f"{reason}; {advice}"


def _judge_article(trial: SourceTrial, article: Article) -> Iterator[tuple[str, str]]:
    written = trial.source.language
    if article.lang is None:
        yield "language", "the article is neither English nor Chinese; such texts are not read"
    elif written is not None and article.lang != written:
        yield "language", f"the article is in {article.lang}; write language: {article.lang}, or null for both"
    if article.published is None:
        yield "url_date_pattern", "neither feed nor page nor address dates the article; add it, or selectors.date"
    if len(article.text) < LITTLE_TEXT:
        yield "url", f"its article has only {len(article.text)} characters (put together by scripts?); try --url"
    if not trial.is_wanted:
        wanted = ", ".join(trial.source.topics) or "any topic of config/topics/"
        about = ", ".join(trial.topics) or "none of our topics"
        yield "topics", f"the article is about {about}, not {wanted}; try another with --url, or change topics"
    elif not trial.claims:
        yield "topics", "the article has no numeric claim; try one that has with --url"


def _iterate_remarks(trial: SourceTrial) -> Iterator[tuple[str, str]]:
    found, source = trial.discovery, trial.source
    if found.state == "stale":
        yield "stale_after_days", f"{found.reason}; is the feed still kept? If so, raise it"
    elif found.state == "ok" and found.reason:
        yield "url", found.reason
    pattern = source.url_date_pattern
    undated = sum(not entry.published and not find_url_date(entry.url, pattern) for entry in found.entries)
    if undated > MOST_UNDATED * len(found.entries):
        yield "url_date_pattern", f"{undated} of {len(found.entries)} entries have no date; their pages must say it"
    if trial.claims and not any(claim.metric_id for claim in trial.claims):
        yield "topics", "no number is of a metric; write one into config/metrics/ and `claimwatch metrics test` it"
    if not source.enabled:
        yield "enabled", "runs do not ask it until this is true"
    if source.history is None and trial.article is not None:
        yield "archive", "without it `claimwatch backfill` cannot go back in time"
