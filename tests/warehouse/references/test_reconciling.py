"""References in the warehouse: vintages, and period by period beside the press."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from stories import ask, load_at_once, stations

from extractors.errors import UsageError
from flows.cli import run_command
from warehouse.publishing import publish
from warehouse.references.keeping import keep_references
from warehouse.references.known import build_known
from warehouse.references.layouts import find_cells
from warehouse.references.points import build_points
from warehouse.references.reconciling import read_reconciliation
from warehouse.references.storing import list_references, remove_reference, save_reference
from warehouse.references.tables import read_rows

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HELD_AGAINST = """metric,entity,period,value,kind,source,released
base_stations,China,2024-03-31,3.60 million,,MIIT,
base_stations,China,2024-06-30,3900000,,MIIT,
base_stations,China,2024-09-30,4100000,,MIIT,
base_stations,China,2024-12-31,4251000,,MIIT,2025-01-20
base_stations,China,2025-03-31,439500,,MIIT,2025-04-20
base_stations,China,2025-06-30,4549000,,MIIT,
base_stations,China,2025-09-30,4705000,,MIIT,
robot_output,China,2025,773074,,NBS,
"""


@pytest.fixture
def points(tmp_path: Path, catalogue: SimpleNamespace) -> Any:
    def build(text: str) -> Any:
        path = tmp_path / "known.csv"
        path.write_text(text, "utf-8")
        known = build_known(catalogue.METRICS, catalogue.ENTITIES, catalogue.UNITS)
        return build_points(path, find_cells(path, read_rows(path)).cells, known, {}, {}).points

    return build


def save(warehouse: Any, read: Any, name: str = "known", at: datetime = NOW) -> tuple[int, int, int]:
    done = save_reference(warehouse.connection, name, read, file="known.csv", by="Ann", at=at)
    return done.added, done.vintages, done.known


def test_importing_again_adds_nothing_and_a_changed_value_is_a_vintage(desk: Any, points: Any) -> None:
    first = points(HELD_AGAINST)
    with desk.open() as warehouse:
        assert save(warehouse, first) == (8, 0, 0)
        assert save(warehouse, first, at=NOW.replace(day=2)) == (0, 0, 8)
        changed = points(
            HELD_AGAINST.replace("4549000", "4550000").replace("4251000,,MIIT,2025-01-20", "4252000,,MIIT,2025-06-01")
        )
        assert save(warehouse, changed, at=NOW.replace(day=3)) == (0, 2, 6)
        newest = "SELECT value, vintages, released::VARCHAR FROM reference_points WHERE vintages > 1 ORDER BY 1"
        assert ask(warehouse, newest) == [(4_252_000, 2, "2025-06-01"), (4_550_000, 2, "2026-03-03")]
        assert save(warehouse, first, at=NOW.replace(day=4)) == (0, 1, 7)  # back again, said anew today
        assert save(warehouse, first[:1], "other") == (1, 0, 0)
        listed = [
            (item.reference, item.points, item.vintages, item.sources) for item in list_references(warehouse.connection)
        ]
        assert listed == [("known", 8, 11, ("MIIT", "NBS")), ("other", 1, 1, ("MIIT",))]
        with pytest.raises(UsageError, match="no reference 'unknown'; there are known, other"):
            remove_reference(warehouse.connection, "unknown")
        keep_references(desk.data_dir, warehouse.connection)
        assert remove_reference(warehouse.connection, "known") == 11
        assert ask(warehouse, "SELECT DISTINCT reference FROM reference_rows") == [("other",)]
        remove_reference(warehouse.connection, "other")
    with desk.open() as warehouse:  # as one that was built anew from the archive
        assert ask(warehouse, "SELECT reference, count(*) FROM reference_rows GROUP BY 1 ORDER BY 1") == [
            ("known", 11),
            ("other", 1),
        ]
        warehouse.connection.execute("DELETE FROM reference_rows")
        keep_references(desk.data_dir, warehouse.connection)
    with desk.open() as warehouse:
        assert ask(warehouse, "SELECT count(*) FROM reference_rows") == [(0,)]


def test_each_point_agrees_differs_or_is_a_hole_with_its_reason(
    desk: Any, points: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(quote: str, value: float | None, day: date, **fields: Any) -> Any:
        return stations(desk, quote, value, period_end=day, **fields)

    with desk.open() as warehouse:
        first_word = points(HELD_AGAINST)
        revised = [replace(p, low=3_910_000.0, high=3_910_000.0, written="3910000") for p in first_word[1:2]]
        save(warehouse, first_word)
        save(warehouse, revised, at=NOW.replace(day=5))
        load_at_once(
            warehouse,
            desk,
            {
                "day": date(2025, 12, 1),
                "claims": [
                    said("3.604 million", 3_604_000, date(2024, 3, 31)),
                    said("3,900,000", 3_900_000, date(2024, 6, 30)),
                    said("more than 4 million", 4_000_000, date(2024, 9, 30), comparator="gt"),
                    said("4,251,400", 4_251_400, date(2024, 12, 31)),
                    said("4,395,000", 4_395_000, date(2025, 3, 31)),
                    said("4,549,000", 4_549_000, date(2025, 6, 30), place="Guangzhou", place_id="CN-GZ"),
                    said("4,700,000", 4_700_000, date(2025, 10, 31)),
                ],
            },
        )
    publish(desk.data_dir)
    found = read_reconciliation(desk.data_dir)
    states = {(str(row.period_end), row.metric_id): (row.state, row.reason) for row in found.rows}
    sentence = "Officials counted 4,549,000 of them."
    assert states == {
        ("2024-03-31", "base_stations"): ("agrees", None),
        ("2024-06-30", "base_stations"): ("differs", "the press has what the reference said before: 3900000"),
        ("2024-09-30", "base_stations"): ("agrees", None),
        ("2024-12-31", "base_stations"): ("agrees", None),
        ("2025-03-31", "base_stations"): ("differs", "looks like a slip: factor 10"),
        ("2025-06-30", "base_stations"): (
            "not in press",
            f"The Wire prints it, read for Guangzhou, and held (out of range): “{sentence}”",
        ),
        ("2025-09-30", "base_stations"): ("not in press", "no article that was read prints it"),
        ("2025-10-31", "base_stations"): (
            "not in reference",
            "the reference has no such period: it lies after its last",
        ),
        ("2025-12-31", "robot_output"): ("not in press", "no article that was read prints it"),
    }
    assert found.agreement == pytest.approx(60)
    shown = ["--data", str(desk.data_dir), "reconcile", "base_stations"]
    monkeypatch.setenv("COLUMNS", "120")
    assert run_command(shown) == 0
    printed = capsys.readouterr().out
    assert "≠  end of Mar 2025    439,500  4,395,000  differs" in printed
    assert (
        printed.splitlines()[-1]
        == "60.0% of 5 comparable points agree · 2 differ · 2 not in press · 1 not in reference"
    )
    assert run_command([*shown, "--format", "json", "--since", "2025-01-01"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["summary"]["comparable"], len(answer["rows"])) == (1, 4)
    assert run_command([*shown, "--reference", "unknown"]) == 2
    assert "there is no reference 'unknown'; there are known" in capsys.readouterr().err
