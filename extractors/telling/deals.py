"""What a struck deal is worth, and what it only leaves open.

An agreement is a fact on the day on which it is announced, whatever is still to be paid or handed over: "has struck a
deal to buy 18 percent of Acer, valuing it at $3 billion". What its parties may do later is not: "an option to raise
the stake to 30 percent".
"""

from __future__ import annotations

import re

from extractors.records import Modality, Quantity
from extractors.scenes import Scene
from extractors.text.signals import signal

REACH = 200  # characters before a number that may hold the deal
MONEY = 3  # letters of an ISO 4217 code
ACQUIRE = r"(?:buy|acquire|purchase|take|sell|divest|merge|swap|exchange|pay|issue|subscribe)"
# "struck a deal to buy a", "agreed to sell its", "signed an agreement with Dell to acquire"; also "will pay … for a".
STRUCK = re.compile(
    rf"""\b(?: (?:struck|strikes|striking|sign(?:ed|s|ing)|seal(?:ed|s|ing)|clinch(?:ed|es|ing)|inked|reach(?:ed|es|ing)
                |conclud(?:ed|es|ing)|made|announc(?:ed|es|ing)|unveil(?:ed|s|ing)|entered\sinto|has|have)\s
             (?:[\w-]+\s){{0,4}}?(?:deal|agreement|accord|pact|contract)s?\b[^;.]{{0,60}}?\sto\s{ACQUIRE}
         | agree[sd]?\sto\s{ACQUIRE}
         | will\s(?:pay|buy|acquire|purchase)(?=\s)
       )\b (?![^;.]{{0,160}}?\b(?:considering|mulling|weighing|seeking|option|right)\b)
       (?:[^;.]|\.\d|\.(?=\s[a-z]))*$""",
    re.VERBOSE,
)
# "a $586 million stake", "an 18 percent stake in", "18 percent of", "50 million shares"
HOLDING = re.compile(
    r"^[\s-](?:(?!and\b|or\b|in\b|of\b)[\w-]+\s){0,2}?(?:stakes?|shareholding|holding|interest|shares)\b"
    r"|^\sof\s(?:the|its)\s(?:[\w-]+\s){0,3}?(?:company|firm|group|business|unit|division|subsidiary|venture|start-?up|carrier|maker)\b"
)
OF = re.compile(r"^\sof\s(?:the\s)?")  # "51 percent of Acer"
ANOTHERS_PLAN = re.compile(
    r"\b(?:and|but|which|that|who)\s(?:[\w-]+\s){0,3}?(?:plans?|aims?|expects?|hopes?|intends?|will|would|could|may)\b"
)
# "valuing it at", "which values the network at about"
VALUED = re.compile(
    r"\b(?P<verb>valu(?:es|ed|ing))\s(?:[\w.&’'-]+\s){0,6}?at\s"
    r"(?:(?:about|around|some|nearly|almost|roughly|more\sthan|over|just|as\smuch\sas|up\sto)\s)*$"
)
DOUBT = re.compile(
    r"\b(?:could|may|might|would|if|expect\w*|suggest\w*|talks?|considering|mulling|weighing|seek\w*|aim\w*|plan\w*|hop(?:es?|ing)"
    r"|likely|potential|possible|target\w*|want\w*|looking)\b"
)
# "has an option to raise its stake to", "allows it to take its holding in Acer to": may be done
LEFT_OPEN = re.compile(
    r"\b(?:options?|rights?|enabl(?:es?|ing)|allow(?:s|ing)?|permit(?:s|ting)?|entitl(?:es?|ing)|lets?|opportunity|possibility)\b"
    r"[^;.]{0,48}?\b(?:increas|rais|lift|boost|tak|bring|acquir|buy|up)(?:e|ing)?\b[^;.]{0,80}$"
)
# "under the agreement Acer will pay Dell a $40 million fee": due, and nobody's aim
WILL_PAY = re.compile(
    r"\b(?:will|must|shall|is\sto|are\sto)\s(?:also\s|then\s)?(?:pay|owe)\s(?:[\w.&’'-]+\s){0,4}?(?:an?\s)?$"
)
FEE = re.compile(
    r"^\s(?:(?!and\b|or\b|for\b|in\b)[\w-]+\s){0,2}?(?:fees?|fines?|penalt(?:y|ies)|compensation|damages|settlement|royalties)\b"
)
SUPPOSED = re.compile(r"\b(?:if|unless|should|in\scase)\b")
OWNERSHIP = re.compile(r"\b(?:stakes?|ownership|shareholding|holding|interest|shares|control)\b")
AGREEMENTS, VALUES, OPEN, DUES = signal(STRUCK), signal(VALUED), signal(LEFT_OPEN), signal(WILL_PAY)


def is_agreed(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is a part that changes hands in a struck deal, or what it values somebody at."""
    if scene.lang != "en":
        return False
    before = scene.before(quantity)[-REACH:]
    if scene.shows(VALUES) and (valued := VALUED.search(before)):
        return DOUBT.search(before, 0, valued.start()) is None
    if not scene.shows(AGREEMENTS) or not _is_part_of_company(scene, quantity):
        return False
    struck = STRUCK.search(before)
    return struck is not None and ANOTHERS_PLAN.search(before, struck.start() + 8) is None


def _is_part_of_company(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is a stake, shares, or so much "of" a company."""
    after = scene.after(quantity)
    if HOLDING.match(after):
        return True
    of = OF.match(after) if quantity.unit == "percent" else None
    return of is not None and any(name.is_actor and name.start == quantity.end + of.end() for name in scene.names)


def left_open(scene: Scene, quantity: Quantity) -> Modality | None:
    """Expected, for the part of a company that a deal lets somebody come to have later and for a fee or fine that is
    due; else None.
    """
    if scene.lang == "en" and scene.shows(DUES) and _is_due(scene, quantity):
        return "expected"
    if scene.lang != "en" or quantity.unit != "percent" or not scene.shows(OPEN):
        return None
    before = scene.before(quantity)[-REACH:]
    told = LEFT_OPEN.search(before)
    owned = told and (OWNERSHIP.search(told[0]) or _is_part_of_company(scene, quantity))
    return "expected" if owned else None


def _is_due(scene: Scene, quantity: Quantity) -> bool:
    """Whether somebody will have to pay the sum: "Acer will pay a $40 million termination fee"."""
    before = scene.before(quantity)
    if not FEE.match(scene.after(quantity)) or SUPPOSED.search(before):
        return False
    return WILL_PAY.search(before[-REACH:]) is not None
