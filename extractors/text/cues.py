"""Words that frame a number ("is expected to", 同比, "according to"), found in one pass over a text.

A cue is a phrase of `config/languages/` with the section and the value that it stands for: `"plans to"` is modality
target.
Matching folds case and runs of the automaton are linear in the text, however many phrases there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ahocorasick_rs import AhoCorasick

from extractors.quick_records import quick
from extractors.text.folding import fold_han

# Values of the section `modality` that look ahead.
FUTURE_CUES = frozenset({"expected", "target", "forecaster", "paper"})
FORECAST_NOUNS = ("forecast", "estimate", "expectation", "consensus", "projection", "target", "guidance")
# Before a forecast that a result is held against: "beat the average ", "in line with an ".
HELD_AGAINST = re.compile(
    r"\b(?:lagg(?:ed|ing)|lags|miss(?:ed|es|ing)|beats?|beating|met|(?<!to\s)meet(?:s|ing)|hitting|achiev(?:ed|ing)|topp(?:ed|ing)|exceed(?:ed|s|ing)|surpass(?:ed|ing)|than|versus|against|above|below"
    r"|with|short\sof|ahead\sof)\s(?:[\w'’-]+\s){0,4}$"
)
AGAINST_REACH = 60
# 高于市场预期, 略低于该行预测: the same in Chinese
EXPECTATIONS = ("预期", "预测", "预估")
HELD_AGAINST_ZH = re.compile(r"(?:[高低好优差逊胜]于|超[出过]?|不及|符合|胜过|未达)[^，。；、\d]{0,8}$")
HAN = "\u2e80"  # characters from here on are no Latin ones
LOST_SPACE = 4  # a longer word may run into a number: "is now setting up6,000 sites"


@quick
@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase at text[start:end] that means `value` in `section`."""

    start: int
    end: int
    section: str
    value: str


@dataclass(frozen=True, slots=True)
class CueTable:
    """The phrases of one language, compiled; `meanings[i]` belongs to the automaton's i-th pattern."""

    automaton: AhoCorasick
    meanings: tuple[tuple[str, str], ...]
    sections: tuple[str, ...] = field(default=())


def build_cue_table(sections: Mapping[str, Mapping[str, Iterable[str]]]) -> CueTable:
    """Compiles `{"modality": {"target": ["plans to", …]}}`."""
    rows = [
        (fold_case(str(phrase)), (section, value))
        for section, values in sections.items()
        for value, phrases in values.items()
        for phrase in phrases
    ]
    return CueTable(AhoCorasick([phrase for phrase, _ in rows]), tuple(meaning for _, meaning in rows), tuple(sections))


def find_cues(folded: str, table: CueTable) -> Iterator[Cue]:
    """Cues of a lower-cased text in order of their end, whole words only where the phrase is Latin."""
    for index, start, end in table.automaton.find_matches_as_indexes(folded, overlapping=True):
        if is_whole_word(folded, start, end):
            section, value = table.meanings[index]
            yield Cue(start, end, section, value)


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Whether no Latin letter or digit continues the match on either side: `"plan"` is not in `"planet"`."""
    first, last = text[start], text[end - 1]
    if start > 0 and first < HAN and first.isalnum() and (before := text[start - 1]) < HAN and before.isalnum():
        return False
    if last >= HAN or end == len(text) or not last.isalnum() or (after := text[end]) >= HAN or not after.isalnum():
        return True
    return after.isdigit() and last.isalpha() and end - start > LOST_SPACE


def fold_case(text: str) -> str:
    """Lower case and simplified characters, of the same length: the few letters whose lower case is longer stay as
    they are (`"İ"`).
    """
    text = fold_han(text)
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(_lower_one(char) for char in text)


def plain_section(data: Mapping[str, Any], name: str) -> dict[str, list[str]]:
    """A section of a language file as value → phrases; an absent section is empty."""
    return {str(value): [str(phrase) for phrase in phrases or ()] for value, phrases in (data.get(name) or {}).items()}


def _lower_one(char: str) -> str:
    lowered = char.lower()
    return lowered if len(lowered) == 1 else char


def is_held_against(folded: str, cue: Cue) -> bool:
    """Whether a forecast only is what a result is compared with: "lagging a forecast for 3 billion", 高于市场预期."""
    if folded.startswith(EXPECTATIONS, cue.start):
        return HELD_AGAINST_ZH.search(folded, max(0, cue.start - AGAINST_REACH), cue.start) is not None
    if not folded.startswith(FORECAST_NOUNS, cue.start):
        return False
    return HELD_AGAINST.search(folded, max(0, cue.start - AGAINST_REACH), cue.start) is not None
