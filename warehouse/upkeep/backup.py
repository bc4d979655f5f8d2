"""All that cannot be made again, copied while nobody writes, and put back after every byte of it was checked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from shutil import rmtree

from extractors.errors import DamagedError, LockedError, UsageError
from warehouse import correction_journal, ledger
from warehouse.damaged import set_aside
from warehouse.database import PRIVATE_NAME, PUBLISHED_NAME, connect, lock_warehouse, open_warehouse
from warehouse.faults import translated
from warehouse.locking import WriterLock
from warehouse.migrations import read_scripts
from warehouse.publishing import publish
from warehouse.references import keeping
from warehouse.upkeep.backup_files import Kept, Manifest, Open, copy_stream, open_backup, write_backup, write_manifest
from warehouse.upkeep.soundness import find_fault

Watch = Callable[[int, int, str], None]  # files done, files in all, the one at hand
BESIDE = (correction_journal.FILE_NAME, keeping.FILE_NAME, ledger.FILE_NAME)
FILES = (*BESIDE, PRIVATE_NAME)  # the database last: with it all is there
PAUSE = 0.5  # seconds between two tries for the lock


def wait_for_lock(data_dir: Path, command: str, seconds: float) -> WriterLock:
    """The lock as soon as it is free; LockedError, naming the holder, where that takes longer."""
    ends = time.monotonic() + seconds
    while True:
        try:
            return lock_warehouse(data_dir, command=command)
        except LockedError:
            if time.monotonic() >= ends:
                raise
            time.sleep(PAUSE)


def back_up(data_dir: Path, place: Path, lock: WriterLock, *, watch: Watch) -> Manifest:
    """Copies warehouse, ledger, corrections and archive to `place`. Readers are not disturbed.

    The warehouse is brought in order first, as every run does it. Raises UsageError where nothing is there to keep or
    `place` exists, DamagedError where the warehouse is not whole, DiskError.
    """
    if not (data_dir / PRIVATE_NAME).exists():
        raise UsageError(f"{data_dir}: there is no warehouse to back up")
    with open_warehouse(data_dir, command="backup", create=False, lock=lock) as warehouse:
        batches = warehouse.connection.execute("SELECT count(*) FROM batches").fetchall()[0][0]
    sources = [*_list_archive(data_dir), *(data_dir / name for name in FILES if (data_dir / name).exists())]
    files: dict[str, Kept] = {}
    with write_backup(place) as add:
        for done, source in enumerate(sources, 1):
            name = source.relative_to(data_dir).as_posix()
            with source.open("rb") as file:
                files[name] = Kept(source.stat().st_size, file_digest(file, "sha256").hexdigest())
                file.seek(0)
                add(name, file, files[name].bytes)
            watch(done, len(sources), name)
        manifest = Manifest(datetime.now(UTC).isoformat(timespec="seconds"), batches, files)
        write_manifest(add, manifest)
    return manifest


def _list_archive(data_dir: Path) -> Iterator[Path]:
    yield from sorted((data_dir / "archive").glob("*/*.warc.gz"))


def restore(place: Path, data_dir: Path, lock: WriterLock, *, replace: bool, watch: Watch) -> Manifest:
    """Puts a backup into `data_dir` and publishes the readers' copy. Nothing is moved before all of it is checked.

    What is there is refused, or with `replace` set aside under damaged/. Raises UsageError, DamagedError naming the
    file that is not what the manifest says, DiskError.
    """
    with open_backup(place) as (manifest, opened):
        there = _list_present(data_dir)
        if there and not replace:
            raise UsageError(
                f"{data_dir}: holds a warehouse already ({there[0].name}, …); name an empty folder with --data, or "
                "say --replace to set it aside"
            )
        aside = data_dir / ".restore"
        with translated(aside):
            rmtree(aside, ignore_errors=True)
            try:
                _copy_checked(place, manifest, opened, aside, watch)
                _require_usable(place, aside / PRIVATE_NAME)
                if there:
                    set_aside(data_dir, there, datetime.now(UTC))
                for item in sorted(aside.iterdir(), key=lambda item: item.name == PRIVATE_NAME):
                    item.rename(data_dir / item.name)
            finally:
                rmtree(aside, ignore_errors=True)
    publish(data_dir, lock=lock)
    return manifest


def _list_present(data_dir: Path) -> list[Path]:
    names = (PRIVATE_NAME, f"{PRIVATE_NAME}.wal", PUBLISHED_NAME, *BESIDE, "archive", "staging")
    found = [data_dir / name for name in names if (data_dir / name).exists()]
    return [path for path in found if path.is_file() or any(path.iterdir())]


def _copy_checked(place: Path, manifest: Manifest, opened: Open, aside: Path, watch: Watch) -> None:
    for done, (name, kept) in enumerate(manifest.files.items(), 1):
        try:
            with opened(name) as file:
                same = copy_stream(file, aside / name) == kept
        except (FileNotFoundError, EOFError) as error:
            raise DamagedError(f"{place}: {name} is not in it any more; use another backup") from error
        if not same:
            raise DamagedError(f"{place}: {name} is not what was backed up; use another backup")
        watch(done, len(manifest.files), name)


def _require_usable(place: Path, path: Path) -> None:
    """The warehouse of a backup, before anything gives way to it."""
    if not path.exists():
        raise DamagedError(f"{place}: it holds no {PRIVATE_NAME}; use another backup")
    with translated(path), connect(path, read_only=True) as connection:
        newest = connection.execute("SELECT max(number) FROM migrations").fetchall()[0][0]
    if newest > int(read_scripts("migrations")[-1].name[:4]):
        raise UsageError(f"{place}: written by a newer claimwatch; update the program")
    fault = find_fault(path)
    if fault is not None:
        raise DamagedError(f"{place}: {fault.removeprefix(f'{path}: ')}; use another backup")
