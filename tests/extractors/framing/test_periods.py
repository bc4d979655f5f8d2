"""Times that texts name: every example of the language files, and how words around a time change it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors.records import Claim
from extractors.rulebook import Rulebook
from extractors.text.cues import fold_case
from extractors.times.calendar_spans import Span, add_months, months
from extractors.times.period_groups import Anchor
from extractors.times.period_patterns import periods_of_examples
from extractors.times.periods import PeriodMention, find_periods

LANGUAGES = Path(__file__).parents[3] / "config" / "languages"
Read = Callable[..., dict[str, Claim]]


def mentions(
    rulebook: Rulebook, lang: str, text: str, published: str | None = None, *, future: bool = False
) -> list[PeriodMention]:
    day = date.fromisoformat(published) if published else None
    anchor = Anchor(day, None, future)
    return find_periods(text, fold_case(text), (0, len(text)), anchor, rulebook.languages[lang].periods)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_example_of_the_period_rules_holds(rulebook: Rulebook, lang: str) -> None:
    words: dict[str, Any] = yaml.load(LANGUAGES.joinpath(f"{lang}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    wrong, seen = [], 0
    for name, example in periods_of_examples(words["periods"]["rules"]):
        seen += 1
        found = mentions(
            rulebook,
            lang,
            example["text"],
            str(example["published"]) if "published" in example else None,
            future=example.get("future", False),
        )
        expected = example["gives"]
        last = found[-1].span if found else None
        got = [] if not found else [None] if last is None else [last.first, last.last]
        if got != expected:
            wrong.append((name, example["text"], got))
    assert seen > 30
    assert wrong == []


def span(rulebook: Rulebook, lang: str, text: str, published: str | None = None) -> tuple[date | None, date] | None:
    found = [mention for mention in mentions(rulebook, lang, text, published) if mention.span]
    return (found[-1].span.first, found[-1].span.last) if found and found[-1].span else None


@pytest.mark.parametrize(
    ("text", "published", "first", "last"),
    [
        ("by the end of March 2025", None, None, date(2025, 3, 31)),
        ("as of June 30, 2024", None, None, date(2024, 6, 30)),
        ("at the end of last year", "2026-02-03", None, date(2025, 12, 31)),
        ("in the year to March 2025", None, date(2024, 4, 1), date(2025, 3, 31)),
        ("between 2021 and 2024", None, date(2021, 1, 1), date(2024, 12, 31)),
        ("in Q4 2024", None, date(2024, 10, 1), date(2024, 12, 31)),
        ("since 2020", "2025-05-06", date(2020, 1, 1), date(2025, 5, 6)),
        ("over the next three years", "2025-05-06", date(2025, 5, 6), date(2028, 5, 6)),
        ("over the next 18 months", "2025-05-06", date(2025, 5, 6), date(2026, 11, 6)),
        ("in December", "2026-02-10", date(2025, 12, 1), date(2025, 12, 31)),
        ("last quarter", "2026-02-10", date(2025, 10, 1), date(2025, 12, 31)),
    ],
)
def test_english_times(rulebook: Rulebook, text: str, published: str | None, first: date | None, last: date) -> None:
    assert span(rulebook, "en", text, published) == (first, last)


@pytest.mark.parametrize(
    ("text", "published", "first", "last"),
    [
        ("截至2025年6月底", None, None, date(2025, 6, 30)),
        ("到2030年", None, None, date(2030, 12, 31)),
        ("去年四季度", "2026-02-10", date(2025, 10, 1), date(2025, 12, 31)),
        ("2024年前11个月", None, date(2024, 1, 1), date(2024, 11, 30)),
        ("未来三年", "2025-05-06", date(2025, 5, 6), date(2028, 5, 6)),
        ("“十五五”期间", None, date(2026, 1, 1), date(2030, 12, 31)),
        ("自2020年以来", "2025-05-06", date(2020, 1, 1), date(2025, 5, 6)),
        ("去年底", "2025-05-06", None, date(2024, 12, 31)),
        ("上月", "2025-01-06", date(2024, 12, 1), date(2024, 12, 31)),
    ],
)
def test_chinese_times(rulebook: Rulebook, text: str, published: str | None, first: date | None, last: date) -> None:
    assert span(rulebook, "zh", text, published) == (first, last)


def test_may_as_a_verb_is_no_month(rulebook: Rulebook) -> None:
    assert mentions(rulebook, "en", "shipments may rise", "2025-03-01") == []


def test_relative_time_without_a_date_stays_open(rulebook: Rulebook) -> None:
    assert [mention.span for mention in mentions(rulebook, "en", "this year")] == [None]
    assert [mention.span for mention in mentions(rulebook, "zh", "今年上半年")] == [None]


def test_same_period_is_a_baseline_in_chinese(rulebook: Rulebook) -> None:
    assert mentions(rulebook, "zh", "与去年同期相比", "2025-08-01")[-1].baseline


def test_words_of_ordinary_text_do_not_hide_prefixes(rulebook: Rulebook) -> None:
    assert not mentions(rulebook, "en", "12 billion this year", "2019-08-01")[-1].baseline


def test_leap_day_a_year_earlier_is_the_28th() -> None:
    assert add_months(date(2024, 2, 29), -12) == date(2023, 2, 28)
    assert Span(None, date(2024, 2, 29)).shifted(-1) == Span(None, date(2023, 2, 28))
    assert months(2024, 10, 3) == Span(date(2024, 10, 1), date(2025, 3, 31))


def test_number_takes_the_time_right_behind_it(read: Read) -> None:
    claims = read("Keenon sold 400 robots in 2023 and 900 robots in 2024.", "2025-03-01")
    assert claims["400"].period_end == date(2023, 12, 31)
    assert claims["900"].period_start == date(2024, 1, 1)


def test_a_year_earlier_shifts_the_time_of_the_sentence(read: Read) -> None:
    claims = read(
        "Revenue in the first quarter of 2025 was 12 million yuan, up from 9 million yuan a year earlier.", "2025-05-01"
    )
    assert claims["9 million yuan"].period_start == date(2024, 1, 1)
    assert claims["9 million yuan"].period_end == date(2024, 3, 31)


def test_as_of_date_carries_on_through_a_release(read: Read) -> None:
    claims = read("截至7月末，全国移动电话用户总数达18.2亿户。5G移动电话用户达11.5亿户。", "2025-08-20")
    assert claims["11.5亿户"].period_end == date(2025, 7, 31)
    assert claims["11.5亿户"].period_origin == "inherited"


def test_without_any_time_the_period_stays_empty(read: Read) -> None:
    claim = read("Keenon has 3,000 employees.", "2025-08-20")["3,000"]
    assert (claim.period_start, claim.period_end, claim.period_origin) == (None, None, None)


def test_shares_move_on_the_day_of_the_news(read: Read) -> None:
    claim = read("UBTech shares rose 7.5 percent in Hong Kong trading.", "2025-08-20")["7.5 percent"]
    assert (claim.period_start, claim.period_end) == (date(2025, 8, 20), date(2025, 8, 20))
    assert claim.basis is None


def test_results_of_a_period_go_on_through_the_paragraphs_of_a_report(read: Read) -> None:
    """Newswires give each figure a paragraph: the level beside a growth is of the same quarter."""
    text = (
        "Harbour Tools reported revenue of 48 million yuan for the first quarter of 2025.\n"
        "Net profit rose 6 percent to 5 million yuan.\n"
        "Revenue from services was 9 million yuan, up 12 percent.\n"
        "Crane loans fell 4 percent from a year before to 300.\n"
        "The company employs 700 people."
    )
    claims = read(text, "2025-04-28")
    quarter = (date(2025, 1, 1), date(2025, 3, 31))
    for quote in ("48 million yuan", "6 percent", "5 million yuan", "9 million yuan", "12 percent", "4 percent", "300"):
        assert (claims[quote].period_start, claims[quote].period_end) == quarter, quote
    assert claims["700"].period_end is None


def test_a_plan_that_was_met_is_over_with_its_year(read: Read) -> None:
    met = read("For the full year, sales rose by 8 percent to 4.6 million lamps, meeting its cut target.", "2026-01-02")
    assert (met["8 percent"].period_start, met["8 percent"].period_end) == (date(2025, 1, 1), date(2025, 12, 31))
    hoped = read("For the full year, it hopes to meet its target of 5 million lamps.", "2026-01-02")
    assert hoped["5 million"].period_end == date(2026, 12, 31)
