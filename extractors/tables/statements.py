"""What a cell says: the statement that its row, its column and the caption make together."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.tables.grid import Cell
from extractors.tables.headings import Heading, LabelReader, is_measure, led_by_name, without_noise
from extractors.tables.sentences import Statement
from extractors.tables.words import Outlook, Reads, TableUnit


def state_cell(
    cell: Cell, row: Heading, column: Heading, caption: Heading, *, note: TableUnit | None, reader: LabelReader
) -> Statement:
    """What the cell says: of each part the column's word counts first, then the row's, then the caption's."""
    heads = (column, row, caption)
    reads: Reads = next((head.label.reads for head in (column, row) if head.label.reads != "level"), "level")
    units = [head.label.unit for head in heads] + [note]
    unit = next((unit for unit in units if unit), TableUnit())
    if reads in {"growth", "share"} and not unit.is_percent and (column.label.unit is None and row.label.unit is None):
        unit = TableUnit(after="%")
    return Statement(
        figure=cell.text,
        subject=_subject(row, column, caption, reads, reader),
        time=_time(heads),
        reads=reads,
        basis=next((head.label.basis for head in (column, row) if head.label.basis), "none"),
        unit=unit,
        outlook=_outlook(row, column, caption),
    )


def _outlook(row: Heading, column: Heading, caption: Heading) -> Outlook | None:
    """Forecast or target, by the mark of the column or row, a time to come, or a caption over more than the past."""
    own = column.label.outlook or row.label.outlook
    if own or column.ahead or row.ahead:
        return own or "forecast"
    return None if column.last or row.last else caption.label.outlook


def _time(heads: Sequence[Heading]) -> str:
    """The time of the column, else of the row, else of the caption; a month without a year has that of another."""
    times = [head.time for head in heads if head.time]
    if not times:
        return ""
    year = next((found for time in times[1:] if (found := _year(time))), "")
    if _year(times[0]) or not year:
        return times[0]
    return f"{year}年{times[0]}" if any("\u4e00" <= char <= "\u9fff" for char in times[0]) else f"{times[0]} {year}"


def _year(text: str) -> str:
    digits = "".join(char if char.isdigit() else " " for char in text).split()
    return next((number for number in digits if len(number) == 4 and number[:2] in {"19", "20"}), "")


def _subject(row: Heading, column: Heading, caption: Heading, reads: Reads, reader: LabelReader) -> str:
    """Whose and what: "China Mobile's 5G subscribers", "output of industrial robots", 广东5G基站数."""
    owner, titled = led_by_name(without_noise(caption.thing, reader), reader)
    name = row.name or column.name or caption.name or owner
    measures = [part for part in (row.thing, column.thing) if part]
    if titled and not column.thing and not is_measure(measures, reader):
        measures.append(titled)
    if reader.lang == "zh":
        return name + "".join(measures)
    what = " of ".join(_mid_sentence(part) for part in reversed(measures))
    if reads == "share":
        what = f"{'market share' if 'market' in column.label.full.lower() else 'share'} of {what}"
    if owner and name != owner and row.name:
        what = f"{what} in {owner}"
    return f"{name}'s {what}" if name and what else name or what


def _mid_sentence(text: str) -> str:
    """A label as it stands inside a sentence: "Industrial robots" without its capital, "AI chips" as written."""
    return text[:1].lower() + text[1:] if text[:1].isupper() and text[1:2].islower() else text
