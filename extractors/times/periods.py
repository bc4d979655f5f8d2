"""Mentions of time in a text, resolved to days. The rules are data: `periods` of `config/languages/`.

A rule is a name, a pattern over lower-cased text, what it gives (period_rules.GIVES) and examples that are tests.
Around every match the words before and behind decide how it is meant: "by the end of", 截至…末 make it an instant,
"since" an open window, "compared with" a baseline that the number is measured against and not its own time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.quick_records import quick, replace
from extractors.text.tenses import is_in_past
from extractors.times.beginnings import is_of_start
from extractors.times.calendar_spans import Span, add_months
from extractors.times.month_names import is_common_word, is_of_outlook, to_come
from extractors.times.open_times import opened
from extractors.times.period_groups import Anchor, Groups
from extractors.times.period_patterns import PeriodRule, PeriodRules, matches_of
from extractors.times.period_rules import GIVES

LOOK_BACK = 64  # characters before a match that may hold "compared with the same … by the end of the"
YEAR = 12  # months; what began has not begun in a month to come: 9月以来 in a plan of January
WEEK = 6  # days from the first to the last of a week
LOOK_AHEAD = 6
WEAK = frozenset({"now", "already"})
SPANS_OF_NEWS = frozenset({"months", "relative", "year"})  # "said in May", "announced last month"
WEEKS = frozenset({"week", "周"})
COMPARED_TOO = re.compile("[、和与及]|以及")  # 快于7月和8月: both are what a number is compared with
PARTS_OF_YEARS = frozenset({"quarter", "quarters", "half", "interim", "first_months", "first_quarters", "months"})
MEANT_AHEAD = PARTS_OF_YEARS | {"months_to"}  # "will earn 3 million in the 12 months to March", told in summer
DAYS = frozenset({"day", "days", "weekday", "near_day", "day_after"})
BARE_DAY = "bare_day"  # 25日 tells when something was said or held
# Words that end a time, but not these: "closed on Friday at" is that day, "through the third quarter" all of it.
NOT_ENDED_BY = {
    **dict.fromkeys(("ended", "ends", "closed", "closes", "finished"), DAYS),
    "through": frozenset(
        {"year", "quarter", "half", "first_months", "first_quarters", "last_quarter", "week", "weekend"}
    ),
}
LASTING_MONTHS = frozenset({"months_to", "first_months", "first_quarters"})
STARTS = frozenset({"starting", "starting in", "starting from"})  # "starting next month" has no end to tell
# Times that a change can be measured from: "up 3 percent from 2023"; "over the next year" is no base.
BASES = frozenset(
    {
        "year",
        "quarter",
        "quarters",
        "half",
        "interim",
        "months",
        "months_to",
        "first_months",
        "first_quarters",
        "relative",
        "year_end",
        "told",
        "unset",
    }
)
# Times that a report can be of.
REPORTED = frozenset(
    {
        "relative",
        "year",
        "full_year",
        "quarter",
        "quarters",
        "half",
        "interim",
        "months",
        "first_months",
        "first_quarters",
        "months_to",
        "last_quarter",
        "quarterly",
        "half_yearly",
        "fiscal_year",
        "split_year",
    }
)
LASTING = (BASES - {"unset"}) | {
    "months_between",
    "days",
    "weekdays",
    "weekend",
    "week_to",
    "edition",
    "to_date",
    "years_from",
    "last_quarter",
    "months_to",
    "years",
    "full_year",
    "quarterly",
    "half_yearly",
    "told_year",
    "this_year",
    "year_after",
    "fiscal_year",
    "split_year",
    "day",
}
SUM_ZH = re.compile(r"\d\s?(?:[万亿%％元]|个百分点)")  # a figure that a Chinese clause has told
PLAN_NOUN = re.compile(r"的")  # 三季度交付10万台的目标
# "the first fall since February, when shipments dropped", "flat on 2022, which came in at 6 billion": of that time
WHEN = re.compile(r",?\swhen\b|,\swhich\s(?:came\sin\sat|came\sto|stood\sat|total?led|amounted\sto|saw|had)\b")
# "the steepest fall in three years", "for the first time in two years": how long there had been none.
RECORD = re.compile(r"\b(?:\w+est|first|most|least|worst|best|only|time|high|low)\b[^,;:]*$")


@quick
@dataclass(frozen=True, slots=True)
class PeriodMention:
    """Time named at text[start:end]; `span` is None where it cannot be set in days (no date of publication)."""

    start: int
    end: int
    span: Span | None
    gives: str
    rule: str
    baseline: bool = False  # what the number is compared with, not its own time
    shift: int = 0  # months: "a year earlier" is -12 from the time of the sentence
    cumulative: bool = False  # months from January on: growth over it is ytd_yoy
    as_of: bool = False  # an instant: the last day only
    since: bool = False  # "since X": from X to the day of publication
    spoken: bool = False  # the day on which somebody said it: "said on Monday"
    announced: bool = False  # the month or so in which somebody said it: "announced last month that it plans"

    @property
    def is_weak(self) -> bool:
        """ "now", "so far": holds only where no other time is named in the sentence."""
        return self.gives in WEAK

    @property
    def is_told(self) -> bool:
        """Whether "that year", "the same month" may point to it: not to "this week", nor to "since May"."""
        week = self.span is not None and self.span.first is not None and (self.span.last - self.span.first).days == WEEK
        opens = self.span is not None and self.span.is_open
        return (
            (self.gives in LASTING or self.gives == "window")
            and not (self.since or opens)
            and not (self.gives == "relative" and week)
        )

    @property
    def is_time(self) -> bool:
        """Whether the mention can be a number's own time."""
        return not (self.baseline or self.spoken)


