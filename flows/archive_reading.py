"""The archives of a backfill while they are read: windows to ask, entries to fetch, and the days that are through."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from flows.crawl import records as crawl
from flows.crawl.archive_windows import Window
from flows.crawl.archives import ArchivePlan, WindowAnswer, read_windows
from flows.crawl.entries import select_new
from flows.crawl.fetching import FetchOptions
from flows.crawl.robots import RobotsFiles
from flows.days import count_days

MOST_ENTRIES = 200  # of one source in one part: a kill costs no more pages than these
WINDOWS_AT_A_TIME = 4
MOST_WINDOWS = 32  # of one source in one part: progress is kept at least as often
PATIENCE = 3  # windows in a row that may fail before a source is left for this time
SUSPICIOUS = 7  # windows without an entry, and none with one: the address is rather wrong than the paper on holiday


@dataclass(slots=True)
class Reading:
    """One archive. What is behind `taken` entries of those found so far is through."""

    source: crawl.Source
    archive: str
    windows: deque[Window]
    state: crawl.DiscoveryState = "ok"
    reason: str | None = None
    waiting: deque[crawl.Entry] = field(default_factory=deque)  # found, and not fetched yet
    through: deque[tuple[int, crawl.CoveredDays]] = field(default_factory=deque)  # once so many entries are taken
    doubted: list[crawl.CoveredDays] = field(default_factory=list)  # days without an entry, before any had one
    ids: set[str] = field(default_factory=set)
    found: int = 0
    taken: int = 0
    failures: int = 0  # windows in a row
    asked: int = 0  # windows of this part
    planned: int = 0  # windows of this run
    covered: int = 0  # days that were handed on as through

    @property
    def wants_more(self) -> bool:
        return bool(self.windows) and len(self.waiting) < MOST_ENTRIES and self.asked < MOST_WINDOWS

    def take_answer(self, answer: WindowAnswer, known: crawl.KnownSource) -> None:
        """Puts the entries of a window into the queue, and its days behind them."""
        if answer.state in {"failed", "disallowed"}:
            self._take_failure(answer)
        self.failures = self.failures + 1 if answer.state == "failed" else 0
        fresh = [entry for entry in answer.entries if entry.doc_id not in self.ids]
        self.ids.update(entry.doc_id for entry in fresh)
        new = select_new(self.source, fresh, known)
        self.waiting.extend(new)
        self.found += len(new)
        self._note_covered(answer, len(new))
        if not self.windows and self.doubted:
            self._settle_doubts(answer.reason)

    def _take_failure(self, answer: WindowAnswer) -> None:
        self.state = "disallowed" if answer.state == "disallowed" else "failed"
        self.reason = self.reason or f"{answer.window.days}: {answer.reason}"
        if answer.state == "disallowed" or self.failures + 1 >= PATIENCE:
            self.windows.clear()

    def _note_covered(self, answer: WindowAnswer, new: int) -> None:
        if answer.covered is None:
            return
        covered = crawl.CoveredDays(self.archive, answer.covered, len(answer.entries), new)
        if answer.state == "empty" and not self.ids:
            self.doubted.append(covered)
            return
        for one in (*self.doubted, covered):
            self.through.append((self.found, one))
        self.doubted.clear()

    def _settle_doubts(self, reason: str | None) -> None:
        """All is asked and nothing was ever there."""
        if len(self.doubted) >= SUSPICIOUS:
            self.state = "failed"
            self.reason = self.reason or f"none of {len(self.doubted)} pages of its archive shows an entry ({reason})"
        else:
            self.through.extend((self.found, one) for one in self.doubted)
        self.doubted.clear()

    def take_part(self) -> crawl.Discovery | None:
        """The entries of the next part, and the days that are through with them; None where there is neither."""
        self.asked = 0
        entries = tuple(self.waiting.popleft() for _ in range(min(MOST_ENTRIES, len(self.waiting))))
        self.taken += len(entries)
        covered = []
        while self.through and self.through[0][0] <= self.taken:
            covered.append(self.through.popleft()[1])
        if not entries and not covered:
            return None
        self.covered += count_days(one.days for one in covered)
        seen = sum(one.seen for one in covered)
        return crawl.Discovery(self.source.id, "ok", None, entries, seen, covered=tuple(covered))

    @property
    def left(self) -> int:
        """Days whose turn is still to come, for a progress bar."""
        behind = [one.days for _, one in self.through] + [one.days for one in self.doubted]
        return count_days(window.days for window in self.windows if window.is_whole) + count_days(behind)


def begin_reading(source: crawl.Source, plans: Iterable[ArchivePlan]) -> Reading:
    """The reading of one archive from its plans, one for each stretch of days that is left."""
    archive = source.archive.url if source.archive else ""
    reading = Reading(source, archive, deque())
    for plan in plans:
        reading.windows.extend(plan.windows)
        if plan.state in {"failed", "disallowed"}:
            reading.state = "disallowed" if plan.state == "disallowed" else "failed"
            reading.reason = plan.reason
    reading.planned = len(reading.windows)
    return reading


def ask_for_more(
    readings: Sequence[Reading],
    known: dict[str, crawl.KnownSource],
    options: FetchOptions,
    *,
    now: datetime,
    robots: RobotsFiles,
    tell: Callable[[WindowAnswer], None],
) -> None:
    """Asks windows of all archives, a few at a time and the archives side by side, until the next part is full.

    `tell` gets each answer.
    """
    while asked := [
        (reading, window) for reading in readings if reading.wants_more for window in _take_windows(reading)
    ]:
        answers = read_windows([(reading.source, window) for reading, window in asked], options, now=now, robots=robots)
        for (reading, window), answer in zip(asked, answers, strict=True):
            if answer.state == "failed" and reading.failures >= PATIENCE:
                continue  # asked together with those that ended our patience
            reading.take_answer(replace(answer, window=window), known[reading.source.id])
            tell(answer)


def _take_windows(reading: Reading) -> list[Window]:
    taken = [reading.windows.popleft() for _ in range(min(WINDOWS_AT_A_TIME, len(reading.windows)))]
    reading.asked += len(taken)
    return taken
