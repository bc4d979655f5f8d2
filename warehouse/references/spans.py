"""The period that a cell or heading names, in the forms of spreadsheets and data vendors. Pure.

`"2023-01"`, `"2023年1月"`, `"Jan-23"`, `"2023M01"`, `"202301"`, `"2023Q1"`, `"2023年上半年"`, `"2025年1-7月"`,
`"2025-01..2025-07"`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from warehouse.references.cells import fold

Grain = Literal["day", "month", "quarter", "half", "year", "span"]
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
CENTURY = 2000  # of years with two digits: no series of 5G or robots is older
_NAMED = "(?P<name>" + "|".join(MONTHS) + ")[a-z]*"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PARTS = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}


@dataclass(frozen=True, slots=True)
class Span:
    """A period: its first and last day, and how long it is."""

    start: date
    end: date
    grain: Grain


_PATTERNS: tuple[tuple[Grain, str], ...] = (
    ("day", rf"{_YEAR}(?P<s>[-/.])(?P<month>\d\d?)(?P=s)(?P<day>\d\d?)(?:\ 0?0:00(?::00)?)?"),  # 2023-01-31
    ("day", rf"{_YEAR}年(?P<month>\d\d?)月(?P<day>\d\d?)日"),
    ("day", rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)"),  # 20230131
    ("day", rf"(?P<day>\d\d?)[-\ ]{_NAMED}[-\ ](?P<year>\d{{4}}|\d\d)"),  # 31-Jan-23
    ("month", rf"{_YEAR}[-/.](?P<month>\d\d?)"),  # 2023-01, 2023/1
    ("month", rf"{_YEAR}年(?P<month>\d\d?)月份?"),
    ("month", rf"{_YEAR}m?(?P<month>\d\d)"),  # 202301, 2023M01
    ("month", rf"(?P<month>\d\d?)/{_YEAR}"),  # 01/2023
    ("month", rf"{_NAMED}\.?[-\ /](?P<year>\d{{4}}|\d\d)"),  # Jan-23, January 2023
    ("month", rf"{_YEAR}[-\ ]?{_NAMED}"),  # 2023-Jan
    ("quarter", rf"{_YEAR}[-\ ]?q(?P<quarter>[1-4])"),
    ("quarter", rf"q(?P<quarter>[1-4])[-\ /]?{_YEAR}"),
    ("quarter", rf"{_YEAR}年第?(?P<quarter>[1-4一二三四])季度?"),
    ("half", rf"{_YEAR}[-\ ]?h(?P<half>[12])"),
    ("half", rf"h(?P<half>[12])[-\ /]?{_YEAR}"),
    ("half", rf"{_YEAR}年(?P<half>[上下])半年"),
    ("year", rf"{_YEAR}年?(?:度|全年)?"),
)
_FORMS = tuple((grain, re.compile(pattern, re.VERBOSE)) for grain, pattern in _PATTERNS)
_LENGTHS: tuple[tuple[Grain, int], ...] = (("month", 1), ("quarter", 3), ("half", 6), ("year", 12))
_JOINED = re.compile(r"\s*(?:\.\.|\ to\ |至|~)\s*")  # 2025-01..2025-07
_MONTHS_OF = re.compile(rf"{_YEAR}年(?P<first>\d\d?)[-至~]+(?P<last>\d\d?)月份?", re.VERBOSE)  # 2025年1-7月


def parse_span(text: str) -> Span | None:
    """The period that a text names; None where it names none. `parse_span("Jan-23").end` is 31 January 2023."""
    folded = fold(text)
    months = _MONTHS_OF.fullmatch(folded)
    try:
        if months:
            year, first, last = (int(months[name]) for name in ("year", "first", "last"))
            return _join(_month(year, first), _month(year, last))
        parts = _JOINED.split(folded)
        if len(parts) == 2:
            opening, closing = (_parse_one(part) for part in parts)
            return None if opening is None or closing is None else _join(opening, closing)
        return _parse_one(folded)
    except ValueError:  # a month 13, a 30 February
        return None


def _parse_one(folded: str) -> Span | None:
    for grain, form in _FORMS:
        found = form.fullmatch(folded)
        if found:
            return _build(grain, found.groupdict())
    return None


def _build(grain: Grain, said: dict[str, str]) -> Span:
    year = int(said["year"]) + (CENTURY if len(said["year"]) == 2 else 0)
    if grain == "day":
        day = date(year, _number(said, "month"), int(said["day"]))
        return Span(day, day, "day")
    if grain == "month":
        return _month(year, _number(said, "month"))
    length = {"quarter": 3, "half": 6, "year": 12}[grain]
    last = length * (_number(said, grain) if grain != "year" else 1)
    return Span(date(year, last - length + 1, 1), _month(year, last).end, grain)


def _number(said: dict[str, str], name: str) -> int:
    if said.get("name"):
        return MONTHS[said["name"]]
    return _PARTS.get(said[name]) or int(said[name])


def _month(year: int, month: int) -> Span:
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def _join(opening: Span, closing: Span) -> Span:
    """From the first day of one to the last of the other: "2025-01..2025-12" is the year."""
    start, end = opening.start, closing.end
    if start > end:
        raise ValueError("ends before it starts")
    for grain, length in _LENGTHS:
        whole = start.day == 1 and (start.month - 1) % length == 0 and start.year == end.year
        if whole and end == _month(start.year, start.month + length - 1).end:
            return Span(start, end, grain)
    return Span(start, end, "day" if start == end else "span")
