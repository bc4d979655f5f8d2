"""Units of measure: what may stand before or after a number, compiled from `config/units/*.yaml`.

`UnitTable.after(...)` finds the longest unit at a position ("%", "billion-yuan"'s yuan, 个百分点),
`UnitTable.before(...)` the
currency that ends at one ("US$", 人民币). Dimensions are checked against a units library by
`check_dimensions`, which is
called by the tests and by the configuration check, never while reading text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractors.errors import ConfigurationError
from extractors.quick_records import quick
from extractors.records import Lang
from extractors.text.late_patterns import compiled

_JOINT = {"en": r"[\s\u00a0]?[-\u2010\u2011]?", "zh": r"[\s\u00a0]?"}
_GLUED_OR_SPACED = frozenset("xmstglp")  # letters that a hyphen makes part of a name: "the 5-s"
_NOT_INSIDE_WORD = r"(?![A-Za-z0-9])"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit; `symbol` is what a claim shows."""

    id: str
    symbol: str
    dimension: str
    factor: Decimal | None = None  # size in the dimension's base, for compound measures

    @property
    def is_money(self) -> bool:
        return self.dimension == "money"

    @property
    def is_count(self) -> bool:
        return self.dimension == "count"

    @property
    def is_relative(self) -> bool:
        """Percent, percentage points and times: what a change is usually given in."""
        return self.dimension == "ratio"


@quick
@dataclass(frozen=True, slots=True)
class UnitHit:
    """A unit found in a text, with where its spelling stands."""

    unit: Unit
    start: int
    end: int
    loose: bool = False  # the spelling is shared by several units ("$")


@dataclass(frozen=True, slots=True)
class UnitTable:
    """All units of one language, ready for look-up."""

    exact: Mapping[str, str]  # first character: a pattern of the spellings whose case counts
    folded: Mapping[str, str]  # first character: a pattern of the words
    spelled: Mapping[str, Unit]
    prefixes: Mapping[str, Unit]
    prefix_lengths: tuple[int, ...]
    loose: frozenset[str]
    joint: re.Pattern[str]
    by_symbol: Mapping[str, Unit]

    def after(self, text: str, low: str, position: int) -> UnitHit | None:
        """The unit that follows a number ending at `position`, over a space or hyphen."""
        joint = self.joint.match(text, position)
        start = joint.end() if joint else position
        if start >= len(text):
            return None
        exact = self.exact.get(text[start])
        match = compiled(exact).match(text, start) if exact else None
        words = self.folded.get(low[start])
        word = compiled(words).match(low, start) if words else None
        if word and (match is None or word.end() > match.end()):
            match = word
        if match is None or (start > position and text[start - 1] == "-" and match.group() in _GLUED_OR_SPACED):
            return None
        spelling = match.group()
        return UnitHit(self.spelled[spelling], start, match.end(), spelling in self.loose)

    def before(self, text: str, position: int) -> UnitHit | None:
        """The currency sign, code or name that ends right before a number at `position`."""
        end = position
        while end > 0 and position - end < 2 and text[end - 1] in " \u00a0":
            end -= 1
        for length in self.prefix_lengths:
            start = end - length
            if start < 0:
                continue
            unit = self.prefixes.get(text[start:end])
            if unit is None or (
                text[start].isalpha()
                and text[start].isascii()
                and start
                and text[start - 1].isalpha()
                and text[start - 1].isascii()
            ):
                continue
            return UnitHit(unit, start, end, text[start:end] in self.loose)
        return None


def build_units(entries: Iterable[Mapping[str, Any]], lang: Lang) -> UnitTable:
    """Compiles the parsed YAML of `config/units/` for one language; a spelling of two units is an error."""
    spelled: dict[str, Unit] = {}
    prefixes: dict[str, Unit] = {}
    exact: defaultdict[str, list[str]] = defaultdict(list)
    folded: defaultdict[str, list[str]] = defaultdict(list)
    loose: set[str] = set()
    by_symbol: dict[str, Unit] = {}
    for entry in entries:
        unit = _unit(entry)
        by_symbol[unit.symbol] = unit
        loose.update(entry.get("loose", ()))
        for spelling in entry.get("symbols", ()):
            _register(spelled, spelling, unit)
            exact[spelling[0]].append(spelling)
        for spelling in entry.get(lang, ()):
            word = str(spelling).lower()
            _register(spelled, word, unit)
            folded[word[0]].append(word)
        for spelling in entry.get("prefix", ()):
            _register(prefixes, spelling, unit)
    lengths = tuple(sorted({len(spelling) for spelling in prefixes}, reverse=True))
    return UnitTable(
        exact={first: _longest_first(words) for first, words in exact.items()},
        folded={first: _longest_first(words) for first, words in folded.items()},
        spelled=spelled,
        prefixes=prefixes,
        prefix_lengths=lengths,
        loose=frozenset(loose),
        joint=re.compile(_JOINT[lang]),
        by_symbol=by_symbol,
    )


def _unit(entry: Mapping[str, Any]) -> Unit:
    factor = entry.get("factor")
    return Unit(
        id=entry["id"],
        symbol=entry["symbol"],
        dimension=entry["dimension"],
        factor=Decimal(str(factor)) if factor is not None else None,
    )


def _register(table: dict[str, Unit], spelling: str, unit: Unit) -> None:
    known = table.setdefault(spelling, unit)
    if known.id != unit.id and {known.dimension, unit.dimension} != {"money", "mass"}:
        raise ConfigurationError(
            f"units: {spelling!r} belongs to both {known.id} and {unit.id}; give it to one of them"
        )


def _longest_first(spellings: Sequence[str]) -> str:
    """A pattern of the spellings; four hundred first characters are too many to compile for a text that has three."""
    parts = []
    for spelling in sorted(set(spellings), key=len, reverse=True):
        closed = spelling[-1].isascii() and spelling[-1].isalnum()
        parts.append(re.escape(spelling) + (_NOT_INSIDE_WORD if closed else ""))
    return "|".join(parts)


def check_dimensions(entries: Iterable[Mapping[str, Any]]) -> None:
    """Raises ConfigurationError where a unit's `pint` expression disagrees with its dimension's other units or
    factor."""
    import pint  # noqa: PLC0415 - takes a second to import, and only this check needs it

    registry: Any = pint.UnitRegistry()
    seen: dict[str, tuple[str, Any]] = {}
    for entry in entries:
        if entry.get("pint") is None:
            continue
        unit = registry.Unit(str(entry["pint"]))
        first_id, dimensionality = seen.setdefault(entry["dimension"], (entry["id"], unit.dimensionality))
        if unit.dimensionality != dimensionality:
            raise ConfigurationError(f"units: {entry['id']} and {first_id} differ in {entry['dimension']}")
