"""How a page speaks in each language."""

from __future__ import annotations

from datetime import date

import pytest

from warehouse.pages.speech import speech_of

ENGLISH, CHINESE = speech_of("en"), speech_of("zh")


@pytest.mark.parametrize(
    ("start", "end", "english", "chinese"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), "2024", "2024年"),
        (date(2024, 7, 1), date(2024, 9, 30), "Q3 2024", "2024年三季度"),
        (date(2024, 7, 1), date(2024, 12, 31), "H2 2024", "2024年下半年"),
        (date(2024, 1, 1), date(2024, 5, 31), "Jan–May 2024", "2024年1—5月"),
        (date(2023, 11, 1), date(2024, 2, 29), "Nov 2023 – Feb 2024", "2023年11月—2024年2月"),
        (date(2021, 1, 1), date(2025, 12, 31), "2021–2025", "2021—2025年"),
        (date(2024, 3, 1), date(2024, 3, 31), "Mar 2024", "2024年3月"),
        (None, date(2024, 12, 31), "end of 2024", "2024年底"),
        (None, date(2024, 6, 30), "end of Jun 2024", "2024年6月底"),
        (date(2024, 6, 17), date(2024, 6, 17), "17 Jun 2024", "2024年6月17日"),
        (date(2024, 6, 3), date(2024, 6, 9), "3 Jun 2024 – 9 Jun 2024", "2024年6月3日—2024年6月9日"),
        (date(2019, 6, 6), None, "from 6 Jun 2019", "自2019年6月6日起"),
        (None, None, "no period stated", "未说明时期"),
    ],
)
def test_periods_have_names_in_both_languages(start: date | None, end: date | None, english: str, chinese: str) -> None:
    assert ENGLISH.period(start, end) == english
    assert CHINESE.period(start, end) == chinese


def test_numbers_names_and_changes_follow_the_language() -> None:
    assert ENGLISH.interval(3.9e6, None, "gt") == CHINESE.interval_abroad(3.9e6, None, "gt") == "more than 3.9 million"
    assert CHINESE.interval(3.9e6, None, "gt") == "超390万"
    assert (ENGLISH.change(58000.0, "count"), CHINESE.change(58000.0, "count")) == ("+58,000", "+5.8万")
    assert (ENGLISH.change(-1.5, "percent"), CHINESE.change(-1.5, "percent")) == ("−1.5 pp", "−1.5个百分点")
    assert (ENGLISH.percent(29.53), ENGLISH.percent(None)) == ("+29.5%", "–")
    assert ENGLISH.name("Unitree", None) == CHINESE.name("Unitree", None) == "Unitree"
    assert CHINESE.name("Unitree", "宇树科技") == "宇树科技"
    assert ENGLISH.unit("count", "10,000 workers", "robots") == "robots per 10,000 workers"
    assert CHINESE.unit("count", None, "robots") == ""
    assert (ENGLISH.unit("CNY"), CHINESE.unit("CNY"), CHINESE.unit("kWh")) == ("yuan (CNY)", "元（人民币）", "kWh")
    assert (ENGLISH.count(1, "claim"), ENGLISH.count(2300, "claim")) == ("1 claim", "2,300 claims")
    assert (ENGLISH.month(6), CHINESE.month(6)) == ("Jun", "6月")


def test_series_targets_sources_and_reasons_are_described() -> None:
    assert ENGLISH.about("growth", "yoy", "month") == "growth, year on year · monthly"
    assert CHINESE.about("growth", "yoy", "month") == "增速，同比 · 月度"
    assert ENGLISH.about("level", None, "decade") == "level · decade"
    assert ENGLISH.outcome("met", 1.04) == "met"
    assert ENGLISH.outcome("missed", 0.92) == "missed, 92% reached"
    assert ENGLISH.outcome("open", 0.851) == "open, 85% so far"
    assert ENGLISH.outcome("open", None) == "open"
    assert CHINESE.outcome("unknown", None) == "尚无可比数据"
    assert ENGLISH.health("failed", stale=True, failures=3) == "failed, 3 times in a row"
    assert ENGLISH.health("failed", stale=False, failures=1) == "failed"
    assert ENGLISH.health("unchanged", stale=False, failures=0) == "ok"
    assert ENGLISH.health("unchanged", stale=True, failures=0) == "stale"
    assert ENGLISH.health(None, stale=False, failures=0) == "not asked yet"
    assert (ENGLISH.hold("out of range"), ENGLISH.hold("made up")) == ("out of range", "made up")
