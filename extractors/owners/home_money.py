"""Money written without its currency: 元 of a firm in Taiwan is no 人民币, "20 billion" of one there no yuan."""

from __future__ import annotations

import re

from extractors.names.gazetteer import Gazetteer, KnownName, home_of
from extractors.owners.focus import Subject
from extractors.records import Quantity
from extractors.scenes import Scene

GUESSED = "guessed unit"  # the rule of a number that no unit is written at
WRITTEN = "CNY"  # what 元 is read as
NAMED = re.compile(r"人民币|rmb|cny|[¥￥]")  # 人民币9,998元, 3亿元人民币
REACH = 6  # characters before a number that may hold 人民币


def unit_at_home(scene: Scene, quantity: Quantity, entity: Subject | None, gazetteer: Gazetteer) -> str:
    """The unit of a number; 元, and money without a currency, is in that of the place where its owner is at home.

    `"中华电信营收204亿元"` gives TWD, `"中国移动营收204亿元"` CNY, `"Acer's profit fell to 2 billion"` TWD.
    """
    if quantity.unit != WRITTEN or entity is None or quantity.same_as is not None:
        return quantity.unit
    if scene.lang != "zh" and not quantity.rule.endswith(GUESSED):
        return quantity.unit
    if NAMED.search(scene.folded, max(scene.sentence.start, quantity.start - REACH), quantity.end):
        return quantity.unit
    home = home_of(_place_of(entity, gazetteer), gazetteer)
    return home.currency if home and home.currency else quantity.unit


def _place_of(entity: Subject, gazetteer: Gazetteer) -> KnownName | None:
    """The place that an owner is, is at home in, or is named for."""
    if entity.known is None:
        return entity.inside
    return entity.known if entity.kind == "place" else gazetteer.by_id.get(entity.known.home or "")
