"""Going back in time: archives of every layout, read once, in parts, and ending where full daily runs would have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from desks import WITHOUT_REPORT, Desk, open_press, write_config

from extractors.errors import UsageError
from flows import archive_reading, stages
from flows.backfill_plan import choose_days, plan_backfill
from flows.backfilling import Progress, backfill_locked, describe_backfill
from flows.catalogue.sources import Source
from flows.cli import run_command
from flows.daily import run_daily
from flows.days import Days
from flows.failures_page import Failures, build_failures, read_failures
from flows.outcome import RunOutcome
from flows.press.server import PressServer
from warehouse.database import connect, lock_warehouse
from warehouse.publishing import Published

# Numbered pages, monthly pages, monthly sitemaps, and a publisher without an archive.
NAMES = ("sample_robot_herald", "sample_gongye_ribao", "sample_wire", "sample_zhuanzai_zhan")
ALL = Days(date(2023, 1, 1), date(2026, 10, 31))
NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def press() -> Iterator[PressServer]:
    with open_press(NAMES, newest=4) as running:
        yield running


# What this page asks for stands in the warehouse; a copy takes a second each time.
UNPUBLISHED = replace(WITHOUT_REPORT, publish=lambda line, _lock: Published(line.data_dir, line.started, 0, 0))


def lay_out(folder: Path, press: PressServer) -> Desk:
    """A desk that needs no report."""
    (folder / "config").mkdir()
    return Desk(write_config(folder / "config", press.sources()), folder / "data")


@pytest.fixture(scope="module")
def short(press: PressServer, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk that has run once over feeds which show one article each: that is when one begins to watch them."""
    desk = lay_out(tmp_path_factory.mktemp("short"), press)
    for path in (desk.config / "sources").glob("*.yaml"):
        source = yaml.safe_load(path.read_text())
        path.write_text(yaml.safe_dump(source | {"max_items": 1 if "archive" in source else 50}, allow_unicode=True))
    assert run_once(desk).exit_code == 0
    return desk


def run_once(desk: Desk) -> RunOutcome:
    return run_daily(desk.line(), UNPUBLISHED)


def go_back(desk: Desk, **options: Any) -> RunOutcome:
    line = desk.line()
    with lock_warehouse(desk.data, command="test") as lock:
        return backfill_locked(line, lock, UNPUBLISHED, ALL, **options)


def count_checks(desk: Desk) -> list[tuple[int]]:
    with connect(desk.data / "warehouse.duckdb", read_only=True) as connection:
        return connection.execute("SELECT count(*) FROM source_checks").fetchall()


