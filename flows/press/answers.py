"""What a publisher answers to a request: its edition, seen through conditional headers and through its faults."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from typing import Literal

from flows.press.edition import Resource
from flows.press.publishers import Publisher

Nonsense = Literal["html", "binary"]

_NONSENSE: dict[Nonsense, tuple[str, bytes]] = {
    "html": (
        "text/html; charset=utf-8",
        b"<!DOCTYPE html><html><body><h1>Welcome back!</h1><p>Please log in.</p></body>",
    ),
    "binary": ("application/octet-stream", bytes(range(256)) * 8),
}


@dataclass(slots=True)
class Mood:
    """How a publisher behaves at the moment. Tests change it while requests run, so it carries its own lock."""

    status: int | None = None  # every request is answered by this status
    babble: Nonsense | None = None  # the feed is answered by this kind of nonsense
    holds: dict[str, float] = field(default_factory=dict)  # path -> seconds before the answer
    retry_after: int | None = None  # owed once, to the first request for the feed
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take_retry_after(self) -> int | None:
        """The seconds to ask for, once; None ever after."""
        with self.lock:
            owed, self.retry_after = self.retry_after, None
        return owed


@dataclass(frozen=True, slots=True)
class Answer:
    """A response, and how it is sent: after `hold` seconds, in pieces over `drip` seconds."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    hold: float = 0.0
    drip: float = 0.0


def build_answer(
    publisher: Publisher, edition: Mapping[str, Resource], mood: Mood, path: str, headers: Mapping[str, str]
) -> Answer:
    """The answer to a GET of `path` (without its query). `headers` are looked up by their usual spelling."""
    hold = mood.holds.get(path, 0.0)
    if mood.status is not None:
        return _plain(mood.status, hold)
    if path == publisher.feed_path:
        if mood.babble is not None:
            media_type, body = _NONSENSE[mood.babble]
            return Answer(HTTPStatus.OK, {"Content-Type": media_type}, body, hold)
        seconds = mood.take_retry_after()
        if seconds is not None:
            return _plain(HTTPStatus.TOO_MANY_REQUESTS, hold, {"Retry-After": str(seconds)})
    resource = edition.get(path)
    if resource is None:
        return _plain(HTTPStatus.NOT_FOUND, hold)
    if resource.redirect is not None:
        return _plain(HTTPStatus.FOUND, hold, {"Location": resource.redirect})
    drip = publisher.drip_seconds if path == publisher.feed_path else 0.0
    return _serve(publisher, resource, headers, hold, drip)


def entity_tag(resource: Resource) -> str:
    """A weak tag, because a compressed and a plain answer carry the same one (RFC 9110 §8.8.1)."""
    return f'W/"{hashlib.sha256(resource.body).hexdigest()[:20]}"'


def is_unchanged(publisher: Publisher, resource: Resource, headers: Mapping[str, str]) -> bool:
    """Whether a conditional request is answered by 304 (RFC 9110 §13.2.2: the tag outranks the date)."""
    tags = headers.get("If-None-Match")
    if tags is not None and "etag" in publisher.validators:
        return tags.strip() == "*" or entity_tag(resource) in [tag.strip() for tag in tags.split(",")]
    since = headers.get("If-Modified-Since")
    if since is None or "last_modified" not in publisher.validators:
        return False
    try:
        return resource.modified.replace(microsecond=0) <= _as_utc(parsedate_to_datetime(since))
    except ValueError:
        return False


def _serve(publisher: Publisher, resource: Resource, headers: Mapping[str, str], hold: float, drip: float) -> Answer:
    fields = {"Content-Type": resource.content_type, "Vary": "Accept-Encoding"} | _validators(publisher, resource)
    if is_unchanged(publisher, resource, headers):
        return Answer(HTTPStatus.NOT_MODIFIED, fields, b"", hold)
    if publisher.gzip and "gzip" in headers.get("Accept-Encoding", ""):
        body = gzip.compress(resource.body, mtime=0)
        return Answer(HTTPStatus.OK, fields | {"Content-Encoding": "gzip"}, body, hold, drip)
    return Answer(HTTPStatus.OK, fields, resource.body, hold, drip)


def _validators(publisher: Publisher, resource: Resource) -> dict[str, str]:
    offered = {
        "etag": ("ETag", entity_tag(resource)),
        "last_modified": ("Last-Modified", format_datetime(_as_utc(resource.modified), usegmt=True)),
    }
    return dict(offered[name] for name in publisher.validators)


def _plain(status: int, hold: float, headers: Mapping[str, str] | None = None) -> Answer:
    text = f"{status} {HTTPStatus(status).phrase}\n"
    return Answer(status, {"Content-Type": "text/plain; charset=utf-8"} | dict(headers or {}), text.encode(), hold)


def _as_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
