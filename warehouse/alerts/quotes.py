"""What the press said, word for word: the proof behind an alert or a line of the digest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Quote:
    """A number as written, with the sentence around it and where it stands."""

    quote: str
    sentence: str
    lang: str | None
    publisher: str
    published_day: date | None
    title: str | None
    url: str
    claim_id: str


def read_quotes(connection: duckdb.DuckDBPyConnection, claim_ids: Sequence[str]) -> dict[str, Quote]:
    """The words of these claims, by claim."""
    rows = connection.execute(f"{SELECT_QUOTES} WHERE list_contains($1, c.claim_id)", [list(claim_ids)]).fetchall()
    return {row[-1]: Quote(*row) for row in rows}


# Of a claim that several rulebooks read the words are the same.
SELECT_QUOTES = """
SELECT DISTINCT ON (c.claim_id)
    c.quote, c.sentence, a.lang, coalesce(s.name_en, a.publisher) AS publisher,
    coalesce(a.published_day, a.doc_date) AS published_day, a.title, a.url, c.claim_id
FROM claim_readings AS c
JOIN articles AS a ON a.version_id = c.version_id
LEFT JOIN sources AS s ON s.source_id = a.source_id
"""


def fetch_rows(connection: duckdb.DuckDBPyConnection, sql: str, values: object = None) -> tuple[Row, ...]:
    """The rows of a query as dictionaries."""
    cursor = connection.execute(sql, values)
    columns = [column[0] for column in cursor.description or ()]
    return tuple(dict(zip(columns, row, strict=True)) for row in cursor.fetchall())
