"""The measure that a number's own clause is about: 家庭客户综合ARPU为44.4元, "household ARPU was 43.1 yuan".

A clause that names a measure of its own does not go on with the measure before it, even where no catalogue knows it.
"""

from __future__ import annotations

import re

from extractors.records import Quantity
from extractors.scenes import Scene

REACH = 90  # characters before a number in which its subject is looked for
# A head noun with its verb right before the number; what stands before the noun must tell it from the one before.
OWN_HAN = re.compile(
    r"""
    (?P<modifier>[\u4e00-\u9fffA-Za-z0-9+]{1,20}?)
    (?P<head>产出|價|价|率|额|額|收入|利润|利潤|产值|占比|佔比|比重|ARPU|arpu|流量|销量|产量|规模|市值|成本)
    (?:同比|环比|累计|分别|首次|已经|已|均|也|将)*
    (?:增长|下降|提升|增幅|涨幅|降幅|增速|增至|升至|降至|达到|超过|突破|约为|[为為达達超约約近是仅至]|占[^，。；]{1,14}的|每股)*
    $
    """,
    re.VERBOSE,
)
# What stands before a head noun without making it another one: 其中, 全年, 12月当月, 累计.
PLAIN_HAN = re.compile(
    r"其中|同期|全年|当月|當月|本月|单月|[上下]半年|前?[一二三四两\d]+个?(?:季度|月份?)|\d{2,4}年|今年|去年|上年末?|年末|月末"
    r"|同比|环比|累计|合计|平均|实际|该|其|公司|集团|全国|我国|全省|全市|全球|国内|中国|整体|总体|完成|实现|总|年|月|份|的|较|比|末|为|达"
)
GROWTH_HAN = re.compile(r"增长$|增$|增速$")
OWN_LATIN = re.compile(
    r"""
    (?:^|[,;:]\s|[“"]|\b(?:and|while|but|with|whereas|as)\s)\s*
    (?P<phrase>(?:(?!and\b|while\b|but\b)[\w'’&.+-]+\s){1,8}?)
    (?:was|is|were|are|rose|fell|stood|came|reached|hit|totall?ed|amounted|made\sup|accounted|grew|increased|climbed
      |declined|dropped|exceeded|topped|jumped|surged|slipped|edged|averaged|remained|will|would|could)\b
    (?![^.;]*[;])[^.;]{0,40}$
    """,
    re.VERBOSE,
)
HEAD_LATIN = re.compile(
    r"\b(?:revenues?|incomes?|profits?|earnings|sales|output|production|shipments|exports|imports|share|size|prices?"
    r"|costs?|arpu|margins?|spending|investments?|expenditures?|volume|value|rate|capacity|orders|density|traffic"
    r"|funding|ratio|backlog|proportion|dividend|figure|number|usage|consumption|customers|users|subscribers"
    r"|connections|base|turnover|deliveries|registrations|installations|stock|market|fees|receipts|losses|loss)\b"
)
PLAIN_LATIN = re.compile(r"\b(?:the|its|their|his|our|this|that|these|total|overall|annual|a|an|full|year|of)\b|['’]s")


def own_subject(scene: Scene, quantity: Quantity) -> tuple[int, int] | None:
    """Where the measure stands that the number's clause names for itself, as offsets; None where it names none."""
    return _own_han(scene, quantity) if scene.lang == "zh" else _own_latin(scene, quantity)


def _own_han(scene: Scene, quantity: Quantity) -> tuple[int, int] | None:
    start = max(scene.clause(quantity.start)[0], quantity.start - REACH)
    match = OWN_HAN.search(scene.text, start, quantity.start)
    if match is None or GROWTH_HAN.search(match["modifier"]):
        return None
    modifier = PLAIN_HAN.sub("", match["modifier"])
    for name in scene.names:
        if match.start() <= name.start < match.end("modifier"):
            modifier = modifier.replace(scene.text[name.start : name.end], "")
    return (match.start(), match.end("head")) if len(modifier) > 1 else None


def _own_latin(scene: Scene, quantity: Quantity) -> tuple[int, int] | None:
    start = max(scene.sentence.start, quantity.start - REACH)
    start += 0 if start == scene.sentence.start else scene.folded.find(" ", start, quantity.start) - start + 1
    found = None
    for match in OWN_LATIN.finditer(scene.folded[start : quantity.start]):
        found = match
    if found is None or not HEAD_LATIN.search(found["phrase"]):
        return None
    words = PLAIN_LATIN.sub(" ", found["phrase"]).split()
    return (start + found.start("phrase"), start + found.end("phrase")) if len(words) > 1 else None
