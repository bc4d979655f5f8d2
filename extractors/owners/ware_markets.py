"""Figures of all that is sold of a ware, as researchers count it: "IDC said tablet shipments rose 9 percent".

In a company's own report "tablet shipments rose" are its own; where a research firm, a trade body or a survey counts,
what no company is said to have is the market's.
"""

from __future__ import annotations

import re

from extractors.records import Quantity
from extractors.scenes import Scene, once_a_sentence
from extractors.text.signals import signal

REACH = 160  # characters before a number in which its clause's subject is looked for
BODIES = frozenset({"research_firm", "association", "agency"})
OPENS = r"""
    (?: ^ | (?<=[.!?”"\n]\s) | (?<=\n) | [,;:]\s
      | \b(?:and|but|while|whereas|as|that|with|because|although|though|said|says|showed?|shows|reported|estimates?
          |found|finds|sees|expects?|outselling\s\w+)\s )
"""
# What stands before a noun that is no ware, or somebody's: "its shipments", "net sales"
NO_WARE = r"""(?:the|its|their|his|her|our|this|that|these|those|whose|which|net|operating|domestic|overseas|foreign
    |group|company|quarterly|annual|total|overall|own|of|in|on|for|to|from|by|at|with|and|but|while|as|because|when|where
    |said|says|show(?:s|ed)?|first|second|third|fourth|higher|lower|strong|weak|slow|robust|same-store|store|retail|unit|it
    |they|was|were|is|are|had|has|have)\b"""
# As in "smartphone shipments grew", "basic phones sales continue", "car sales in Norway fell".
WARE_CLAUSE = re.compile(
    rf"""
    {OPENS}
    (?P<phrase> (?:(?!{NO_WARE})[a-z][\w/&+-]*\s){{1,4}}?
      (?:shipments|sales|deliveries|registrations|installations|output|production|demand|volumes|unit\ssales|prices)
      | (?:the\s)?(?:total|overall|combined)\s(?:[a-z-]+\s){{0,4}}?
        (?:subscribers|users|customers|connections|subscriptions|(?:user|subscriber)\sbase|accounts))
    (?:\s(?:in|of|for)\s(?:the\s)?[\w.\s-]{{2,24}}?)?
    (?:,\s(?:meanwhile|however|by\scontrast|in\scontrast|in\sturn|overall)\s*,)?
    \s(?:(?:also|has|have|had|was|were|are|would|could|may|might|will|should|nearly|almost|already|still)\s){{0,2}}
    (?:be|been|expected|projected|forecast|estimated|likely|set|due|continued?|gr[eo]w|grown|growing|rise|rose|risen
      |rising|fall|fell|fallen|falling|reach|reached|hit|stood|total(?:l?ed)?|shrank|shrink|shrunk|contracted|expanded
      |surged?|jumped|dropped|declined?|climbed|plunged|slumped|doubled|tripled|gained|increased?|decreased?|exceeded
      |surpassed|topped|came|slipped|soared|tumbled|rebounded|dipped|slid|hiked|accounted|ma[dk]e|represent(?:ed)?|up
      |down)\b
    """,
    re.VERBOSE,
)
# "smartphones accounted for half of the phones sold"
WARES_SHARE = re.compile(
    rf"""
    {OPENS}
    (?P<phrase> (?:(?!{NO_WARE})[a-z][\w/&+-]*\s){{0,3}}? (?!{NO_WARE})[a-z][\w-]*s )
    \s(?:(?:now|also|already|still|will)\s)? (?:account(?:ed)?\sfor|made?\sup|make\sup|represent(?:ed)?|comprised?)\s
    """,
    re.VERBOSE,
)
# "In total, 285 GWh of batteries were sold in May": by all who sell
SOLD = re.compile(
    r"\s(?:[a-z-]+\s){0,5}?(?:were|was|are|have\sbeen|had\sbeen|(?:will|would|could|may)\sbe)\s(?:sold|shipped|delivered|registered|installed|produced|exported"
    r"|deployed)\b(?!\sby\b)"
)
COUNTED = re.compile(
    r"\b(?:the|a|its|new|an)\s(?:[a-z]+\s){0,2}(?:report|survey|study|tracker|data|figures|statistics)\s(?:also\s)?"
    r"(?:show(?:s|ed)?|found|said)\b"
)
WARES, COUNTING = signal(WARE_CLAUSE, WARES_SHARE), signal(COUNTED)


def ware_clause(scene: Scene, quantity: Quantity, *, counted: bool) -> re.Match[str] | None:
    """The words that make a market's ware the subject of the number's clause, where somebody counts the market;
    `counted` says that the whole text reports such a count.
    """
    if scene.lang == "zh" or not scene.shows(WARES) or not (counted or _is_counted(scene)):
        return None
    reach = max(scene.sentence.start, quantity.start - REACH)
    found: re.Match[str] | None = None
    for way in (WARE_CLAUSE, WARES_SHARE):
        for match in way.finditer(scene.folded, reach, quantity.start):
            found = match if found is None or match.start() > found.start() else found
    if found is None or any(name.is_actor and _is_in(name.start, found) for name in scene.names):
        return None
    return found


def is_sold_at_all(scene: Scene, quantity: Quantity, *, counted: bool) -> bool:
    """Whether a number of things were sold by nobody in particular, where somebody counts their market."""
    if scene.lang == "zh" or not (counted or _is_counted(scene)) or SOLD.match(scene.folded, quantity.end) is None:
        return False
    told = any(name.is_actor and name.start < quantity.start for name in scene.names)
    return not told and not any(cue.value in {"company", "other"} for cue in scene.section("anaphora"))


def _is_in(at: int, found: re.Match[str]) -> bool:
    return found.start("phrase") <= at < found.end("phrase")


@once_a_sentence
def _is_counted(scene: Scene) -> bool:
    """Whether a sentence names who counts a market, or what he has printed."""
    named = any(name.kind == "source" and (name.known is None or name.known.kind in BODIES) for name in scene.names)
    return named or (scene.shows(COUNTING) and COUNTED.search(scene.folded, *scene.sentence.span) is not None)
