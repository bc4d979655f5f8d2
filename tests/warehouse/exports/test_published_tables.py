"""The published tables as files: whole, cited, written when they have changed, and read as the docs say."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import re
import shlex
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from typing import Any

import duckdb
import httpx
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq
import pytest
import uvicorn
from fastapi.testclient import TestClient
from money import FORMULA
from openpyxl import load_workbook

from extractors.errors import DiskError
from flows.cli import run_command
from flows.report_site import build_site
from warehouse.exports import published_tables
from warehouse.exports.published_tables import AS_CSV, CATALOGUE, CONTENT, RUNS, publish_tables

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "exports.md").read_text("utf-8")


@pytest.fixture(scope="module")
def folder(money: Any) -> Path:
    return publish_tables(money.data_dir / "claimwatch.duckdb").folder


def test_each_table_is_a_file_with_what_its_columns_hold(folder: Path) -> None:
    index = json.loads((folder / "index.json").read_text("utf-8"))["files"]
    expected = {f"{name}.parquet" for name in (*CONTENT, *CATALOGUE, *RUNS)} | {f"{name}.csv" for name in AS_CSV}
    assert {path.name for path in folder.iterdir()} == expected | {"index.json"} == {*index, "index.json"}
    for name in (*CONTENT, *CATALOGUE, *RUNS):
        assert f"`{name}`" in PAGE, name
        notes = json.loads(pq.read_schema(folder / f"{name}.parquet").metadata[b"claimwatch"])
        assert [column for column, holds in notes["columns"].items() if not holds] == [], name
    values = pq.read_table(folder / "observations.parquet")
    assert (values.num_rows, index["observations.parquet"]["rows"]) == (6, 6)
    assert FORMULA in values["title"].to_pylist()
    assert all(values["citation"].to_pylist())
    assert "text" not in pq.read_schema(folder / "articles.parquet").names
    rows = list(csv.DictReader(io.StringIO((folder / "observations.csv").read_text("utf-8-sig"), newline="")))
    assert f"'{FORMULA}" in [row["title"] for row in rows]


def test_what_has_not_changed_is_left_alone_and_a_reader_never_sees_half(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = folder.parent / "claimwatch.duckdb"
    with (folder / "claims.parquet").open("rb") as open_reader:
        before = {path.name: path.stat().st_ino for path in folder.iterdir()}
        again = publish_tables(copy)
        assert (again.written, again.kept) == (len(RUNS), len(before) - 1 - len(RUNS))
        after = {path.name: path.stat().st_ino for path in folder.iterdir()}
        assert {name for name in before if before[name] != after[name]} == {
            "index.json",
            *(f"{name}.parquet" for name in RUNS),
        }
        (folder / ".claims.parquet.1.tmp").write_text("half")  # of a publish that was killed
        index = (folder / "index.json").read_bytes()
        (folder / "index.json").write_text("no json")
        (folder / "claims.csv").mkdir()
        monkeypatch.setattr(published_tables, "AS_CSV", ("claims",))  # its CSV cannot be put in place
        with pytest.raises(DiskError, match=r"claims\.csv"):
            publish_tables(copy)
        assert pq.read_table(open_reader).num_rows == 6
    assert pq.read_table(folder / "claims.parquet").num_rows == 6
    assert not list(folder.glob(".*.tmp"))
    # Nothing was taken on trust without an index: what came before the failure was written again.
    assert (folder / "articles.parquet").stat().st_ino != after["articles.parquet"]
    (folder / "claims.csv").rmdir()
    (folder / "index.json").write_bytes(index)


def test_the_site_serves_the_tables_and_nothing_beside_them(folder: Path) -> None:
    site = TestClient(build_site(folder.parent))
    assert site.get("/").status_code == 503  # no report yet
    answer = site.get("/tables/observations.parquet")
    assert pq.read_table(io.BytesIO(answer.content)).num_rows == 6
    assert answer.headers["Cache-Control"] == "no-cache"
    assert (
        site.get("/tables/observations.parquet", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    )
    assert site.get("/tables/series_latest.csv").content.startswith(b"\xef\xbb\xbf")
    for path in ("/tables/nothing.parquet", "/tables/../claimwatch.duckdb", "/tables/%2e%2e/warehouse.duckdb"):
        assert site.get(path).status_code in {404, 503}, path


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The report site on loopback, as `claimwatch serve` runs it."""
    server = uvicorn.Server(uvicorn.Config(build_site(data), port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(20)


def test_a_sheet_that_is_refreshed_from_an_address_has_what_was_published_last(folder: Path, tmp_path: Path) -> None:
    tables = copytree(folder, tmp_path / "tables")
    with served(tmp_path) as address:

        def read_sheet() -> list[Any]:
            answer = httpx.get(f"{address}/tables/series_latest.csv")
            return list(arrow_csv.read_csv(io.BytesIO(answer.content))["value"].to_pylist())

        before = read_sheet()
        answer = httpx.get(f"{address}/tables/series_latest.parquet")
        assert pq.read_table(io.BytesIO(answer.content))["value"].to_pylist() == before
        lines = (tables / "series_latest.csv").read_bytes().splitlines(keepends=True)
        aside = tmp_path / "new.csv"
        aside.write_bytes(b"".join(lines[:-1]))
        aside.replace(tables / "series_latest.csv")
        assert read_sheet() == before[:-1]


def find_blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def beside(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where a user stands: `data` is there."""
    (tmp_path / "data").symlink_to(folder.parent)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_snippets_of_the_page_that_can_run_here_run(beside: Path) -> None:
    blocks = find_blocks("sql")
    with duckdb.connect() as engine:
        for block in blocks:
            for statement in duckdb.extract_statements(block):
                assert engine.execute(statement).fetchall() or "ATTACH" in statement.query
    assert "Stations in operation" in (beside / "newest.csv").read_text("utf-8")
    ran = 0
    for block in find_blocks("python"):
        names: dict[str, Any] = {}
        if importlib.util.find_spec(block.split()[1].split(".")[0]) is not None:
            exec(block, names)  # noqa: S102 - the page's own words
            ran += 1
            assert len(names.get("money", names.get("table", ()))) == 6
    assert (len(blocks), ran >= 2) == (2, True)


def test_the_commands_of_the_page_write_what_they_say(beside: Path) -> None:
    (line,) = find_blocks("sh")
    _, *arguments = shlex.split(line.replace("5g_base_stations", "base_stations"))
    assert run_command(["--data", str(beside / "data"), *arguments]) == 0
    assert load_workbook(beside / "stations.xlsx")["Data"].max_row == 2


def test_power_query_finds_the_files_and_columns_that_it_names(folder: Path) -> None:
    blocks = find_blocks("powerquery")
    assert len(blocks) == 2
    for block in blocks:
        (name,) = re.findall(r"http://127\.0\.0\.1:4280/tables/([a-z_]+\.[a-z]+)", block)
        columns = pq.read_schema((folder / name).with_suffix(".parquet")).names
        wanted = set(re.findall(r'"([a-z_]+)"', block)) | set(re.findall(r"\[([a-z_]+)\]", block))
        assert (folder / name).is_file()
        assert wanted & set(columns) == wanted - {"5g_base_stations", "actual"}
