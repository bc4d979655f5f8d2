"""What is charged, allowed or arranged by somebody and is going to change: his policy, which is a plan and no forecast.

"The commission will drop to 25 percent", "Capacity is to be doubled", "A levy of 3 percent takes effect in May": nobody
waits for these to come about by themselves.
"""

from __future__ import annotations

import re

from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.cues import Cue
from extractors.text.signals import signal

SUBJECT_REACH = 60  # characters of "the tax that buyers of imported cars pay "
CHARGE = (
    r"(?:fees?|commissions?|tariffs?|dut(?:y|ies)|tax(?:es)?|lev(?:y|ies)|surcharges?|tolls?|excise|subsid(?:y|ies)"
    r"|(?:commission|tax|tariff|duty|standard|new|lower|higher|reduced|service|reserve|interest)\s(?:rates?|ratio)|minimum\swages?|(?:price|purchase)\scaps?|quotas?)"
)
# "The commission will drop to 25 percent"; what a tariff "will cut" is its effect.
OF_CHARGE = re.compile(
    rf"\b{CHARGE}\s(?:(?:on|of|for|that|which|it|they|he|she|paid|charged|levied)\s(?:(?!would\b|could\b)[\w'’-]+\s){{0,6}})?$"
)
CHANGES = re.compile(
    r"\s(?:(?:also|then|first|instead)\s)?(?:drop|fall|rise|go\s(?:up|down)|come\sdown|increase(?=\s(?:to|by|from))"
    r"|decrease(?=\s(?:to|by|from))|double|halve|start\sat|remain|be\s\w+)\b"
)
# "are to be cut to 170,000", "will be expanded to 50,000 a year": somebody does it
ARRANGED = re.compile(
    r"\s(?:(?:also|then|first|instead|gradually|further)\s)?be\s(?:(?:also|gradually|further)\s)?"
    r"(?:cut|reduced|lowered|raised|increased|brought\s(?:down|up)|built|closed|shut|opened|expanded|extended|doubled|tripled"
    r"|halved|trimmed|slashed|lifted|capped|limited|phased\sout|scrapped|replaced|invested|spent|set\saside|allocated|earmarked"
    r"|laid\soff|hired|trained|installed|deployed|equipped|upgraded|converted|relocated)\b"
)
# "A 25 percent levy takes effect in May", "the new rate of 8 percent applies from April"
IN_FORCE = re.compile(
    rf"\b{CHARGE}(?:\s(?:[\w-]+\s){{0,4}}?|\s)(?:applies|apply|will\sapply|takes?\seffect|will\stake\seffect|comes?\sinto\s(?:force|effect)"
    r"|kicks?\sin)\b"
)
COMES_IN = signal(IN_FORCE)


def is_policy(scene: Scene, cue: Cue) -> bool:
    """Whether a "will" tells of what somebody sets or arranges: "the fee will fall to 5 yuan"."""
    if ARRANGED.match(scene.folded, cue.end):
        return True
    subject = scene.folded[max(scene.sentence.start, cue.start - SUBJECT_REACH) : cue.start]
    return OF_CHARGE.search(subject) is not None and CHANGES.match(scene.folded, cue.end) is not None


def takes_effect(scene: Scene, quantity: Quantity) -> bool:
    """Whether a charge comes into force at a time ahead: "a 25 percent levy takes effect in May"."""
    if not scene.shows(COMES_IN):
        return False
    start, end = scene.clause(quantity.start)
    if IN_FORCE.search(scene.folded, start, end) is None or scene.published is None:
        return False
    spans = (mention.span for mention in scene.periods if mention.start >= quantity.end)
    return any(span is not None and (span.first or span.last) > scene.published for span in spans)
