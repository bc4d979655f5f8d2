"""Text made uniform for the number grammar, character for character: offsets stay those of the original.

Full-width digits and signs become ASCII, traditional number and unit characters become simplified, English is
lower-cased. `fold_widths("３.５萬")` is `"3.5万"`.
"""

from __future__ import annotations

import re

from extractors.records import Lang

_WIDE = "０１２３４５６７８９．％＋－～／＄￥￡（）：" + "".join(chr(c) for c in range(0xFF21, 0xFF3B))
_WIDE += "".join(chr(c) for c in range(0xFF41, 0xFF5B))
_NARROW = "0123456789.%+-~/$¥£():" + "".join(chr(c - 0xFEE0) for c in range(0xFF21, 0xFF3B))
_NARROW += "".join(chr(c - 0xFEE0) for c in range(0xFF41, 0xFF5B))
_TRADITIONAL = (
    "萬億兩負點幾餘個臺檯輛條項種戶單間艘顆隻雙對層場門級歲時鐘週圓幣塊噸韓歐羅瑪減長漲縮較約過達僅國盧倫澳紐爾瓩兒匯"
)
_SIMPLIFIED = (
    "万亿两负点几余个台台辆条项种户单间艘颗只双对层场门级岁时钟周元币块吨韩欧罗玛减长涨缩较约过达仅国卢伦澳纽尔瓩儿汇"
)
_TABLE = str.maketrans(_WIDE + _TRADITIONAL, _NARROW + _SIMPLIFIED)
_WIDE_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_ASCII_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


def fold_widths(text: str) -> str:
    """The text with full-width and traditional characters folded, same length; case is kept."""
    if text.isascii():
        return text
    if "，" in text:
        text = _WIDE_COMMA.sub(",", text)
    return text.translate(_TABLE)


def fold_case(text: str, lang: Lang) -> str:
    """The text in lower case, same length (`str.lower` lengthens a few letters such as İ)."""
    low = text.lower() if lang == "en" else text.translate(_ASCII_LOWER)
    return low if len(low) == len(text) else text.translate(_ASCII_LOWER)
