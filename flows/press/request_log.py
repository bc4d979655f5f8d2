"""What was asked of the sample press, so that tests can tell what was fetched and what was not."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PressRequest:
    """One request that was answered, or was about to be when the client left."""

    publisher: str
    path: str
    status: int
    conditional: bool  # it carried If-None-Match or If-Modified-Since
    user_agent: str | None


class RequestLog:
    """The requests in the order in which they were answered; safe to read while more come in."""

    def __init__(self) -> None:
        self._requests: list[PressRequest] = []
        self._lock = threading.Lock()

    def add(self, request: PressRequest) -> None:
        """Append a request."""
        with self._lock:
            self._requests.append(request)

    def all(self) -> tuple[PressRequest, ...]:
        """Every request so far."""
        with self._lock:
            return tuple(self._requests)

    def clear(self) -> None:
        """Forget what was asked, for a test that counts from here on."""
        with self._lock:
            self._requests.clear()

    def count(
        self,
        publisher: str | None = None,
        path: str | None = None,
        status: int | None = None,
        conditional: bool | None = None,
    ) -> int:
        """How many requests match everything that is given: `count("wire", status=304)`."""
        return sum(
            (publisher is None or request.publisher == publisher)
            and (path is None or request.path == path)
            and (status is None or request.status == status)
            and (conditional is None or request.conditional == conditional)
            for request in self.all()
        )

    def paths(self, publisher: str, status: int = 200) -> Counter[str]:
        """How often each path of the publisher was answered with `status`."""
        return Counter(r.path for r in self.all() if r.publisher == publisher and r.status == status)
