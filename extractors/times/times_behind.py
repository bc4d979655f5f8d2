"""Times behind a number: which of them is the number's own, which that of another one, of a reason or of a base."""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.cues import FUTURE_CUES
from extractors.text.tenses import has_verb
from extractors.times.base_times import belongs, is_base, is_beginning
from extractors.times.periods import PeriodMention

# "the 20,462 deliveries reported for July"
RECORDED = re.compile(
    r"\s(?:reported|recorded|posted|registered|logged|achieved|sold|shipped|delivered|built|installed|added)\s$"
)
AGAIN = re.compile(r",?\s(?:in\s)?(?:the\s)?")
# Between the numbers of a row: no word that ends it, and no verb but these.
ROW_REACH = 64
ENDS_ROW = re.compile(r"[;:()]|\.\s|\b(?:from|versus|vs|than|up|down|after|or)\b")
BESIDE = re.compile(r"\b(?:compared\swith|followed\s(?:closely\s)?by)\b")
AND_ALSO = re.compile(r"(?:\s[^,;.\d]{1,40}?)?,?\sand\s(?:(?:about|around|nearly|some|roughly|more\sthan|over)\s)*")
NEAR = 26  # characters between a number and the time right behind it: " base stations in "
# "the 5,500 units the company shipped in 2024", "the 250,000 that it had in March"
OWN_DEED = re.compile(
    r"(?:\s[\w-]+){0,3}?\s(?:that\s|which\s)?(?:it|they|he|she|we|the\s[a-z]+)\s(?:had|has|made|sold|built|bought|won|\w+ed)\s"
    r"(?:(?:in|during|over|on)\s)?"
)
BREAK = re.compile(r"[,;，；。：:、]|\b(?:and|while|from|versus|to|vs|after|because|amid|following|despite)\b")
MOVED_ZH = re.compile(r"[至到增降升减]")  # 从2025年约100亿美元增至2030年1000亿美元: the time behind is of what follows
# "earned 3 billion, a 4 percent rise, for the third quarter", "rose by 20 percent, to 168,400 units in 2020", "earned
# 35 million yen, or $3 million, up 5 percent, in the half"
TO_LEVEL = re.compile(
    r"\s?(?:to|or|reaching|hitting|representing|accounting\sfor|equal\sto|(?:up|down)(?!\sfrom))\s"
    r"|\s?an?\s(?=[$€£]?\d[\d.,]*\s?(?:%|percent|per\scent|pct)\s(?:[a-z-]+\s){0,2}"
    r"(?:growth|rise|increase|gain|jump|decline|drop|fall|decrease))"
)
NEXT_TIME = re.compile(r"\s?(?:(?:in|for|over|during)\s(?:[a-z]+\s){0,4})?")
PARTICIPLE = re.compile(
    r"\s?(?:[a-z]+ly\s)?(?:all\s)?(?:occurring|coming|happening|arriving|taking\splace)\b"
)  # "…, occurring in 2023"
# "a gain of 9 percent, selling 300 units in July": the growth is of the time of what was done.
DOING = re.compile(
    r"\s?(?:selling|shipping|delivering|producing|exporting|registering|installing|handling|earning|generating)\s"
)
# "3,200 robots, including arms and carts, were installed in 2022": the verb behind the aside is the number's.
INCLUDED = re.compile(
    r"\s?(?:including|excluding|such\sas|mostly|mainly|(?:most|some|many|half)\sof\s(?:them|which))\s[^;.]{1,100}?,"
    r"\s(?:[a-z]+ly\s)?(?:was|were|had\sbeen|came|went|left|entered)\s"
)
LED_TO = re.compile(r"(?:\s[\w’'-]+){0,7}?\sto\s(?:[a-z]+\s){0,2}")
ADDED_TO_REACH = re.compile(r"\sto\s(?:reach|total|end|bring)\s[^,;]*\d")  # "added 40 to reach 300 as of June 30"
OPENED_AT = re.compile(r"[\"“]?at\s(?:[a-z]+\s){0,2}")  # "At 19 billion yuan, its sales in the first half were …"
# "439 stations across 121 cities, as of June 30."; "426,000 cars – priced from 100,000 yuan – over the same period"
COMMA, CLOSES = re.compile(r",?\s?"), re.compile(r"[\s.”\"]*(?:,\s[^,;.\d]{1,40}\s(?:said|says|showed)\b|[.;\n]|$)")
DASHED = re.compile(r"(?:\s[\w’'-]+){0,4}\s[–—-]{1,2}\s[^–—;.]{1,100}?\s[–—-]{1,2}\s")
CLOSING = re.compile(r"(?:to\s)?(?:end|clos|finish|exit)")  # "to end 2024 with", "ended May at"
LEADS_TO = re.compile(r"\s(?:with|at|on)\s")
# "will build 60 plants in 2020, with 50 to be opened in the first half"
PART_OF = re.compile(r",\s(?:with|of\swhich|including)\s(?:(?:about|around|some|nearly|more\sthan|over|at\sleast)\s)*$")
TURN = re.compile(r"[,;，；]|\b(?:and|but)\b")
BRACKET = re.compile(r"[(（][^()（）]{0,40}[)）]")
# The same figure in other words before its time: "from 9 million dollars, or 14 cents a share, a year earlier".
OTHERWISE = re.compile(r",?\sor\s[^,;()]{1,40}(?:,|$)")
BRACKET_OR_OTHERWISE = re.compile(rf"{BRACKET.pattern}|{OTHERWISE.pattern}")
PER_BEFORE_TIME = re.compile(r"\s(?:per|for\severy)\s(?:[\d,.]+\s)?[a-z]+(?=\s(?:(?:in|at|on)\s)?$)")
# "double the density it had in 2019": the year is that of the density.
MULTIPLIED = re.compile(
    r"\s(?:the|its|their|what|that|as)\s[^,;.]{0,40}?\b(?:had|was|were|did|sold|made|recorded|reported|posted)\s"
    r"|\swhat\s[^,;.]{0,30}?\b(?:spent|paid|earned|raised|shipped|produced|built)\s"
)
# "an increase of 270 as it had 130 in 2019": the year is that of the reason.
REASON = re.compile(r"\b(?:as|when|because|whereas)\s(?:the\s)?[a-z]+\s(?:had|has|was|were)\b")
OF_WHOLE = re.compile(
    r"\sof\s(?:the|its|their|his|our)\s(?:(?:planned|projected|budgeted|targeted|full-year|annual|total)\s(?:[a-z]+\s){1,3})?"
)  # "in the first half it spent a third of its 2013 budget"
SUBORDINATE = re.compile(r"[;—–]|\b(?:after|while|whereas|when|although|though)\s")  # another time may begin
# "a 19 percent premium to the stock's close on Monday": the day is that of the close.
NEXT_DEED = re.compile(r"\band\s\w+ed\s(?:its|their|the)\s$")  # "fell 8 percent and cut its 2013 budget"
# "amounts to $40 billion and is on course for a record in 2013": the verb behind has a time of its own.
NEXT_VERB = re.compile(
    r"\b(?:and|but)\s(?:is|are|was|were|will|would|has|have|had|expects?|plans?|aims?|sees|hopes?)\b"
)
# "plans to raise 3 million and the roadshow is expected next week": the verb behind has a subject of its own.
NEXT_SUBJECT = re.compile(
    r"\b(?:and|but|while)\s(?:the|its|their|his|her|an?|some|most|all|other)\s(?:[\w'’-]+\s){1,4}?"
    r"(?:is|are|was|were|will|would|has|have|had|can|could|may|might)\s"
)
# "a 2 percent slide in shipments following a May fire at the plant": the month is that of the fire.
OF_CAUSE = re.compile(
    r"\b(?:following|after|amid|since|(?:due|owing|thanks)\sto|because\sof)\s(?:(?:an?|the|its|their)\s)?$"
)
NAMED = re.compile(r"\s(?!(?:quarter|half|period|year|month|week)\b)[a-z]")
OF_PRICE = re.compile(r"\s(?:premium|discount)\s(?:to|on|over|from)\s[^,;]{0,60}")


