"""What a person reads of a trial."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.records import Claim
from flows.trials.metric_trial import MetricTrial
from flows.trials.source_trial import SourceTrial
from flows.wording import format_number
from warehouse.report_wording import format_period
from warehouse.screen import make_harmless, shorten

SHOWN_ENTRIES = 3
SHOWN_CLAIMS = 8
HEAD = 300  # characters of the text
LABEL = 12


def describe_source_trial(trial: SourceTrial, width: int | None) -> str:
    """Step by step: what was discovered, fetched, cleaned, and found. On a screen lines end at its edge."""
    lines = (make_harmless(line) for line in _iterate_steps(trial))
    return "\n".join(shorten(line, width) if width else line for line in lines)


def _iterate_steps(trial: SourceTrial) -> Iterator[str]:
    found = trial.discovery
    said = f"{found.seen} entries, newest {found.newest or 'without a date'}, robots.txt {found.robots}"
    yield _label("Discovered", said if found.state not in {"failed", "disallowed"} else f"nothing: {found.reason}")
    for entry in found.entries[:SHOWN_ENTRIES]:
        yield _label("", f"{(entry.published or 'undated')[:10]}  {entry.title or '(no title)'}  {entry.url}")
    if trial.outcome is None:
        return
    outcome = trial.outcome
    yield _label("Fetched", f"{outcome.entry.url} ({outcome.reason or f'{trial.bytes:,} bytes'})")
    if trial.article is None:
        return
    article = trial.article
    day = article.published_day.isoformat() if article.published_day else "no date"
    origin = f" (from the {article.published_origin})" if article.published_origin else ""
    yield _label("Cleaned", f"{article.title or '(no title)'}")
    yield _label("", f"{day}{origin} · {article.lang or 'other language'} · {len(article.text):,} characters")
    yield _label("", " ".join(article.text[:HEAD].split()))
    kept = "kept" if trial.is_wanted else "not kept by this source"
    yield _label("Topics", f"{', '.join(trial.topics) or 'none'} ({kept})")
    metrics = sum(claim.metric_id is not None for claim in trial.claims)
    yield _label("Claims", f"{len(trial.claims)}, {metrics} of them of a metric")
    for claim in sorted(trial.claims, key=lambda claim: claim.metric_id is None)[:SHOWN_CLAIMS]:
        yield _label("", _describe_claim(claim))


def _describe_claim(claim: Claim) -> str:
    """`"5g_base_stations · China · end of Dec 2025: 4,838,000 “4.838 million”"`."""
    kind = "" if claim.kind == "level" else f" ({claim.kind})"
    what = f"{claim.metric_id or claim.metric or '?'}{kind}"
    number = format_number(claim.low, claim.high, claim.comparator, claim.unit)
    period = format_period(claim.period_start, claim.period_end)
    return f"{what} · {claim.entity or '–'} · {period}: {number} “{claim.quote}”"


def describe_metric_trial(trial: MetricTrial) -> str:
    """`"3 of 3 examples are read as promised; 12 examples of other metrics with the same words looked at"`."""
    others = f"{trial.others} examples of other metrics with its words looked at"
    return f"{trial.name}: {trial.read} of {trial.examples} examples are read as promised; {others}"


def _label(name: str, text: str) -> str:
    return f"{name:<{LABEL}}{text}"
