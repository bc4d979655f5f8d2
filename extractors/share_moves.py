"""Moves of shares and indexes: without another time they are of the day of the news, against the close before it."""

from __future__ import annotations

import re

from extractors.measures import Measure
from extractors.records import Kind, Quantity
from extractors.scenes import Scene
from extractors.signals import signal

SHARE_MOVES = frozenset({"share price", "share index"})
CURRENCY = re.compile(r"[A-Z]{3}$")
BEHIND = 26  # characters behind a number that may tell what it is: " premium to the closing"
# What makes a move of shares one over a longer time, or none that has happened: "have risen", "17 percent premium".
NO_DAY = re.compile(
    r"\b(?:have|has|had|will|would|could|may|might|can|if|since|premium|discount|estimates?|forecasts?|targets?|each|per|sold?|sell|selling|buy|bought"
    r"|offer(?:ed|ing)?|issued?|placed?|repurchased?|stake|holds?|owns?)\b|溢价|折价|折让|增持|减持|发行|回购|持有|定增|若|将|认购"
)
# A market beside shares: "its shares fell 3 percent in a Taipei market up 0.8 percent".
SHARES = re.compile(r"\b(?:shares|stocks?)\b|股价")
MARKET = re.compile(
    r"\b(?:market|index|bourse)\b(?:\s+\.\w{1,8})?(?:\s+(?:was|is|that\swas))?\s+(?:up|down|off|by|lower|higher)?\s*$"
)
# "gained 6.7 percent to HK$14.44 at the midday trading break", "fell 3 percent in early trade in Seoul".
TRADED = re.compile(
    r"\b(?:at|in|by|as\sof)\s(?:the\s)?(?:(?:morning|midday|afternoon|early|late)\s(?:trad(?:e|ing)|close|break)"
    r"|(?:[a-z]+\s)?trading\sbreak)\b"
)
TRADE_REACH = 72
# What stands between a move and the trade it was made in: " to HK$14.44 at", " as of"; it is no profit then.
PRICE = re.compile(
    r"(?:\sto\s[a-z]{0,3}\$?[\d.]+(?:\s[a-z]+)?)?\s(?:at|in|by|as\sof)\s(?:the\s)?(?:morning|midday|afternoon|early|late)\b"
)
FALL = re.compile(
    r"^\s(?:fall|rise|gain|drop|decline|loss)\s(?:in|for|by|on)\sthe\s(?:[\w&-]+\s){0,4}?(?:market|index|average|composite)\b"
)
TRADE, SHARE = signal(TRADED), signal(SHARES)


def is_share_move(scene: Scene, quantity: Quantity, measure: Measure | None) -> bool:
    """Whether the number tells of shares or of the market they are traded on."""
    if measure is not None and measure.words in SHARE_MOVES:
        return True
    before = scene.before(quantity)
    traded = TRADED.search(scene.after(quantity)[:TRADE_REACH]) if scene.shows(TRADE) else None
    if traded and (measure is None or measure.id is None or PRICE.match(scene.after(quantity))):
        return True
    if quantity.unit != "percent" or not scene.shows(SHARE) or not SHARES.search(before):
        return False
    return MARKET.search(before[-BEHIND:]) is not None or FALL.match(scene.after(quantity)) is not None


def is_move_of_day(scene: Scene, quantity: Quantity, kind: Kind) -> bool:
    """Whether it is a move or price on the day of the news: "slid 5.7 percent", "closed at $29.80"."""
    if kind != "growth" and not (kind == "level" and CURRENCY.match(quantity.unit)):
        return False
    start, end = scene.clause(quantity.start)
    return NO_DAY.search(scene.folded, start, min(end, quantity.end + BEHIND)) is None
