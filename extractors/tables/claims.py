"""Claims of tables: each figure framed by its row, its column, the caption and the unit note.

A cell becomes the sentence that it stands for, and that sentence is read as any other: what a table says and what prose
says are framed by the same rules. The claim's span is the cell's figure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from extractors.records import Article, Claim, Lang, Quantity
from extractors.rulebook import Rulebook
from extractors.tables.grid import Cell, Grid, find_grids, is_figure
from extractors.tables.headings import (
    Heading,
    LabelReader,
    is_of_units,
    is_rank,
    read_caption,
    read_column,
    read_heading,
    with_siblings,
)
from extractors.tables.sentences import BARE, MARKS, Statement, tell_cell
from extractors.tables.statements import state_cell
from extractors.tables.words import TableUnit, TableWords, parse_unit, unit_of_note
from extractors.text.cues import fold_case

RULE = "table cell"
MOST_CELLS = 2_000  # figures of one article: a cell costs as much as a sentence

Read = Callable[[Article], tuple[Claim, ...]]


@dataclass(frozen=True, slots=True)
class CellClaim:
    """A figure's claim, and the cells and lines that say what it is."""

    claim: Claim
    framed_by: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableReading:
    """All claims of an article's tables; `spans` are the stretches of text that are no prose, in order."""

    cells: tuple[CellClaim, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    def holds(self, start: int) -> bool:
        """Whether the offset stands in a table or a note of one."""
        at = bisect_right(self.spans, start, key=lambda span: span[0]) - 1
        return at >= 0 and start < self.spans[at][1]


NO_TABLES = TableReading()


def read_tables(article: Article, lang: Lang, rulebook: Rulebook, read: Read) -> TableReading:
    """The claims of all tables of an article; `read` gives the claims of a sentence put as an article."""
    grids = find_grids(article.text)
    if not grids:
        return NO_TABLES
    reader = LabelReader(lang, article.published_day, rulebook.languages[lang], rulebook.gazetteer)
    cells = (cell for grid in grids for cell in _claims_of(grid, article, reader, read))
    spans = sorted(span for grid in grids for span in _spans_of(grid, reader.words))
    return TableReading(tuple(islice(cells, MOST_CELLS)), tuple(spans))


def outside(quantities: Sequence[Quantity], tables: TableReading) -> tuple[Quantity, ...]:
    """The quantities that stand in no table."""
    kept = [index for index, quantity in enumerate(quantities) if not tables.holds(quantity.start)]
    place: dict[int | None, int] = {old: new for new, old in enumerate(kept)}
    return tuple(replace(quantities[index], same_as=place.get(quantities[index].same_as)) for index in kept)


def in_order(prose: tuple[Claim, ...], cells: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of the sentences and of the tables in the text's order."""
    if not cells:
        return prose
    numbered: list[tuple[int | None, Claim]] = [*enumerate(prose), *((None, cell) for cell in cells)]
    numbered.sort(key=lambda pair: pair[1].start)
    place = {old: new for new, (old, _) in enumerate(numbered) if old is not None}
    return tuple(
        claim if claim.same_as is None else replace(claim, same_as=place.get(claim.same_as)) for _, claim in numbered
    )


def _spans_of(grid: Grid, words: TableWords) -> Iterator[tuple[int, int]]:
    """The table itself and the notes of its unit."""
    yield grid.start, grid.end
    for line in (*grid.above, *grid.below):
        if unit_of_note(line.text, words):
            yield line.start, line.end


def _claims_of(grid: Grid, article: Article, reader: LabelReader, read: Read) -> Iterator[CellClaim]:
    words, caption = reader.words, read_caption(grid, reader)
    notes = (*grid.above, *grid.below)
    note = next((unit for line in notes if (unit := unit_of_note(line.text, words))), None)
    source = next((found for line in reversed(notes) if (found := _source(line, words))), None)
    width = len(grid.body[0])
    names = [read_column(grid, column, reader) for column in range(grid.labels)]
    columns = with_siblings([read_column(grid, column, reader) for column in range(grid.labels, width)])
    titled = replace(article, title=caption.label.full or article.title)
    for row in grid.body:
        name = _row_heading(row, names, reader)
        for column, cell in zip(columns, row[grid.labels :], strict=True):
            if is_figure(cell) and not is_rank(column, words):
                statement = state_cell(cell, name, column, caption, note=note, reader=reader)
                claim = _claim_of(cell, statement, titled, reader.lang, read)
                if claim is not None:
                    claim = replace(claim, attributed_to=source, of=claim.of or _counted(claim, name))
                    yield CellClaim(claim, (*name.cells, *column.cells, *caption.cells))


def _row_heading(row: Sequence[Cell], names: Sequence[Heading], reader: LabelReader) -> Heading:
    """What the names at the left of a row say; a rank says nothing, a column of units gives the unit of each row."""
    kept, unit = [], None
    for cell, column in zip(row, names, strict=False):
        if is_of_units(column, reader.words):
            unit = parse_unit(cell.text, reader.words)
        elif cell.text and not is_rank(column, reader.words):
            kept.append(cell)
    heading = read_heading(tuple(kept), reader)
    return replace(heading, label=replace(heading.label, unit=unit or heading.label.unit))


def _source(line: Cell, words: TableWords) -> str | None:
    """Who a note names as the source: "Source: the statistics bureau"."""
    match = words.source.search(fold_case(line.text))
    return line.text[match.start(1) : match.end(1)] if match else None


def _claim_of(cell: Cell, statement: Statement, article: Article, lang: Lang, read: Read) -> Claim | None:
    """The claim of a cell: that of its sentence, put at the figure with its unit and its sign or a loss's brackets."""
    sentence = tell_cell(statement, lang)
    claims = read(replace(article, text=sentence.text, lang=lang))
    found = next((claim for claim in claims if claim.start < sentence.end and sentence.start < claim.end), None)
    if found is None:
        return None
    quote = cell.text.rstrip(MARKS)
    return replace(
        found,
        start=cell.start,
        end=cell.start + len(quote),
        quote=quote,
        precision=_precision(quote, statement.unit) or found.precision,
        same_as=None,
        rule=RULE,
    )


def _counted(claim: Claim, row: Heading) -> str | None:
    return row.thing or None if claim.unit == "count" else None


def _precision(quote: str, unit: TableUnit) -> float | None:
    """Half of the last digit as the cell writes it, multiplied out; None where the sentence shows the same digits."""
    bare = BARE.fullmatch(quote)
    if bare is None or bare["percent"] or unit.factor == 1:
        return None
    decimals = len(bare["digits"].partition(".")[2])
    return float(unit.factor * 10**-decimals / 2)
