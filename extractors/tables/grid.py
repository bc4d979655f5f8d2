"""Tables in a text: rows whose cells a bar or a tab divides, with the lines around them that name them.

A table is two or more such lines in a row, most of whose cells beside the first hold a figure or nothing: a headline
with a bar in it, a menu or a list of links is none. Header rows are those above the first figure; a cell that spans
columns is followed by empty ones, as `table_rows.py` writes them; shorter header rows of other writers are spread.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

MOST_COLUMNS = 60
MOST_LABELS = 3  # columns of names at the left
LONG_GROUP = 44  # characters of a line that names a group of rows, its line breaks included
LONG_CELL = 120
LONG_CAPTION = 160
# A figure with its sign and, where written, its unit: "35.5", "+2.1%", "(3.4)", "US$12.5m", "6.9万套", "1,300*".
FIGURE = re.compile(
    r"""[(（]?[+＋\-−–▲▼↑↓~≈>＞<＜≥≤]?\s?(?:us\$|hk\$|nt\$|rmb|[$€£¥￥])?\s?
        \d[\d,，]*(?:\.\d+)?\s?
        (?: %|％|pp|ppts?|percent|percentage\ points?|个?百分点|倍|x
          | [百千万亿]{0,3}(?:美元|港元|欧元|日元|元|套|台|户|个|家|人|辆|部|吨|千瓦时|千瓦|平方米
              |平方公里|公里|亩|件|片|座|条|次|项|小时)?
          | (?:million|billion|trillion|thousand|mn|bn|tn|[mbk])?\s?
            (?:yuan|units|sets|people|dollars|euros|users|kg|g|t|tonnes|tons|mm|cm|km|m|kwh|mwh|gwh|twh|w|kw|mw|gw|mah|wh|v|hz|mhz|ghz
              |gb|tb|mb|gbps|mbps|tops|h|hours?|min|minutes?|s|seconds?|days?|years?|inch(?:es)?|in|db|°c)? )
        [)）]?\s?[*†‡#]{0,2}""",
    re.VERBOSE | re.IGNORECASE,
)
YEAR_CELL = re.compile(
    r"(?:FY\s?)?(?:19|20)\d\d\s?(?:年度?|[EFP]|\(?[ef]\)?|（[^（）]{1,4}）|\([^()]{1,6}\))?", re.IGNORECASE
)
NOTHING = frozenset({"", "-", "--", "—", "–", "/", "…", "...", "n/a", "na", "n.a.", "nil", "..", "*"})
RULE = re.compile(r"[-:|=+\s]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, as text[start:end] of the article; `text` is that piece."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: header rows, then body rows, all of one width. `start` and `end` span its lines."""

    start: int
    end: int
    header: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    labels: int  # columns of names at the left
    above: tuple[Cell, ...]  # lines before it that may name it, the nearest first
    below: tuple[Cell, ...]  # lines behind it that may name its source or unit


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    cells: tuple[Cell, ...]


def find_grids(text: str) -> tuple[Grid, ...]:
    """The tables of a text in order; one pass over its lines."""
    if "|" not in text and "\t" not in text:
        return ()
    lines = _lines(text)
    grids: list[Grid] = []
    first = 0
    while first < len(lines):
        last = first
        while last < len(lines) and len(lines[last].cells) > 1:
            last += 1
        if last - first > 1 and (grid := _grid(text, lines, first, last)):
            grids.append(_under(grids[-1], grid) if grids else grid)
        first = last + 1
    return tuple(grids)


def _under(previous: Grid, grid: Grid) -> Grid:
    """A part of a table behind a line that only names a group has the header of the part above."""
    goes_on = not grid.header and len(grid.body[0]) == len(previous.body[0]) and grid.start - previous.end <= LONG_GROUP
    return replace(grid, header=previous.header, above=previous.above) if goes_on else grid


def _lines(text: str) -> list[_Line]:
    """All lines that are not empty and not a rule of dashes, cut into cells."""
    lines: list[_Line] = []
    start = 0
    for line in text.split("\n"):
        if line.strip() and not ("|" in line and RULE.fullmatch(line)):
            lines.append(_Line(start, start + len(line), _cells(line, start)))
        start += len(line) + 1
    return lines


def _cells(line: str, offset: int) -> tuple[Cell, ...]:
    """The cells of a line: `"| May | June"` has an empty one first, `"| May | June |"` is framed by its bars."""
    bar = "|" if "|" in line else "\t"
    stripped = line.strip(" ") if bar == "|" else line.strip("\r\n ")
    if bar not in stripped:
        return (_cell(line, 0, len(line), offset),)
    left = line.index(stripped)
    right = left + len(stripped)
    if bar == "|" and stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 1:
        left, right = left + 1, right - 1
    cells, start = [], left
    for part in line[left:right].split(bar):
        cells.append(_cell(line, start, start + len(part), offset))
        start += len(part) + 1
    return tuple(cells)


def _cell(line: str, start: int, end: int, offset: int) -> Cell:
    piece = line[start:end]
    left = start + len(piece) - len(piece.lstrip())
    text = piece.strip()
    return Cell(offset + left, offset + left + len(text), text)


def is_figure(cell: Cell) -> bool:
    """Whether the cell holds a number that is no year."""
    return FIGURE.fullmatch(cell.text) is not None and YEAR_CELL.fullmatch(cell.text) is None


def is_nothing(cell: Cell) -> bool:
    """Whether the cell says that there is no figure."""
    return cell.text.lower() in NOTHING


def _grid(text: str, lines: Sequence[_Line], first: int, last: int) -> Grid | None:
    rows = [line.cells for line in lines[first:last]]
    above = _header_length(rows)
    header, body = rows[:above], rows[above:]
    if not body or len(body[0]) > MOST_COLUMNS or any(len(cell.text) > LONG_CELL for row in rows for cell in row):
        return None
    width = Counter(len(row) for row in body).most_common(1)[0][0]
    body = [_padded(row, width) for row in body]
    labels = _label_columns(body, width)
    figures = [cell for row in body for cell in row[labels:]]
    read = sum(is_figure(cell) for cell in figures)
    if read < 2 or 2 * (read + sum(is_nothing(cell) for cell in figures)) <= len(figures):
        return None
    return Grid(
        start=lines[first].start,
        end=lines[last - 1].end,
        header=_headers(header, width, labels),
        body=tuple(tuple(row) for row in _filled_down(body, labels)),
        labels=labels,
        above=tuple(_neighbours(text, lines[max(0, first - 3) : first][::-1])),
        below=tuple(_neighbours(text, lines[last : last + 3])),
    )


def _header_length(rows: Sequence[tuple[Cell, ...]]) -> int:
    """How many rows stand above the first that holds a figure beside its name."""
    for index, row in enumerate(rows):
        if any(is_figure(cell) for cell in row[1:]):
            return index
    return len(rows)


def _padded(row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    """The row cut or filled to the width."""
    end = row[-1].end
    return (*row[:width], *(Cell(end, end, "") for _ in range(width - len(row))))


def _label_columns(body: Sequence[tuple[Cell, ...]], width: int) -> int:
    """The columns at the left that hold names: all up to the first whose cells are mostly figures."""
    for column in range(1, min(width, MOST_LABELS + 1)):
        cells = [row[column] for row in body]
        if 2 * sum(is_figure(cell) or is_nothing(cell) for cell in cells) > len(cells):
            return column
    return 1


def _headers(rows: Sequence[tuple[Cell, ...]], width: int, labels: int) -> tuple[tuple[Cell, ...], ...]:
    """Header rows under which each column has its cell; an empty cell goes on with the one at its left, but not in the
    last row.
    """
    headers = [_spread(row, width, labels, upper=index < len(rows) - 1) for index, row in enumerate(rows)]
    return tuple(tuple(row) for row in headers)


def _spread(row: tuple[Cell, ...], width: int, labels: int, *, upper: bool) -> list[Cell]:
    end = row[-1].end
    if len(row) == width - labels and len(row) > 1 and not (upper and any(not cell.text for cell in row)):
        row = (*(Cell(row[0].start, row[0].start, "") for _ in range(labels)), *row)  # the corner was left out
    groups, columns = len(row) - labels, width - labels
    if upper and all(cell.text for cell in row) and 0 < groups < columns and columns % groups == 0:
        each = columns // groups
        row = (*row[:labels], *(cell for cell in row[labels:] for _ in range(each)))
    cells = [*row[:width], *(Cell(end, end, "") for _ in range(width - len(row)))]
    if upper:
        for column in range(labels + 1, width):
            if not cells[column].text:
                cells[column] = cells[column - 1]
    return cells


def _filled_down(body: Sequence[tuple[Cell, ...]], labels: int) -> list[list[Cell]]:
    """The rows, an empty name taken from the row above where there is more than one column of names."""
    rows = [list(row) for row in body]
    for above, row in pairwise(rows):
        if labels > 1 and not row[0].text:
            row[0] = above[0]
    return rows


def _neighbours(text: str, lines: Sequence[_Line]) -> list[Cell]:
    """Short lines of one cell right beside the table, up to the first that is longer."""
    found: list[Cell] = []
    for line in lines:
        if len(line.cells) != 1 or line.end - line.start > LONG_CAPTION:
            break
        piece = text[line.start : line.end].strip()
        found.append(Cell(line.cells[0].start, line.cells[0].end, piece))
    return found
