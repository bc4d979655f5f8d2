"""Segments written and read back, also damaged ones, and by another WARC library."""

from __future__ import annotations

import gzip
import random
import tracemalloc
import zlib
from datetime import UTC, datetime

import pytest
from warcio.archiveiterator import ArchiveIterator

from extractors.records import Page
from flows.archive import (
    DamagedRecord,
    SegmentWriter,
    list_segments,
    read_archived,
    read_segment,
    remove_leftovers,
    segment_path,
)
from flows.crawl.records import Entry, Response

NOW = datetime(2026, 11, 22, 5, 0, 0, tzinfo=UTC)


def entry(number):
    url = f"http://press.example/{number}"
    return Entry("press", url, url, f"doc-{number}", f"第{number}则", "2026-11-20T08:30:00+08:00", "2026-11-21")


def response(number, body=None, **fields):
    url = f"http://press.example/{number}"
    settings = {
        "url": url,
        "final_url": f"{url}?final=1",
        "redirects": (url,),
        "status": 200,
        "reason_phrase": "OK",
        "http_version": "HTTP/1.1",
        "headers": (
            ("Content-Type", "text/html; charset=gbk"),
            ("Content-Encoding", "gzip"),
            ("Content-Length", "7"),
            ("ETag", '"é"'),
        ),
        "request_headers": (("Host", "press.example"), ("User-Agent", "Claimwatch/0.1")),
        "body": f"<p>第{number}则</p>".encode("gbk") if body is None else body,
        "raw_length": 7,
        "started": NOW,
        "finished": NOW,
        "address": "93.184.216.34",
    }
    return Response(**settings | fields)


def write(path, count=3, **fields):
    with SegmentWriter(path, created=NOW) as segment:
        for number in range(1, count + 1):
            segment.write_page(entry(number), response(number, **fields))
    return path


def pages(path):
    return [found for found in read_segment(path) if isinstance(found, Page)]


def damages(path):
    return [found for found in read_segment(path) if isinstance(found, DamagedRecord)]


def members(path):
    """Where each member of a segment begins: warcinfo, then request, response and metadata of each page."""
    data, starts, position = path.read_bytes(), [], 0
    while position < len(data):
        starts.append(position)
        machine = zlib.decompressobj(31)
        machine.decompress(data[position:])
        position = len(data) - len(machine.unused_data)
    return starts


def test_a_page_comes_back_as_it_was_written(tmp_path):
    path = write(tmp_path / "a.warc.gz", 1)
    (found,) = read_archived(path)
    assert found.page == Page(
        url="http://press.example/1",
        final_url="http://press.example/1?final=1",
        body="<p>第1则</p>".encode("gbk"),
        content_type="text/html; charset=gbk",
        fetched=NOW,
        source_id="press",
        entry_title="第1则",
        entry_published="2026-11-20T08:30:00+08:00",
    )
    assert (found.doc_id, found.canonical_url, found.updated) == ("doc-1", "http://press.example/1", "2026-11-21")
    assert found.etag == '"é"'


def test_another_warc_library_reads_a_segment(tmp_path):
    path = write(tmp_path / "a.warc.gz", 2)
    with path.open("rb") as file:
        records = [
            (one.rec_type, one.rec_headers, one.http_headers, one.content_stream().read())
            for one in ArchiveIterator(file, check_digests=True)
        ]
    assert [kind for kind, *_ in records] == ["warcinfo", *(["request", "response", "metadata"] * 2)]
    _, request, sent, _ = records[1]
    _, answer, received, body = records[2]
    assert sent.get_header("User-Agent") == "Claimwatch/0.1"
    assert sent.statusline == "/1?final=1 HTTP/1.1"
    assert received.get_statuscode() == "200"
    assert received.get_header("X-Crawler-Content-Encoding") == "gzip"
    assert received.get_header("Content-Length") == str(len(body))
    assert body == "<p>第1则</p>".encode("gbk")
    assert answer.get_header("WARC-Date").startswith("2026-11-22T05:00:00")
    assert answer.get_header("WARC-IP-Address") == "93.184.216.34"
    assert request.get_header("WARC-Concurrent-To") == answer.get_header("WARC-Record-ID")


def test_a_segment_appears_when_it_is_whole(tmp_path):
    path = tmp_path / "press" / "a.warc.gz"
    with SegmentWriter(path, created=NOW) as segment:
        segment.write_page(entry(1), response(1))
        assert not path.exists()
        assert path.with_name("a.warc.gz.part").exists()
    assert [one.name for one in path.parent.iterdir()] == ["a.warc.gz"]


def write_then_fail(segment):
    segment.write_page(entry(1), response(1))
    segment.write_page(entry(2), None)


def test_an_error_leaves_nothing(tmp_path):
    path = tmp_path / "press" / "a.warc.gz"
    with pytest.raises(AttributeError), SegmentWriter(path, created=NOW) as segment:
        write_then_fail(segment)
    assert list(path.parent.iterdir()) == []


def test_no_page_makes_no_file(tmp_path):
    with SegmentWriter(tmp_path / "press" / "a.warc.gz", created=NOW):
        pass
    assert list(tmp_path.iterdir()) == []


