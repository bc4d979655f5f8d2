"""Subjects of sentences that are called by what they are: "The world's largest chipmaker after Acer said".

Whoever opens a sentence by telling which company he means goes on with the one that the text is about; the names in
his words only help to tell which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.names.company_signs import FIRM
from extractors.names.mentions import Mention
from extractors.owners.focus import Focus, Subject, meant_company, subject_of_mention
from extractors.owners.insertions import ACTS, ADVERBS, FINITE
from extractors.scenes import Scene
from extractors.text.cues import Cue
from extractors.text.signals import signal

# "The world's largest chipmaker after Larkspur said", "Norway's third-biggest carrier, which …": what opens a sentence
# tells of the company in focus, whatever else it names; "The chipmaker Larkspur" is Larkspur, "… was Larkspur" too.
OPENING = re.compile(
    rf"""
    (?:(?:but|and|meanwhile|separately|still|however|overall|all\stold|in\stotal|altogether)?,?\s)?
    (?:the|[\w.]+(?:\s[\w.]+)?['’]s)\s
    (?: (?!(?:of|in|and|or|by|for|to|at|with|from|that|which|other|is|was|two|three|four|five)\b)[\w.'’+&-]+\s ){{0,7}}?
    (?P<noun> {FIRM}
      | (?:[a-z]+est|worst|best|second|third)\sof\s(?:[\w.]+(?:\s[\w.]+)?['’]s|the)\s(?:[\w-]+\s){{1,4}}?{FIRM}s )\b
    (?!['’]|-)
    (?=,\s|\s(?:after|behind|of|to|in|for|by|from|with|on|at|outside|besides|excluding|that|which|who|whose)\b
      |\s{ADVERBS}(?:{FINITE}|{ACTS})\b)
    """,
    re.VERBOSE,
)
DESCRIPTION = signal(OPENING)
LINKS = frozenset({" ", ", ", " is ", " was ", " remains ", " remained "})  # between what a firm is called and its name
LONGEST_LINK = 10


def find_described_subjects(scene: Scene, focus: Focus) -> Iterator[tuple[Cue, Subject]]:
    """The company that a sentence opens with by telling which it is: "The world's second-largest chipmaker after Acer
    said" is the one in focus, "Norway's biggest carrier" the Norwegian one.
    """
    english = scene.lang == "en" and scene.shows(DESCRIPTION)
    match = OPENING.match(scene.folded, *scene.sentence.span) if english else None
    if match is None or _is_named_behind(scene, match.end()):
        return
    if any(cue.end == match.end() for cue in scene.section("anaphora")):
        return  # "the company" stands for one already
    where = [name for name in scene.names if name.is_place and name.known and match.start() <= name.start < match.end()]
    if subject := company_from(scene, where[-1], focus) if where else meant_company(focus):
        yield Cue(match.start("noun"), match.end(), "anaphora", "company"), subject


def _is_named_behind(scene: Scene, end: int) -> bool:
    """Whether the words that end there are an attribute of a name: "the chipmaker Acer", "the largest is Acer"."""
    return any(scene.text[end : name.start] in LINKS for name in scene.names if end < name.start <= end + LONGEST_LINK)


def company_from(scene: Scene, place: Mention, focus: Focus) -> Subject | None:
    """The company that a place tells of: the one of that country named last, else the one in focus."""
    home = place.known.id if place.known else ""
    named = [name for name in scene.names if name.end <= place.start and name.known and name.known.home == home]
    if named:
        return subject_of_mention(named[-1])
    standing = meant_company(focus)
    at_home = standing and standing.known and standing.known.home == home
    return standing if at_home else focus.homes.get(home) or standing
