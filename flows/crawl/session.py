"""One run's way to the world: the fetcher with robots files, politeness, and hosts that asked to be left alone."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

from flows.crawl.errors import FetchError
from flows.crawl.fetching import Fetcher, FetchOptions, parse_target
from flows.crawl.hosts import HostGates
from flows.crawl.records import Response, Source
from flows.crawl.robots import RobotsAnswer, RobotsCache, RobotsFiles

T = TypeVar("T")

# Reasons that lie with a host, not with one page.
_HOST_FAULTS = frozenset({"timeout", "connection", "dns", "tls"})


@dataclass(frozen=True, slots=True)
class Session:
    """What all sources of a run share."""

    fetcher: Fetcher
    robots: RobotsCache
    gates: HostGates

    async def get(
        self, source: Source, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Response:
        """A polite GET for a source; FetchError, among others `disallowed` and `robots unreachable`."""
        target = parse_target(url)
        answer = await self.check_robots(source, target)
        async with self.gates.turn(target, max(source.delay_seconds, answer.crawl_delay)):
            self.gates.check_open(target)
            try:
                response = await self.fetcher.get(
                    target,
                    headers=source.headers,
                    etag=etag,
                    last_modified=last_modified,
                    allow_private=source.allow_private,
                    max_bytes=source.max_bytes,
                    check_redirect=lambda to: self._check_redirect(source, to),
                )
            except FetchError as error:
                self.gates.note_failure(target, error.retry_after, counts=error.reason in _HOST_FAULTS)
                raise
            self.gates.note_success(target)
            return response

    async def check_robots(self, source: Source, url: str) -> RobotsAnswer:
        """The answer where it is "allowed"; else a FetchError whose reason is in plain words."""
        answer = await self.robots.ask(url, allow_private=source.allow_private)
        if answer.state != "allowed":
            reason, _, detail = (answer.reason or answer.state).removesuffix(")").partition(" (")
            raise FetchError(reason, url, detail=detail or None, permanent=True)
        return answer

    async def _check_redirect(self, source: Source, url: str) -> None:
        await self.check_robots(source, url)


@asynccontextmanager
async def open_session(options: FetchOptions, robots: RobotsFiles | None = None) -> AsyncIterator[Session]:
    """A session on one event loop; `robots` are files that an earlier session of the run has asked for."""
    async with Fetcher(options) as fetcher:
        gates = HostGates(options.limits.per_host, options.limits.connections)
        yield Session(fetcher, RobotsCache(fetcher, robots), gates)


async def run_together(work: Iterable[Coroutine[None, None, T]]) -> list[T]:
    """The results in order; where one fails, the others are stopped before its error goes on."""
    tasks = [asyncio.ensure_future(one) for one in work]
    try:
        return list(await asyncio.gather(*tasks))
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise


def run_blocking(start: Callable[[], Coroutine[None, None, T]]) -> T:
    """Runs a coroutine from plain code to its end; in a thread of its own where a loop runs already (Prefect's)."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(start())
    results: list[T] = []
    errors: list[BaseException] = []

    def work() -> None:
        try:
            results.append(asyncio.run(start()))
        except BaseException as error:  # noqa: BLE001 - carried over to the thread that asked, whatever it is
            errors.append(error)

    thread = threading.Thread(target=work, name="crawl")
    thread.start()
    thread.join()
    if errors:
        raise errors[0]
    return results[0]
