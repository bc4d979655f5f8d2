"""The warehouse file and the one process that may write it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from extractors.errors import DiskError
from warehouse import catalogue, correction_journal, ledger, memory, migrations, runs
from warehouse.faults import PRIVATE, PUBLISHED, translated
from warehouse.locking import WriterLock
from warehouse.references import keeping

PRIVATE_NAME = PRIVATE
PUBLISHED_NAME = PUBLISHED
MEMORY = "50%"  # of the machine, where DuckDB would take four fifths: readers and reports work beside the writer
STORAGE_VERSION = "v1.5.0"  # DuckDB command lines and BI tools that are on 1.5 can open the file


class Warehouse:
    """The open warehouse: holds the lock and the connection until it is closed. Use it as a context manager."""

    def __init__(self, data_dir: Path, connection: duckdb.DuckDBPyConnection, lock: WriterLock | None = None) -> None:
        self.data_dir = data_dir
        self.path = data_dir / PRIVATE_NAME
        self.connection = connection
        self._lock = lock  # None where the lock is the opener's, who keeps it for longer

    def sync_catalogue(
        self,
        sources: Iterable[Mapping[str, Any]],
        topics: Iterable[Mapping[str, Any]],
        metrics: Iterable[Mapping[str, Any]],
        entities: Iterable[Mapping[str, Any]],
        units: Iterable[Mapping[str, Any]],
    ) -> None:
        """Replaces the catalogue's tables by these items, in the shapes of config/, in one transaction."""
        with translated(self.path):
            catalogue.save_catalogue(
                self.connection, sources=sources, topics=topics, metrics=metrics, entities=entities, units=units
            )

    def start_run(self, run_id: str, started: datetime, command: str, config_version: str, rulebook: str) -> None:
        """Notes that a run begins, and which process runs it."""
        with translated(self.path):
            runs.save_start(
                self.connection,
                run_id,
                started=started,
                command=command,
                config_version=config_version,
                rulebook=rulebook,
            )

    def finish_run(
        self, run_id: str, finished: datetime, state: str, exit_code: int | None, counts: Mapping[str, int]
    ) -> None:
        """Notes how a run ended and what came in."""
        with translated(self.path):
            runs.save_end(self.connection, run_id, finished=finished, state=state, exit_code=exit_code, counts=counts)

    def known_sources(
        self, source_ids: Sequence[str], *, now: datetime | None = None, max_attempts: int = memory.MAX_ATTEMPTS
    ) -> dict[str, memory.KnownState]:
        """What earlier runs remember of each source: validators, urls that are done with, entries to try again."""
        with translated(self.path):
            return memory.read_known(self.connection, source_ids, now or datetime.now(UTC), max_attempts)

    def known_segments(self) -> set[str]:
        """File names of the archive segments that were read to their end."""
        with translated(self.path):
            return {name for (name,) in self.connection.execute("SELECT segment FROM segments").fetchall()}

    def close(self) -> None:
        """Writes everything into the one file and gives the lock back, unless that is the opener's."""
        try:
            with translated(self.path):
                self.connection.close()
        finally:
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Warehouse:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def lock_warehouse(data_dir: Path, *, command: str) -> WriterLock:
    """Takes the lock of `data_dir` for a run that opens the warehouse more than once, or does more than that.

    `command` names the holder to others. Raises LockedError (another writer) and DiskError (no directory).
    """
    _require(data_dir, data_dir / PRIVATE_NAME, create=True)
    return WriterLock(data_dir, command).acquire()


def open_warehouse(
    data_dir: Path, *, command: str, create: bool = True, verify: bool = True, lock: WriterLock | None = None
) -> Warehouse:
    """The warehouse under `data_dir`, locked for this process, migrated, its ledger checked, crashed runs marked.

    `lock` is the one of `lock_warehouse` where the caller holds it already; it stays held. Raises LockedError (another
    writer), DiskError (no directory, disk full), DamagedError (the file or a batch of the ledger is not whole;
    `verify=False` opens it nevertheless).
    """
    data_dir = Path(data_dir)
    _require(data_dir, data_dir / PRIVATE_NAME, create=create)
    own = WriterLock(data_dir, command).acquire() if lock is None else None
    try:
        connection = _open_file(data_dir, verify=verify)
    except BaseException:
        if own is not None:
            own.release()
        raise
    return Warehouse(data_dir, connection, own)


def _open_file(data_dir: Path, *, verify: bool) -> duckdb.DuckDBPyConnection:
    path = data_dir / PRIVATE_NAME
    with ExitStack() as undo, translated(path):
        if verify:
            ledger.require_file(data_dir, path)
        if not path.exists():
            _create_file(path)
        connection = undo.enter_context(connect(path))
        migrations.migrate(connection, path)
        correction_journal.restore_corrections(data_dir, connection)
        keeping.restore_references(data_dir, connection)
        if verify:
            ledger.verify_acknowledged(data_dir, connection)
        runs.mark_crashed(connection, datetime.now(UTC))
        undo.pop_all()
    return connection


def _create_file(path: Path) -> None:
    """A new warehouse, made aside and renamed: a run that is killed meanwhile leaves no half of one under the name."""
    aside = path.with_name(f".{path.name}.new")
    for left in (aside, aside.with_name(aside.name + ".wal")):
        left.unlink(missing_ok=True)
    with connect(aside) as connection:
        migrations.migrate(connection, aside)
    aside.replace(path)


def connect(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to a database file of ours; nothing is installed or loaded from outside."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "python_enable_replacements": False,
        "preserve_insertion_order": True,
    }
    if not read_only:
        config["storage_compatibility_version"] = STORAGE_VERSION
        config["memory_limit"] = MEMORY
    connection = duckdb.connect(str(path), read_only=read_only, config=config)
    connection.execute("SET TimeZone = 'UTC'")
    return connection


def _require(data_dir: Path, path: Path, *, create: bool) -> None:
    if not create and not path.exists():
        raise DiskError(f"{path}: there is no warehouse yet; run `claimwatch run` or `make demo`")
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DiskError(f"{data_dir}: {error.strerror}") from error
    if not os.access(data_dir, os.W_OK | os.X_OK):
        raise DiskError(f"{data_dir}: the directory cannot be written")
