"""A sentence with everything found in it: what the framing rules look at. Built once a sentence, only where a number
stands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractors.cues import Cue
from extractors.mentions import Mention
from extractors.metrics import Hit
from extractors.periods import PeriodMention
from extractors.records import Quantity
from extractors.sentences import Sentence, clause_at

NAMES_AHEAD, NAMES_BEHIND = 16, 8  # names before and behind a number that can matter to it


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence of an article. Offsets are those of the article's text; `folded` is the text in lower case."""

    text: str
    folded: str
    lang: str
    published: date | None
    sentence: Sentence
    bounds: list[int]  # where clauses begin, then the sentence's end
    quantities: tuple[Quantity, ...]
    cues: tuple[Cue, ...]
    names: tuple[Mention, ...]
    hits: tuple[Hit, ...]
    periods: tuple[PeriodMention, ...]

    def clause(self, position: int) -> tuple[int, int]:
        """The clause that holds the position."""
        return clause_at(self.bounds, position)

    def clause_text(self, position: int) -> str:
        """The lower-cased clause that holds the position."""
        start, end = self.clause(position)
        return self.folded[start:end]

    def names_near(self, quantity: Quantity) -> tuple[Mention, ...]:
        """The names around a number: all of them but in lists that no person would read to the end."""
        at = bisect_left(self.names, quantity.start, key=lambda name: name.start)
        return self.names[max(0, at - NAMES_AHEAD) : at + NAMES_BEHIND]

    def section(self, name: str) -> Iterator[Cue]:
        """The cues of one section, in the text's order."""
        return (cue for cue in self.cues if cue.section == name)

    def before(self, quantity: Quantity) -> str:
        """The lower-cased sentence up to the number."""
        return self.folded[self.sentence.start : quantity.start]

    def after(self, quantity: Quantity) -> str:
        """The lower-cased sentence behind the number."""
        return self.folded[quantity.end : self.sentence.end]

    def number_between(self, left: int, right: int) -> bool:
        """Whether another number stands between two offsets."""
        return any(left <= other.start and other.end <= right for other in self.quantities)
