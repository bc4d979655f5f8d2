"""The measure that a change is said to be in: "a 25 percent jump in investment income", "a 3 percent fall in sales".

It stands behind the number and holds against every measure before it: profit "was helped by a 25 percent jump in fees".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.metrics.carrying import RELATIVE, Choice
from extractors.metrics.measures import MetricRules
from extractors.metrics.metrics import Hit
from extractors.records import Quantity
from extractors.scenes import Scene

CHANGE_IN = re.compile(
    r"""
    \s (?:[\w-]+\s){0,2}?
    (?:increase|rise|jump|surge|gain|growth|climb|improvement|uptick|decrease|fall|drop|decline|slump|dip|slide|cut
      |reduction|expansion|boost|hike)
    \s in \s (?:(?:the|its|their|his|our|overall|total)\s)*
    (?P<what> [a-z][\w'’&-]* (?:\s [\w'’&-]+){0,5})
    """,
    re.VERBOSE,
)
NO_MEASURE = frozenset(
    {"a", "an", "real", "terms", "line", "all", "each", "both", "comparison", "contrast", "response", "value"}
)


def find_changed(scene: Scene, quantity: Quantity, hits: Sequence[Hit], rules: MetricRules) -> Choice | None:
    """What the number is a change in, as words where no phrase of a metric names it; None where nothing is said.

    `"a 30 percent drop in finance costs"` gives "finance costs"; "a 30 percent drop in March" gives None.
    """
    if scene.lang != "en" or quantity.unit not in RELATIVE:
        return None
    match = CHANGE_IN.match(scene.folded, quantity.end, scene.sentence.end)
    if match is None:
        return None
    if timed := _behind_time(scene, match.start("what"), hits):
        return timed
    if _is_when_or_where(scene, match.start("what")):
        return None
    words = _until_stop(match["what"].split(), rules)
    if not words or words[0] in NO_MEASURE:
        return None
    end = match.start("what") + len(" ".join(words))
    named = [hit for hit in hits if hit.measure.id and match.start("what") <= hit.start < end]
    if named:
        hit = min(named, key=lambda one: (one.start, -one.end))
        return Choice(hit.measure, scene.text[hit.start : hit.end])
    return Choice(None, scene.text[match.start("what") : end])


def _behind_time(scene: Scene, at: int, hits: Sequence[Hit]) -> Choice | None:
    """The metric whose phrase stands right behind a time: "a 15 percent rise in third-quarter profit"."""
    ends = [time.end for time in scene.periods if time.start <= at < time.end]
    named = [hit for hit in hits if hit.measure.id and (hit.start - 1 in ends or hit.start <= at < hit.end)]
    if not ends or not named:
        return None
    hit = max(named, key=lambda one: one.end)
    return Choice(hit.measure, scene.text[hit.start : hit.end])


def _is_when_or_where(scene: Scene, at: int) -> bool:
    """Whether a time or a place begins there: "a drop in March", "growth in Europe"."""
    return any(time.start <= at < time.end or -4 <= time.start - at <= 0 for time in scene.periods) or any(
        name.start <= at < name.end for name in scene.names
    )


def _until_stop(words: list[str], rules: MetricRules) -> list[str]:
    return words[: next((place for place, word in enumerate(words) if word in rules.phrase_ends), len(words))]
