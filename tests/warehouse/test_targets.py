"""What came of targets and forecasts: with what each is compared, and what that decides."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from stories import ask, derive, load_at_once, load_into

from extractors.errors import UsageError
from flows.cli import run_command
from warehouse.publishing import publish
from warehouse.targets import read_targets

TODAY = date(2026, 2, 20)  # of the newest article
END_2025, END_2026 = date(2025, 12, 31), date(2026, 12, 31)
YEAR_2025 = {"period_start": date(2025, 1, 1), "period_end": END_2025}
FLOW = {"metric_id": "robot_output", "modality": "target"}
GROWTH = {"metric_id": "robot_output", "kind": "growth", "basis": "yoy", "unit": "percent"}

# A target, what was counted, and what is to be said: state, comparison, why it is only the nearest, share reached.
Case = tuple[dict[str, Any], list[dict[str, Any]], tuple[str, str | None, str | None, float | None]]
AIM = {"low": 4_000_000, "high": 4_000_000, "modality": "target", "period_end": END_2025}
CASES: dict[str, Case] = {
    "a stock met before its day": (
        AIM,
        [{"low": 4_100_000, "period_end": date(2025, 6, 30)}],
        ("met", "same", None, 1.025),
    ),
    "a stock that fell short on its day": (
        AIM,
        [{"low": 3_900_000, "period_end": END_2025}],
        ("missed", "same", None, 0.975),
    ),
    "a stock on its way": (
        {**AIM, "period_end": END_2026},
        [{"low": 3_900_000, "period_end": END_2025}],
        ("open", "same", None, 0.975),
    ),
    "the newest of several": (
        {**AIM, "period_end": END_2026},
        [{"low": 3_000_000, "period_end": date(2025, 1, 31)}, {"low": 3_600_000, "period_end": date(2025, 3, 31)}],
        ("open", "same", None, 0.9),
    ),
    "nothing counted yet, the day to come": ({**AIM, "period_end": END_2026}, [], ("open", None, None, None)),
    "nothing counted, the day past": (AIM, [], ("unknown", None, None, None)),
    "counted too late to tell": (
        AIM,
        [{"low": 4_100_000, "period_end": date(2026, 1, 31)}],
        ("unknown", "nearest", "after the due day", 1.025),
    ),
    "counted elsewhere": (
        AIM,
        [{"low": 4_100_000, "period_end": END_2025, "place": "Guangdong", "place_id": "CN-GD"}],
        ("unknown", "nearest", "another place", 1.025),
    ),
    "a bound that says too little": (
        AIM,
        [{"low": 3_000_000, "high": None, "comparator": "gt", "period_end": END_2025}],
        ("unknown", "same", None, 0.75),
    ),
    "a bound that says enough": (
        AIM,
        [{"low": 4_200_000, "high": None, "comparator": "gt", "period_end": END_2025}],
        ("met", "same", None, 1.05),
    ),
    "more than is not as much": (
        {**AIM, "high": None, "comparator": "gt"},
        [{"low": 4_000_000, "period_end": END_2025}],
        ("missed", "same", None, 1),
    ),
    "at most, kept": (
        {**AIM, "low": None, "comparator": "le"},
        [{"low": 3_900_000, "period_end": END_2025}],
        ("met", "same", None, 0.975),
    ),
    "at most, broken": (
        {**AIM, "low": None, "comparator": "le"},
        [{"low": 4_100_000, "period_end": END_2025}],
        ("missed", "same", None, 1.025),
    ),
    "a yearly flow and its year": (
        {**FLOW, **YEAR_2025, "low": 500, "high": 500},
        [{**FLOW, **YEAR_2025, "modality": "actual", "low": 480}],
        ("missed", "same", None, 0.96),
    ),
    "a yearly flow met in its first part": (
        {**FLOW, **YEAR_2025, "low": 500, "high": 500},
        [{**FLOW, **YEAR_2025, "modality": "actual", "low": 510, "period_end": date(2025, 10, 31)}],
        ("met", "same", None, 1.02),
    ),
    "a yearly flow and the year before": (
        {**FLOW, **YEAR_2025, "low": 500, "high": 500},
        [
            {
                **FLOW,
                "modality": "actual",
                "low": 520,
                "period_start": date(2024, 1, 1),
                "period_end": date(2024, 12, 31),
            }
        ],
        ("unknown", "nearest", "another period", 1.04),
    ),
    "a rate of growth of another year": (
        {**GROWTH, **YEAR_2025, "low": 10, "high": 10, "modality": "expected"},
        [{**GROWTH, "low": 12, "period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31)}],
        ("unknown", "nearest", "another period", 1.2),
    ),
    "a fall that was forecast and came": (
        {**GROWTH, **YEAR_2025, "low": -6, "high": -6, "modality": "expected"},
        [{**GROWTH, **YEAR_2025, "low": -7}],
        ("met", "same", None, 7 / 6),
    ),
}


def claims_of(desk: Any, name: str, case: Case) -> list[Any]:
    aim, counted, _ = case
    owner = {"entity": name, "entity_id": None, "place": None, "place_id": None, "period_origin": "stated"}
    specs = [aim, *({"high": said["low"], **said} for said in counted)]
    said = [{**owner, **spec} for spec in specs]
    return [desk.claim(f"{name} {number}", **spec) for number, spec in enumerate(said)]


def test_a_target_is_set_against_what_is_comparable_else_the_nearest(desk: Any) -> None:
    with desk.open() as warehouse:
        stories = [{"day": TODAY, "claims": claims_of(desk, name, case)} for name, case in CASES.items()]
        load_at_once(warehouse, desk, *stories)
        rows = derive(warehouse, "SELECT entity, state, comparison, nearest_by, share_reached FROM target_status")
        assert {row[0] for row in rows} == CASES.keys()
        for name, *outcome, share in rows:
            *expected, expected_share = CASES[name][2]
            assert outcome == expected, name
            assert share == (expected_share and pytest.approx(expected_share)), name
        assert ask(warehouse, "SELECT count(*) FROM targets") == [(len(CASES),)]
        early = "SELECT entity, met_day, days_left FROM target_status WHERE met_day < due ORDER BY entity"
        assert ask(warehouse, early) == [
            ("a stock met before its day", date(2025, 6, 30), (END_2025 - TODAY).days),
            ("a yearly flow met in its first part", date(2025, 10, 31), (END_2025 - TODAY).days),
        ]


@pytest.fixture
def followed(desk: Any) -> Any:
    """Two plans of cities: takings of a branch by a year of which only an earlier one was counted, and new stations."""
    city = {"entity": "Guangzhou", "entity_id": "CN-GZ", "place": "Guangzhou", "place_id": "CN-GZ"}
    takings = {**city, "metric_id": "revenue", "unit": "CNY"}
    year_2018 = {"period_start": date(2018, 1, 1), "period_end": date(2018, 12, 31)}
    early = {
        "day": date(2019, 9, 6),
        "claims": [
            desk.claim("9.5 billion yuan", 9.5e9, **takings, **year_2018),
            desk.claim(
                "13 billion yuan",
                13e9,
                None,
                comparator="gt",
                modality="expected",
                period_end=date(2021, 12, 31),
                **takings,
            ),
            desk.claim("2,000 stations", 2000, modality="target", period_end=END_2026, **city),
        ],
        "text": "Takings were 9.5 billion yuan. They are to pass 13 billion yuan. There will be 2,000 stations.",
    }
    with desk.open() as warehouse:
        load_into(
            warehouse, desk, early, {"day": TODAY, "claims": [desk.claim("1,500", 1500, period_end=TODAY, **city)]}
        )
    publish(desk.data_dir)
    return desk


def test_targets_are_asked_for_by_name_due_day_and_state(
    followed: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    data = followed.data_dir
    open_one, past = read_targets(data)
    assert (open_one.metric_id, open_one.state, open_one.share_reached, open_one.gap) == (
        "base_stations",
        "open",
        0.75,
        500,
    )
    assert (past.state, past.comparison, past.nearest_by, past.actual_value) == (
        "unknown",
        "nearest",
        "another period",
        9.5e9,
    )
    assert read_targets(data, "收入", "广州", due=(date(2021, 1, 1), date(2021, 12, 31))) == (past,)
    assert read_targets(data, state="met") == read_targets(data, modality="target", place="CN-GD") == ()
    with pytest.raises(UsageError, match="there is no metric 'zzz'"):
        read_targets(data, "zzz")

    def call(*arguments: str) -> str:
        assert run_command(["--data", str(data), "targets", *arguments]) == 0
        said = capsys.readouterr()
        return said.out + said.err

    assert call("--due", "2021").splitlines() == [
        "unknown · Revenue (revenue) · Guangzhou · level · yearly",
        "    forecast of The Wire: more than 13 billion CNY, 2021",
        "    nearest actual (another period): 9.5 billion CNY, 2018, 73% of it",
        "    “They are to pass 13 billion yuan.”",
        "    2019-09-06 https://x.example/0",
    ]
    assert (
        "target of The Wire: 2,000, end of 2026 (314 days left)\n    newest actual: 1,500, 20 Feb 2026, 75%" in call()
    )
    assert [item["due"] for item in json.loads(call("--format", "json"))] == ["2026-12-31", "2021-12-31"]
    assert call("--format", "csv", "--state", "open").splitlines()[1].startswith(open_one.claim_id)
    assert call("--state", "missed", "--due", "2021Q4") == (
        "claimwatch: no target fits --due 2021-10-01..2021-12-31 --state missed; leave one of these out to see more\n"
    )
