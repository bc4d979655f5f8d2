"""What a feed, sitemap, listing or endpoint announces, before it is judged: links with their words as written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announced link. All fields as the source wrote them; the link may be relative."""

    link: str
    title: str | None = None
    published: str | None = None
    updated: str | None = None


@dataclass(frozen=True, slots=True)
class AnnouncementList:
    """Everything that one document announced. `total` counts what was there before the cut at the source's maximum."""

    items: tuple[Announcement, ...]
    total: int
    warnings: tuple[str, ...] = ()
    sitemaps: tuple[Announcement, ...] = ()  # of a sitemap index: further sitemaps with their lastmod
