"""What persons decide of claims: how it is told, that it holds when texts are read again, and that it can be undone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from stories import ask, derive, derive_anew, load_into, stations
from told import Ask, ask_of, counted, figure, load_told, said, told

from extractors.errors import UsageError
from flows.cli import run_command
from warehouse.checks import require_checks
from warehouse.correction_journal import FILE_NAME
from warehouse.corrections import (
    Corrected,
    correct_claims,
    find_claim,
    list_corrections,
    name_fields,
    undo_corrections,
)
from warehouse.publishing import publish

NOW = datetime(2026, 3, 2, tzinfo=UTC)
HELD = "SELECT quote, held_reason FROM claims ORDER BY quote"
EXACT = {"comparator": "eq", "precision": "500.0"}


@pytest.fixture(scope="module")
def loaded(request: pytest.FixtureRequest, new_desk: Callable[[], Any]) -> Any:
    """A desk with what all tests of this module are told; to be copied."""
    desk = new_desk()
    with desk.open() as warehouse:
        load_told(warehouse, desk, request.module)
        derive(warehouse, "SELECT 1")
    return desk


@pytest.fixture
def warehouse(loaded: Any, desk: Any) -> Iterator[Any]:
    """A copy of it that is the test's own, open."""
    shutil.copytree(loaded.data_dir, desk.data_dir)
    with desk.open() as warehouse:
        yield warehouse


@pytest.fixture
def query(request: pytest.FixtureRequest, warehouse: Any) -> Ask:
    """Asks of what came of the stories of the test, derived if they are not yet."""

    def query(sql: str) -> list[tuple[Any, ...]]:
        ask(warehouse, "SELECT 1")
        return ask_of(warehouse, request.function.__name__, sql)

    return query


def correct(warehouse: Any, target: str, at: Any, **fields: str | None) -> Corrected:
    return correct_claims(warehouse, [target], fields, by="Ann", at=at)


def name_of(query: Ask, quote: str) -> str:
    return str(query(f"SELECT claim_id FROM claims WHERE quote = '{quote}'")[0][0])


NOBODY = {"entity": None, "place": None}
CHINA = {"entity": "China", "entity_id": "CN", "place": "China", "place_id": "CN", "period_end": date(2023, 12, 31)}


@told(
    said("wire", counted("4,251,000", 4_251_000, **NOBODY)),
    said("wire", counted("4,100,000", 4_100_000, **{**NOBODY, "period_end": date(2024, 6, 30)})),
    said("wire", counted("12", 12, **CHINA)),
)
def test_a_group_of_one_reason_metric_and_owner_is_cleared_at_once(warehouse: Any, query: Ask, later: Any) -> None:
    groups = query("SELECT group_id, reason, count(*) FROM held GROUP BY ALL ORDER BY 2")
    assert [row[1:] for row in groups] == [("no entity", 2), ("out of range", 1)]
    fields = name_fields(warehouse.connection, None, "中国", "china")
    done = correct_claims(warehouse, [groups[0][0]], fields, by="Ann", at=later(1))
    assert (fields["entity_id"], done.claims, done.used, dict(done.held)) == ("CN", 2, 2, {})
    assert query("SELECT value, entity FROM observations ORDER BY 1") == [(4_100_000, "China"), (4_251_000, "China")]
    set_columns = query("SELECT DISTINCT corrected FROM claims WHERE held_reason IS NULL")
    assert set_columns == [(["entity", "entity_id", "place", "place_id"],)]
    require_checks(warehouse.connection)


@told(said("wire", counted("4,251,000", 4_251_000, **CHINA), counted("90,000", 90_000, **CHINA)))
def test_what_is_dropped_is_dropped_and_what_is_released_is_used(warehouse: Any, query: Ask, later: Any) -> None:
    assert query(HELD) == [("4,251,000", None), ("90,000", "out of range")]
    facts = ask(warehouse, "FROM claim_readings")
    correct(warehouse, name_of(query, "4,251,000"), later(1), fate="dropped")
    correct(warehouse, name_of(query, "90,000"), later(2), fate="released")
    assert query(HELD) == [("4,251,000", "dropped by a person"), ("90,000", None)]
    assert query("SELECT value FROM observations") == [(90_000,)]
    assert query("SELECT count(*) FROM held") == [(0,)]
    assert ask(warehouse, "FROM claim_readings") == facts
    require_checks(warehouse.connection)


