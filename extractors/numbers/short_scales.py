"""Letters after digits that may be a magnitude: "$3b", "5k", "35m users", but "1.8m tall", "100t", "4k video"."""

from __future__ import annotations

import re

_MONEY_BEFORE = re.compile(
    r"(?:[$€£¥₩₹₽₺₫₱฿₪₦]|\b(?:rmb|usd|eur|cny|hkd|gbp|aud|cad|sgd|nzd|twd|jpy|krw|inr|chf|sek|nok|dkk|pln|try|ils|rub|zar"
    r"|aed|sar|myr|thb|idr|php|vnd|brl|mxn|rm|rp|rs\.?))\s?[-+]?[\d.,]+$"
)
_FEW = re.compile(r"(?<![\d.,])(?:2|4|8|16)$")
_SIZE = r"(?!tall|long|high|wide|deep|thick|away|apart|above|below|across|x\b)"  # 37m high walls: metres
_PLURAL_NEXT = re.compile(
    rf"\s{_SIZE}(?:of\s(?:its|the|their|our|these)\s)?(?:[a-z-]+\s){{0,2}}?(?:and\s[a-z-]+\s)?"
    r"(?:[a-z]{3,}s\b(?<!less)|people\b)"
)
_PICTURE_NEXT = re.compile(
    r"\s(?:run|race|marathon|walk|video|tv|tvs|resolution|display|displays|camera|cameras|ultra|uhd|hd|streaming|content|screen"
    r"|screens|monitor)"
)
_LENGTH_OR_RATE_NEXT = re.compile(
    r"\s(?:broadband|bandwidth|fib(?:er|re)|network|ethernet|port|race|sprint|hurdles|dash|freestyle|relay|final)"
    r"|\s(?:tall|long|high|wide|deep|away)\b|[/²³^]"
)


def is_short_scale(text: str, low: str, end: int, glued: re.Match[str]) -> bool:
    """Whether the letters behind digits that end at `end` are a magnitude; `glued` is their match in `low`."""
    word = glued["word"]
    if len(word) > 1:
        return True
    if glued.end() - end > 1:  # "8 B people"
        return word in {"m", "b"} and text[glued.end() - 1].isupper() and bool(_PLURAL_NEXT.match(low, glued.end()))
    if _MONEY_BEFORE.search(low, max(0, end - 16), end):
        return True
    if word == "k":
        few = _FEW.search(low, max(0, end - 4), end) is not None  # 4K is a picture, "8k stations" counts
        return bool(_PLURAL_NEXT.match(low, glued.end())) if few else not _PICTURE_NEXT.match(low, glued.end())
    if word == "m" and text[glued.end() - 1] == "M":
        return not _LENGTH_OR_RATE_NEXT.match(low, glued.end())
    return word in {"m", "b"} and _PLURAL_NEXT.match(low, glued.end()) is not None
