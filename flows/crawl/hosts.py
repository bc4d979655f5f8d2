"""Politeness: how often and how many at a time we ask one host, and when we leave it alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from flows.crawl.errors import FetchError
from flows.crawl.urls import host_of

_PATIENCE = 3  # requests in a row that may fail for the host's own reasons before we leave it for this run


class HostGates:
    """One gate for each host and port of a run. `async with gates.turn(url, delay):` lets a request through."""

    def __init__(self, per_host: int = 1, total: int = 20) -> None:
        self._per_host = per_host
        self._total = asyncio.Semaphore(total)
        self._gates: dict[str, _Gate] = {}

    @asynccontextmanager
    async def turn(self, url: str, delay_seconds: float) -> AsyncIterator[None]:
        """Waits until the host is free and `delay_seconds` have passed since the last start there."""
        gate = self._gate(url)
        async with gate.slots:
            if not gate.is_closed():
                await gate.wait(delay_seconds)
            async with self._total:
                yield

    def check_open(self, url: str) -> None:
        """Raises a FetchError where the host asked for a longer pause, or failed too often, earlier in this run."""
        gate = self._gate(url)
        if gate.pause_left() > 0:
            raise FetchError(
                "host pauses", url, detail="asked earlier in this run", retry_after=gate.pause_left(), permanent=True
            )
        if gate.failures >= _PATIENCE:
            raise FetchError("host given up", url, detail=f"{_PATIENCE} requests in a row failed", permanent=True)

    def note_failure(self, url: str, retry_after: float | None, *, counts: bool) -> None:
        """Remembers a failure; `counts` for one that lies with the host, `retry_after` for a pause it asked for."""
        gate = self._gate(url)
        gate.failures = gate.failures + 1 if counts else gate.failures
        if retry_after is not None:
            gate.paused_until = max(gate.paused_until, gate.now() + retry_after)

    def note_success(self, url: str) -> None:
        """The host answers: earlier failures no longer count."""
        self._gate(url).failures = 0

    def _gate(self, url: str) -> _Gate:
        return self._gates.setdefault(host_of(url), _Gate(self._per_host))


class _Gate:
    def __init__(self, per_host: int) -> None:
        self.slots = asyncio.Semaphore(per_host)
        self.failures = 0
        self.paused_until = 0.0
        self._order = asyncio.Lock()
        self._last_start: float | None = None

    @staticmethod
    def now() -> float:
        return asyncio.get_running_loop().time()

    def pause_left(self) -> float:
        return max(0.0, self.paused_until - self.now())

    def is_closed(self) -> bool:
        return self.failures >= _PATIENCE or self.pause_left() > 0

    async def wait(self, delay_seconds: float) -> None:
        """Starts are spaced in the order of arrival; who asks with the longer delay gets it."""
        async with self._order:
            if self._last_start is not None:
                await asyncio.sleep(max(0.0, self._last_start + delay_seconds - self.now()))
            self._last_start = self.now()
