"""Dates as sources write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flows.crawl.entry_dates import find_newest, find_url_date, is_future, parse_entry_date, to_instant

SHANGHAI = "Asia/Shanghai"
MORNING = "2026-09-10T08:30:00+08:00"

DATES = [
    ("2026-09-10 08:30:00", MORNING),
    ("2026-09-10 08:30", MORNING),
    ("2026-09-10T08:30:00", MORNING),
    ("2026-09-10T08:30:00+08:00", MORNING),
    ("2026-09-10T08:30:00+0800", MORNING),
    ("2026-09-10T00:30:00Z", MORNING),
    ("2026-09-10T00:30:00.123Z", MORNING),
    ("2026-09-09T20:30:00-04:00", MORNING),
    ("Thu, 10 Sep 2026 08:30:00 +0800", MORNING),
    ("Thu, 10 Sep 2026 00:30:00 GMT", MORNING),
    ("Thu, 10 Sep 2026 08:30:00", MORNING),
    ("Thu, 10 Sep 2026 08:30:00 -0000", MORNING),
    ("10 Sep 2026 08:30 CST", MORNING),
    ("Thu Sep 10 08:30:00 CST 2026", MORNING),
    ("2026/9/10 8:30", MORNING),
    ("2026年9月10日 08:30", MORNING),
    ("2026年09月10日08时30分", MORNING),
    ("发布时间：2026-09-10 08:30:00 来源：本网", MORNING),
    ("September 10, 2026 8:30 AM", MORNING),
    ("Sept. 10, 2026, at 8:30 a.m.", MORNING),
    ("20260910083000", MORNING),
    ("20260910T003000Z", MORNING),
    ("1789000200", MORNING),
    ("1789000200123", MORNING),
    ("10 September 2026 8:30 pm", "2026-09-10T20:30:00+08:00"),
    ("September 10, 2026 12:05 am", "2026-09-10T00:05:00+08:00"),
    ("2026-09-10", "2026-09-10"),
    ("2026.09.10", "2026-09-10"),
    ("2026年9月10日", "2026-09-10"),
    ("[2026-09-10]", "2026-09-10"),
    ("September 10th, 2026", "2026-09-10"),
    ("10 Sep 2026", "2026-09-10"),
    ("20260910", "2026-09-10"),
]


@pytest.mark.parametrize(("text", "iso"), DATES)
def test_a_date_is_read_in_the_zone_of_the_source(text, iso):
    assert parse_entry_date(text, SHANGHAI) == iso


@pytest.mark.parametrize(
    "text",
    [None, "", "  ", "09-10", "9月10日", "2小时前", "yesterday", "2026", "2026-13-01", "2026-02-30", "32 Sep 2026",
     "10 Foo 2026", "1234", "x" * 500, "2026-09-10 25:00", "Thu, 99 Sep 2026 08:30:00 GMT", "99999999999999"],
)  # fmt: skip
def test_what_is_no_whole_date_gives_none(text):
    assert parse_entry_date(text, SHANGHAI) is None


def test_the_same_abbreviation_is_another_zone_elsewhere():
    text = "Thu, 10 Dec 2026 08:30:00 CST"
    assert parse_entry_date(text, SHANGHAI) == "2026-12-10T08:30:00+08:00"
    assert parse_entry_date(text, "America/Chicago") == "2026-12-10T08:30:00-06:00"
    assert parse_entry_date(text, "UTC") == "2026-12-10T14:30:00+00:00"


def test_an_unknown_zone_name_counts_as_none():
    assert parse_entry_date("Thu, 10 Sep 2026 08:30:00 XYZ", SHANGHAI) == MORNING


def test_summer_time_is_that_of_the_day():
    assert parse_entry_date("2026-07-01 09:00", "Europe/Berlin") == "2026-07-01T09:00:00+02:00"
    assert parse_entry_date("2026-12-01 09:00", "Europe/Berlin") == "2026-12-01T09:00:00+01:00"


@pytest.mark.parametrize(
    ("url", "pattern", "day"),
    [
        ("https://a.cn/t20260910_1.html", r"t(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})_", "2026-09-10"),
        ("https://a.cn/2026-09/10/c_1.htm", r"/(?P<year>\d{4})-(?P<month>\d{2})/(?P<day>\d{2})/", "2026-09-10"),
        ("https://a.cn/2026/09/1.html", r"/(?P<year>\d{4})/(?P<month>\d{2})/", None),
        ("https://a.cn/t20261399_1.html", r"t(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})_", None),
        ("https://a.cn/1.html", None, None),
    ],
)
def test_a_url_carries_its_day_where_the_source_says_so(url, pattern, day):
    assert find_url_date(url, pattern) == day


def test_a_day_lasts_until_its_end_in_the_zone():
    assert to_instant("2026-09-10", SHANGHAI) == datetime(2026, 9, 10, 16, tzinfo=UTC)


def test_today_somewhere_is_not_the_future():
    now = datetime(2026, 9, 10, 0, 30, tzinfo=UTC)
    assert not is_future("2026-09-10", SHANGHAI, now)
    assert not is_future("2026-09-11", SHANGHAI, now)
    assert is_future("2026-09-13", SHANGHAI, now)
    assert is_future("2026-09-12T08:31:00+08:00", SHANGHAI, now)


def test_the_newest_compares_days_and_instants():
    assert find_newest(["2026-09-09", MORNING, "2026-09-10T08:29:00+08:00"], SHANGHAI) == MORNING
    assert find_newest([], SHANGHAI) is None
