"""Files beside the page."""

from __future__ import annotations

import json
import resource
import threading
from pathlib import Path

import pytest

from extractors.errors import LockedError
from warehouse.report_assets import build_script_json, hold_folder, replace_file, save_asset, save_data, save_vega


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


def test_data_is_a_script_that_sets_one_variable(site: Path) -> None:
    address = save_data(site, "charts", "claimwatchCharts", {"values": "</script>"})
    assert (site / address).read_text() == 'window.claimwatchCharts = {"values":"\\u003c/script\\u003e"};\n'


def test_a_page_that_cannot_be_written_leaves_the_old_one(site: Path) -> None:
    page = site / "index.html"
    replace_file(page, b"<p>old</p>")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            replace_file(page, b"<p>new</p>" * 1_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert page.read_text() == "<p>old</p>"
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
