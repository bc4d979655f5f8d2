"""What DuckDB and the operating system throw, said in this project's words and exit codes."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from extractors.errors import ClaimwatchError, DamagedError, DiskError, LockedError, UsageError
from warehouse.migrations import read_scripts

FULL = re.compile(
    r"no space left|disk quota exceeded|file too large|could not write|out of disk|disk full", re.IGNORECASE
)
LOCKED = re.compile(r"could not set lock on file|conflicting lock|being used by another process", re.IGNORECASE)
DAMAGED = re.compile(
    r"not a valid duckdb database|corrupt|checksum|failed to deserialize|could not read|serialization error|"
    r"wal file|replaying|invalidated|storage version|number of bytes|metadata|out of range",
    re.IGNORECASE,
)
PRIVATE, PUBLISHED, LEDGER = "warehouse.duckdb", "claimwatch.duckdb", "loaded.jsonl"
DISK_ERRNOS = {
    errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG, errno.EACCES, errno.ENOENT, errno.ENOTDIR, errno.EISDIR,
    errno.EEXIST,
}  # fmt: skip


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raises DiskError, LockedError or DamagedError, naming the file, where DuckDB or the system raise their own, and
    UsageError for a copy that lacks what a newer program asks for.
    """
    try:
        yield
    except ClaimwatchError:
        raise
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        if path.name == PUBLISHED and is_older(path):
            remedy = "the next `claimwatch run` publishes it anew"
            raise UsageError(f"{path}: was published by an earlier version of claimwatch; {remedy}") from error
        if isinstance(error, duckdb.BinderException):
            raise  # a mistake in our own SQL is no fault of the file
        raise classify(error, path) from error
    except duckdb.ParserException:
        raise  # the same
    except duckdb.Error as error:
        raise classify(error, path) from error
    except OSError as error:
        if error.errno in DISK_ERRNOS:
            raise DiskError(f"{error.filename or path}: {error.strerror or error}") from error
        raise


def is_older(path: Path) -> bool:
    """Whether a database file of ours has not been through all migrations of this program."""
    newest = max(int(script.name[:4]) for script in read_scripts("migrations"))
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            (last,) = connection.execute("SELECT max(number) FROM migrations").fetchall()[0]
    except duckdb.Error:
        return False
    return last is not None and int(last) < newest


def classify(error: duckdb.Error, path: Path) -> ClaimwatchError:
    """The error of ours that a DuckDB error stands for; unknown ones count as damage, with DuckDB's first line."""
    line = first_line(error)
    if LOCKED.search(line):
        return LockedError(f"{path}: another program has the file open for writing; close it and run again")
    if FULL.search(line) or isinstance(error, duckdb.OutOfMemoryException):
        return DiskError(f"{path}: {line}")
    if DAMAGED.search(line) or isinstance(error, duckdb.FatalException | duckdb.InternalException):
        return DamagedError(f"{path}: the database file is damaged ({line}){advise(path)}")
    if isinstance(error, duckdb.IOException):
        return DiskError(f"{path}: {line}")
    return DamagedError(f"{path}: {line}{advise(path)}")


def advise(path: Path) -> str:
    """What to do about a damaged file of ours, to put behind what is wrong with it; nothing for other files."""
    if path.name == PUBLISHED:
        return "; remove it and run `claimwatch run`, which publishes it anew"
    if path.name == PRIVATE:
        return "; `claimwatch doctor --repair` brings it back from the readers' copy and archive/"
    return ""


def first_line(error: BaseException) -> str:
    """The first line of an error's text: DuckDB adds hints, positions and stack traces below it."""
    text = str(error).strip()
    return text.splitlines()[0].strip() if text else type(error).__name__
