"""What tells that a capitalised name is a company's: what it is called beside it, and what only companies do."""

from __future__ import annotations

import re

CALLED = (
    r"(?:makers?|manufacturers?|start-?ups?|developers?|firms?|compan(?:y|ies)|giants?|(?:car|auto|chip|robot|drug|phone)-?makers?|vendors?"
    r"|operators?|carriers?|retailers?|suppliers?|brands?|providers?|unicorns?|conglomerates?|telcos?|producers?|builders?"
    r"|distributors?|integrators?|subsidiar(?:y|ies)|pioneers?|specialists?|lenders?|brokerages?|consultanc(?:y|ies)|upstarts?|rivals?|competitors?"
    r"|units?|arms?|affiliates?|subsidiary|spin-?offs?|joint\sventures?)"
)
# What one company is called: "the Finnish network equipment maker", "its larger rival".
FIRM = (
    r"(?:company|firm|group|giant|[a-z-]*maker|manufacturer|operator|carrier|telco|start-?up|vendor|developer|retailer|supplier"
    r"|provider|conglomerate|unicorn|lender|producer|builder|foundry|brand|rival|competitor|subsidiary|unit|arm|pioneer"
    r"|specialist|partner|customer|client|backer|affiliate|distributor|integrator|designer|assembler|exporter|heavyweight|behemoth|titan|upstart|player|owner)"
)
# "robot maker Larkspur", "the Oslo-based Larkspur", "Oslo-based crane maker Larkspur".
BEFORE = re.compile(rf"(?:\b{CALLED}|[\w.]-based)$")
# "Larkspur, a Norwegian maker of cranes": no "analyst at a maker of cranes".
BEHIND = re.compile(
    rf"(?:\s?\([^()\n]{{1,24}}\))?,\s(?:an?|the|one\sof)\s(?:(?!(?:at|of|for|with|from|to|by|and|that|who)\b)[\w'’.&-]+\s){{0,6}}?{CALLED}\b"
)
# What people do not do: "Larkspur shipped 400 cranes", "Larkspur (LRK.OL) posted".
DOES = re.compile(
    r"(?:\s?\([^()\n]{1,24}\))?(?:\s(?:has|have|had|also|already|will))?"
    r"\s(?:shipped|ships|ship|delivered|delivers|deliver|posted|posts|employs|employed|operates|produces|manufactures|manufactured|produced)\b"
)
# What only a company has, or says of itself: "Larkspur's net loss", "Larkspur shares", "Larkspur said it will build".
OWNS = re.compile(
    r"(?:['’]s?)?\s(?:(?:first|second|third|fourth)-quarter\s|quarterly\s|annual\s)?(?:shares\b|stock\b|share\sprice|net\s(?:profit|loss|income)"
    r"|earnings\b|chief\s(?:executive|financial|operating|technology)|c[eft]o\b|spokes(?:man|woman|person)|market\s(?:value|cap)"
    r"|initial\spublic\soffering|ipo\b|shareholders)"
    r"|['’]s?\s(?:quarterly\s|annual\s|operating\s)?(?:profits?|revenues?|subscribers|customers|valuation|board)\b"
)
OF_ITSELF = re.compile(
    r"(?:\s?\([^()\n]{1,24}\))?\s(?:said|says|announced|reported|plans|claims|claimed)\s(?:on\s\w+day\s|yesterday\s|today\s)?(?:that\s)?"
    r"(?:its\s|it\s(?:has|had|will|would|plans|planned|aims|aimed|sold|shipped|delivered|won|built|operates|operated|agreed"
    r"|signed|raised|posted|recorded|added|made|owns|owned)\b)"
)
SIGN = re.compile("|".join(sign.pattern for sign in (BEHIND, DOES, OWNS, OF_ITSELF)))
LONGEST_BEFORE = 24
LONGEST_BEHIND = 120


def is_called_company(text: str, start: int, end: int) -> bool:
    """Whether the words around text[start:end] call it a company: `"crane maker Acer"`, `"Acer, a start-up"`."""
    before = text[max(0, start - LONGEST_BEFORE) : start].lower()
    words = before[:-1].rsplit(None, 1) if before[-1:].isspace() and not before[-2:-1].isspace() else ()
    if words and BEFORE.search(words[-1]):
        return True
    behind = text[end : end + LONGEST_BEHIND].lower()
    return SIGN.match(behind) is not None
