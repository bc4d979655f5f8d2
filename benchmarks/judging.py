"""Which extracted claims are right, beside annotated ones: pairs by span, then compares field by field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]

SAME_BOUND = {"ge": "gt", "le": "lt"}
EXACT = ("unit", "kind", "basis", "modality", "period_start", "period_end")
TRADES = frozenset({"robotics", "robot", "robots", "technology", "technologies", "automation", "electronics"})
LEGAL_END = re.compile(
    r"[\s,]*\b(?:inc|ltd|limited|co|corp|corporation|company|plc|group|holdings?|city|province|municipality)\b\.?$"
    r"|(?:有限责任公司|股份有限公司|有限公司|公司|集团|股份|市|省)$"
)


def read_gold(path: Path) -> list[dict[str, Any]]:
    """Annotated articles of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def pair_claims(gold: Sequence[Row], found: Sequence[Row]) -> Iterator[tuple[Row | None, Row]]:
    """Each found claim with the annotated one that shares at least half of their joint span, or with None."""
    free = list(gold)
    for claim in found:
        best = max(free, key=lambda other: (_overlap(other, claim), _same_value(other, claim)), default=None)
        if best is None or _overlap(best, claim) < 0.5:
            yield None, claim
        else:
            free.remove(best)
            yield best, claim


def _overlap(one: Row, other: Row) -> float:
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    joint = max(one["end"], other["end"]) - min(one["start"], other["start"])
    return max(0.0, shared / joint)


def known_metrics(articles: Sequence[Row]) -> frozenset[str]:
    """The metric ids that an annotation uses: what the catalogue has learnt since, it could not have named."""
    claims = [claim for row in articles for claim in row["claims"]]
    ids = {name for claim in claims for name in [claim.get("metric_id"), *claim.get("metric_id_also", ())]}
    return frozenset(name for name in ids if name)


def is_right(gold: Row | None, claim: Row, known: frozenset[str]) -> bool:
    """Whether the whole row is right: an analyst can use it without reading the sentence.

    A metric that is not among the `known` ones is none.
    """
    if gold is None or not _same_value(gold, claim):
        return False
    exact = all(gold.get(field) == claim.get(field) for field in EXACT)
    bounds = [SAME_BOUND.get(row["comparator"], row["comparator"]) for row in (gold, claim)]
    names = all(_same_name(gold, claim, field) for field in ("entity", "place"))
    ids = [gold.get("metric_id"), *gold.get("metric_id_also", ())]
    said = claim.get("metric_id") if claim.get("metric_id") in known else None
    metric = "metric_id" not in gold or said in ids
    return exact and bounds[0] == bounds[1] and names and metric and _fold(gold.get("per")) == _fold(claim.get("per"))


def _same_value(gold: Row, claim: Row) -> bool:
    return all(_same_number(gold.get(end), claim.get(end)) for end in ("low", "high"))


def _same_number(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return one is other
    return bool(abs(one - other) <= 1e-6 * max(1.0, abs(one), abs(other)))


def _same_name(gold: Row, claim: Row, field: str) -> bool:
    said = _fold(claim.get(field))
    return any(_is_same(_fold(name), said) for name in [gold.get(field), *gold.get(f"{field}_also", ())])


def _is_same(one: str | None, other: str | None) -> bool:
    """Whether two folded names are one; a company's trade may be left out: "Harmonic Robotics", "Harmonic"."""
    if one is None or other is None or one == other:
        return one == other
    short, long = sorted((one, other), key=len)
    return short != "china" and long.startswith(short) and long[len(short) :] in TRADES


def _fold(name: Any) -> str | None:
    """A name in lower case without "the", legal forms at its end, blanks and marks."""
    if name is None:
        return None
    text = str(name).casefold().strip().removeprefix("the ")
    while (shorter := LEGAL_END.sub("", text).strip()) and shorter != text:
        text = shorter
    return re.sub(r"[\W_]+", "", text)
