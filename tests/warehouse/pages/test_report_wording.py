"""How numbers, periods and links read."""

from __future__ import annotations

from datetime import date

import pytest

from warehouse.report_wording import (
    describe_series,
    find_chinese_scale,
    find_host,
    find_link,
    find_scale,
    format_change,
    format_chinese,
    format_chinese_interval,
    format_day,
    format_interval,
    format_number,
    format_percent,
    format_period,
    format_unit,
)


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (3_380_000, "3.38 million", "338万"),
        (4_758_000, "4.758 million", "475.8万"),
        (237_068, "237,068", "23.7068万"),
        (1.74e12, "1.74 trillion", "1.74万亿"),
        (12e9, "12 billion", "120亿"),
        (999_999, "999,999", "99.9999万"),
        (1.0431e12, "1.0431 trillion", "1.0431万亿"),
        (29.5, "29.5", "29.5"),
        (100, "100", "100"),
        (0, "0", "0"),
        (-3.1, "−3.1", "−3.1"),
        (-2_500_000, "−2.5 million", "−250万"),
        (0.00004, "4e-05", "4e-05"),
    ],
)
def test_numbers_read_as_each_language_prints_them(value: float, english: str, chinese: str) -> None:
    assert format_number(value) == english
    assert format_chinese(value) == chinese


def test_scale_is_the_largest_word_that_fits() -> None:
    assert find_scale(4.7e6) == (1e6, "million")
    assert find_scale(999_999) == (1.0, "")
    assert find_scale(1e12) == (1e12, "trillion")
    assert [find_chinese_scale(value) for value in (9_999, 4.7e6, 3e8)] == [(1.0, ""), (1e4, "万"), (1e8, "亿")]


@pytest.mark.parametrize(
    ("low", "high", "comparator", "english", "chinese"),
    [
        (16_000, 16_000, "approx", "about 16,000", "约1.6万"),
        (3.38e6, 3.38e6, "eq", "3.38 million", "338万"),
        (12e9, None, "gt", "more than 12 billion", "超120亿"),
        (12e9, 13.2e9, "gt", "more than 12 billion", "超120亿"),  # the soft bound is ours: nobody said it
        (None, 5, "le", "at most 5", "至多5"),
        (4.5, 5, "lt", "less than 5", "不足5"),
        (90, None, "ge", "at least 90", "至少90"),
        (10, 15, "range", "10 – 15", "10 – 15"),
        (None, -6, "gt", "more than 6 down", "超6（下降）"),  # "fell more than 6 percent"
        (-7, -6, "gt", "more than 6 down", "超6（下降）"),
        (-6, None, "lt", "less than 6 down", "不足6（下降）"),
        (-6, 0, "lt", "less than 6 down", "不足6（下降）"),
        (-6, None, "gt", "more than −6", "超−6"),
        (7, None, "eq", "at least 7", "至少7"),
        (None, 7, "eq", "at most 7", "至多7"),
        (None, None, "eq", "–", "–"),
    ],
)
def test_intervals_read_as_they_were_worded(
    low: float | None, high: float | None, comparator: str, english: str, chinese: str
) -> None:
    assert format_interval(low, high, comparator) == english
    assert format_chinese_interval(low, high, comparator) == chinese


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2021, 1, 1), date(2025, 12, 31), "2021–2025"),
        (date(2024, 7, 1), date(2024, 9, 30), "Q3 2024"),
        (date(2024, 1, 1), date(2024, 6, 30), "H1 2024"),
        (date(2024, 7, 1), date(2024, 12, 31), "H2 2024"),
        (date(2024, 1, 1), date(2024, 5, 31), "Jan–May 2024"),
        (date(2024, 2, 1), date(2024, 4, 30), "Feb–Apr 2024"),
        (date(2024, 2, 1), date(2024, 2, 29), "Feb 2024"),
        (date(2023, 11, 1), date(2024, 2, 29), "Nov 2023 – Feb 2024"),
        (date(2019, 8, 26), date(2024, 8, 26), "26 Aug 2019 – 26 Aug 2024"),
        (None, date(2025, 12, 31), "end of 2025"),
        (None, date(2024, 5, 31), "end of May 2024"),
        (date(2024, 5, 31), date(2024, 5, 31), "end of May 2024"),
        (None, date(2024, 5, 17), "17 May 2024"),
        (date(2024, 5, 17), None, "from 17 May 2024"),
        (None, None, "no period stated"),
    ],
)
def test_periods_have_names(start: date | None, end: date | None, text: str) -> None:
    assert format_period(start, end) == text


def test_units_are_words_and_counts_are_named_by_what_they_count() -> None:
    assert format_unit("CNY", "month") == "yuan (CNY) per month"
    assert format_unit("percent") == "%"
    assert format_unit("count", None, "stations") == "stations"
    assert format_unit("count", "10,000 people") == "per 10,000 people"
    assert format_unit("EFLOPS") == "EFLOPS"
    assert format_unit("count") == ""


def test_changes_carry_their_sign() -> None:
    assert format_change(58_000, "count") == "+58,000"
    assert format_change(-1.5, "percent") == "−1.5 pp"
    assert format_change(0, "count") == "±0"
    assert format_change(None, "count") == "–"
    assert format_percent(29.529) == "+29.5%"
    assert format_percent(-4.66) == "−4.7%"
    assert format_percent(0) == "±0.0%"


def test_series_are_described() -> None:
    assert describe_series("growth", "yoy", "month") == "growth, year on year · monthly"
    assert describe_series("level", None, "instant") == "level · at a point in time"
    assert describe_series("level", None, "decade") == "level · decade"
    assert format_day(date(2024, 6, 7)) == "7 Jun 2024"
    assert format_day(None) == "–"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>1</script>",
        "file:///etc/passwd",
        "vbscript:x",
        "//example.org/a",
        "/a",
        "https://",
        "https://[::1",
        "https://user:secret@example.org/a",
        "https://example.org/a b",
        "https://example.org/\u0000",
        "https://example.org/" + "a" * 3000,
        "",
        None,
    ],
)
def test_only_web_links_without_a_password_are_followed(url: str | None) -> None:
    assert find_link(url) is None


def test_web_links_stay_as_they_are_and_show_their_host() -> None:
    for url in ("https://www.example.org/a?b=1&c=2#d", "http://example.org", "https://例子.中国/新闻"):
        assert find_link(url) == url
    assert find_host("https://www.example.org:8443/a") == "example.org"
