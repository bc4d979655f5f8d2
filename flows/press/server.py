"""The sample press: a publisher a port, on loopback, with real sockets and with faults that can be switched on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

from flows.press.answers import Answer, Mood, Nonsense, build_answer
from flows.press.articles import PressArticle, read_articles, revise_article
from flows.press.edition import Resource, build_edition
from flows.press.publishers import Publisher, read_publishers
from flows.press.request_log import PressRequest, RequestLog
from flows.press.sources import describe_source
from flows.press.stands import Doorman, Stand


class PressServer:
    """A context manager around the running press.

    `ports` gives publishers fixed ports ({"wire": 40001}), so that a run that was killed can be repeated against the
    same addresses; a publisher without one takes a free port. What the press prints does not depend on its ports.
    """

    def __init__(
        self,
        articles: Sequence[PressArticle] | None = None,
        publishers: Sequence[Publisher] | None = None,
        host: str = "127.0.0.1",
        ports: Mapping[str, int] | None = None,
    ) -> None:
        self.articles = read_articles() if articles is None else tuple(articles)
        self.publishers = read_publishers() if publishers is None else tuple(publishers)
        self.host = host
        self.requests = RequestLog()
        self._ports = dict(ports or {})
        self._by_id = {publisher.id: publisher for publisher in self.publishers}
        self._moods = {p.id: Mood(retry_after=p.retry_after_seconds) for p in self.publishers}
        self._editions: dict[str, dict[str, Resource]] = {}
        self._stands: dict[str, Stand] = {}
        self._doorman: Doorman | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop()

    def start(self) -> None:
        """Bind all ports, print the edition, let readers in. A second call does nothing."""
        if self._doorman is not None:
            return
        self._doorman = Doorman()
        try:
            for publisher in self.publishers:
                self._stands[publisher.id] = self._bind(publisher, self._ports.get(publisher.id, 0))
            self._print()
        except BaseException:
            self.stop()
            raise
        for publisher in self.publishers:
            if publisher.broken_by_design is None:
                self._doorman.open(self._stands[publisher.id])

    def stop(self) -> None:
        """Close every socket and end every thread of the press. A second call does nothing."""
        if self._doorman is None:
            return
        for stand in self._stands.values():
            self._doorman.close(stand)
        self._doorman.stop()
        self._doorman = None
        self._stands.clear()

    @property
    def ports(self) -> dict[str, int]:
        """The port of each publisher: hand it to another press to get the same addresses."""
        return {name: stand.server_port for name, stand in self._stands.items()}

    def base_url(self, publisher: str) -> str:
        """`"http://127.0.0.1:40001"`, without a slash at the end."""
        return f"http://{self.host}:{self._stands[publisher].server_port}"

    def feed_url(self, publisher: str) -> str:
        """The address of the publisher's feed."""
        return f"{self.base_url(publisher)}{self._by_id[publisher].feed_path}"

    def sources(self) -> list[dict[str, Any]]:
        """The publishers in the schema of `config/sources/`, with their live addresses."""
        return [describe_source(publisher, self.base_url(publisher.id)) for publisher in self.publishers]

    def expected_articles(self) -> tuple[PressArticle, ...]:
        """The articles that a polite crawler gets: not those of broken publishers, nor what robots.txt disallows."""
        return tuple(
            article
            for article in self.articles
            if self._by_id[article.publisher].reachable and self._by_id[article.publisher].allows(article.path)
        )

    def revise(self) -> tuple[str, ...]:
        """Print the revisions: the same urls with changed texts, newer dates in the feeds. Returns the article ids."""
        revised = tuple(article.id for article in self.articles if article.revision is not None)
        self.articles = tuple(revise_article(article) for article in self.articles)
        self._print()
        return revised

    def take_down(self, publisher: str, status: int | None = None) -> None:
        """Let every request to the publisher fail: with this status, or, without one, with a refused connection."""
        if status is not None:
            self._moods[publisher].status = status
            return
        self._rebind(publisher)

    def bring_up(self, publisher: str) -> None:
        """End every fault that was switched on for the publisher, and its refusing of connections."""
        self._moods[publisher] = Mood()
        self._rebind(publisher)
        self._running().open(self._stands[publisher])

    def babble(self, publisher: str, nonsense: Nonsense = "html") -> None:
        """Answer the publisher's feed with a log-in page ("html") or with bytes that mean nothing ("binary")."""
        self._moods[publisher].babble = nonsense

    def hold(self, path: str, seconds: float, publisher: str | None = None) -> None:
        """Let every answer for `path` wait; of one publisher, or of all that have it. Zero seconds ends it."""
        for name in [publisher] if publisher else self._moods:
            self._moods[name].holds[path] = seconds

    def _print(self) -> None:
        for publisher in self.publishers:
            own = [article for article in self.articles if article.publisher == publisher.id]
            self._editions[publisher.id] = build_edition(publisher, own, self.base_url(publisher.id))

    def _rebind(self, publisher: str) -> None:
        """Close the publisher's stand with all its connections, and keep its port."""
        doorman, old = self._running(), self._stands[publisher]
        doorman.close(old)
        self._stands[publisher] = self._bind(self._by_id[publisher], old.server_port)

    def _bind(self, publisher: Publisher, port: int) -> Stand:
        return Stand((self.host, port), lambda path, headers: self._respond(publisher, path, headers))

    def _respond(self, publisher: Publisher, path: str, headers: Mapping[str, str]) -> Answer:
        answer = build_answer(publisher, self._editions[publisher.id], self._moods[publisher.id], path, headers)
        conditional = "If-None-Match" in headers or "If-Modified-Since" in headers
        self.requests.add(PressRequest(publisher.id, path, int(answer.status), conditional, headers.get("User-Agent")))
        return answer

    def _running(self) -> Doorman:
        if self._doorman is None:
            raise RuntimeError("the sample press is not running: use it as a context manager")
        return self._doorman
