"""Names of carriers that are words of their trade: 中国电信业务收入 is China's, 中国移动电话用户 are its people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.names.gazetteer import Gazetteer, KnownMention
from extractors.names.mentions import Mention, from_known

COUNTRY, LAND = "CN", "中国"
# What goes on behind the name of a carrier if that is none: 中国|电信业务总量, 中国|移动互联网用户
WARES = {
    "中国电信": re.compile(
        r"业务(?:总量|量|收入)|业(?!绩|务)|行业|产业|市场|用户(?:数|总数|规模)|运营商|企业|资费|设备"
    ),
    "中国移动": re.compile(r"电话|互联网|物联网|支付|终端|机器人|手机|宽带(?:用户|普及)"),
}


def without_wares(plain: str, names: Sequence[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """The names of a Chinese text in simplified characters; where it names a carrier only together with a ware of the
    trade it speaks of the country.
    """
    wares = [name for name in names if _is_ware(plain, name)]
    land = gazetteer.by_id.get(COUNTRY)
    if not wares or land is None:
        return list(names)
    carriers = {name.known.id for name in names if name.known and name not in wares}
    of_land = [name for name in wares if name.known and name.known.id not in carriers]
    return [
        from_known(KnownMention(name.start, name.start + len(LAND), land, adjective=False)) if name in of_land else name
        for name in names
    ]


def _is_ware(plain: str, name: Mention) -> bool:
    behind = WARES.get(plain[name.start : name.end]) if name.known else None
    return behind is not None and behind.match(plain, name.end) is not None
