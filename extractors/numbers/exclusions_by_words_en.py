"""English numbers that the words on either side make no quantity: streaks, thresholds, codes, "the two" for both."""

from __future__ import annotations

import re

from extractors.numbers.amounts import Amount

_OPERATING_POINT = re.compile(
    r"\bcharg(?:e|es|ed|ing)\s(?:[a-z]+\s){0,4}from\s(?:[\d.]+\s?(?:%|percent)?\s(?:to|and)\s)?$"
)
_CHARGED = re.compile(
    r"\b(?:re)?(?:charg|fill|replenish)\w*\s(?:(?!from\b)[\w-]+\s){0,5}?(?:to|by)\s(?:up\sto\s|about\s|around\s)?$"
)
_IN_MINUTES = re.compile(
    r"\s(?:[a-z]+\s){0,2}?(?:with)?in\s(?:[a-z]+\s){0,3}?(?:\d+|[a-z-]+)\s(?:minutes|mins?|hours?)\b"
)
_SPOTS = re.compile(r"\s(?:spots|places|positions|slots|ranks)\b")
_STREAK = re.compile(
    r"\s(?:consecutive|straight|successive|profitable|loss-making|full|difficult|record)\s(?:quarters|years|months|weeks|days)\b"
    r"|\s(?:consecutive|straight)\s"
)
_OF_TIMES = re.compile(
    r"\s(?:out\s)?of\s(?:the\s|its\s)?(?:past|last|previous)\s\w+\s(?:days|weeks|months|quarters|years)\b"
)
_READING = re.compile(
    r"\b(?:reading|readings|number|score|figure|level|index|print|pmi)s?\s(?:above|below|over|under|of)\s$"
)
_INDICATES = re.compile(r"\s(?:indicat|point|signal|signif|mean|show|denot|represent|suggest|separat)\w*\b")
# "the gap between the two narrowed", "the largest of the three.": a pronoun, which counts nothing
_OF_BOTH = re.compile(
    r"\s?(?:[.,;:)?!\n]|$|\s?(?:is|are|was|were|will|would|have|has|had|do|did|can|could|may|said|say|and|in|on|to|as|from|at"
    r"|by|for|with|but|who|which|both|also|each|agreed|narrowed|widened|met|combined(?=\s(?:had|have|has|to|for|sold)))\b)"
)
_SMALL = 10
# "firms with more than 100 workers must report", "panels bigger than 40 inches": a category, not a count
_CATEGORY = re.compile(
    r"\b(?:firms|companies|enterprises|businesses|employers|factories|cities|towns|villages|countries|households)\swith\s"
    r"(?:more\sthan|fewer\sthan|less\sthan|over|under|at\sleast|(?:assets|sales|revenue|turnover|a\spopulation|populations)"
    r"\s(?:of|above|over|exceeding)\s(?:[a-z]+\s){0,2}?)\s?$"
    r"|\b(?!(?:is|was|its|has|this|as)\b)[a-z-]{3,}s\s"
    r"(?:bigger|larger|smaller|heavier|lighter|taller|thicker|thinner|older|younger)\sthan\s$"
    r"|\b(?!(?:is|was|its|has|this|as)\b)[a-z-]{3,}s\scosting\s(?:less|more|under|over|below|above)\s(?:than\s)?$"
)
# "handsets costing 1,000 yuan or less", "developers who make $1 million or more in a year"
_OR_LESS_OF = re.compile(
    r"\b(?!(?:is|was|its|has|this|as)\b)[a-z-]{3,}s\s(?:costing|priced\sat|earning|making|worth|(?:who|that|which)\s(?:make|earn|cost))\s$"
)
_OR_LESS = re.compile(r"\sor\s(?:less|more|above|below|fewer|under|over)\b(?!\sthan)")
_CODE_BEHIND = re.compile(r"\s(?:(?:stock|ticker|security|share)\s)?code\b")
_CODE_BEFORE = re.compile(r"\bcode\s(?:(?:is|was|of|number)\s)?$")
_DISTANCE_RUN = re.compile(r"\s(?:dash|sprint|hurdles|relay|freestyle)\b")  # the name of a race


def excluded_by_words(low: str, amount: Amount, before: str) -> str | None:
    """The reason that the words on either side give: "three straight years", "sub-100", "plus or minus 2%"."""
    if _STREAK.match(low, amount.end) or _OF_TIMES.match(low, amount.end):
        return "period"
    if before.endswith(("next ", "top ", "first ", "last ")) and _SPOTS.match(low, amount.end):
        return "rank"
    if before.endswith(("plus or minus ", "plus/minus ", "give or take ", "plus or ")):
        return "tolerance"
    plain = amount.unit is None or amount.unit.symbol == "percent"
    if plain and _READING.search(before) and _INDICATES.match(low, amount.end):
        return "threshold"
    if before.endswith(("per ", "for every ", "every ", "in every ")):
        return "denominator"
    if before.endswith("sub-") or (before.endswith(" the first ") and amount.unit is not None and amount.unit.is_money):
        return "threshold"  # "charges 15 percent on the first $1 million"
    if reason := _excluded_as_word(low, amount, before):
        return reason
    percent = amount.unit is not None and amount.unit.symbol == "percent"
    return "operating point" if percent and _is_operating_point(low, amount, before) else None


def _is_operating_point(low: str, amount: Amount, before: str) -> bool:
    """ "charging from 10 to 80 percent", "recharges to 80 percent in 25 minutes": what a charging time is of."""
    if _OPERATING_POINT.search(before):
        return True
    return _IN_MINUTES.match(low, amount.end) is not None and _CHARGED.search(before) is not None


def _excluded_as_word(low: str, amount: Amount, before: str) -> str | None:
    """ "the two agreed", "firms with more than 100 workers", "under the 2498 code", "the 100-meter dash"."""
    spelled_small = amount.first.spelled and amount.unit is None and 1 < amount.low <= _SMALL
    if spelled_small and before.endswith("the ") and _OF_BOTH.match(low, amount.end):
        return "pronoun"
    if _CATEGORY.search(before) or (_OR_LESS.match(low, amount.end) and _OR_LESS_OF.search(before)):
        return "threshold"
    if not amount.own_unit and (_CODE_BEHIND.match(low, amount.end) or _CODE_BEFORE.search(before)):
        return "name"
    metres = amount.unit is not None and amount.unit.symbol == "m"
    return "name" if metres and _DISTANCE_RUN.match(low, amount.end) else None
