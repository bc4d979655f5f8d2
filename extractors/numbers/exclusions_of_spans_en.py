"""English spans of time: which are measured themselves ("lasts 4 hours") and which only frame another number."""

from __future__ import annotations

import re

from extractors.numbers.amounts import Amount
from extractors.numbers.exclusion_words import LONG_TIMES, ExclusionWords

# "the app was banned for two weeks", "the plant lay idle for 20 days": how long it lasted is what is told
_STOOD_STILL = re.compile(
    r"\b(?:was|were|been|be|being|is|are|lay|lain|stood|remained|went)\s(?:temporarily\s)?"
    r"(?:shut(?:\sdown)?|closed|banned|suspended|halted|offline|idle|idled|interrupted|grounded|locked\sdown|blacked\sout|blocked)"
    r"\sfor\s(?:about\s|around\s|nearly\s|almost\s|more\sthan\s|over\s|at\sleast\s|up\sto\s)?$"
)


def excluded_duration(low: str, amount: Amount, before: str, words: ExclusionWords) -> str | None:
    """A span of time is a quantity only where it is itself what is measured."""
    after = low[amount.end : amount.end + 28]
    if words.aged_after.match(after) and not after.startswith(" earlier than"):
        return "age"
    if amount.unit is not None and amount.unit.symbol == "quarter":
        return "period"
    if before.endswith("within ") and amount.unit is not None and amount.unit.symbol in LONG_TIMES:
        return "period"
    if _STOOD_STILL.search(before):
        return None
    if words.span_before.search(before) and not words.span_measured.search(before):
        return "period"
    if low[amount.number_start : amount.end] in words.idioms:
        return "period"
    if low.startswith(words.wanted_after, amount.end + 1):
        return None
    if words.duration_names.match(low, amount.end):
        return "period"
    hyphened = "-" in low[amount.number_end : amount.end]
    short = amount.unit is not None and amount.unit.symbol not in LONG_TIMES
    if short:
        return None
    tokens = [term.strip(',;:"“') for term in before.split()[-5:]]
    if (
        not hyphened
        and any(term in words.wanted_before for term in tokens)
        and not any(t in {"in", "over", "during", "since"} for t in tokens[-2:])
    ):
        return None
    return "period"
