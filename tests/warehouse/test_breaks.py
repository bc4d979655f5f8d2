"""Breaks of series: what a new definition splits is never set against what was before."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from stories import ask, derive, load_at_once, stations

from flows.cli import run_command
from flows.series_output import build_block
from warehouse.catalogue import save_catalogue
from warehouse.database import connect
from warehouse.publishing import publish
from warehouse.series import read_series

BREAK = {
    "from_day": "2024-01-01",
    "entity": "CN",
    "released": "2025-06-01",
    "reason": "indoor stations are counted",
    "until_then": "outdoor stations",
    "source": "the ministry",
    "both_ways": {"day": "2024-12-31", "old": 4_000_000.0, "new": 1_000_000.0},
}
RENAMED = {"base_stations": ["stations_of_5g"]}


def set_break(warehouse: Any, catalogue: Any) -> None:
    metrics = [
        {**item, "breaks": [BREAK] if item["id"] == "base_stations" else [], "formerly": RENAMED.get(item["id"], [])}
        for item in catalogue.METRICS
    ]
    save_catalogue(
        warehouse.connection,
        sources=catalogue.SOURCES,
        topics=catalogue.TOPICS,
        metrics=metrics,
        entities=catalogue.ENTITIES,
        units=catalogue.UNITS,
    )


@pytest.fixture(scope="module")
def split(new_desk: Any, catalogue: Any) -> Any:
    """Figures on both sides of a break, and of a day that was printed both ways; one is read under a former id."""
    desk = new_desk()

    def said(quote: str, value: float, day: date, **fields: Any) -> Any:
        return stations(desk, quote, value, period_end=day, **fields)

    growth = {"kind": "growth", "basis": "yoy", "unit": "percent", "precision": 0.5}
    with desk.open() as warehouse:
        load_at_once(
            warehouse,
            desk,
            {
                "day": date(2024, 2, 1),
                "claims": [said("3.5m", 3_500_000, date(2023, 6, 30)), said("3.6m", 3_600_000, date(2023, 12, 31))],
            },
            {
                "day": date(2025, 8, 1),
                "claims": [said("1.19m", 1_190_000, date(2024, 6, 30)), said("7%", 7, date(2024, 6, 30), **growth)],
            },
            {
                "day": date(2025, 2, 1),
                "claims": [said("4m", 4_000_000, date(2024, 12, 31)), said("11%", 11, date(2024, 12, 31), **growth)],
            },
            {"day": date(2025, 7, 1), "source": "ministry", "claims": [said("1m", 1_000_000, date(2024, 12, 31))]},
            {"day": date(2025, 9, 1), "source": "gazette", "claims": [said("4.0m", 4_000_000, date(2024, 12, 31))]},
            {
                "day": date(2026, 2, 1),
                "source": "ministry",
                "claims": [
                    said("1.2m", 1_200_000, date(2025, 12, 31)),
                    said("5%", 5, date(2025, 12, 31), **growth),
                    said(
                        "590k",
                        590_000,
                        date(2024, 12, 31),
                        place="Guangzhou",
                        place_id="CN-GZ",
                        entity="Guangzhou",
                        entity_id="CN-GZ",
                    ),
                    said("3m", 3_000_000, date(2026, 12, 31), modality="target"),
                ],
            },
        )
        assert derive(warehouse, "SELECT DISTINCT stretch FROM observations") == [(0,)]
        assert ask(warehouse, "SELECT count(*) FROM contradictions") != [(0,)]
        set_break(warehouse, catalogue)
        warehouse.connection.execute("UPDATE claim_readings SET metric_id = 'stations_of_5g' WHERE quote = '3.6m'")
    publish(desk.data_dir)  # derives all of it once more
    return desk


def query(desk: Any, sql: str) -> Any:
    with connect(desk.data_dir / "claimwatch.duckdb", read_only=True) as copy:
        return copy.execute(sql).fetchall()


def test_each_figure_stands_on_its_side_whenever_it_was_printed(split: Any) -> None:
    rows = query(
        split,
        "SELECT stretch, period_end, value, claims FROM observations "
        "WHERE entity_id = 'CN' AND kind = 'level' AND modality = 'actual' ORDER BY ALL",
    )
    assert rows == [
        (0, date(2023, 6, 30), 3_500_000, 1),
        (0, date(2023, 12, 31), 3_600_000, 1),
        (0, date(2024, 12, 31), 4_000_000, 2),
        (1, date(2024, 6, 30), 1_190_000, 1),
        (1, date(2024, 12, 31), 1_000_000, 1),
        (1, date(2025, 12, 31), 1_200_000, 1),
    ]
    assert query(split, "SELECT DISTINCT stretch FROM observations WHERE entity_id = 'CN-GZ'") == [(0,)]


def test_nothing_is_set_against_the_other_side(split: Any) -> None:
    for view in ("contradictions", "revisions"):  # nor does learning of the break revise anything
        assert query(split, f"SELECT count(*) FROM {view}") == [(0,)], view
    latest = "SELECT value, previous_value FROM series_latest WHERE entity_id = 'CN' AND kind = 'level'"
    assert query(split, latest) == [(1_200_000, 1_000_000)]
    assert query(split, "SELECT state, actual_value FROM target_status") == [("open", 1_200_000)]


def test_growth_across_a_break_is_refused_with_its_reason(split: Any) -> None:
    rows = query(split, "SELECT printed, round(computed), verdict, reason FROM growth_check ORDER BY printed")
    assert rows == [
        (5, 20, "differs", None),
        (7, -66, "refused", "a break lies between the two: indoor stations are counted"),
        (11, 11, "agrees", None),
    ]


def test_a_break_and_both_definitions_can_be_asked_for(split: Any) -> None:
    assert query(split, "SELECT value_before, value, reason, source FROM series_breaks") == [
        (4_000_000, 1_190_000, "indoor stations are counted", "the ministry")
    ]
    found = "SELECT valid_from, valid_to, definition FROM metric_definitions WHERE entity_id = 'CN' ORDER BY 2"
    assert query(split, found) == [
        (None, date(2023, 12, 31), "outdoor stations"),
        (date(2024, 1, 1), None, "Stations in operation"),
    ]


def test_the_series_shows_where_it_is_split(split: Any) -> None:
    found = read_series(split.data_dir, "base_stations", "CN", kind="level", modality="actual")
    lines = [line for line, _ in build_block(found, None)]
    told = [line for line in lines if line.startswith("  --- ")]
    assert told == ["  --- from 1 Jan 2024 counted otherwise, not comparable: indoor stations are counted"]
    before = [line for line in lines[1 : lines.index(told[0])] if line.startswith("  end")]
    values = ("3,500,000", "3,600,000", "4,000,000")
    assert [value in line for value, line in zip(values, before, strict=True)] == [True] * 3


def test_a_former_id_still_answers(split: Any, capfd: pytest.CaptureFixture[str]) -> None:
    sql = "SELECT count(*) AS n FROM observations WHERE metric_id = 'stations_of_5g' AND kind = 'level'"
    for command in (
        ["series", "stations_of_5g", "--format", "csv"],
        ["targets", "stations_of_5g", "--format", "csv"],
        ["sql", sql, "--format", "csv"],
    ):
        assert run_command(["--data", str(split.data_dir), *command]) == 0
        printed = capfd.readouterr()
        assert printed.err == "claimwatch: the metric stations_of_5g is called base_stations now\n"
        assert len(printed.out.splitlines()) > 1
    assert printed.out.splitlines()[1] == "8"


def test_a_copy_of_an_earlier_version_is_called_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with connect(tmp_path / "claimwatch.duckdb") as copy:
        copy.execute("CREATE TABLE migrations (number INTEGER); INSERT INTO migrations VALUES (9)")
    for command in (["series", "5g_base_stations"], ["reconcile"]):
        assert run_command(["--data", str(tmp_path), *command]) == 2
        assert "was published by an earlier version of claimwatch; the next `claimwatch run`" in capsys.readouterr().err
