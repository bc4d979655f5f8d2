"""Who invites tenders is not whose bid is told: the customer of 某集团2022年第十六批采购…，合计中标金额为9186万元."""

from __future__ import annotations

import re

from extractors.names.mentions import Mention
from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.text.signals import signal

# 北桥集团2022年第十六批采购, 北桥集团关于配网的招标: whose tender it is stands right before it
INVITES = re.compile(
    r"(?:有限责任公司|有限公司|公司|集团|总部)?(?:20\d\d年度?|关于|第[一二三四五六七八九十\d]+批|[^，,。；;：:、（()）\n中获]){0,16}?(?:采购|招标|集采|集中采购|比选|竞标)"
)
WON = re.compile(r"(?:中标|成交|中选)[^，,。；;\n]{0,12}$|(?:份额|报价)[^，,。；;\n]{0,8}$")
AWARDS = signal(INVITES)


def invites_tender(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    """Whether a Chinese name is of who buys, and the number is what somebody bid or won there."""
    if scene.lang != "zh" or mention.end > quantity.start or not scene.shows(AWARDS):
        return False
    if WON.search(scene.before(quantity)[-16:]) is None:
        return False
    return INVITES.match(scene.folded, mention.end, scene.sentence.end) is not None
