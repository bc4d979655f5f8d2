"""A digest as data: the command, the mail and the report each write it their own way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from warehouse.alerts.quotes import Quote


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it says in both languages, and the words of the press that prove it."""

    gloss: str
    gloss_zh: str = ""  # a rule of an installation may have no Chinese: then the English stands for it
    quotes: tuple[Quote, ...] = ()
    url: str | None = None  # of a line without claims: the source that it is about
    series_id: str | None = None
    rule: str | None = None  # of an alert
    cells: tuple[str, ...] = ()  # under the columns of its section, where that is a table
    cells_zh: tuple[str, ...] = ()

    def say(self, *, chinese: bool) -> str:
        """What it says in one of the languages."""
        return (self.gloss_zh if chinese else "") or self.gloss


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one sort, the most important first."""

    id: str  # "releases"
    title: str
    title_zh: str
    lines: tuple[Line, ...] = ()
    more: int = 0  # lines that are left out
    columns: tuple[str, ...] = ()
    columns_zh: tuple[str, ...] = ()

    def name(self, *, chinese: bool) -> str:
        """Its title in one of the languages."""
        return self.title_zh if chinese else self.title


@dataclass(frozen=True, slots=True)
class Counts:
    """The head of a digest."""

    run_started: datetime | None = None  # UTC; the last run of that day, None where none began on it
    sources_ok: int = 0
    sources_failed: int = 0
    sources_stale: int = 0
    articles: int = 0
    claims: int = 0


@dataclass(frozen=True, slots=True)
class Digest:
    """The digest of one day; its sections in their order, also those without a line."""

    day: date
    counts: Counts = Counts()
    sections: tuple[Section, ...] = ()
    sample: bool = False  # of the sample press
    faults: tuple[str, ...] = ()  # rules that could not be asked
    names_zh: Mapping[str, str] = field(
        default_factory=dict
    )  # Chinese names of publishers by the ones that quotes carry

    @property
    def empty(self) -> bool:
        """Whether the day brought nothing; what is expected next is no news of it."""
        return not any(section.lines for section in self.sections if section.id != "calendar")

    def section(self, name: str) -> Section:
        by_name: Mapping[str, Section] = {section.id: section for section in self.sections}
        return by_name[name]
