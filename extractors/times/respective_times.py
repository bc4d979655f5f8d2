"""Times and numbers that are told in the same order: "5 million and 6 million in 2025 and 2026, respectively",
2025—2027年净利润分别为10亿元、12亿元和15亿元, and ends of a movement over years: "from 2015 to 2020 … from 7 to 9".
"""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.records import Quantity
from extractors.scenes import Scene
from extractors.times.base_times import is_beginning
from extractors.times.calendar_spans import Span, add_months, month_end, months
from extractors.times.periods import PeriodMention

RANGES = frozenset({"years", "two_years", "months", "quarters"})
MONTHS_IN = {"months": 1, "quarters": 3}  # of one part of a range
IN_TURN = re.compile(r"分别|依次")
# Between the two ends of a movement, and between its end and the years that it took.
LED_TO = re.compile(r"\s?[^,;，；。\d]{0,40}?(?:\bto\s|[增升降减提][^，；。\d]{0,3}[至到])[^,;，；。\d]{0,16}")
BEHIND_MOVE = re.compile(r"(?:\s(?!and\b|while\b|but\b)[a-z-]+){0,5}\s?")
RESPECTIVELY = re.compile(r",?\srespectively\b")
LISTED = re.compile(r"\s?(?:[、，,/和及与]|,?\sand)\s?(?:约|近|超|about\s|around\s)?")  # between the numbers of a list
BRACKET = re.compile(r"[（(][^（）()。；]{1,30}[)）]")  # behind one of them: 54万个（同比下降8%）
REMARK = re.compile(r"[（(][^（）()。；，\d]{0,12}")
AND_PART = re.compile(r"以?[及与和]|[、,，]")  # between a range of years and the part of one


def respective_time(scene: Scene, quantity: Quantity) -> tuple[PeriodMention, Span] | None:
    """The mention that holds the number's time and the part of it that is the number's; None where there is none."""
    ranges = [mention for mention in scene.periods if _is_list(mention)]
    if scene.lang == "zh" and (own := _of_listed_times(scene, quantity)) and own.span:
        return own, own.span
    quantity = _bracketed_behind(scene, quantity) or quantity
    for mention in ranges:
        if (end := _end_of_range(scene, quantity, mention)) is not None:
            return mention, end
        listed = _listed_zh(scene, quantity, mention) if scene.lang == "zh" else _listed_en(scene, quantity, mention)
        parts = _with_last_part(scene, mention, _parts(mention))
        if quantity in listed and 1 < len(listed) == len(parts):
            return mention, parts[listed.index(quantity)]
    return None


def _is_list(mention: PeriodMention) -> bool:
    """Whether a time can be told part by part; months from January on are one: 1至2月产销分别增长2%和3%."""
    listed = mention.gives in RANGES or _is_years(mention)
    return listed and mention.span is not None and mention.is_time and not mention.cumulative


def _is_years(mention: PeriodMention) -> bool:
    """Whether the time is a range of years, or the one just told that is such a range (同期)."""
    span = mention.span
    if span is None or span.first is None or span.first.year == span.last.year:
        return mention.gives == "years"
    whole = (span.first.month, span.first.day, span.last.month, span.last.day) == (1, 1, 12, 31)
    return mention.gives == "years" or (mention.gives == "told" and whole)


def _end_of_range(scene: Scene, quantity: Quantity, mention: PeriodMention) -> Span | None:
    """The first year of a range for the number that a movement began with, the last one for the number it led to: "from
    2015 to 2020 output rose from 70,000 to 210,000".
    """
    if not _is_years(mention) or mention.span is None or mention.span.first is None:
        return None
    for first, second in pairwise(scene.quantities):
        if quantity not in {first, second} or not is_beginning(scene, first) or first.unit != second.unit:
            continue
        if LED_TO.fullmatch(scene.folded, first.end, second.start) and _is_of(scene, mention, second):
            year = mention.span.first.year if quantity is first else mention.span.last.year
            return months(year, 1, 12)
    return None


def _is_of(scene: Scene, mention: PeriodMention, second: Quantity) -> bool:
    """Whether the range is the only time before the two numbers, or stands right behind them."""
    if mention.start >= second.end:
        return BEHIND_MOVE.fullmatch(scene.folded, second.end, mention.start) is not None
    times = [time for time in scene.periods if time.is_time and time.end <= second.start]
    return times[-1:] == [mention]


