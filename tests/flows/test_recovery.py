"""What an earlier run left: it is loaded and counted, or moved aside and named; what is gone is told."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desks import UP_TO_THE_LOAD, Desk, make_desk, open_press

from flows.daily import PLAIN, run_daily
from flows.outcome import RunOutcome, build_markdown
from flows.press.server import PressServer
from flows.terminal import print_outcome


@pytest.fixture(scope="module")
def small_press() -> Iterator[PressServer]:
    with open_press(("sample_wire", "sample_gongye_ribao"), newest=4) as press:
        yield press


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory, small_press: PressServer) -> Desk:
    return make_desk(tmp_path_factory.mktemp("fresh") / "desk", small_press).warm()


@pytest.fixture
def desk(fresh: Desk, tmp_path: Path) -> Desk:
    """A desk that has not run yet."""
    return fresh.copy(tmp_path / "data")


@pytest.fixture(scope="module")
def once_run(fresh: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = fresh.copy(tmp_path_factory.mktemp("once") / "data")
    desk.run(UP_TO_THE_LOAD)
    return desk


@pytest.fixture(scope="module")
def once_staged(fresh: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose run ended as its load began."""
    desk = fresh.copy(tmp_path_factory.mktemp("staged") / "data")
    run_until(desk, "load")
    return desk


@pytest.fixture
def after_run(once_run: Desk, tmp_path: Path) -> Desk:
    return once_run.copy(tmp_path / "data")


@pytest.fixture
def staged(once_staged: Desk, tmp_path: Path) -> Desk:
    return once_staged.copy(tmp_path / "data")


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def run_until(desk: Desk, stage: str) -> None:
    """A run that ends as this stage begins."""
    with pytest.raises(KeyboardInterrupt):
        run_daily(desk.line(), replace(PLAIN, **{stage: interrupt}))


def run_telling(desk: Desk) -> tuple[RunOutcome, list[str]]:
    told: list[str] = []
    return run_daily(desk.line(warn=told.append), UP_TO_THE_LOAD), told


def test_what_an_interrupted_run_had_fetched_is_counted_as_recovered(desk: Desk, small_press: PressServer) -> None:
    run_until(desk, "read")
    require_recovered(desk, small_press)


def test_what_an_interrupted_run_had_staged_is_counted_as_recovered(staged: Desk, small_press: PressServer) -> None:
    require_recovered(staged, small_press)


def require_recovered(desk: Desk, small_press: PressServer) -> None:
    outcome, told = run_telling(desk)
    wire = desk.ask("SELECT count(*) FROM articles WHERE source_id = 'sample_wire'")[0][0]
    articles, claims = desk.ask("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM claim_readings)")[0]
    assert told == []
    assert outcome.exit_code == 0
    assert (outcome.counts["fetched"], outcome.counts["articles"], outcome.counts["claims"]) == (0, 0, 0)
    assert outcome.counts["recovered_batches"] == len(small_press.ports)
    assert (outcome.counts["recovered_articles"], outcome.counts["recovered_claims"]) == (articles, claims)
    assert outcome.recovered["sample_wire"] == wire
    assert sum(outcome.recovered.values()) == articles > wire
    line = f"{articles} articles and {claims} claims of an interrupted run recovered: "
    assert line in build_markdown(outcome)
    assert f"sample_wire {wire}" in build_markdown(outcome)
    printed = io.StringIO()
    print_outcome(outcome, printed)
    assert line in " ".join(printed.getvalue().split())
    assert desk.ask("SELECT articles_recovered, claims_recovered FROM run_log ORDER BY started DESC LIMIT 1") == [
        (articles, claims)
    ]


def test_a_run_after_an_undisturbed_one_speaks_of_no_recovery(after_run: Desk) -> None:
    outcome, told = run_telling(after_run)
    assert (outcome.counts["recovered_batches"], told) == (0, [])
    assert "recovered" not in build_markdown(outcome)


def test_an_archive_that_is_gone_is_told_and_the_run_goes_on(after_run: Desk, small_press: PressServer) -> None:
    before = after_run.digest()
    shutil.rmtree(after_run.data / "archive")
    outcome, told = run_telling(after_run)
    segments = len(small_press.ports)
    (line,) = told
    assert line.startswith(f"{after_run.data}/archive: {segments} of {segments} segments that were loaded are gone; ")
    assert "their pages cannot be read again" in line
    assert outcome.exit_code == 0
    assert after_run.ask("SELECT segments_gone FROM run_log ORDER BY started DESC LIMIT 1") == [(segments,)]
    assert after_run.digest() == before


def spoil_manifest(staging: Path) -> None:
    next(staging.glob("*-sample_wire/manifest.json")).write_text("{")


def spoil_table(staging: Path) -> None:
    next(staging.glob("*-sample_wire/articles.parquet")).write_bytes(b"PAR1")


@pytest.mark.parametrize("spoil", [spoil_manifest, spoil_table])
def test_a_staged_batch_that_cannot_be_read_is_named_and_its_pages_are_read_again(
    spoil: Callable[[Path], None], staged: Desk, small_press: PressServer
) -> None:
    spoil(staged.data / "staging")
    outcome, told = run_telling(staged)
    (line,) = told
    assert "-sample_wire: a batch that was not loaded cannot be read (" in line
    assert line.endswith("; its pages are read again from archive/")
    assert outcome.exit_code == 3
    assert staged.ask("SELECT unreadable_batches, exit_code FROM run_log ORDER BY started DESC LIMIT 1") == [(1, 3)]
    on_topic = {article.id for article in small_press.expected_articles() if article.on_topic}
    assert staged.ask("SELECT count(*) FROM articles") == [(len(on_topic),)]
    assert len(list(staged.data.glob("damaged/*/*-sample_wire"))) == 1
    assert staged.run(UP_TO_THE_LOAD).exit_code == 0


def test_a_staged_batch_whose_segment_is_gone_too_is_fetched_again(staged: Desk, small_press: PressServer) -> None:
    spoil_table(staged.data / "staging")
    shutil.rmtree(staged.data / "archive" / "sample_wire")
    outcome, told = run_telling(staged)
    assert told[0].endswith("; its pages are fetched again where their source still announces them")
    assert outcome.exit_code == 3
    on_topic = {article.id for article in small_press.expected_articles() if article.on_topic}
    assert staged.ask("SELECT count(*) FROM articles") == [(len(on_topic),)]


def make_file(staging: Path) -> Any:
    staging.mkdir()
    (staging / "notes.txt").write_text("mine")


def make_folder(staging: Path) -> Any:
    (staging / "folder" / "inside").mkdir(parents=True)


@pytest.mark.parametrize(
    ("litter", "name", "reason"),
    [
        (make_file, "staging/notes.txt", "not a folder"),
        (make_folder, "staging/folder", "no manifest"),
        (lambda staging: staging.write_text("no folder"), "staging", "not a folder"),
    ],
)
def test_what_never_was_a_batch_is_moved_aside_and_nothing_has_failed(
    litter: Callable[[Path], Any], name: str, reason: str, desk: Desk
) -> None:
    litter(desk.data / "staging")
    outcome, told = run_telling(desk)
    place = next(desk.data.glob("damaged/*"))
    assert told == [f"{desk.data}/{name}: not a staged batch ({reason}); it now lies in {place}"]
    assert outcome.exit_code == 0
    assert outcome.counts["articles"] > 0
