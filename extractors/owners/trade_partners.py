"""Places that another place trades with, in Chinese: trade with them is the figure of who trades, not theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.names.mentions import Mention
from extractors.scenes import Scene, once_a_scene

# 与欧盟进出口, 对东盟、非洲出口, 自日本进口, 对最大贸易伙伴欧盟进出口
WITH = ("与", "和", "同", "跟", "对", "向", "贸易伙伴")
FROM = ("自", "从", "由")
NOUN = r"[^，,。；;：\d]{0,28}?"
TRADED = re.compile(rf"{NOUN}(?:进出口|出口(?!商|企业)|进口(?!商|企业)|贸易|双边)")
LISTED = frozenset({"、", "和", "及", "与", "以及"})
LONGEST_LIST = 12
EACH = re.compile(rf"{NOUN}分别")
IMPORTED = re.compile(rf"{NOUN}进口")
# 东盟为我国第一大贸易伙伴, 美国是最大的出口市场
PARTNER = re.compile(
    r"[^，,。；;：\d]{0,30}?(?:为|是|成为|保持)[^，,。；;：]{0,16}?"
    r"(?:贸易伙伴|出口市场|出口目的地|进口来源[地国]|贸易对象)"
)


@once_a_scene
def is_trade_partner(scene: Scene, mention: Mention) -> bool:
    """Whether a place is one that somebody trades with: the EU of 我国与欧盟进出口2.7万亿元."""
    if scene.lang != "zh" or not mention.is_place:
        return False
    head = _head_of_list(scene, mention)
    if head is not mention and EACH.match(scene.folded, mention.end, scene.sentence.end):
        return _trades_with(scene.folded, head, *scene.sentence.span)  # 山东和江苏出口分别增长: each its own
    return any(_trades_with(scene.folded, place, *scene.sentence.span) for place in (mention, head))


def _head_of_list(scene: Scene, mention: Mention) -> Mention:
    """The first of the names that a list joins: 东盟 for 非洲 in 对东盟、非洲出口."""
    index = scene.first_name(mention.start)
    head = mention
    for name in reversed(scene.names[max(0, index - LONGEST_LIST) : index]):
        if scene.folded[name.end : head.start] not in LISTED:
            break
        head = name
    return head


def without_partners(text: str, names: Sequence[Mention]) -> tuple[Mention, ...]:
    """The names of a heading, or first sentence, without the places that are only traded with."""
    places = [name for name in names if name.is_place]
    if not places or not _trades_with(text, places[0], 0, len(text)):
        return tuple(names)
    return tuple(name for name in names if not name.is_place)


def _trades_with(text: str, place: Mention, start: int, end: int) -> bool:
    before = text[start : place.start]
    if before.endswith(WITH) and TRADED.match(text, place.end, end):
        return True
    if before.endswith(FROM) and IMPORTED.match(text, place.end, end):
        return True
    return PARTNER.match(text, place.end, end) is not None
