"""Numbers that others are compared with, and the times that are theirs: "up from 500 in 2023", 去年同期的3.2亿元."""

from __future__ import annotations

import re

from extractors.records import Quantity
from extractors.scenes import Scene, once_a_scene
from extractors.text.openings import guarded
from extractors.text.signals import signal
from extractors.times.periods import PeriodMention

REACH = 64  # characters before a number that may hold "than the record of about"
# Between a time and the number that it owns: 去年同期的3.2亿元, "the preceding quarter's 13 percent", "compared with a
# June-August drop of 21 percent".
OF_BASE = re.compile(
    r"\s*(?:的|分别为|分别是|为|是|同期的?)?(?:净?(?:亏损|利润|盈利)|营收|收入)?(?:约|近|超过?|不到|不足|逾|仅|将近|至少)?\s*|['’]s?\s|(?:['’]s?)?\s(?:[a-z-]+\s){0,3}?of\s(?:about\s|some\s|nearly\s)?"
)
IN_TURN = re.compile(r"[、和与及]")
LEVEL = (
    r"(?:record|level|figure|total|high|low|peak|number|average|rate|drop|fall|decline|rise|increase|gain|growth|jump|loss|profit|deficit"
    r"|revenue|sales|income|output|shipments|installations|earnings)"
)
TIME_ZH = (  # 去年7月的, 2020年底的, 一季度的
    r"(?:(?:\d{4}|\d{2}|[去上前今])年)?(?:同期|年?[末底初]|\d{1,2}月(?:份|[末底])?|第?[一二三四]季度|[上下]半年)?的?"
)
BEFORE_BASE = (
    rf"(?:(?:the|a|an|its|their)\s(?:[a-z-]+\s){{0,3}}?{LEVEL}\sof\s|an?\s(?:mere|measly|meagre|meager|tiny|paltry|modest|restated|revised)\s|the\s|an?\s|about\s|around\s|nearly\s|just\s|some\s"
    rf"|约|不足|不到)*(?:{TIME_ZH}\d[\d.]{{0,6}}%?[、和与及])?(?:{TIME_ZH}(?:约|不足|不到)?)?$"
)
# What had gone before: "after a 3 percent gain in July", "following a drop of 14 percent in June".
GONE_BEFORE = (
    r"(?:\bafter(?!\s(?:adding|opening|building|selling|signing|raising|shipping|launching))|(?<!the )\bfollowing)"
    r"\s(?:[a-z-]+\s){0,5}$"
)
FROM = r"(?<!priced )(?<!prices )(?<!starting )(?<!ranging )(?<!range )(?<!ranged )\bfrom|由|(?<!来自)从"
BASE_NUMBER = re.compile(
    guarded(
        rf"(?:{FROM}|\bversus|\bvs\.?|compare[ds] (?:with|to)|\bagainst"
        rf"|(?<!more )(?<!less )(?<!fewer )(?<!rather )\bthan"
        rf"|\bthan(?=\s(?:the|a|an|its|their)\s(?:[a-z-]+\s){{0,3}}?{LEVEL}\sof\s)|较|(?<![占同环])比|[高低快慢好]于)\s*{BEFORE_BASE}"
        rf"|{GONE_BEFORE}"
    )
)
# Where a movement began; without a time of its own that was some time before: "rose from 10 million to 20 million".
FROM_NUMBER = re.compile(guarded(rf"(?:{FROM})\s*{BEFORE_BASE}"))
# "robots from 16 countries", "a forecast of 60 from seven analysts": where things come from, and no level before.
ORIGIN = re.compile(
    r"\s(?:[\w-]+\s){0,2}?(?:countries|nations|regions|provinces|cities|states|territories|universities|schools|companies"
    r"|firms|enterprises|institutions|institutes|teams|industries|sectors|analysts|economists|brokerages|makers|vendors"
    r"|suppliers|counties|districts)\b(?!\sto\s)"
)
BASE, BEGINNING = signal(BASE_NUMBER), signal(FROM_NUMBER)


@once_a_scene
def is_base(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is what another one is compared with: "up from 14.9 percent"."""
    return scene.shows(BASE) and BASE_NUMBER.search(scene.before(quantity)[-REACH:]) is not None


@once_a_scene
def is_beginning(scene: Scene, quantity: Quantity) -> bool:
    """Whether a movement began with the number: "from 10 million to 20 million"."""
    if not scene.shows(BEGINNING) or FROM_NUMBER.search(scene.before(quantity)[-REACH:]) is None:
        return False
    return quantity.unit != "count" or ORIGIN.match(scene.after(quantity)[:REACH]) is None


def belongs(scene: Scene, mention: PeriodMention, quantity: Quantity) -> bool:
    """Whether the time stands right before the number as its own, or before the list that it stands in: 2023年的531家,
    去年同期分别为180起、162亿元.
    """
    if mention.end > quantity.start:
        return False
    start = quantity.start
    for other in reversed(scene.quantities):
        if mention.end <= other.start and other.end < start and IN_TURN.fullmatch(scene.folded, other.end, start):
            start = other.start
    return OF_BASE.fullmatch(scene.folded, mention.end, start) is not None


def base_before(scene: Scene, quantity: Quantity) -> PeriodMention | None:
    """The time of a base that the number itself belongs to: 去年同期的3.2亿元, "versus 2023's 300 units"."""
    for mention in scene.periods:
        if (mention.shift or (mention.baseline and mention.span)) and belongs(scene, mention, quantity):
            return None if quantity.unit == "times" else mention
    return None
