"""The tense of English verbs, as far as it tells whether a time told before still holds."""

from __future__ import annotations

import re

REPORTED = frozenset({"would", "could", "might"})  # of what was to come, or of what may be
# The verb of an English clause as far as it tells the tense: "has risen", "typically represent" are present.
TENSE = re.compile(
    r"""\b(?:
      (?P<present> (?:has|have|['’]ve)\s(?:\w+ly\s|also\s|already\s|now\s)?[a-z]{0,3}[$€£¥]?\w+ | is | are | ['’]s\snow
        | (?:it|that|there|he|she)['’]s | (?:they|we|you)['’]re
        | (?:(?<=\bwhich\s)|(?<=\bwho\s)|(?<=\bit\s)|(?<=\bhe\s)|(?<=\bshe\s))(?!was\b)[a-z]{3,}(?<!s)s
        | can | could | would | might
        | (?=may)(?<!in\s)(?<!of\s)(?<!by\s)(?<!to\s)(?<!from\s)(?<!since\s)(?<!end\s)(?<!until\s) may  # not the month
        | (?:typically|usually|currently|now|typical)\s\w+
        | (?<!to\s)(?:represent|employ|operate|own|make|cost|sell|offer|account|need|use|include|contain|hold|serve
            |provide|produce|run|want|say|think|believe|expect|remain|stand|rank|carry|weigh|measure|support|cover
            |range|get|take|give|bring|generate|derive|earn|supply|boast|comprise|consist|constitute|equip|manage
            |maintain|allow|require|enable|qualify|enjoy|receive|contribute|assemble|manufacture|rely|depend
            |dominate|(?:plan|aim|intend|hope|seek)(?=s?\s(?:to|an?|on)\b))s? )
    | (?P<past> (?=\w++(?<=\wed))  # looked for first: most words end otherwise
            (?<!\bthe\s)(?<!\bits\s)(?<!\ban\s)(?<!\ba\s)(?<!\btheir\s) \w++
            (?<!followed(?=\sby))
        | rose | fell | grew | was | were | had | did | hit | stood | came | shrank | slid | sold | built
        | made | won | lost | led | saw | drove | became | began | took | went | got | ran | held | kept | beat | sank
        | spent | bought | brought | gave | put | set | cut )
    )\b""",
    re.VERBOSE,
)


OPENING = re.compile(r"[\s,]*(?:(?:also|now|then|later|recently|already|\w+ly)\s)?")


def has_verb(folded: str, start: int, end: int) -> bool:
    """Whether a verb of folded[start:end] tells the tense: not in ", followed by Brightwell with"."""
    return TENSE.search(folded, start, end) is not None


def is_in_present(folded: str, start: int, end: int) -> bool:
    """Whether the last verb of folded[start:end] is in the present or the perfect: "it has sold", "it employs"."""
    tenses = list(TENSE.finditer(folded, start, end))
    return bool(tenses) and tenses[-1]["present"] is not None


def is_in_past(folded: str, start: int, end: int) -> bool:
    """Whether folded[start:end] tells of the past only: "twenty-one robots took part"."""
    told = False
    for tense in TENSE.finditer(folded, start, end):
        if tense["past"] is None:
            return False
        told = True
    return told


def begins_with_verb(folded: str, start: int, end: int) -> bool:
    """Whether a finite verb opens folded[start:end]: ", raised another 3 million"."""
    opening = OPENING.match(folded, start, end)
    return TENSE.match(folded, opening.end() if opening else start, end) is not None


def turns_to_present(folded: str, start: int, end: int) -> bool:
    """Whether folded[start:end] begins in the past and ends in the present: "became the first … and now has", but not
    "had forecast that it would".
    """
    tenses = [tense for tense in TENSE.finditer(folded, start, end) if tense["present"] not in REPORTED]
    return bool(tenses) and tenses[0]["past"] is not None and tenses[-1]["present"] is not None
