"""A loopback site that a test scripts page by page, and the source that watches it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What a page answers with. With an `etag`, a request that names it gets a 304."""

    body: str = ""
    status: int = 200
    etag: str | None = None
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """`site.pages["/feed"] = Answer(...)`; `asked` holds the path and the answer's status of every request."""

    port: int = 0
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def feed(self, path: str, *links: tuple[str, str], etag: str | None = None) -> None:
        """An RSS feed of links with their dates; relative links belong to this site."""
        items = "".join(
            f"<item><title>Item {number}</title><link>{self.url(link) if link.startswith('/') else link}</link>"
            f"<pubDate>{day}</pubDate></item>"
            for number, (link, day) in enumerate(links)
        )
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
        self.pages[path] = Answer(body, etag=etag, kind="application/rss+xml")

    def atom(self, path: str, *links: tuple[str, str]) -> None:
        """An Atom feed of links with the moments of their last change."""
        items = "".join(
            f'<entry><title>Item {number}</title><id>{link}</id><link href="{self.url(link)}"/>'
            f"<updated>{moment}</updated></entry>"
            for number, (link, moment) in enumerate(links)
        )
        body = f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>{items}</feed>'
        self.pages[path] = Answer(body, kind="application/atom+xml")

    def article(self, path: str, sentence: str, etag: str | None = None) -> None:
        """A page about 5G that says one sentence more."""
        text = (
            "<p>The operator opened its 5G network to the harbour this week, and engineers spent the morning on the "
            f"roof to align the last antenna.</p><p>{sentence}</p><p>The 5G base stations there will also serve the "
            "ferries, the customs sheds and a school on the other bank of the river.</p>"
        )
        page = f"<html lang=en><head><title>5G at work</title></head><body><h1>5G at work</h1>{text}</body></html>"
        self.pages[path] = Answer(page, etag=etag)

    def source(self, name: str, feed: str = "/feed", **keys: Any) -> dict[str, Any]:
        """The source that watches a feed of this site, in the schema of config/sources/."""
        return {
            "id": name,
            "name": {"en": name.title(), "zh": name},
            "homepage": self.url("/"),
            "type": "rss",
            "url": self.url(feed),
            "language": "en",
            "zone": "UTC",
            "tier": "media",
            "group": "media",
            "topics": ["5g"],
            "delay_seconds": 0,
            "enabled": True,
            "allow_private": True,
            "stale_after_days": 30,
            **keys,
        }

    def statuses(self, path: str) -> list[int]:
        """What every request for a path was answered with."""
        return [status for asked, status in self.asked if asked == path]


@contextmanager
def open_site() -> Iterator[Site]:
    """A running site without pages; everything is 404 until the test says otherwise."""
    site = Site()
    server = _Server(("127.0.0.1", 0), _handler(site))
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves in the middle of an answer is what some tests are about."""


def _handler(site: Site) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer = site.pages.get(self.path, Answer("gone", 404))
            known = answer.etag is not None and self.headers.get("If-None-Match") == answer.etag
            status = 304 if known else answer.status
            body = b"" if known else answer.body.encode()
            site.asked.append((self.path, status))
            self.send_response(status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(body)))
            if answer.etag is not None:
                self.send_header("ETag", answer.etag)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Tests read `asked`, not a log."""

    return Handler
