"""Which period a claim is of, and why a claim is held."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from stories import load_stories, query_series

# Test articles are published on 2026-02-20.
PERIODS = """
base_stations actual  -          2021-12-31 > instant   2021-12-31 2021-12-31 stated
base_stations actual  -          -          > instant   2026-02-20 2026-02-20 assumed
base_stations actual  2026-01-01 2026-12-31 > instant   2026-02-20 2026-02-20 stated
base_stations target  -          2027-12-31 > instant   2027-12-31 2027-12-31 stated
robot_output  actual  -          2021-12-31 > year      2021-01-01 2021-12-31 stated
robot_output  actual  2025-01-01 2025-12-31 > year      2025-01-01 2025-12-31 stated
robot_output  actual  2025-07-01 2025-12-31 > half      2025-07-01 2025-12-31 stated
robot_output  actual  2025-04-01 2025-06-30 > quarter   2025-04-01 2025-06-30 stated
robot_output  actual  2024-02-01 2024-02-29 > month     2024-02-01 2024-02-29 stated
robot_output  actual  2025-01-01 2025-05-31 > ytd       2025-01-01 2025-05-31 stated
robot_output  actual  2025-03-01 2025-06-30 > window    2025-03-01 2025-06-30 stated
robot_output  actual  2024-03-01 -          > window    2024-03-01 2026-02-20 stated
robot_output  actual  -          2025-05-31 > inception -          2025-05-31 stated
robot_output  target  2026-02-20 2031-02-20 > window    2026-02-20 2031-02-20 stated
robot_output  target  -          2030-06-30 > window    2026-02-20 2030-06-30 stated
new_robots    actual  -          2025-05-31 > ytd       2025-01-01 2025-05-31 stated
penetration   actual  -          2025-12-31 > instant   2025-12-31 2025-12-31 stated
penetration   actual  2025-01-01 2025-12-31 > year      2025-01-01 2025-12-31 stated
penetration   actual  -          -          > instant   2026-02-20 2026-02-20 assumed
"""


def _day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


def test_periods_follow_the_nature_of_the_metric(desk: Any) -> None:
    claims, expected = [], {}
    for number, line in enumerate(PERIODS.strip().splitlines()):
        said, kept = (part.split() for part in line.split(">"))
        share = {"kind": "share", "unit": "percent"} if said[0] == "penetration" else {}
        period = {"period_start": _day(said[2]), "period_end": _day(said[3])}
        owner = {"entity": f"Owner {number}", "entity_id": None, "place": None, "place_id": None}
        claims.append(desk.claim("some", 50, metric_id=said[0], modality=said[1], **period, **share, **owner))
        expected[f"Owner {number}"] = (line, kept[0], _day(kept[1]), _day(kept[2]), kept[3])
    load_stories(desk, {"claims": claims, "text": "some " * len(claims)})
    rows = query_series(desk, "SELECT entity, period_type, period_start, period_end, period_origin FROM observations")
    assert {row[0]: (expected[row[0]][0], *row[1:]) for row in rows} == expected


HELD: list[tuple[dict[str, Any], str | None]] = [
    ({"metric_id": None}, "no metric"),
    ({"metric_id": "unheard_of"}, "unknown metric"),
    ({"entity": None, "entity_id": None}, "no entity"),
    ({"modality": "hypothetical"}, "hypothetical"),
    ({"low": None, "high": None}, "no value"),
    ({"unit": "kWh"}, "unit clash"),
    ({"kind": "growth", "unit": "count"}, "unit clash"),
    ({"metric_id": "robot_output"}, "flow without a period"),
    ({"kind": "change"}, "flow without a period"),
    ({"kind": "growth", "unit": "percent"}, "growth without a period"),
    ({"low": 50.0, "high": 50.0}, "out of range"),
    ({"low": 9e6, "high": None, "comparator": "gt"}, "out of range"),
    ({"period_start": date(2025, 2, 1), "period_end": date(2025, 1, 1)}, "period ends before it starts"),
    ({"low": 50.0, "high": 50.0, "kind": "change", "period_end": date(2025, 1, 1)}, None),
    (
        {"low": 150.0, "high": 150.0, "entity": "Guangzhou", "entity_id": "CN-GZ", "place": None, "place_id": None},
        None,
    ),
    ({"metric_id": "revenue", "unit": "EUR", "period_end": date(2025, 12, 31)}, None),
    ({}, None),
]


def test_a_claim_is_held_with_its_reason(desk: Any) -> None:
    claims = []
    for fields, _ in HELD:
        values = {"low": 400_000.0, "high": 400_000.0, **fields}
        claims.append(desk.claim("some", values.pop("low"), values.pop("high"), **values))
    load_stories(desk, {"claims": claims, "text": "some " * len(claims)})
    rows = query_series(desk, "SELECT held_reason FROM classified_claims ORDER BY number")
    assert list(zip([fields for fields, _ in HELD], [reason for (reason,) in rows], strict=True)) == HELD
    kept = sum(reason is None for _, reason in HELD)
    assert query_series(desk, "SELECT count(*), sum(claims) FROM observations") == [(kept, kept)]


@pytest.mark.parametrize(
    ("metric", "kind", "end", "reason"),
    [
        ("robot_output", "level", date(2026, 2, 28), "period was not over"),
        ("robot_output", "level", date(2026, 2, 21), None),
        ("base_stations", "growth", date(2026, 12, 31), "period was not over"),
        ("base_stations", "level", date(2026, 12, 31), "day has not come"),
        ("base_stations", "level", date(2026, 2, 21), None),
    ],
)
def test_what_is_counted_over_a_period_is_known_when_that_is_over(
    desk: Any, metric: str, kind: str, end: date, reason: str | None
) -> None:
    unit = "count" if kind == "level" else "percent"
    made = desk.claim("400,000", 400_000, metric_id=metric, kind=kind, unit=unit, period_end=end)
    planned = desk.claim("400,000", 400_000, metric_id=metric, kind=kind, unit=unit, period_end=end, modality="target")
    load_stories(desk, {"day": date(2026, 2, 20), "claims": [made, planned]})
    assert query_series(desk, "SELECT held_reason FROM claims ORDER BY start") == [(reason,), (None,)]


def test_a_headline_is_no_second_point_beside_its_dated_text(desk: Any) -> None:
    """A stock without a date stands on the day of print, but not where the same text dates the same figure."""
    headline = desk.claim("4.8 million", 4_800_000)
    dated = desk.claim("4.8 million", 4_800_000, period_end=date(2025, 12, 31))
    other = desk.claim("4.4 million", 4_400_000)
    load_stories(
        desk,
        {"day": date(2026, 1, 20), "claims": [headline, dated]},
        {"day": date(2026, 1, 21), "claims": [other]},
    )
    rows = query_series(desk, "SELECT value, period_end FROM observations ORDER BY 2")
    assert rows == [(4_800_000, date(2025, 12, 31)), (4_400_000, date(2026, 1, 21))]
    held = query_series(desk, "SELECT count(*) FROM claims WHERE held_reason = 'dated elsewhere in its text'")
    assert held == [(1,)]
