"""Chinese digits that are no number: dates, clocks, codes, versions, quote furniture, plans named by their number."""

from __future__ import annotations

import re

_MASK = re.compile(
    r"""
      https?://\S+ | www\.\S+
    | \d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?[日号]?(?!\d)                  # 2026年3月5日; 2014年22.1万台 is none
    | \d{4}\s?[/.-]\s?\d{1,2}\s?[月/.-]\s?\d{1,2}\s?[日号]?(?!\d)              # 2026-03-05, 2026.3.5
    | (?:19|20)\d\d(?:年底|年末|年初|年)?\s?[-\u2013\u2014~至到\u2500]{1,2}\s?(?:19|20)\d\d(?:年|(?!\d))   # 2021-2025年
    | (?:19|20)\d\d\s?[年/]?(?:[-\u2013\u2014~至到]\d{1,2})?\s?年(?:度|代)?                      # 2025年, 2021-25年
    | \d{1,2}\s?(?:[-\u2013\u2014~至到、和]{1,2}\s?\d{1,2}\s?)?月(?:份|底|末|初|中旬|上旬|下旬|\s?\d{1,2}\s?[日号])?
      (?:\s?[-\u2013\u2014~至到]{1,2}\s?(?:\d{1,2}月)?\d{1,2}\s?[日号])?       # 1-4月, 9月末, 8月19日至23日
    | \d{1,2}\s?(?:[-\u2013\u2014~至到、]{1,2}\s?\d{1,2}\s?)?[日号](?![均产元圆])    # 19日
    | \d{1,2}:\d{2}(?::\d{2})?
    | \d{1,2}[点时]\d{1,2}分?
    | (?<=[晚早日午晨间上])\s?\d{1,2}\s?[点时]                                 # 上午9点
    | \d{1,2}\s?时(?:许|整|起|[，。,])
    | (?:24|7)\s?[x×*/]\s?(?:24|7)(?!\d)\s?小?时?                           # 7×24小时
    | \d{1,2}\+\d{1,2}(?=[”」"’])                                                # “20+8”
    | \d{2}年代                                                               # 上世纪80年代
    | (?:0\d{2,3}|[48]00)-\d{7,8}(?!\d) | 1[3-9]\d{9}(?!\d|\s?[万亿元])                # 010-62345678
    | \d{1,3}\s?[:比]\s?\d{1,3}(?![\d.]|\s?[%个倍百千万])                   # 3比2
    | (?:19|20)\d\d(?=h[12]|q[1-4])(?:h|q)\d
    | \d+(?:\.\d+){2,}                                                         # 3.1.2
    | \d{5,6}\.(?:sz|sh|hk|bj|ss|tw)\b
    | \d+(?:-\d+){2,}(?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_QUOTE = re.compile(r"[(（]\s?-?\d+(?:\.\d+)?,\s?-?\d+(?:\.\d+)?,\s?-?\d+(?:\.\d+)?%[)）]")  # (4.560,0.10,2.24%)
_CODE = re.compile(r"[(（](?:[a-z]{2,4}[.:])?\s?(?P<digits>\d{4,6})(?:\.[a-z]{1,2})?[)）]", re.IGNORECASE)
_YEAR_IN_CHARACTERS = re.compile(
    r"[一二][〇零九一二三四五六七八0-9]{3}年|十?[一二三四五六七八九]五(?=规划|期间|时期|”|’|」|计划|末|以来)"
)
_DIGIT_RUN = re.compile(r"\d{31,}")  # no number of the press: skipped at once, so that time stays linear


def mask_end(text: str, start: int) -> int | None:
    """Where the date, code or other no-number that begins at `start` ends; None where none does."""
    first = text[start]
    if first in "(（":
        match = _QUOTE.match(text, start) or _CODE.match(text, start)
    elif first.isdigit():
        match = _DIGIT_RUN.match(text, start) or _MASK.match(text, start) or _YEAR_IN_CHARACTERS.match(text, start)
    else:
        match = _MASK.match(text, start) if first in "hw" else _YEAR_IN_CHARACTERS.match(text, start)
    return match.end() if match else None
