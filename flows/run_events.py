"""The events of a run's stages, as they stand in its log."""

from __future__ import annotations

from dataclasses import replace

from flows.crawl.archives import WindowAnswer
from flows.crawl.records import Discovery, EntryOutcome
from flows.event_log import Event, Log
from flows.line import Line
from flows.page_results import PageFailure, PageReading

_FAILURES = frozenset({"failed", "refused"})


def log_events(line: Line, log: Log) -> Line:
    """The line that writes its events, and what it would say on the terminal, into this log."""
    return replace(line, log=log, warn=lambda message: log(Event(message, line.run_id, level="warning")))


def note_discovery(line: Line, found: Discovery) -> None:
    """How a source answered, and what it announced."""
    line.note(
        "source asked",
        source=found.source_id,
        level="warning" if found.state == "failed" else "info",
        state=found.state,
        reason=found.reason,
        announced=found.seen,
        new=len(found.entries),
    )


def note_window(line: Line, answer: WindowAnswer) -> None:
    """How an archive answered for some days."""
    line.note(
        "archive asked",
        source=answer.source_id,
        url=next(iter(answer.window.urls), None),
        level="warning" if answer.state == "failed" else "info",
        days=str(answer.window.days),
        state=answer.state,
        reason=answer.reason,
        announced=len(answer.entries),
    )


def note_outcome(line: Line, outcome: EntryOutcome) -> None:
    """What became of one link."""
    line.note(
        f"page {outcome.state.replace('_', ' ')}",
        source=outcome.entry.source_id,
        url=outcome.entry.url,
        level="warning" if outcome.state in _FAILURES else "info",
        status=outcome.status,
        reason=outcome.reason,
        retry_after=outcome.retry_after,
    )


def note_reading(line: Line, source: str, url: str, reading: PageReading | PageFailure) -> None:
    """What was read from one page."""
    if isinstance(reading, PageFailure):
        line.note("page unreadable", source=source, url=url, level="warning", reason=reading.reason)
    elif reading.passed_over is not None:
        line.note("page passed over", source=source, url=url, reason=reading.passed_over)
    else:
        line.note("page read", source=source, url=url, lang=reading.article.lang, claims=len(reading.claims))
