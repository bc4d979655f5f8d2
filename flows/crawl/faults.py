"""What the libraries raise, told as one of our reasons."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import httpcore
import httpx

from flows.crawl.errors import FetchError


def explain_fault(error: BaseException, url: str, *, reading: bool) -> FetchError:
    """The FetchError for an error of httpx, httpcore or the system; `reading` tells that the body had begun.

    A certificate that does not hold gives `tls`, a body that breaks off `truncated`, a header of 100 KB `headers`.
    """
    chain = list(_walk(error))
    detail = next((str(link) for link in chain if str(link)), type(error).__name__)[:200]
    if any(isinstance(link, ssl.SSLError) for link in chain) and not reading:
        return FetchError("tls", url, detail=detail, permanent=True)
    if isinstance(error, httpx.InvalidURL | UnicodeError):
        return FetchError("bad url", url, detail=detail, permanent=True)
    if isinstance(error, httpcore.TimeoutException | httpx.TimeoutException):
        return FetchError("timeout", url, detail="no connection", permanent=True)
    if isinstance(error, httpcore.LocalProtocolError):
        return FetchError("headers", url, detail=f"of the request: {detail}", permanent=True)
    if reading:
        return FetchError("truncated", url, detail=detail)
    if isinstance(error, httpcore.RemoteProtocolError) and "without sending a response" not in detail:
        return FetchError("headers", url, detail=detail, permanent=True)
    if isinstance(error, httpcore.ProxyError):
        return FetchError("connection", url, detail=f"proxy: {detail}")
    return FetchError("connection", url, detail=detail)


def _walk(error: BaseException) -> Iterator[BaseException]:
    """An error and what caused it, outermost first."""
    link: BaseException | None = error
    seen: set[int] = set()
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__
