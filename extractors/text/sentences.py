"""Text to sentences and clauses, as offsets into the text. Linear: every pattern reads a character a bounded number
of times.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from extractors.quick_records import quick

# A longer run without a stop (tables, hostile input) is read in pieces, so that time stays linear.
SENTENCE_LIMIT = 600
HEADING_LIMIT = 160  # longer lines without a full stop are captions and lists, not headings

# A full stop ends an English sentence when a capital, digit or quotation mark follows; "U.S. market" is caught by
# ABBREVIATION.
ENGLISH_END = re.compile(
    r"""
    [.!?] [.!?]*   # the first of them apart: the search then passes over all other characters in one go
    (?: ["”’')\]]* (?= \s+ ["“‘'(\[]? (?: [A-Z0-9$€£¥] | [a-z][A-Z] | (?:vivo|realme)\b ) )  # … (Reuters). "We …
      | ["”]? (?= ["“] [A-Z] )                                 # … costs.“This …  the blank was lost
      | (?: (?<=[a-z]{2}[.]) | (?<=[\d%)][.]) ) (?= (?! Com\b|Inc\b|Net\b) [A-Z][a-z]+,?\s )  # … costs.This …
      | ["”’')\]]* (?= \s* \n )                                # at the end of a line
    )
    """,
    re.VERBOSE,
)
# 。ends a Chinese sentence together with the closing marks behind it: 他说：“很好。”
CHINESE_END = re.compile(r"[。！？!?][。！？!?]*[”’」』）)】]*")
LINE_BREAK = re.compile(r"\n\n*")

ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Sen|Gov|Gen|Inc|Ltd|Co|Corp|Bros|vs|No|Nos|approx|est|e\.g|i\.e|Jan"
    r"|Feb|Mar|Apr"
    r"|Aug|Sept|Sep|Oct|Nov|Dec|U\.S|U\.K|U\.N|a\.m|p\.m))\.$"
)
LETTER_END = re.compile(r"[\s/][A-Z]\.$")  # no initial stands before "The": "the refreshed Model Y. The market …"
COMPANY_END = ("Inc.", "Ltd.", "Co.", "Corp.", "U.S.", "U.K.", "a.m.", "p.m.")  # these may also end a sentence

# Where a clause ends. A comma inside a number ("3,800") or between digits is none.
CLAUSE_BREAK = re.compile(r"[;；，。！？!?:：]|,(?!\d{3}\b)|\s[—–-]+\s|——|\.(?=\s|$)")


@quick
@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as text[start:end]; `line` counts lines from 0, `heading` says that the line carries no full stop."""

    start: int
    end: int
    line: int
    heading: bool = False
    title: bool = False  # the first heading of the text

    @property
    def span(self) -> tuple[int, int]:
        """Offsets as a pair."""
        return self.start, self.end


def split_sentences(text: str, lang: str) -> tuple[Sentence, ...]:
    """Sentences in order; they cover everything but blank lines. `"甲。乙。"` gives two, `"Apple Inc. rose."` one."""
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(_lines(text)):
        cuts = _cuts(text, start, end, lang)
        heading = _is_heading(text, start, end, cuts)
        title = heading and not sentences and end < len(text)
        previous = start
        for cut in [*cuts, end]:
            left, right = _strip(text, previous, cut)
            sentences.extend(
                Sentence(piece, min(right, piece + SENTENCE_LIMIT), number, heading, title)
                for piece in range(left, right, SENTENCE_LIMIT)
            )
            previous = cut
    return tuple(sentences)


def clause_bounds(text: str, start: int, end: int) -> list[int]:
    """Offsets where the clauses of text[start:end] begin, then `end`."""
    return [start, *(match.end() for match in CLAUSE_BREAK.finditer(text, start, end) if match.end() < end), end]


def clause_at(bounds: list[int], position: int) -> tuple[int, int]:
    """The clause of `clause_bounds` that holds the position, as offsets."""
    end = bisect_right(bounds, position, 1, len(bounds) - 1)  # the first clause for what stands before, the last behind
    return bounds[end - 1], bounds[end]


def _lines(text: str) -> list[tuple[int, int]]:
    """Non-empty lines as stripped offsets."""
    lines: list[tuple[int, int]] = []
    start = 0
    for match in LINE_BREAK.finditer(text):
        lines.append(_strip(text, start, match.start()))
        start = match.end()
    lines.append(_strip(text, start, len(text)))
    return [(left, right) for left, right in lines if left < right]


def _cuts(text: str, start: int, end: int, lang: str) -> list[int]:
    """Offsets after each sentence end inside a line."""
    if lang == "zh":
        return [match.end() for match in CHINESE_END.finditer(text, start, end) if match.end() < end]
    return [
        match.end()
        for match in ENGLISH_END.finditer(text, start, end)
        if match.end() < end and not _is_abbreviation(text, match.start(), match.end())
    ]


def _is_abbreviation(text: str, dot: int, after: int) -> bool:
    """Whether the stop at `dot` belongs to a short form: `"Dr. Li"`, `"J. Wong"`, `"Unitree Co. Ltd"`."""
    head = text[max(0, dot - 8) : dot + 1]
    if not ABBREVIATION.search(head):
        return False
    following = text[after : after + 24].lstrip(" \"“'(")
    return not (
        (head.endswith(COMPANY_END) or LETTER_END.search(head))
        and following.split(" ", 1)[0] in {"The", "It", "In", "But", "He", "She", "This"}
    )


def _is_heading(text: str, start: int, end: int, cuts: list[int]) -> bool:
    """A short line whose last character is no full stop: a headline, a subhead, a caption."""
    return not cuts and end - start <= HEADING_LIMIT and text[end - 1] not in '.!?。！？”";；:：,，'


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets without blanks at both ends."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, max(start + left, start + len(piece.rstrip()))
