"""Days of months, which are no ends of ranges: "in the year to March 31 to 4 million"."""

from __future__ import annotations

import re

from extractors.numbers.amounts import Amount, Source

_MONTH_BEFORE = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?\s$"
)
_LONGEST = 12  # characters of a month's name with what stands around it
_DAYS = 31


def is_day_of_month(source: Source, amount: Amount) -> bool:
    """Whether a bare number up to 31 stands behind the name of a month."""
    if source.lang == "zh" or amount.own_unit or amount.scale != 1 or not 1 <= amount.low <= _DAYS:
        return False
    return _MONTH_BEFORE.search(source.low, max(0, amount.start - _LONGEST), amount.start) is not None
