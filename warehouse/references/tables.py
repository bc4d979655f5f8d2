"""A file of comma-separated values as rows of cells that know their lines, whatever program wrote it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.decoding import decode_page
from extractors.errors import ExtractionError, UsageError

DELIMITERS = ",\t;|"
SAMPLE = 60  # rows that tell the delimiter
MOST_BYTES = 256 << 20
WORKBOOKS = {b"PK\x03\x04": "an Excel workbook (.xlsx)", b"\xd0\xcf\x11\xe0": "an Excel workbook (.xls)"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file on which it begins, from 1, and its cells without blanks around them."""

    line: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The cell of a column; empty where the row ends before it."""
        return self.cells[column] if column < len(self.cells) else ""


def read_rows(path: Path) -> tuple[Row, ...]:
    """The rows of a file that hold anything. UTF-8, UTF-16, gb18030 and others are told apart, with or without a mark;
    commas, tabs, semicolons and bars may part the cells.

    Raises UsageError in one line for a file that is not there, is a workbook, or holds no rows.
    """
    data = _read_bytes(path)
    kind = next((kind for mark, kind in WORKBOOKS.items() if data.startswith(mark)), None)
    if kind:
        raise UsageError(f"{path}: is {kind}; save the sheet as CSV and import that")
    try:
        text = decode_page(data, None)
    except ExtractionError:
        raise UsageError(f"{path}: is no text in any known encoding; save it as CSV (UTF-8)") from None
    rows = _split(path, text, _find_delimiter(text))
    if not rows:
        raise UsageError(f"{path}: holds no rows")
    return rows


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
