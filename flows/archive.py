"""Pages as WARC segments (ISO 28500): written aside and renamed, read back record by record whatever befell them."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from extractors.errors import DiskError
from extractors.records import Page
from flows.crawl.decoders import DecodingError, decode_body
from flows.crawl.records import Entry, Headers, Response
from flows.crawl.urls import request_target
from flows.warc_members import Member, iterate_members

SOFTWARE = "claimwatch"
_SUFFIX = ".warc.gz"
_METADATA = "Claimwatch-Metadata-ID"  # on our answers: without that record, they do not tell whose they are
# We keep bodies decoded; headers that speak of the bytes on the wire go under another name, as Common Crawl does it.
_MAX_RECORD = 16 * 1024 * 1024  # bodies end at 10 MiB; the rest is for headers
_WIRE_HEADERS = frozenset({"content-encoding", "transfer-encoding", "content-length"})


def segment_path(archive: Path, source_id: str, run: str) -> Path:
    """Where the segment of one source and run lies: `archive/nbs/20261122T050000-nbs.warc.gz`."""
    return archive / source_id / f"{run}-{source_id}{_SUFFIX}"


def list_segments(archive: Path) -> tuple[Path, ...]:
    """All whole segments, in the order of source and run; empty where there is no archive yet."""
    return tuple(sorted(archive.glob(f"*/*{_SUFFIX}")))


def remove_leftovers(archive: Path) -> tuple[Path, ...]:
    """Deletes what runs that were killed left half-written, and tells what. Call it while holding the writer's lock."""
    leftovers = tuple(sorted(archive.glob(f"*/*{_SUFFIX}.part")))
    for path in leftovers:
        path.unlink(missing_ok=True)
    return leftovers


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page read back, with what identifies it and what the next request for it needs."""

    page: Page
    canonical_url: str | None = None
    doc_id: str | None = None
    updated: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class DamagedRecord:
    """A record that cannot be read: where it lies and why (`damaged`, `bomb`, `torn tail`, `no metadata`)."""

    path: Path
    offset: int
    reason: str
    url: str | None = None


def read_segment(path: Path) -> Iterator[Page | DamagedRecord]:
    """The pages of a segment in order, and in their places the records that cannot be read. See `read_archived`."""
    for found in read_archived(path):
        yield found.page if isinstance(found, ArchivedPage) else found


def read_archived(path: Path, *, max_record_bytes: int = _MAX_RECORD) -> Iterator[ArchivedPage | DamagedRecord]:
    """The pages of a segment with their identities. Never raises for a bad record: the next ones are still read.

    WARC files of others give pages too, without what our metadata records say.
    """
    waiting: dict[str, _Answer] = {}
    for member in iterate_members(path, max_record_bytes):
        record = _parse_record(member)
        if isinstance(record, str):
            yield DamagedRecord(path, member.offset, record)
            continue
        if record.kind == WarcRecordType.response:
            yield from _release(path, waiting)
            waiting[record.id] = _Answer(member.offset, record)
        elif record.kind == WarcRecordType.metadata and record.concurrent_to in waiting:
            yield _build_page(path, waiting.pop(record.concurrent_to), record.block)
    yield from _release(path, waiting)


@dataclass(frozen=True, slots=True)
class _Record:
    kind: WarcRecordType
    id: str
    url: str
    date: datetime
    concurrent_to: str
    has_metadata: bool
    block: bytes


@dataclass(frozen=True, slots=True)
class _Answer:
    offset: int
    record: _Record


def _parse_record(member: Member) -> _Record | str:
    """The one record of a member, or why there is none."""
    if member.fault is not None:
        return member.fault
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(member.data), parse_http=False)))
        block = record.reader.read()
    except (OSError, StopIteration, ValueError):
        return "damaged"
    if len(block) != record.content_length or record.record_id is None:
        return "damaged"
    return _Record(
        kind=record.record_type,
        id=record.record_id,
        url=record.headers.get("WARC-Target-URI") or "",
        date=record.record_date,
        concurrent_to=record.headers.get("WARC-Concurrent-To") or "",
        has_metadata=record.headers.get(_METADATA) is not None,
        block=block,
    )


def _release(path: Path, waiting: dict[str, _Answer]) -> Iterator[ArchivedPage | DamagedRecord]:
    """Answers that got no metadata: in a file of ours that is damage, in another's it is how things are."""
    for answer in waiting.values():
        if answer.record.has_metadata:
            yield DamagedRecord(path, answer.offset, "no metadata", answer.record.url)
        else:
            yield _build_page(path, answer, b"{}")
    waiting.clear()


def _build_page(path: Path, answer: _Answer, about: bytes) -> ArchivedPage | DamagedRecord:
    record = answer.record
    try:
        said = json.loads(about)
        body, headers = _parse_response(record.block)
    except (ValueError, DecodingError) as error:
        reason = error.reason if isinstance(error, DecodingError) else "damaged"
        return DamagedRecord(path, answer.offset, reason, record.url)
    page = Page(
        url=said.get("url") or record.url,
        final_url=record.url,
        body=body,
        content_type=headers.get("content-type"),
        fetched=datetime.fromisoformat(said["fetched"]) if said.get("fetched") else record.date,
        source_id=said.get("source_id"),
        entry_title=said.get("title"),
        entry_published=said.get("published"),
    )
    return ArchivedPage(
        page, *(said.get(name) for name in ("canonical_url", "doc_id", "updated", "etag", "last_modified"))
    )


