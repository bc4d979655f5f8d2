"""Rows of a query as a table for people, or as CSV, JSON or Parquet for programs; written as they come."""

from __future__ import annotations

import csv
import io
import json
import math
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain
from typing import IO, Any, Protocol

STEP = 2048  # rows fetched at a time; a table's widths are those of its first step
WIDEST = 60  # columns of the terminal that one cell may take
# Spreadsheets run a cell that starts so as a formula (OWASP, "CSV Injection"), full-width signs too.
FORMULA_HEADS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Cursor(Protocol):
    """What a DuckDB connection offers after `execute`."""

    def fetchmany(self, size: int = ...) -> list[Any]: ...


def write_csv(cursor: Cursor, columns: Sequence[str], most: int | None, sink: IO[bytes]) -> int:
    """RFC 4180 in UTF-8 with a header; text that a spreadsheet would run is preceded by an apostrophe."""
    text = io.TextIOWrapper(sink, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([safe_cell(column) for column in columns])
    count = 0
    for rows in _read(cursor, most):
        writer.writerows([[safe_cell(value) for value in row] for row in rows])
        count += len(rows)
    text.detach()
    return count


def write_json(cursor: Cursor, columns: Sequence[str], most: int | None, sink: IO[bytes]) -> int:
    """A JSON array with one object a line."""
    count = 0
    for rows in _read(cursor, most):
        for row in rows:
            line = json.dumps(dict(zip(columns, map(plain, row), strict=True)), ensure_ascii=False)
            sink.write(("[\n" if count == 0 else ",\n").encode() + line.encode("utf-8", "replace"))
            count += 1
    sink.write(b"\n]\n" if count else b"[]\n")
    return count


def write_table(cursor: Cursor, columns: Sequence[str], most: int | None, sink: IO[bytes]) -> int:
    """Aligned columns with a rule under the header, numbers to the right, long cells cut with an ellipsis."""
    steps = _read(cursor, most)
    first = next(steps, [])
    shown = [[cell_text(value) for value in row] for row in first]
    widths = [
        max([display_width(shorten(column)), *(display_width(row[index]) for row in shown)])
        for index, column in enumerate(columns)
    ]
    rules = ["-" * width for width in widths]
    _write_lines(sink, [_line([shorten(column) for column in columns], widths, ()), _line(rules, widths, ())])
    count = 0
    for rows in chain([first] if first else [], steps):
        _write_lines(sink, [_line([cell_text(value) for value in row], widths, row) for row in rows])
        count += len(rows)
    _write_lines(sink, [f"({count} row{'' if count == 1 else 's'})"])
    return count


def write_parquet(cursor: Any, _columns: Sequence[str], most: int | None, sink: IO[bytes]) -> int:
    """A Parquet file with DuckDB's own types."""
    import pyarrow as pa  # noqa: PLC0415 - half a second that the other formats need not wait for
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    reader = cursor.to_arrow_reader(STEP * 8)
    count = 0
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), reader.schema, compression="zstd") as writer:
        for batch in reader:
            part = batch if most is None else batch.slice(0, most - count)
            writer.write_batch(part)
            count += part.num_rows
            if most is not None and count >= most:
                break
    return count


Writer = Callable[[Any, Sequence[str], int | None, IO[bytes]], int]
WRITERS: dict[str, Writer] = {"table": write_table, "csv": write_csv, "json": write_json, "parquet": write_parquet}


def safe_cell(value: Any) -> Any:
    """A CSV cell: `"=1+1"` becomes `"'=1+1"`, a number stays a number."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_HEADS) else value
    if isinstance(value, bool | int | float | Decimal) or value is None:
        return value
    value = plain(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def plain(value: Any) -> Any:
    """The value as JSON has it: days and instants in ISO 8601, decimals and bytes as text, no NaN."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if value is None or isinstance(value, str | int):
        return value
    return value.hex() if isinstance(value, bytes) else str(value)


def cell_text(value: Any) -> str:
    """A cell of a table: whole numbers with thousands, control characters (a terminal would obey them) as spaces."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | Decimal):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:,.6g}"
    value = plain(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return shorten("".join(" " if unicodedata.category(sign) in {"Cc", "Cf", "Cs"} else sign for sign in text))


def shorten(text: str) -> str:
    """At most WIDEST columns of it."""
    if display_width(text) <= WIDEST:
        return text
    width, kept = 1, []
    for sign in text:
        width += display_width(sign)
        if width > WIDEST:
            break
        kept.append(sign)
    return "".join(kept) + "…"


def display_width(text: str) -> int:
    """Columns that a terminal needs: Chinese characters take two."""
    return len(text) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)


def _read(cursor: Cursor, most: int | None) -> Iterator[list[Any]]:
    """The rows in steps, `most` at the most."""
    left = most
    while left is None or left > 0:
        rows = cursor.fetchmany(STEP if left is None else min(STEP, left))
        if not rows:
            return
        left = None if left is None else left - len(rows)
        yield rows


def _line(cells: Sequence[str], widths: Sequence[int], values: Sequence[Any]) -> str:
    padded = []
    for index, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        space = " " * (width - display_width(cell))
        right = bool(values) and _is_number(values[index])
        padded.append(space + cell if right else cell + space)
    return "  ".join(padded).rstrip()


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _write_lines(sink: IO[bytes], lines: Sequence[str]) -> None:
    if lines:
        sink.write(("\n".join(lines) + "\n").encode("utf-8", "replace"))
