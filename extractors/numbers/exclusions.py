"""Numbers that are not quantities: years, days, ranks, names, ages, windows of time, list numbers, thresholds.

`why_excluded` gives the reason in one word, or None for a number that somebody could put in a table. The lists are in
`config/languages/*.yaml` under `not_quantities` and `vague`; the annotation rules behind them are in `docs/claims.md`.
"""

from __future__ import annotations

from extractors.numbers.amounts import Amount
from extractors.numbers.exclusion_words import ExclusionWords
from extractors.numbers.exclusions_en import why_excluded_en
from extractors.numbers.exclusions_zh import why_excluded_zh


def why_excluded(text: str, low: str, amount: Amount, before_end: int, words: ExclusionWords) -> str | None:
    """The reason why an amount is no quantity; `before_end` is where its comparator begins."""
    numeral = amount.first
    if numeral.form == "masked":
        return "masked"
    if numeral.form == "vague":
        return "vague"
    if words.lang == "en":
        return why_excluded_en(text, low, amount, before_end, words)
    return why_excluded_zh(text, low, amount, before_end, words)
