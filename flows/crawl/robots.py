"""robots.txt by RFC 9309, asked once for each origin and run, for feeds and pages alike."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import Literal

from robots import RobotsParser

from flows.crawl.errors import FetchError
from flows.crawl.fetching import Fetcher
from flows.crawl.urls import origin_of

RobotsState = Literal["allowed", "disallowed", "unreachable"]

_MAX_REDIRECTS = 5  # RFC 9309 §2.3.1.2
_LONGEST_LINE = 2000  # no url of ours is longer


@dataclass(frozen=True, slots=True)
class RobotsAnswer:
    """What robots.txt says about one url."""

    state: RobotsState
    reason: str | None = None
    crawl_delay: float = 0.0


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """One robots.txt as fetched: its rules, or why there are none. `failure` set means: keep out."""

    parser: RobotsParser | None = None
    failure: FetchError | None = None
    crawl_delay: float = 0.0


RobotsFiles = dict[tuple[str, bool], RobotsFile]  # by origin and whether private addresses are open


class RobotsCache:
    """The robots files of one session. `files` are those that are known; what is asked for is added to them, so that a
    run that hands them on asks once for each."""

    def __init__(self, fetcher: Fetcher, files: RobotsFiles | None = None) -> None:
        self._fetcher = fetcher
        self._agent = product_token(fetcher.options.user_agent)
        self._known: RobotsFiles = {} if files is None else files
        self._asked: dict[tuple[str, bool], asyncio.Task[RobotsFile]] = {}

    async def ask(self, url: str, *, allow_private: bool = False) -> RobotsAnswer:
        """Whether we may fetch a url, and how long to wait between requests there."""
        key = (origin_of(url), allow_private)
        file = self._known.get(key) or await self._find(key)
        if file.failure is not None:
            return RobotsAnswer("unreachable", _explain_failure(file.failure, key[0]))
        if file.parser is not None and not file.parser.can_fetch(self._agent, url):
            return RobotsAnswer("disallowed", "disallowed by robots.txt", file.crawl_delay)
        return RobotsAnswer("allowed", crawl_delay=file.crawl_delay)

    async def _find(self, key: tuple[str, bool]) -> RobotsFile:
        if key not in self._asked:
            self._asked[key] = asyncio.ensure_future(self._fetch(*key))
        file = await asyncio.shield(self._asked[key])  # one asker that gives up must not take the file from the others
        self._known[key] = file
        return file

    async def _fetch(self, origin: str, allow_private: bool) -> RobotsFile:
        limits = self._fetcher.limits
        try:
            answer = await self._fetcher.get(
                f"{origin}/robots.txt",
                headers={"Accept": "text/plain,*/*;q=0.5", "Accept-Encoding": "identity"},
                allow_private=allow_private,
                max_bytes=limits.robots_bytes,
                max_redirects=_MAX_REDIRECTS,
                cut=True,
            )
        except FetchError as error:
            # §2.3.1.3: 400-499 means that there is no such file. §2.3.1.4: what cannot be reached forbids everything.
            if error.status is not None and 400 <= error.status < 500:
                return RobotsFile()
            return RobotsFile(failure=error)
        text = _tidy(answer.body)
        delay = find_crawl_delay(text, self._agent)
        return RobotsFile(RobotsParser.from_string(text), crawl_delay=min(delay, limits.max_crawl_delay))


def _explain_failure(error: FetchError, origin: str) -> str:
    """What stops every request to a host is named as it is; else it is the robots file that cannot be reached."""
    if error.reason in {"blocked address", "dns", "tls"} and error.url.startswith(origin):
        return error.explanation
    return f"robots unreachable ({error.explanation})"


def product_token(user_agent: str) -> str:
    """The name that robots files know us by (RFC 9309 §2.2.1): `"Claimwatch/0.1 (+…)"` gives `"Claimwatch"`."""
    found = re.match(r"[A-Za-z_-]+", user_agent)
    return found.group() if found else "*"


def find_crawl_delay(text: str, agent: str) -> float:
    """Seconds that the group for an agent, or else the one for all, asks for; 0.0 where it says nothing readable.

    Not in RFC 9309, but written by many: `find_crawl_delay("User-agent: *\\nCrawl-delay: 5", "Claimwatch")` is 5.0.
    """
    delays: dict[str, float] = {}
    group: list[str] = []
    in_head = False
    for line in text.split("\n"):
        name, colon, rest = line.partition(":")
        name, value = name.strip().lower(), rest.partition("#")[0].strip()
        if not colon or name not in {"user-agent", "crawl-delay", "allow", "disallow"}:
            continue
        if name == "user-agent":
            group = [*(group if in_head else []), value.lower()]
        elif name == "crawl-delay" and re.fullmatch(r"\d{1,6}(\.\d{1,3})?", value):
            delays |= dict.fromkeys(group, float(value))
        in_head = name == "user-agent"
    return delays.get(agent.lower(), delays.get("*", 0.0))


def _tidy(body: bytes) -> str:
    """The lines of a robots file, white space collapsed and endless ones cut: the library's patterns start over at
    every blank of a line."""
    text = body.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(" ".join(line[:_LONGEST_LINE].split()) for line in text.split("\n"))
