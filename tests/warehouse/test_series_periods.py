"""Which period a claim is of, and why a claim is held."""

from __future__ import annotations

from datetime import date
from typing import Any

from told import Ask, figure, said, told

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
robot_output  target  2026-07-01 -          > instant   2026-07-01 2026-07-01 stated
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


def _of_periods() -> tuple[list[dict[str, Any]], dict[str, tuple[Any, ...]]]:
    """A claim for each line, of an owner of its own; and what is to be said of each owner."""
    figures, expected = [], {}
    for number, line in enumerate(PERIODS.strip().splitlines()):
        stated, kept = (part.split() for part in line.split(">"))
        share = {"kind": "share", "unit": "percent"} if stated[0] == "penetration" else {}
        period = {"period_start": _day(stated[2]), "period_end": _day(stated[3])}
        owner = {"entity": f"Owner {number}"}
        figures.append(figure("some", 50, metric_id=stated[0], modality=stated[1], **period, **share, **owner))
        expected[f"Owner {number}"] = (line, kept[0], _day(kept[1]), _day(kept[2]), kept[3])
    return figures, expected


FIGURES, EXPECTED = _of_periods()


@told(said("wire", *FIGURES, text="some " * len(FIGURES)))
def test_periods_follow_the_nature_of_the_metric(query: Ask) -> None:
    rows = query("SELECT entity, period_type, period_start, period_end, period_origin FROM observations")
    assert {row[0]: (EXPECTED[row[0]][0], *row[1:]) for row in rows} == EXPECTED


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


CHINA = {"entity": "China", "entity_id": "CN", "place": "China", "place_id": "CN"}
ASKED = [figure("some", **{"value": 400_000.0, **CHINA, **fields}) for fields, _ in HELD]


@told(said("wire", *ASKED, text="some " * len(ASKED)))
def test_a_claim_is_held_with_its_reason(query: Ask) -> None:
    rows = query("SELECT held_reason FROM claims ORDER BY start")
    assert list(zip([fields for fields, _ in HELD], [reason for (reason,) in rows], strict=True)) == HELD
    kept = sum(reason is None for _, reason in HELD)
    assert query("SELECT count(*), sum(claims) FROM observations") == [(kept, kept)]


# What is counted to when, and why an article of 2026-02-20 cannot know it yet; a plan it can.
RUNNING: dict[str, tuple[dict[str, Any], str | None]] = {
    "a flow to the end of the next week": (
        {"metric_id": "robot_output", "period_end": date(2026, 2, 28)},
        "period was not over",
    ),
    "a flow to the next day": ({"metric_id": "robot_output", "period_end": date(2026, 2, 21)}, None),
    "growth to the end of the year": (
        {"kind": "growth", "unit": "percent", "period_end": date(2026, 12, 31)},
        "period was not over",
    ),
    "a stock at the end of the year": ({"period_end": date(2026, 12, 31)}, "day has not come"),
    "a stock of the next day": ({"period_end": date(2026, 2, 21)}, None),
}
MADE_AND_PLANNED = [
    figure("400,000", 400_000, entity=name, modality=modality, **fields)
    for name, (fields, _) in RUNNING.items()
    for modality in ("actual", "target")
]


@told(said("wire", *MADE_AND_PLANNED, day=date(2026, 2, 20)))
def test_what_is_counted_over_a_period_is_known_when_that_is_over(query: Ask) -> None:
    rows = query("SELECT entity, modality, held_reason FROM claims")
    expected = {(name, "actual", reason) for name, (_, reason) in RUNNING.items()}
    assert set(rows) == expected | {(name, "target", None) for name in RUNNING}
    assert len(rows) == len(MADE_AND_PLANNED)


@told(
    said(
        "wire",
        figure("4.8 million", 4_800_000),
        figure("4.8 million", 4_800_000, period_end=date(2025, 12, 31)),
        day=date(2026, 1, 20),
    ),
    said("wire", figure("4.4 million", 4_400_000), day=date(2026, 1, 21)),
)
def test_a_headline_is_no_second_point_beside_its_dated_text(query: Ask) -> None:
    """A stock without a date stands on the day of print, but not where the same text dates the same figure."""
    rows = query("SELECT value, period_end FROM observations ORDER BY 2")
    assert rows == [(4_800_000, date(2025, 12, 31)), (4_400_000, date(2026, 1, 21))]
    held = query("SELECT count(*) FROM claims WHERE held_reason = 'dated elsewhere in its text'")
    assert held == [(1,)]
