"""Keeps validated data of config/ on disk, so that most starts need neither YAML nor pydantic.

The cache is a convenience: what is wrong with it, in whatever way, is the same as having none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import Any


def fingerprint_texts(texts: dict[str, str]) -> str:
    """The version of a config/: a hash of its file names and contents. Equal contents are equal on every machine."""
    digest = hashlib.sha256()
    for path, text in sorted(texts.items()):
        content = text.encode()
        digest.update(f"{path}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def cache_path(cache_dir: Path, config_dir: Path) -> Path:
    """One file for each config folder, so that two projects do not push each other out."""
    name = hashlib.sha256(str(config_dir.resolve()).encode()).hexdigest()[:16]
    return cache_dir / f"catalogue-{name}.json"


def load_cached(path: Path, key: str) -> dict[str, Any] | None:
    """The data saved under this key; None where there is none, another version, or a damaged file."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if head != _head(key, body):
        return None
    data = json.loads(body)  # whole, as its hash just proved
    return data if isinstance(data, dict) else None


def save_cached(path: Path, key: str, data: dict[str, Any]) -> None:
    """Writes the data aside and moves it into place; does nothing where the folder cannot be written."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(_head(key, body) + b"\n" + body)
        aside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            aside.unlink()


def _head(key: str, body: bytes) -> bytes:
    return f"{key} {hashlib.sha256(body).hexdigest()}".encode()
