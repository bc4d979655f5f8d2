"""What a period rule reads: the groups of its match, through the words of a language, and what they are relative to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from extractors.quick_records import quick
from extractors.times.calendar_spans import Span

FAR_AHEAD = 8  # months that a month or quarter without a year may lie ahead


@quick
@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative words refer to: the day of publication, the year last named in the text, and the tense."""

    published: date | None
    year: int | None = None
    future: bool = False  # the sentence speaks of what is to come: "in the second half" is then ahead
    ahead_from: int = 0  # where its first word of what is to come stands: what is told as past before it is over
    day: date | None = None  # the day of an event just told: "the next five years" count from it
    told: Span | None = None  # the time last told as a number's own: "that year", 当月 point to it
    spans: tuple[Span, ...] = ()  # the stretches told last, the newest behind: "in the quarter" means one of them
    year_ends: int | None = None  # the month in which the business years end that the text names: "the year to March"
    past: Span | None = None  # the last of those that were over: what a sentence that does not look ahead points to


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a language that stand for numbers in dates, lower-cased."""

    months: Mapping[str, int]
    numbers: Mapping[str, float]
    relative: Mapping[str, int]
    units: Mapping[str, str]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]  # the month that each begins with


@quick
@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of one match, read through the vocabulary."""

    values: Mapping[str, str]
    words: Vocabulary

    def has(self, name: str) -> bool:
        """Whether the group took part in the match."""
        return name in self.values

    def number(self, name: str) -> int | None:
        """A small number in digits or words; `"三"`, `"third"` and `"3"` are 3."""
        text = self.values.get(name)
        if text is None:
            return None
        return int(text) if text.isascii() and text.isdigit() else int(self.words.numbers.get(text, 0)) or None

    def month(self, name: str) -> int | None:
        """A month by name or number; None where the number is no month."""
        text = self.values.get(name)
        if text is None:
            return None
        value = self.words.months.get(text) or self.number(name) or 0
        return value if 1 <= value <= 12 else None

    def year(self, anchor: Anchor) -> int | None:
        """The year that is written or pointed at ("last year"); None where none is."""
        if text := self.values.get("y"):
            value = int(text)
            return value + 2000 if value < 100 else value
        if self.has("r") and anchor.published:
            return anchor.published.year + self.words.relative.get(self.values["r"], 0)
        return None

    def relative(self) -> int:
        """0 for this, -1 for last, 1 for next."""
        return self.words.relative.get(self.values.get("r", ""), 0)


def nearest_year(first: int, anchor: Anchor) -> int | None:
    """The year of a month or quarter named without one: the latest that had begun, or the next where the text looks
    ahead.

    Published on 2026-02-10: "in the fourth quarter" is 2025's, "in January" 2026's. A year just named in the text wins.
    What is nearly a year ahead is the one just over, even in a forecast: "December shipments" in January.
    """
    if anchor.year is not None and (anchor.published is None or anchor.year != anchor.published.year):
        return anchor.year
    if anchor.published is None:
        return anchor.year
    year, month = anchor.published.year, anchor.published.month
    return year if first <= month or (anchor.future and first - month <= FAR_AHEAD) else year - 1


def last_ended(last: int, anchor: Anchor) -> int | None:
    """The year of "the first ten months": the latest in which they were over, or soon will be."""
    year = nearest_year(1, anchor)
    current = anchor.published is not None and year == anchor.published.year and not anchor.future
    return year - 1 if year and current and anchor.published and anchor.published.month < last else year


DAYS_OF_QUARTER, MONTH = 93, 31


def quarter_of_report(groups: Groups, anchor: Anchor) -> date | None:
    """The first day of the quarter that a Chinese report is of, which it calls 本季度."""
    told = anchor.past
    if groups.values.get("r") != "本" or anchor.future or anchor.published is None or told is None or not told.first:
        return None
    late = (anchor.published - told.last).days > DAYS_OF_QUARTER
    return told.first if MONTH < (told.last - told.first).days < DAYS_OF_QUARTER and not late else None
