"""What came of a run: counts, the state of each source, and the exit code that follows from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flows.crawl.records import Discovery, FetchReport
from flows.line import Line
from flows.recovery import Recovered
from warehouse.alerts.told import Told
from warehouse.loading import LoadResult
from warehouse.publishing import Published

if TYPE_CHECKING:
    from warehouse.report import ReportResult

DONE = 0
PARTLY_FAILED = 3


@dataclass(frozen=True, slots=True)
class SourceOutcome:
    """How one source did: `failed_items` are pages that failed, were put off or were quarantined."""

    source_id: str
    state: str
    reason: str | None
    announced: int
    new: int
    fetched: int
    failed_items: Mapping[str, int]  # one-line reason -> how many
    broken_by_design: str | None = None

    @property
    def is_failure(self) -> bool:
        """A source that robots.txt keeps us out of, or that is merely stale, has not failed."""
        return self.broken_by_design is None and (self.state == "failed" or bool(self.failed_items))


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """The result of a run, for the terminal, the run log and Prefect's artifact."""

    run_id: str
    sources: tuple[SourceOutcome, ...]  # none where pages came from the archive
    counts: Mapping[str, int]  # as in the run log: what came in, what was recovered, what failed
    recovered: Mapping[str, int] = field(default_factory=dict)  # articles by source, of sources that had some
    published: Published | None = None
    report: ReportResult | None = None

    @property
    def exit_code(self) -> int:
        unread = self.counts["unreadable_batches"] + self.counts.get("unreadable_pages", 0)
        failed = unread or any(source.is_failure for source in self.sources)
        return PARTLY_FAILED if failed else DONE

    @property
    def told(self) -> Told | None:
        """What came of the alerts; None where none were asked for."""
        return self.published.told if self.published else None

    @property
    def all_failed(self) -> bool:
        return bool(self.sources) and all(source.state == "failed" for source in self.sources)


def judge_run(
    line: Line,
    discoveries: Sequence[Discovery],
    reports: Sequence[FetchReport],
    loads: Sequence[LoadResult],
    *,
    quarantined: Mapping[str, Mapping[str, int]],
    recovered: Recovered,
) -> RunOutcome:
    """Counts what came in; `quarantined` maps source ids to reasons and how many pages each kept out."""
    fetched = {report.source_id: report for report in reports}
    sources = tuple(
        _judge_source(line, found, fetched.get(found.source_id), quarantined.get(found.source_id, {}))
        for found in discoveries
    )
    added: Counter[str] = Counter()
    for load in loads:
        added.update(load.added)
    counts = {
        "sources": len(sources),
        "sources_failed": sum(source.is_failure for source in sources),
        "fetched": sum(source.fetched for source in sources),
        "articles": added["articles"],
        "claims": added["claim_readings"],
        "quarantined": added["quarantine"],
        "recovered_batches": len(recovered.loads),
        "recovered_articles": sum(recovered.count_articles().values()),
        "recovered_claims": recovered.count_claims(),
        "unreadable_batches": recovered.unreadable_batches,
        "segments_gone": recovered.segments_gone,
    }
    return RunOutcome(line.run_id, sources, counts, recovered.count_articles())


def _judge_source(
    line: Line, found: Discovery, report: FetchReport | None, quarantined: Mapping[str, int]
) -> SourceOutcome:
    outcomes = report.outcomes if report else ()
    failed = Counter(quarantined)
    failed.update(outcome.reason or outcome.state for outcome in outcomes if outcome.state in {"failed", "deferred"})
    return SourceOutcome(
        source_id=found.source_id,
        state=found.state,
        reason=found.reason,
        announced=found.seen,
        new=len(found.entries),
        fetched=sum(outcome.state == "fetched" for outcome in outcomes),
        failed_items=dict(failed),
        broken_by_design=line.broken_by_design.get(found.source_id),
    )


def build_markdown(outcome: RunOutcome) -> str:
    """The run's result as Markdown, for Prefect's artifact."""
    counts = outcome.counts
    lines = [
        f"# Run {outcome.run_id}",
        "",
        count_in_words(counts),
        *([f"{recovery}."] if (recovery := describe_recovery(outcome)) else []),
        "",
        "| source | state | announced | new | fetched | what went wrong |",
        "|---|---|--:|--:|--:|---|",
        *(_markdown_row(source) for source in outcome.sources),
    ]
    if told := outcome.told:
        lines += ["", f"Alerts: {told.describe()}.", *(f"- {_in_cell(fault)}" for fault in told.faults)]
    if outcome.published:
        lines += ["", f"Published copy: {outcome.published.bytes:,} bytes."]
    return "\n".join(lines) + "\n"


def count_in_words(counts: Mapping[str, int]) -> str:
    """`"13 sources, 1 failed; 40 pages fetched, 38 article versions and 210 claims new, 0 quarantined."`"""
    return (
        f"{counts['sources']} sources, {counts['sources_failed']} failed; {counts['fetched']} pages fetched, "
        f"{counts['articles']} article versions and {counts['claims']} claims new, "
        f"{counts['quarantined']} quarantined."
    )


def describe_recovery(outcome: RunOutcome) -> str:
    """`"12 articles and 80 claims of an interrupted run recovered: wire 12"`; empty where no run was interrupted."""
    counts = outcome.counts
    if not counts["recovered_batches"]:
        return ""
    sources = ", ".join(f"{source} {articles}" for source, articles in outcome.recovered.items())
    total = f"{counts['recovered_articles']} articles and {counts['recovered_claims']} claims"
    return f"{total} of an interrupted run recovered" + (f": {sources}" if sources else "")


def _markdown_row(source: SourceOutcome) -> str:
    said = _in_cell(explain_source(source))
    return f"| {source.source_id} | {source.state} | {source.announced} | {source.new} | {source.fetched} | {said} |"


def _in_cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def explain_source(source: SourceOutcome) -> str:
    """Why a source is not simply fine, in one line; empty where it is."""
    parts = [source.reason or ""]
    parts += [f"{count} × {reason}" for reason, count in source.failed_items.items()]
    text = "; ".join(part for part in parts if part)
    if source.broken_by_design is None:
        return text
    return f"broken by design: {source.broken_by_design}" + (f" ({text})" if text else "")
