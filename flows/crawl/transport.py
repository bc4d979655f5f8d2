"""httpx over a connection pool whose every connection passes the address guard."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterable, AsyncIterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol, cast, runtime_checkable

import httpcore
import httpx

from extractors.errors import ConfigurationError
from flows.crawl.guard import GuardedBackend, Network, Resolver
from flows.crawl.records import FetchLimits

_KEEPALIVE_SECONDS = 5.0


@runtime_checkable
class _Closable(Protocol):
    async def aclose(self) -> None: ...


class _Body(httpx.AsyncByteStream):
    """The raw bytes of a body, as the pool hands them out."""

    def __init__(self, pieces: AsyncIterable[bytes]) -> None:
        self._pieces = pieces

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._pieces:
            yield piece

    async def aclose(self) -> None:
        if isinstance(self._pieces, _Closable):
            await self._pieces.aclose()


class GuardedTransport(httpx.AsyncBaseTransport):
    """Sends requests through a pool of ours. Errors of httpcore pass as they are; `fetching` names them."""

    def __init__(self, pool: httpcore.AsyncConnectionPool) -> None:
        self._pool = pool

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One request, one answer: no redirects, no decoding."""
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        body = _Body(cast(AsyncIterable[bytes], answer.stream))
        return httpx.Response(answer.status, headers=answer.headers, stream=body, extensions=answer.extensions)

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._pool.aclose()


@lru_cache(maxsize=4)  # reading the authorities takes 20 ms, and a run opens two sessions
def build_tls(ca_file: Path | None) -> ssl.SSLContext:
    """Trust in the usual authorities (certifi's, not the environment's) and those of one more file.

    Raises ConfigurationError where that file cannot be read.
    """
    tls = httpx.create_ssl_context(trust_env=False)
    if ca_file is not None:
        try:
            tls.load_verify_locations(cafile=ca_file)
        except OSError as error:
            raise ConfigurationError(f"certificates {ca_file}: {error.strerror or error}") from error
    return tls


def _read_proxy(proxy: str) -> tuple[httpcore.URL, tuple[bytes, bytes] | None]:
    """Address and user of a proxy; ConfigurationError, without the password, where it is none of http or https."""
    try:
        parsed = httpx.Proxy(proxy)
    except (ValueError, httpx.InvalidURL) as error:
        raise ConfigurationError("proxy: not an address like http://user:password@host:port") from error
    if parsed.url.scheme not in {"http", "https"} or not parsed.url.host:
        raise ConfigurationError("proxy: only http and https proxies are known")
    url = httpcore.URL(scheme=parsed.url.raw_scheme, host=parsed.url.raw_host, port=parsed.url.port, target=b"/")
    return url, parsed.raw_auth


def build_transport(
    limits: FetchLimits,
    resolver: Resolver,
    allowed: Sequence[Network],
    *,
    allow_private: bool,
    proxy: str | None,
    tls: ssl.SSLContext,
) -> GuardedTransport:
    """A transport of its own for each trust: a connection that was opened for a source that may reach loopback is never
    reused for one that may not. Behind a proxy the connection goes to the proxy; `fetching` then checks the address of
    the target before it asks."""
    if proxy is not None:
        address, password = _read_proxy(proxy)
        return GuardedTransport(
            httpcore.AsyncHTTPProxy(
                proxy_url=address,
                proxy_auth=password,
                ssl_context=tls,
                max_connections=None,
                max_keepalive_connections=limits.connections,
                keepalive_expiry=_KEEPALIVE_SECONDS,
            )
        )
    return GuardedTransport(
        httpcore.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=None,
            max_keepalive_connections=limits.connections,
            keepalive_expiry=_KEEPALIVE_SECONDS,
            network_backend=GuardedBackend(resolver, allow_private=allow_private, allowed=allowed),
        )
    )