def test_segments_are_listed_in_order_and_leftovers_removed(tmp_path):
    assert list_segments(tmp_path / "archive") == ()
    paths = [segment_path(tmp_path, source, run) for source, run in (("b", "2"), ("a", "2"), ("a", "1"))]
    for path in paths:
        write(path, 1)
    leftover = tmp_path / "a" / "3-a.warc.gz.part"
    leftover.write_bytes(b"half")
    assert list_segments(tmp_path) == (paths[2], paths[1], paths[0])
    assert paths[2].name == "1-a.warc.gz"
    assert remove_leftovers(tmp_path) == (leftover,)
    assert not leftover.exists()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_damaged_page_leaves_the_others(tmp_path, number):
    path = write(tmp_path / "a.warc.gz")
    start = members(path)[3 * number - 1]  # its response
    data = bytearray(path.read_bytes())
    data[start + 30 : start + 60] = bytes(30)
    path.write_bytes(data)
    assert [page.entry_title for page in pages(path)] == [f"第{one}则" for one in (1, 2, 3) if one != number]
    assert [(one.offset, one.reason) for one in damages(path)] == [(start, "damaged")]


def test_a_damaged_head_of_a_member_leaves_the_others(tmp_path):
    path = write(tmp_path / "a.warc.gz")
    data = bytearray(path.read_bytes())
    data[members(path)[5]] = 0  # the response of the second page is no gzip any more
    path.write_bytes(data)
    assert [page.entry_title for page in pages(path)] == ["第1则", "第3则"]


def test_a_page_without_its_metadata_is_told(tmp_path):
    path = write(tmp_path / "a.warc.gz")
    start = members(path)[3]
    data = bytearray(path.read_bytes())
    data[start + 20 : start + 40] = b"\xff" * 20
    path.write_bytes(data)
    assert [page.entry_title for page in pages(path)] == ["第2则", "第3则"]
    assert {one.reason for one in damages(path)} == {"damaged", "no metadata"}
    assert "http://press.example/1?final=1" in {one.url for one in damages(path)}


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.8, 0.99])
def test_a_torn_tail_costs_only_the_last_page(tmp_path, kept):
    path = write(tmp_path / "a.warc.gz", 10)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * kept)])
    found = pages(path)
    assert [page.entry_title for page in found] == [f"第{number}则" for number in range(1, len(found) + 1)]
    assert len(found) >= int(10 * kept) - 1
    assert all(one.reason in {"torn tail", "no metadata"} for one in damages(path))


def test_no_damage_raises_and_none_changes_a_page(tmp_path):
    path = write(tmp_path / "a.warc.gz", 4)
    whole = path.read_bytes()
    expected = {page.url: page for page in pages(path)}
    dice = random.Random(7)
    for _ in range(200):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 5)):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        path.write_bytes(data[: dice.randint(len(data) // 2, len(data))])
        for page in pages(path):
            assert page == expected[page.url]


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\x1f\x8b", b"plain text", gzip.compress(b"no record", mtime=0), bytes(5000)]
)
def test_a_file_that_is_no_segment_gives_no_page(tmp_path, content):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(content)
    assert pages(path) == []
    assert len(damages(path)) == (1 if content else 0)


def test_a_bomb_is_told_and_costs_little_memory(tmp_path):
    path = write(tmp_path / "a.warc.gz", 2)
    starts, data = members(path), path.read_bytes()
    machine = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 999999999\r\n\r\n"
    bomb = machine.compress(head) + b"".join(machine.compress(bytes(1 << 20)) for _ in range(100)) + machine.flush()
    path.write_bytes(data[: starts[4]] + bomb + data[starts[4] :])
    tracemalloc.start()
    try:
        assert [page.entry_title for page in pages(path)] == ["第1则", "第2则"]
        assert tracemalloc.get_traced_memory()[1] < 64 << 20
    finally:
        tracemalloc.stop()
    assert [(one.offset, one.reason) for one in damages(path)] == [(starts[4], "bomb")]


def test_a_packed_body_of_another_archive_is_decoded_within_bounds(tmp_path):
    def record(number, body):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + body
        fields = {
            "WARC-Type": "response",
            "WARC-Record-ID": f"<urn:uuid:{number}>",
            "WARC-Date": "2026-11-22T05:00:00Z",
            "WARC-Target-URI": f"http://press.example/{number}",
            "Content-Length": len(block),
        }
        head = "WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
        return gzip.compress(head.encode() + block + b"\r\n\r\n")

    path = tmp_path / "other.warc.gz"
    bomb = gzip.compress(bytes(100 << 20))
    path.write_bytes(record(1, gzip.compress(b"one")) + record(2, bomb) + record(3, gzip.compress(b"three")))
    assert [(page.url, page.body) for page in pages(path)] == [
        ("http://press.example/1", b"one"),
        ("http://press.example/3", b"three"),
    ]
    assert [one.reason for one in damages(path)] == ["bomb"]
    assert pages(path)[0].source_id is None
    assert pages(path)[0].fetched == NOW