def right_behind(scene: Scene, quantity: Quantity) -> PeriodMention | None:
    """A time that follows the number with at most its noun, or its conversion in brackets, between them.

    In Chinese a time stands before what it is of, but for one in brackets: 目标销量100万辆（2026年）.
    """
    for mention in scene.periods:
        if mention.start < quantity.end:
            continue
        asides = BRACKET if mention.shift == 0 else BRACKET_OR_OTHERWISE
        between = PER_BEFORE_TIME.sub("", asides.sub("", scene.folded[quantity.end : mention.start]))
        bracketed = [match.span() for match in asides.finditer(scene.folded, quantity.end, mention.start)]
        if (
            (len(RECORDED.sub(" ", between)) > NEAR and not OWN_DEED.fullmatch(between))
            or BREAK.search(between)
            or MOVED_ZH.search(between)
            or "(" in between
            or "（" in between
        ):
            return None
        if any(
            other.start >= quantity.end
            and other.end <= mention.start
            and not any(left < other.start < right for left, right in bracketed)
            for other in scene.quantities
        ):
            return None
        if mention.span is not None and mention.span.is_open and is_beginning(scene, quantity):
            return None  # "cut to 15 percent from 30 effective July 1": what was before began long ago
        compared = mention.shift != 0 and not mention.spoken and is_base(scene, quantity)
        return mention if mention.is_time or compared else None  # "than the 39 percent gain seen over the same period"
    return None


