"""Whether the database files hold what the ledgers say, read to the last block and never written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import CheckFailedError, DamagedError
from warehouse import identity
from warehouse.checks import find_violations
from warehouse.correction_journal import count_unreadable, read_journal
from warehouse.database import PRIVATE_NAME, PUBLISHED_NAME, connect
from warehouse.faults import advise, translated
from warehouse.ledger import read_acknowledged, verify_ledger
from warehouse.migrations import read_scripts
from warehouse.upkeep.findings import BY_ITSELF, BY_REPAIR, Examined, Finding

if TYPE_CHECKING:
    import duckdb

LOST = DamagedError.exit_code
PIECE = 2_000  # articles held at once


def examine_warehouse(data_dir: Path) -> Examined:
    """The private file: there, readable to its end, every acknowledged batch whole, every text the one that was loaded.

    Raises LockedError where another program writes it.
    """
    path = data_dir / PRIVATE_NAME
    if not path.exists():
        lost = len(read_acknowledged(data_dir))
        return Examined(
            "warehouse", "", (Finding(f"{path}: the file is gone, and {lost} loaded batches with it", BY_REPAIR, LOST),)
        )
    try:
        with translated(path), connect(path, read_only=True) as connection:
            read_all(connection)
            findings = (*_find_all(data_dir, connection), *_compare_journal(data_dir, connection))
            return Examined("warehouse", _summarize(connection), findings)
    except DamagedError as error:
        return Examined("warehouse", "", (Finding(str(error).removesuffix(advise(path)), BY_REPAIR, LOST),))


def examine_copy(data_dir: Path, loaded: Collection[str]) -> Examined:
    """The readers' copy: there, readable to its end, whole, and as new as the warehouse, which has `loaded`."""
    path = data_dir / PUBLISHED_NAME
    if not path.exists():
        return Examined("readers' copy", "", (Finding(f"{path}: there is no readers' copy", BY_REPAIR, LOST),))
    fault, copied = _read_copy(path)
    if fault is not None:
        return Examined("readers' copy", "", (Finding(fault, BY_REPAIR, LOST),))
    behind = set(loaded) - copied
    late = Finding(f"{path}: {len(behind)} batches that were loaded are not in it yet", BY_ITSELF)
    return Examined("readers' copy", f"{path.stat().st_size:,} bytes", (late,) if behind else ())


def find_fault(path: Path) -> str | None:
    """Why a database file of ours cannot be trusted, in one line; None where it can. Reads all of it."""
    return _read_copy(path)[0]


def _read_copy(path: Path) -> tuple[str | None, set[str]]:
    """The same, and the batches of the file where it can be trusted."""
    try:
        with translated(path), connect(path, read_only=True) as connection:
            read_all(connection)
            incomplete, batches = find_incomplete(connection), _list_batches(connection)
    except DamagedError as error:
        return str(error).removesuffix(advise(path)), set()
    return (f"{path}: {next(iter(incomplete.values()))}", set()) if incomplete else (None, batches)


def read_batches(path: Path) -> set[str]:
    """The batches of a database file; none where it is gone or cannot be read."""
    if not path.exists():
        return set()
    try:
        with translated(path), connect(path, read_only=True) as connection:
            return _list_batches(connection)
    except DamagedError:
        return set()


def _list_batches(connection: duckdb.DuckDBPyConnection) -> set[str]:
    return {batch for (batch,) in connection.execute("SELECT batch_id FROM batches").fetchall()}


def find_incomplete(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Batches that are not whole, with what is wrong: `{"b1": "batch b1: claim_readings 2 of 3 rows"}`.

    None in a file of an earlier version: it is asked again when a run has brought it up to date.
    """
    if find_pending(connection):
        return {}
    counted: defaultdict[str, list[str]] = defaultdict(list)
    for mismatch in verify_ledger(connection):
        counted[mismatch.batch_id].append(f"{mismatch.table} {mismatch.stored:,} of {mismatch.acknowledged:,} rows")
    found = {batch: f"batch {batch}: {', '.join(tables)}" for batch, tables in counted.items()}
    for batch, url in _find_altered(connection):
        found.setdefault(batch, f"batch {batch}: the text of {url} is not what was loaded")
    return found


def find_pending(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The migrations that a file has still to go through."""
    applied = {number for (number,) in connection.execute("SELECT number FROM migrations").fetchall()}
    return [script.name for script in read_scripts("migrations") if int(script.name[:4]) not in applied]


def read_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Every column of every table: DuckDB checks a block when it is read, and opening a file reads few."""
    tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()
    for (name,) in tables:
        connection.execute(f'SELECT bit_xor(hash(t)) FROM "{name}" AS t').fetchall()


def _find_all(data_dir: Path, connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    stored = _list_batches(connection)
    for batch in sorted(set(read_acknowledged(data_dir)) - stored):
        yield Finding(f"batch {batch}: it was loaded and is not in the warehouse any more", BY_REPAIR, LOST)
    incomplete = find_incomplete(connection)
    for _, what in sorted(incomplete.items()):
        yield Finding(what, BY_REPAIR, LOST)
    pending = find_pending(connection)
    if pending:
        yield Finding(f"{PRIVATE_NAME}: written by an earlier version ({len(pending)} migrations behind)", BY_ITSELF)
    elif not incomplete:
        yield from _run_checks(connection)


def _run_checks(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """The data checks that every publish makes."""
    remedy = "look at it with `claimwatch sql`; nothing is published until it holds"
    for violation in find_violations(connection):
        what = f"check {violation.check}: {violation.meaning} Found {violation.row}"
        yield Finding(what, remedy, CheckFailedError.exit_code, repairable=False)


def _find_altered(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """Batch and url of every article whose text is not the one that its name was made from."""
    cursor = connection.execute("SELECT batch_id, url, version_id, doc_id, title, text FROM articles ORDER BY rowid")
    while rows := cursor.fetchmany(PIECE):
        for batch, url, version, doc, title, text in rows:
            if identity.version_id(doc, title, text) != version:
                yield batch, url


def _compare_journal(data_dir: Path, connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Corrections stand in the table and in a file; the next opening brings both together."""
    if not connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'corrections'").fetchall():
        return
    kept = {(row.correction_id, row.claim_id, row.field) for row in read_journal(data_dir)}
    stored = set(connection.execute("SELECT correction_id, claim_id, field FROM corrections").fetchall())
    if len(kept - stored):
        yield Finding(f"corrections.jsonl: {len(kept - stored)} of its rows are not in the warehouse", BY_ITSELF)
    if len(stored - kept):
        yield Finding(f"corrections.jsonl: {len(stored - kept)} rows of the warehouse are not in it", BY_ITSELF)
    unreadable = count_unreadable(data_dir)
    if unreadable:
        remedy = "nothing, where the warehouse has its corrections; else restore the file from a backup"
        yield Finding(f"corrections.jsonl: {unreadable} lines cannot be read", remedy, repairable=False)


def _summarize(connection: duckdb.DuckDBPyConnection) -> str:
    """`"14 batches, 312 articles, 1,204 claims as read"`."""
    counts = connection.execute(
        "SELECT (SELECT count(*) FROM batches), (SELECT count(*) FROM articles), (SELECT count(*) FROM claim_readings)"
    ).fetchall()[0]
    return "{:,} batches, {:,} articles, {:,} claims as read".format(*counts)
