"""Figures that hold for the world by the words at them: "sold 900 worldwide", "6 percent of the global market"."""

from __future__ import annotations

import re

from extractors.names.name_rules import NameRules
from extractors.owners.focus import Focus
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.signals import signal

# "a fifth of the global phone market", "its worldwide tablet market share", "its global sales climbed"; a firm's
# "global revenues" are what a part of it, somewhere, is part of.
OF_WORLD = re.compile(
    r"\sof\s(?:all\s|the\s|total\s)*(?:global|worldwide|world(?:['’]s)?)\s"
    r"(?!(?:revenues?|turnover|income|profits?|workforce|staff|headcount)\b)"
)
WORLD_SHARE = re.compile(
    r"\b(?:global|worldwide|world)\s(?:[\w-]+\s){1,3}?(?:market\s)?shares?\b"
    r"|\b(?:global|worldwide)\s(?:[\w-]+\s){0,2}?(?:sales|shipments|deliveries|registrations|production|output)\b"
)
SHARE_OF_WORLD = signal(WORLD_SHARE)
# "the second-largest maker worldwide, behind Acer (26 percent)": a rank in the world is by figures of the world
RANKED = re.compile(
    r"\b(?:worldwide|globally|in\sthe\sworld),?\s(?:only\s|just\s)?(?:behind|ahead\sof|after|followed\sby|trailing)\s[^;:]{2,100}$"
)
WORLD_RANK = signal(RANKED)
# "27 percent of the 158 million global shipments"
ALL_THERE_ARE = re.compile(
    r"\s(?:global|worldwide|world(?:['’]s)?)\s(?:[\w-]+\s){0,3}?(?:sales|shipments|deliveries|registrations|installations|users|subscribers|units)\b"
)
# "Global sales rose", in a text on a company: its own; "global shipments of phones" are everybody's
OWN_BUSINESS = re.compile(
    r"(?:global|worldwide)\s(?:(?:unit|retail|total|annual|net|overall|group|quarterly)\s)?"
    r"(?:sales|revenues?|deliveries|shipments|headcount|workforce|turnover|income|profits?)\b(?!\sof\b)"
)
# "profit fell amid weak global demand": why something came about is not what is told of
CAUSE = re.compile(
    r"\b(?:amid|despite|due\sto|because\sof|owing\sto|thanks\sto|given|citing|blam(?:es|ed|ing)|fac(?:es|ed|ing)|reflect(?:s|ed|ing)"
    r"|(?:hit|hurt|helped|boosted|driven|buoyed|stung|squeezed|dented|lifted|caused)\sby|on\sthe\sback\sof|in\sthe\sface\sof)\s(?:(?!and\b|but\b|as\b)[\w'’-]+\s){0,3}$"
)
CAUSE_REACH = 60  # characters of "helped by stronger than usual "
WORLD = re.compile(r"\b(?:global(?:ly)?|worldwide|world)\b")
# "made up 45 percent of its global sales, up from 35 percent": the second holds where the first does
BASE = re.compile(
    r"[^.;:]{0,110}?\b(?:up|down|rising|falling|increasing|decreasing|compared\swith|compared\sto|against|versus)\s(?:from\s)?"
    r"(?:(?:about|around|nearly|almost|some|just|over|more\sthan)\s)?"
)


# "with 10 percent, followed by Acer with 9 and Dell, another maker, with 7", "better than Apple's 18 percent"
RIVAL = re.compile(
    r"[^.;:]{0,60}?\b(?:followed|ahead\sof|behind|than|versus|trail(?:ed|ing)|and|while)\s[^.;:]{0,70}?(?:\s(?:with|at|had|held|by)|['’]s|\()\s?"
    r"(?:(?:a|an|about|around|nearly|almost|some|just|over|more\sthan)\s)*"
)


def figure_before(scene: Scene, quantity: Quantity, *, rivals: bool) -> Quantity:
    """The first of a row of numbers of one unit in which this one is another's base, or a rival's: 45 for 35 in "45
    percent, up from 35", 10 for 7 in "10 percent, followed by Acer with 9 and Dell with 7".
    """
    if scene.lang == "zh":
        return quantity
    before = [other for other in scene.quantities if other.end <= quantity.start]
    first = quantity
    for other in reversed(before):
        between = scene.folded[other.end : first.start]
        if other.unit != first.unit or not (BASE.fullmatch(between) or (rivals and RIVAL.fullmatch(between))):
            break
        first = other
    return first


# " people worldwide", " stores around the globe"
WORLD_BEHIND = re.compile(
    r"(?:\s(?!(?:and|or|but|in|of|to|from|than|as|with|for|by|at|on)\b)[\w-]+){0,4}?\s"
    r"(?:worldwide|globally|(?:around|across|throughout)\sthe\s(?:world|globe))\b(?!\s(?:market|sales|leader))"
)


def is_worldwide(scene: Scene, quantity: Quantity, rules: NameRules) -> bool:
    """Whether the number's clause says that it holds for the world: "sold 900 worldwide", "6 percent of the global"."""
    clause = scene.clause(quantity.start)
    if rules.places.world_over.search(scene.folded, *clause):
        return True
    if scene.shows(SHARE_OF_WORLD) and WORLD_SHARE.search(scene.folded, *clause):
        return True
    if scene.shows(WORLD_RANK) and RANKED.search(scene.before(quantity)):
        return True
    return OF_WORLD.match(scene.folded, quantity.end) is not None


def is_cause(folded: str, start: int, end: int) -> bool:
    """Whether the world's market, told of there, is only why something came about: "amid weak global demand"."""
    world = WORLD.search(folded, start, end)
    return world is not None and CAUSE.search(folded, max(0, world.start() - CAUSE_REACH), world.start()) is not None


def is_told_worldwide(scene: Scene, quantity: Quantity) -> bool:
    """Whether what is counted is so right behind the number: "12 plants in Peru and 90,000 people worldwide"."""
    return scene.lang == "en" and WORLD_BEHIND.match(scene.folded, quantity.end) is not None


def is_of_all(scene: Scene, quantity: Quantity) -> bool:
    """Whether what is counted is what the world has, whoever else is told of: "of the 158 million global shipments"."""
    return scene.lang == "en" and ALL_THERE_ARE.match(scene.folded, quantity.end) is not None


def is_own_business(scene: Scene, start: int, focus: Focus) -> bool:
    """Whether what is worldwide is the business of the company that a text is about: "Global sales rose"."""
    about, standing = focus.title or focus.main, focus.subject
    if standing is None or about is None or standing.name != about.name or standing.kind != "company":
        return False
    return (focus.stage is None or focus.stage.id != "WORLD") and OWN_BUSINESS.match(scene.folded, start) is not None