@told(said("wire", figure("3 million robots", 3e6, metric_id="robot_output", entity="Acme", entity_id="acme")))
def test_a_claim_that_lacks_what_series_need_is_not_released_but_completed(
    warehouse: Any, query: Ask, later: Any
) -> None:
    name = name_of(query, "3 million robots")
    with pytest.raises(UsageError, match="cannot be released as it is: set its period"):
        correct(warehouse, name, later(1), fate="released")
    assert not (warehouse.data_dir / FILE_NAME).exists()
    correct(warehouse, name[:8], later(2), period_start="2025-01-01", period_end="2025-12-31")
    assert query("SELECT value, period_type, period_origin FROM observations") == [(3e6, "year", "stated")]
    require_checks(warehouse.connection)


THEN = "Officials counted 4.2 million stations then."


@told(said("wire", counted("4.2 million", 4_200_000), text=THEN))
def test_what_was_set_holds_for_later_readings_however_they_number_and_cut_the_claims(
    desk: Any, warehouse: Any, query: Ask, later: Any
) -> None:
    correct(warehouse, name_of(query, "4.2 million"), later(1), low="4251000", high="4251000", **EXACT)
    ((url,),) = query("SELECT url FROM claims")
    wider = [stations(desk, "Officials", 9, metric_id=None), stations(desk, "4.2 million stations", 4_200_000)]
    spec = {"url": url, "text": THEN, "claims": wider}
    desk.load(warehouse, desk.batch("again", [spec], rulebook="rules-2", run="run-2", at=later(24)))
    assert query("SELECT value, quote FROM observations") == [(4_251_000, "4.2 million stations")]
    require_checks(warehouse.connection)
    undo_corrections(warehouse, [name_of(query, "4.2 million stations")], by="Bob", at=later(25))
    assert query("SELECT low FROM claims WHERE metric_id IS NOT NULL") == [(4_200_000,)]


COUNTED = "Officials counted 4.2 million of them."


@told(said("wire", counted("4.2 million", 4_200_000), text=COUNTED))
def test_in_a_new_version_it_holds_where_the_sentence_stands_unchanged_and_else_is_taken_back_by_its_name(
    desk: Any, warehouse: Any, query: Ask, later: Any
) -> None:
    made = correct(warehouse, name_of(query, "4.2 million"), later(1), low="4251000", high="4251000", **EXACT)
    ((url,),) = query("SELECT url FROM claims")
    texts = [f"Updated at noon. {COUNTED}", "Updated again. Officials had counted 4.2 million of them by then."]
    for hours, text, value in ((24, texts[0], 4_251_000), (48, texts[1], 4_200_000)):
        claims = [stations(desk, "4.2 million", 4_200_000)]
        spec = {"url": url, "text": text, "claims": claims, "fetched": later(hours)}
        desk.load(warehouse, desk.batch(f"v{hours}", [spec], run=f"run-{hours}", at=later(hours)))
        assert query("SELECT low FROM claims") == [(value,)]
    assert [fix.correction_id for fix in list_corrections(warehouse.connection)] == [made.correction_id]
    undo_corrections(warehouse, [made.correction_id], by="Ann", at=later(49))
    assert list_corrections(warehouse.connection) == ()
    with pytest.raises(UsageError, match="nothing to take back"):
        undo_corrections(warehouse, [made.correction_id], by="Ann", at=later(50))


@told(said("wire", counted("4.2 million", 4_200_000)))
def test_the_last_word_holds_and_what_is_taken_back_gives_way_to_the_one_before(
    warehouse: Any, query: Ask, later: Any
) -> None:
    name = name_of(query, "4.2 million")
    correct(warehouse, name, later(1), low="4300000", high="4300000", **EXACT)
    last = correct(warehouse, name, later(2), low="4400000", high="4400000", note="a misprint", **EXACT)
    values = "SELECT low, note FROM claims"
    assert query(values) == [(4_400_000, "a misprint")]
    assert [len(item.fields) for item in list_corrections(warehouse.connection)] == [5, 4]
    undo_corrections(warehouse, [last.correction_id], by="Bob", at=later(3))
    assert query(values) == [(4_300_000, None)]
    undo_corrections(warehouse, [name], by="Bob", at=later(4))
    assert list_corrections(warehouse.connection) == ()
    assert query(values) == [(4_200_000, None)]
    assert ask(warehouse, "SELECT DISTINCT made_by FROM corrections ORDER BY 1") == [("Ann",), ("Bob",)]
    with pytest.raises(UsageError, match="no correction stands on"):
        undo_corrections(warehouse, [last.correction_id], by="Bob", at=later(5))


