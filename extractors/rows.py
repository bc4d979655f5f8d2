"""Lists that give a figure to each name: "A, B and C had 1, 2 and 3 respectively", 甲、乙分别增长3%、2%."""

from __future__ import annotations

import re

from extractors.focus import Subject, subject_of_mention
from extractors.names import Mention
from extractors.records import Quantity
from extractors.scenes import Scene

LIST_LINK = re.compile(r"^\s*(?:,|、|，|和|与|及|以及|and|as well as|,\s*and|;)?\s*(?:the\s+)?$")
ROWS = re.compile(r"respectively|分别")


def row_of_list(scene: Scene, quantity: Quantity) -> Subject | None:
    """The name at the number's place in a list: "A, B and C had 1, 2 and 3 respectively"."""
    if not ROWS.search(scene.folded, scene.sentence.start, scene.sentence.end):
        return None
    numbers = [other for other in scene.quantities if other.unit == quantity.unit]
    names = _longest_list(scene)
    if len(names) != len(numbers) or len(names) < 2:
        return None
    return subject_of_mention(names[numbers.index(quantity)])


def _longest_list(scene: Scene) -> list[Mention]:
    """The longest run of names that only commas and "and" keep apart."""
    best: list[Mention] = []
    run: list[Mention] = []
    for mention in scene.names:
        if run and not LIST_LINK.match(scene.folded[run[-1].end : mention.start]):
            run = []
        run.append(mention)
        if len(run) > len(best):
            best = list(run)
    return best
