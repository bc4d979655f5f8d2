"""When a forecast was made, which is no time of its number: "less than the 10 million it had predicted in January".

What is forecast is of the time of the figure that it is set beside. "The 10 million expected in May" are of May.
"""

from __future__ import annotations

import re

from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.telling.past_forecasts import HAD_FORECAST, HAD_GIVEN
from extractors.telling.standing_facts import is_revised_from
from extractors.text.signals import signal
from extractors.times.periods import PeriodMention

# Between a number and the time behind it: " it had predicted in ", " that most outside observers forecast ", " forecast
# just ", " projected on ".
FORECAST = re.compile(
    rf"""
    (?:\s(?:or\sso|[\w-]+)){{0,2}}?\s
    (?:
        {HAD_FORECAST}
      | {HAD_GIVEN}
      | (?:forecast|predicted|projected|estimated|guided|flagged)
    )
    \s(?:(?:just|only|back|as\srecently\sas|for\sit|in|on|at|a|an|earlier|late|the|early)\s){{0,3}}
    """,
    re.VERBOSE,
)
# "instead of the 1,040 MW reported a month ago": what was told before is of the time of what corrects it.
CORRECTED = re.compile(
    r"\b(?:instead\sof|rather\sthan|not|(?:corrected|revised|changed|restated)\s[^.;]{0,40}?\sfrom)\s(?:the\s|an?\s)?(?:[a-z]+ly\s)?$"
)
TOLD = re.compile(
    r"(?:\s[\w-]+){0,2}?\s(?:reported|announced|published|released|given|stated|disclosed|posted)(?:\s(?:just|only|back|in|on|at|earlier)){0,2}\s"
)
# "cut its forecast to 4 million from 5 million in August": when the older one was made.
IN = re.compile(
    r"(?:\s(?:units|consoles|vehicles|handsets|sets|tons|tonnes))?\s(?:(?:made|given|issued|seen|predicted)\s)?(?:(?:in|on|at)\s)?"
)
# "its estimation of 14 percent growth made in April"
OWN = re.compile(
    r"\b(?:forecasts?|projections?|estimat(?:es?|ions?)|predictions?|outlook)\s(?:of|for|at)\s(?:[a-z]+\s){0,3}$"
)
MADE = re.compile(
    r"(?:\s[\w-]+){0,2}?\s(?:made|given|issued|published|released|announced)(?:\s(?:just|only|back|earlier|in|on)){0,2}\s"
)
FORECASTS = signal(FORECAST, MADE, TOLD)


def is_of_forecast(scene: Scene, mention: PeriodMention, quantity: Quantity) -> bool:
    """Whether a time that is over only tells when the number was forecast: "the $5.2 billion forecast on March 24"."""
    if scene.lang != "en" or mention.start < quantity.end:
        return False
    if IN.fullmatch(scene.folded, quantity.end, mention.start) and is_revised_from(scene, quantity):
        return mention.span is not None and _is_over(scene, mention)
    if not scene.shows(FORECASTS):
        return False
    if TOLD.fullmatch(scene.folded, quantity.end, mention.start) and CORRECTED.search(scene.before(quantity)):
        return True
    over = mention.shift or (mention.span is not None and _is_over(scene, mention))
    made = OWN.search(scene.before(quantity)) and MADE.fullmatch(scene.folded, quantity.end, mention.start)
    return bool(over) and bool(made or FORECAST.fullmatch(scene.folded, quantity.end, mention.start))


def was_forecast(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is what somebody had forecast: "down from the 10 million it had predicted in January"."""
    if scene.lang != "en" or not scene.shows(FORECASTS):
        return False
    return FORECAST.match(scene.folded, quantity.end, scene.sentence.end) is not None


def _is_over(scene: Scene, mention: PeriodMention) -> bool:
    return scene.published is not None and mention.span is not None and mention.span.last <= scene.published
