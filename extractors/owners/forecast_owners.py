"""Whose a forecast is that stands beside a figure: "compared with analysts' expectations of $2 billion", "the average
estimate of 16 analysts", "the 5 percent that economists had expected".

Such a number is said by who made it, not by who reports the figure.
"""

from __future__ import annotations

import re

from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.telling.speakers import Source
from extractors.text.signals import signal

REACH = 90  # characters around a number in which the noun of its forecast stands
OWNERS = r"(?:analysts?|economists?|brokers|brokerages|investors|traders|forecasters)"
NOUN = r"(?:forecasts?|estimates?|expectations?|projections?|predictions?|consensus(?:\s(?:estimate|forecast|view))?)"
FILLERS = r"(?:(?:about|around|some|nearly|only|just|a|an|at\sleast|more\sthan)\s)*"
# "analysts' average forecast of", "the average analyst estimate of", "Wall Street's estimate of"
OWNED = re.compile(
    rf"(?P<who>\b(?:\d+\s)?{OWNERS}|\bwall\sstreet|\bthe\sstreet)(?:['’]s?)?\s(?:[\w-]+\s){{0,3}}?{NOUN}"
    rf"(?:\s(?:for|on)\s(?:[\w-]+\s){{1,5}}?)?\s?(?:of|for|was|were|is|at|to|had\sbeen)?\s(?:[\w-]+\sat\s)?{FILLERS}$"
)
SIMPLE = re.compile(  # "analysts had expected a profit of", "than the 2 percent that economists forecast"
    rf"\b(?P<who>{OWNERS}|wall\sstreet)\s(?:(?:had|were|was|on\saverage|polled\sby\s[\w\s]{{1,24}}?)\s)*"
    rf"(?:expected|expecting|forecast|forecasting|predicted|projected|estimated|looking\sfor)\s(?:[\w'’-]+\s){{0,5}}?{FILLERS}$"
)
NAMED = re.compile(rf"\b{NOUN}\s(?:[\w-]+\s){{0,3}}?(?:of|for|was|at)\s{FILLERS}$")
# Behind the number: "average estimates of 16 analysts", "forecast by analysts", "analysts had expected"
FROM = re.compile(
    rf"^[\s-](?:(?!and\b|but\b)[\w'’-]+\s){{0,4}}?(?:{NOUN}\s)?(?:of|from|by|among)\s(?:an?\s(?:poll|survey)\sof\s)?"
    rf"(?P<who>(?:\d+\s|[a-z]+\s){{0,2}}?{OWNERS})\b"
)
BY = re.compile(
    rf"^\s(?:[a-z]+\s){{0,2}}?(?:(?:forecast|expected|estimated|predicted|projected|seen)\s)by\s(?P<who>(?:\w+\s){{0,2}}?{OWNERS})\b"
)
ESTIMATE = re.compile(
    rf"^\s(?:(?!of\b|and\b)[\w-]+\s){{0,2}}?(?P<who>{OWNERS})(?:['’]s?)?\s(?:[\w-]+\s){{0,2}}?{NOUN}\b"
)
EXPECTED = re.compile(
    rf"^\s(?:[\w-]+\s){{0,2}}?(?:that\s)?(?P<who>{OWNERS}|wall\sstreet)\s(?:had\s|were\s)?"
    r"(?:expected|forecast|expecting|predicted|projected|estimated)\b"
)
ACCORDING = re.compile(rf"^[^;,.]{{0,24}},?\saccording\sto\s(?P<who>(?:[\w]+\s){{0,4}}?{OWNERS}\b[^,;.]{{0,40}})")
# Somebody's own forecast around the number: "Omdia's 41 million projection", "the 1.01 estimate from Omdia".
HAS = re.compile(r"(?P<who>[Aa]nalysts|[A-Z][\w&.-]+(?:\s[A-Z][\w&.-]+){0,3})['’]s?\s(?:[a-z-]+\s){0,2}$")
NOUN_BEHIND = re.compile(rf"^\s(?:[a-z-]+\s){{0,2}}?{NOUN}\b(?!\sof)")
FROM_NAME = re.compile(
    rf"^\s(?:[a-z-]+\s){{0,2}}?{NOUN}\s(?:from|by)\s(?P<who>[A-Z][\w&.-]+(?:\s[A-Z][\w&.-]+){{0,3}})"
)
COMPANY = re.compile(
    rf"\b(?P<who>(?:the|its)\s(?:company|firm|group|carrier|maker|carmaker|chipmaker))['’]s\s(?:[\w-]+\s){{0,2}}?{NOUN}\sof\s$"
)
POLLED = re.compile(  # "analysts polled by the agency", "economists in a newspaper survey"
    r"\s(?:polled|surveyed)\sby\s(?:the\s)?[\w.&-]+(?:\s(?:news|estimates|poll|journal|times))?"
    r"|\sin\sa\s(?:[\w.&-]+\s){0,3}?(?:survey|poll)\b"
)
FORECAST = re.compile(rf"^[\s-](?:[\w-]+\s){{0,3}}?{NOUN}\s(?:of|from|by|among)\b")
FORECAST_NOUNS = signal(re.compile(NOUN))
FORECASTERS = signal(re.compile(rf"{OWNERS}|street"))  # every pattern here names one


def owner_of_forecast(scene: Scene, quantity: Quantity) -> Source | None:
    """Who forecast the number, where the words at it say so; None where it is no forecast or nobody is named."""
    if scene.shows(FORECAST_NOUNS) and (owner := _named_owner(scene, quantity)):
        return owner
    if not scene.shows(FORECASTERS):
        return None
    start = max(scene.sentence.start, quantity.start - REACH)
    for pattern in (OWNED, SIMPLE):
        if match := pattern.search(scene.folded, start, quantity.start):
            return _owner(scene, match)
    after = scene.after(quantity)[:REACH]
    for pattern in (BY, ESTIMATE, EXPECTED):
        if match := pattern.match(after):
            return _owner(scene, match, quantity.end)
    named = NAMED.search(scene.folded, start, quantity.start) or FORECAST.match(after)
    match = (FROM.match(after) or ACCORDING.match(after)) if named else None
    return _owner(scene, match, quantity.end) if match else None


def _named_owner(scene: Scene, quantity: Quantity) -> Source | None:
    """Who is named as having the forecast that the number is: "short of Omdia's 41 million projection"."""
    before = max(scene.sentence.start, quantity.start - REACH)
    after = scene.text[quantity.end : min(scene.sentence.end, quantity.end + REACH)]
    if NOUN_BEHIND.match(after) and (match := HAS.search(scene.text, before, quantity.start)):
        return _owner(scene, match)
    if match := COMPANY.search(scene.folded, before, quantity.start):
        return _owner(scene, match)
    match = FROM_NAME.match(after)
    return _owner(scene, match, quantity.end) if match else None


def _owner(scene: Scene, match: re.Match[str], offset: int = 0) -> Source:
    start, end = match.start("who") + offset, match.end("who") + offset
    polled = POLLED.match(scene.folded, end)
    end = polled.end() if polled else end
    return Source(scene.text[start:end], start, end, end, way="expects")
