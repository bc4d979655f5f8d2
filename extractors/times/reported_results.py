"""Figures that a report on a period goes on with: growth and where it led, what a period brings, what is told with a
change.
"""

from __future__ import annotations

import re

from extractors.metrics.measures import Measure
from extractors.records import Kind, Quantity
from extractors.scenes import Scene
from extractors.text.signals import signal
from extractors.text.tenses import is_in_past

CHANGE_REACH = 72  # characters around a number that may hold its change
LED_TO = re.compile(
    r"(?:\s[^,;\n]{0,48})?(?:,?\sto|,?\s(?:reaching|hitting|totall?ing))\s(?:[a-z]+\s){0,4}"
)  # "fell 3 percent from a year ago to 12 million"
# Behind a level its change, before it what it stayed at or what came to it.
WITH_CHANGE = re.compile(
    r"[^,;.\d]{0,40},\s(?:up|down|compared\s(?:with|to)|against|versus|an?\s(?:[\w.-]+\s){0,3}?(?:increase|rise|gain|jump|decline|drop|fall)"
    r"|increasing|rising|growing|falling|declining|dropping)\b"
    r"|(?:\s[a-z]+){0,2}\sfrom\s(?:[a-z]+\s){0,2}[a-z$]{0,3}\d"
)
TO_TOTAL = re.compile(
    r"\b(?:(?:flat|unchanged|stable|steady)\sat|for\san?\s(?:[a-z]+\s){0,2}total\sof"
    r"|(?:bringing|taking|pushing|lifting|raising)\s(?:[\w-]+\s){1,8}to)\s(?:(?:about|around|nearly|more\sthan|over|some)\s)*$"
)
TO_A_TOTAL = signal(TO_TOTAL)
CURRENCY = re.compile(r"[A-Z]{3}$")
STOOD = re.compile(r"\b(?:had|was|were|stood|reached|hit|totall?ed|numbered|held|owned|operated|employed|covered)\b")
# What a stock came to in the time that is reported on: "subscribers reached 40 million"; what it has, it has now.
REACHED = re.compile(
    r"\b(?:reached|totall?ed|stood\sat|hit|topped|passed|exceeded|surpassed|numbered|amounted\sto|came\sto|(?:rose|grew|climbed|fell|dropped|increased|expanded|jumped|swelled|declined|decreased|shrank|shrunk|slipped)\sto)\s"
    r"(?:(?:about|around|nearly|almost|some|more\sthan|over|a\srecord)\s)*$"
)
MOVED_TO = re.compile(r"(?:\s[\w’'-]+){0,6}?\sto\s(?:(?:about|around|nearly|almost|some|more\sthan|over)\s)*")
HAS_COME = re.compile(
    r"\b(?:has|have)\s(?:\w+ly\s|also\s|now\s)?(?:risen|grown|climbed|fallen|dropped|declined|increased|jumped|surged"
    r"|doubled|tripled|reached|topped|surpassed|exceeded|expanded|swelled|shrunk|remained|held)\b"
    r"(?:[\s,]+[\w'’-]+){0,8}?(?:\s(?:to|at))?\s(?:(?:about|around|nearly|almost|some|roughly|more\sthan|over)\s)*$"
)
STOCKS = re.compile(
    r"\b(?:users?|subscribers?|subscriptions?|customers?|accounts|members|lines|stations|stores|shops|outlets|branches"
    r"|employees|staff|workforce|headcount|connections|households|fleet|installed\sbase)\b(?!\s(?:additions|growth))"
)
MARKET_SHARE = re.compile(r"\s(?:[a-z]+\s){0,2}?share\b")
SHARE_OF = re.compile(r"\bshare\sof\s(?:(?:about|around|nearly|just|over|roughly|more\sthan)\s)*$")
ADDED = re.compile(r"\b(?:additions?|increase|decrease|rise|gain|drop|decline|fall|reduction)\sof\s(?:[a-z]+\s){0,3}$")
# What was brought about is of the time reported on: "it delivered 6,044 vans and 437 lorries".
BROUGHT = re.compile(
    r"\b(?:sold|shipped|delivered|produced|exported|imported|manufactured|registered|handled|installed)\s"
    r"(?!in\b|by\b|to\b|at\b|for\b|from\b|on\b|with\b)[^;.:]{0,80}$"
)
INCLUDING = re.compile(
    r"(?:\s[\w-]+){0,4}(?:\s\([^()]{1,40}\))?,\s(?:including|of\swhich|comprising|with)\s(?:(?:about|around|nearly|more\sthan|some)\s)*"
)
# What a report on the contracts of some months lists: 中标金额2亿元
CONTRACTS_ZH = re.compile(r"(?:中标|合同|签约|订单)(?:总)?(?:金额|价)(?:总计|合计|共计|约|为|达|人民币)*$")
REACH_ZH = 16
EARNED = re.compile(
    r"\b(?:earn(?:ed|ings|s)?|profits?|loss(?:es)?|lost|made|income|eps)\b"
)  # "earned 49 cents a share"
SHARE = "share"
PRICE = "price"
PER_USER = "ARPU"  # is told of the months that a report is of


def is_result(scene: Scene, quantity: Quantity, kind: Kind, measure: Measure | None) -> bool:
    """Whether a report on a period goes on with the figure: growth and where it led, or what a period brings."""
    if kind == "growth":
        return True
    if scene.lang == "en" and (whole := _whole_of(scene, quantity)) is not None:
        return CURRENCY.match(whole.unit) is not None or is_result(scene, whole, kind, measure)
    if kind != "level":
        return _is_change_of_report(scene, quantity, kind)
    return _is_level_of_report(scene, quantity, measure)


