"""docs/cookbook.md: its queries, and their first rows written under them."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import duckdb

from warehouse.database import PUBLISHED_NAME, connect
from warehouse.query_formats import write_table

PAGE = Path("docs/cookbook.md")
RECIPE = re.compile(
    r"""
    ^\#\#\ (?P<title>\d+\.\ [^\n]+)\n\n        # "## 7. Targets due in a year: …"
    ```sql\n(?P<query>[^`]+)\n```\n            # no query has a backquote
    (?:\n```text\n(?P<rows>[^`]*)```\n)?
    """,
    re.VERBOSE | re.MULTILINE,
)


def read_recipes(page: str) -> dict[str, str]:
    """The queries of the page by their titles: "1. Newest value of each series, …"."""
    return {found["title"]: found["query"] for found in RECIPE.finditer(page)}


def fill_page(page: str, results: Mapping[str, str]) -> str:
    """The page with these rows under its queries in place of those that were there."""

    def fill(found: re.Match[str]) -> str:
        rows = results[found["title"]].replace("`", "'")
        return f"## {found['title']}\n\n```sql\n{found['query']}\n```\n\n```text\n{rows}```\n"

    return RECIPE.sub(fill, page)


def run_recipe(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    """The rows of a query as a table without edges."""
    cursor = connection.execute(query)
    sink = io.BytesIO()
    write_table(cursor, [column[0] for column in cursor.description or ()], None, sink, width=None)
    lines = sink.getvalue().decode().splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


if __name__ == "__main__":
    text = PAGE.read_text("utf-8")
    with connect(Path(sys.argv[1]) / PUBLISHED_NAME, read_only=True) as copy:
        answers = {title: run_recipe(copy, query) for title, query in read_recipes(text).items()}
    PAGE.write_text(fill_page(text, answers), "utf-8")
