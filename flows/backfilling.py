"""`claimwatch backfill`: the line over days gone by. Only where entries come from differs: from dated archives.

It goes on in parts, oldest days first, each of which is fetched, read and loaded before the next is asked for; the days
that are through are remembered with their entries. So it may be cut off at any moment and goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from flows import stages
from flows.archive_reading import Reading, ask_for_more, begin_reading
from flows.backfill_plan import Assignment, plan_backfill
from flows.crawl.archives import WindowAnswer, plan_archives
from flows.crawl.robots import RobotsFiles
from flows.daily import PLAIN, Stages, count_quarantined, run_locked
from flows.days import Days
from flows.line import Line
from flows.outcome import RunOutcome, SourceOutcome, judge_run
from flows.recovery import Recovered
from flows.run_events import note_window
from flows.stages import Found
from warehouse.coverage import read_coverage
from warehouse.database import Warehouse, lock_warehouse
from warehouse.locking import WriterLock

NO_ARCHIVE = "no archive"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a backfill is; what is told after each part."""

    parts: int
    days: int  # to be read in this run, of all sources
    days_left: int
    fetched: int
    articles: int
    claims: int
    sources: Mapping[str, tuple[int, int]]  # days covered and days asked for, of each that has an archive

    @property
    def percent(self) -> float:
        """From 0 to 100."""
        return 100.0 if not self.days else 100.0 * (self.days - self.days_left) / self.days


Watcher = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Backfilling:
    """The two steps that a backfill has of its own: plain functions, or the same ones wrapped as tasks."""

    plan: Callable[[Line, Sequence[Assignment], RobotsFiles], tuple[Reading, ...]]
    load_part: Callable[[Line, Warehouse, Sequence[Reading], RobotsFiles], RunOutcome | None]


def run_backfill(line: Line, days: Days, *, again: bool = False, patience: timedelta | None = None) -> RunOutcome:
    """Reads the archives of the line's sources over these days, loads, publishes, and reports.

    `again` asks also for days that were read before; after `patience` no further part is begun. Raises
    UsageError where no source has an archive, LockedError,
    DiskError, DamagedError, CheckFailedError.
    """
    with lock_warehouse(line.data_dir, command=line.command) as lock:
        return backfill_locked(line, lock, PLAIN, days, again=again, patience=patience)


def backfill_locked(
    line: Line,
    lock: WriterLock,
    steps: Stages,
    days: Days,
    *,
    own: Backfilling | None = None,
    again: bool = False,
    patience: timedelta | None = None,
    watch: Watcher | None = None,
) -> RunOutcome:
    """`run_backfill` for a caller who holds the lock and brings the steps; `watch` is told after each part."""
    plan_backfill(line.sources, days, {})  # before anything is written: is there an archive at all?
    own = own or Backfilling(plan_readings, load_part)
    ends = None if patience is None else line.started + patience
    return run_locked(line, lock, steps, partial(_fill, own=own, days=days, again=again, ends=ends, watch=watch))


def read_assignments(line: Line, warehouse: Warehouse, days: Days, *, again: bool = False) -> tuple[Assignment, ...]:
    """What is to be done for each source, after all that was read before."""
    archives = {source.id: source.history.url for source in line.sources if source.history}
    covered = {} if again else read_coverage(warehouse.connection, archives)
    return plan_backfill(line.sources, days, covered)


def _fill(
    line: Line,
    warehouse: Warehouse,
    steps: Stages,
    *,
    own: Backfilling,
    days: Days,
    again: bool,
    ends: datetime | None,
    watch: Watcher | None,
) -> RunOutcome:
    """In place of discovery: archives, part by part."""
    recovered = steps.prepare(line, warehouse)
    assignments = read_assignments(line, warehouse, days, again=again)
    robots: RobotsFiles = {}
    readings = own.plan(line, [one for one in assignments if one.left], robots)
    total = _Total(assignments, readings)
    while (outcome := own.load_part(replace(line, part=total.parts + 1), warehouse, readings, robots)) is not None:
        total.add(outcome)
        progress = total.tell()
        line.progress("backfill", progress.days - progress.days_left, progress.days, f"part {total.parts}")
        line.note("part loaded", part=total.parts, days_left=progress.days_left, days=progress.days)
        if watch is not None:
            watch(progress)
        if ends is not None and datetime.now(UTC) >= ends:
            break
    return total.conclude(line, recovered, count_quarantined(line, warehouse))


def plan_readings(line: Line, assignments: Sequence[Assignment], robots: RobotsFiles) -> tuple[Reading, ...]:
    """The archives of the sources that have days left, cut into windows; asks for the indexes of sitemaps."""
    sources = {one.source.id: stages.to_crawl_source(one.source, line.host_delay) for one in assignments}
    stretches = [(sources[one.source.id], days) for one in assignments for days in one.left]
    plans = plan_archives(stretches, line.options, robots=robots)
    return tuple(
        begin_reading(source, [plan for plan in plans if plan.source_id == name]) for name, source in sources.items()
    )