def _is_change_of_report(scene: Scene, quantity: Quantity, kind: Kind) -> bool:
    """Whether a share or a change is told in the past, beside a sum, or as what was added."""
    if (kind == "change" and quantity.unit == "pp") or quantity.direction is not None:
        return True
    counted = scene.lang == "en" and _is_share_of_market(scene, quantity)
    before = [other for other in scene.quantities if other.end <= quantity.start]
    if any(CURRENCY.match(other.unit) or (counted and other.unit == "count") for other in before):
        return True
    added = kind == "change" and ADDED.search(scene.before(quantity)[-CHANGE_REACH:]) is not None
    return added or is_in_past(scene.folded, *scene.clause(quantity.start))


def _is_level_of_report(scene: Scene, quantity: Quantity, measure: Measure | None) -> bool:
    """Whether a level is what a period brought, what a stock came to in it, or what growth led to."""
    if measure is not None and PER_USER in measure.words:
        return True
    if measure is not None and measure.nature == "flow" and PRICE not in measure.words:
        return True
    if scene.lang == "en":
        before = scene.before(quantity)[-CHANGE_REACH:]
        if quantity.per == SHARE and EARNED.search(before):
            return True
        stock = measure is not None and measure.nature == "stock"
        counted = measure is None and quantity.unit == "count"
        if (stock or counted) and REACHED.search(before):
            return True
        if stock:
            led_to = has_come_to(before) or _is_led_to(scene, quantity)
            return led_to or _is_told_with_change(scene, quantity)
        led_to = counted and is_count_of_stock(scene, quantity) and _is_led_to(scene, quantity)
        brought = quantity.unit == "count" and BROUGHT.search(before) is not None
        if led_to or brought or _is_told_with_change(scene, quantity):
            return True
    if scene.lang == "zh" and CONTRACTS_ZH.search(scene.before(quantity)[-REACH_ZH:]):
        return True
    grown = [other for other in scene.quantities if other.relative and other.end <= quantity.start]
    return bool(grown) and LED_TO.fullmatch(scene.folded, grown[-1].end, quantity.start) is not None


def has_come_to(before: str) -> bool:
    """Whether the words before a number say what a stock has come to: "customers have risen to", "has remained at"."""
    return HAS_COME.search(before) is not None


def is_count_of_stock(scene: Scene, quantity: Quantity) -> bool:
    """Whether what is counted is there on a date, though no measure says so: "paying users rose to 24 million"."""
    start, _ = scene.clause(quantity.start)
    told = f"{scene.folded[start : quantity.start]} {(quantity.noun or '').lower()}"
    return STOCKS.search(told) is not None


def _is_led_to(scene: Scene, quantity: Quantity) -> bool:
    """Whether a movement ended with the number: "fell by 3 million to 280 million"."""
    moved = [other for other in scene.quantities if other.end <= quantity.start and (other.relative or other.direction)]
    return bool(moved) and MOVED_TO.fullmatch(scene.folded, moved[-1].end, quantity.start) is not None


def _whole_of(scene: Scene, quantity: Quantity) -> Quantity | None:
    """The number that this one tells a part of: "stood at 9.7 billion, including 9.5 billion from cars"."""
    before = [other for other in scene.quantities if other.end <= quantity.start and other.unit == quantity.unit]
    if not before or INCLUDING.fullmatch(scene.folded, before[-1].end, quantity.start) is None:
        return None
    return before[-1]


def _is_told_with_change(scene: Scene, quantity: Quantity) -> bool:
    """Whether a level is told with what it was before: "exceeded 580, up from 201", "flat at 44 yuan", "it added 5
    million for a total of 90 million".
    """
    before = scene.folded[max(scene.sentence.start, quantity.start - CHANGE_REACH) : quantity.start]
    if (scene.shows(TO_A_TOTAL) and TO_TOTAL.search(before)) or WITH_CHANGE.match(scene.folded, quantity.end):
        return True
    following = [other for other in scene.quantities if 0 < other.start - quantity.end <= CHANGE_REACH]
    counted = CURRENCY.match(quantity.unit) is not None or quantity.unit == "count"
    return counted and any(other.relative or _is_share_of_market(scene, other) for other in following)


def _is_share_of_market(scene: Scene, quantity: Quantity) -> bool:
    """Whether a percentage is somebody's part of a market: "30 million phones and 19 percent market share"."""
    if quantity.unit != "percent":
        return False
    return MARKET_SHARE.match(scene.after(quantity)) is not None or SHARE_OF.search(scene.before(quantity)) is not None


def is_flow(scene: Scene, quantity: Quantity, kind: Kind, measure: Measure | None) -> bool:
    """Whether the number tells what a time brought: a sum of money, what grew, what was added or done."""
    if kind in {"growth", "change"} or CURRENCY.match(quantity.unit):
        return True
    if kind == "share":
        return any(CURRENCY.match(other.unit) and other.end <= quantity.start for other in scene.quantities)
    if measure is not None:
        return measure.nature == "flow"
    start, end = scene.clause(quantity.start)
    return is_in_past(scene.folded, start, end) and not STOOD.search(scene.folded, start, end)
