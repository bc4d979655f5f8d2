"""Money written without its currency: 元 of a firm in Taiwan is no 人民币, "20 billion" of one there no yuan."""

from __future__ import annotations

import re

from extractors.names.gazetteer import Gazetteer, KnownName, home_of
from extractors.owners.focus import Subject
from extractors.records import Quantity
from extractors.scenes import Scene

GUESSED = "guessed unit"  # the rule of a number that no unit is written at
HONG_KONG_DOLLAR = "HKD"
WRITTEN = "CNY"  # what 元 is read as
NAMED = re.compile(r"人民币|rmb|cny|[¥￥]")  # 人民币9,998元, 3亿元人民币
# 中移动（0941）收报57.5元: a share that is dealt in in Hong Kong is paid for in its dollars
DEALT_IN_HK = re.compile(r"[(（](?:0\d{3,4}|\d{3})(?:[.-]hk)?[)）]|h股|港股|恒指|恒生指数")
SHARE_PRICE = re.compile(
    r"目标价[^。；]{0,30}[由从至到](?:原先|此前|原来)?的?$|(?:目标价|股价|现价|收报|现报|收市报|收盘报|[高低]见)[^，。；\d]{0,8}$"
    r"|股价[^。；]{0,24}[升跌涨][^，。；]{0,6}%至$"
)
PRICE_REACH = 36
REACH = 6  # characters before a number that may hold 人民币


def unit_at_home(scene: Scene, quantity: Quantity, entity: Subject | None, gazetteer: Gazetteer) -> str:
    """The unit of a number; 元, and money without a currency, is in that of the place where its owner is at home.

    `"中华电信营收204亿元"` gives TWD, `"中国移动营收204亿元"` CNY, `"Acer's profit fell to 2 billion"` TWD.
    """
    if quantity.unit != WRITTEN or quantity.same_as is not None:
        return quantity.unit
    if scene.lang != "zh" and not quantity.rule.endswith(GUESSED):
        return quantity.unit
    if NAMED.search(scene.folded, max(scene.sentence.start, quantity.start - REACH), quantity.end):
        return quantity.unit
    if scene.lang == "zh" and _is_paid_in_hong_kong(scene, quantity):
        return HONG_KONG_DOLLAR
    if entity is None:
        return quantity.unit
    home = home_of(_place_of(entity, gazetteer), gazetteer)
    return home.currency if home and home.currency else quantity.unit


def _is_paid_in_hong_kong(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is the price of a share that the sentence calls dealt in there."""
    priced = SHARE_PRICE.search(scene.before(quantity)[-PRICE_REACH:]) is not None
    return priced and DEALT_IN_HK.search(scene.folded, *scene.sentence.span) is not None


def _place_of(entity: Subject, gazetteer: Gazetteer) -> KnownName | None:
    """The place that an owner is, is at home in, or is named for."""
    if entity.known is None:
        return entity.inside
    return entity.known if entity.kind == "place" else gazetteer.by_id.get(entity.known.home or "")
