"""What `claimwatch clean FILE…` does: pages from files or standard input to records, in order, in constant memory."""

from __future__ import annotations

import sys
import zlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import ExtractionError
from extractors.pages.cleaning import clean_page
from extractors.pages.topics import TopicRules, build_topic_rules
from extractors.records import Page
from flows.workers import run_in_workers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from extractors.records import Article

STANDARD_INPUT = "-"
LARGEST_FILE = 32 * 2**20  # bytes after decompression; what is larger is no news page
SECONDS_A_PAGE = 20.0
MEMORY_MB = 1500
SUFFIXES = (".gz", ".html", ".htm", ".xhtml", ".shtml")
GZIP_MAGIC = b"\x1f\x8b"


def clean_files(
    paths: Iterable[str], *, jobs: int, topics: Sequence[Mapping[str, Any]] = ()
) -> Iterator[dict[str, Any]]:
    """One dictionary for each path ("-" is standard input), in order.

    `{"id", "url", "title", "lang", "published", "text"}`, or `{"id", "error"}` with one line for what is no page.
    Dates without a zone are read as +08:00 in Chinese pages and as UTC elsewhere.
    """
    names: list[str] = []  # of what the workers were given and did not answer yet
    outcomes = run_in_workers(
        clean_item,
        _remember(_without_standard_input(paths), names),
        jobs=jobs,
        timeout_seconds=SECONDS_A_PAGE,
        memory_mb=MEMORY_MB,
        initializer=_set_rules,
        initargs=(list(topics),),
    )
    for outcome in outcomes:
        name = names.pop(0)
        yield outcome.value if outcome.value is not None else _as_error(name, outcome.error or "")


def page_id(path: str) -> str:
    """The file's name without the suffixes of pages: "a/2024.05.html.gz" gives "2024.05"."""
    name = path if path == STANDARD_INPUT else Path(path).name
    while any(name.lower().endswith(suffix) and len(name) > len(suffix) for suffix in SUFFIXES):
        name = name[: name.rindex(".")]
    return name


def clean_body(body: bytes, name: str, rules: TopicRules) -> dict[str, Any]:
    """The record of one page. Raises ExtractionError."""
    return _as_record(name, clean_page(Page(url=name, final_url="", body=body), rules))


def _remember(paths: Iterable[str | tuple[str, bytes]], names: list[str]) -> Iterator[str | tuple[str, bytes]]:
    for path in paths:
        names.append(path if isinstance(path, str) else path[0])
        yield path


def _without_standard_input(paths: Iterable[str]) -> Iterator[str | tuple[str, bytes]]:
    """Workers have no standard input of ours: what comes from there goes to them as bytes."""
    for path in paths:
        yield (path, sys.stdin.buffer.read(LARGEST_FILE + 1)) if path == STANDARD_INPUT else path


_rules = build_topic_rules(())


def _set_rules(topics: Sequence[Mapping[str, Any]]) -> None:
    """In a worker, once: the words compiled, for all pages that it will clean."""
    global _rules  # noqa: PLW0603 - the one value that a worker process keeps
    _rules = build_topic_rules(topics)


def clean_item(item: str | tuple[str, bytes]) -> dict[str, Any]:
    """The record of a file, or of bytes that came under a name. Raises ExtractionError."""
    path = item if isinstance(item, str) else item[0]
    body = read_page_file(path) if isinstance(item, str) else _inflate(item[1], path)
    return clean_body(body, page_id(path), _rules)


def read_page_file(path: str) -> bytes:
    """The bytes of a page, unpacked if they are gzip. Raises ExtractionError for what cannot be read."""
    try:
        with Path(path).open("rb") as file:
            return _inflate(file.read(LARGEST_FILE + 1), path)
    except OSError as error:
        raise ExtractionError(error.strerror or "unreadable", path) from error


def _inflate(body: bytes, where: str) -> bytes:
    if body.startswith(GZIP_MAGIC):
        unpacker = zlib.decompressobj(wbits=31)
        try:
            body = unpacker.decompress(body, LARGEST_FILE + 1)
        except zlib.error as error:
            raise ExtractionError("corrupt gzip", where) from error
        if not unpacker.eof and len(body) <= LARGEST_FILE:
            raise ExtractionError("truncated gzip", where)
    if len(body) > LARGEST_FILE:
        raise ExtractionError("too large", where)
    return body


def _as_error(name: str, error: str) -> dict[str, Any]:
    """The reason without the name, which stands beside it."""
    return {"id": page_id(name), "error": error.removeprefix(f"{name}: ").removeprefix(f"{page_id(name)}: ")}


def _as_record(name: str, article: Article) -> dict[str, Any]:
    published = article.published
    return {
        "id": name,
        "url": article.canonical_url,
        "title": article.title,
        "lang": article.lang,
        "published": published.isoformat() if isinstance(published, datetime) or published else None,
        "text": article.text,
    }