def test_a_warehouse_built_anew_gets_them_back_and_a_lost_file_is_written_again(desk: Any, later: Any) -> None:
    story = {"claims": [stations(desk, "4.2 million", 4_200_000)]}
    with desk.open() as warehouse:
        load_into(warehouse, desk, story)
        ((name,),) = ask(warehouse, "SELECT claim_id FROM claims")
        correct(warehouse, name, later(1), fate="dropped", note="wrong press")
    file = desk.data_dir / FILE_NAME
    kept = file.read_text("utf-8")
    for name in ("warehouse.duckdb", "loaded.jsonl"):
        (desk.data_dir / name).unlink()
    file.write_text(kept + '[{"correction_id": "fix-', "utf-8")  # what a kill leaves of the next line
    with desk.open() as warehouse:
        load_into(warehouse, desk, story)
        assert ask(warehouse, HELD) == [("4.2 million", "dropped by a person")]
    file.unlink()
    with desk.open() as warehouse:
        assert file.read_text("utf-8") == kept
        assert ask(warehouse, "SELECT count(*) FROM corrections") == [(2,)]


def test_a_name_of_no_claim_or_of_several_is_told(desk: Any) -> None:
    with desk.open() as warehouse:
        load_into(warehouse, desk, {"claims": [stations(desk, "4.2 million", 4_200_000), stations(desk, "5", 5)]})
        warehouse.connection.execute("UPDATE claim_readings SET claim_id = 'abcdef0' || number || claim_id[9:]")
        derive_anew(warehouse, "FROM claims")
        assert find_claim(warehouse.connection, "ABCDEF01").startswith("abcdef01")
        for name, message in (
            ("abc", "'abc' names no claim: write at least 6 characters of its claim_id"),
            ("not-a-claim", "'not-a-claim' names no claim"),
            ("abcdef09", "there is no claim 'abcdef09'"),
            ("abcdef", "'abcdef' begins the names of several claims; write more of it"),
        ):
            with pytest.raises(UsageError) as caught:
                find_claim(warehouse.connection, name)
            assert str(caught.value).startswith(message)
        with pytest.raises(UsageError, match="there is no group 'held-0'"):
            correct_claims(warehouse, ["held-0"], {"note": "x"}, by="Ann", at=NOW)


@told(said("wire", figure("six", 6, metric_id=None, metric="ports")))
def test_the_commands_list_decide_and_take_back(
    loaded: Any, desk: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    shutil.copytree(loaded.data_dir, desk.data_dir)
    publish(desk.data_dir)

    def call(*arguments: str) -> tuple[int, list[str]]:
        code = run_command(["--data", str(desk.data_dir), *arguments])
        said = capsys.readouterr()
        return code, (said.out + said.err).splitlines()

    code, lines = call("held", "--reason", "flow")
    group = lines[1].split()[0]
    assert (code, len(lines), lines[1].split()[1:5]) == (0, 2, ["1", "flow", "without", "a"])
    assert [len(call("held", *more, "--format", "ids")[1]) for more in ([], ["--context"])] == [3, 4]
    assert call("held", group, "--format", "csv")[1][1].split(",")[1:3] == [group, "flow without a period"]
    assert call("held", "--metric", "classes") == (0, ["claimwatch: nothing is held that fits"])
    _, lines = call("correct", group, "--value", "3.1e6", "--period", "2025H1", "--by", "Ann")
    fix = lines[0].partition(":")[0]
    assert lines[0].startswith(f"{fix}: 1 claim; 1 in series now; take it back with: claimwatch correct {fix} --undo")
    assert json.loads("\n".join(call("series", "robot_output", "--format", "json")[1]))[0]["period_type"] == "half"
    assert "low 3100000.0" in call("correct", "--list")[1][1]
    assert call("correct", fix, "--undo", "--no-publish")[1][1] == "the next run shows it"
    assert call("correct", "--list")[1] == ["claimwatch: no correction stands"]
    assert call("correct", group, "--drop", "--value", "3")[0] == 2
    assert call("correct", group)[0] == call("correct", "--drop")[0] == 2
