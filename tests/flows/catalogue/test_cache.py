"""The cache of a validated configuration: fast where it fits, unnoticed where it does not."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.errors import ConfigurationError
from flows.catalogue import read_catalogue

Change = Callable[[str, str, str], None]


def cache_file(cache: Path) -> Path:
    (path,) = cache.iterdir()
    return path


def test_the_second_reading_gives_the_same_catalogue(config: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = read_catalogue(config, cache_dir=cache)
    written = cache_file(cache).stat().st_mtime_ns
    second = read_catalogue(config, cache_dir=cache)
    assert (first.version, first.data) == (second.version, second.data)
    assert second.sources == first.sources
    assert cache_file(cache).stat().st_mtime_ns == written


def test_a_cached_start_loads_neither_yaml_nor_pydantic(config: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    read_catalogue(config, cache_dir=cache)
    code = (
        "import sys; from pathlib import Path; from flows.catalogue import read_catalogue; "
        f"data = read_catalogue(Path({str(config)!r}), cache_dir=Path({str(cache)!r})).rulebook_data(); "
        "print(len(data['entities']), sorted({'yaml', 'pydantic', 'httpx', 'duckdb'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "3 []\n"


def test_a_changed_file_is_read_again(config: Path, change: Change, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    read_catalogue(config, cache_dir=cache)
    change("entities/places.yaml", "en: Beijing", "en: Peking")
    assert read_catalogue(config, cache_dir=cache).entities[1].name.en == "Peking"
    change("entities/places.yaml", "kind: country", "kind: empire")
    with pytest.raises(ConfigurationError, match="empire"):
        read_catalogue(config, cache_dir=cache)


@pytest.mark.parametrize("damage", [b"", b"\x00\xff", b"{}", b"half"])
def test_a_damaged_cache_is_built_again(config: Path, tmp_path: Path, damage: bytes) -> None:
    cache = tmp_path / "cache"
    fresh = read_catalogue(config, cache_dir=cache)
    path = cache_file(cache)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage == b"half" else damage)
    assert read_catalogue(config, cache_dir=cache).data == fresh.data
    assert path.read_bytes() == whole


def test_a_cache_whose_text_was_tampered_with_is_built_again(config: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    read_catalogue(config, cache_dir=cache)
    path = cache_file(cache)
    path.write_bytes(path.read_bytes().replace(b"Beijing", b"Nanjing"))
    assert read_catalogue(config, cache_dir=cache).entities[1].name.en == "Beijing"


def test_a_cache_that_holds_no_mapping_is_built_again(config: Path, tmp_path: Path) -> None:
    from flows.catalogue.cache import load_cached, save_cached

    path = tmp_path / "x.json"
    save_cached(path, "key", json.loads("[1]"))
    assert load_cached(path, "key") is None


def test_a_folder_that_cannot_be_written_does_no_harm(config: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands where the folder should be", encoding="utf-8")
    assert len(read_catalogue(config, cache_dir=tmp_path / "cache").entities) == 3


def test_two_projects_share_a_cache_folder(config: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    for path in config.rglob("*.yaml"):
        copy = other / path.relative_to(config)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    for folder in (config, other):
        read_catalogue(folder, cache_dir=tmp_path / "cache")
    assert len(list((tmp_path / "cache").iterdir())) == 2
