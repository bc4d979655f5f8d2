"""The process that runs one query: takes a job from standard input, writes rows to standard output, a note to standard
error. It limits itself before it touches anything, and dies with the query that breaks the limits.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

DAMAGE = re.compile(r"(IO Error: )?(Corrupt database file|Could not read enough bytes)")  # met by a query
NAMES = re.compile(r"'([a-z0-9]+(?:_[a-z0-9]+)+)'")  # text in a query that could be the id of a metric
STEPS = 2048  # rows fetched at a time


def main() -> int:
    """Runs the job; 0 if all rows are written, 1 with a note that says why not."""
    job = json.loads(sys.stdin.buffer.read())
    _limit(job)
    import duckdb  # noqa: PLC0415 - after the limits, which its threads and buffers must obey

    try:
        note = _answer(job, duckdb)
    except BrokenPipeError:
        return 1
    except (duckdb.Error, MemoryError, ValueError, OverflowError, UnicodeError) as error:
        damaged = DAMAGE.match(str(error)) and not isinstance(error, duckdb.InvalidInputException)
        line = _one_line(error)
        note = {"damaged": f"{job['database']}: {line}"} if damaged else {"error": line}
    print(json.dumps(note), file=sys.stderr)  # noqa: T201 - the note is this process's report
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))  # the query is over: profilers write their files at exit
    return 0 if "rows" in note else 1


def _limit(job: dict[str, Any]) -> None:
    """Memory, processor time, no file written, no core dumped. What a system does not offer is left to the clock."""
    memory = int(job["memory_mb"]) * 1024 * 1024
    processor = int(job["seconds"] * job["threads"]) + 1
    limits = [("RLIMIT_CPU", processor), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)]
    if sys.platform == "linux":  # elsewhere RLIMIT_DATA does not count what DuckDB maps
        limits.append(("RLIMIT_DATA", memory + memory // 3 + 192 * 1024 * 1024))
    for name, value in limits:
        _, most = resource.getrlimit(getattr(resource, name))
        bound = value if most == resource.RLIM_INFINITY else min(value, most)
        resource.setrlimit(getattr(resource, name), (bound, most))  # no SQL reaches setrlimit, so the soft one holds


def _answer(job: dict[str, Any], duckdb: Any) -> dict[str, Any]:
    from warehouse.sealed import find_objection, open_sealed  # noqa: PLC0415 - it imports DuckDB: after the limits

    try:
        connection = open_sealed(job["database"], memory_mb=job["memory_mb"], threads=job["threads"])
    except duckdb.Error as error:
        return {"damaged": f"{job['database']}: {_one_line(error)}"}
    sql, renamed = _use_new_names(connection, job["sql"])
    if objection := find_objection(connection, sql):
        return {"error": objection}
    from warehouse.query_formats import WRITERS, unique_names, write_table  # noqa: PLC0415 - a refused query needs no formats

    # Both hand rows on as they come; Arrow comes without a copy only from a relation.
    result: Any = connection.sql(sql) if job["format"] == "parquet" else connection.execute(sql)
    columns = unique_names([str(column[0]) for column in result.description or ()])
    write = partial(write_table, width=job["width"]) if job["format"] == "table" else WRITERS[job["format"]]
    rows = write(result, columns, job["rows"], sys.stdout.buffer)
    sys.stdout.buffer.flush()
    return {"rows": rows, "columns": columns, "renamed": renamed}


def _use_new_names(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[str, dict[str, str]]:
    """The query with the ids that metrics have now in place of former ones (`'mobile_users'`), and which those are."""
    asked = sorted(set(NAMES.findall(sql)))
    if not asked or "metric_aliases" in sql:  # who asks for them gets them
        return sql, {}
    if not connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'metric_aliases'").fetchall():
        return sql, {}  # a copy of before has none
    rows = connection.execute(
        "SELECT former_id, metric_id FROM metric_aliases WHERE list_contains(?, former_id)", [asked]
    ).fetchall()
    for former, name in rows:
        sql = sql.replace(f"'{former}'", f"'{name}'")
    return sql, dict(rows)


def _one_line(error: BaseException) -> str:
    """The first line of the error, and for a typing mistake the hint that DuckDB gives in the next."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if not lines:
        return "out of memory" if isinstance(error, MemoryError) else type(error).__name__
    hint = next((line for line in lines[1:] if line.startswith(("Did you mean", "Candidate"))), "")
    return f"{lines[0]} {hint}".strip()


if __name__ == "__main__":
    sys.exit(main())
