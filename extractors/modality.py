"""Fact, forecast, target or supposition: the cues of `modality` and how far each of them reaches.

A cue governs the numbers behind it in the sentence until a comparison or a finished action takes over: "expected to
reach
X, up from Y last year" makes only X expected. "will" and 将 are a target before an act of the subject ("will build")
and a
forecast before an outcome ("will reach").
"""

from __future__ import annotations

import re
from datetime import date

from extractors.cues import Cue
from extractors.period_choice import TimeFrame
from extractors.records import Modality, Quantity
from extractors.scenes import Scene

MONEY = 3  # letters of an ISO 4217 code
RANK = {"hypothetical": 0, "target": 1, "expected": 2}
FUTURE = frozenset(
    {"will", "would", "将", "将会", "即将", "is to", "are to", "shall", "将于", "将在", "going to", "set to"}
)
FROM = re.compile(
    r"(?:\bfrom|\bversus|\bvs\.?|compared with|compared to|\bagainst|\bthan|较|比|自|从)\s*(?:the\s|a\s|about\s"
    r"|around\s|约|去年同?期?的?|上年同?期?的?)*$"
)
BOUND = re.compile(r"(?:more|less|fewer|greater|higher|lower|rather|other) than$")  # a comparator, not a comparison
BEHIND_REACH = 30
# What is said of the number's own noun: "100 cities will be covered", "300 stores are to be opened".
PASSIVE = re.compile(
    r"^(?:\s(?!(?:and|that|which|who|but|while|as|if)\b)[\w'’-]+){1,7}?\s(?:will|would|are\sto|is\sto)\s"
    r"(?:(?:also|soon|then|eventually)\s)?be\s(?P<done>\w+)"
)
ACTS = re.compile(
    r"add|buil|open|deploy|launch|install|invest|construct|train|creat|establish|set|hir|roll|recruit|spen"
)
IF_BEHIND = re.compile(r"\b(?:would|could|will|might|may|can)\b")
NO_PLANS = re.compile(r"(?:5g|4g|data|service|price|pricing|phone|unlimited|tariff|payment|health|pension)\s$")
DONE_BEFORE = re.compile(r"(?:已|已经|累计|业已|共)$")
# A price that is agreed or offered holds, whatever is still to happen: "in a $1.8 billion deal".
AGREED = re.compile(r"^[\s-]+(?:\w+\s){0,2}?(?:deal|takeover|buyout|acquisition|contract|bid|merger)\b")
BEHIND = frozenset(
    [
        "target",
        "targets",
        "goal",
        "goals",
        "forecast",
        "expected",
        "projected",
        "planned",
        "is",
        "expected",
        "are",
        "expected",
        "is",
        "planned",
        "estimate",
        "目标",
        "预期",
        "上升空间",
        "上行空间",
        "上涨空间",
        "潜在",
    ]
) | {"is expected", "are expected", "was expected"}


def modality_of(scene: Scene, quantity: Quantity, frame: TimeFrame) -> Modality:
    """`"plans to build 1,000 stations"` target, `"预计达1.2万亿元"` expected, `"if 3 million join"` hypothetical,
    else actual.
    """
    before = scene.before(quantity)
    if FROM.search(before[-30:]) and not BOUND.search(before.rstrip()) and not _is_ahead(frame, scene.published):
        return "actual"
    behind = _behind(scene, quantity)
    if behind in {"target", "hypothetical"}:
        return behind
    if governing := _governing(scene, quantity) or behind:
        return "actual" if governing == "expected" and _is_agreed(scene, quantity) else governing
    if scene.text[scene.sentence.end - 1] in "?？":
        return "hypothetical"
    if _is_ahead(frame, scene.published) and frame.origin == "stated":
        return "target" if scene.lang == "zh" else "expected"
    return "actual"


def _is_ahead(frame: TimeFrame, published: date | None) -> bool:
    """Whether the whole period lies after publication."""
    if frame.span is None or published is None:
        return False
    return (frame.span.first or frame.span.last) > published


