"""Pages that are written, kept and removed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from warehouse.pages.addresses import address_page, climb, localise, name_file
from warehouse.pages.folder import MANIFEST, PageFolder
from warehouse.report_assets import hold_folder, save_asset


@pytest.fixture
def out_dir(tmp_path: Path) -> Path:
    with hold_folder(tmp_path):
        return tmp_path


def build(out_dir: Path, pages: dict[str, str]) -> int:
    """Writes the pages; returns how many were written anew."""
    with PageFolder(out_dir) as folder:
        for address, text in pages.items():
            folder.save(address, text)
    return folder.written


def test_only_what_changed_is_written_and_what_has_gone_is_removed(out_dir: Path) -> None:
    (out_dir / "notes.txt").write_text("the operator's own")
    assert build(out_dir, {"index.html": "one", "series/a.html": "a", "series/b.html": "b"}) == 3
    kept = (out_dir / "series/a.html").stat().st_mtime_ns
    assert build(out_dir, {"index.html": "two", "series/a.html": "a"}) == 1
    assert (out_dir / "series/a.html").stat().st_mtime_ns == kept
    assert not (out_dir / "series/b.html").exists()
    assert (out_dir / "notes.txt").exists()
    (out_dir / "series/a.html").unlink()
    assert build(out_dir, {"index.html": "two", "series/a.html": "a"}) == 1


def test_after_a_build_that_was_killed_every_page_is_written_anew(out_dir: Path) -> None:
    build(out_dir, {"index.html": "old", "a.html": "a"})
    killed = PageFolder(out_dir)
    killed.save("a.html", "newer")  # and the end of the build never comes
    (out_dir / ".b.html.new").write_text("half a pa")
    assert build(out_dir, {"index.html": "old", "a.html": "a"}) == 2
    assert (out_dir / "a.html").read_text() == "a"
    assert not (out_dir / ".b.html.new").exists()


def test_assets_of_the_build_before_stay_one_build_longer(out_dir: Path) -> None:
    """A reader may be loading the old page while the new one takes its place."""
    names = []
    for number in range(3):
        with PageFolder(out_dir) as folder:
            names.append(folder.use(save_asset(out_dir, "site", ".js", str(number))))
    assert [(out_dir / name).exists() for name in names] == [False, True, True]


@pytest.mark.parametrize("left", ["", "{", "[]", '{"whole": true}', '{"whole": true, "pages": 3, "assets": []}'])
def test_a_manifest_that_says_nothing_is_as_none(out_dir: Path, left: str) -> None:
    (out_dir / MANIFEST).write_text(left)
    assert build(out_dir, {"index.html": "one"}) == 1


def test_a_manifest_cannot_name_files_outside_the_folder(out_dir: Path) -> None:
    site = out_dir / "site"
    with hold_folder(site):
        (out_dir / "precious.html").write_text("keep")
        pages = {"../precious.html": "x", "/etc/none.html": "x", "series/../../precious.html": "x"}
        (site / MANIFEST).write_text(json.dumps({"whole": True, "assets": [], "pages": pages}))
        build(site, {"index.html": "one"})
    assert (out_dir / "precious.html").exists()


def test_names_of_strangers_become_safe_and_different_addresses() -> None:
    assert name_file("91b78010e85c6b93") == "91b78010e85c6b93"
    assert address_page("entities", "china_mobile") == "entities/china_mobile.html"
    hostile = ["../../etc/passwd", "某公司", "某集团", "Unitree", "unitree", "a/b", "a b", "", ".", "CON " * 50]
    names = [name_file(name) for name in hostile]
    assert len(set(names)) == len(names)
    assert all(name and set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-") and len(name) < 90 for name in names)
    assert (localise("series/x.html", "en"), localise("series/x.html", "zh")) == ("series/x.html", "zh/series/x.html")
    assert (climb("index.html"), climb("zh/series/x.html")) == ("", "../../")
