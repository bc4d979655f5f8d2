"""How long to wait before asking again."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def parse_retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds to wait by a Retry-After header (RFC 9110 §10.2.3), never negative; None where there is none.

    `"120"` gives 120.0; `"Sun, 22 Nov 2026 05:00:30 GMT"` at 05:00:00 gives 30.0.
    """
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)  # RFC 9110 §5.6.7: HTTP dates are GMT
    return max(0.0, (when - now).total_seconds())


def compute_backoff(attempt: int, base: float, *, jitter: random.Random | None = None) -> float:
    """Seconds before attempt number `attempt` + 1: doubling, spread over half to the whole, at most 30 s.

    The spread keeps many clients that failed together from coming back together.
    """
    source = jitter or random.SystemRandom()
    longest = min(30.0, base * 2.0**attempt)
    return float(source.uniform(longest / 2, longest))
