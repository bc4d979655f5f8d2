"""English digits that are no number: dates, clocks, ordinals, versions, tickers, phone numbers."""

from __future__ import annotations

import re

# What looks like digits and is none: tried before anything else at each digit.
_MASK = r"""
      \d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?          # 2026-03-05, 2026-03-05T07:30
    | \d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?                   # 7:17, 07:30:15 am
    | \d{1,2}(?:\.[0-5]\d)?\s?[ap]\.?m\b\.?                           # 7 pm, 11.30 a.m.
    | \d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?!\d)                           # 5/17/2018
    | (?:19|20)\d\d[-/\u2013](?:19|20)?\d\d(?![\d,%])                 # 2024-25, 2021/22
    | \d+(?:st|nd|rd|th)s?\b                                          # 26th
    | \d+(?:\.\d+){2,}                                                # 3.1.2
    | \d{4}s\b                                                        # the 1990s
    | \d{3,4}\s(?:gmt|utc|hrs)\b                                      # 0430 GMT
    | \d{4,6}\.(?:hk|ks|tw|sz|ss|t|sh|kq|two|o|n)\b                   # 0941.HK
    | \d+(?:-\d+){2,}(?!\d)                                           # +1-222-2222
    | (?<=\+)\d{1,3}(?:[\s-]\d{2,5}){2,5}(?![\d,.%])                 # +86 10 1234 5678
    | 0\d{1,3}[\s-]\d{3,4}[\s-]?\d{3,4}(?!\d)                       # 010-8888 7777
    | (?:24|7)\s?[x×/*]\s?(?:24|7)(?!\d)                                # 24/7, 7x24
    | \d{1,4}x(?!10\s?[\^⁻⁰¹²³⁴-⁹])\d{2,4}(?!\d|\.\d)                   # 4x100, 1920x1080
    | 0+[1-9]\d*(?![\d.,]*\d)                                          # a code: 007
"""
AT_MASK = re.compile(rf"(?:{_MASK})", re.VERBOSE)
