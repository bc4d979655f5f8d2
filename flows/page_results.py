"""What workers answer for one page."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.records import Article, Claim


@dataclass(frozen=True, slots=True)
class PageReading:
    """What one page says. `passed_over` tells why an article has no claims to give: off topic, other language."""

    article: Article
    claims: tuple[Claim, ...] = ()
    passed_over: str | None = None


@dataclass(frozen=True, slots=True)
class PageFailure:
    """Why a page could not be read, in one line without its address."""

    reason: str