def test_a_backfill_that_was_cut_off_goes_on_and_ends_where_full_daily_runs_do(
    short: Desk, press: PressServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = count_checks(short)
    monkeypatch.setattr(archive_reading, "MOST_ENTRIES", 2)
    press.take_down("sample_wire", 500)
    first = go_back(short, patience=timedelta(0))  # one part, and no more
    press.bring_up("sample_wire")
    assert first.exit_code == 3
    found = {source.source_id: source for source in first.sources}
    assert found["sample_wire"].state == "failed"
    assert "status 500" in (found["sample_wire"].reason or "")
    assert (found["sample_robot_herald"].state, found["sample_robot_herald"].fetched) == ("ok", 2)
    assert 0 < first.counts["days_put_off"] < first.counts["days_wanted"]
    assert describe_backfill(first).endswith("days are put off: start it again to go on.")

    monkeypatch.setattr(archive_reading, "MOST_ENTRIES", 1)
    read, done = stages.read_new, list[str]()

    def read_once(*arguments: Any) -> Any:
        if done:
            raise KeyboardInterrupt  # Ctrl-C when the second part is fetched and not read
        done.append("part")
        return read(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(stages, "read_new", read_once)
        with pytest.raises(KeyboardInterrupt):
            go_back(short)
    told: list[Progress] = []
    outcome = go_back(short, watch=told.append)
    states = {source.source_id: source.state for source in outcome.sources}
    assert states.pop(NAMES[3]) == "no archive"
    assert set(states.values()) <= {"ok", "covered"}
    assert outcome.exit_code == 0
    assert told[-1].percent == 100
    assert told[-1].sources == dict.fromkeys(NAMES[:3], (len(ALL), len(ALL)))
    assert describe_backfill(outcome).startswith("3 of 3 archives without a failure, 4200 of 4200 days covered; ")
    pages = {article.path for article in press.articles}
    fetched = Counter(
        (one.publisher, one.path) for one in press.requests.all() if one.path in pages and one.status == 200
    )
    assert max(fetched.values()) == 1  # neither the daily run nor the interrupted part fetches a page twice
    assert count_checks(short) == checks  # an old page says nothing of today's health

    whole = lay_out(tmp_path, press)
    assert run_once(whole).exit_code == 0
    assert short.digest() == whole.digest()

    asked = len(press.requests.all())
    again = go_back(short)
    assert again.counts["fetched"] == 0
    assert len(press.requests.all()) == asked  # all days are known to be through: nobody is asked
    failures = read_failures(short.data / "warehouse.duckdb", again.run_id)
    assert build_failures(failures, 5) == "# Failures\n\nNothing failed.\n"


def test_the_plan_of_a_backfill_is_shown_and_nobody_is_asked(
    short: Desk, press: PressServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = len(press.requests.all())
    monkeypatch.setenv("CLAIMWATCH_CONTACT", "desk@example.org")
    here = ["--config", str(short.config), "--data", str(short.data), "backfill", "--from", "2022-12-31"]
    assert run_command([*here, "--to", "2023-01-31", "--plan"]) == 0
    shown = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert shown[1][:5] == ["sample_gongye_ribao", "to", "do", "0", "32"]
    assert shown[-1] == ["Left", "out", "(config/", "names", "no", "archive", "of", "it):", "sample_zhuanzai_zhan"]
    assert run_command([*here, "--to", "2022-12-01"]) == 2
    assert run_command([*here, "--to", "2023-01-31", "--source", "sample_zhuanzai_zhan"]) == 2
    errors = capsys.readouterr().err.splitlines()
    assert errors[0] == "claimwatch: --from 2022-12-31 comes after --to 2022-12-01"
    assert errors[-1].startswith("claimwatch: nothing to go back to: sample_zhuanzai_zhan: config/ names no archive")
    assert len(press.requests.all()) == asked


def test_days_that_cannot_be_meant_are_refused() -> None:
    assert len(choose_days(date(2024, 2, 1), date(2024, 2, 29), NOW)) == 29
    for first, last, said in (
        (date(2024, 2, 2), date(2024, 2, 1), "--from 2024-02-02 comes after --to 2024-02-01"),
        (date(2026, 11, 1), date(2026, 12, 1), "--to 2026-12-01 has not come yet"),
        (date(1970, 1, 1), date(2024, 2, 1), "--from 1970-01-01: begin with 1990-01-01 or later"),
    ):
        with pytest.raises(UsageError, match=said):
            choose_days(first, last, NOW)


def build_source(**keys: Any) -> Source:
    given = {
        "id": "paper",
        "name": {"en": "Paper", "zh": "报纸"},
        "homepage": "https://paper.example/",
        "type": "rss",
        "url": "https://paper.example/rss.xml",
        "language": "en",
        "zone": "UTC",
        "tier": "media",
        "group": "media",
        "enabled": True,
    }
    return Source.model_validate({**given, **keys})


def test_a_source_without_an_archive_is_named_with_the_reason() -> None:
    june = Days(date(2024, 6, 1), date(2024, 6, 30))
    young = build_source(id="young", archive={"url": "https://a.example/{yyyy}/{mm}/{dd}/", "first_day": "2024-06-21"})
    sitemap = build_source(id="mapped", type="sitemap")
    first, second, third = plan_backfill(
        [young, sitemap, build_source()], june, {"mapped": [(date(2024, 6, 5), date(2024, 6, 30))]}
    )
    assert (first.standing, first.wanted, first.left) == ("to do", 10, (Days(date(2024, 6, 21), june.last),))
    assert (second.wanted, second.covered, second.left) == (30, 26, (Days(june.first, date(2024, 6, 4)),))
    assert (third.standing, third.reason) == ("no archive", "config/ names no archive of it")
    with pytest.raises(UsageError, match="nothing to go back to: young: its archive begins on 2024-06-21; paper: con"):
        plan_backfill([young, build_source()], Days(date(2023, 1, 1), date(2023, 1, 2)), {})


def test_failures_are_told_with_what_becomes_of_them() -> None:
    broken = ("wire", "dns (no such [host])", 3, None)
    pages = (
        ("herald", "http://h.example/a", "failed", "timeout", 2),
        ("herald", "http://h.example/b", "failed", "status 500", 5),
        ("herald", "http://h.example/c", "quarantined", "no text", 1),
    )
    lines = build_failures(Failures((broken,), pages, more=7), 5).splitlines()
    assert "| wire | dns (no such \\[host\\]) | 3 | never |" in lines
    assert [line.split(" | ")[-1] for line in lines if "h.example" in line] == [
        "asked for again at the next run |",
        "given up until the weekly second look |",
        "kept out; see quarantine |",
    ]
    assert lines[-1].startswith("7 more: ")
