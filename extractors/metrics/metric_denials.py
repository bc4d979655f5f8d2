"""What keeps a phrase from naming its metric: another owner, a part of the whole, a word that rules it out."""

from __future__ import annotations

import re

from extractors.metrics.carrying import without
from extractors.metrics.clause_heads import PLAIN_HAN
from extractors.metrics.measures import MetricRules
from extractors.metrics.metrics import Hit
from extractors.scenes import Scene

AT_PRICES = re.compile(r"\bat\s(?:the\s)?(?:[\w'’]+\s){0,2}(?:constant|comparable|current|year['’]s)\s$")
OWN_REACH = 12  # characters before a phrase that may still say what it is of
REACH = 30  # characters before a phrase in which its owner is looked for
GOES_ON_HAN = re.compile(
    r"[，,；：:、和及与\s]*(?:(?:分别|依次|实现|取得|完成|贡献|带来|录得|全年|当期|期内|报告期内?|累计|合计|共|总计)[，,、和及与\s]*){0,4}"
)
PART_HAN = re.compile(r"[，,；\s]*[^，。；、]{1,14}?(?<!主营)(?<!公司)(?<!主要)(?:业务|板块|分部|事业部|产品线)")
PARTS_HAN = re.compile(r"(?<!主营)(?<!公司)(?<!主要)(?:业务|板块|分部|事业部|产品线)")
COMPANY_HAN = re.compile(r"公司|集团|股份|科技|控股|企业|本期|报告期|合并|母公司|我们|双方|预测|预计|重申|目标")
BRACKETED = re.compile(r"[(（][^()（）]{0,40}[)）]")
DONE_HAN = ("实现收入", "实现营收", "实现营业收入", "实现销售额", "取得收入", "完成收入")
SEVERAL = "years"  # 2023年和2024年: a list in one
EACH_HAN = re.compile(r"分别|依次")
MODIFIER_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+]{1,16}的?$")


def is_denied(scene: Scene, hit: Hit, rules: MetricRules) -> bool:
    """Whether the clause has a word that makes it another measure, or a company's whole is named for a part of it."""
    start, _ = scene.clause(hit.start)
    return has_absent(scene, hit) or (
        scene.lang == "zh"
        and (
            (hit.measure.whole and (_is_of_part(scene, start, hit.start) or _is_of_listed_parts(scene, start, hit)))
            or _is_of_other(scene, start, hit, rules)
        )
    )


def _is_of_listed_parts(scene: Scene, start: int, hit: Hit) -> bool:
    """Whether it is said of each of a list ("…、…分别实现收入") that names no companies, years or quarters."""
    if not EACH_HAN.search(scene.folded, max(start, hit.start - 6), hit.end + 4):
        return False
    owners = sum(name.kind in {"company", "place"} for name in scene.names if name.end <= hit.start)
    told = [mention for mention in scene.periods if mention.is_time and mention.end <= hit.start]
    times = len(told) + sum(mention.gives == SEVERAL for mention in told)
    return owners < 2 and times < 2


def _is_of_other(scene: Scene, start: int, hit: Hit, rules: MetricRules) -> bool:
    """Whether a bare measure belongs to another thing than its metric's: 减速器市场规模 is no 机器人市场规模.

    Only where the metric asks for a word that the phrase has not, and other words than names and times stand before it.
    """
    needs = hit.measure.needs
    if hit.measure.whole and scene.folded.startswith(DONE_HAN, hit.start):
        owner = _owner(scene, start, hit, rules)
        return len(owner) > 1 and not COMPANY_HAN.search(owner)
    if not needs or hit.measure.kind == "share" or any(word in scene.folded[hit.start : hit.end] for word in needs):
        return False
    owner = _owner(scene, start, hit, rules)
    return len(owner) > 1 and not any(word in owner for word in needs)


def _owner(scene: Scene, start: int, hit: Hit, rules: MetricRules) -> str:
    """What stands right before a phrase but for names, times, brackets and links: 减速器 of 去年减速器产值."""
    before = BRACKETED.sub("", without(scene, max(start, hit.start - REACH), hit.start))
    head = MODIFIER_HAN.search(before)
    return rules.linked_han.sub("", PLAIN_HAN.sub("", head.group())) if head else ""


def is_share_of_other(scene: Scene, hit: Hit) -> bool:
    """Whether another metric than the share's own stands last before its phrase: 5G终端连接数近4亿，全球占比超80%.

    Only for shares that ask for their whole ("5G base stations") and do not name it themselves.
    """
    needs = hit.measure.needs
    if hit.measure.kind != "share" or not needs or any(word in scene.folded[hit.start : hit.end] for word in needs):
        return False
    named = [other for other in scene.hits if other.measure.id and other.measure.kind != "share"]
    last = max((other for other in named if other.end <= hit.start), key=lambda other: other.end, default=None)
    if last is None:
        return False
    since = scene.folded[max(scene.sentence.start, last.start - OWN_REACH) : hit.start]
    return not any(word in since for word in needs)


def is_price_basis(scene: Scene, hit: Hit) -> bool:
    """Whether the phrase only names the prices that a volume is counted at: "at constant prices"."""
    return hit.measure.id is None and AT_PRICES.search(scene.folded, max(0, hit.start - REACH), hit.start) is not None


def has_absent(scene: Scene, hit: Hit) -> bool:
    """Whether a word stands in the phrase's clause that its metric rules out: base stations that a vendor "sold"."""
    start, end = scene.clause(hit.start)
    return any(scene.folded.find(word, start, end) >= 0 for word in hit.measure.absent)


def _is_of_part(scene: Scene, start: int, end: int) -> bool:
    """Whether the words before name a part that this clause only goes on with: 云业务抓住机遇，实现收入12亿元.

    A company that is named again speaks of its whole, but not companies in a row: 云业务上，甲、乙分别实现收入9亿元.
    """
    if start <= scene.sentence.start or not GOES_ON_HAN.fullmatch(without(scene, start, end)):
        return False
    if EACH_HAN.search(scene.folded, start, end):
        return PARTS_HAN.search(scene.folded, scene.sentence.start, start) is not None
    if any(start <= name.start < end for name in scene.names):
        return False
    left, right = scene.clause(start - 1)
    return PART_HAN.match(scene.folded, left, right) is not None and not scene.number_between(left, right)
