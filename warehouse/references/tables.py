"""A file of comma-separated values, or a sheet of a workbook, as rows of cells that know their lines."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import ExtractionError, UsageError
from extractors.pages.decoding import decode_page
from warehouse.references.workbooks import MARK, sheet_rows

DELIMITERS = ",\t;|"
SAMPLE = 60  # rows that tell the delimiter
MOST_BYTES = 256 << 20
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file on which it begins, from 1, and its cells without blanks around them."""

    line: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The cell of a column; empty where the row ends before it."""
        return self.cells[column] if column < len(self.cells) else ""


def read_rows(path: Path, *, sheet: str | None = None) -> tuple[Row, ...]:
    """The rows of a file that hold anything. UTF-8, UTF-16, gb18030 and others are told apart, with or without a mark;
    commas, tabs, semicolons and bars may part the cells. Of an Excel workbook (.xlsx) the `sheet` is read.

    Raises UsageError in one line for a file that is not there, cannot be read, or holds no rows, and for a sheet that
    is not there.
    """
    data = _read_bytes(path)
    if data.startswith(OLD_WORKBOOK):
        raise UsageError(f"{path}: is an Excel workbook of the old kind (.xls); save it as .xlsx or CSV")
    if data.startswith(MARK):
        rows = tuple(Row(line, _strip(cells)) for line, cells in sheet_rows(path, data, sheet))
    elif sheet is not None:
        raise UsageError(f"{path}: is no Excel workbook: it has no sheet {sheet!r}")
    else:
        rows = _rows_of_text(path, data)
    if not rows:
        raise UsageError(f"{path}: holds no rows")
    return rows


def _rows_of_text(path: Path, data: bytes) -> tuple[Row, ...]:
    try:
        text = decode_page(data, None)
    except ExtractionError:
        raise UsageError(f"{path}: is no text in any known encoding; save it as CSV (UTF-8)") from None
    return _split(path, text, _find_delimiter(text))


def _read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(f"{path}: is larger than {MOST_BYTES >> 20} MB; split it")
        return path.read_bytes()
    except IsADirectoryError:
        raise UsageError(f"{path}: is a folder; name a file") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None


def _find_delimiter(text: str) -> str:
    """The character that parts most rows into equally many cells."""
    lines = text.splitlines(keepends=True)[:SAMPLE]

    def weigh(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter, strict=False) if len(row) > 1)
        width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return rows, width

    return max(DELIMITERS, key=weigh)


def _split(path: Path, text: str, delimiter: str) -> tuple[Row, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(line, _strip(cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UsageError(f"{path}:{line}: cannot be read as CSV: {error}") from None
    return tuple(rows)


def _strip(cells: Sequence[str]) -> tuple[str, ...]:
    """Wind writes ="600000" to keep Excel from counting; a quote of our own keeps it from running a formula."""
    plain = (cell.strip().strip("\u3000") for cell in cells)
    return tuple(cell[2:-1] if cell.startswith('="') and cell.endswith('"') else cell for cell in plain)