def find_periods(
    text: str, folded: str, span: tuple[int, int], anchor: Anchor, rules: PeriodRules
) -> list[PeriodMention]:
    """Mentions in text[span[0]:span[1]] from left to right; a year named in them is the year of months named after it,
    unless something was founded then.

    `"截至2025年9月末"` gives an instant, 30 September 2025; `"since 2020"` 2020-01-01 to the day of publication.
    """
    found: list[PeriodMention] = []
    dated = False  # whether the last of them named a year
    for rule, match in matches_of(folded, span, rules):
        if found and match.start() < found[-1].end:
            continue
        groups = Groups({name: value for name, value in match.groupdict().items() if value}, rules.words)
        if is_common_word(text, match, groups, rules.capitals):
            continue
        if found:
            dated = dated and not is_of_start(folded, span[0], found[-1].start)
            anchor = _moved(anchor, found[-1], dated=dated)
        told = replace(anchor, future=False) if _is_told_as_past(folded, span[0], match, anchor) else anchor
        mention = _mention(folded, match, rule, groups, anchor=told, rules=rules)
        if found and found[-1].baseline and COMPARED_TOO.fullmatch(folded, found[-1].end, mention.start):
            mention = replace(mention, baseline=True)
        if rule.gives == "soon" and (mention.span is None or RECORD.search(folded, *left_of(match.start(), span))):
            continue
        found.append(mention)
        dated = groups.has("y")
    return found


def _is_told_as_past(folded: str, start: int, time: re.Match[str], anchor: Anchor) -> bool:
    """Whether only the past was told where a time is named: "made a loss in the year to March but expects a profit",
    第四季营收12亿元，预计….
    """
    if not anchor.future or time.start() >= anchor.ahead_from:
        return False
    if SUM_ZH.search(folded, time.end(), anchor.ahead_from) and not PLAN_NOUN.match(folded, anchor.ahead_from - 1):
        return True
    return is_in_past(folded, start, time.start())


def left_of(start: int, span: tuple[int, int]) -> tuple[int, int]:
    """The words before a time, in the sentence."""
    return max(span[0], start - LOOK_BACK), start


def _moved(anchor: Anchor, mention: PeriodMention, *, dated: bool) -> Anchor:
    """What later words of the text refer to after a time has been told; `dated` says that its year is theirs."""
    if mention.span is None or not mention.is_time:
        return anchor
    over = mention.is_told and anchor.published is not None and mention.span.last <= anchor.published
    return replace(
        anchor,
        past=mention.span if over else anchor.past,
        year=mention.span.named.year if dated else anchor.year,
        day=mention.span.named if mention.gives == "day" else anchor.day,
        told=mention.span if mention.is_told else anchor.told,
    )


