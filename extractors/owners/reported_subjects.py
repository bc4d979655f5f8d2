"""Whom somebody tells of: the place that is the subject of what is said has the number, not who says it,
and so has the owner of a figure that was told before.

`"Acer said that Peru added 3 million users"` and "Acer's report notes that Peru will have 400 million" tell of Peru;
"Acer said Peru sales rose" tells of Acer.
"""

from __future__ import annotations

import re

from extractors.names.mentions import Mention
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.signals import signal

SAYS = re.compile(
    r"""
    (?: ['’]s\s(?:[\w-]+\s){0,3}?
        (?:report|study|survey|data|figures|research|analysis|index|statistics|outlook|forecast) )?
    \s(?:also\s|now\s|now\salso\s)?
    (?: sa(?:id|ys) | not(?:ed|es) | estimate[sd] | expect(?:s|ed) | forecast(?:s|ed)? | predict(?:s|ed)
      | project(?:s|ed) | reckon(?:s|ed) | finds | found | show(?:s|ed) | reveal(?:s|ed) | report(?:s|ed) | believe[sd]
      | calculate[sd] | puts? | sees | saw | wrote | add(?:s|ed) )
    \s(?:that\s)?(?:the\s)?
    """,
    re.VERBOSE,
)
# The verb of a subject; "Peru sales rose" has another one.
DOES = re.compile(
    r"\s(?:(?:now|also|already|alone|currently|itself|together)\s)?"
    r"(?:has|had|have|is|was|are|were|will|would|could|may|might|can|accounts?|ranks?|leads?|remains?|plans?|aims?|needs?|produces?"
    r"|imports\s(?!of\b)|consumes?|spent|sold|bought|built|made|saw|grew|rose|fell|[a-z]{3,}ed)\b"
)
# "Acer estimates this figure will grow to 66": the one told of before
FIGURE = re.compile(
    r"(?:this\s|these\s|those\s)?(?:figures?|numbers?|totals?|amount|share|proportion|percentage|ratio|rate|average|sum|count|tally)\s"
    r"(?:(?:may|can|has|have|is|was|were|are|will|would|could|might|should)\b|to\s)"
)
REPORTS = signal(SAYS)


def tells_of_place(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether the name only says what a place does, whose the number is then: the Acer of "Acer said Peru had 40"; so
    where it speaks on of a figure of the sentence before: "Acer expects this number to rise to 40".
    """
    if scene.lang != "en" or mention.is_place or mention.end > quantity.start or not scene.shows(REPORTS):
        return False
    said = SAYS.match(scene.folded, mention.end, quantity.start)
    if said is None:
        return False
    if FIGURE.match(scene.folded, said.end()):
        return True
    told = next((name for name in scene.names if name.start == said.end()), None)
    return told is not None and told.is_place and not told.adjective and _is_subject(scene, told)


def _is_subject(scene: Scene, place: Mention) -> bool:
    return DOES.match(scene.folded, place.end) is not None
