"""docs/warehouse.md, written from the comments in the database itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from warehouse.migrations import migrate

HEAD = """# The warehouse, table by table

Written from the comments in the database (`COMMENT ON`) by `python -m warehouse.columns`; do not edit. Readers open
`claimwatch.duckdb`, a copy that every publish replaces as a whole: reconnect to see the new one. Instants are UTC, days
are those of the source's zone.

Start with the views `claims`, `observations`, `series`, `series_latest`, `target_status`, `releases`, `revisions`,
`converted`, `contradictions`, `series_breaks`, `held`, `source_health` and `run_log`.
"""
VIEWS_FIRST = (
    "claims", "observations", "series", "series_latest", "targets", "target_status", "releases", "revisions",
    "converted", "contradictions", "series_breaks", "held", "source_health", "run_log", "news_versions",
)  # fmt: skip


def describe_warehouse() -> str:
    """The page, from a fresh database that went through all migrations."""
    with duckdb.connect() as connection:
        migrate(connection, Path(":memory:"))
        return build_page(connection)


def build_page(connection: duckdb.DuckDBPyConnection) -> str:
    """All tables and views of an open warehouse with their columns, as Markdown."""
    views = connection.execute(
        "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY view_name"
    ).fetchall()
    tables = connection.execute(
        "SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal AND NOT temporary ORDER BY table_name"
    ).fetchall()
    views.sort(key=lambda view: (VIEWS_FIRST.index(view[0]) if view[0] in VIEWS_FIRST else len(VIEWS_FIRST), view[0]))
    comments = _read_comments(connection)
    parts = [HEAD, "## Views\n", *(_section(connection, comments, *view) for view in views)]
    parts += ["## Macros\n", *_read_macros(connection)]
    parts += ["## Tables\n", *(_section(connection, comments, *table) for table in tables)]
    return "\n".join(parts)


def find_undocumented(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Tables, views, macros and columns without a comment: "claims.low". Columns that a view takes over under their own
    name from another one are described there.
    """
    bare = connection.execute(
        """
        SELECT table_name FROM duckdb_tables() WHERE NOT internal AND comment IS NULL
        UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL
        UNION ALL SELECT function_name FROM duckdb_functions()
            WHERE NOT internal AND function_type = 'table_macro' AND comment IS NULL
        ORDER BY 1
        """
    ).fetchall()
    comments = _read_comments(connection)
    columns = connection.execute(
        "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
    ).fetchall()
    missing = [f"{table}.{column}" for table, column, comment in columns if comment is None and column not in comments]
    return tuple([name for (name,) in bare] + missing)


def _section(connection: duckdb.DuckDBPyConnection, comments: Mapping[str, str], name: str, comment: str | None) -> str:
    rows = connection.execute(
        """
        SELECT column_name, data_type, comment FROM duckdb_columns()
        WHERE table_name = ? AND NOT internal ORDER BY column_index
        """,
        [name],
    ).fetchall()
    lines = [f"### {name}\n", f"{comment or ''}\n", "| column | type | holds |", "|---|---|---|"]
    lines += [f"| {column} | {kind} | {_cell(text or comments.get(column, ''))} |" for column, kind, text in rows]
    return "\n".join(lines) + "\n"


def _read_macros(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """A line for each table macro: call it as a table, `FROM observations_as_of(DATE '2025-01-31', now())`."""
    rows = connection.execute(_MACROS).fetchall()
    return [f"`{name}({', '.join(parameters)})`: {comment or ''}\n" for name, parameters, comment in rows]


_MACROS = """
SELECT function_name, parameters, comment FROM duckdb_functions()
WHERE NOT internal AND function_type = 'table_macro' ORDER BY function_name <> 'observations_as_of', function_name
"""


def _read_comments(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What a column is said to hold anywhere: views that hand a column on do not repeat its comment."""
    rows = connection.execute(
        """
        SELECT column_name, any_value(comment ORDER BY table_name) FROM duckdb_columns()
        WHERE NOT internal AND comment IS NOT NULL GROUP BY column_name
        """
    ).fetchall()
    return dict(rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    Path("docs/warehouse.md").write_text(describe_warehouse(), "utf-8")
