"""The files beside the page: written aside and renamed, named by their content, cleared away once nothing uses them.

The page is replaced last and in one rename, so a reader who opens it at any moment finds the scripts that belong to it.
Assets of the page that was replaced stay until the next build: somebody may be loading it right now.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

import vl_convert

from extractors.errors import LockedError

ASSETS = "assets"
ASIDE = ".new"  # how the name of a file ends while it is written
PATIENCE_SECONDS = 60.0
_POLL_SECONDS = 0.05
_HASH_LENGTH = 12


@contextmanager
def hold_folder(out_dir: Path, patience_seconds: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Makes `out_dir` and keeps it to one build at a time: a second one waits, and clears away nothing in use.

    A build takes seconds. Raises LockedError where another one has not ended within `patience_seconds`.
    """
    (out_dir / ASSETS).mkdir(parents=True, exist_ok=True)
    ends = time.monotonic() + patience_seconds
    with (out_dir / ".lock").open("w") as lock:
        while not _try_lock(lock):
            if time.monotonic() > ends:
                raise LockedError(f"{out_dir}: another process builds a report here; wait until it ends")
            time.sleep(_POLL_SECONDS)
        yield


def _try_lock(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def save_asset(out_dir: Path, stem: str, suffix: str, content: str) -> str:
    """Writes `assets/<stem>-<hash><suffix>` unless it is there, whole; returns its address relative to the page."""
    body = content.encode("utf-8")
    name = f"{stem}-{_digest(body)}{suffix}"
    target = out_dir / ASSETS / name
    if not target.exists() or target.read_bytes() != body:
        replace_file(target, body)
    return f"{ASSETS}/{name}"


def save_template(out_dir: Path, name: str) -> str:
    """Puts a script or style sheet of `templates/` beside the page; returns its address relative to the page."""
    source = files("warehouse").joinpath("templates", name)
    return save_asset(out_dir, Path(name).stem, Path(name).suffix, source.read_text(encoding="utf-8"))


def save_vega(out_dir: Path) -> str:
    """Puts Vega, Vega-Lite and Vega-Embed out of the locked vl-convert-python beside the page, as one classic script.

    Bundling takes seconds, so a bundle of the same version that is there already, whole, is used again.
    """
    stem = f"vega-{version('vl-convert-python')}"
    for known in sorted((out_dir / ASSETS).glob(f"{stem}-*.js")):
        if known.stem == f"{stem}-{_digest(known.read_bytes())}":
            return f"{ASSETS}/{known.name}"
    return save_asset(out_dir, stem, ".js", _build_bundle())


def save_data(out_dir: Path, stem: str, variable: str, data: Any) -> str:
    """Puts `data` beside the pages as a classic script that sets `window.<variable>`; returns its relative address."""
    return save_asset(out_dir, stem, ".js", f"window.{variable} = {build_script_json(data)};\n")


def build_script_json(data: Any) -> str:
    r"""JSON that is safe in a script wherever it stands: `"</script>"` gives `"\u003c/script\u003e"`.

    U+2028 and U+2029 end a line in JavaScript before ES2019 but not in JSON; ASCII output escapes them with the rest.
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text)


@cache
def _build_bundle() -> str:
    """In a function of its own, or the bundle's one-letter constants would be global to every script of the page."""
    return "(() => {\n" + vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;") + "\n})();\n"


def replace_file(target: Path, body: bytes) -> None:
    """Writes `body` aside and renames it to `target`: a reader sees the old file or the new one, whole.

    The name aside is always the same, which the folder's lock allows: names by chance take longer than the writing.
    """
    aside = target.with_name(f".{target.name}{ASIDE}")
    try:
        with aside.open("wb") as file:
            file.write(body)
        aside.replace(target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:_HASH_LENGTH]
