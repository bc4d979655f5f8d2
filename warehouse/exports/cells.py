"""Rows as cells have them, in SQL: so that millions of them are made ready outside of Python."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse.exports.requests import quote
from warehouse.query_formats import FORMULA_HEADS

PLAIN = ("VARCHAR", "DATE", "TIMESTAMP", "BOOLEAN", "DOUBLE", "FLOAT")
NUMBERS = (
    "INTEGER",
    "BIGINT",
    "SMALLINT",
    "TINYINT",
    "HUGEINT",
    "DECIMAL",
    "UINTEGER",
    "UBIGINT",
    "USMALLINT",
    "UTINYINT",
)


def flatten(query: str, columns: Mapping[str, str], *, as_text: bool) -> str:
    """The query with its nested values as text: lists of names are joined, `["A", "B"]` is "A; B".

    With `as_text` they are for a file of text: what a spreadsheet would run as a formula is preceded by an apostrophe.
    """
    cells = ", ".join(f"{_flatten(name, kind, as_text=as_text)} AS {_name(name)}" for name, kind in columns.items())
    return f"SELECT {cells} FROM ({query})"


def _flatten(column: str, kind: str, *, as_text: bool) -> str:
    cell = _name(column)
    if kind == "VARCHAR[]":
        cell, kind = f"array_to_string({cell}, '; ')", "VARCHAR"
    elif kind.endswith("]") or not kind.startswith((*PLAIN, *NUMBERS)):
        cell, kind = f"{cell}::VARCHAR", "VARCHAR"
    if as_text and kind == "VARCHAR":
        return f"CASE WHEN left({cell}, 1) IN ({_HEADS}) THEN '''' || {cell} ELSE {cell} END"
    if as_text and kind == "DOUBLE":  # all digits, where a file of text would have 1.68e+12
        whole = f"{cell} = trunc({cell}) AND abs({cell}) < 1e15"
        return f"CASE WHEN {whole} THEN {cell}::BIGINT::VARCHAR ELSE {cell}::VARCHAR END"
    return cell


_HEADS = ", ".join(quote(head) for head in FORMULA_HEADS)


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
