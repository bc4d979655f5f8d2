"""What is derived piece by piece is what would be derived at once, in whatever order loads and corrections came."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from shutil import copyfile
from typing import Any

import pytest
from stories import ask

from warehouse import derivation
from warehouse.correction_journal import FILE_NAME as JOURNAL
from warehouse.corrections import correct_claims, undo_corrections
from warehouse.derivation import DERIVED, needs_refresh, rebuild_series, refresh_series

OBSERVED = (
    "SELECT series_id, period_start, period_end, modality, stretch, value, low, high, comparator, originator, "
    "publishers, independent, claims, disagreement, published_day, first_published, old_news, claim_id "
    "FROM {} ORDER BY ALL"
)
# Content of the derived tables that does not tell by which run it came.
CONTENT = dict.fromkeys(DERIVED, "*") | {
    "claim_rows": "* EXCLUDE (run_id, batch_id, first_seen, read_at)",
    "current_rows": "* EXCLUDE (read_at, loaded_at)",
    "entry_state_rows": "entry_id, fate, doc_id",
}
SAID = (
    ("base_stations", "CN", "China", "4,250,000", 4_250_000.0, {}),
    ("base_stations", "CN", "China", "4.3 million", 4_300_000.0, {"precision": 50_000.0}),
    ("base_stations", "CN", "China", "450,000", 450_000.0, {}),  # far below the days beside it
    ("base_stations", "CN", "China", "5 million", 5_000_000.0, {"modality": "target", "attributed_to": "MIIT"}),
    ("base_stations", "CN-GD", "Guangdong", "320,000", 320_000.0, {"attributed_to": "the MIIT"}),
    ("robot_output", "CN", "China", "31,234", 31_234.0, {"period_start": date(2024, 1, 1)}),
    ("robot_output", "CN", "China", "12 percent", 12.0, {"kind": "growth", "basis": "yoy", "unit": "percent"}),
    ("robot_output", "acme", "Acme Robots", "99", 99.0, {"comparator": "gt"}),
)
SEED = 1  # of a plan that has all: copies, old news, an outlier, a target, growth
DAYS = [date(2024, 12, 31), date(2025, 1, 31), date(2025, 6, 30)]


def _write(desk: Any, chance: random.Random, number: int) -> dict[str, Any]:
    """An article of up to four claims; some are copies of each other, some come a year later with the same words."""
    claims = []
    for metric, entity, name, quote, value, fields in chance.sample(SAID, chance.randint(1, 4)):
        end = chance.choice([None, *DAYS])
        start = fields.get("period_start") or (end.replace(day=1) if end and metric == "robot_output" else None)
        place = "CN" if entity == "acme" else entity
        said = {
            "metric_id": metric,
            "entity_id": entity,
            "entity": name,
            "place_id": place,
            "period_end": end,
            **fields,
        }
        claims.append(desk.claim(quote, value, **{**said, "period_start": start if end else None}))
    return {
        "url": f"https://x.example/{number}",
        "day": date(2025, 2, 10) + timedelta(days=chance.choice([0, 1, 9, 30, 170, 400])),
        "claims": claims,
        "signature": chance.choice([0, 0, 0xFFFF, 0xFFFE]),
    }


def _plan(desk: Any, seed: int) -> list[Any]:
    """Batches whose order does not matter: new articles, a changed text of some, and a second reading of others."""
    chance, batches = random.Random(seed), []
    for number in range(7):
        article, source = _write(desk, chance, number), chance.choice(["ministry", "wire", "gazette", "mirror"])
        batches.append(desk.batch(f"b{number}", [article], source=source))
        if number % 3 == 0:
            fetched = batches[-1].articles[0].fetched + timedelta(days=2)
            changed = {**_write(desk, chance, number), "day": article["day"], "fetched": fetched}
            batches.append(desk.batch(f"v{number}", [changed], source=source, at=fetched))
        if number % 3 == 1:
            again = desk.batch(
                f"r{number}", [{**article, "claims": article["claims"]}], source=source, rulebook="rules-2"
            )
            late = batches[-1].articles[0].fetched + timedelta(days=1)
            claims = tuple(replace(claim, read_at=late, kind="level") for claim in again.claims)
            readings = tuple(replace(reading, read_at=late) for reading in again.readings)
            batches.append(replace(again, readings=readings, claims=claims))
    return batches


def _digest(warehouse: Any) -> dict[str, Any]:
    return {
        table: _ask(warehouse, f"SELECT count(*), sum(hash(t::VARCHAR)) FROM (SELECT {columns} FROM {table}) AS t")
        for table, columns in CONTENT.items()
    }


def _ask(warehouse: Any, sql: str) -> list[tuple[Any, ...]]:
    """As `ask`, of series that are known to be up to date."""
    rows: list[tuple[Any, ...]] = warehouse.connection.execute(sql).fetchall()
    return rows


def test_the_order_of_loads_and_refreshes_leaves_the_same_series(desk: Any, later: Any) -> None:
    """Step by step in a shuffled order, and all at once: there the corrections come from the file beside the database
    before anything is derived.
    """
    by_steps, at_once = desk.beside("by-steps"), desk.beside("at-once")
    plan = _plan(by_steps, SEED)
    random.Random(SEED).shuffle(plan)
    with by_steps.open() as warehouse:
        for number, batch in enumerate(plan):
            by_steps.load(warehouse, batch)
            if number % 5 == 1:
                refresh_series(warehouse.connection)
        _decide(warehouse, later)
        found = _look(warehouse)
        assert rebuild_series(warehouse.connection) == ()
    with at_once.open() as warehouse:
        for batch in _plan(at_once, SEED):
            at_once.load(warehouse, batch)
    copyfile(by_steps.data_dir / JOURNAL, at_once.data_dir / JOURNAL)
    with at_once.open() as warehouse:
        refresh_series(warehouse.connection)
        assert _look(warehouse) == found


def _look(warehouse: Any) -> dict[str, Any]:
    """What was derived, of which nothing waits any more; the macro that goes back in time sees the same."""
    assert not needs_refresh(warehouse.connection)
    observed = _ask(warehouse, OBSERVED.format("observations"))
    assert observed == _ask(warehouse, OBSERVED.format("observations_as_of(DATE 'infinity', TIMESTAMP 'infinity')"))
    assert len(observed) > 3
    return _digest(warehouse)


def _decide(warehouse: Any, later: Any) -> None:
    """What persons do: drop some, mend one, and take one of both back."""
    used = ask(warehouse, "SELECT claim_id FROM claims WHERE held_reason IS NULL ORDER BY quote, claim_id")
    names = [name for (name,) in used]
    correct_claims(warehouse, names[:2], {"fate": "dropped"}, by="Ann", at=later(90))
    mended = correct_claims(warehouse, names[2:4], {"low": "5.0", "high": "5.0"}, by="Ann", at=later(91))
    undo_corrections(warehouse, [names[0], mended.correction_id], by="Ann", at=later(92))


def test_a_rebuild_names_and_mends_what_was_not_as_it_should_be(desk: Any) -> None:
    with desk.open() as warehouse:
        desk.load(warehouse, desk.batch("b1", [{"url": "https://x.example/1", "claims": [desk.claim("4 m", 4e6)]}]))
        assert ask(warehouse, "SELECT value FROM observations") == [(4e6,)]
        warehouse.connection.execute("UPDATE observation_rows SET value = 5")
        warehouse.connection.execute("DELETE FROM latest_rows")
        assert set(rebuild_series(warehouse.connection)) == {"observation_rows", "latest_rows"}
        assert ask(warehouse, "SELECT value FROM series_latest") == [(4e6,)]


def test_the_gaps_of_deleted_rows_are_closed_where_they_are_many(desk: Any) -> None:
    """A tenth of the rows is left alone: closing few gaps takes as long as closing many."""
    with desk.open() as warehouse:
        connection = warehouse.connection
        refresh_series(connection)
        connection.execute("INSERT INTO copies (doc_id) SELECT i::VARCHAR FROM range(500_000) AS r (i); CHECKPOINT")
        connection.execute("DELETE FROM copies WHERE doc_id::BIGINT % 10 = 0")
        assert _count_gaps(warehouse, "1") == 50_001
        connection.execute("DELETE FROM copies WHERE doc_id::BIGINT % 2 = 0")
        assert _count_gaps(warehouse, "3") < 50_000


def _count_gaps(warehouse: Any, another: str) -> int:
    """After a refresh, one more deleted row, and a checkpoint, which leaves a table alone that nothing changed."""
    refresh_series(warehouse.connection)
    warehouse.connection.execute(f"DELETE FROM copies WHERE doc_id = '{another}'; CHECKPOINT")
    room = "SELECT estimated_size FROM duckdb_tables() WHERE table_name = 'copies'"
    return int(_ask(warehouse, f"SELECT ({room}) - count(*) FROM copies")[0][0])


def test_a_first_derivation_of_more_than_a_row_group_keeps_what_it_touches(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB 2.0.0 counts 122,880 rows or more behind an INSERT of none, and reads none of them; in whatever runs with
    more than one thread. Nothing had been derived before, so the first INSERT of touched places has none.
    """
    kept = []

    def touch(connection: Any, _steps: Any, **_: Any) -> None:
        connection.execute("INSERT INTO touched_keys SELECT i, i, i FROM many")
        kept.extend(connection.execute("SELECT count(*), sum(cell) FROM touched_keys").fetchall())

    monkeypatch.setattr(derivation, "_derive_touched", touch)
    with desk.open() as warehouse:
        desk.load(warehouse, desk.batch("b1", [{"url": "https://x.example/1", "claims": [desk.claim("4 m", 4e6)]}]))
        warehouse.connection.execute("SET threads = 2; CREATE TABLE many AS SELECT i FROM range(150_000) AS r (i)")
        refresh_series(warehouse.connection)
    assert kept == [(150_000, 150_000 * 149_999 // 2)]
