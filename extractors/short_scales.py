"""Letters after digits that may be a magnitude: "$3b", "5k", "35m users", but "1.8m tall", "100t", "4k video"."""

from __future__ import annotations

import re

_MONEY_BEFORE = re.compile(r"(?:[$€£¥₩₹]|rmb|usd|eur|cny|hkd|gbp)\s?[-+]?[\d.,]+$")
_PLURAL_NEXT = re.compile(r"\s(?:[a-z-]+\s)?[a-z]{3,}s\b(?<!less)")
_PICTURE_NEXT = re.compile(
    r"\s(?:video|tv|tvs|resolution|display|displays|camera|cameras|ultra|uhd|hd|streaming|content|screen"
    r"|screens|monitor)"
)


def is_short_scale(low: str, end: int, glued: re.Match[str]) -> bool:
    """Whether letters after digits are a magnitude: "$3b", "5k", "35m users", but "1.8m tall", "100t", "4k video"."""
    word = glued["word"]
    if len(word) > 1:
        return True
    if glued.end() - end > 1:
        return False
    if _MONEY_BEFORE.search(low[max(0, end - 16) : end]):
        return True
    if word == "k":
        return not _PICTURE_NEXT.match(low, glued.end())
    return word in {"m", "b"} and _PLURAL_NEXT.match(low, glued.end()) is not None
