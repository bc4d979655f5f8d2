"""How long to wait."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from flows.crawl.cookies import CookieShelf
from flows.crawl.waits import compute_backoff, parse_retry_after

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sun, 22 Nov 2026 05:00:30 GMT", 30.0),
        ("Sun, 22 Nov 2026 05:00:30", 30.0),
        ("Sun, 22 Nov 2026 04:00:00 GMT", 0.0),
        ("9" * 40, 999999999.0),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value, seconds):
    assert parse_retry_after(value, NOW) == seconds


def test_back_off_doubles_within_its_spread_and_ends_at_30_seconds():
    dice = random.Random(1)
    for attempt in range(12):
        longest = min(30.0, 0.5 * 2**attempt)
        waits = [compute_backoff(attempt, 0.5, jitter=dice) for _ in range(100)]
        assert longest / 2 <= min(waits) < max(waits) <= longest


def test_cookies_are_kept_by_origin_and_can_expire():
    shelf = CookieShelf()
    shelf.keep("http://a.cn", ["sid=1; Domain=.cn; Path=/", "x=2", "bad name=3;;;", "\x00"])
    assert shelf.header("http://a.cn") == "sid=1; x=2"
    assert shelf.header("https://a.cn") is None
    shelf.keep("http://a.cn", ["sid=gone; Max-Age=0"])
    assert shelf.header("http://a.cn") == "x=2"


def test_no_more_cookies_are_kept_than_the_bound():
    shelf = CookieShelf()
    shelf.keep("http://a.cn", [f"c{number}=1" for number in range(500)])
    assert len((shelf.header("http://a.cn") or "").split("; ")) == 50
