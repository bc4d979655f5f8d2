"""What stood when: as of a day of the press, as of a reading of ours, and why a value is no longer what it was."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from stories import ask, derive, load_into, load_stories, stations

from warehouse.corrections import correct_claims
from warehouse.publishing import publish
from warehouse.series import read_series

CHANGES = """
SELECT changed_on, cause, who, old_value, new_value, difference, meets FROM revisions
WHERE old_value <> new_value ORDER BY changed_on, new_value
"""
JANUARY, FEBRUARY, MARCH = date(2025, 1, 10), date(2025, 2, 10), date(2025, 3, 10)


def as_of(warehouse: Any, known: str, read: str = "infinity") -> list[float]:
    rows = ask(warehouse, f"SELECT value FROM observations_as_of(DATE '{known}', TIMESTAMP '{read}') ORDER BY value")
    return [value for (value,) in rows]


@pytest.fixture
def told(desk: Any) -> Any:
    """Half a year told by the wire, rounded; by the ministry, exactly; and by the ministry once more, revised."""
    story = {"source": "ministry", "claims": [stations(desk, "4,251,000", 4_251_000)], "day": FEBRUARY}
    again = {"source": "ministry", "claims": [stations(desk, "4,302,000", 4_302_000)], "day": MARCH}
    round_one = stations(desk, "4.25 million", 4_250_000, precision=5000.0)
    load_stories(desk, {"source": "wire", "claims": [round_one], "day": JANUARY}, story, again)
    return desk


def test_every_value_that_stood_is_kept_with_its_day_and_its_cause(told: Any) -> None:
    with told.open() as warehouse:
        assert derive(warehouse, "SELECT value, claims FROM observations") == [(4_302_000, 3)]
        assert ask(warehouse, "SELECT release, vintage, value FROM vintage_rows ORDER BY 1") == [
            (1, JANUARY, 4_250_000),
            (2, FEBRUARY, 4_251_000),
            (3, MARCH, 4_302_000),
        ]
        assert ask(warehouse, CHANGES) == [
            (FEBRUARY, "another originator", "The Ministry", 4_250_000, 4_251_000, 1000, True),
            (MARCH, "originator", "The Ministry", 4_251_000, 4_302_000, 51_000, False),
        ]
        first = "SELECT first_value, first_day, first_originator, newest_value, newest_day, releases, difference"
        assert ask(warehouse, f"{first} FROM releases") == [
            (4_250_000, JANUARY, "The Wire", 4_302_000, MARCH, 3, 52_000)
        ]
        assert ask(warehouse, "SELECT actuals, last_published, definition FROM series") == [
            (1, MARCH, "Stations in operation")
        ]


def test_as_of_a_day_stands_what_was_public_by_then(told: Any) -> None:
    with told.open() as warehouse:
        derive(warehouse, "SELECT 1")
        assert as_of(warehouse, "2025-01-09") == []
        for day, value in ask(warehouse, "SELECT vintage, value FROM vintage_rows"):
            assert as_of(warehouse, day.isoformat()) == [value]
        assert ask(warehouse, "FROM observations_as_of(DATE 'infinity', now())") == ask(warehouse, "FROM observations")
        assert as_of(warehouse, "infinity", "2026-02-28") == []  # nothing had been fetched yet
    publish(told.data_dir)
    shown = [row.value for row in read_series(told.data_dir, "base_stations", as_of=date(2025, 2, 28))]
    assert shown == [4_251_000]


def test_the_rules_move_while_the_news_stands_still(desk: Any, later: Any) -> None:
    story = {"url": "https://x.example/0", "text": "There were 4.2 million.", "day": JANUARY}
    with desk.open() as warehouse:
        load_into(warehouse, desk, {**story, "claims": [stations(desk, "4.2 million", 4_200_000)]})
        derive(warehouse, "SELECT 1")
        read = {**story, "claims": [stations(desk, "4.2 million", 4_100_000)]}
        desk.load(warehouse, desk.batch("again", [read], rulebook="rules-2", run="run-2", at=later(24)))
        assert derive(warehouse, "SELECT old_value, cause, who, new_value FROM revisions") == [
            (4_200_000, "rules", "rules-2", 4_100_000)
        ]
        assert as_of(warehouse, "2025-01-31", str(later(1).replace(tzinfo=None))) == [4_200_000]
        assert as_of(warehouse, "2025-01-31", str(later(48).replace(tzinfo=None))) == [4_100_000]
        (name,) = ask(warehouse, "SELECT claim_id FROM claims")[0]
        moment = datetime.now(UTC)
        value = {"low": "4150000", "high": "4150000", "comparator": "eq", "precision": None}
        correct_claims(warehouse, [name], value, by="Ann", at=moment)
        changes = "SELECT cause, who, old_value, new_value FROM revisions WHERE cause = 'person'"
        assert derive(warehouse, changes) == [("person", "Ann", 4_100_000, 4_150_000)]
        assert as_of(warehouse, "infinity", str(later(48).replace(tzinfo=None))) == [4_100_000]
        assert derive(warehouse, "SELECT count(*) FROM copy_changes") == [(2,)]


def test_what_we_found_late_and_what_a_page_changed_are_causes_of_their_own(desk: Any, later: Any) -> None:
    late = {"source": "ministry", "day": JANUARY, "claims": [stations(desk, "4,251,000", 4_251_000)]}
    page = {"url": "https://x.example/page", "day": JANUARY}
    june = {"period_end": date(2024, 6, 30)}
    with desk.open() as warehouse:
        load_into(
            warehouse, desk, {"source": "wire", "day": FEBRUARY, "claims": [stations(desk, "4.4 million", 4_400_000)]}
        )
        before = {**page, "claims": [stations(desk, "3,800,000", 3_800_000, **june)]}
        desk.load(warehouse, desk.batch("p1", [before], source="gazette"))
        derive(warehouse, "SELECT 1")
        load_into(warehouse, desk, late, first=1)
        changed = {**page, "claims": [stations(desk, "3,900,000", 3_900_000, **june)], "fetched": later(24)}
        desk.load(warehouse, desk.batch("p2", [changed], source="gazette", run="run-2", at=later(24)))
        rows = derive(warehouse, "SELECT cause, who, old_value, new_value FROM copy_changes ORDER BY new_value")
        assert rows == [
            ("page changed", "gazette", 3_800_000, 3_900_000),
            ("late find", "ministry", 4_400_000, 4_251_000),
        ]
        assert as_of(warehouse, "2026-03-01") == [3_800_000, 4_251_000]  # the day before the page was seen to change
        assert as_of(warehouse, "2026-03-02") == [3_900_000, 4_251_000]


def test_what_is_only_repeated_changes_nothing(desk: Any) -> None:
    said = {"source": "ministry", "claims": [stations(desk, "4,251,000", 4_251_000)]}
    with desk.open() as warehouse:
        load_into(warehouse, desk, {**said, "day": JANUARY}, {**said, "day": FEBRUARY}, {**said, "day": MARCH})
        assert derive(warehouse, "SELECT claims, first_published FROM observations") == [(3, JANUARY)]
        assert ask(warehouse, "SELECT release, vintage FROM vintage_rows") == [(1, JANUARY)]
        assert derive(warehouse, "SELECT (SELECT count(*) FROM revisions), (SELECT count(*) FROM derivations)") == [
            (0, 2)
        ]