def behind_list(scene: Scene, quantity: Quantity) -> PeriodMention | None:
    """The time of comparison behind the last of two bases: "compared with 67 million and 5 million a year earlier"."""
    if scene.lang != "en" or not is_base(scene, quantity):
        return None
    last = next((other for other in scene.quantities if other.start >= quantity.end), None)
    if last is None or AND_ALSO.fullmatch(scene.folded, quantity.end, last.start) is None:
        return None
    near = right_behind(scene, last)
    return near if near is not None and near.shift else None


def first_behind(scene: Scene, mentions: list[PeriodMention], quantity: Quantity) -> PeriodMention | None:
    """The next time in the clause, or in the clause behind one that only lists further numbers."""
    behind = [mention for mention in mentions if mention.start >= quantity.end]
    if not behind:
        return None
    _, end = scene.clause(quantity.end - 1)
    start, _ = scene.clause(quantity.start)
    if scene.lang == "en" and (aside := INCLUDED.match(scene.folded, end, scene.sentence.end)):
        _, end = scene.clause(aside.end() - 1)
    if scene.lang == "en" and _follows(scene, quantity, behind[0], end):
        return behind[0]
    if (
        PARTICIPLE.match(scene.folded, end)
        or OPENED_AT.fullmatch(scene.folded, start, quantity.start)
        or (quantity.relative and DOING.match(scene.folded, end))
    ):
        _, end = scene.clause(end)
    else:
        end = max(_end_of_list(scene, start, end, behind[0]), _end_of_row(scene, quantity, behind[0]))
    return behind[0] if behind[0].start < end and not _is_bound(scene, behind[0], quantity) else None


def _follows(scene: Scene, quantity: Quantity, behind: PeriodMention, end: int) -> bool:
    """Whether a date closes the sentence behind a comma, or an aside in dashes keeps a time from its number."""
    if behind.as_of and COMMA.fullmatch(scene.folded, end, behind.start):
        return CLOSES.match(scene.folded, behind.end) is not None
    return DASHED.fullmatch(scene.folded, quantity.end, behind.start) is not None


def _end_of_list(scene: Scene, start: int, end: int, behind: PeriodMention) -> int:
    """Where the clauses end that only list what a number came to, with the time behind the last of them."""
    listed = TO_LEVEL.match(scene.folded, start) is not None
    while TO_LEVEL.match(scene.folded, end) and end < behind.start:
        listed = True
        _, end = scene.clause(end)
    return behind.end if listed and NEXT_TIME.fullmatch(scene.folded, end, behind.start) else end


def _end_of_row(scene: Scene, quantity: Quantity, behind: PeriodMention) -> int:
    """Where a row of numbers of several owners ends that one time stands behind, -1 where there is none: "Larch had 30
    percent, Birch 20 percent and Elm 10 percent in 2024".
    """
    row = [other for other in scene.quantities if quantity.end <= other.start and other.end <= behind.start]
    if scene.lang != "en" or not row or any(other.unit != quantity.unit for other in row):
        return -1
    for left, right in pairwise([quantity, *row]):
        between = scene.folded[left.end : right.start]
        if len(between) > ROW_REACH or ENDS_ROW.search(between) or has_verb(BESIDE.sub("", between), 0, len(between)):
            return -1
    return scene.clause(row[-1].end - 1)[1]


def takes_over(scene: Scene, before: PeriodMention, behind: PeriodMention, quantity: Quantity) -> bool:
    """Whether the time behind is the number's though one stands before it: "in March it set a goal of deploying 10,000
    robots in factories around the world by 2027", "… over the weekend, after two people had fallen ill last week".
    """
    if behind.span is None:
        return False
    if scene.lang == "en" and SUBORDINATE.search(scene.folded, before.end, quantity.start):
        return True
    if before.announced:  # "said earlier this month that it had 3 million users in July"
        return True
    if scene.number_between(quantity.end, behind.start):
        return _leads_to_plan(scene, quantity, behind)
    if scene.lang == "en" and PART_OF.search(scene.folded, before.end, quantity.start):
        return True
    if (
        scene.lang == "en"
        and behind.as_of
        and not before.as_of
        and TURN.search(scene.folded, before.end, quantity.start)
    ):
        return True  # "it opened on Oct. 1 and had a million users at the end of that month"
    if before.gives == "unset":  # "recently unveiled plans to build 300 plants over the next four years"
        return True
    if scene.lang != "en" or before.span is None or scene.published is None:
        return False
    if NEXT_VERB.search(scene.folded, quantity.end, behind.start):
        return False
    return before.span.last < scene.published < behind.span.last


