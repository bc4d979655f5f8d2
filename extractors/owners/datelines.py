"""Where a report was written, which its figures are not about: "BEIJING, April 22 (Xinhua) --", 新华社北京4月22日电."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from extractors.names.mentions import Mention
from extractors.text.sentences import Sentence

# Behind the place: ", April 22 (Xinhua) --", " (Reuters) -", " -- ", ", May 4 (PTI):"
BEHIND = re.compile(r"(?:,[^\n(]{0,24})?\s*(?:(?:\([^)\n]{1,30}\))?\s*(?:[–—]|-(?=[\s-]))|\([^)\n]{1,30}\)\s?:)")
SIGNED = re.compile(r"(?:,[^\n(]{0,24})?\s*\([^)\n]{1,30}\)\s*(?:[–—]|-|:)")  # with an agency: behind any place
# Without a dash, in capitals: ", Aug 1 Shipments rose", " Oct 25Larkspur said".
DATED = re.compile(
    r",?\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}(?:\s(?=[A-Z\d\"“])|(?=[A-Z]))"
)
# With an agency and neither dash nor colon: ", Sep 3 (PTI) Makers sold"
DATED_SIGNED = re.compile(
    r",\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}\s?\([^)\n]{1,20}\)\s(?=[A-Z\"“])"
)
BEHIND_HAN = re.compile(
    r"\s?(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日\s?(?:电|電|讯|訊|专电|專電|消息)|[讯訊](?=[\s（(：:]))"
)
AGENCY_HAN = re.compile(
    r"[【\[（(\s]{0,3}[\u4e00-\u9fffA-Za-z]{0,10}"
)  # all that stands before the place: 新华社, 本报


def sort_out_datelines(
    text: str, names: Sequence[Mention], sentences: Sequence[Sentence]
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """The names, and apart from them the places that open a sentence to say where the report was written."""
    starts = [sentence.start for sentence in sentences]
    found = tuple(name for name in names if starts and _opens_report(text, name, starts))
    return tuple(name for name in names if name not in found) if found else tuple(names), found


def _opens_report(text: str, place: Mention, starts: Sequence[int]) -> bool:
    head = starts[max(0, bisect_right(starts, place.start) - 1)]
    if head == place.start and (BEHIND if place.is_place else SIGNED).match(text, place.end):
        return place.is_place or text[place.start : place.end].isupper()
    if head == place.start and place.is_place and DATED_SIGNED.match(text, place.end):
        return True
    if head == place.start and place.is_place and DATED.match(text, place.end):
        return text[place.start : place.end].isupper()
    return place.is_place and bool(AGENCY_HAN.fullmatch(text, head, place.start) and BEHIND_HAN.match(text, place.end))
