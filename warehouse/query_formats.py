"""Rows of a query as a table for people, or as CSV, JSON or Parquet for programs; written as they come."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain
from itertools import count as count_from
from typing import IO, Any, Protocol

from warehouse.screen import GAP, display_width, make_harmless, pad, shorten, wrap

STEP = 2048  # rows fetched at a time; a table's widths are those of its first step
FIRST_GROUPED = 10_000  # below, digits need no grouping, and a year must not have it
LEAST_ROOM = 10  # columns beside the names, where a row is a block
CUTS = (60, 40, 28, 20)  # columns of the terminal that one cell may take: the first that lets a table fit
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


def write_table(
    cursor: Cursor, columns: Sequence[str], most: int | None, sink: IO[bytes], *, width: int | None = None
) -> int:
    """Aligned columns with a rule under the header, numbers to the right, long cells cut with an ellipsis.

    Where not even short cells fit a screen of `width` columns, each row is a block with a line for each column.
    """
    steps = _read(cursor, most)
    first = next(steps, [])
    longest = _choose_cut(columns, first, width)
    rest = chain([first] if first else [], steps)
    count = _write_blocks(sink, columns, rest, width) if longest is None else _write_rows(sink, columns, rest, longest)
    _write_lines(sink, [f"({count:,} row{'' if count == 1 else 's'})"])
    return count


def _choose_cut(columns: Sequence[str], rows: Sequence[Any], width: int | None) -> int | None:
    """How long a cell may be for the rows to fit; None where they cannot."""
    if width is None:
        return CUTS[0]
    cells = [[cell_text(value) for value in row] for row in rows]
    fitting = (cut for cut in CUTS if sum(_widths(columns, cells, cut)) + len(GAP) * (len(columns) - 1) <= width)
    return next(fitting, None)


def _widths(columns: Sequence[str], cells: Iterable[Sequence[str]], cut: int) -> list[int]:
    widths = [min(display_width(column), CUTS[0]) for column in columns]
    for row in cells:
        widths = [max(width, min(display_width(cell), cut)) for width, cell in zip(widths, row, strict=True)]
    return widths


def _write_rows(sink: IO[bytes], columns: Sequence[str], steps: Iterable[Sequence[Any]], cut: int) -> int:
    widths: list[int] | None = None
    count = 0
    for rows in chain(steps, [()]):
        cells = [[_cut_cell(value, cut) for value in row] for row in rows]
        if widths is None:
            widths = _widths(columns, cells, cut)
            heads = [shorten(make_harmless(column), CUTS[0]) for column in columns]
            _write_lines(sink, [_line(heads, widths, ()), _line(["-" * width for width in widths], widths, ())])
        _write_lines(sink, [_line(line, widths, row) for line, row in zip(cells, rows, strict=True)])
        count += len(rows)
    return count


def _cut_cell(value: Any, cut: int) -> str:
    """Text is cut; a number with a part missing would be another number."""
    return cell_text(value) if _is_number(value) else shorten(cell_text(value), cut)


def _write_blocks(sink: IO[bytes], columns: Sequence[str], steps: Iterable[Sequence[Any]], width: int | None) -> int:
    """For each row a heading with its number, and the columns one under the other, their text whole."""
    names = [shorten(make_harmless(column), CUTS[-1]) for column in columns]
    beside = max(map(display_width, names)) + len(GAP)
    room = None if width is None else max(width - beside, LEAST_ROOM)
    count = 0
    for row in chain.from_iterable(steps):
        count += 1
        _write_lines(sink, [f"-- row {count:,} --"])
        for name, value in zip(names, row, strict=True):
            first, *more = wrap(cell_text(value), room) or [""]
            _write_lines(sink, [f"{pad(name, beside)}{first}".rstrip(), *(" " * beside + line for line in more)])
    return count


def write_parquet(cursor: Any, columns: Sequence[str], most: int | None, sink: IO[bytes]) -> int:
    """A Parquet file with DuckDB's own types."""
    import pyarrow as pa  # noqa: PLC0415 - half a second that the other formats need not wait for
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    reader = cursor.to_arrow_reader(STEP * 8)
    schema = pa.schema([field.with_name(name) for field, name in zip(reader.schema, columns, strict=True)])
    count = 0
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        for batch in reader:
            part = batch if most is None else batch.slice(0, most - count)
            writer.write_batch(part.rename_columns(list(columns)))
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
    """A cell of a table: large whole numbers with thousands, instants to the second, no control characters."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | Decimal):
        return str(value) if isinstance(value, int) and abs(value) < FIRST_GROUPED else f"{value:,}"
    if isinstance(value, float):
        return _float_text(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    value = plain(value)
    return make_harmless(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _float_text(value: float) -> str:
    """Six significant digits, and two decimals of what is larger: `4251000.5` is "4,251,000.5"."""
    if not math.isfinite(value) or abs(value) >= 1e15:
        return f"{value:g}"
    if value.is_integer():
        return f"{value:,.0f}"
    return f"{value:,.{max(6, len(str(int(abs(value)))) + 2)}g}"


def unique_names(columns: Sequence[str]) -> list[str]:
    """The names with a number after those that came before, as DuckDB does in subqueries: a, a_1, a_2.

    A JSON object or a Parquet file with two columns of one name loses one of them in most readers.
    """
    taken: set[str] = set()
    names = []
    for column in columns:
        candidates = chain([column], (f"{column}_{number}" for number in count_from(1)))
        name = next(candidate for candidate in candidates if candidate.lower() not in taken)
        taken.add(name.lower())
        names.append(name)
    return names


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
        padded.append(pad(cell, width, right=bool(values) and _is_number(values[index])))
    return GAP.join(padded).rstrip()


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _write_lines(sink: IO[bytes], lines: Sequence[str]) -> None:
    if lines:
        sink.write(("\n".join(lines) + "\n").encode("utf-8", "replace"))