def _leads_to_plan(scene: Scene, quantity: Quantity, behind: PeriodMention) -> bool:
    """Whether growth leads to a level of a time to come: "a goal of tripling output to 100,000 by 2020"."""
    ahead = behind.as_of and behind.span and scene.published and behind.span.last > scene.published
    if not ahead or quantity.unit not in {"times", "percent"}:
        return False
    level = next((other for other in scene.quantities if other.start >= quantity.end), None)
    return (
        level is not None
        and level.end <= behind.start
        and right_behind(scene, level) is behind
        and (LED_TO.fullmatch(scene.folded, quantity.end, level.start) is not None)
    )


def is_of_price(scene: Scene, mention: PeriodMention, quantity: Quantity) -> bool:
    """Whether the time is that of the price that a premium or a discount is measured from."""
    return quantity.unit == "percent" and OF_PRICE.fullmatch(scene.folded, quantity.end, mention.start) is not None


def _is_bound(scene: Scene, mention: PeriodMention, quantity: Quantity) -> bool:
    """Whether the time is that of a number behind it: "sixteen steps … from $0.23 today to $0.10 by 2030", "added 40
    units to end 2024 with 300".

    A growth is of that time as well: "rose 12 percent from 10 million to 11.2 million in 2024".
    """
    if quantity.unit == "percent" and OF_WHOLE.fullmatch(scene.folded, quantity.end, mention.start):
        return True
    if is_of_price(scene, mention, quantity) or NEXT_DEED.search(scene.folded, quantity.end, mention.start):
        return True
    if quantity.unit == "times" and MULTIPLIED.fullmatch(scene.folded, quantity.end, mention.start):
        return True
    if scene.lang == "en" and NEXT_SUBJECT.search(scene.folded, quantity.end, mention.start):
        return True
    if scene.number_between(quantity.end, mention.start) and REASON.search(scene.folded, quantity.end, mention.start):
        return True
    if OF_CAUSE.search(scene.folded, quantity.end, mention.start) and NAMED.match(scene.folded, mention.end):
        return True
    if CLOSING.match(scene.folded, mention.start) and LEADS_TO.match(scene.folded, mention.end):
        return True
    if scene.lang == "en" and _is_of_plan(scene, mention, quantity):
        return True
    if mention.as_of and ADDED_TO_REACH.search(scene.folded, quantity.end, mention.start):
        return True
    if quantity.relative or quantity.direction:
        return False
    between = [other for other in scene.quantities if other.start >= quantity.end and other.end <= mention.start]
    moved = any(is_beginning(scene, other) for other in between)
    return moved and right_behind(scene, between[-1]) is mention


def _is_of_plan(scene: Scene, mention: PeriodMention, quantity: Quantity) -> bool:
    """Whether the time is that of a plan behind a fact: "capex was 22 billion and it plans to spend 60 in the year"."""
    if not scene.number_between(quantity.end, mention.start):
        return False
    ahead = [cue.start for cue in scene.section("modality") if cue.value in FUTURE_CUES]
    return any(quantity.end <= at < mention.start for at in ahead) and not any(at < quantity.start for at in ahead)


def times_of_bases(scene: Scene, but: Quantity | None = None) -> set[int]:
    """Identities of the times of numbers that others are compared with: "from 531 in 2023", 由2023年的531家."""
    based = [other for other in scene.quantities if other is not but and is_base(scene, other)]
    own = {id(near) for other in based for near in _all_behind(scene, other)}
    return own | {id(mention) for other in based for mention in scene.periods if belongs(scene, mention, other)}


def _all_behind(scene: Scene, quantity: Quantity) -> list[PeriodMention]:
    """The time right behind a number, with one that says it again: "a year ago in the first quarter of 2012"."""
    near = right_behind(scene, quantity)
    if near is None:
        return []
    again = [
        one for one in scene.periods if near.end <= one.start and AGAIN.fullmatch(scene.folded, near.end, one.start)
    ]
    return [near, *again[:1]] if near.shift else [near]
