"""Chinese bounds that stand before what a share is of, or before its denominator, and not at the number: 约占全年收入的
5%, 不到美国的一半, 不低于每股10元.
"""

from __future__ import annotations

import re

from extractors.numbers.amounts import Amount
from extractors.numbers.comparators import ComparatorWords
from extractors.records import Comparator

REACH = 40  # characters before the number
# What a share can be of, by its last word: 市值4%, 全年的80%. 超过美国的20% tells America's own share.
WHOLE = re.compile(
    r"(?:额|量|数|值|入|收|本|产|户|口|率|积|比|平均|水平|年|同期|总和|全部|整体|市场|全[球国省市区]|行业|世界|资金|利润|成本|费用|支|股份?|股权"
    r"|订单|需求|供应|产能|销售|贸易|[出进]口|规模|人员|员工|企业|家庭)$"
)
CHANGES = re.compile("增长|增加|上升|提高|提升|下降|减少|下滑|上涨|下跌|同比|环比|完成|实现|投资|[，。]")
# 每股, 每千瓦时, 每月每户: a denominator between the bound and its number
DENOMINATOR = re.compile(r"(?:每[^，。；;、\d每]{1,5}){1,2}$")
SHARE = re.compile("%|％|成|倍|个百分点")
# 不到全行业5%的增速: what another figure is set beside
KNOWN = re.compile("[%％]的(?:增速|增幅|涨幅|降幅|水平|比例|目标)")

# 略低于去年同期的24.9%, 高于行业平均的8%: the number is what another figure lies above or below, and has no bound
OVER_AND_UNDER = frozenset({"低于", "少于", "超出", "超过", "多于", "高于"})
BENCHMARK = re.compile(r"(?:同期|去年|上年|上月|上季度?|前值|平均|均值|水平|同业|同行|行业|预期|预测|季度|月份?)$")


def bound_of_share(low: str, amount: Amount, words: ComparatorWords) -> Comparator | None:
    """The comparator that a text in lower case puts before the base of a share: `"约占去年营收的5%"` gives approx."""
    if amount.is_range or not (amount.first.form == "fraction" or SHARE.match(low, amount.number_end)):
        return None
    window = low[max(0, amount.start - REACH) : amount.start]
    match = words.of_share.match(window)
    if match is None or CHANGES.search(match["base"]) or KNOWN.match(low, amount.number_end):
        return None
    comparator = words.before[match["word"]]
    if match["word"] in OVER_AND_UNDER and match["of"] and BENCHMARK.search(match["base"]):
        return None
    if WHOLE.search(match["base"]):
        return comparator
    ratio = not low.startswith(("%", "％"), amount.number_end) and match["of"] != ""
    return comparator if ratio or (comparator == "approx" and match["of"]) else None


def before_denominator(low: str, start: int) -> int:
    """Where the denominator before a number begins, else the number's own start: 不低于[每股]10元."""
    match = DENOMINATOR.search(low, max(0, start - 12), start)
    return match.start() if match else start
