"""Data checks: queries that must return no row. One that does keeps the new copy from being published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from extractors.errors import CheckFailedError
from warehouse.migrations import Script, read_scripts


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that returned rows."""

    check: str  # file name without its suffix
    meaning: str  # what should hold, from the head of the file
    row: str  # the first row: "version_id=abc, rows=2"


def find_violations(
    connection: duckdb.DuckDBPyConnection, scripts: Sequence[Script] | None = None
) -> tuple[Finding, ...]:
    """All checks that do not hold, in the order of their names; empty if all is well."""
    found = (_run(connection, script) for script in (read_scripts("checks") if scripts is None else scripts))
    return tuple(finding for finding in found if finding is not None)


def require_checks(connection: duckdb.DuckDBPyConnection) -> None:
    """Raises CheckFailedError naming the first check that does not hold, with its first row."""
    findings = find_violations(connection)
    if findings:
        first = findings[0]
        more = f" (and {len(findings) - 1} more checks)" if len(findings) > 1 else ""
        raise CheckFailedError(f"check {first.check}: {first.meaning} Found {first.row}{more}; nothing was published")


def _run(connection: duckdb.DuckDBPyConnection, script: Script) -> Finding | None:
    query = script.text.rstrip().removesuffix(";")
    cursor = connection.execute(f"SELECT * FROM ({query}\n) LIMIT 1")
    names = [column[0] for column in cursor.description or ()]
    rows = cursor.fetchall()
    if not rows:
        return None
    shown = ", ".join(f"{name}={value}" for name, value in zip(names, rows[0], strict=True))
    return Finding(script.name, _meaning(script), shown)


def _meaning(script: Script) -> str:
    lines = [line[2:].strip() for line in script.text.splitlines() if line.startswith("--")]
    return " ".join(lines)
