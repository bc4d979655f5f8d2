"""The period of a number with where it was said: what the choice of a time hands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extractors.quick_records import quick
from extractors.records import PeriodOrigin
from extractors.scenes import Scene
from extractors.times.calendar_spans import Span
from extractors.times.periods import PeriodMention

WINDOWS = frozenset({"window", "soon"})


@quick
@dataclass(frozen=True, slots=True)
class TimeFrame:
    """A period as a claim carries it; `mention` is where it was said."""

    span: Span | None = None
    origin: PeriodOrigin | None = None
    mention: PeriodMention | None = None

    @property
    def first(self) -> date | None:
        """The first day, None for an instant."""
        return self.span.first if self.span else None

    @property
    def as_of(self) -> bool:
        """Whether it is an instant, or now."""
        return self.span is not None and self.span.first is None

    def is_ahead(self, scene: Scene) -> bool:
        """Whether it begins after publication, or with it: "in the next three years"."""
        if self.span is None or scene.published is None:
            return False
        if self.first == scene.published < self.span.last:
            return self.mention is not None and self.mention.gives in WINDOWS
        return (self.first or self.span.last) > scene.published

    def is_of_this_month(self, scene: Scene) -> bool:
        """Whether it is the end of the month of publication, that a report already names: "as of November"; in Chinese
        also of the year: 截至2025年，已建成470万个.
        """
        if self.span is None or scene.published is None or self.mention is None or self.first is not None:
            return False
        if self.mention.gives == "year" and scene.folded.startswith(("截至", "截止"), self.mention.start):
            return self.span.last.year == scene.published.year
        named = self.mention.as_of and self.mention.gives == "months"
        return named and (self.span.last.year, self.span.last.month) == (scene.published.year, scene.published.month)

    @property
    def last(self) -> date | None:
        """The last day."""
        return self.span.last if self.span else None

    @property
    def end(self) -> date | None:
        """The last day as a claim tells it, None where there is no end: "from July 1"."""
        return None if self.span is None or self.span.is_open else self.span.last


NO_TIME = TimeFrame()
HELD_DAY = "day of a meeting"  # what the time of a deed gives (event_deeds.py), also where it lays out a plan


def stated_by(mention: PeriodMention) -> TimeFrame:
    """The frame of a time that the number's own sentence names."""
    return TimeFrame(mention.span, "stated" if mention.span else None, mention)
