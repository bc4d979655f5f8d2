"""Files to records: what `claimwatch clean` prints."""

from __future__ import annotations

import gzip
import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from extractors.errors import ExtractionError
from extractors.pages.topics import TopicRules
from flows.clean_files import LARGEST_FILE, clean_body, clean_files, clean_item, page_id, read_page_file

EN = "<p>The ministry said on Tuesday that factories had put 3,000 more robots to work.</p>" * 4
ZH = "<p>工信部周二公布的数据显示，前五个月全国工业机器人产量同比增长三成，达到二十八万套。</p>" * 4
PAGE_EN = f"""<html><head><title>More robots</title><meta property="og:url" content="https://news.example/r">
<meta name="pubdate" content="2025-03-01 10:20"></head><body><div class="article-body">{EN}</div></body></html>"""
PAGE_ZH = f"""<html><head><title>产量增长</title></head><body><h1>产量增长</h1><div>2025年3月1日 10:20</div>
<div>{ZH}</div></body></html>"""


@pytest.fixture
def pages(tmp_path: Path) -> list[str]:
    (tmp_path / "en.1.html").write_text(PAGE_EN, encoding="utf-8")
    (tmp_path / "zh.html.gz").write_bytes(gzip.compress(PAGE_ZH.encode("gb18030")))
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "torn.html.gz").write_bytes(gzip.compress(PAGE_ZH.encode() * 50)[:-200])
    (tmp_path / "bad.html.gz").write_bytes(b"\x1f\x8b" + b"\x00" * 50)
    return [str(tmp_path / name) for name in ("en.1.html", "zh.html.gz", "empty.html", "torn.html.gz", "bad.html.gz")]


def test_records_and_errors_in_the_order_of_the_files(pages: list[str], tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.html")
    records = list(clean_files([*pages, missing, pages[0]], jobs=2))
    assert [record["id"] for record in records] == ["en.1", "zh", "empty", "torn", "bad", "missing", "en.1"]
    assert [record.get("error") for record in records] == [
        None,
        None,
        "no text",
        "truncated gzip",
        "corrupt gzip",
        "No such file or directory",
        None,
    ]


def test_fields_of_a_record(pages: list[str]) -> None:
    record = next(clean_files(pages[:1], jobs=1))
    assert list(record) == ["id", "url", "title", "lang", "published", "text"]
    assert record["url"] == "https://news.example/r"
    assert (record["title"], record["lang"]) == ("More robots", "en")
    assert record["text"].startswith("The ministry said")


def test_dates_without_a_zone_are_chinese_in_chinese_pages_and_utc_elsewhere(pages: list[str]) -> None:
    english, chinese = clean_files(pages[:2], jobs=2)
    assert english["published"] == "2025-03-01T10:20:00+00:00"
    assert chinese["published"] == "2025-03-01T10:20:00+08:00"


def test_a_day_stays_a_day() -> None:
    page = PAGE_ZH.replace(" 10:20", "").encode()
    assert clean_body(page, "x", TopicRules(()))["published"] == "2025-03-01"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(gzip.compress(PAGE_ZH.encode()))))
    (record,) = clean_files(["-"], jobs=1)
    assert (record["id"], record["title"]) == ("-", "产量增长")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/2024.05.html.gz", "2024.05"),
        ("x.HTM", "x"),
        ("x", "x"),
        (".html", ".html"),
        ("-", "-"),
        ("a.b/c.shtml", "c"),
    ],
)
def test_id_is_the_name_without_suffixes(path: str, name: str) -> None:
    assert page_id(path) == name


def test_a_bomb_is_one_error_and_little_memory(tmp_path: Path, pages: list[str]) -> None:
    bomb = tmp_path / "bomb.html.gz"
    bomb.write_bytes(gzip.compress(bytes(LARGEST_FILE * 8), compresslevel=1))
    records = list(clean_files([str(bomb), pages[0]], jobs=1))
    assert records[0] == {"id": "bomb", "error": "too large"}
    assert records[1]["lang"] == "en"


def test_a_folder_is_one_error(tmp_path: Path) -> None:
    (record,) = clean_files([str(tmp_path)], jobs=1)
    assert record["error"] == "Is a directory"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_one_error(pages: list[str]) -> None:
    Path(pages[0]).chmod(0)
    (record,) = clean_files(pages[:1], jobs=1)
    assert "Permission denied" in record["error"]


def test_read_page_file_unpacks_and_names_what_is_wrong(pages: list[str], tmp_path: Path) -> None:
    assert read_page_file(pages[0]) == PAGE_EN.encode()
    assert read_page_file(pages[1]).decode("gb18030") == PAGE_ZH
    for path, reason in (
        (pages[3], "truncated gzip"),
        (pages[4], "corrupt gzip"),
        (str(tmp_path / "no"), "No such file"),
    ):
        with pytest.raises(ExtractionError, match=reason):
            read_page_file(path)


def test_an_item_is_a_path_or_a_name_with_bytes(pages: list[str]) -> None:
    assert clean_item(pages[0])["title"] == "More robots"
    assert clean_item(("-", PAGE_ZH.encode()))["id"] == "-"
    with pytest.raises(ExtractionError, match="-: too large"):
        clean_item(("-", bytes(LARGEST_FILE + 1)))
