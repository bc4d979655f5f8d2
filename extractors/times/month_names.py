"""Names of months: which are common words or somebody's name, and which year a plan means by one."""

from __future__ import annotations

import re

from extractors.times.calendar_spans import Span
from extractors.times.period_groups import Anchor, Groups

LOOK_BACK = 64  # characters before a time that may hold "plans to"
YEAR = 12  # months
LONG_OVER, LAST_YEAR = 90, 9998  # days since a time that a plan no longer means
PLANNED = re.compile(
    r"\b(?:will|shall|(?:plans?|aims?|hopes?|intends?|wants?|expects?|expected|set)\sto|(?:is|are|was|were)\sdue\sto)\s(?!have\b)[^.;]{1,60}$"
)
# What somebody will do is not over yet; of what he will tell it may be: "will report its profit for the June quarter".
TO_BE_DONE = re.compile(
    r"\b(?:will|shall|would|(?:plans?|aims?|hopes?|intends?|wants?|pledge[sd]|vow(?:s|ed)|agree[sd]|set|scheduled)\sto|(?:is|are|was|were)\sdue\sto)\s"
    r"(?!(?:have|be|report|announce|publish|release|post|show|unveil|reveal|disclose|issue|say|tell)\b)"
    r"(?:(?!(?:after|since|as|that|which|who|when|where|because|for|from|fell|rose|was|were|had|has)\b)(?:[^\s.;,]|[.,](?=\d))+\s){1,10}$"
)
# "3 billion below the October outlook", "its April forecast": the month in which it was made.
MADE_THEN = re.compile(r"(?:['’]s)?\s(?:forecasts?|outlook|projections?|estimates?|guidance|predictions?)\b(?!\sfor\b)")
NAME_REACH = 16  # characters before a month that may hold a name
SHORT_MONTH = re.compile(r"jan|mar|apr|jun")  # first names and family names too: "Lei Jun"
FIRST_NAME = re.compile(
    r"\b(?!(?:In|By|Since|From|Until|Of|On|For|End|As|And|To|At|The|Last|This|Next|Early|Late)\b)[A-Z][a-z]+\s$"
)


def is_common_word(text: str, match: re.Match[str], groups: Groups, capitals: frozenset[str]) -> bool:
    """Whether a month's name is here a common word, "may rise", "march past", or somebody's name: "Lei Jun said"."""
    if SHORT_MONTH.fullmatch(groups.values.get("m", "")) and not any(map(groups.has, ("d", "y", "m2"))):
        before = text[max(0, match.start() - NAME_REACH) : match.start()]
        if text[match.end() : match.end() + 1] != "." and FIRST_NAME.search(before):
            return True
    for name in ("m", "m2", "w"):
        word = groups.values.get(name)
        if word in capitals:
            at = match.group(0).find(word) + match.start()
            if not text[at].isupper():
                return True
    return False


def to_come(span: Span, folded: str, start: int, anchor: Anchor) -> Span:
    """The span; a year later where it is long over and a plan names it: "will close by March", told in autumn."""
    if anchor.year is not None or anchor.published is None or anchor.published.year >= LAST_YEAR:
        return span
    days_over, reach = (anchor.published - span.last).days, max(0, start - LOOK_BACK)
    planned = (anchor.future and days_over > LONG_OVER and PLANNED.search(folded, reach, start)) or (
        days_over > 0 and TO_BE_DONE.search(folded, reach, start)
    )
    return span.moved(YEAR) if planned else span


def is_of_outlook(folded: str, end: int) -> bool:
    """Whether the month that ends at `end` only tells when somebody looked ahead: "October's forecast"."""
    return MADE_THEN.match(folded, end) is not None