def _parse_response(block: bytes) -> tuple[bytes, dict[str, str]]:
    """Body and headers (names in lower case) of a stored answer; ValueError where it is none, else DecodingError."""
    head, gap, body = block.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    if not gap or not lines[0].startswith("HTTP/"):
        raise ValueError("no HTTP answer")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    return decode_body(body, headers.get("content-encoding"), _MAX_RECORD), headers


class SegmentWriter:
    """A context manager that writes one segment. The file appears under its name when the block ends without an error
    and at least one page was written."""

    def __init__(self, path: Path, *, created: datetime) -> None:
        self.path = path
        self.pages = 0
        self._created = created
        self._aside = path.with_name(path.name + ".part")
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is None:
            return
        try:
            if error is None:
                self._publish(self._file)
        except OSError as failure:
            raise _explain_disk(self._aside, failure) from failure
        finally:
            with contextlib.suppress(OSError):  # closing flushes again what could not be written
                self._file.close()
            self._aside.unlink(missing_ok=True)

    def _publish(self, file: BinaryIO) -> None:
        """On disk first, then under its name, then the name on disk: a power cut leaves the whole segment or none."""
        file.flush()
        os.fsync(file.fileno())
        self._aside.replace(self.path)
        _sync_directory(self.path.parent)

    def write_page(self, entry: Entry, response: Response) -> None:
        """Adds a page: its request, its response, and what the source had said about it. DiskError where that fails."""
        try:
            file = self._file or self._open()
            for record in _build_records(entry, response):
                _write_record(file, record)
        except OSError as error:
            raise _explain_disk(self._aside, error) from error
        self.pages += 1

    def _open(self) -> BinaryIO:
        self._aside.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._aside.open("wb")
        fields = f"software: {SOFTWARE}\r\nformat: WARC File Format 1.1\r\n"
        info = _build_record(WarcRecordType.warcinfo, self._created, fields.encode(), "application/warc-fields")
        info.headers["WARC-Filename"] = self.path.name
        _write_record(self._file, info)
        return self._file


def _explain_disk(path: Path, error: OSError) -> DiskError:
    return DiskError(f"{path}: {error.strerror or error}")


def _sync_directory(path: Path) -> None:
    """Makes a rename last through a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_record(file: BinaryIO, record: WarcRecord) -> None:
    """One gzip member for each record (WARC 1.1 annex D), so that a damaged one leaves the others readable."""
    plain = io.BytesIO()
    record.write(plain, checksum_data=True)
    file.write(gzip.compress(plain.getvalue(), 6, mtime=0))


def _build_record(kind: WarcRecordType, moment: datetime, block: bytes, content_type: str) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(kind)
    record.record_date = moment
    record.headers["Content-Type"] = content_type
    record.set_bytes_content(block)
    return record


def _build_records(entry: Entry, response: Response) -> tuple[WarcRecord, WarcRecord, WarcRecord]:
    when = response.started
    request = _build_record(WarcRecordType.request, when, _spell_request(response), "application/http; msgtype=request")
    answer = _build_record(
        WarcRecordType.response, when, _spell_response(response), "application/http; msgtype=response"
    )
    about = json.dumps(_describe(entry, response), ensure_ascii=False, sort_keys=True).encode()
    metadata = _build_record(WarcRecordType.metadata, when, about, "application/json")
    for record in (request, answer, metadata):
        record.headers["WARC-Target-URI"] = response.final_url
    for record in (request, metadata):
        record.headers["WARC-Concurrent-To"] = answer.headers["WARC-Record-ID"]
    answer.headers[_METADATA] = metadata.headers["WARC-Record-ID"]
    if response.address is not None:
        answer.headers["WARC-IP-Address"] = response.address
    return request, answer, metadata


def _describe(entry: Entry, response: Response) -> dict[str, object]:
    return {
        "source_id": entry.source_id,
        "url": entry.url,
        "canonical_url": entry.canonical_url,
        "doc_id": entry.doc_id,
        "title": entry.title,
        "published": entry.published,
        "updated": entry.updated,
        "fetched": response.finished.isoformat(),
        "redirects": list(response.redirects),
        "etag": response.header("etag"),
        "last_modified": response.header("last-modified"),
    }


def _spell_request(response: Response) -> bytes:
    return _spell_message(f"GET {request_target(response.final_url)} HTTP/1.1", response.request_headers)


def _spell_response(response: Response) -> bytes:
    headers = [
        (f"X-Crawler-{name}" if name.lower() in _WIRE_HEADERS else name, value) for name, value in response.headers
    ]
    headers.append(("Content-Length", str(len(response.body))))
    status = f"{response.http_version} {response.status} {response.reason_phrase}".rstrip()
    return _spell_message(status, tuple(headers)) + response.body


def _spell_message(first_line: str, headers: Headers) -> bytes:
    lines = [first_line, *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")
