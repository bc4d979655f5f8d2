"""Names that the number's clause has left behind: it goes on with the sentence's subject, or has begun with another.

"Acer bought Dell's unit and sold 40 ships" counts ships of Acer; in "Acer is not alone, as Norway's Dell raised 4
million" and in "3 million used Acer phones; 4 million used Dell's" the second number is Dell's.
"""

from __future__ import annotations

import re

from extractors.names.company_signs import FIRM
from extractors.names.mentions import Mention
from extractors.names.name_rules import NameRules
from extractors.owners.insertions import ACTS, FINITE, acts
from extractors.owners.roles import is_subject
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.signals import signal

# "… and then expanded", "…, but has set": the verb of a subject that was told before
GOES_ON = re.compile(
    rf",?\s(?:and|but|then)\s(?:(?:also|then|now|still|later|already|has|had|have|[a-z]+ly)\s){{0,2}}(?:{FINITE}|{ACTS})\b"
)
CONTRAST = re.compile(  # no "as much as"
    r"\b(?:while|whereas|whilst|but|after|because|since|although|though|when"
    r"|(?<!much\s)(?<!many\s)(?<!little\s)(?<!few\s)(?<!low\s)(?<!high\s)as(?!\s(?:much|many|little|few|low|high)\b))\s"
)
BEGIN = frozenset({"as", "after", "because", "since", "when"})  # a clause where a name and its verb follow
RUNS_ON = re.compile(  # "as Acer grew"
    r"\s(?:[a-z]+(?:ed|ew|ell|ose|old|ost|its?|res?)|saw|won|cut|took|has|had|was|is)\b"
)
THE_FIRM = re.compile(
    rf"\b(?:while|whereas|but|as|after|because|since|although|though|when|whereby|that|if)\s(?:the|this)\s(?:[\w-]+\s){{0,3}}?{FIRM}\s(?:{FINITE}|{ACTS})\b"
)
DESCRIBED = re.compile(r"(?:[\w.]+(?:\s[\w.]+)?['’]s\s)?(?:(?:the\s)?(?:[\w.]+-based\s|[a-z-]+\s){0,3})?")
LEFT_BEHIND, OTHER_PART = 2.0, 5.0
CONTRASTS, COORDINATION, PARTS = signal(CONTRAST, THE_FIRM), signal(GOES_ON), signal(re.compile(";"))


def lost_by_clause(scene: Scene, quantity: Quantity, mention: Mention, rules: NameRules) -> float:
    """What a name of the sentence loses where the clause of a number is another's: nothing where it may be its own."""
    if scene.lang == "zh":
        return 0.0
    if _is_in_other_part(scene, quantity, mention):
        return OTHER_PART
    if mention.end > quantity.start:
        return 0.0
    left = _is_cut_off(scene, quantity, mention) or _goes_on_without(scene, quantity, mention, rules)
    return LEFT_BEHIND if left else 0.0


def _goes_on_without(scene: Scene, quantity: Quantity, mention: Mention, rules: NameRules) -> bool:
    """Whether the subject's next verb follows on a name that is no subject: the Dell of "Acer bought Dell's unit and
    sold 40 ships".
    """
    if not scene.shows(COORDINATION) or is_subject(scene, mention, rules):
        return False
    return GOES_ON.search(scene.folded, mention.end, quantity.start) is not None


def _is_cut_off(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """Whether another name follows a "while" between a name and the number: "Acer had 5 percent while Dell had 3"."""
    if not scene.shows(CONTRASTS):
        return False
    cuts = [*CONTRAST.finditer(scene.folded, mention.end, quantity.start)]
    if _begins_with_firm(scene, quantity, mention):
        return True
    return bool(cuts) and any(_begins(scene, cuts[-1], name, quantity) for name in scene.names_near(quantity))


def _begins(scene: Scene, cut: re.Match[str], name: Mention, quantity: Quantity) -> bool:
    """Whether a clause of a name begins at a conjunction before the number."""
    if not cut.end() <= name.start < quantity.start or name.adjective:
        return False
    if not (name.is_actor or (name.kind == "unknown" and acts(scene, name))):
        return False
    if cut[0].strip() not in BEGIN:
        return True
    # "after Dana Wills raised 4 million": who is named by two names, and as nothing else, may be a man
    runs_on = RUNS_ON.match(scene.folded, name.end) is not None and (name.kind != "unknown" or " " not in name.name)
    return runs_on and DESCRIBED.fullmatch(scene.folded, cut.end(), name.start) is not None


def _begins_with_firm(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """Whether a clause of "the company" or "the Norwegian firm" begins between a name and the number."""
    found = THE_FIRM.search(scene.folded, mention.end, quantity.start)
    return found is not None


def _is_in_other_part(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """Whether a semicolon parts a name from the number; one before it does only where the number's part has a name."""
    if not scene.shows(PARTS):
        return False
    if mention.start >= quantity.end:
        return scene.folded.find(";", quantity.end, mention.start) >= 0
    start = scene.folded.rfind(";", mention.end, quantity.start)
    end = scene.folded.find(";", quantity.end, scene.sentence.end)
    end = end if end >= 0 else scene.sentence.end
    return start >= 0 and any(start < name.start < end and name.is_actor for name in scene.names_near(quantity))
