"""A backfill that is killed (SIGKILL) and started again, as often as it takes, ends as one that nobody disturbs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desks import Desk, open_press, write_config
from torture import open_victims, tell_victims

from warehouse.database import connect
from warehouse.digest import content_digest
from warehouse.ledger import verify_ledger

NAMES = ("sample_robot_herald", "sample_gongye_ribao")  # numbered pages and monthly pages, in two languages
KILLS = 3


def look(data: Path) -> dict[str, Any]:
    """All that is content, how many rows hold it, and the days of the archives that are through."""
    with connect(data / "warehouse.duckdb", read_only=True) as connection:
        assert verify_ledger(connection) == ()
        covered = "SELECT source_id, first_day, last_day FROM backfills ORDER BY ALL"
        return {
            "content": content_digest(connection),
            "rows": [
                connection.execute(f"SELECT count(*) FROM {table}").fetchall()
                for table in ("articles", "readings", "claim_readings")
            ],
            "covered": merge(connection.execute(covered).fetchall()),
            "left over": [path.name for path in (*data.glob("staging/*"), *data.glob("archive/*/*.part"))],
        }


def count_batches(data: Path) -> int:
    with connect(data / "warehouse.duckdb") as connection:  # what was killed left a log behind, which is read first
        return int(connection.execute("SELECT count(*) FROM batches").fetchall()[0][0])


def merge(covered: list[tuple[Any, ...]]) -> dict[str, tuple[Any, Any]]:
    """From when to when each archive was read, in however many parts."""
    return {
        name: (min(row[1] for row in covered if row[0] == name), max(row[2] for row in covered if row[0] == name))
        for name in {row[0] for row in covered}
    }


def test_a_backfill_killed_at_three_moments_ends_with_the_same_content(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    with open_press(NAMES, newest=4) as press:
        config = write_config(tmp_path / "config", press.sources())
        with open_victims(config) as victims:

            def go_back(name: str, **kill: Any) -> dict[str, Any]:
                return tell_victims(victims, data=str(tmp_path / name), step="go_back", **kill)

            for name in ("whole", "cut"):
                Desk(config, tmp_path / name).line()  # a warehouse without a row: to make one is no part of this
            whole = go_back("whole")
            assert not whole["killed"]
            tell_victims(victims, learn=str(tmp_path / "whole"))
            loaded = []
            for _ in range(KILLS):
                assert go_back("cut", point=whole["points"] // 3)["killed"]
                loaded.append(count_batches(tmp_path / "cut"))
            rest = go_back("cut")
            assert not rest["killed"]
            assert rest["points"] < whole["points"]
            assert loaded == sorted(loaded)
            assert loaded[-1] > 0
    truth = look(tmp_path / "whole")
    assert truth["content"]["articles"][0] >= 6
    assert truth["left over"] == []
    assert look(tmp_path / "cut") == truth