def _listed_zh(scene: Scene, quantity: Quantity, mention: PeriodMention) -> list[Quantity]:
    """The numbers behind the 分别 that stands between the time and the number, or a list of as many behind them:
    一、二季度收入分别为4亿元、5亿元，同比增长2%、3%.
    """
    cues = [cue.end() for cue in IN_TURN.finditer(scene.folded, mention.end, max(mention.end, quantity.start))]
    behind = [other for other in scene.quantities if cues and other.start >= cues[-1]]
    rest = [other for other in behind if _bracketed_behind(scene, other) is None]
    first = run = _run(scene, rest)
    while run and quantity not in run and len(run) == len(first):
        rest = rest[len(run) :]
        run = _run(scene, rest)
    return run if len(run) == len(first) else first


def _bracketed_behind(scene: Scene, quantity: Quantity) -> Quantity | None:
    """The number that another in brackets tells more of: 54 of 分别降至54万个（同比下降8%）和50万个."""
    opened = max(scene.folded.rfind(mark, scene.sentence.start, quantity.start) for mark in "（(")
    before = [other for other in scene.quantities if other.end <= opened]
    if scene.lang != "zh" or not before or REMARK.fullmatch(scene.folded, before[-1].end, quantity.start) is None:
        return None
    return before[-1]


def _listed_en(scene: Scene, quantity: Quantity, mention: PeriodMention) -> list[Quantity]:
    """The numbers right before the time, where "respectively" follows."""
    if quantity.end > mention.start or not RESPECTIVELY.match(scene.folded, mention.end):
        return []
    before = [other for other in scene.quantities if other.end <= mention.start]
    starts = [index for index in range(len(before)) if len(_run(scene, before[index:])) == len(before) - index]
    return before[starts[0] :] if starts else []


def _of_listed_times(scene: Scene, quantity: Quantity) -> PeriodMention | None:
    """The time of a number in a Chinese list behind one of times: 1-2月、3月的增速分别为-13.5%、-1.1%."""
    times = [mention for mention in scene.periods if mention.end <= quantity.start]
    pairs = [pair for pair in pairwise(times) if LISTED.fullmatch(scene.folded, pair[0].end, pair[1].start)]
    if not pairs:
        return None
    joined = [pairs[0][0], *(second for _, second in pairs)]
    numbers = _listed_zh(scene, quantity, joined[-1])
    return joined[numbers.index(quantity)] if quantity in numbers and len(numbers) == len(joined) else None


def _run(scene: Scene, quantities: list[Quantity]) -> list[Quantity]:
    """The first of the numbers with those that a list joins to it."""
    run = quantities[:1]
    for other in quantities[1:]:
        remark = BRACKET.match(scene.folded, run[-1].end)
        if LISTED.fullmatch(scene.folded, remark.end() if remark else run[-1].end, other.start) is None:
            break
        run.append(other)
    return run


def _with_last_part(scene: Scene, mention: PeriodMention, parts: list[Span]) -> list[Span]:
    """The years of a range with the part of a year told behind it: 2022年至2025年上半年, 2022-2024年及2025年上半年."""
    for later in scene.periods:
        if later.start < mention.end or later.span is None or mention.gives != "years" or not parts:
            continue
        if later.start == mention.end and later.span.last.year == parts[-1].last.year:
            return [*parts[:-1], later.span]
        if AND_PART.fullmatch(scene.folded, mention.end, later.start) and later.span.last.year > parts[-1].last.year:
            return [*parts, later.span]
    return parts


def _parts(mention: PeriodMention) -> list[Span]:
    """The years or the months of a range."""
    span = mention.span
    if span is None or span.first is None:
        return []
    size = MONTHS_IN.get(mention.gives)
    if size is None:
        return [months(year, 1, 12) for year in range(span.first.year, min(span.last.year, span.first.year + 20) + 1)]
    count = min(12 * (span.last.year - span.first.year) + span.last.month - span.first.month, 12)
    firsts = [add_months(span.first, index) for index in range(0, count + 1, size)]
    lasts = [add_months(first, size - 1) for first in firsts]
    return [Span(first, month_end(last.year, last.month)) for first, last in zip(firsts, lasts, strict=True)]
