"""The gzip members of a WARC file, one record each, taken out one by one whatever happened to their neighbours.

The WARC library stops at the first damaged member; here the search goes on at the next place where a member begins that
unpacks to a record.
"""

from __future__ import annotations

import mmap
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"\x1f\x8b\x08"  # RFC 1952 §2.3.1: gzip, deflate
_RECORD = b"WARC/1."
_PIECE = 64 * 1024
_PROBE = 1024


@dataclass(frozen=True, slots=True)
class Member:
    """One member: its place in the file and its bytes, or why it has none (`damaged`, `bomb`, `torn tail`)."""

    offset: int
    data: bytes
    fault: str | None = None


def iterate_members(path: Path, max_bytes: int) -> Iterator[Member]:
    """The members of a file in order; one that unpacks to more than `max_bytes` is told of and not unpacked further."""
    if path.stat().st_size == 0:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        position = 0
        while position < len(content):
            member, end = _read_member(content, position, max_bytes)
            yield member
            position = end if member.fault is None else _find_next(content, position + 1)


def _read_member(content: mmap.mmap, offset: int, max_bytes: int) -> tuple[Member, int]:
    """The member at an offset and where the next one begins."""
    machine = zlib.decompressobj(16 + zlib.MAX_WBITS)
    pieces: list[bytes] = []
    size = 0
    position = offset
    pending = b""
    while not machine.eof:
        if not pending:
            pending = content[position : position + _PIECE]
            position += len(pending)
        if not pending and size == 0 and position >= len(content):
            return Member(offset, b"", "torn tail"), position
        try:
            piece = machine.decompress(pending, _PIECE)
        except zlib.error:
            return Member(offset, b"", "damaged"), position
        if not piece and not pending:
            return Member(offset, b"", "torn tail"), position
        size += len(piece)
        if size > max_bytes:
            return Member(offset, b"", "bomb"), position
        pieces.append(piece)
        pending = machine.unconsumed_tail
    return Member(offset, b"".join(pieces)), position - len(machine.unused_data)


def _find_next(content: mmap.mmap, start: int) -> int:
    """Where the next member begins that unpacks to a record; the end of the file if there is none."""
    candidate = content.find(_MAGIC, start)
    while candidate != -1:
        machine = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            head = machine.decompress(content[candidate : candidate + _PROBE], len(_RECORD))
        except zlib.error:
            head = b""
        if head == _RECORD:
            return candidate
        candidate = content.find(_MAGIC, candidate + 1)
    return len(content)
