"""What stood when: as of a day of the press, as of a reading of ours, and why a value is no longer what it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from stories import ask, derive, load_into, load_stories, of_owner, stations

from warehouse.corrections import correct_claims
from warehouse.publishing import publish
from warehouse.series import read_series

CHANGES = """
SELECT changed_on, cause, who, old_value, new_value, difference, meets FROM revisions
WHERE old_value <> new_value ORDER BY changed_on, new_value
"""
NEXT_DAY = datetime(2026, 3, 2, 12, tzinfo=UTC)  # after the first batches
JANUARY, FEBRUARY, MARCH = date(2025, 1, 10), date(2025, 2, 10), date(2025, 3, 10)


def as_of(warehouse: Any, known: str, read: str = "infinity", *, of: tuple[str, ...] = ("China",)) -> list[float]:
    rows = ask(
        warehouse,
        f"SELECT value FROM observations_as_of(DATE '{known}', TIMESTAMP '{read}') "
        f"WHERE list_contains({list(of)}, entity) ORDER BY value",
    )
    return [value for (value,) in rows]


@pytest.fixture(scope="module")
def told(new_desk: Callable[[], Any]) -> Any:
    """Half a year told by the wire, rounded; by the ministry, exactly, then revised; and thrice the same of another."""
    desk = new_desk()
    story = {"source": "ministry", "claims": [stations(desk, "4,251,000", 4_251_000)], "day": FEBRUARY}
    again = {"source": "ministry", "claims": [stations(desk, "4,302,000", 4_302_000)], "day": MARCH}
    same = {"source": "ministry", "claims": [stations(desk, "4,251,000", 4_251_000, **of_owner("repeated"))]}
    repeated = [{**same, "day": day} for day in (JANUARY, FEBRUARY, MARCH)]
    round_one = stations(desk, "4.25 million", 4_250_000, precision=5000.0)
    load_stories(desk, {"source": "wire", "claims": [round_one], "day": JANUARY}, story, again, *repeated)
    publish(desk.data_dir)
    return desk


def test_every_value_that_stood_is_kept_with_its_day_and_its_cause(told: Any) -> None:
    with told.open() as warehouse:
        assert ask(warehouse, "SELECT value, claims FROM observations WHERE entity = 'China'") == [(4_302_000, 3)]
        assert ask(warehouse, "SELECT release, vintage, value FROM vintage_rows WHERE entity = 'China' ORDER BY 1") == [
            (1, JANUARY, 4_250_000),
            (2, FEBRUARY, 4_251_000),
            (3, MARCH, 4_302_000),
        ]
        assert ask(warehouse, CHANGES) == [
            (FEBRUARY, "another originator", "The Ministry", 4_250_000, 4_251_000, 1000, True),
            (MARCH, "originator", "The Ministry", 4_251_000, 4_302_000, 51_000, False),
        ]
        first = "SELECT first_value, first_day, first_originator, newest_value, newest_day, releases, difference"
        assert ask(warehouse, f"{first} FROM releases WHERE entity = 'China'") == [
            (4_250_000, JANUARY, "The Wire", 4_302_000, MARCH, 3, 52_000)
        ]
        assert ask(warehouse, "SELECT actuals, last_published, definition FROM series WHERE entity = 'China'") == [
            (1, MARCH, "Stations in operation")
        ]


def test_as_of_a_day_stands_what_was_public_by_then(told: Any) -> None:
    with told.open() as warehouse:
        assert as_of(warehouse, "2025-01-09") == []
        for day, value in ask(warehouse, "SELECT vintage, value FROM vintage_rows WHERE entity = 'China'"):
            assert as_of(warehouse, day.isoformat()) == [value]
        now = "FROM observations_as_of(DATE 'infinity', now()) ORDER BY series_id"
        assert ask(warehouse, now) == ask(warehouse, "FROM observations ORDER BY series_id")
        assert as_of(warehouse, "infinity", "2026-02-28") == []  # nothing had been fetched yet
    shown = [row.value for row in read_series(told.data_dir, "base_stations", "CN", as_of=date(2025, 2, 28))]
    assert shown == [4_251_000]


READ_ANEW, FOUND_LATE, CHANGED = of_owner("read anew"), of_owner("found late"), of_owner("changed")


@pytest.fixture(scope="module")
def moved(new_desk: Callable[[], Any]) -> Iterator[Any]:
    """A warehouse in which a text was read by other rules, a word was found late, and a page changed."""
    desk = new_desk()
    story = {"url": "https://x.example/story", "text": "There were 4.2 million.", "day": JANUARY}
    page = {"url": "https://x.example/page", "day": JANUARY}
    wire = {"day": FEBRUARY, "claims": [stations(desk, "4.4 million", 4_400_000, **FOUND_LATE)]}
    late = {"source": "ministry", "day": JANUARY, "claims": [stations(desk, "4,251,000", 4_251_000, **FOUND_LATE)]}
    with desk.open() as warehouse:
        first = {**story, "claims": [stations(desk, "4.2 million", 4_200_000, **READ_ANEW)]}
        before = {**page, "source": "gazette", "claims": [stations(desk, "3,800,000", 3_800_000, **CHANGED)]}
        load_into(warehouse, desk, first, wire, before)
        derive(warehouse, "SELECT 1")
        load_into(warehouse, desk, late, first=3)
        read = {**story, "claims": [stations(desk, "4.2 million", 4_100_000, **READ_ANEW)]}
        desk.load(warehouse, desk.batch("again", [read], rulebook="rules-2", run="run-2", at=NEXT_DAY))
        after = {**page, "claims": [stations(desk, "3,900,000", 3_900_000, **CHANGED)], "fetched": NEXT_DAY}
        desk.load(warehouse, desk.batch("p2", [after], source="gazette", run="run-2", at=NEXT_DAY))
        derive(warehouse, "SELECT 1")
        yield warehouse


def test_what_we_found_late_and_what_a_page_changed_are_causes_of_their_own(moved: Any) -> None:
    rows = ask(moved, "SELECT entity, cause, who, old_value, new_value FROM copy_changes WHERE cause <> 'rules'")
    assert set(rows) == {
        ("changed", "page changed", "gazette", 3_800_000, 3_900_000),
        ("found late", "late find", "ministry", 4_400_000, 4_251_000),
    }
    assert len(rows) == 2
    # the day before the page was seen to change, and that day
    assert as_of(moved, "2026-03-01", of=("changed", "found late")) == [3_800_000, 4_251_000]
    assert as_of(moved, "2026-03-02", of=("changed", "found late")) == [3_900_000, 4_251_000]


def test_the_rules_and_persons_move_a_value_while_the_news_stands_still(moved: Any, later: Any) -> None:
    own = "SELECT cause, who, old_value, new_value FROM revisions WHERE entity = 'read anew' ORDER BY changed_on, cause"

    def seen(known: str, read: datetime) -> list[float]:
        return as_of(moved, known, str(read.replace(tzinfo=None)), of=("read anew",))

    by_rules = ("rules", "rules-2", 4_200_000, 4_100_000)
    assert ask(moved, own) == [by_rules]
    assert seen("2025-01-31", later(1)) == [4_200_000]
    assert seen("2025-01-31", later(48)) == [4_100_000]
    (name,) = ask(moved, "SELECT claim_id FROM claims WHERE entity = 'read anew'")[0]
    value = {"low": "4150000", "high": "4150000", "comparator": "eq", "precision": None}
    correct_claims(moved, [name], value, by="Ann", at=datetime.now(UTC))
    assert set(ask(moved, own)) == {by_rules, ("person", "Ann", 4_100_000, 4_150_000)}
    assert seen("infinity", later(48)) == [4_100_000]


def test_what_is_only_repeated_changes_nothing(told: Any) -> None:
    with told.open() as warehouse:
        seen = "SELECT claims, first_published FROM observations WHERE entity = 'repeated'"
        assert ask(warehouse, seen) == [(3, JANUARY)]
        assert ask(warehouse, "SELECT release, vintage FROM vintage_rows WHERE entity = 'repeated'") == [(1, JANUARY)]
        assert ask(warehouse, "SELECT count(*) FROM revisions WHERE entity = 'repeated'") == [(0,)]


def test_deriving_again_is_noted_and_revises_nothing(told: Any) -> None:
    counts = "SELECT (SELECT count(*) FROM revisions), (SELECT count(*) FROM derivations)"
    with told.open() as warehouse:
        ((revisions, derivations),) = ask(warehouse, counts)
        assert derive(warehouse, counts) == [(revisions, derivations + 1)]


def test_one_metric_of_one_owner_is_told_as_among_all(moved: Any, new_desk: Callable[[], Any]) -> None:
    """Also what stands under a former id of the metric, and what a person says is a figure of it."""
    desk = new_desk()
    moved_here = stations(desk, "4,290,000", 4_290_000, metric_id=None, **of_owner("moved here"))
    renamed = stations(desk, "4,280,000", 4_280_000, metric_id="masts", **of_owner("renamed"))
    moved.connection.execute("INSERT INTO metric_aliases VALUES ('masts', 'base_stations')")
    load_into(moved, desk, {"claims": [renamed], "day": MARCH}, {"claims": [moved_here], "day": MARCH}, first=10)
    (name,) = ask(moved, "SELECT claim_id FROM claims WHERE entity = 'moved here'")[0]
    correct_claims(moved, [name], {"metric_id": "base_stations"}, by="Ann", at=datetime.now(UTC))
    ordered = "ORDER BY series_id, period_end, claim_id"
    for owner in ("renamed", "moved here", "read anew", "changed"):
        told = ask(moved, f"FROM observations WHERE lower(entity) = '{owner}' {ordered}")
        assert (
            ask(moved, f"FROM observations_as_of(DATE 'infinity', now(), 'base_stations', '{owner}') {ordered}") == told
        )
        assert len(told) == 1
    assert ask(moved, "FROM observations_as_of(DATE 'infinity', now(), entity := 'nobody')") == []
    all_of_it = f"FROM observations_as_of(DATE 'infinity', now(), metric := 'base_stations') {ordered}"
    assert ask(moved, all_of_it) == ask(moved, f"FROM observations {ordered}")
