"""One writer at a time, and its name for the others."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from extractors.errors import DiskError, LockedError
from warehouse.locking import WriterLock

HOLD = """
import sys
from pathlib import Path
from warehouse.locking import WriterLock
lock = WriterLock(Path(sys.argv[1]), "claimwatch run").acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_writer_is_refused_and_told_who_holds_the_lock(tmp_path: Path, start_python: Any) -> None:
    holder = start_python(HOLD, str(tmp_path))
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(LockedError) as caught:
        WriterLock(tmp_path, "claimwatch backfill").acquire()
    assert f"process {holder.pid}, claimwatch run, since 20" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 6


def test_the_lock_of_a_killed_writer_is_free_at_once(tmp_path: Path, start_python: Any) -> None:
    holder = start_python(HOLD, str(tmp_path))
    assert holder.stdout.readline() == "held\n"
    holder.kill()
    holder.wait()
    with WriterLock(tmp_path, "next"):
        pass


def test_the_same_process_cannot_take_it_twice_and_can_take_it_again(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path, "first").acquire()
    with pytest.raises(LockedError):
        WriterLock(tmp_path, "second").acquire()
    lock.release()
    lock.release()
    WriterLock(tmp_path, "second").acquire().release()


def test_a_forked_worker_does_not_keep_the_lock_of_its_parent(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path, "parent").acquire()
    started, start = os.pipe()
    ended, end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(end)
        os.write(start, b"x")
        os.read(ended, 1)  # returns when the parent closes its end
        os._exit(0)
    os.read(started, 1)
    lock._close()  # as when the parent is killed: nothing is written, the descriptor goes
    try:
        WriterLock(tmp_path, "next").acquire().release()
    finally:
        os.close(end)
        os.waitpid(child, 0)
        for descriptor in (started, start, ended):
            os.close(descriptor)


def test_a_holder_that_left_no_note_is_still_a_holder(tmp_path: Path) -> None:
    with WriterLock(tmp_path, "first") as lock:
        lock.path.write_text("not json")
        with pytest.raises(LockedError, match="a process that has just started"):
            WriterLock(tmp_path, "second").acquire()


def test_a_missing_directory_is_a_disk_error(tmp_path: Path) -> None:
    with pytest.raises(DiskError, match="No such file or directory"):
        WriterLock(tmp_path / "nowhere", "x").acquire()


def test_the_lock_says_nothing_when_nobody_holds_it(tmp_path: Path) -> None:
    with WriterLock(tmp_path, "first") as lock:
        assert lock.path.read_text()
    assert not lock.path.read_text()
