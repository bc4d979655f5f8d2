"""The one way out: every request of the project is made here, within its bounds, or ends as a FetchError.

httpx's timeouts are per read, its decoders unbounded and its redirects unguarded (its client even parses a Location
that it was told not to follow); so the deadline, the decoding, the redirects and the cookies are ours, and we use its
requests and responses over a transport of our own.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import httpcore
import httpx

from flows.crawl.cookies import CookieShelf
from flows.crawl.decoders import DecodingError, decode_body
from flows.crawl.errors import FetchError
from flows.crawl.faults import explain_fault
from flows.crawl.guard import GuardedBackend, Resolver, is_literal, read_networks, resolve_name
from flows.crawl.records import FetchLimits, Headers, Response
from flows.crawl.transport import GuardedTransport, build_tls, build_transport
from flows.crawl.urls import origin_of, parse_http_url
from flows.crawl.waits import compute_backoff, parse_retry_after

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BODIES = frozenset({200, 203})
# What may follow a redirect to another host; every other header of a source may be a secret.
_HARMLESS = frozenset({"accept", "accept-language", "user-agent"})
_SECRETS = frozenset({"authorization", "proxy-authorization", "cookie", "x-api-key", "x-auth-token"})
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.8"

RedirectCheck = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How all requests of a run are made."""

    user_agent: str  # product token first, contact in brackets: "Claimwatch/0.1 (+mailto:desk@example.com)"
    limits: FetchLimits = field(default_factory=FetchLimits)
    resolver: Resolver = resolve_name
    allowed_networks: tuple[str, ...] = ()  # for networks that map names to 198.18/15 or NAT64
    proxy: str | None = field(default=None, repr=False)  # may hold a password
    ca_file: Path | None = None  # further certificates to trust


@dataclass(frozen=True, slots=True)
class _Plan:
    """One request as asked for, before redirects."""

    url: str
    headers: Mapping[str, str]
    conditions: Mapping[str, str]
    allow_private: bool
    max_bytes: int
    max_redirects: int
    cut: bool
    check_redirect: RedirectCheck | None


@dataclass(frozen=True, slots=True)
class _Hop:
    """One answer on the way."""

    status: int
    reason_phrase: str
    http_version: str
    headers: Headers
    request_headers: Headers
    raw: bytes
    address: str | None

    def header(self, name: str) -> str | None:
        values = [value for key, value in self.headers if key.lower() == name]
        return ", ".join(values) if values else None


