"""Asking sources what is new: `discover(sources, known, options)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flows.crawl.announcements import Announcement, AnnouncementList
from flows.crawl.documents import parse_document
from flows.crawl.entries import build_entries, is_stale, select_new
from flows.crawl.entry_dates import to_instant
from flows.crawl.errors import FeedError, FetchError, NothingListedError
from flows.crawl.fetching import FetchOptions
from flows.crawl.records import Discovery, DiscoveryState, KnownSource, Response, Source, Validator
from flows.crawl.robots import RobotsFiles
from flows.crawl.session import Session, open_session, run_blocking, run_together
from flows.crawl.urls import join_link

Progress = Callable[[int, int, str], None]
Tell = Callable[[Discovery], None]

_MAX_SITEMAPS = 20  # of one index and run; the newest first
_MAX_DEPTH = 3  # an index of indexes is against the protocol, and met


def discover(
    sources: Sequence[Source],
    known: Mapping[str, KnownSource],
    options: FetchOptions,
    *,
    now: datetime | None = None,
    progress: Progress | None = None,
    robots: RobotsFiles | None = None,
    tell: Tell | None = None,
) -> list[Discovery]:
    """What each source announced, in the order of `sources`; a source that fails is told so and stops no other.

    `known` maps source ids to what earlier runs remember, for conditional requests and to leave out known entries.
    `robots` gets the robots files that were asked for, to hand them on to `fetch_all`; `tell` each answer as it comes.
    """
    moment = now or datetime.now(UTC)
    return run_blocking(lambda: _discover_all(sources, known, options, moment, progress, robots=robots, tell=tell))


async def _discover_all(
    sources: Sequence[Source],
    known: Mapping[str, KnownSource],
    options: FetchOptions,
    now: datetime,
    progress: Progress | None,
    *,
    robots: RobotsFiles | None,
    tell: Tell | None,
) -> list[Discovery]:
    done = 0

    async def one(source: Source) -> Discovery:
        nonlocal done
        found = await _discover_safely(session, source, known.get(source.id, KnownSource()), now)
        done += 1
        if progress is not None:
            progress(done, len(sources), source.id)
        if tell is not None:
            tell(found)
        return found

    async with open_session(options, robots) as session:
        return await run_together(one(source) for source in sources)


async def _discover_safely(session: Session, source: Source, known: KnownSource, now: datetime) -> Discovery:
    try:
        return await discover_source(session, source, known, now)
    except Exception as error:  # noqa: BLE001 - one source's surprise must not cost the others their run
        return Discovery(source.id, "failed", f"unexpected {type(error).__name__}: {error}"[:300])


@dataclass(frozen=True, slots=True)
class _Document:
    """What one url of a source came to."""

    url: str
    state: DiscoveryState
    reason: str | None = None
    announced: tuple[tuple[str, Announcement], ...] = ()  # with the url that links are relative to
    validator: Validator | None = None
    warnings: tuple[str, ...] = ()
    status: int | None = None


async def discover_source(session: Session, source: Source, known: KnownSource, now: datetime) -> Discovery:
    """What one source announced. One url of several may fail: the reason is kept and the rest counts."""
    validators = {url: (etag, modified) for url, etag, modified in known.validators}
    documents = [await _read_document(session, source, url, validators.get(url, (None, None))) for url in source.urls]
    announced = [pair for document in documents for pair in document.announced]
    built = build_entries(source, _newest_first(source, announced), now, source.max_items)
    newest = max(
        (day for day in (built.newest, known.newest) if day is not None),
        key=lambda day: to_instant(day, source.zone),
        default=None,
    )
    state = _judge(documents, stale=is_stale(newest, source, now))
    return Discovery(
        source_id=source.id,
        state=state,
        reason=_explain(documents, built.warnings, newest if state == "stale" else None),
        entries=select_new(source, built.entries, known),
        seen=len(built.entries),
        newest=newest,
        validators=tuple(document.validator for document in documents if document.validator is not None),
        status=next((document.status for document in reversed(documents) if document.status), None),
        robots=_tell_robots(documents),
    )


def _newest_first(source: Source, announced: list[tuple[str, Announcement]]) -> Iterable[tuple[str, Announcement]]:
    """Feeds come newest first; sitemaps come in any order, so they are sorted before they are cut."""
    if source.type not in {"sitemap", "news_sitemap"} or len(announced) <= source.max_items:
        return announced
    return sorted(announced, key=lambda pair: pair[1].published or pair[1].updated or "", reverse=True)


def _judge(documents: Sequence[_Document], *, stale: bool) -> DiscoveryState:
    states = {document.state for document in documents}
    if states <= {"failed", "disallowed"}:
        return "failed" if "failed" in states or not states else "disallowed"
    if stale:
        return "stale"
    return "ok" if "ok" in states else "unchanged"


def _explain(documents: Sequence[_Document], warnings: Iterable[str], stale_since: str | None) -> str | None:
    several = len(documents) > 1
    failed = [document for document in documents if document.reason]
    reasons = [f"{document.url}: {document.reason}" if several else str(document.reason) for document in failed]
    reasons += [warning for document in documents for warning in document.warnings]
    reasons += warnings
    if stale_since is not None:
        reasons.append(f"newest entry {stale_since[:10]}")
    return "; ".join(dict.fromkeys(reasons)) or None


def _tell_robots(documents: Sequence[_Document]) -> str:
    reasons = [document.reason or "" for document in documents]
    if any(document.state == "disallowed" for document in documents):
        return "disallowed"
    if any(reason.startswith("robots unreachable") for reason in reasons):
        return "unreachable"
    return "allowed" if any(document.state in {"ok", "unchanged"} for document in documents) else "unknown"


async def _read_document(
    session: Session, source: Source, url: str, validator: tuple[str | None, str | None]
) -> _Document:
    status: int | None = None
    try:
        response = await session.get(source, url, etag=validator[0], last_modified=validator[1])
        status = response.status
        if status == 304:
            return _Document(url, "unchanged", validator=(url, *validator), status=status)
        return await _parse_document(session, source, url, response)
    except FetchError as error:
        state: DiscoveryState = "disallowed" if error.reason == "disallowed by robots.txt" else "failed"
        return _Document(url, state, error.explanation, status=error.status or status)
    except FeedError as error:
        return _Document(url, "failed", str(error), status=status)


async def _parse_document(session: Session, source: Source, url: str, response: Response) -> _Document:
    listed = parse_document(source, response)
    announced = [(response.final_url, item) for item in listed.items]
    warnings = list(listed.warnings)
    if listed.total > len(listed.items) and listed.total > source.max_items:
        warnings.append(f"first {len(listed.items)} of {listed.total} entries taken")
    if listed.sitemaps:
        more, troubles = await _read_sitemaps(session, source, response.final_url, listed)
        announced += more
        warnings += troubles
    elif not announced and source.type != "news_sitemap":  # one of those lists two days, and may be empty on a holiday
        raise NothingListedError("empty feed", "no entries")
    # The validator of an index says nothing of the sitemaps that it names.
    fresh = None if listed.sitemaps else (url, response.header("etag"), response.header("last-modified"))
    return _Document(url, "ok", None, tuple(announced), fresh, tuple(warnings), response.status)


async def _read_sitemaps(
    session: Session, source: Source, base: str, index: AnnouncementList
) -> tuple[list[tuple[str, Announcement]], list[str]]:
    """The urls of an index's sitemaps, newest sitemap first, each asked once, at most `_MAX_SITEMAPS` of them."""
    queue = [(1, base, item) for item in _sort_sitemaps(index.sitemaps)]
    asked = {base}
    announced: list[tuple[str, Announcement]] = []
    warnings: list[str] = []
    while queue and len(announced) < source.max_items:
        depth, parent, item = queue.pop(0)
        url = join_link(parent, item.link)
        if url is None or url in asked:
            continue
        if len(asked) > _MAX_SITEMAPS:
            warnings.append(f"first {_MAX_SITEMAPS} sitemaps taken")
            break
        asked.add(url)
        try:
            response = await session.get(source, url)
            listed = parse_document(source, response)
        except (FetchError, FeedError) as error:
            warnings.append(f"{url}: {getattr(error, 'explanation', error)}")
            continue
        announced += [(response.final_url, one) for one in listed.items]
        if depth < _MAX_DEPTH:
            queue += [(depth + 1, response.final_url, one) for one in _sort_sitemaps(listed.sitemaps)]
    return announced, warnings


def _sort_sitemaps(sitemaps: Sequence[Announcement]) -> list[Announcement]:
    return sorted(sitemaps, key=lambda item: item.updated or "", reverse=True)
