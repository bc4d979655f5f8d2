"""What keeps a phrase from naming its metric: another owner, a part of the whole, a word that rules it out."""

from __future__ import annotations

import re

from extractors.carrying import without
from extractors.clause_heads import PLAIN_HAN
from extractors.measures import MetricRules
from extractors.metrics import Hit
from extractors.scenes import Scene

REACH = 30  # characters before a phrase in which its owner is looked for
GOES_ON_HAN = re.compile(r"[，,；\s]*(?:实现|取得|完成|贡献|带来|录得|全年|当期|期内|上半年|累计|合计){0,3}")
PART_HAN = re.compile(r"[，,；\s]*[^，。；、]{1,14}?(?:业务|板块|分部|事业部|产品线)")
MODIFIER_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+]{1,16}的?$")


def is_denied(scene: Scene, hit: Hit, rules: MetricRules) -> bool:
    """Whether the clause has a word that makes it another measure, or a company's whole is named for a part of it."""
    start, _ = scene.clause(hit.start)
    return has_absent(scene, hit) or (
        scene.lang == "zh"
        and ((hit.measure.whole and _is_of_part(scene, start, hit.start)) or _is_of_other(scene, start, hit, rules))
    )


def _is_of_other(scene: Scene, start: int, hit: Hit, rules: MetricRules) -> bool:
    """Whether a bare measure belongs to another thing than its metric's: 减速器市场规模 is no 机器人市场规模.

    Only where the metric asks for a word that the phrase has not, and other words than names and times stand before it.
    """
    needs = hit.measure.needs
    if not needs or hit.measure.kind == "share" or any(word in scene.folded[hit.start : hit.end] for word in needs):
        return False
    head = MODIFIER_HAN.search(without(scene, max(start, hit.start - REACH), hit.start))
    owner = rules.linked_han.sub("", PLAIN_HAN.sub("", head.group())) if head else ""
    return len(owner) > 1 and not any(word in owner for word in needs)


def has_absent(scene: Scene, hit: Hit) -> bool:
    """Whether a word stands in the phrase's clause that its metric rules out: base stations that a vendor "sold"."""
    start, end = scene.clause(hit.start)
    return any(scene.folded.find(word, start, end) >= 0 for word in hit.measure.absent)


def _is_of_part(scene: Scene, start: int, end: int) -> bool:
    """Whether the clause before names a part that this one only goes on with: 云业务抓住机遇，实现收入12亿元."""
    if start <= scene.sentence.start or not GOES_ON_HAN.fullmatch(scene.folded, start, end):
        return False
    left, right = scene.clause(start - 1)
    return PART_HAN.match(scene.folded, left, right) is not None and not scene.number_between(left, right)
