"""Labels of a table taken apart: a header, a row's name or a caption names a time, an actor or place, a measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.metrics.metrics import find_hits
from extractors.names.gazetteer import Gazetteer
from extractors.names.names import find_names
from extractors.records import Lang
from extractors.rulebook import LanguageRules
from extractors.tables.grid import Cell, Grid
from extractors.tables.words import Label, TableWords, read_label
from extractors.text.cues import fold_case
from extractors.times.period_groups import Anchor
from extractors.times.periods import find_periods

LONG_LABEL = 120
NAME_SHARE = 0.7  # of a label that a name covers to be one
EDGES = " ,，:：、;；-–—*#%()（）."
NUMBERED = re.compile(r"^(?:table|figure|chart|表|图|附表)\s?\d{0,3}[.:：、]?\s*", re.IGNORECASE)
POSSESSIVE = re.compile(r"^['’]s\s|^的")
YEAR = re.compile(r"(?:19|20)\d\d")
EDGE_BEHIND = ("年末", "年底", "末", "底", "年")
EDGE_BEFORE = ("end of ", "end-", "at the end of ", "as of ", "the end of ", "end ")


@dataclass(frozen=True, slots=True)
class Heading:
    """A header, a row's name or a caption, taken apart."""

    label: Label
    time: str
    last: date | None  # the last day of that time
    ahead: bool  # the time is yet to come
    name: str  # an entity or place that the label names and nothing else
    thing: str  # what is left: a product or a measure
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class LabelReader:
    """What the labels of one article's tables are read with."""

    lang: Lang
    published: date | None
    rules: LanguageRules
    gazetteer: Gazetteer

    @property
    def words(self) -> TableWords:
        """The words of tables in the article's language."""
        return self.rules.tables


def read_caption(grid: Grid, reader: LabelReader) -> Heading:
    """The line that names the table: the nearest above it that is no mere unit note."""
    for line in grid.above:
        label = read_label(line.text, reader.words)
        is_note = reader.words.unit_note.search(fold_case(line.text)) and len(label.text) <= len(line.text) // 2
        if not is_note:
            return read_heading((line,), reader)
    return read_heading((), reader)


def read_column(grid: Grid, column: int, reader: LabelReader) -> Heading:
    cells: list[Cell] = []
    for row in grid.header:
        if row[column].text and row[column] not in cells:
            cells.append(row[column])
    return read_heading(tuple(cells), reader)


def with_siblings(columns: list[Heading]) -> list[Heading]:
    """The columns; one of growth or share that names no measure or time has those of the columns it stands beside."""
    levels = [
        column for column in columns if column.label.reads == "level" and not (column.ahead or column.label.outlook)
    ]
    newest = max((column for column in levels if column.last), key=lambda item: item.last or date.min, default=None)
    made: list[Heading] = []
    for place, column in enumerate(columns):
        beside = next((other for other in reversed(made[:place]) if other.label.reads == "level" and other.thing), None)
        thing = column.thing or (beside.thing if beside and (column.time or column.label.reads != "level") else "")
        time = column.time or (newest.time if newest and column.label.reads != "level" else "")
        made.append(replace(column, time=time, thing=thing))
    return made


def read_heading(cells: tuple[Cell, ...], reader: LabelReader) -> Heading:
    """The cells of one header taken together: the time of one, the name of another, the unit of the last."""
    labels = [read_label(cell.text[:LONG_LABEL], reader.words) for cell in cells]
    times: list[str] = []
    ahead = False
    names: list[str] = []
    things: list[str] = []
    last: date | None = None
    for label in labels:
        time, rest, day = _split_time(label.text, reader)
        times += [time] if time else []
        last = last or day[1]
        ahead = ahead or day[0]
        rest = rest.strip(EDGES)
        if rest.lower() in reader.words.plain or rest.lower() in reader.words.total:
            continue
        if rest:
            (names if _is_name(rest, reader) else things).append(rest)
    merged = Label(
        text=" ".join(label.text for label in labels),
        reads=next((label.reads for label in reversed(labels) if label.reads != "level"), "level"),
        basis=next((label.basis for label in reversed(labels) if label.basis), None),
        unit=next((label.unit for label in reversed(labels) if label.unit), None),
        outlook=next((label.outlook for label in labels if label.outlook), None),
        full=" ".join(label.full for label in labels),
    )
    joint = "" if reader.lang == "zh" else " "
    return Heading(merged, joint.join(times[:1]), last, ahead, joint.join(names[:1]), joint.join(things), cells)


def _split_time(text: str, reader: LabelReader) -> tuple[str, str, tuple[bool, date | None]]:
    """The time that a header names, what else it says, whether that time is yet to come, and its last day."""
    if reader.lang == "zh" and YEAR.fullmatch(text):
        text += "年"
    anchor = Anchor(reader.published, None)
    for mention in find_periods(text, fold_case(text), (0, len(text)), anchor, reader.rules.periods):
        if not mention.is_time:
            continue
        start, end = _widened(text, mention.start, mention.end)
        span, published = mention.span, reader.published
        ahead = span is not None and published is not None and (span.first or span.last) > published
        return text[start:end].strip(), f"{text[:start]} {text[end:]}".strip(), (ahead, span.last if span else None)
    return "", text, (False, None)


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The time with its "end of" or 末."""
    for word in EDGE_BEHIND:
        if text.startswith(word, end):
            return start, end + len(word)
    low = text.lower()
    for word in EDGE_BEFORE:
        if low.endswith(word, 0, start):
            return start - len(word), end
    return start, end


def _is_name(text: str, reader: LabelReader) -> bool:
    """Whether a label is the name of an actor or place that we know."""
    names = find_names(text, reader.lang, reader.gazetteer, reader.rules.names)
    return any(name.known and name.end - name.start >= NAME_SHARE * len(text) for name in names)


def is_of_units(column: Heading, words: TableWords) -> bool:
    """Whether a column at the left gives the unit of each row: 指标 | 单位 | 绝对量."""
    return any(fold_case(cell.text.strip()) in words.unit_words for cell in column.cells)


def is_rank(column: Heading, words: TableWords) -> bool:
    return any(fold_case(cell.text.strip()) in words.rank for cell in column.cells)


def led_by_name(text: str, reader: LabelReader) -> tuple[str, str]:
    """The name that a caption begins with, and the rest: "China's smartphone shipments"."""
    names = find_names(text, reader.lang, reader.gazetteer, reader.rules.names)
    if not names or names[0].start > 0 or not names[0].known:
        return "", text
    return text[: names[0].end], POSSESSIVE.sub("", text[names[0].end :]).strip()


def is_measure(parts: Sequence[str], reader: LabelReader) -> bool:
    """Whether one of the labels names a measure of its own, as "revenue" does and "industrial robots" does not."""
    if any(reader.words.measures.search(fold_case(part)) for part in parts):
        return True
    return any(any(True for _ in find_hits(fold_case(part), reader.rules.metrics)) for part in parts)


def without_noise(text: str, reader: LabelReader) -> str:
    """What a caption measures: 表1 2024年主要产品产量 gives 产量, "Output of main products" gives "output"."""
    bare = NUMBERED.sub("", text)
    words = reader.words
    if reader.lang == "zh":
        pieces = [piece.strip(EDGES) for piece in words.noise.split(bare)]
        return next((piece for piece in reversed(pieces) if piece and piece not in words.plain), "")
    return " ".join(words.noise.sub(" ", bare).split()).strip(EDGES)