def _mention(
    folded: str, match: re.Match[str], rule: PeriodRule, groups: Groups, *, anchor: Anchor, rules: PeriodRules
) -> PeriodMention:
    start, end = match.span()
    before = rules.before.search(folded, max(0, start - LOOK_BACK), start)
    behind = rules.behind.match(folded, end, end + LOOK_AHEAD)
    ranged = any(groups.has(name) for name in ("m2", "y2", "d2", "w2"))
    marks = _marks(before) | _marks(behind)
    if ranged or WHEN.match(folded, end) or (folded.startswith("的", end) and behind is not None and not behind[0]):
        marks.discard("since")
    if "asof" in marks and before is not None and rule.gives in NOT_ENDED_BY.get(before["asof"], ()):
        ahead = before["asof"] == "through" and _is_to_come(rule, groups, anchor)  # "will invest through 2028"
        marks -= frozenset() if ahead else {"asof"}
    if "since" in marks and before is not None and before["since"] in STARTS and _is_to_come(rule, groups, anchor):
        marks.discard("since")
    if rule.as_of or (rule.gives == "day" and folded.startswith("at ", max(0, start - 3))):
        marks.add("asof")
    span = GIVES[rule.gives](groups, anchor)
    if span is not None and rule.gives in MEANT_AHEAD and not (groups.has("y") or groups.has("r")):
        span = to_come(span, folded, start, anchor)
    based = "origin" in marks and (rule.shift != 0 or (not ranged and _is_base(folded, before, rule, rules)))
    on = opened(span, rule.gives, folded, start, anchor=anchor, based=based) if span and not ranged else None
    span = on or _meant(span, marks, anchor)
    return PeriodMention(
        start=_start(before, start),
        end=behind.end() if behind else end,
        span=span,
        gives=rule.gives,
        rule=rule.name,
        baseline=bool(marks & {"baseline", "above", "multiple"}) or (based and on is None),
        shift=rule.shift * (groups.number("n") or 1),
        cumulative=rule.cumulative,
        as_of=bool(span and span.first is None),
        since="since" in marks and on is None,
        spoken=rule.gives == BARE_DAY
        or (rule.gives == "months" and not ranged and is_of_outlook(folded, end))
        or (rule.gives in SPANS_OF_NEWS and rules.released.search(folded, max(0, start - LOOK_BACK), start) is not None)
        or (_is_short(rule, groups) and "asof" not in marks and _is_spoken(folded, (start, end), before, rules)),
        announced=rule.gives in SPANS_OF_NEWS and rules.announced.search(_around(folded, start, end)) is not None,
    )


def _is_to_come(rule: PeriodRule, groups: Groups, anchor: Anchor) -> bool:
    """Whether the time begins after publication."""
    span = GIVES[rule.gives](groups, anchor)
    return bool(span and span.first and anchor.published and span.first > anchor.published)


def _start(before: re.Match[str] | None, start: int) -> int:
    """Where the time begins with the words that mark it; in "twice the level of 2020" "twice" is a number."""
    if before is None or before.end() != start:
        return start
    return before.end("multiple") if before.groupdict().get("multiple") else before.start()


def _is_short(rule: PeriodRule, groups: Groups) -> bool:
    """Whether it is a day or a week, on which something may only have been said."""
    return rule.gives in DAYS or (rule.gives == "relative" and groups.values.get("u") in WEEKS)


def _meant(span: Span | None, marks: set[str], anchor: Anchor) -> Span | None:
    """The span as the words around it mean it: from then to now, its last day, its middle, or all of it."""
    if span is None:
        return None
    if "since" in marks and anchor.published and span.first:
        first = span.first if span.first <= anchor.published else add_months(span.first, -YEAR)
        return Span(first, anchor.published) if first <= anchor.published else span
    if {"asof", "mid"} <= marks:
        return span.middle()
    return span.as_of() if marks & {"asof", "edge"} and "start" not in marks else span


def _is_base(folded: str, before: re.Match[str] | None, rule: PeriodRule, rules: PeriodRules) -> bool:
    """Whether a change is measured from the time: "up 3 percent from 2023", "an increase on last year"."""
    if before is None or rule.gives not in BASES or (rule.gives == "told" and before["origin"] != "from"):
        return False
    if before["origin"] == "over" and rule.gives in LASTING_MONTHS:  # "grew by 3 million over the nine months to May"
        return False
    return rules.measured.search(folded, max(0, before.start("origin") - LOOK_BACK), before.start("origin")) is not None


def _around(folded: str, start: int, end: int) -> str:
    """The words before and behind a time, with a bar for the time itself."""
    return f"{folded[max(0, start - LOOK_BACK) : start]}|{folded[end : end + LOOK_BACK]}"


def _is_spoken(folded: str, span: tuple[int, int], before: re.Match[str] | None, rules: PeriodRules) -> bool:
    """Whether the day is that of a statement: "the ministry said on Monday", 工信部20日发布."""
    start = before.start() if before else span[0]
    return (
        rules.spoken.search(folded, max(0, start - LOOK_BACK), span[0]) is not None
        or rules.speaks.match(folded, span[1]) is not None
    )


def _marks(match: re.Match[str] | None) -> set[str]:
    """Names of the groups that took part."""
    return {name for name, value in match.groupdict().items() if value} if match else set()