def load_part(line: Line, warehouse: Warehouse, readings: Sequence[Reading], robots: RobotsFiles) -> RunOutcome | None:
    """The next part of all archives: asked for, fetched, read and loaded; None where nothing is left."""
    ids = [reading.source.id for reading in readings]
    known = warehouse.known_sources(ids, now=line.started, max_attempts=line.max_attempts)
    seen = {name: stages.to_crawl_known(state) for name, state in known.items()}

    def tell(answer: WindowAnswer) -> None:
        note_window(line, answer)
        left = sum(len(reading.windows) for reading in readings)
        total = sum(reading.planned for reading in readings)
        line.progress("archives", total - left, total, f"{answer.source_id} {answer.window.days}")

    while any(reading.windows or reading.waiting or reading.through for reading in readings):
        ask_for_more(readings, seen, line.options, now=line.started, robots=robots, tell=tell)
        parts = [part for reading in readings if (part := reading.take_part()) is not None]
        if parts:
            own = {name: replace(state, retries=()) for name, state in known.items()}  # those are of the daily run
            return _load(line, warehouse, Found(tuple(parts), own, robots))
    return None


def _load(line: Line, warehouse: Warehouse, found: Found) -> RunOutcome:
    """The stages of a daily run over what an archive has shown."""
    by_id = {source.id: source for source in line.sources}
    part = replace(
        line,
        sources=tuple(by_id[one.source_id] for one in found.discoveries),
        watched=line.watched or line.sources,
    )
    reports = stages.fetch_pages(part, found)
    loads = stages.load_batches(part, warehouse, stages.read_new(part, found, reports))
    return judge_run(part, found.discoveries, reports, loads, quarantined={}, recovered=Recovered())


@dataclass(slots=True)
class _Total:
    """The sum of all parts."""

    assignments: Sequence[Assignment]
    readings: Sequence[Reading]
    parts: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    sources: dict[str, SourceOutcome] = field(default_factory=dict)
    days: int = 0

    def __post_init__(self) -> None:
        self.days = sum(reading.left for reading in self.readings)

    def add(self, outcome: RunOutcome) -> None:
        self.parts += 1
        self.counts.update(outcome.counts)
        for source in outcome.sources:
            before = self.sources.get(source.source_id)
            self.sources[source.source_id] = source if before is None else _sum(before, source)

    def tell(self) -> Progress:
        covered = {reading.source.id: reading.covered for reading in self.readings}
        return Progress(
            parts=self.parts,
            days=self.days,
            days_left=sum(reading.left for reading in self.readings),
            fetched=self.counts["fetched"],
            articles=self.counts["articles"],
            claims=self.counts["claims"],
            sources={
                one.source.id: (one.covered + covered.get(one.source.id, 0), one.wanted)
                for one in self.assignments
                if one.standing != NO_ARCHIVE
            },
        )

    def conclude(self, line: Line, recovered: Recovered, quarantined: Mapping[str, Mapping[str, int]]) -> RunOutcome:
        reached = self.tell().sources
        readings = {reading.source.id: reading for reading in self.readings}
        sources = tuple(
            self._judge(line, one, readings.get(one.source.id), reached, quarantined.get(one.source.id, {}))
            for one in self.assignments
        )
        nothing = judge_run(line, (), (), (), quarantined={}, recovered=recovered).counts
        counts = {**nothing, **{name: self.counts[name] for name in ("fetched", "articles", "claims", "quarantined")}}
        counts |= {
            "sources": sum(source.state != NO_ARCHIVE for source in sources),
            "sources_failed": sum(source.is_failure for source in sources),
            "days_covered": sum(covered for covered, _ in reached.values()),
            "days_wanted": sum(wanted for _, wanted in reached.values()),
            "days_put_off": self.tell().days_left,
        }
        return RunOutcome(line.run_id, sources, counts, recovered.count_articles())

    def _judge(
        self,
        line: Line,
        assignment: Assignment,
        reading: Reading | None,
        reached: Mapping[str, tuple[int, int]],
        quarantined: Mapping[str, int],
    ) -> SourceOutcome:
        name = assignment.source.id
        done = self.sources.get(name) or SourceOutcome(
            name, assignment.standing, None, 0, 0, 0, {}, line.broken_by_design.get(name)
        )
        if reading is None:
            return replace(done, state=assignment.standing, reason=assignment.reason)
        covered, wanted = reached[name]
        said = f"{covered} of {wanted} days" + (f"; {reading.reason}" if reading.reason else "")
        failed = dict(Counter(done.failed_items) + Counter(quarantined))
        return replace(done, state=reading.state, reason=said, failed_items=failed)


def _sum(one: SourceOutcome, other: SourceOutcome) -> SourceOutcome:
    return replace(
        one,
        announced=one.announced + other.announced,
        new=one.new + other.new,
        fetched=one.fetched + other.fetched,
        failed_items=dict(Counter(one.failed_items) + Counter(other.failed_items)),
    )


def build_progress_table(progress: Progress) -> str:
    """How far each archive is, as Markdown, for Prefect's artifact."""
    rows = [f"| {name} | {covered} | {wanted} |" for name, (covered, wanted) in progress.sources.items()]
    said = f"{progress.fetched} pages fetched, {progress.articles} articles and {progress.claims} claims new"
    return "\n".join([f"Part {progress.parts}: {said}.", "", "| archive | days read | of |", "|---|--:|--:|", *rows])


def describe_backfill(outcome: RunOutcome) -> str:
    """`"3 of 4 sources with an archive, 212 of 240 days; 40 pages fetched, 38 articles and 210 claims new."`"""
    counts = outcome.counts
    done = counts["sources"] - counts["sources_failed"]
    return (
        f"{done} of {counts['sources']} archives without a failure, {counts['days_covered']} of "
        f"{counts['days_wanted']} days covered; {counts['fetched']} pages fetched, {counts['articles']} article "
        f"versions and {counts['claims']} claims new, {counts['quarantined']} quarantined."
        + (f" {counts['days_put_off']} days are put off: start it again to go on." if counts["days_put_off"] else "")
    )
