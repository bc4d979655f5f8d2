"""What a request can end with when it does not end with a page."""

from __future__ import annotations

from extractors.errors import ClaimwatchError


class FetchError(ClaimwatchError):
    """A request failed. `reason` is stable and short (`timeout`, `bomb`, `status 404`); `detail` says more.

    `permanent` tells that another attempt in this run cannot help; `retry_after` is what the server asked for, in
    seconds.
    """

    exit_code = 3

    def __init__(
        self,
        reason: str,
        url: str,
        *,
        detail: str | None = None,
        retry_after: float | None = None,
        permanent: bool = False,
    ) -> None:
        self.reason = reason
        self.url = url
        self.detail = _flatten(detail)
        self.retry_after = retry_after
        self.permanent = permanent
        super().__init__(f"{url}: {self.explanation}")

    @property
    def explanation(self) -> str:
        """Reason and detail in one line, free of the url: `"truncated (gzip data ends early)"`."""
        return f"{self.reason} ({self.detail})" if self.detail else self.reason

    @property
    def status(self) -> int | None:
        """The HTTP status where the reason is one: 404 for `status 404`."""
        return int(self.reason.removeprefix("status ")) if self.reason.startswith("status ") else None


class FeedError(ClaimwatchError):
    """What a source sent is no list of entries. `reason` is stable and short: `not a feed`, `entities`, `too deep`."""

    exit_code = 3

    def __init__(self, reason: str, detail: str | None = None) -> None:
        self.reason = reason
        self.detail = _flatten(detail)
        super().__init__(f"{reason} ({self.detail})" if self.detail else reason)


class NothingListedError(FeedError):
    """What a source sent is a list of entries, and empty: of a feed a fault, of a day in an archive a holiday."""


def _flatten(detail: str | None) -> str | None:
    """Words of libraries and servers as one line of bounded length: `"a\\nb"` gives `"a b"`."""
    return " ".join(detail.split())[:200] if detail else None
