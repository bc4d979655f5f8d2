"""Content codings (RFC 9110 §8.4.1) undone within bounds: no answer, however it was packed, grows past its limit.

Each decoder hands out pieces of at most 64 KiB and stops at the limit, so that a few kilobytes that stand for gigabytes
cost no more memory than the limit itself.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

import brotli
import zstandard

_PIECE = 64 * 1024
_SLICE = 4 * 1024
_MAX_CODINGS = 3
# Text packs to a tenth, repetitive markup to a thirtieth; only data made for it packs to a hundredth and further.
_BOMB_RATIO = 100
_ZSTD_SLICE = 256  # at most 8 MiB of output
_ZSTD_WINDOW = 8 * 1024 * 1024  # RFC 9659: a window of more than 8 MB must not be used on the web


class DecodingError(Exception):
    """A body that cannot be decoded; `reason` is `truncated`, `bomb`, `too large` or `coding`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason} ({detail})")
        self.reason = reason
        self.detail = detail


def decode_body(raw: bytes, content_encoding: str | None, max_bytes: int) -> bytes:
    """The body behind `Content-Encoding: gzip, br`; at most `max_bytes` long. Raises DecodingError.

    `decode_body(gzip.compress(b"a"), "gzip", 100)` is `b"a"`.
    """
    codings = [name.strip().lower() for name in (content_encoding or "").split(",")]
    codings = [name for name in codings if name not in {"", "identity"}]
    if len(codings) > _MAX_CODINGS:
        raise DecodingError("bomb", f"{len(codings)} content codings")
    body = raw
    for name in reversed(codings):
        body = _decode_one(body, name, max_bytes) if body else body
    return body


def gunzip_file(body: bytes, max_bytes: int) -> bytes:
    """A body that is itself a gzip file (`sitemap.xml.gz`) unpacked once; anything else as it is."""
    return _decode_one(body, "gzip", max_bytes) if body.startswith(b"\x1f\x8b") else body


class _Feed:
    """Packed bytes, handed out in small slices; `taken` tells how many it took to get as far as we are."""

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        self.taken = 0

    def take(self, size: int = _SLICE) -> bytes:
        slice_ = bytes(self._data[self.taken : self.taken + size])
        self.taken += len(slice_)
        return slice_

    def give_back(self, size: int) -> None:
        self.taken -= size

    def looking_at(self, start: bytes) -> bool:
        return bytes(self._data[self.taken : self.taken + len(start)]) == start


def _decode_one(raw: bytes, name: str, max_bytes: int) -> bytes:
    decoder = _DECODERS.get(name)
    if decoder is None:
        raise DecodingError("coding", f"unknown content coding {name[:20]!r}")
    feed = _Feed(raw)
    pieces: list[bytes] = []
    size = 0
    for piece in decoder(feed):
        size += len(piece)
        if size > max_bytes:
            reason = "bomb" if size > _BOMB_RATIO * feed.taken else "too large"
            raise DecodingError(reason, f"{name} body of {len(raw)} bytes unpacks to more than {max_bytes}")
        pieces.append(piece)
    return b"".join(pieces)


def _decode_gzip(feed: _Feed) -> Iterator[bytes]:
    """One member after the other (RFC 1952 §2.2); padding behind the last one is ignored."""
    yield from _inflate(feed, 16 + zlib.MAX_WBITS, "gzip")
    while feed.looking_at(b"\x1f\x8b"):
        yield from _inflate(feed, 16 + zlib.MAX_WBITS, "gzip")


def _decode_deflate(feed: _Feed) -> Iterator[bytes]:
    """RFC 9110 §8.4.1.2 means zlib's format; servers that send the bare stream are common enough to be read too."""
    head = feed.take(2)
    feed.give_back(len(head))
    has_zlib_header = len(head) == 2 and head[0] & 0x0F == 8 and (head[0] * 256 + head[1]) % 31 == 0
    yield from _inflate(feed, zlib.MAX_WBITS if has_zlib_header else -zlib.MAX_WBITS, "deflate")


def _inflate(feed: _Feed, wbits: int, name: str) -> Iterator[bytes]:
    machine = zlib.decompressobj(wbits)
    pending = b""
    while not machine.eof:
        pending = pending or feed.take()
        try:
            piece = machine.decompress(pending, _PIECE)
        except zlib.error as error:
            raise DecodingError("truncated", f"damaged {name} data") from error
        if not piece and not pending:
            raise DecodingError("truncated", f"{name} data ends early")
        pending = machine.unconsumed_tail
        yield piece
    feed.give_back(len(machine.unused_data))


def _decode_brotli(feed: _Feed) -> Iterator[bytes]:
    machine = brotli.Decompressor()
    try:
        while not machine.is_finished():
            pending = feed.take() if machine.can_accept_more_data() else b""
            piece = machine.process(pending, output_buffer_limit=_PIECE)
            if not piece and not pending:
                raise DecodingError("truncated", "brotli data ends early")
            yield piece
    except brotli.error as error:
        raise DecodingError("truncated", "damaged brotli data") from error


def _decode_zstd(feed: _Feed) -> Iterator[bytes]:
    """Fed in slices: four bytes can stand for a block of 128 KiB (RFC 8878 §3.1.1.2), and the stream reader of the
    library takes a frame that ends early for a whole one."""
    while pending := feed.take(_ZSTD_SLICE):
        machine = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
        while True:
            try:
                yield machine.decompress(pending)
            except zstandard.ZstdError as error:
                raise DecodingError("truncated", "damaged zstd data") from error
            if machine.eof:
                break
            pending = feed.take(_ZSTD_SLICE)
            if not pending:
                raise DecodingError("truncated", "zstd data ends early")
        feed.give_back(len(machine.unused_data))


_DECODERS: dict[str, Callable[[_Feed], Iterator[bytes]]] = {
    "gzip": _decode_gzip,
    "x-gzip": _decode_gzip,
    "deflate": _decode_deflate,
    "br": _decode_brotli,
    "zstd": _decode_zstd,
}
