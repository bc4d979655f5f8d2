"""How often something was done: "changed batteries three times in the race" counts, "three times its size" compares."""

from __future__ import annotations

import re

from extractors.numbers.amounts import Amount
from extractors.quick_records import replace

_MANY = 1000  # nothing is so many times as large
_REACH = 48  # characters before a number that hold its verb
_THEN = re.compile(
    r"\s(?:in|during|within|over|since|before|on|at|this|last|for|by|and|but|between|through|until|worldwide|globally)\b|[.,;:)]|$|\n"
)
_COMPARED_NEXT = re.compile(
    r",?\s(?:as|more|less|higher|lower|larger|bigger|faster|greater|the\ssize|its|that|what|those|earnings|sales)\b"
)
# What a multiple is said with: "grew three times in a year", "was covered five times.", "is three times."
_MULTIPLE = re.compile(
    r"\b(?:grew|grow\w*|rose|ris\w+|increas\w+|expand\w+|multipl\w+|jump\w*|surg\w+|soar\w*|climb\w*|swell\w*|up|oversubscribed|subscribed"
    r"|covered|valued|valuation|trad\w+|ratio|earnings|fold|outnumber\w*|exceed\w*|boost\w*|improv\w+|accelerat\w+|larger|bigger|faster)\b"
)
_NOT_DONE = re.compile(
    r"\b(?:is|are|was|were|be|been|at|to|by|of|than|as|from|nearly|almost|about|around|over|some|roughly|just|only|approximately)\s$"
)
_HOW_MANY = re.compile(
    r"(?:\b(?:about|around|nearly|almost|over|some|roughly|just|only|approximately|more\sthan|at\sleast|up\sto)\s)+$"
)


def as_occasions(low: str, amount: Amount) -> Amount:
    """The amount without its "times" where that says how often something happened; else as it is.

    `"was downloaded 870 million times in 2019"` is a count of 870 million.
    """
    if amount.unit is None or amount.unit.symbol != "times" or not low.startswith("times", amount.end - len("times")):
        return amount
    if amount.low != int(amount.low) or not _THEN.match(low, amount.end) or _COMPARED_NEXT.match(low, amount.end):
        return amount
    window = _HOW_MANY.sub("", low[max(0, amount.start - _REACH) : amount.start])
    if amount.low < _MANY and (_NOT_DONE.search(window) or _MULTIPLE.search(window)):
        return amount
    return replace(amount, unit=None, end=amount.number_end, suffixed=False)
