"""`--log-format json`: every line on standard error is an event with its run, source and url, also the end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from desks import WITHOUT_REPORT, Desk, open_press, write_config

from flows.cli import run_command
from flows.cli_reporting import reporting
from flows.daily import run_daily
from flows.press.server import PressServer
from warehouse.publishing import Published

ALWAYS = {"time", "level", "event", "run", "source", "url"}
UNPUBLISHED = replace(WITHOUT_REPORT, publish=lambda line, _lock: Published(line.data_dir / "copy", line.started, 7, 3))


@pytest.fixture
def press() -> Iterator[PressServer]:
    with open_press(("sample_wire", "sample_members"), newest=2) as running:
        yield running


def read_events(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    said = capsys.readouterr()
    assert said.out == ""
    events = [json.loads(line) for line in said.err.splitlines()]
    for event in events:
        assert event.keys() >= ALWAYS
        assert datetime.fromisoformat(event["time"]).tzinfo is not None
    return events


def test_a_run_is_told_event_by_event(press: PressServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "config").mkdir()
    desk = Desk(write_config(tmp_path / "config", press.sources()), tmp_path / "data")
    line = desk.line()
    with reporting((desk.config, desk.data), "json") as reporter:
        spoken = reporter.attach(line)
        outcome = run_daily(spoken, UNPUBLISHED)
        spoken.warn("a thing to know")
    events = read_events(capsys)
    assert {event["run"] for event in events} == {line.run_id}
    of_wire = [event for event in events if event["source"] == "sample_wire"]
    fetched = [event["url"] for event in of_wire if event["event"] == "page fetched"]
    assert len(fetched) == 2
    assert all(url.startswith(press.base_url("sample_wire")) for url in fetched)
    read = [event for event in of_wire if event["event"] in {"page read", "page passed over"}]
    assert [event["url"] for event in read] == fetched
    assert sum(event.get("claims", 0) for event in read) == outcome.counts["claims"]
    names = [event["event"] for event in events]
    assert (names[0], names[-2:]) == ("run started", ["run finished", "a thing to know"])
    assert (events[-2]["exit_code"], events[-2]["counts"]["fetched"]) == (0, 2)
    (asked,) = [event for event in events if event["source"] == "sample_members" and event["event"] == "source asked"]
    assert (asked["state"], asked["level"]) == ("disallowed", "info")
    assert events[-1]["level"] == "warning"


def test_what_ends_a_command_is_an_event_too_and_the_setting_chooses_the_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLAIMWATCH_CONTACT", raising=False)
    assert run_command(["--data", str(tmp_path), "run", "--log-format", "json"]) == 4
    (event,) = read_events(capsys)
    assert (event["level"], event["exit_code"], event["run"]) == ("error", 4, None)
    assert event["event"].startswith("contact is not set: ")
    monkeypatch.setenv("CLAIMWATCH_LOG_FORMAT", "json")
    assert run_command(["--data", str(tmp_path), "serve"]) == 4
    assert [event["exit_code"] for event in read_events(capsys)] == [4]
    assert run_command(["--data", str(tmp_path), "run", "--log-format", "text"]) == 4
    assert capsys.readouterr().err.startswith("claimwatch: contact is not set: ")
