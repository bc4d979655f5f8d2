"""The health of sources, for those who look after them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flows.crawl.discovery import Progress, discover
from flows.crawl.fetching import FetchOptions
from flows.crawl.records import Source, SourceProbe


def check_sources(
    sources: Sequence[Source],
    options: FetchOptions,
    *,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> list[SourceProbe]:
    """The health of each source: what it shows, its newest entry, robots.txt, and whether it is stale."""
    found = discover(sources, {}, options, now=now, progress=progress)
    return [
        SourceProbe(
            source_id=one.source_id,
            state=one.state,
            status=one.status,
            items=one.seen,
            newest=one.newest,
            robots=one.robots,
            reason=one.reason,
        )
        for one in found
    ]
