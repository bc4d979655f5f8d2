"""What takes a second to make and is the same in every process of a test run: the first that asks for it makes it."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

_folders: list[Path] = []


def share_in(folder: Path) -> None:
    """Where the processes of this run find it; without a folder each makes its own."""
    _folders[:] = [folder]


def made_once(name: str, make: Callable[[Path], object]) -> Path:
    """The folder of this name, which `make` has filled; the others wait meanwhile."""
    base = _folders[0] if _folders else Path(_own().name)
    made = base / name
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            aside = base / f"{name}.new"
            aside.mkdir(exist_ok=True)
            make(aside)
            aside.rename(made)
    return made


@cache
def _own() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="claimwatch-made-")
