"""What one run works with, and what its stages say of themselves."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.catalogue.reading import Catalogue
from flows.catalogue.sources import Source
from flows.crawl.fetching import FetchOptions
from flows.event_log import Event, Level, Log, log_nothing
from warehouse.memory import MAX_ATTEMPTS, KnownState

if TYPE_CHECKING:
    from flows.alerting.preferences import Alerting

Progress = Callable[[str, int, int, str], None]  # stage, done, total, what is at hand


Warn = Callable[[str], None]  # one line that the user must see, whatever comes of the run


def warn_on_terminal(message: str) -> None:
    """One line on standard error; progress bars make room for it."""
    sys.stderr.write(f"claimwatch: {message}\n")


def say_nothing(stage: str, done: int, total: int, label: str) -> None:
    """The progress of a run that nobody watches."""


@dataclass(frozen=True, slots=True)
class Line:
    """One run: who it is, where it writes, what it watches and how it fetches."""

    run_id: str
    started: datetime  # UTC
    command: str
    data_dir: Path
    catalogue: Catalogue
    sources: tuple[Source, ...]  # those of this run
    options: FetchOptions
    rulebook: str  # version of the rules that read the claims
    jobs: int = 2
    page_seconds: float | None = 30.0  # a page that takes longer to read is quarantined; None: it takes what it takes
    page_memory_mb: int | None = 1500
    host_delay: float = 0.0  # seconds between two requests to one host, where its sources do not ask for more
    max_attempts: int = MAX_ATTEMPTS  # a page that failed so often is given up
    part: int = 0  # of a run that loads in parts, from 1
    watched: tuple[Source, ...] = ()  # all sources of this installation; empty: those of this run are all
    sample: bool = False  # the sources are the sample press
    publish_tables: bool = False  # as files too, beside the copy
    broken_by_design: Mapping[str, str] = field(default_factory=dict)  # source id -> why; only the sample press has one
    alerting: Alerting | None = None  # None: nobody is told of anything
    progress: Progress = say_nothing
    warn: Warn = warn_on_terminal
    log: Log = log_nothing

    def note(
        self, event: str, *, source: str | None = None, url: str | None = None, level: Level = "info", **details: Any
    ) -> None:
        """Writes an event of this run into the log, if it keeps one."""
        self.log(Event(event, self.run_id, source, url, level, details))

    @property
    def archive_dir(self) -> Path:
        return self.data_dir / "archive"

    @property
    def staging_dir(self) -> Path:
        return self.data_dir / "staging"

    @property
    def report_dir(self) -> Path:
        return self.data_dir / "report"

    @property
    def needs_workers(self) -> bool:
        """Whether pages are read in processes of their own: one job without limits does it in this one."""
        return self.jobs > 1 or self.page_seconds is not None or self.page_memory_mb is not None

    @property
    def batch_run(self) -> str:
        """What the batches of a run begin with: its name, and the number of the part where it has parts."""
        return f"{self.run_id}.{self.part:04d}" if self.part else self.run_id

    def batch_id(self, source_id: str) -> str:
        """One batch for each source and run, or part of a run; also the stem of the segment that it reads."""
        return f"{self.batch_run}-{source_id}"


Known = Mapping[str, KnownState]


def new_run_id(started: datetime) -> str:
    """`"20261122T051500-3fa9"`: sorts by time, and two runs of one second differ."""
    return f"{started:%Y%m%dT%H%M%S}-{secrets.token_hex(2)}"
