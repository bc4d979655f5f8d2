"""Level, change, growth or share, and against what a change is measured."""

from __future__ import annotations

import re

from extractors.cues import Cue
from extractors.metrics import Measure
from extractors.period_choice import SHARE_PRICE, TimeFrame
from extractors.records import Basis, Kind, Quantity
from extractors.scenes import Scene

RELATIVE_UNITS = frozenset({"percent", "times", "pp"})
WHOLE_PERIODS = frozenset(
    {"quarter", "half", "year", "months", "full_year", "relative", "first_months", "first_quarters", "months_to"}
)
CHANGE_REACH = 16  # characters between "new", 净增 and the number
BY = re.compile(r"\bby\s+(?:\w+\s+){0,3}$")
SIGNS = "+＋-−–－"  # "(+52.1%)" is a change; a bare percentage with a sign never is a share
GROWTH_REACH = 60
# A noun of growth right before its figure: "growth of 8 percent", "growth target to 15 percent", 增速达8%.
GROWTH_NOUN = re.compile(
    r"(?:\bgr[eo]w\w*\s(?:[\w-]+\s){0,6}(?:rate|pace) of\s(?:[\w-]+\s)?$"
    r"|\b(?:growth|increase|decline|decrease|gain|jump|drop|rise|fall|reduction|cut|expansion)(?:\s(?:rate"
    r"|target|forecast|outlook))?"
    r"\s(?:of|to|at|by|was|is)(?:\s[\w-]+){0,2}\s$|(?:增速|增幅|涨幅|降幅|跌幅|增长率)(?:[达为约近超在至到高过]"
    r"|分别|超过|达到|回落|放缓){0,3}$)"
)
MULTIPLE_VERB = re.compile(r"(?:doubl|tripl|trebl|quadrupl|halv)(?:e|ed|es|ing)?$|^翻")


def kind_of(scene: Scene, quantity: Quantity) -> Kind:
    """`"rose 12 percent"` growth, `"market share of 12 percent"` share, `"净增1.55亿户"` change, else level."""
    if quantity.unit == "pp":
        return "change"
    if quantity.unit == "times":
        verb = MULTIPLE_VERB.search(quantity.quote.lower()) is not None
        return "growth" if (quantity.relative or verb) and not _is_ratio_to_other(scene, quantity) else "level"
    if quantity.unit == "percent":
        return _percent_kind(scene, quantity)
    return "change" if _is_change(scene, quantity) else "level"


def basis_of(scene: Scene, quantity: Quantity, kind: Kind, frame: TimeFrame, measure: Measure | None) -> Basis | None:
    """What a change or growth is measured against; None where nothing is named and none is understood."""
    if kind not in {"change", "growth"}:
        return None
    is_price = measure is not None and measure.words == SHARE_PRICE
    cue = _cue_of(scene, quantity, {"since"} if is_price else None)
    if cue is None:
        return None if is_price else _understood_basis(scene, quantity, kind, frame)
    value: Basis = cue.value  # type: ignore[assignment]
    if value == "yoy" and frame.mention and frame.mention.cumulative:
        return "ytd_yoy"
    return value


def _percent_kind(scene: Scene, quantity: Quantity) -> Kind:
    if quantity.relative or quantity.quote[0] in SIGNS or GROWTH_NOUN.search(scene.before(quantity)[-GROWTH_REACH:]):
        return "growth"
    start, end = scene.clause(quantity.start)
    if any(cue.value == "level" and start <= cue.start < end for cue in scene.section("kinds")):
        return "level"
    return "share"


def _is_ratio_to_other(scene: Scene, quantity: Quantity) -> bool:
    """Compared with another entity and not with an earlier time: "twice as many as", 是全球平均的2倍."""
    start, end = scene.clause(quantity.start)
    return any(cue.value == "ratio_to_other" and start <= cue.start <= end for cue in scene.section("kinds"))


def _is_change(scene: Scene, quantity: Quantity) -> bool:
    """Newly built or added in a period, or a difference: 新增10万家, "plans to build 1,000 stations", "rose by 3
    million".
    """
    if quantity.direction and BY.search(scene.before(quantity)):
        return True
    for cue in scene.section("kinds"):
        if cue.value != "change":
            continue
        gap = scene.folded[cue.end : quantity.start]
        inside = cue.start >= quantity.end and cue.start - quantity.end <= 1 and cue.start < quantity.end + 2
        ahead = cue.end <= quantity.start and len(gap) <= CHANGE_REACH and not re.search(r"[,，。；;]|\bto\b", gap)
        if (ahead and not scene.number_between(cue.end, quantity.start)) or inside:
            return True
    return False


def _cue_of(scene: Scene, quantity: Quantity, values: set[str] | None) -> Cue | None:
    """The basis named for the number: behind it in its clause, before it in the sentence, or behind it further on."""
    cues = [
        cue
        for cue in scene.section("basis")
        if (values is None or cue.value in values) and not _is_far_since(scene, quantity, cue)
    ]
    if not cues:
        return None
    _, end = scene.clause(quantity.end - 1)
    behind = [cue for cue in cues if quantity.end <= cue.start < end]
    before = [cue for cue in cues if cue.end <= quantity.start]
    later = [cue for cue in cues if cue.start >= end and not scene.number_between(quantity.end, cue.start)]
    if scene.lang == "zh":
        return max(before, key=lambda c: (c.end, c.end - c.start)) if before else _first(behind)
    return _first(behind) or (max(before, key=lambda c: c.end) if before else None) or _first(later)


def _is_far_since(scene: Scene, quantity: Quantity, cue: Cue) -> bool:
    """ "since" is a basis only right behind the number: not in "the fastest since 2008"."""
    return scene.folded[cue.start : cue.end] == "since" and not 0 <= cue.start - quantity.end <= 2


def _first(cues: list[Cue]) -> Cue | None:
    """The first cue, and of those that begin together the longest."""
    return min(cues, key=lambda cue: (cue.start, cue.start - cue.end)) if cues else None


def _understood_basis(scene: Scene, quantity: Quantity, kind: Kind, frame: TimeFrame) -> Basis | None:
    """Growth of a whole period is against the same period a year before; net additions of a month against the month."""
    mention = frame.mention
    if mention is None or frame.span is None or frame.span.first is None:
        return None
    if kind == "growth" and mention.gives in WHOLE_PERIODS and quantity.unit != "pp":
        return "ytd_yoy" if mention.cumulative else "yoy"
    if (
        kind == "change"
        and mention.gives == "months"
        and re.search("净增|净减|net add", scene.clause_text(quantity.start))
    ):
        return "mom"
    return None