def _governing(scene: Scene, quantity: Quantity) -> Modality | None:
    """The last cue before the number that nothing has ended."""
    cues = [cue for cue in scene.cues if cue.end <= quantity.start and cue.section == "modality"]
    frames = [cue for cue in cues if cue.value in RANK and _is_frame(scene, cue)]
    if not frames:
        return None
    if any(cue.value == "hypothetical" for cue in frames):
        return "hypothetical"
    for cue in sorted(frames, key=lambda item: (-item.end, item.start)):
        if _is_ended(scene, cue, quantity, cues):
            return None
        if not _is_continued(scene, cue, frames):
            return _meaning(scene, cue, cues)
    return None


def _is_frame(scene: Scene, cue: Cue) -> bool:
    """Whether the cue tells of what is to come: not in "better-than-expected", "5G plans", 已规划."""
    before = scene.folded[max(0, cue.start - 12) : cue.start]
    if before.endswith("-"):
        return False
    word = scene.folded[cue.start : cue.end]
    return not (
        (word in {"plans", "plan for", "plans for"} and NO_PLANS.search(before))
        or (cue.value == "target" and DONE_BEFORE.search(before) is not None)
    )


def _is_agreed(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is the price of a deal."""
    return len(quantity.unit) == MONEY and quantity.unit.isupper() and bool(AGREED.match(scene.after(quantity)))


def _is_ended(scene: Scene, cue: Cue, quantity: Quantity, cues: list[Cue]) -> bool:
    """Whether a finished action or a comparison stands between the cue and the number."""
    ends = [
        other
        for other in cues
        if other.start >= cue.end
        and other.value in {"reset", "done"}
        and not BOUND.search(scene.folded, max(0, other.start - 8), other.end)
    ]
    same_clause = scene.clause(cue.start) == scene.clause(quantity.start)
    done = any(scene.folded[other.start] == "已" for other in ends)  # 计划投资已达50亿元
    return done or any(other.value == "reset" or not same_clause for other in ends)


def _is_continued(scene: Scene, cue: Cue, frames: list[Cue]) -> bool:
    """Whether "and will" only goes on with a plan stated before it: "plans to build X and will focus on Y"."""
    before = scene.folded[max(scene.sentence.start, cue.start - 5) : cue.start].strip()
    earlier = any(other.end <= cue.start and other.value == "target" for other in frames)
    return earlier and before.endswith("and") and scene.folded[cue.start : cue.end] in FUTURE


def _meaning(scene: Scene, cue: Cue, cues: list[Cue]) -> Modality:
    word = scene.folded[cue.start : cue.end]
    if cue.value == "expected" and word in FUTURE:
        acts = [other for other in cues if other.start >= cue.end and other.value in {"actor", "outcome"}]
        if acts and min(acts, key=lambda item: item.start).value == "actor":
            return "target"
    return _as_modality(cue.value)


def _behind(scene: Scene, quantity: Quantity) -> Modality | None:
    """A cue right behind the number in its clause: "a 30 percent growth target", "20 percent is expected"."""
    _, end = scene.clause(quantity.end - 1)
    if said := _said_of_noun(scene, quantity, end):
        return said
    for cue in scene.section("modality"):
        if quantity.end <= cue.start < min(end, quantity.end + BEHIND_REACH) and cue.value in RANK:
            word = scene.folded[cue.start : cue.end]
            between = scene.folded[quantity.end : cue.start]
            if word in BEHIND and not scene.number_between(quantity.end, cue.start) and " and " not in between:
                return _as_modality(cue.value)
    return None


def _said_of_noun(scene: Scene, quantity: Quantity, end: int) -> Modality | None:
    """ "300 stores will be opened": target; "100 cities will be covered": expected; "5 percent if …": hypothetical."""
    if scene.lang != "en":
        return None
    passive = PASSIVE.match(scene.folded[quantity.end : end])
    if passive and not scene.number_between(quantity.end, quantity.end + passive.end()):
        return "target" if ACTS.match(passive["done"]) else "expected"
    for cue in scene.section("modality"):
        if cue.value == "hypothetical" and cue.start >= quantity.end:
            near = not scene.number_between(quantity.end, cue.start) and bool(IF_BEHIND.search(scene.before(quantity)))
            return "hypothetical" if near else None
    return None


def _as_modality(value: str) -> Modality:
    return "target" if value == "target" else "expected" if value == "expected" else "hypothetical"
