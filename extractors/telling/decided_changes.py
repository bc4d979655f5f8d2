"""Changes that somebody decides on, and what they are measured against: what was set before, and no earlier period.

A forecast or target that is doubled is measured against the earlier one; wages, prices and staff that are raised or cut
by so many percent against what they were, which is no basis of a series.
"""

from __future__ import annotations

import re

from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.signals import signal

PLAN = r"(?:forecasts?|targets?|guidance|outlook|estimates?|projections?|predictions?|budgets?|goals?|quotas?)"
# "double its sales target", "nearly double an earlier estimate", "twice what it had targeted"
OF_PLAN = re.compile(
    rf"\s(?:an?|its|their|the|his|her|[\w.]+['’]s?)\s(?:(?!and\b|to\b|of\b|in\b)[\w'’-]+\s){{0,4}}?{PLAN}\b"
    r"|\swhat\s(?:[\w'’-]+\s){1,4}?(?:targeted|forecast|planned|expected|projected|predicted|estimated|aimed)\b"
)
RAISES = (
    r"(?:rais(?:e[sd]?|ing)|lift(?:s|ed|ing)?|hik(?:e[sd]?|ing)|increas(?:e[sd]?|ing)|boost(?:s|ed|ing)?|cut(?:s|ting)?|lower(?:s|ed|ing)?"
    r"|slash(?:es|ed|ing)?|trim(?:s|med|ming)?|reduc(?:e[sd]?|ing))"
)
SET_BY_HAND = (
    r"(?:wages?|pay|salar(?:y|ies)|prices?|tariffs?|fees?|charges?|rents?|bonus(?:es)?|commissions?|dut(?:y|ies)|tax(?:es)?"
    r"|workforce|staff|headcount|personnel|jobs|wage\srates?|pay\srates?|tax\srates?|interest\srates?)"
)
# "raised wages for its workers by around 20 percent", "the minimum wage was raised by 13 percent"
DECIDED = re.compile(
    rf"\b{RAISES}\s(?:[\w'’-]+\s){{0,5}}?{SET_BY_HAND}\b[^.;,]{{0,48}}?\sby\s(?:[a-z]+\s){{0,3}}$"
    rf"|\b{SET_BY_HAND}\s(?:[\w'’-]+\s){{0,4}}?(?:were|was|been|be)\s{RAISES}\sby\s(?:[a-z]+\s){{0,3}}$"
)
REACH = 120  # characters before a percentage that may hold what was raised
DECIDES = signal(DECIDED)


def multiplies_plan(scene: Scene, quantity: Quantity) -> bool:
    """Whether a multiple is of what was planned or forecast before: `"plans to double its sales target"`."""
    return scene.lang == "en" and quantity.unit == "times" and OF_PLAN.match(scene.folded, quantity.end) is not None


def is_decided(scene: Scene, quantity: Quantity) -> bool:
    """Whether the percentage is by how much somebody raised or cut what he sets: `"raised wages by 20 percent"`."""
    if scene.lang != "en" or quantity.unit != "percent" or not scene.shows(DECIDES):
        return False
    return DECIDED.search(scene.before(quantity)[-REACH:]) is not None
