"""What the title of a vendor's series says: `"中国:产量:工业机器人:累计值(台)"`, `"China: Output: ytd"`. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from warehouse.references.cells import fold
from warehouse.references.known import Known, squeeze

_PARTS = re.compile(r"\s*[:：_;；|]\s*|\s*,\s+|\s+-\s+")
_BRACKET = re.compile(r"^(?P<name>.*?)\s*[(（](?P<unit>[^()（）]*)[)）]\s*$")
# What a part of a title says of the values: whether they count from January, their kind, their basis.
_ITSELF = ("当期值", "当月值", "当月", "当期", "monthly", "month", "期末值", "期末", "eop", "end of period", "值")
_SINCE_JANUARY = ("累计值", "累计", "本年累计", "ytd", "year to date")
_GROWTH = ("同比增长", "同比", "同比增速", "同比增长率", "当月同比", "yoy", "yoy growth", "y-o-y")
_GROWTH_SINCE_JANUARY = ("累计增长", "累计同比", "累计同比增速", "ytd yoy", "yoy ytd")
_GROWTH_BY_MONTH = ("环比", "环比增长", "mom", "m-o-m")
_CHANGE = ("净增", "净增数", "net additions", "net addition")
# What a part of a title says of the values: whether they count from January, their kind, their basis.
_MARKS: Mapping[str, Mapping[str, str]] = {
    mark: meaning
    for marks, meaning in (
        (_ITSELF, {}),
        (_SINCE_JANUARY, {"period_type": "ytd"}),
        (_GROWTH, {"kind": "growth", "basis": "yoy"}),
        (_GROWTH_SINCE_JANUARY, {"kind": "growth", "basis": "ytd_yoy", "period_type": "ytd"}),
        (_GROWTH_BY_MONTH, {"kind": "growth", "basis": "mom"}),
        (_CHANGE, {"kind": "change"}),
    )
    for mark in marks
}


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says, by the names of the columns of our own layout; `metric` is None where none goes by it."""

    metric: str | None
    entity: str | None = None
    said: Mapping[str, str] = field(default_factory=dict)  # unit, kind, basis, period_type


def read_title(title: str, known: Known) -> Title:
    """The metric, the owner and the sort of values that a title names; whole names only, nothing is guessed."""
    found = _BRACKET.match(title)
    name, unit = (found["name"], found["unit"]) if found else (title, "")
    said: dict[str, str] = {"unit": unit} if unit else {}
    entity: str | None = None
    rest: list[str] = []
    for part in filter(None, _PARTS.split(name)):
        folded = fold(part)
        if folded in _MARKS:
            said |= _MARKS[folded]
        elif entity is None and folded in known.spellings:
            entity = known.spellings[folded]
        else:
            rest.append(part)
    answer = Title(_find_metric(rest, known), entity, said)
    if answer.metric is None and found:  # the bracket belongs to the name: "mobile data per user (DOU)"
        whole = known.phrases.get(squeeze(title))
        return replace(answer, metric=whole) if whole else answer
    return answer


def _find_metric(parts: list[str], known: Known) -> str | None:
    orders = (parts, parts[::-1])
    names = (known.phrases.get(squeeze(" ".join(order))) for order in orders if order)
    joined = (known.phrases.get(squeeze("".join(order))) for order in orders if order)
    return next((name for name in (*names, *joined) if name), None)
