"""What happens in a run, event by event, for machines: one JSON object a line, each with run, source and url."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import IO, Any, Literal

Level = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. What it has nothing to do with is None."""

    name: str  # "page fetched"
    run: str | None = None
    source: str | None = None
    url: str | None = None
    level: Level = "info"
    details: Mapping[str, Any] = field(default_factory=dict)  # of this kind of event: "status", "claims", "reason"


Log = Callable[[Event], None]


def log_nothing(event: Event) -> None:
    """The log of a run whose reader is a person: progress and result are shown instead."""


class JsonLog:
    """Writes events to a stream, whole lines, from whatever thread they come."""

    def __init__(self, stream: IO[str] | None = None) -> None:
        self._stream = stream
        self._lock = threading.Lock()

    def __call__(self, event: Event) -> None:
        line = format_event(event, datetime.now(UTC))
        with self._lock:
            stream = self._stream or sys.stderr
            stream.write(f"{line}\n")
            stream.flush()


def format_event(event: Event, time: datetime) -> str:
    """`{"time": "2026-11-22T05:15:00.123+00:00", "level": "info", "event": "page fetched", "run": …, "source": …}`."""
    said = {
        "time": time.isoformat(timespec="milliseconds"),
        "level": event.level,
        "event": event.name,
        "run": event.run,
        "source": event.source,
        "url": event.url,
    }
    details = {key: value for key, value in event.details.items() if value is not None and key not in said}
    return json.dumps({**said, **details}, ensure_ascii=False, default=str)
