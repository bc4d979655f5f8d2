"""What a number's own verb says that it measures: "sold 13,503 units" tells sales, "weighs 52 kg" a weight.

Only for how a claim is called where no metric and no noun names its measure; the verbs stand in `config/languages/`
under `verb_measures`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.records import Quantity
from extractors.scenes import Scene

REACH = 48  # characters before a number that hold its verb with what may stand between
FILLERS = (
    r"(?:(?:about|around|some|nearly|almost|roughly|approximately|over|just|only|another|more\sthan|less\sthan|at\sleast"
    r"|up\sto|as\smany\sas|as\smuch\sas|an?|the|its|a\stotal\sof|an?\sestimated|an\sadditional|a\srecord|well\sover"
    r"|a\sfurther|us|close\sto|between|from)\s)*$"
)
WORD_BEFORE = re.compile(rf"\b(?P<verb>[a-z]+(?:\s(?:out|up|off))?)\s{FILLERS}")
BEHIND = re.compile(
    r"\s(?:(?:units|sets|pieces|of\sthem)\s)?(?:were|was|have\sbeen|had\sbeen|are|being)?\s?(?P<verb>[a-z]+)\b"
)


def told_by_verb(scene: Scene, quantity: Quantity, verbs: Mapping[str, str]) -> str | None:
    """The noun for what the verb right before a number, or the participle behind it, says of it; else None.

    `"BYD sold 13,503 units"` gives "sales", `"186,440 were delivered"` "deliveries".
    """
    start = max(scene.sentence.start, quantity.start - REACH)
    before = WORD_BEFORE.search(scene.folded, start, quantity.start)
    if before and (name := verbs.get(before["verb"])):
        return name
    behind = BEHIND.match(scene.folded, quantity.end, scene.sentence.end) if quantity.unit == "count" else None
    return verbs.get(behind["verb"]) if behind else None
