"""Whatever lies under staging/ and is no whole batch is moved aside, named, and stops nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from warehouse.damaged import set_aside
from warehouse.loading import load_batch
from warehouse.schema import arrow_schema
from warehouse.spoiled_stages import find_fault, set_spoiled_aside
from warehouse.staging import pending_batches, read_table


@pytest.fixture
def article(desk: Any) -> dict[str, Any]:
    return {"url": "https://x.example/1", "claims": [desk.claim("3.38 million", 3_380_000)]}


NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def edit_manifest(directory: Path, **changes: Any) -> None:
    manifest = json.loads((directory / "manifest.json").read_text())
    (directory / "manifest.json").write_text(json.dumps(manifest | changes))


def cut_table(directory: Path) -> None:
    path = directory / "articles.parquet"
    path.write_bytes(path.read_bytes()[:-20])


SPOILT: dict[str, tuple[Callable[[Path], Any], str]] = {
    "half-written": (lambda directory: (directory / "manifest.json").unlink(), "no manifest"),
    "manifest cut": (lambda directory: (directory / "manifest.json").write_text('{"batch'), "no readable manifest"),
    "manifest of a list": (lambda directory: (directory / "manifest.json").write_text("[]"), "no readable manifest"),
    "manifest without hashes": (lambda directory: edit_manifest(directory, tables={"articles": {}}), "no readable"),
    "another batch": (lambda directory: edit_manifest(directory, batch_id="b9"), "its manifest names batch b9"),
    "an unknown table": (
        lambda directory: edit_manifest(directory, tables={"../x": {"rows": 1, "sha256": "0"}}),
        "its manifest names a table ../x",
    ),
    "a table cut": (cut_table, "articles.parquet is not what was staged"),
    "a table gone": (lambda directory: (directory / "articles.parquet").unlink(), "articles.parquet is not what"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_batch_is_moved_aside_and_its_neighbour_is_loaded(
    how: str, desk: Any, article: dict[str, Any]
) -> None:
    spoil, reason = SPOILT[how]
    spoilt = desk.stage(desk.batch("b1", [article])).directory
    desk.stage(desk.batch("b2", [article]))
    spoil(spoilt)
    with desk.open() as warehouse:
        (told,) = set_spoiled_aside(desk.staging, warehouse, NOON)
        assert [staged.batch_id for staged in pending_batches(desk.staging, warehouse)] == ["b2"]
    assert (told.path, told.is_batch) == (spoilt, True)
    assert told.place == desk.data_dir / "damaged" / "20261122T120000"
    assert (told.place / "b1" / "readings.parquet").exists()
    assert reason in told.reason


def test_a_batch_that_an_earlier_version_staged_is_read_in_the_columns_of_this_one(
    desk: Any, article: dict[str, Any]
) -> None:
    staged = desk.stage(desk.batch("b1", [article]))
    path = staged.directory / "articles.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["title"]), path)
    earlier = replace(staged, hashes={**staged.hashes, "articles": sha256(path.read_bytes()).hexdigest()})
    rows = read_table(earlier, "articles")
    assert rows.schema.equals(arrow_schema("articles"))
    assert rows["title"].to_pylist() == [None]


def test_stray_files_folders_and_links_are_moved_aside_and_held_no_rows(desk: Any, tmp_path: Path) -> None:
    desk.staging.mkdir(parents=True)
    (desk.staging / "notes.txt").write_text("mine")
    (desk.staging / "folder" / "inside").mkdir(parents=True)
    (desk.staging / "link").symlink_to(tmp_path)
    (desk.staging / "dead").symlink_to(tmp_path / "nowhere")
    (desk.staging / ".DS_Store").write_text("of a desktop")
    with desk.open() as warehouse:
        found = set_spoiled_aside(desk.staging, warehouse, NOON)
        assert pending_batches(desk.staging, warehouse) == ()
    assert {(one.path.name, one.reason, one.is_batch) for one in found} == {
        ("notes.txt", "not a folder", False),
        ("folder", "no manifest", False),
        ("link", "not a folder", False),
        ("dead", "not a folder", False),
    }
    assert [path.name for path in desk.staging.iterdir()] == [".DS_Store"]
    assert tmp_path.is_dir()


def test_a_file_in_place_of_the_staging_folder_is_moved_aside(desk: Any, article: dict[str, Any]) -> None:
    with desk.open() as warehouse:
        desk.staging.write_text("no folder")
        (told,) = set_spoiled_aside(desk.staging, warehouse, NOON)
        assert (told.path, told.reason) == (desk.staging, "not a folder")
        desk.load(warehouse, desk.batch("b1", [article]))


def test_whole_batches_and_what_was_loaded_stay(desk: Any, article: dict[str, Any]) -> None:
    with desk.open() as warehouse:
        kept = shutil.copytree(desk.stage(desk.batch("b1", [article])).directory, desk.data_dir / "kept")
        load_batch(warehouse, pending_batches(desk.staging, warehouse)[0])
        cut_table(kept)
        kept.rename(desk.staging / "b1")  # as after a kill between the load and the removal of its stage
        assert find_fault(desk.stage(desk.batch("b2", [article])).directory) is None
        assert set_spoiled_aside(desk.staging, warehouse, NOON) == ()
        assert [staged.batch_id for staged in pending_batches(desk.staging, warehouse)] == ["b2"]
    assert not (desk.data_dir / "damaged").exists()


def test_two_moves_of_one_second_do_not_mix(tmp_path: Path) -> None:
    for content in ("first", "second"):
        (tmp_path / "x").write_text(content)
        place = set_aside(tmp_path, [tmp_path / "x"], NOON)
        assert (place / "x").read_text() == content
    assert sorted(path.name for path in (tmp_path / "damaged").iterdir()) == ["20261122T120000", "20261122T120000-2"]
