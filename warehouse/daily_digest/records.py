"""A digest as data: the command, the mail and the report each write it their own way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from warehouse.alerts.quotes import Quote


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it says in English, and the words of the press that prove it."""

    gloss: str
    quotes: tuple[Quote, ...] = ()
    url: str | None = None  # of a line without claims: the source that it is about
    series_id: str | None = None
    rule: str | None = None  # of an alert
    cells: tuple[str, ...] = ()  # under the columns of its section, where that is a table


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one sort, the most important first."""

    id: str  # "releases"
    title: str
    title_zh: str
    lines: tuple[Line, ...] = ()
    more: int = 0  # lines that are left out
    columns: tuple[str, ...] = ()


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
    faults: tuple[str, ...] = field(default=())  # rules that could not be asked

    @property
    def empty(self) -> bool:
        """Whether the day brought nothing; what is expected next is no news of it."""
        return not any(section.lines for section in self.sections if section.id != "calendar")

    def section(self, name: str) -> Section:
        by_name: Mapping[str, Section] = {section.id: section for section in self.sections}
        return by_name[name]
