"""Times from which something will hold, with no end told: "from July 1", "starting next month", "effective 1 May"."""

from __future__ import annotations

import re

from extractors.times.calendar_spans import OPEN, Span
from extractors.times.period_groups import Anchor

YEAR = 12  # months
LONG_OVER, LAST_YEAR = 90, 9998  # days since a month that a plan no longer means
JUST_BEGUN = 31  # days since the beginning of what is still told as a plan: "it will cut fees starting 1 August"
REACH = 32  # characters before a time that may hold "effective from the start of"
# What stands before the time; what rose "from" a year is measured against it, what changes "starting" then is not.
OPENS = re.compile(
    r"\b(?:(?P<origin>from)|(?:starting|beginning|effective)(?:\s(?:from|in|on|as\sof))?)\s"
    r"(?:the\s)?(?:(?:start|beginning)\sof\s(?:the\s)?)?$"
)
POINTS = frozenset({"day", "weekday", "months", "quarter", "half", "year", "relative"})
NO_BASE = frozenset({"day", "weekday", "months"})  # "raised by 20 percent from May 1"


def opened(span: Span, gives: str, folded: str, start: int, *, anchor: Anchor, based: bool) -> Span | None:
    """From the time on, where it is to come: "fees fall to 3 yuan from July 1", told in June; None where it is no such
    time. `based` says that a change is measured from it.
    """
    if anchor.published is None or span.first is None or gives not in POINTS:
        return None
    if not anchor.future and span.first <= anchor.published:
        return None
    opens = OPENS.search(folded, max(0, start - REACH), start)
    if opens is None or (based and opens["origin"] and gives not in NO_BASE):
        return None
    if anchor.future and gives in NO_BASE and anchor.year is None and span.last.year < LAST_YEAR:
        over = (anchor.published - span.last).days > LONG_OVER
        span = span.moved(YEAR) if over else span
    if span.first is None:
        return None
    begun = (anchor.published - span.first).days
    ahead = begun < 0 or (anchor.future and begun <= (0 if opens["origin"] else JUST_BEGUN))
    return Span(span.first, OPEN) if ahead else None
