"""Who is named as saying something: a source in a sentence and which of its numbers it covers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from extractors.quick_records import quick
from extractors.records import Modality, Quantity
from extractors.scenes import Scene

Way = Literal["said", "expects", "issued", "relayed"]

# Who speaks to a number most: one who says it, then one who expects or publishes, then a medium that passes it on.
RANK: dict[Way, int] = {"said": 0, "expects": 1, "issued": 1, "relayed": 2}
# Between a figure and "according to 7 analysts": what they said is the forecast, not the figure that beat it.
AGAINST_FORECAST = re.compile(
    r"\b(?:beat|beats|beating|miss\w*|top(?:s|ped|ping)?|versus|vs|compared\s(?:with|to)|in\sline\swith|against|above|below"
    r"|ahead\sof|short\sof|exceed\w*|surpass\w*|than)\s[^;]{0,60}?"
    r"\b(?:forecasts?|estimates?|expectations?|expected|projections?|predictions?|consensus)\b"
)
DASH = re.compile(r"\s(?:--|[—–])\s")  # "…, according to 7 analysts -- down from 23 percent in March"
ASIDE = re.compile(r",\s(?!\d)|\s(?:--|[—–])\s")  # "forecast a loss, sending its shares down 11 percent"


@quick
@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks, as written at text[start:end]; `verb` is where the verb of saying ends."""

    text: str
    start: int
    end: int
    verb: int
    lasting: bool = False  # a body whose data the next sentences go on with
    closing: bool = True  # stands behind what is said ("…, Li said"), not in its midst ("… that Li says could …")
    way: Way = "said"
    issuer: bool = False  # gives notice of its own affairs (公告, 披露): 公司 in what follows is the same
    firm: bool = False  # a company, which tells of itself: no longer where another one is told of
    until: int | None = None  # where a relative clause ends that it speaks in: "Acer, which said …, plans …"

    def covers(self, scene: Scene, quantity: Quantity, modality: Modality) -> bool:
        """Whether a number of the source's own sentence is said by it: behind the verb, or before a source that
        follows. Who expects says nothing of facts beside what is expected.
        """
        if self.until is not None and quantity.start >= self.until:
            return False
        if quantity.start >= self.verb:
            if self.verb <= self.start and _is_behind_dash(scene, self.end, quantity.start):
                return False
            aside = self.way == "expects" and modality == "actual"
            return not (aside and ASIDE.search(scene.folded, self.verb, quantity.start))
        if not self.closing or quantity.end > self.start:
            return False
        return self.start < self.verb or AGAINST_FORECAST.search(scene.folded, quantity.end, self.start) is None


def nearest_source(scene: Scene, quantity: Quantity, modality: Modality, sources: Iterable[Source]) -> Source | None:
    """The source of a sentence that a number is said by: of those that cover it, who says before who expects, then the
    last one before it, then the first one behind.
    """
    covering = [source for source in sources if source.covers(scene, quantity, modality)]
    return min(covering, key=lambda source: (RANK[source.way], _distance(source, quantity)), default=None)


def _distance(source: Source, quantity: Quantity) -> tuple[bool, int]:
    """How far a source is from a number; one that stands before it is nearer than any behind."""
    ahead = source.verb <= quantity.start
    return (not ahead, quantity.start - source.verb if ahead else source.start - quantity.end)


def _is_behind_dash(scene: Scene, start: int, end: int) -> bool:
    """Whether one dash stands between two offsets; two of them only enclose an aside."""
    return len(DASH.findall(scene.folded, start, end)) == 1
