"""One writer at a time: a lock file of our own, which names who holds it.

DuckDB's own lock is not enough: opening and closing the database file anywhere in the writer's process drops it
(POSIX record locks, fcntl(2)). `flock(2)` belongs to the open file description, so nothing else can drop it; it goes
when the holder ends, however it ends.
"""

from __future__ import annotations

import fcntl
import json
import os
import weakref
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from extractors.errors import DiskError, LockedError

FILE_NAME = "warehouse.lock"


class WriterLock:
    """Holds `<data>/warehouse.lock`, or another file, from `acquire` to `release`, or as a context manager."""

    def __init__(self, data_dir: Path, command: str, *, file_name: str = FILE_NAME, what: str = "run writes") -> None:
        self.path = data_dir / file_name
        self.command = command
        self._what = what
        self._descriptor: int | None = None

    def acquire(self) -> WriterLock:
        """Takes the lock at once or raises LockedError with the holder's process, command and since when."""
        descriptor = _open_lock_file(self.path)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _describe_holder(descriptor)
            os.close(descriptor)
            raise LockedError(f"{self.path.parent}: another {self._what} ({holder}); wait until it ends") from None
        self._descriptor = descriptor
        _write_holder(descriptor, self.command)
        _HELD.add(self)
        return self

    def release(self) -> None:
        """Gives the lock back; the file stays, because removing it would race with the next holder."""
        if self._descriptor is None:
            return
        os.ftruncate(self._descriptor, 0)
        self._close()

    def _close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
            _HELD.discard(self)

    def __enter__(self) -> WriterLock:
        return self.acquire() if self._descriptor is None else self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()


_HELD: weakref.WeakSet[WriterLock] = weakref.WeakSet()


def _close_in_child() -> None:
    """A forked worker must not keep the lock alive after its parent was killed."""
    for lock in list(_HELD):
        lock._close()


os.register_at_fork(after_in_child=_close_in_child)


def _open_lock_file(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise DiskError(f"{path}: {error.strerror}") from error


def _write_holder(descriptor: int, command: str) -> None:
    """Best effort: the lock holds without it, and a full disk is reported by the write that matters."""
    note = {"pid": os.getpid(), "command": command, "since": datetime.now(UTC).isoformat(timespec="seconds")}
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(note).encode(), 0)
    except OSError:
        return


def _describe_holder(descriptor: int) -> str:
    """`"process 4711, claimwatch run, since 2026-11-22T05:00:00+00:00"`, or less where the note is not readable."""
    try:
        note = json.loads(os.pread(descriptor, 4096, 0))
        return f"process {note['pid']}, {note['command']}, since {note['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "a process that has just started"
