"""Whom a deal values: "will pay Acer for 18 percent of Dell, valuing it at $3 billion" tells what Dell is worth."""

from __future__ import annotations

import re

from extractors.owners.focus import Subject, subject_of_mention
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.signals import signal

REACH = 80
VALUED = re.compile(
    r"\bvalu(?:es|ed|ing)\s(?P<whom>(?:[\w.&’'-]+\s){1,6}?)at\s"
    r"(?:(?:about|around|some|nearly|almost|roughly|more\sthan|over|just|as\smuch\sas|up\sto)\s)*$"
)
# "an 18 percent stake in ", "51 percent of ", "invested 3 million in ", "to take over "
PART_OF = re.compile(
    r"\b(?:stakes?|shares|shareholding|holding|interest|percent|per\scent|pct|%|invest(?:ed|s|ing|ment)?(?:\s[^,;.]{1,24})?)"
    r"\s(?:in|of|into)\s(?:(?:the|its)\s)?(?:[\w-]+\s){0,8}?$|\b(?:buy|acquire|take\sover|bought|acquired|buying|acquiring)\s(?:(?:the|its)\s)?(?:[\w-]+\s){0,4}?$"
)
PART_REACH = 100
VALUES = signal(VALUED)


def valued_company(scene: Scene, quantity: Quantity) -> Subject | None:
    """The company that a deal is said to value at the number: the one that is named there, else the one of which a part
    is dealt with; None where neither is told.
    """
    if scene.lang != "en" or not scene.shows(VALUES):
        return None
    told = VALUED.search(scene.folded, max(scene.sentence.start, quantity.start - REACH), quantity.start)
    if told is None:
        return None
    actors = [name for name in scene.names_near(quantity) if name.is_actor and name.end <= quantity.start]
    named = [name for name in actors if told.start("whom") <= name.start]
    parts = [
        name
        for name in actors
        if name.end <= told.start()
        and PART_OF.search(scene.folded, max(scene.sentence.start, name.start - PART_REACH), name.start)
    ]
    chosen = named or parts
    return subject_of_mention(chosen[-1]) if chosen else None
