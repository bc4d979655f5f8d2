"""A backup on disk: a folder or a tar file, with a manifest that names every file in it and its hash."""

from __future__ import annotations

import io
import json
import os
import re
import tarfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import IO

from extractors.errors import DamagedError, UsageError
from warehouse.faults import translated

MANIFEST = "manifest.json"
FORMAT = 1
TAR = re.compile(r"\.(tar|tar\.gz|tgz)$")
NAME = re.compile(r"\w[\w.@+-]*(/\w[\w.@+-]*)*")  # below the data folder: no root, no "..", nothing hidden
PIECE = 1 << 20

Add = Callable[[str, IO[bytes], int], None]  # name, content, bytes
Open = Callable[[str], IO[bytes]]


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of a backup."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds; files go by their names under the data folder."""

    made_at: str  # ISO 8601, UTC
    batches: int
    files: Mapping[str, Kept]

    @property
    def bytes(self) -> int:
        return sum(kept.bytes for kept in self.files.values())


@contextmanager
def write_backup(place: Path) -> Iterator[Add]:
    """What adds a file to the backup at `place`, which is a tar file if its name says so and else a folder.

    It appears under its name when the block ends without an error. Raises UsageError where something is there.
    """
    if os.path.lexists(place):
        raise UsageError(f"{place}: exists already; name another place, a backup replaces nothing")
    aside = place.with_name(f".{place.name}.{os.getpid()}.part")
    with translated(aside):
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            if TAR.search(place.name):
                with tarfile.open(aside, "w" if place.suffix == ".tar" else "w:gz") as tar:
                    yield partial(_add_to_tar, tar)
            else:
                yield partial(_add_to_folder, aside)
            aside.replace(place)
        finally:
            rmtree(aside, ignore_errors=True)
            if aside.is_file():
                aside.unlink()


@contextmanager
def open_backup(place: Path) -> Iterator[tuple[Manifest, Open]]:
    """The manifest of a backup, and what opens a file of it. Raises UsageError for what is none, DamagedError for one
    that is not whole.
    """
    if not place.exists():
        raise UsageError(f"{place}: there is no such file or folder")
    if place.is_dir():
        in_folder = partial(_open_file, place)
        yield _read_manifest(place, in_folder), in_folder
        return
    with _open_tar(place) as tar:
        in_tar = partial(_open_member, tar)
        yield _read_manifest(place, in_tar), in_tar


def copy_stream(content: IO[bytes], target: Path) -> Kept:
    """Writes a file and returns what it holds; on disk when this returns."""
    target.parent.mkdir(parents=True, exist_ok=True)
    state, size = sha256(), 0
    with target.open("wb") as file:
        while piece := content.read(PIECE):
            state.update(piece)
            size += file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return Kept(size, state.hexdigest())


def write_manifest(add: Add, manifest: Manifest) -> None:
    """The last file of a backup: without it, what was written is none."""
    text = json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1).encode()
    add(MANIFEST, io.BytesIO(text), len(text))


def _add_to_folder(folder: Path, name: str, content: IO[bytes], _size: int) -> None:
    copy_stream(content, folder / name)


def _open_file(folder: Path, name: str) -> IO[bytes]:
    return (folder / name).open("rb")


def _open_tar(place: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(place)
    except (tarfile.TarError, EOFError) as error:
        raise UsageError(f"{place}: is no backup: neither a folder nor a tar file") from error


def _add_to_tar(tar: tarfile.TarFile, name: str, content: IO[bytes], size: int) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o644
    tar.addfile(member, content)


def _open_member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    """Raises FileNotFoundError as a folder does."""
    try:
        member = tar.extractfile(name)
    except (KeyError, tarfile.TarError, EOFError, OSError) as error:
        raise FileNotFoundError(2, str(error) or "not in the tar file", name) from error
    if member is None:
        raise FileNotFoundError(2, "not a file", name)
    return member


def _read_manifest(place: Path, opened: Open) -> Manifest:
    try:
        with opened(MANIFEST) as file:
            said = json.load(file)
    except FileNotFoundError as error:
        raise UsageError(f"{place}: is no backup: it has no {MANIFEST}") from error
    except (ValueError, OSError) as error:
        raise DamagedError(f"{place}: its {MANIFEST} cannot be read ({error})") from error
    try:
        if said["format"] != FORMAT:
            raise UsageError(f"{place}: written by a newer claimwatch; update the program")
        files = {name: Kept(int(kept["bytes"]), str(kept["sha256"])) for name, kept in said["files"].items()}
        manifest = Manifest(str(said["made_at"]), int(said["batches"]), files)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DamagedError(f"{place}: its {MANIFEST} is not one of ours ({error!r})") from error
    if not all(NAME.fullmatch(name) for name in files):
        raise DamagedError(f"{place}: its {MANIFEST} names a file outside of the data folder")
    return manifest
