"""Sentences with their quantities: the built-in sets under `peer_sentences/`, or a JSON lines file.

A built-in line is a sentence with its quantities in brackets, `[5 kg|>5|kg]`: the words, the value, the unit. The value
is a number, a range `3..5`, or one with a comparator before it: ~ about, > more than, < less than, >= and <=. Times are
in braces, `{2024}`: a tool may read them or not. Signs of changes do not count: "fell 3 percent" is 3.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("peer_sentences")
MARK = re.compile(r"\[(?P<quote>[^|\]]+)\|(?P<value>[^|\]]+)\|(?P<unit>[^|\]]+)\]|\{(?P<time>[^}]+)\}")
VALUE = re.compile(r"(?P<sign>~|>=|<=|>|<|)(?P<low>[\d.e]+?)(?:\.\.(?P<high>[\d.e]+))?")
COMPARATORS = {"": "eq", "~": "approx", ">": "gt", ">=": "ge", "<": "lt", "<=": "le"}


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity at text[start:end]; `values` are the numbers that it is written with, without their sign."""

    start: int
    end: int
    values: tuple[float, ...]
    comparator: str
    unit: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its quantities; what stands at `open_spans` may be read or not."""

    text: str
    lang: str
    amounts: tuple[Amount, ...]
    open_spans: tuple[tuple[int, int], ...] = ()


def read_built_in() -> list[Sentence]:
    """The sentences of `peer_sentences/en.txt` and `zh.txt`."""
    return [
        parse_sentence(line, lang)
        for lang in ("en", "zh")
        for line in (FOLDER / f"{lang}.txt").read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def parse_sentence(line: str, lang: str) -> Sentence:
    """`"Sales of [5 kg|5|kg] in {2024}."` as the sentence without marks, with one quantity and one open span."""
    text, last = "", 0
    amounts: list[Amount] = []
    open_spans: list[tuple[int, int]] = []
    for mark in MARK.finditer(line):
        text += line[last : mark.start()]
        start = len(text)
        text += mark["quote"] or mark["time"]
        last = mark.end()
        if mark["time"]:
            open_spans.append((start, len(text)))
        else:
            amounts.append(_amount(start, len(text), mark["value"], mark["unit"]))
    return Sentence(text + line[last:], lang, tuple(amounts), tuple(open_spans))


def _amount(start: int, end: int, value: str, unit: str) -> Amount:
    match = VALUE.fullmatch(value)
    if match is None:
        raise ValueError(f"{value!r} is no value such as 5, 3..5 or >5")
    if match["high"]:
        return Amount(start, end, (float(match["low"]), float(match["high"])), "range", unit)
    return Amount(start, end, (float(match["low"]),), COMPARATORS[match["sign"]], unit)


def read_lines(path: Path) -> list[Sentence]:
    """Sentences of JSON lines with text, lang and quantities as `claimwatch quantities` prints them."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [Sentence(row["text"], row["lang"], tuple(map(to_amount, row["quantities"]))) for row in rows]


def to_amount(row: dict[str, Any]) -> Amount:
    """A quantity with low, high, comparator and unit; an open end is no number."""
    ends = [abs(row[end]) for end in ("low", "high") if row[end] is not None]
    return Amount(row["start"], row["end"], tuple(sorted(set(ends))), row["comparator"], row["unit"])
