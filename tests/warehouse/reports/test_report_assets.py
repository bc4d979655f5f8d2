"""Files beside the page."""

from __future__ import annotations

import json
import resource
import threading
from pathlib import Path

import pytest

from extractors.errors import LockedError
from warehouse.report_assets import build_script_json, hold_folder, save_asset, save_data, save_page, save_vega


@pytest.fixture
def site(tmp_path: Path) -> Path:
    with hold_folder(tmp_path / "report"):
        pass
    return tmp_path / "report"


@pytest.mark.parametrize(
    "text", ["</script><script>x()</script>", "<!--", "]]>", "a\u2028b\u2029c", "&lt;", "引号“”", '"\\']
)
def test_script_data_cannot_leave_its_script(text: str) -> None:
    written = build_script_json({"title": text})
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == {"title": text}


def test_infinity_is_no_script_data() -> None:
    with pytest.raises(ValueError, match="JSON"):
        build_script_json({"value": float("inf")})


def test_the_same_content_has_the_same_name_and_other_content_another(site: Path) -> None:
    first = save_asset(site, "data", ".js", "one")
    assert save_asset(site, "data", ".js", "one") == first
    assert save_asset(site, "data", ".js", "two") != first
    assert (site / first).read_text() == "one"


def test_assets_of_the_replaced_page_stay_one_build_longer(site: Path) -> None:
    """A reader may be loading the old page while the new one takes its place."""
    names = []
    for number in range(3):
        names.append(save_data(site, {"charts": [number]}))
        save_page(site, "index.html", f'<script src="{names[-1]}"></script>')
    assert not (site / names[0]).exists()
    assert (site / names[1]).exists()
    assert (site / names[2]).exists()


def test_what_a_killed_build_left_is_cleared(site: Path) -> None:
    (site / ".index.html.torn").write_text("half a pa")
    (site / "assets" / ".data.torn").write_text("half")
    save_page(site, "index.html", "<p>whole</p>")
    assert sorted(path.name for path in site.rglob("*") if path.is_file()) == [".lock", "index.html"]


def test_a_page_that_cannot_be_written_leaves_the_old_one(site: Path) -> None:
    save_page(site, "index.html", "<p>old</p>")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            save_page(site, "index.html", "<p>new</p>" * 1_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (site / "index.html").read_text() == "<p>old</p>"
    assert not list(site.glob(".index.html.*"))


def test_the_bundle_is_built_once_and_a_damaged_one_again(site: Path) -> None:
    address = save_vega(site)
    bundle = site / address
    whole = bundle.read_bytes()
    assert b"vegaEmbed" in whole
    built = bundle.stat().st_mtime_ns
    assert save_vega(site) == address
    assert bundle.stat().st_mtime_ns == built
    bundle.write_bytes(whole[: len(whole) // 2])
    assert (site / save_vega(site)).read_bytes() == whole


def test_a_second_build_is_refused_only_where_the_first_does_not_end(tmp_path: Path) -> None:
    with (
        hold_folder(tmp_path),
        pytest.raises(LockedError, match="another process builds a report here"),
        hold_folder(tmp_path, patience_seconds=0.1),
    ):
        pass


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    order = []

    def build_second() -> None:
        with hold_folder(tmp_path):
            order.append("second")

    with hold_folder(tmp_path):
        second = threading.Thread(target=build_second)
        second.start()
        second.join(0.2)
        order.append("first")
    second.join()
    assert order == ["first", "second"]
