"""Who reads what a command says while it works: a person, or a machine (`--log-format json`)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any, Literal

import click

from extractors.errors import ClaimwatchError
from flows.event_log import Event, JsonLog
from flows.line import Line, Progress, say_nothing
from flows.run_events import log_events
from flows.settings import Paths, Settings, find_project_paths, read_settings

INTERRUPTED = 130
VARIABLE = "CLAIMWATCH_LOG_FORMAT"

Format = Literal["text", "json"]


@dataclass(frozen=True, slots=True)
class Reporter:
    """Where a command stands, how it runs, and how it speaks."""

    paths: Paths
    settings: Settings
    progress: Progress = say_nothing
    log: JsonLog | None = None  # None: a person reads

    def attach(self, line: Line) -> Line:
        """The line that speaks so."""
        if self.log is None:
            return replace(line, progress=self.progress)
        return log_events(line, self.log)

    def tell(self, message: str) -> None:
        """A line for who watches."""
        if self.log is None:
            click.echo(message)
        else:
            self.log(Event(message))


@contextmanager
def reporting(paths: tuple[Any, Any], form: Format | None, *, bars: bool = True) -> Iterator[Reporter]:
    """The reporter of a command. In JSON also its end is an event, where it ends before its time.

    Processes that are started in the block speak in the same form.
    """
    log = JsonLog() if (form or os.environ.get(VARIABLE)) == "json" else None
    try:
        found = find_project_paths(*paths, os.environ)
        settings = read_settings(found)
        if (form or settings.log_format) == "json":
            log = log or JsonLog()
        with ExitStack() as stack:
            stack.enter_context(_exported(settings.log_format if form is None else form))
            progress: Progress = say_nothing
            if log is None and bars:
                from flows.terminal import show_progress

                progress = stack.enter_context(show_progress())
            yield Reporter(found, settings, progress, log)
    except (ClaimwatchError, KeyboardInterrupt) as error:
        if log is None:
            raise
        code = error.exit_code if isinstance(error, ClaimwatchError) else INTERRUPTED
        log(Event(f"{error}" or "interrupted", level="error", details={"exit_code": code}))
        raise click.exceptions.Exit(code) from None


@contextmanager
def _exported(form: str) -> Iterator[None]:
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = form
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(VARIABLE, None)
        else:
            os.environ[VARIABLE] = before
