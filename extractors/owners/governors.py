"""What governs a name in an English sentence: a preposition, a verb whose object it is; or a clause of its own."""

from __future__ import annotations

import re

from extractors.names.company_signs import FIRM
from extractors.names.mentions import Mention
from extractors.names.name_rules import NameRules
from extractors.scenes import Scene
from extractors.text.signals import signal

OBJECT = -1.0
# "a plant owned by the world's No. 2 memory chipmaker Larch"
BEHIND_FIRM = re.compile(
    rf"\b(?:by|of|for|from|with|than|against|like)\s(?:(?:the|an?|its|their)\s|[\w.]+['’]s\s)(?:(?!and\b|but\b)[\w.'’-]+\s){{0,5}}?{FIRM}\s$"
)
WORD_BEFORE = re.compile(r"([A-Za-z-]+)\s+(?:the\s+|a\s+|an\s+|its\s+)?$")
# "with ZTE taking 29 percent", "with Chinese suppliers Acer and Dell winning half"
WITH = re.compile(
    r"\bwith\s(?:the\s)?(?:(?:[a-z-]+\s){0,2}(?:suppliers?|vendors?|rivals?|makers?|operators?|carriers?|companies|company|firms?|giants?)\s)?$"
)
DOING = re.compile(
    r"(?:(?:,\s|\sand\s)[A-Z][\w.&'’-]*(?:\s[A-Z][\w.&'’-]*){0,3}){0,4}\s(?:still\s|now\s|alone\s)?[a-z]{3,}ing\s(?!to\b)"
)
# ", with Acer close behind with 3 million", ", with Peru at 4 percent"
ABSOLUTE = re.compile(r",\swith\s(?:the\s)?$")
STANDING = re.compile(
    r"(?:['’]s)?\s(?:(?:a\s)?(?:close|distant|clear|just|not\sfar|far|right|in)\s)?(?:behind|second|third|fourth|next|ahead|trailing|adding|close)\b"
    r"|\s(?:at|on|up|down)\s(?:(?:about|around|nearly|almost|some|just|only|over|more\sthan)\s)?[$\d]"
)
LEADER = re.compile(r"(?:[a-z]+[ -])?leader\s")  # "Market-leader Acer won", at the beginning of a sentence
OPENING = " \n\t\"“”'‘’•*-–—"
# "after Acer saw its shares fall": a conjunction, and Acer the subject behind it
CONJUNCTIONS = frozenset({"after", "before", "since", "until"})
ACTING = re.compile(
    r"(?:,\s(?:an?|the|which|who)\s[^,;]{1,80},)?\s(?:(?:also|first|itself|recently)\s)?"
    r"(?:has|had|have|is|was|were|will|would|said|says|saw|rose|fell|grew|won|sold|cut|lost|took|made|became|began|overtook|went|came|[a-z]{2,}ed)\b"
)
# ", launching its Larch phone": what somebody launches
PARTICIPLE = re.compile(r"(?:,|\band)\s(?:[a-z]+ly\s)?[a-z]{3,}ing\s(?:the|an?|its|their)\s(?:new\s|own\s|first\s)?$")
VERB = re.compile(r"(?:[^s]s|(?<!bas)[^e]ed)$")  # "counts HTC", "named UBTech": the name behind is the object
# "selling Acer phones", "overtaking Acer"; "leaving Acer with 9 percent", "adding Acer won" tell of Acer.
DOING_TO = re.compile(
    r"(?!leaving|giving|making|seeing|helping|letting|bringing|putting|meaning|saying|adding|noting|showing|expecting|earning|costing"
    r"|allowing|enabling|prompting|forcing|causing|leading|according|including|saving|lending|pushing|sending|turning"
    r"|rendering|propelling|boosting|hurting|predicting|estimating|forecasting|suggesting|indicating|claiming|arguing"
    r"|citing|quoting|being|having|during|beijing|chongqing|nanjing|helping|driving|lifting|pulling|valuing|crowning)[a-z]{2,}ing"
)
# "it wants to keep Acer", "will supply rival Acer": the object of a verb
TO_DO = re.compile(r"\b(?:to|will|would|can|could|may|might|must|should|not)\s(?!be\b|include\b)[a-z]{2,}\s(?:the\s)?$")
TO_DO_REACH = 40
# "IDC says Acer sold 40 laptops": Acer did.
SAYS = re.compile(
    r"says|reckons|estimates|believes|report(?:s|ed)|show(?:s|ed)|means|note[ds]|add(?:s|ed)|suggest(?:s|ed)"
    r"|confirm(?:s|ed)|claim(?:s|ed)|reveal(?:s|ed)|state[ds]|expects|predicts"
)
# "the best performer was Tesla", "as Tesla rose": no verb that Tesla is the object of
IS = frozenset({"is", "was", "as", "whereas", "this", "thus", "plus", "perhaps", "besides", "always", "sometimes"})
COMPANION = signal(WITH, ABSOLUTE)


def has_own_clause(scene: Scene, mention: Mention, before: str) -> bool:
    """Whether a name is the subject of what stands behind it: "with Acer winning 9 percent", "with Acer at 9"."""
    if not scene.shows(COMPANION):
        return False
    doing = WITH.search(before) and DOING.match(scene.text, mention.end)
    return bool(doing or (ABSOLUTE.search(before) and STANDING.match(scene.folded, mention.end)))


def is_participles_object(before: str) -> bool:
    """Whether what stands before a name is a participle that takes it: ", launching its " before a phone."""
    return "ing" in before and PARTICIPLE.search(before) is not None


def governed(scene: Scene, mention: Mention, before: str, rules: NameRules) -> float | None:
    """The role that a preposition or verb before a name gives it: below 0; None where it is governed by neither."""
    plain = undescribed(before, rules)
    word = _word_before(plain)
    if word and word[1] in CONJUNCTIONS and not mention.is_place and ACTING.match(scene.folded, mention.end):
        return None
    leads = word is not None and word[1] == "leader" and LEADER.fullmatch(before.lstrip(OPENING)) is not None
    if word and word[1] in rules.prepositions and not leads:
        return OBJECT if mention.is_place else -2.0
    if not mention.is_place and BEHIND_FIRM.search(before):
        return -2.0
    takes = word is not None and (word[1] in rules.takes or (plain == before and _is_verb(word[1])))
    return OBJECT if takes or TO_DO.search(plain[-TO_DO_REACH:]) else None


def undescribed(before: str, rules: NameRules) -> str:
    """What stands before a name without the words that describe it: "such as " of "such as the Oslo-based rival "."""
    described = rules.descriptors is not None and before[:-1].endswith(rules.descriptor_ends)
    return rules.descriptors.sub("", before) if rules.descriptors and described else before


def _is_verb(word: str) -> bool:
    """Whether a word right before a name looks like a verb whose object it is; who "says Acer sold" tells of Acer,
    and "second-ranked Acer" of Acer.
    """
    if DOING_TO.fullmatch(word):
        return True
    return "-" not in word and word not in IS and VERB.search(word) is not None and not SAYS.fullmatch(word)


def _word_before(before: str) -> re.Match[str] | None:
    """The last word, or the one before an article, looked for in the last two words only."""
    words = before.rsplit(None, 2)
    return WORD_BEFORE.search(before, len(words[0]) if len(words) > 2 else 0)
