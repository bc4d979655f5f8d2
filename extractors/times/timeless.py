"""Numbers that hold at no time: what a product weighs, how tall it stands, what it is sold for, who told the news."""

from __future__ import annotations

import re

from extractors.records import Kind, Quantity
from extractors.scenes import Scene

SIZES = frozenset(
    {"kg", "g", "lb", "oz", "m", "cm", "mm", "ft", "in", "L", "deg", "DoF", "Cel", "N·m", "m/s", "km/h", "Ah", "Wh"}
)
MONEY = re.compile(r"[A-Z]{3}$")
REACH = 40
SIZED = re.compile(
    r"""(?: \b(?:weigh(?:s|ing|ed)?|stand(?:s|ing)?|measur(?:es|ing)|height\sof|weight\sof|length\sof|payload\sof|tall
        |lifts?|carr(?:y|ies)|diameter\sof|up\sto)\s(?:[\w-]+\s){0,3}
      | (?:重|高|长|宽|厚|轻|重量|身高|体重|自重|净重|负载|载重|轴距|直径|臂展|尺寸|扭矩|速度|时速|容量)
        (?:控制在|最高|最大|[约为达仅有近只超过是可到\ ]){0,4} )$""",
    re.VERBOSE,
)
SIZED_BEHIND = re.compile(
    r"[\s-](?:tall|long|wide|high|heavy|thick|deep|in\s(?:height|length|weight|diameter|size)|screen|display|touchscreen"
    r"|payload|wheelbase)\b|的?(?:屏|显示屏|身高|体重|负载|轴距)"
)
# A price that stands: "is priced at", "sells for", 售价; "was sold for" tells of a sale.
PRICED = re.compile(
    r"""(?: \b(?:(?:is|are)\s(?:currently\s)?(?:priced|available|listed|offered|on\ssale)|priced|costs?
        |(?:retails?|sells?|starts?|starting|goes|go|selling(?:\s[\w-]+){1,6}?)(?=\s(?:at|for|from)\b)
        |(?<!share\s)(?<!stock\s)(?<!closing\s)price(?:\stag)?(?=\sof)) (?:\s(?:at|for|from|of))?
        \s(?:(?:just|only|about|around|under|over|above|below|as|little)\s)*
      | (?:售价|定价|起售价|指导价|零售价|标价|起价|价格|整机成本|单[机台]成本|制造成本|造价)
        (?:[约为达仅在是低至逾超过近]{0,3}|区间为) )$""",
    re.VERBOSE,
)

# Those who told: "two people with knowledge of the matter said", "three sources".
SOURCES = re.compile(
    r"\s(?:[\w-]+\s){0,2}?(?:sources|people|persons|officials|executives)"
    r"(?:,?\s(?:with\s(?:[\w-]+\s)?knowledge|familiar|briefed|close\sto|said|told|say)\b)"
)


# "a $16,000 robot", "a 9 billion yuan plant": what the thing costs, whenever it was shown or opened.
PRICED_THING = re.compile(
    r"-?\s?(?:[a-z-]+\s){0,2}?(?:robot|humanoid|phone|smartphone|handset|car|vehicle|sedan|suv|device|model|machine|drone"
    r"|chip|laptop|tablet|watch|headset|console|kit)\b(?!\s(?:[a-z]+s\b|market|business|order|deal|contract))"
)
ARTICLE = re.compile(r"\b(?:a|an|the|its|this)\s(?:new\s)?$")
# Rates that are charged: "a 30 percent commission", "tariffs of 25 percent".
CHARGED = re.compile(r"\s(?:[a-z-]+\s){0,2}?(?:commission|fee|levy|tariff|duty|royalty|surcharge|cut)s?\b")
CHARGED_BEFORE = re.compile(
    r"\b(?:commission|fee|levy|levie|tariff|dutie|royaltie|surcharge)s?\s(?:rates?\s)?(?:of|at|is|are)\s$"
)
# "10 times faster than 4G": what a thing can do.
ABLE = re.compile(r"\s(?:as\s)?(?:faster|quicker|fast|quick|stronger|strong|lighter|denser|more\spowerful|smarter)\b")


# "according to the same two people"
ACCORDING = re.compile(r"\baccording\sto\s(?:the\ssame\s)?$")
TOLD_BY = re.compile(r"\s(?:[\w-]+\s){0,2}?(?:sources|people|persons|officials|executives)\b")


def _is_rate(scene: Scene, quantity: Quantity) -> bool:
    """Whether it is a rate that is charged, or how many times as fast a thing is."""
    if quantity.unit == "times":
        return ABLE.match(scene.after(quantity)) is not None
    charged = CHARGED.match(scene.after(quantity)[:REACH])
    return charged is not None or CHARGED_BEFORE.search(scene.before(quantity)[-REACH:]) is not None


def _is_product_behind(scene: Scene, quantity: Quantity) -> bool:
    """Whether a product stands right behind its price: "an $8,000 Go2"."""
    return any(name.kind == "product" and 0 <= name.start - quantity.end <= 1 for name in scene.names)


def is_timeless(scene: Scene, quantity: Quantity, kind: Kind) -> bool:
    """Whether the number is a product's size, weight or list price, or counts who told the news."""
    if kind != "level":
        return False
    if quantity.unit in {"percent", "times"}:
        return _is_rate(scene, quantity)
    if quantity.unit == "count":
        after = scene.after(quantity)
        named = ACCORDING.search(scene.before(quantity)[-REACH:]) and TOLD_BY.match(after)
        return named is not None or SOURCES.match(after) is not None
    before = scene.before(quantity)[-REACH:]
    if MONEY.match(quantity.unit):
        thing = ARTICLE.search(before) and (
            PRICED_THING.match(scene.after(quantity)) or _is_product_behind(scene, quantity)
        )
        return PRICED.search(before) is not None or bool(thing)
    if quantity.unit not in SIZES:
        return False
    return SIZED.search(before) is not None or SIZED_BEHIND.match(scene.after(quantity)[:REACH]) is not None


# 甲项目计划总投资8亿元, 该基地总投资8亿元: what works are to cost is of no time that was told before
COST_ZH = re.compile(
    r"(?:(?:计划|拟|预计|估算|协议)总?投[资入]|(?:项目|工程|基地|工厂|园区?)[^，。；、\d]{0,6}总投[资入])"
    r"(?:额|规模)?(?:人民币|[约为达近逾超过高]){0,4}$"
)
OF_BATCH = re.compile(r"[此本这该]次|[这该]批|上述|集中|\d个|多个")  # 此次集中开工的项目计划总投资50亿元


def is_cost_of_works(scene: Scene, quantity: Quantity) -> bool:
    """Whether a Chinese sentence on one project tells what it is to cost."""
    if scene.lang != "zh" or not MONEY.match(quantity.unit) or not COST_ZH.search(scene.before(quantity)[-REACH:]):
        return False
    return OF_BATCH.search(scene.folded, scene.sentence.start, quantity.start) is None


SUMMED_ZH = re.compile(r"[一二两三四五六七八九十]大|\d{1,2}大")


def is_sum_of_list(scene: Scene, quantity: Quantity) -> bool:
    """Whether a Chinese number only sums up the fields just listed, whatever is planned: 物流、医疗等四大板块."""
    return SUMMED_ZH.fullmatch(quantity.quote) is not None and scene.before(quantity).endswith("等")
