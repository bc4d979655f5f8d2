"""What is to be done because somebody ordered, agreed on or announced it: "ordered the carriers to cut fees",
"signed an agreement with the city to build", "announced to lay off 350 people".
"""

from __future__ import annotations

import re

from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.cues import Cue
from extractors.text.signals import signal

COMMANDED = re.compile(
    r"\b(?:told|ordered|asked|instructed|directed|requested|invited|encouraged|wants?|wanted|pressed|has\suntil|have\suntil)\s"
    r"(?:(?!that\b|to\b|by\b|in\b|it\b|for\b|if\b|about\b|reporters\b|from\b)[a-z'’-]+\s){1,4}to(?=\s[a-z])"
)
# "signed an agreement with the city of Larchdale to build a 20 GW factory"
AGREED_TO = re.compile(
    r"\b(?:agreements?|pact|memorandum|mou|deal|accord)\s(?:(?!to\b)[\w'’&,.-]+\s){1,10}?to(?=\s(?:build|construct|invest|set\sup|develop|establish|open|create|form)\b)"
)
ANNOUNCED_TO = re.compile(  # "has announced to lay off 350 people"; not "announced to staff that"
    r"\bannounce[sd]?\sto(?=\s(?:add|build|buy|close|cut|eliminate|establish|expand|hire|increase|invest|launch|lay\soff|lower|open|raise"
    r"|recruit|reduce|set\sup|shed|shut|slash|spend|start|trim)\b)"
)
COMMANDS = signal(COMMANDED, AGREED_TO, ANNOUNCED_TO)


def commands(scene: Scene, quantity: Quantity) -> list[Cue]:
    """Where somebody is told to do something, as cues: "ordered the carriers to cut fees by 20 percent"."""
    found = [
        match
        for pattern in (COMMANDED, AGREED_TO, ANNOUNCED_TO)
        for match in pattern.finditer(scene.folded, scene.sentence.start, quantity.start)
    ]
    return [Cue(match.end() - len("to"), match.end(), "modality", "target") for match in found]
