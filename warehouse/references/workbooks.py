"""A sheet of an Excel workbook (.xlsx) as rows of cells, as a CSV of it would have them.

openpyxl reads it: it tells how a number is shown, and a cell that shows 12.5 % holds 0.125. Formulas count with
the value that Excel saved last.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import UsageError

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MARK = b"PK\x03\x04"
MOST_UNPACKED = 1 << 30  # bytes: what a workbook of a few megabytes may unfold to
DIGITS = 15  # what Excel itself keeps of a number


def sheet_rows(path: Path, data: bytes, sheet: str | None) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The line of each row that holds anything, from 1, and its cells as texts: dates as `2025-06-30`, 0.125 shown as
    per cent as `12.5%`.

    Raises UsageError in one line for what is no workbook, a sheet that is not there, and a workbook with values on
    several sheets of which none is named.
    """
    book = _open(path, data)
    try:
        yield from _rows_of(book[_choose(path, book, sheet)])
    finally:
        book.close()


def _open(path: Path, data: bytes) -> Workbook:
    from openpyxl import load_workbook  # noqa: PLC0415 - a third of a second that a CSV need not wait for

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
                raise UsageError(f"{path}: unfolds to more than {MOST_UNPACKED >> 20} MB; split it")
        return load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, SyntaxError) as error:
        reason = str(error).strip("'\"").splitlines()[0] if str(error) else type(error).__name__
        raise UsageError(f"{path}: is no Excel workbook that can be read: {reason}") from None


def _choose(path: Path, book: Workbook, sheet: str | None) -> str:
    """The sheet that is named, or the only visible one with values."""
    if sheet is not None:
        if sheet not in book.sheetnames:
            raise UsageError(f"{path}: has no sheet {sheet!r}; it has {_listed(book.sheetnames)}")
        return sheet
    visible = [str(one.title) for one in book.worksheets if one.sheet_state == "visible"]
    filled = [title for title in visible if next(_rows_of(book[title]), None)]
    if len(filled) > 1:
        raise UsageError(f"{path}: has values on several sheets ({_listed(filled)}); choose one with --sheet")
    return next(iter(filled or visible or book.sheetnames))


def _listed(titles: list[str]) -> str:
    return ", ".join(titles)


def _rows_of(sheet: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        texts = tuple(_as_text(cell.value, cell.number_format or "") for cell in cells)
        if any(texts):
            yield line, texts


def _as_text(value: Any, shown: str) -> str:
    """What a cell says: `_as_text(0.125, "0.0%")` is "12.5%"."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        share = "%" in shown
        number = f"{value * 100 if share else value:.{DIGITS}g}"
        return f"{number}%" if share else number
    return str(value).strip()
