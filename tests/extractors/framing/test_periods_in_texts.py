"""Whole passages with the period of each number written behind it: what is stated, what goes on, what has no time.

`[40](2024)` is the year, `(..2024)` its last day as an instant, `(2024-03)` a month, `(2024Q1)`, `(2024H1)`, `(-)` none.
"""

from __future__ import annotations

import re
from datetime import date

from extractors.calendar_spans import months
from extractors.claims import extract_claims
from extractors.records import Article, Lang
from extractors.rulebook import Rulebook
from tests.support.marked import read_marks

POINT = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?|(?P<u>[QH])(?P<n>\d))?")
SIZE = {"Q": 3, "H": 6}
PUBLISHED = date(2025, 8, 20)


def bounds(point: str) -> tuple[date, date]:
    """First and last day of a year, half, quarter, month or day."""
    match = POINT.fullmatch(point)
    assert match, point
    year = int(match["y"])
    if match["u"]:
        size = SIZE[match["u"]]
        span = months(year, size * (int(match["n"]) - 1) + 1, size * int(match["n"]))
    elif match["m"]:
        span = months(year, int(match["m"]), int(match["m"]))
    else:
        span = months(year, 1, 12)
    if match["d"]:
        return (day := span.last.replace(day=int(match["d"]))), day
    assert span.first
    return span.first, span.last


def expected(answer: str) -> tuple[date | None, date | None]:
    if answer == "-":
        return None, None
    first, dots, last = answer.partition("..")
    return (bounds(first)[0] if first else None), bounds(last if dots else first)[1]


def wrong_periods(rulebook: Rulebook, passages: list[str], lang: Lang, published: date = PUBLISHED) -> list[str]:
    found = []
    for passage in passages:
        plain, answers = read_marks(passage)
        article = Article("a", None, None, None, None, lang, published, None, plain)
        claims = {claim.start: claim for claim in extract_claims(article, rulebook)}
        for start, answer in answers.items():
            claim = claims.get(start)
            got = (claim.period_start, claim.period_end) if claim else "no claim"
            if got != expected(answer):
                found.append(f"{plain[max(0, start - 40) : start + 30]!r}: {got}, not {answer}")
    return found


def test_a_number_that_others_are_compared_with_has_its_own_time(rulebook: Rulebook) -> None:
    passages = [
        "Orders fell [11 percent](2025Q1) in the first quarter, compared with the preceding quarter's [13 percent](2024Q4).",
        "Orders fell [3 percent](2025Q2) in the second quarter, versus a January-March drop of [21 percent](2025Q1).",
        "Mills used [500](2024) robots in 2024. That is [2 percent](2024) less than the record of [510](2022) robots used in 2022.",
        "The maker cut its 2025 revenue guidance to [3.3 billion euros](2025) from [3.5 billion euros](2025).",
        "Output fell to [3 million](2024) tons in 2024 from a peak of [4 million](2019) tons in 2019.",
    ]
    assert wrong_periods(rulebook, passages, "en") == []
    zh = ["1—7月产量为[6.2万套](2025-01..2025-07)，同比去年的[7.6万套](2024-01..2024-07)下降[18%](2025-01..2025-07)。"]
    assert wrong_periods(rulebook, zh, "zh") == []


def test_what_tells_more_of_the_figure_before_is_of_its_time(rulebook: Rulebook) -> None:
    passages = [
        "The city had [40,000](..2024) stations as of the end of 2024.\nThe figure accounted for [9 percent](..2024) of the total.",
        "In 2024 the port moved [5 million](2024) boxes. Lorries carry [70 percent](2024) of them.",
        "In 2024 the port moved [5 million](2024) boxes.\nThis is [4 percent](2024) more than the year before.",
        "In 2024 the port moved [5 million](2024) boxes. It employs [9,000](-) people.",
    ]
    assert wrong_periods(rulebook, passages, "en") == []


def test_a_report_goes_on_with_its_time(rulebook: Rulebook) -> None:
    passages = [
        "In 2024 sales of lamps rose [3 percent](2024) to [43 million yuan](2024). Sales of chairs rose [8 percent](2024) to"
        " [30 million yuan](2024). Hotels bought most of them. Sales of tables fell [5 percent](2024).",
        "First-half revenue was [70 billion yuan](2025H1), up [14 percent](2025H1). Almost [71 percent](2025H1) of sales"
        " came from abroad. Lamps generated [40 percent](2025H1) of revenue.",
        "For full-year 2024, profit grew [11 percent](2024) to [18 billion yuan](2024).\nThe carrier added"
        " [40 million](2024) subscribers to end 2024 with [300 million](..2024).\nCloud sales grew [41 percent](2024) to"
        " [50 billion yuan](2024).",
        "In 2019 the group bought plants for [2 billion yuan](2019).\nThe group makes lamps.\nSales rose [5 percent](-).",
        "By 2030 the group wants to sell [9 million](..2030) lamps. Sales rose [5 percent](-).",
    ]
    assert wrong_periods(rulebook, passages, "en") == []


def test_when_somebody_spoke_is_not_when_it_was(rulebook: Rulebook) -> None:
    passages = [
        "At last month's Robot Forum in Qingdao, Wang said annual revenue had passed [1 billion yuan](-).",
        "SUZHOU, Aug. 19 (Orchid News) -- The city plans to build [300](2025) plants this year.",
        "The ministry recently unveiled plans to build [300](2025-08-20..2028-08-20) plants over the next three years.",
        "The four-day fair in Suzhou opened on Wednesday, with [169](2025-08-20) exhibitors taking part.",
        'Under the plan "Made in China 2025" the city will build [300](..2030) plants by 2030.',
        "The factory, launched earlier this year, spans [10,000 square meters](-).",
        "In March, it agreed to pay a fine of [$900 million](2025-03).",
    ]
    assert wrong_periods(rulebook, passages, "en") == []


def test_times_stand_behind_what_they_are_of(rulebook: Rulebook) -> None:
    passages = [
        "China leads with [50 percent](2022-08-20..2025-08-20) of all orders, coming over the past three years.",
        "At [19 billion yuan](2025H1), the sales of the unit for the first half were up by [10 percent](2025H1).",
        "The firm will make [10,000](2026) units in 2026, Zhou said, after it made [1,000](2025) units and won orders worth"
        " [1.4 billion yuan](2025) in 2025.",
        "The sector now has [150](..2025-08-20) makers, with sales expected to reach [100 billion yuan](..2030) (about"
        " [$14 billion](..2030)) by 2030.",
        "It added [14 million](2025-01) users in the first month of 2025 and ended the month with [196 million](..2025-01).",
        "The carriers will add [600,000](2025) sites in 2025, taking the total to [2 million](..2025) before the year's end.",
    ]
    assert wrong_periods(rulebook, passages, "en") == []


def test_chinese_times_as_newspapers_outside_the_mainland_and_web_pages_put_them(rulebook: Rulebook) -> None:
    passages = [
        "今年首七个月，电信业务收入[1.04万亿元](2025-01..2025-07)。",
        "7 月中旬，果园科技中标[1.2亿元](2025-07)。",
        "9月以来，果园科技中标[2.5亿元](2024-09..2025-08-20)项目，计划明年交付[300台](2026)。",
    ]
    assert wrong_periods(rulebook, passages, "zh") == []
