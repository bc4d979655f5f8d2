"""Numbered migrations, each in a transaction of its own; and the views, re-created when their text changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import duckdb

from extractors.errors import DamagedError, UsageError

LEDGER = """
CREATE TABLE IF NOT EXISTS migrations (number INTEGER, name VARCHAR, checksum VARCHAR, applied_at TIMESTAMP);
COMMENT ON TABLE migrations IS 'Migrations that this file has been through; number 0 stands for the views.';
COMMENT ON COLUMN migrations.number IS 'Number of the migration';
COMMENT ON COLUMN migrations.name IS 'Its file name';
COMMENT ON COLUMN migrations.checksum IS 'SHA-256 of its text: an applied migration never changes';
COMMENT ON COLUMN migrations.applied_at IS 'When it was applied (UTC)';
"""


class Script(NamedTuple):
    """One SQL file of the package."""

    name: str  # "0001_facts"
    text: str

    @property
    def checksum(self) -> str:
        """SHA-256 of the text, in hex."""
        return sha256(self.text.encode()).hexdigest()


@cache
def read_scripts(folder: str) -> tuple[Script, ...]:
    """The SQL files of `warehouse/sql/<folder>`, in the order of their names."""
    found = [item for item in files("warehouse").joinpath("sql", folder).iterdir() if item.name.endswith(".sql")]
    return tuple(Script(item.name.removesuffix(".sql"), item.read_text("utf-8")) for item in sorted(found, key=_name))


def migrate(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Brings the file to this program's version. Raises UsageError for a file of a newer one, DamagedError where an
    applied migration is not the one that this program knows.
    """
    applied = _read_applied(connection)
    known = {int(script.name[:4]): script for script in read_scripts("migrations")}
    _require_known(applied, known, path)
    for number, script in known.items():
        if number not in applied:
            with transaction(connection):
                connection.execute(script.text)
                _note(connection, number, script.name, script.checksum)
    _create_views(connection, applied.get(0, ("", ""))[1])


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commits at the end, or rolls everything back."""
    connection.execute("BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(duckdb.Error):  # a dead connection has rolled back already; what failed first is what counts
            connection.execute("ROLLBACK")
        raise


def _read_applied(connection: duckdb.DuckDBPyConnection) -> dict[int, tuple[str, str]]:
    """Names and checksums by number. The table is made in a new file only: what changes nothing writes nothing."""
    asked = "SELECT number, name, checksum FROM migrations"
    try:
        rows = connection.execute(asked).fetchall()
    except duckdb.CatalogException:
        rows = connection.execute(LEDGER + asked).fetchall()
    return {number: (name, checksum) for number, name, checksum in rows}


def _require_known(applied: dict[int, tuple[str, str]], known: dict[int, Script], path: Path) -> None:
    for number, (name, checksum) in sorted(applied.items()):
        if number == 0:
            continue
        if number not in known:
            raise UsageError(f"{path}: written by a newer claimwatch (migration {name}); update the program")
        if known[number].checksum != checksum:
            raise DamagedError(f"{path}: migration {name} is not the one that this program knows")


def _create_views(connection: duckdb.DuckDBPyConnection, applied: str) -> None:
    scripts = read_scripts("views")
    checksum = sha256("".join(script.text for script in scripts).encode()).hexdigest()
    if checksum == applied:
        return
    with transaction(connection):
        for (name,) in connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall():
            connection.execute(f'DROP VIEW IF EXISTS "{name}"')
        for name, kind in connection.execute(_MACROS).fetchall():
            connection.execute(f'DROP MACRO {"TABLE " if kind == "table_macro" else ""}IF EXISTS "{name}"')
        for script in scripts:
            connection.execute(script.text)
        connection.execute("DELETE FROM migrations WHERE number = 0")
        _note(connection, 0, "views", checksum)


_MACROS = """
SELECT DISTINCT function_name, function_type FROM duckdb_functions()
WHERE NOT internal AND function_type IN ('table_macro', 'macro')
"""


def _note(connection: duckdb.DuckDBPyConnection, number: int, name: str, checksum: str) -> None:
    connection.execute("INSERT INTO migrations VALUES (?, ?, ?, now()::TIMESTAMP)", [number, name, checksum])


def _name(item: object) -> str:
    return str(getattr(item, "name", ""))
