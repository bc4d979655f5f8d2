"""Percentages that go on with the one before: 增速分别为20%、30%, "sales rose 5 percent and orders 8 percent",
"8 percent, slower than the 12 percent in March", 高于对手的10%. They are of the kind of the first.
"""

from __future__ import annotations

import re

from extractors.records import Quantity
from extractors.scenes import Scene

RATIOS = frozenset({"percent", "times"})  # both of a list: 产量分别增长2.8倍和18.4%
# The next of a list is of the same kind: "增速分别为20%、30%", "rose 20%/30%".
LISTED = re.compile(r"\s?[/、,，和及与]\s?|\s?,?\s?(?:and|or)\s|以及")
# 11.8%，高于甲公司的10.3%和乙公司的5%; 中国电信以7.7%居首，其次是中国联通5%
LISTED_HAN = re.compile(
    r"(?:大幅|小幅|略|微)?(?:放缓|提速|加快|收窄|回落|扩大|提升|提高|下降|上升|增加|升|降)[至到](?:约|近)?"
    r"|[，,]?(?:增速|增幅|降幅|涨幅|跌幅)?(?:高于|低于|快于|慢于|不及|超过|好于)[^，。；、\d]{1,14}的(?:约|近)?|[、和及与][^，。；、\d]{1,12}的(?:约|近)?"
    r"|(?:居首|居前|领先|最高|最快)?[，,](?:其次|随后|紧随其后|第二)(?:是|为)?[^，。；、\d占比率的]{1,12}(?:为|以)?"
)
# "sales rose 5 percent to 3 million yuan and orders 8 percent": the second subject has no verb of its own.
GAPPED = re.compile(
    r"(?:\s(?:yoy|year-on-year|year\son\syear|on\sthe\syear|from\sa\syear\searlier|quarter-on-quarter))?"
    r"(?:\sin\s(?:the\s)?(?:[\w-]+\s){0,2}?[\w-]+(?=\s(?:and|while)\s))?"
    r"(?:\s(?:to|from)\s[^,;\n]{1,60}?)?,?"
    r"\s(?:and|while)\s(?P<subject>(?:[\w’'&-]+\s){1,5})"
)
WITH_VERB = re.compile(
    r"\b(?:is|are|was|were|be|of|with|at|for|by|to|has|have|had|holds?|held|took|accounts?|accounting|makes?|made|share|stake"
    r"|margin|rate|owns?|about|around)\b"
)
# "…, compared with 5 percent a year earlier", "…, slower than April's 12 percent", "beat the 5 percent forecast",
# "…, after 9 percent in the first quarter", "… and a forecast of 9.5 percent".
FORECAST_OF = r"(?:(?:[\w-]+\s){0,2}?(?:forecasts?|estimates?|expectations?|projections?|consensus)\s(?:of|for)\s)?"
COMPARED = re.compile(
    rf"""
    (?:\s(?!of\b)[\w'’-]+){{0,6}}?,?\s(?:(?:but|and|though|although)\s(?:that|it|this)\s(?:was|is)\s)?
    (?:(?:compared\s(?:with|to)|versus|vs\.?|against|(?:up|down|short\sof|ahead\sof)|after|following|from|above|below
        |(?:slower|faster|higher|lower|better|worse|more|less)?\s?than|in\sline\swith
        |(?:beat|miss|lagg?|exceed|topp?|match|surpass|trail)(?:s|es|ed|ing)?)\s)+
    (?:(?:the|an?|its|their|about|around|nearly|average|[a-z]+['’]s?)\s)*{FORECAST_OF}(?:(?:an?|about|around)\s)*
    | (?:\s(?!of\b)[\w'’-]+){{0,4}}?,?\sand\s(?:(?:the|an?|analysts['’]|average|consensus)\s)+
      (?:forecasts?|estimates?|expectations?)\s(?:of|for)\s
    """,
    re.VERBOSE,
)
# "rose 85 percent in Russia over a year earlier, 68 percent in Peru and 60 percent in India", "grow 8 percent this year
# and 5 percent the next": the same in other places or at other times
PLACED = re.compile(
    r"\s(?:in|at|for|among|across|by|this|last|next|during|on)\s(?:[^.;:\d()]|\b(?:19|20)\d\d\b){1,60}?(?:,|,?\sand|,?\swhile|,?\sbut|,?\sor)\s"
    r"(?:(?:then|about|around|nearly|almost|another|a\sfurther|only|just|by|over|more\sthan|at\sleast|some|up\sto|less\sthan)\s){0,2}"
)
PLACED_NEXT = re.compile(
    r"\s(?:in|at|for|among|across)\s(?!total\b|all\b|favou?r\b)|\s(?:this|last|next|the\snext|the\s(?:year|month|quarter)\s(?:before|after))\b"
)
NOT_GONE_ON = re.compile(
    r"\b(?:is|are|was|were|has|have|had|holds?|held|accounts?|accounted|accounting|makes?|made|took|takes|share|stake|margin|of|with|from|to)\b"
)
# "fell 8 percent, in Asia 2 percent and in the Americas 10 percent"
ELSEWHERE = re.compile(r",?\s(?:(?:and|but)\s)?in\s(?:(?!first|second|third|fourth|q\d)[\w'’-]+\s){1,3}")


def first_of_list(scene: Scene, quantity: Quantity) -> Quantity:
    """The first of the percentages that the number goes on with: 20% in 增速分别为20%、30%, 5 percent in "sales rose 5
    percent and orders 8 percent".
    """
    first = quantity
    for other in reversed(scene.quantities):
        alike = other.unit == first.unit or (scene.lang == "zh" and {other.unit, first.unit} == RATIOS)
        if other.end > first.start or not alike:
            continue
        if not _goes_on(scene, other, first):
            break
        first = other
    return first


def last_of_list(scene: Scene, quantity: Quantity) -> Quantity:
    """The last of a list of percentages, behind which its noun stands: 28% in 30%和28%的增幅."""
    last = quantity
    for other in scene.quantities:
        follows = other.start >= last.end and other.unit == last.unit
        if follows and LISTED.fullmatch(scene.folded, last.end, other.start):
            last = other
    return last


def _goes_on(scene: Scene, one: Quantity, other: Quantity) -> bool:
    """Whether a number stands in a list behind another, has its verb from it, or is what it is compared with."""
    if LISTED.fullmatch(scene.folded, one.end, other.start):
        return True
    if scene.lang == "zh":
        return LISTED_HAN.fullmatch(scene.folded, one.end, other.start) is not None
    if scene.after(other).startswith((" of ", " stake", " share")):
        return False
    if _is_elsewhere(scene, one, other):
        return True
    gap = GAPPED.fullmatch(scene.folded, one.end, other.start)
    if gap is not None and not WITH_VERB.search(gap["subject"]):
        return not scene.after(other).startswith(" in ")
    return any(pattern.fullmatch(scene.folded, one.end, other.start) for pattern in (COMPARED, ELSEWHERE))


def _is_elsewhere(scene: Scene, one: Quantity, other: Quantity) -> bool:
    """Whether both tell the same of two places or times: "5 percent in Peru last year and 8 percent in Chile"."""
    placed = PLACED.fullmatch(scene.folded, one.end, other.start)
    return (
        placed is not None
        and PLACED_NEXT.match(scene.folded, other.end) is not None
        and NOT_GONE_ON.search(placed.group()) is None
    )
