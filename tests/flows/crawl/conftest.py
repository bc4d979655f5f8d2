"""A scripted loopback server that can also answer wrongly, and the options that every test starts from."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pytest
from announced import NOW

from flows.crawl.discovery import discover
from flows.crawl.fetching import Fetcher, FetchOptions
from flows.crawl.records import Discovery, FetchLimits, KnownSource, Response, Source

Raw = Callable[["Request", asyncio.StreamWriter], Awaitable[None]]
AGENT = "Claimwatch/0.1 (+mailto:desk@example.com)"


@dataclass(frozen=True)
class Request:
    path: str
    headers: Mapping[str, str]  # names in lower case


@dataclass(frozen=True)
class Reply:
    body: bytes | str = b""
    status: int = 200
    headers: Sequence[tuple[str, str]] = ()
    content_type: str | None = "text/html; charset=utf-8"

    def spell(self) -> bytes:
        body = self.body.encode() if isinstance(self.body, str) else self.body
        headers = [*self.headers, ("Content-Length", str(len(body)))]
        if self.content_type is not None:
            headers.insert(0, ("Content-Type", self.content_type))
        head = "".join(f"{name}: {value}\r\n" for name, value in headers)
        return f"HTTP/1.1 {self.status} Said\r\n{head}\r\n".encode() + body


Answer = Reply | Callable[[Request], Reply] | Raw


@dataclass
class Site:
    """One loopback server. `site.routes["/a"] = Reply("…")`, a function of the request, or a raw coroutine."""

    routes: dict[str, Answer] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    port: int = 0
    busiest: int = 0
    _open: int = 0

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return self.base + path

    def paths(self) -> list[str]:
        return [request.path for request in self.requests]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._serve_one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _serve_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in head[1:] if line)
        request = Request(head[0].split(" ")[1], {name.lower(): value.strip() for name, _, value in pairs})
        self.requests.append(request)
        self.times.append(asyncio.get_running_loop().time())
        self._open += 1
        self.busiest = max(self.busiest, self._open)
        try:
            return await self._answer(request, writer)
        finally:
            self._open -= 1

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> bool:
        answer = self.routes.get(request.path, self.routes.get(request.path.split("?")[0], Reply(b"none", 404)))
        if asyncio.iscoroutinefunction(answer):
            await answer(request, writer)
            return False
        reply = answer if isinstance(answer, Reply) else answer(request)
        writer.write(reply.spell())
        await writer.drain()
        return True


class _Host:
    """Runs sites on an event loop in a thread of its own."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.servers: list[asyncio.Server] = []

    def start(self, address: str = "127.0.0.1", tls: object = None) -> Site:
        site = Site()

        async def listen() -> None:
            server = await asyncio.start_server(site.serve, address, 0, ssl=tls)
            site.port = server.sockets[0].getsockname()[1]
            self.servers.append(server)

        try:
            asyncio.run_coroutine_threadsafe(listen(), self.loop).result(5)
        except OSError as error:
            pytest.skip(f"no loopback address {address}: {error}")  # macOS brings up 127.0.0.1 alone
        return site

    def close_sites(self) -> None:
        """Closes what a test started, and ends what still answers."""

        async def close() -> None:
            for server in self.servers:
                server.close()
            self.servers.clear()
            others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(close(), self.loop).result(5)

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)
        self.loop.close()


@pytest.fixture(scope="session")
def site_host() -> Iterator[_Host]:
    host = _Host()
    yield host
    host.stop()


@pytest.fixture
def start_site(site_host: _Host) -> Iterator[Callable[..., Site]]:
    yield site_host.start
    site_host.close_sites()


@pytest.fixture
def site(start_site: Callable[..., Site]) -> Site:
    return start_site()


@pytest.fixture
def reply() -> type[Reply]:
    return Reply


@pytest.fixture
def limits() -> FetchLimits:
    return FetchLimits(
        timeout_seconds=0.5, max_bytes=1024 * 1024, retries=0, backoff_seconds=0.01, max_wait_seconds=2.0
    )


@pytest.fixture
def options(limits: FetchLimits) -> FetchOptions:
    return FetchOptions(user_agent=AGENT, limits=limits)


@pytest.fixture
def get(options: FetchOptions) -> Callable[..., Response]:
    """`get(url, …)` fetches once; options and the keywords of `Fetcher.get` may be given; loopback is open."""

    def run(
        url: str, *, with_options: FetchOptions = options, allow_private: bool = True, **kwargs: object
    ) -> Response:
        async def once() -> Response:
            async with Fetcher(with_options) as fetcher:
                return await fetcher.get(url, allow_private=allow_private, **kwargs)  # type: ignore[arg-type]

        return asyncio.run(once())

    return run


@pytest.fixture
def make_source(site: Site) -> Callable[..., Source]:
    """A source on the loopback site: `make_source("rss", "/feed")`."""

    def make(kind: str = "rss", *paths: str, **fields: object) -> Source:
        settings: dict[str, object] = {"id": "press", "delay_seconds": 0.0, "allow_private": True} | fields
        urls = tuple(path if "://" in path else site.url(path) for path in paths or ("/feed",))
        return Source(type=kind, urls=urls, **settings)  # type: ignore[arg-type]

    return make


@pytest.fixture
def find(options: FetchOptions) -> Callable[..., Discovery]:
    """`find(source)` is what one source announced; `known` is what earlier runs remember of it."""

    def run(source: Source, known: KnownSource | None = None, with_options: FetchOptions = options) -> Discovery:
        return discover([source], {source.id: known} if known else {}, with_options, now=NOW)[0]

    return run
