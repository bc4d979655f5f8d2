"""The line over a small press: what comes in, what a second run does, and what happens when sources misbehave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from desks import IN_WORKERS, SMALL, UP_TO_THE_LOAD, WITHOUT_REPORT, Desk, make_desk, open_press

from extractors.errors import CheckFailedError, LockedError
from flows.daily import PLAIN, run_daily
from flows.outcome import RunOutcome
from flows.press.server import PressServer
from warehouse.database import connect, open_warehouse


@dataclass(frozen=True)
class FirstRun:
    """A desk that has run once, what came of it, and whom it asked for robots.txt; the press goes on."""

    desk: Desk
    outcome: RunOutcome
    press: PressServer
    asked_robots: Counter[str]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FirstRun]:
    with open_press(SMALL, newest=4) as press:
        desk = make_desk(tmp_path_factory.mktemp("first") / "desk", press)
        outcome = run_daily(desk.line(**IN_WORKERS), WITHOUT_REPORT)
        yield FirstRun(desk, outcome, press, count_robots(press))


@pytest.fixture
def next_day(first: FirstRun, tmp_path: Path) -> Desk:
    """The same after its first run, to run again."""
    return first.desk.copy(tmp_path / "data")


@pytest.fixture
def small_press() -> Iterator[PressServer]:
    """A press for tests that disturb it; one of its newest articles is revised."""
    with open_press(("sample_wire", "sample_robot_herald"), newest=2) as press:
        yield press


def count_robots(press: PressServer) -> Counter[str]:
    return Counter(request.publisher for request in press.requests.all() if request.path == "/robots.txt")


def test_every_article_of_every_source_is_loaded_once(first: FirstRun) -> None:
    outcome, desk = first.outcome, first.desk
    assert outcome.exit_code == 0
    assert {source.source_id: source.state for source in outcome.sources} == dict.fromkeys(first.press.ports, "ok")
    on_topic = {article.id for article in first.press.expected_articles() if article.on_topic}
    assert outcome.counts["articles"] == len(on_topic)
    assert desk.ask("SELECT count(*), count(DISTINCT doc_id) FROM articles") == [(len(on_topic), len(on_topic))]
    assert desk.ask("SELECT DISTINCT fate FROM entry_states ORDER BY 1") in (
        [("loaded",)],
        [("loaded",), ("off_topic",)],
    )
    assert outcome.counts["claims"] > 3 * len(on_topic)


def test_a_second_run_fetches_no_article_and_changes_no_content(first: FirstRun, next_day: Desk) -> None:
    before, asked = next_day.digest(), len(first.press.requests.all())
    outcome = next_day.run()
    assert outcome.exit_code == 0
    assert (outcome.counts["fetched"], outcome.counts["articles"], outcome.counts["claims"]) == (0, 0, 0)
    assert next_day.digest() == before
    again = first.press.requests.all()[asked:]
    feeds = {first.press.feed_url(name).rsplit(":", 1)[1].partition("/")[2] for name in first.press.ports}
    assert {request.path.lstrip("/") for request in again} <= feeds | {"robots.txt"}


def test_robots_txt_is_asked_for_once_a_run_and_host(first: FirstRun, next_day: Desk) -> None:
    assert first.asked_robots == dict.fromkeys(first.press.ports, 1)
    before = count_robots(first.press)
    next_day.run(UP_TO_THE_LOAD)
    assert count_robots(first.press) - before == dict.fromkeys(first.press.ports, 1)


def test_a_revised_article_is_a_new_version_and_the_old_one_stays(desk: Desk, small_press: PressServer) -> None:
    desk.run(UP_TO_THE_LOAD)
    articles = desk.ask("SELECT count(*) FROM articles")[0][0]
    revised = small_press.revise()
    outcome = desk.run(UP_TO_THE_LOAD)
    assert revised
    assert outcome.counts["articles"] == len(revised)
    assert desk.ask("SELECT count(*), count(DISTINCT doc_id) FROM articles") == [(articles + len(revised), articles)]


def test_a_source_that_is_down_costs_the_others_nothing_and_comes_later(desk: Desk, small_press: PressServer) -> None:
    small_press.take_down("sample_wire")
    outcome = desk.run(UP_TO_THE_LOAD)
    assert outcome.exit_code == 3
    states = {source.source_id: source for source in outcome.sources}
    assert states["sample_wire"].state == "failed"
    assert "robots unreachable" in (states["sample_wire"].reason or "")
    assert states["sample_robot_herald"].state == "ok"
    assert desk.ask("SELECT state, reason IS NOT NULL FROM source_health WHERE source_id = 'sample_wire'") == [
        ("failed", True)
    ]
    assert desk.ask("SELECT exit_code, state FROM run_log") == [(3, "done")]
    small_press.bring_up("sample_wire")
    later = desk.run(UP_TO_THE_LOAD)
    assert later.exit_code == 0
    assert desk.ask("SELECT count(*) FROM articles WHERE source_id = 'sample_wire'") == [(2,)]


@pytest.mark.parametrize("nonsense", ["html", "binary"])
def test_a_source_that_talks_nonsense_fails_alone(desk: Desk, small_press: PressServer, nonsense: str) -> None:
    small_press.babble("sample_wire", nonsense)
    outcome = desk.run(UP_TO_THE_LOAD)
    assert outcome.exit_code == 3
    failed = [source for source in outcome.sources if source.is_failure]
    assert [source.source_id for source in failed] == ["sample_wire"]
    assert failed[0].reason
    assert outcome.counts["articles"] > 0


def test_all_sources_down_leaves_the_content_as_it_was(desk: Desk, small_press: PressServer) -> None:
    desk.run(UP_TO_THE_LOAD)
    before = desk.digest()
    for name in small_press.ports:
        small_press.take_down(name)
    outcome = desk.run(UP_TO_THE_LOAD)
    assert outcome.exit_code == 3
    assert outcome.all_failed
    assert desk.digest() == before


def test_a_failing_check_keeps_the_old_copy(next_day: Desk) -> None:
    old = (next_day.data / "claimwatch.duckdb").stat().st_mtime_ns
    with connect(next_day.data / "warehouse.duckdb") as connection:
        connection.execute("UPDATE claim_readings SET version_id = 'nobody' WHERE number = 0")
    with pytest.raises(CheckFailedError):
        next_day.run()
    assert (next_day.data / "claimwatch.duckdb").stat().st_mtime_ns == old
    with connect(next_day.data / "warehouse.duckdb", read_only=True) as connection:
        assert connection.execute("SELECT exit_code FROM runs ORDER BY started DESC LIMIT 1").fetchall() == [(8,)]


def test_a_second_writer_is_told_who_writes(next_day: Desk) -> None:
    with open_warehouse(next_day.data, command="the first one"), pytest.raises(LockedError, match="the first one"):
        next_day.run()


def test_an_interrupted_run_is_logged_as_such(desk: Desk) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_daily(desk.line(), replace(PLAIN, fetch=interrupt))
    desk.run(UP_TO_THE_LOAD)
    assert desk.ask("SELECT state, exit_code FROM run_log ORDER BY started") == [("interrupted", 130), ("done", 0)]