class Fetcher:
    """An async context manager with one method that matters: `await fetcher.get(url)`."""

    def __init__(self, options: FetchOptions) -> None:
        self.options = options
        self.limits = options.limits
        self._allowed = read_networks(options.allowed_networks)
        self._cookies = {True: CookieShelf(), False: CookieShelf()}
        self._transports: dict[bool, GuardedTransport] = {}
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        tls = build_tls(self.options.ca_file)
        for trust in (False, True):
            self._transports[trust] = await self._stack.enter_async_context(self._build_transport(trust, tls))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    def _build_transport(self, allow_private: bool, tls: ssl.SSLContext) -> GuardedTransport:
        options = self.options
        return build_transport(
            self.limits, options.resolver, self._allowed, allow_private=allow_private, proxy=options.proxy, tls=tls
        )

    def _build_timeouts(self) -> dict[str, object]:
        """Half of the deadline for one address: a dead one leaves time for the next. All else is the deadline's."""
        return {"timeout": {"connect": self.limits.timeout_seconds / 2, "read": None, "write": None, "pool": None}}

    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        allow_private: bool = False,
        max_bytes: int | None = None,
        max_redirects: int | None = None,
        cut: bool = False,
        check_redirect: RedirectCheck | None = None,
    ) -> Response:
        """The answer to a GET: 200, 203 or 304; everything else is a FetchError.

        `max_bytes` bounds the body on the wire and decoded; with `cut` a longer one is cut there instead.
        `check_redirect` is asked before each redirect is followed and may raise. Broken connections, 5xx and 429 are
        tried again, after what Retry-After asks for if that is short enough.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        limits = self.limits
        plan = _Plan(
            url=parse_target(url),
            headers=dict(headers or {}),
            conditions={name: value for name, value in conditions.items() if value},
            allow_private=allow_private,
            max_bytes=limits.max_bytes if max_bytes is None else max_bytes,
            max_redirects=limits.max_redirects if max_redirects is None else max_redirects,
            cut=cut,
            check_redirect=check_redirect,
        )
        return await self._try_repeatedly(plan)

    async def _try_repeatedly(self, plan: _Plan) -> Response:
        for attempt in range(self.limits.retries + 1):
            try:
                return await self._try_once(plan)
            except FetchError as error:
                wait = error.retry_after
                if wait is None:
                    wait = compute_backoff(attempt, self.limits.backoff_seconds)
                if error.permanent or attempt == self.limits.retries or wait > self.limits.max_wait_seconds:
                    raise
            await asyncio.sleep(wait)
        raise FetchError("connection", plan.url, detail="no attempt allowed")

    async def _try_once(self, plan: _Plan) -> Response:
        try:
            async with asyncio.timeout(self.limits.timeout_seconds):
                return await self._follow(plan)
        except TimeoutError as error:
            detail = f"no whole answer in {self.limits.timeout_seconds:g} s"
            raise FetchError("timeout", plan.url, detail=detail, permanent=True) from error

    async def _follow(self, plan: _Plan) -> Response:
        """Follows redirects one by one, each through the guard."""
        started = datetime.now(UTC)
        current, headers = plan.url, dict(plan.headers)
        passed: list[str] = []
        seen: set[tuple[str, str | None]] = set()
        while True:
            cookie = self._cookies[plan.allow_private].header(origin_of(current))
            if (current, cookie) in seen or len(passed) > plan.max_redirects:
                raise FetchError("redirect loop", plan.url, detail=f"{len(passed)} redirects", permanent=True)
            seen.add((current, cookie))
            hop = await self._send(plan, current, headers, cookie)
            if hop.status not in _REDIRECTS:
                return self._finish(plan, current, passed, hop, started)
            passed.append(current)
            target = self._parse_location(current, hop)
            if plan.check_redirect is not None:
                await plan.check_redirect(target)
            if not _same_trust(current, target):
                headers = {name: value for name, value in headers.items() if name.lower() in _HARMLESS}
            current = target

    async def _send(self, plan: _Plan, url: str, headers: Mapping[str, str], cookie: str | None) -> _Hop:
        await self._check_behind_proxy(url, plan.allow_private)
        wanted = self._build_headers(headers, plan.conditions, cookie)
        reading = False
        try:
            request = httpx.Request("GET", url, headers=wanted, extensions=self._build_timeouts())
            answer = await self._transports[plan.allow_private].handle_async_request(request)
            async with aclosing(answer):
                hop = _read_head(request, answer)
                set_cookie = [value for name, value in hop.headers if name.lower() == "set-cookie"]
                self._cookies[plan.allow_private].keep(origin_of(url), set_cookie)
                if hop.status not in _BODIES:
                    return hop
                reading = True
                return replace(hop, raw=await _read_raw(answer, url, plan.max_bytes, cut=plan.cut))
        except FetchError as error:
            raise FetchError(
                error.reason, url, detail=error.detail, retry_after=error.retry_after, permanent=error.permanent
            ) from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError, *_CORE_ERRORS) as error:
            raise explain_fault(error, url, reading=reading) from error

    def _build_headers(
        self, headers: Mapping[str, str], conditions: Mapping[str, str], cookie: str | None
    ) -> list[tuple[bytes, bytes]]:
        """Ours, then those of the source (which win), then conditions and cookies. Latin-1, so that an ETag comes back
        byte for byte."""
        wanted = {
            "User-Agent": self.options.user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate, br, zstd",
        }
        lowered = {name.lower() for name in headers}
        merged = {name: value for name, value in wanted.items() if name.lower() not in lowered} | dict(headers)
        merged |= conditions
        if cookie:
            own = next((merged.pop(name) for name in list(merged) if name.lower() == "cookie"), None)
            merged["Cookie"] = f"{own}; {cookie}" if own else cookie
        return [(name.encode("ascii", "replace"), value.encode("latin-1", "replace")) for name, value in merged.items()]

    async def _check_behind_proxy(self, url: str, allow_private: bool) -> None:
        """Behind a proxy the connection does not tell where a request ends up: look the target up as far as we can."""
        if self.options.proxy is None:
            return
        backend = GuardedBackend(self.options.resolver, allow_private=allow_private, allowed=self._allowed)
        parsed = parse_http_url(url)
        try:
            await backend.find_addresses(parsed.hostname, int(parsed.port or 0))
        except FetchError as error:
            if error.reason != "dns" or is_literal(parsed.hostname):
                raise

    def _finish(self, plan: _Plan, url: str, passed: list[str], hop: _Hop, started: datetime) -> Response:
        now = datetime.now(UTC)
        if hop.status not in _BODIES | {304}:
            raise _explain_status(hop, plan.url, now)
        if hop.status == 304 and not plan.conditions:
            raise FetchError("status 304", plan.url, detail="without a condition", permanent=True)
        return Response(
            url=plan.url,
            final_url=url,
            redirects=tuple(passed),
            status=hop.status,
            reason_phrase=hop.reason_phrase,
            http_version=hop.http_version,
            headers=hop.headers,
            request_headers=hop.request_headers,
            body=_decode(hop, plan),
            raw_length=len(hop.raw),
            started=started,
            finished=now,
            address=None if self.options.proxy else hop.address,
        )

    @staticmethod
    def _parse_location(url: str, hop: _Hop) -> str:
        location = hop.header("location")
        if not location:
            raise FetchError("bad location", url, detail=f"status {hop.status} without Location", permanent=True)
        try:
            # Servers write UTF-8 where only ASCII is allowed; as Latin-1 it would name another page.
            text = location.encode("latin-1").decode("utf-8", "replace")
            resolved = str(parse_http_url(text, url).href)
        except ValueError as error:
            scheme = location.partition(":")[0].lower()
            reason = "scheme" if scheme.isalpha() and scheme not in {"http", "https"} else "bad location"
            raise FetchError(reason, url, detail=f"Location {location[:80]!r}", permanent=True) from error
        return parse_target(resolved)


_CORE_ERRORS = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    httpcore.ConnectionNotAvailable,
)


def parse_target(url: str) -> str:
    """The url as it is sent: WHATWG spelling (which turns 0x7f000001 into 127.0.0.1), no user, no fragment."""
    try:
        parsed = parse_http_url(url)
    except ValueError as error:
        scheme = url.partition(":")[0].strip().lower()
        reason = "bad url" if scheme in {"http", "https"} or ":" not in url else "scheme"
        raise FetchError(reason, url[:200], detail="only http and https", permanent=True) from error
    parsed.username = ""
    parsed.password = ""
    parsed.hash = ""
    return str(parsed.href)


def _same_trust(old: str, new: str) -> bool:
    """True where headers of a source may be sent on: same origin, or the same host going from http to https."""
    before, after = parse_http_url(old), parse_http_url(new)
    upgraded = before.protocol == "http:" and after.protocol == "https:" and not before.port and not after.port
    return bool(before.origin == after.origin or (upgraded and before.hostname == after.hostname))


def _read_head(request: httpx.Request, answer: httpx.Response) -> _Hop:
    return _Hop(
        status=answer.status_code,
        reason_phrase=bytes(answer.extensions.get("reason_phrase", b"")).decode("latin-1"),
        http_version=bytes(answer.extensions.get("http_version", b"HTTP/1.1")).decode("latin-1"),
        headers=_spell(answer.headers.raw),
        request_headers=_hide_secrets(_spell(request.headers.raw)),
        raw=b"",
        address=_read_address(answer),
    )


def _read_address(answer: httpx.Response) -> str | None:
    stream = answer.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None else None
    return str(peer[0]) if peer else None


def _spell(raw: list[tuple[bytes, bytes]]) -> Headers:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)


def _hide_secrets(headers: Headers) -> Headers:
    """The headers as sent, for the archive, without what opens doors."""
    return tuple((name, "(not kept)" if name.lower() in _SECRETS else value) for name, value in headers)


async def _read_raw(answer: httpx.Response, url: str, max_bytes: int, *, cut: bool) -> bytes:
    """The body as on the wire, at most `max_bytes`."""
    pieces: list[bytes] = []
    size = 0
    async for piece in answer.aiter_raw():
        pieces.append(piece)
        size += len(piece)
        if size > max_bytes:
            if cut:
                break
            raise FetchError("too large", url, detail=f"more than {max_bytes} bytes", permanent=True)
    return b"".join(pieces)[: max_bytes if cut else None]


def _decode(hop: _Hop, plan: _Plan) -> bytes:
    try:
        return decode_body(hop.raw, hop.header("content-encoding"), plan.max_bytes)
    except DecodingError as error:
        # A body that was cut on its way may come whole the next time; a bomb stays one.
        raise FetchError(error.reason, plan.url, detail=error.detail, permanent=error.reason != "truncated") from error


def _explain_status(hop: _Hop, url: str, now: datetime) -> FetchError:
    retry_after = parse_retry_after(hop.header("retry-after"), now) if hop.status in {429, 503} else None
    permanent = hop.status < 500 and hop.status != 429
    return FetchError(
        f"status {hop.status}", url, detail=hop.reason_phrase or None, retry_after=retry_after, permanent=permanent
    )
