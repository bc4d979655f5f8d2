"""Rows of a page's table as lines of text, cell under cell: `"Product | May |  | January-May"`.

A cell that spans several columns is followed by empty ones, and one that spans rows leaves an empty cell in the rows
below, so that every figure stands under its header and can be read from the text alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_COLUMNS = 60  # of a cell and of a row; a hostile span cannot make a line long
BAR = " | "


def cell_spans(cell: _Element) -> tuple[int, int]:
    """Columns and rows that a cell spans, 1 where nothing sensible is said."""
    return _span(cell.get("colspan")), _span(cell.get("rowspan"))


def _span(value: str | None) -> int:
    text = (value or "").strip()[:4]
    return min(int(text), MOST_COLUMNS) if text.isascii() and text.isdigit() and int(text) > 0 else 1


def lay_out(cells: Iterable[tuple[str, int, int]], hanging: dict[int, int]) -> list[str]:
    """The texts of a row by column. `hanging` holds, for each column, how many more rows a cell from above covers; it
    is brought up to date.
    """
    row: list[str] = []
    below: dict[int, int] = {column: rows - 1 for column, rows in hanging.items() if rows > 1}
    for text, columns, rows in cells:
        while hanging.get(len(row), 0) > 0 and len(row) < MOST_COLUMNS:
            row.append("")
        if rows > 1:
            below.update({len(row) + shift: rows - 1 for shift in range(columns)})
        row.append(text)
        row.extend([""] * (columns - 1))
        if len(row) >= MOST_COLUMNS:
            break
    hanging.clear()
    hanging.update(below)
    return row


def row_line(row: Iterable[str]) -> str:
    """One line, empty cells at its end left out; nothing where no cell has text."""
    return BAR.join(cell.replace("|", "/") for cell in row).rstrip(BAR)


def tidy_row(line: str) -> str:
    """A line of a text without the bars around it, but with the one that stands for an empty first cell.

    `"| | May | June |"` gives `"| May | June"`, `"| Home"` gives `"Home"`.
    """
    line = line.strip()
    if len(line) > 1 and line.startswith("|") and line.endswith("|"):
        line = line[1:-1].strip()
    bare = line.strip("| \t")
    return f"| {bare}" if line.startswith("|") and "|" in bare else bare
