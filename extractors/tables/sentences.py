"""A cell of a table as the sentence that it stands for: 69056 under 5月 | 产量（套） beside 工业机器人 is
"5月，工业机器人产量为69056套。"

Put so, a cell is read by the same rules as prose, and means the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractors.tables.words import Outlook, Reads, TableUnit, scaled

BARE = re.compile(r"(?P<sign>[(（]?[+＋\-−–▲▼↑↓]?)\s?(?P<digits>\d[\d,，]*(?:\.\d+)?)\s?(?P<percent>[%％])?[)）]?")
PERCENT = TableUnit(after="%")
NEGATIVE = frozenset("-−–▼↓(（")
CHANGES = frozenset({"growth", "change"})
MARKS = "*†‡# "
SINCE_ZH = {"yoy": "同比", "mom": "环比", "qoq": "环比", "since": "比上年末", "none": ""}
SINCE_EN = {
    "yoy": " year on year",
    "mom": " month on month",
    "qoq": " quarter on quarter",
    "since": " from the end of last year",
    "none": "",
}
AT_END = re.compile(r"^(?:end|the\send|as\sof|by|at)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a cell says: its figure as written and all that its headers add."""

    figure: str
    subject: str  # whose and what, as a noun phrase
    time: str  # as written in a header or the caption; empty where none is
    reads: Reads
    basis: str
    unit: TableUnit
    outlook: Outlook | None


@dataclass(frozen=True, slots=True)
class CellSentence:
    """The sentence, and where its number stands in it."""

    text: str
    start: int
    end: int


def tell_cell(statement: Statement, lang: str) -> CellSentence:
    """The sentence of a cell."""
    bare = BARE.fullmatch(statement.figure.strip(MARKS))
    is_down = bare is not None and bool(NEGATIVE & set(bare["sign"]))
    number = _number(statement, bare)
    head, tail = (_parts_zh if lang == "zh" else _parts_en)(statement, is_down=is_down, bare=bare is not None)
    return CellSentence(f"{head}{number}{tail}", len(head), len(head) + len(number))


def _number(statement: Statement, bare: re.Match[str] | None) -> str:
    """The figure with its unit; one that names its unit itself stays as written. A growth's sign is in its verb."""
    if bare is None:
        return statement.figure.strip(MARKS)
    digits = bare["digits"].replace(",", "").replace("，", "")
    unit = PERCENT if bare["percent"] else statement.unit
    signed = statement.reads not in CHANGES and bool(NEGATIVE & set(bare["sign"]))
    text = scaled(Decimal(digits), unit.factor) if unit.factor > 1 else digits
    space = "" if not unit.after or unit.is_percent or not unit.after[0].isascii() else " "
    return f"{'-' if signed else ''}{unit.before}{text}{space}{unit.after}"


def _parts_zh(statement: Statement, *, is_down: bool, bare: bool) -> tuple[str, str]:
    lead = f"{statement.time}，" if statement.time else ""
    hope = {"forecast": "预计", "target": "目标"}.get(statement.outlook or "", "")
    if statement.reads in CHANGES and bare:
        verbs = ("增长", "下降") if statement.reads == "growth" else ("净增", "净减")
        return f"{hope}{lead}{statement.subject}{SINCE_ZH[statement.basis]}{verbs[is_down]}", "。"
    share = "占比" if statement.reads == "share" else ""
    return f"{hope}{lead}{statement.subject}{share}为", "。"


def _parts_en(statement: Statement, *, is_down: bool, bare: bool) -> tuple[str, str]:
    word = "At" if AT_END.match(statement.time) else "In"
    lead = f"{word} {statement.time}, " if statement.time else ""
    subject = statement.subject or "the figure"
    if statement.reads in CHANGES and bare:
        verb = (("rose", "fell"), ("rise", "fall"))[statement.outlook is not None][is_down]
        verb = verb if statement.outlook is None else f"{_will(statement)} {verb}"
        by = " by" if statement.reads == "change" else ""
        return f"{lead}{subject} {verb}{by} ", f"{SINCE_EN[statement.basis]}."
    verb = "was" if statement.outlook is None else f"{_will(statement)} be"
    return f"{lead}{subject} {verb} ", "."


def _will(statement: Statement) -> str:
    return "is planned to" if statement.outlook == "target" else "is expected to"
