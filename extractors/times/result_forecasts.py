"""Plans and forecasts before a number, and which of them are of what is over: what a result had been expected to be.

"Analysts had expected a 2 percent rise" and "Imports were seen to have shrunk by 9 percent" tell of the month whose
result is in the news, and not of one to come.
"""

from __future__ import annotations

import re

from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.cues import FUTURE_CUES
from extractors.text.signals import signal
from extractors.text.tenses import is_in_past

REACH = 144  # characters before a number that may hold who had expected it
HAD_REACH = 24
# "had expected it to fall": what a result is held against.
HAD = re.compile(r"\bhad\s(?:been\s|\w+ly\s|earlier\s|already\s)*$")
THOUGHT = r"(?:expected|forecast|predicted|projected|anticipated|estimated)"
# "had forecast a rise of", "a poll of economists predicted a", "were estimated to have edged up".
OF_RESULT = re.compile(
    rf"""\b(?: had\s(?:been\s|\w+ly\s|earlier\s|already\s)*{THOUGHT}\b
      | (?:polls?|polled|surveyed|economists|analysts|forecasters|brokers|wall\sstreet|the\smarket|consensus|median)\b
        (?!\sto\b)[^,;]{{0,40}}?\s(?:{THOUGHT}|(?:called|looked|was)\sfor|were\s(?:looking\sfor|expecting|predicting))\b
        (?![^,;]*\b(?:will|would|could)\b)
      | (?:(?:under|over|out)(?:shot|performed|stripped)
        |(?:miss|top|topp|exceed|surpass|trail|lag|lagg|match|outpac|eclips)(?:es|ed|s|ing)|beats?|beating|meets?|met
        |above|below|under|over|past|versus|vs|against|than|with|to|(?:short|shy|ahead)\sof|behind)\s
        (?:[\w'’-]+\s){{0,3}}?(?:expectations?|estimates?|forecasts?|predictions?|projections?|consensus)
        (?:\s(?:from|by)\s(?:[\w-]+\s){{0,2}}?analysts)?\s(?:that|for|of)\b
      | {THOUGHT}\sto\shave\s\w+ )[^,;]{{0,80}}$""",
    re.VERBOSE,
)
RESULT = signal(OF_RESULT)
# "Larch was expected to post": told in the past of what has come in; "said it was expected to" may be of what will.
WAS_EXPECTED = re.compile(
    rf"\b(?:was|were)\s(?:\w+ly\s)?{THOUGHT}\sto\s(?:post|report|earn|lose|book|record|log|show|announce|swing|come\sin|rise|fall|grow"
    r"|increase|decline|drop|decrease|shrink|contract|expand|widen|narrow|slow|jump|climb|gain|slip)\b[^,;]{0,64}$"
)
THOUGHT_OF = signal(WAS_EXPECTED)
REPORTED = re.compile(r"\b(?:said|says|told|adding|announced|that|if|would)\b")
# "Around 20 percent of the applications will be for homes", "8 trillion won would be spent on research"
WILL = re.compile(
    r"(?:\s(?!(?:has|have|had|is|are|was|were|that|which|who|and|but|said|it|they|he|she)\b)[\w'’-]+){0,8}?"
    r"\s(?:will|would\sbe|(?:is|are)\s(?:expected|likely|set)\sto)\b"
)
TO_COME = signal(WILL)
# "lagged the 900 million dollar average estimate", "beating a 3 percent forecast"
FORECAST_BEHIND = re.compile(
    r"[\s-](?:[a-z-]+\s){0,3}?(?:estimates?|forecasts?|expectations?|consensus|predictions?|projections?)\b"
)
FORECAST = signal(FORECAST_BEHIND)
CURRENCY = re.compile(r"[A-Z]{3}")
# What a paragraph opens with that tells more of the plan in the one before.
MORE_OF_PLAN = re.compile(
    r"(?:it|they|of\s(?:that|this|the|these|those)|the\s(?:company|firm|group|carrier|operator|plan|total|money|sum|spending|budget"
    r"|investment))\b"
)
TURNS = re.compile(r"[,;]\s(?:but|while|whereas|yet|though|although)\s")
MEASURED_BY = re.compile(
    r"\b(?:lagg(?:ed|ing)|miss(?:ed|ing)|beat(?:ing)?|topp(?:ed|ing)|trail(?:ed|ing)|exceed(?:ed|ing)|surpass(?:ed|ing)"
    r"|(?:under|over)shot|met|below|above|versus|against|than|short\sof|with)\s(?:an?|the|its|their|analysts['’]?)\s(?:[a-z]+\s)?$"
)


def is_forecast_of_result(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is what somebody had thought of a result before it was told."""
    before = scene.before(quantity)[-REACH:]
    if scene.shows(RESULT) and OF_RESULT.search(before):
        return True
    if scene.shows(THOUGHT_OF) and (was := WAS_EXPECTED.search(before)) and not REPORTED.search(before, 0, was.start()):
        return True
    if not scene.shows(FORECAST):
        return False
    return FORECAST_BEHIND.match(scene.after(quantity)) is not None and MEASURED_BY.search(before) is not None


def _has_turned(scene: Scene, start: int, end: int) -> bool:
    """Whether the sentence has gone on from a forecast to what came: "had seen 3 percent, but it sold"."""
    turns = list(TURNS.finditer(scene.folded, start, end)) if scene.lang == "en" else []
    return bool(turns) and is_in_past(scene.folded, turns[-1].end(), end)


def is_ahead(scene: Scene, quantity: Quantity) -> bool:
    """Whether a cue of plan or forecast stands before the number, or its verb is in the future; a forecast *of* a
    result is of the result's time.
    """
    if scene.lang == "en" and scene.shows(TO_COME) and WILL.match(scene.after(quantity)):
        return True
    return any(
        cue.value in FUTURE_CUES
        and cue.end <= quantity.start
        and not scene.folded.startswith(("forecast", "estimate", "expectation", "consensus"), cue.start)
        and not HAD.search(scene.folded, max(scene.sentence.start, cue.start - HAD_REACH), cue.start)
        and not _has_turned(scene, cue.end, quantity.start)
        for cue in scene.section("modality")
    ) and not is_forecast_of_result(scene, quantity)


def goes_into_plan(scene: Scene, quantity: Quantity) -> bool:
    """Whether a sum stands behind words that open more of a plan: "It said 8 billion would go to research"."""
    if scene.lang != "en" or CURRENCY.fullmatch(quantity.unit) is None:
        return False
    return MORE_OF_PLAN.match(scene.folded, scene.sentence.start) is not None
