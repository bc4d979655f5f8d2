"""Loads, repetitions, corrections, re-extractions and publishes in any order, beside a model in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from stories import stations

from warehouse.corrections import DROPPED, correct_claims, undo_corrections
from warehouse.database import connect
from warehouse.derivation import needs_refresh, rebuild_series, refresh_series
from warehouse.ledger import read_acknowledged, verify_ledger
from warehouse.publishing import publish

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SOURCES = ("ministry", "wire", "gazette")
STEPS = 10  # of a history
Version = tuple[int, int]  # an article, and which of its texts

ARTICLES, TEXTS, RULEBOOKS = st.integers(0, 3), st.integers(0, 2), st.integers(1, 3)
VERSIONS = st.tuples(ARTICLES, TEXTS)

CLAIMS = """
SELECT url, quote, low, coalesce(held_reason = 'dropped by a person', false) FROM claims ORDER BY url
"""
COUNTS = """
SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM readings), (SELECT count(*) FROM claim_readings),
    (SELECT count(*) FROM batches)
"""


def value_of(version: Version, rulebook: int) -> float:
    """What a rulebook reads in a text: later rules read another number in it."""
    article, text = version
    return 4_000_000.0 + 10_000 * article + 1_000 * text + rulebook


@dataclass
class Model:
    """What must be there, said as simply as can be."""

    readings: set[tuple[Version, int]] = field(default_factory=set)
    batches: list[Any] = field(default_factory=list)  # as they were loaded
    fixes: list[tuple[str, Version, float | None]] = field(default_factory=list)  # standing; None: dropped

    @property
    def versions(self) -> set[Version]:
        return {version for version, _ in self.readings}

    def current(self) -> dict[int, tuple[Version, int]]:
        """Of each article the newest text and, of that, the newest reading."""
        newest = {article: max(v for v in self.versions if v[0] == article) for article, _ in self.versions}
        return {
            article: (version, max(rules for known, rules in self.readings if known == version))
            for article, version in newest.items()
        }

    def claims(self) -> list[tuple[str, str, float, bool]]:
        """The rows of `CLAIMS`: of each kind of correction the newest holds."""
        rows = []
        for article, (version, rulebook) in sorted(self.current().items()):
            values = [value for _, fixed, value in self.fixes if fixed == version and value is not None]
            dropped = any(value is None for _, fixed, value in self.fixes if fixed == version)
            low = values[-1] if values else value_of(version, rulebook)
            rows.append((f"https://x.example/{article}", f"{value_of(version, 0):,.0f}", low, dropped))
        return rows


class Histories(RuleBasedStateMachine):
    """One history of one warehouse."""

    new_desk: Callable[[], Any]

    def __init__(self) -> None:
        super().__init__()
        self.desk = type(self).new_desk()
        self.warehouse = self.desk.open()
        self.model = Model()
        self.clock = 0

    def teardown(self) -> None:
        """Whatever came before: what was derived step by step is what is derived at once, it can be published, and
        readers see what the model says.
        """
        assert rebuild_series(self.warehouse.connection) == ()
        self.warehouse.close()
        copy = publish(self.desk.data_dir).path
        with connect(copy, read_only=True) as connection:
            assert connection.execute(CLAIMS).fetchall() == self.model.claims()
            assert verify_ledger(connection) == ()

    def build(self, versions: list[Version], rulebook: int, source: str) -> Any:
        self.clock += 1
        specs = [
            {
                "url": f"https://x.example/{article}",
                "fetched": NOON + timedelta(days=text),
                "claims": [
                    stations(self.desk, f"{value_of((article, text), 0):,.0f}", value_of((article, text), rulebook))
                ],
            }
            for article, text in dict.fromkeys(versions)
        ]
        read = NOON + timedelta(days=10 * rulebook)
        return self.desk.batch(f"b{self.clock:03}", specs, source=source, rulebook=f"rules-{rulebook}", at=read)

    def load(self, versions: list[Version], rulebook: int, source: str) -> None:
        batch = self.build(versions, rulebook, source)
        result = self.desk.load(self.warehouse, batch)
        news = {(version, rulebook) for version in versions} - self.model.readings
        assert result.added.get("articles", 0) == len({version for version, _ in news} - self.model.versions)
        assert result.added.get("claim_readings", 0) == len(news)
        self.model.readings |= news
        self.model.batches.append(batch)

    @initialize(versions=st.lists(VERSIONS, min_size=1, max_size=4))
    def begin(self, versions: list[Version]) -> None:
        self.load(versions, 1, "wire")

    @rule(versions=st.lists(VERSIONS, min_size=1, max_size=4), rulebook=RULEBOOKS, source=st.sampled_from(SOURCES))
    def load_together(self, versions: list[Version], rulebook: int, source: str) -> None:
        self.load(versions, rulebook, source)

    @rule(versions=st.permutations([(0, 0), (1, 1), (0, 2)]), rulebook=RULEBOOKS)
    def load_one_by_one(self, versions: list[Version], rulebook: int) -> None:
        for version, source in zip(versions, SOURCES, strict=True):
            self.load([version], rulebook, source)

    @rule(data=st.data())
    def load_a_batch_again(self, data: st.DataObject) -> None:
        again = self.desk.load(self.warehouse, data.draw(st.sampled_from(self.model.batches)))
        assert again.already_loaded

    @rule(rulebook=RULEBOOKS)
    def read_again(self, rulebook: int) -> None:
        self.load(sorted(self.model.versions), rulebook, "wire")

    @rule(article=ARTICLES, value=st.none() | st.integers(1, 9))
    def correct(self, article: int, value: int | None) -> None:
        """Drops the claim of an article, or sets its value, if there is one."""
        if article not in self.model.current():
            return
        version, _ = self.model.current()[article]
        fields = {"fate": DROPPED} if value is None else {"low": f"{value}e5", "high": f"{value}e5"}
        claim = self.warehouse.connection.execute(
            "SELECT claim_id FROM claims WHERE url = ?", [f"https://x.example/{article}"]
        ).fetchall()[0][0]
        self.clock += 1
        at = NOON + timedelta(days=100, hours=self.clock)
        made = correct_claims(self.warehouse, [claim], fields, by="ann", at=at)
        self.model.fixes.append((made.correction_id, version, None if value is None else value * 1e5))

    @precondition(lambda self: self.model.fixes)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        fix = data.draw(st.sampled_from([fix for fix, _, _ in self.model.fixes]))
        self.clock += 1
        undo_corrections(self.warehouse, [fix], by="bob", at=NOON + timedelta(days=100, hours=self.clock))
        self.model.fixes = [kept for kept in self.model.fixes if kept[0] != fix]

    @rule()
    def publish_and_reopen(self) -> None:
        self.warehouse.close()
        publish(self.desk.data_dir)
        self.warehouse = self.desk.open()

    @invariant()
    def holds_what_the_model_says(self) -> None:
        connection = self.warehouse.connection
        readings = len(self.model.readings)
        expected = (len(self.model.versions), readings, readings, len(self.model.batches))
        assert connection.execute(COUNTS).fetchall() == [expected]
        if needs_refresh(connection):
            refresh_series(connection)
        assert connection.execute(CLAIMS).fetchall() == self.model.claims()
        assert len(read_acknowledged(self.desk.data_dir)) == len(self.model.batches)


@pytest.mark.slow
def test_any_history_ends_with_what_a_simple_model_says(new_desk: Any, pytestconfig: pytest.Config) -> None:
    histories, seed = pytestconfig.getoption("histories"), pytestconfig.getoption("seed")
    Histories.new_desk = new_desk
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=histories,
            stateful_step_count=STEPS,
            derandomize=seed is None,
            phases=[Phase.generate] if seed is None else [Phase.generate, Phase.shrink],  # a shorter one takes minutes
            deadline=None,
            database=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
