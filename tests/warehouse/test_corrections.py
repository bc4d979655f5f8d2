"""What persons decide of claims: how it is told, that it holds when texts are read again, and that it can be undone."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from stories import ask, derive, derive_anew, load_into, load_stories, stations

from extractors.errors import UsageError
from flows.cli import run_command
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


def correct(warehouse: Any, target: str, at: Any, **fields: str | None) -> Corrected:
    return correct_claims(warehouse, [target], fields, by="Ann", at=at)


def name_of(warehouse: Any, quote: str) -> str:
    return str(ask(warehouse, f"SELECT claim_id FROM claims WHERE quote = '{quote}'")[0][0])


def test_a_group_of_one_reason_metric_and_owner_is_cleared_at_once(desk: Any, later: Any) -> None:
    nobody = {"entity": None, "entity_id": None, "place": None, "place_id": None}
    with desk.open() as warehouse:
        load_into(
            warehouse,
            desk,
            {"claims": [stations(desk, "4,251,000", 4_251_000, **nobody)]},
            {"claims": [stations(desk, "4,100,000", 4_100_000, period_end=date(2024, 6, 30), **nobody)]},
            {"claims": [stations(desk, "12", 12)]},
        )
        groups = ask(warehouse, "SELECT group_id, reason, count(*) FROM held GROUP BY ALL ORDER BY 2")
        assert [row[1:] for row in groups] == [("no entity", 2), ("out of range", 1)]
        fields = name_fields(warehouse.connection, None, "中国", "china")
        done = correct_claims(warehouse, [groups[0][0]], fields, by="Ann", at=later(1))
        assert (fields["entity_id"], done.claims, done.used, dict(done.held)) == ("CN", 2, 2, {})
        assert derive(warehouse, "SELECT value, entity FROM observations ORDER BY 1") == [
            (4_100_000, "China"),
            (4_251_000, "China"),
        ]
        set_columns = ask(warehouse, "SELECT DISTINCT corrected FROM claims WHERE held_reason IS NULL")
        assert set_columns == [(["entity", "entity_id", "place", "place_id"],)]


def test_what_is_dropped_is_dropped_and_what_is_released_is_used(desk: Any, later: Any) -> None:
    with desk.open() as warehouse:
        said = [stations(desk, "4,251,000", 4_251_000), stations(desk, "90,000", 90_000)]
        load_into(warehouse, desk, {"claims": said})
        assert ask(warehouse, HELD) == [("4,251,000", None), ("90,000", "out of range")]
        facts = ask(warehouse, "FROM claim_readings")
        correct(warehouse, name_of(warehouse, "4,251,000"), later(1), fate="dropped")
        correct(warehouse, name_of(warehouse, "90,000"), later(2), fate="released")
        assert ask(warehouse, HELD) == [("4,251,000", "dropped by a person"), ("90,000", None)]
        assert derive(warehouse, "SELECT value FROM observations") == [(90_000,)]
        assert ask(warehouse, "SELECT count(*) FROM held") == [(0,)]
        assert ask(warehouse, "FROM claim_readings") == facts


def test_a_claim_that_lacks_what_series_need_is_not_released_but_completed(desk: Any, later: Any) -> None:
    sold = desk.claim("3 billion yuan", 3e9, metric_id="revenue", unit="CNY", entity="Acme", entity_id="acme")
    with desk.open() as warehouse:
        load_into(warehouse, desk, {"claims": [sold]})
        name = name_of(warehouse, "3 billion yuan")
        with pytest.raises(UsageError, match="cannot be released as it is: set its period"):
            correct(warehouse, name, later(1), fate="released")
        assert not (desk.data_dir / FILE_NAME).exists()
        correct(warehouse, name[:8], later(2), period_start="2025-01-01", period_end="2025-12-31")
        said = derive(warehouse, "SELECT value, period_type, period_origin FROM observations")
        assert said == [(3e9, "year", "stated")]


def test_what_was_set_holds_for_later_readings_however_they_number_and_cut_the_claims(desk: Any, later: Any) -> None:
    text = "Officials counted 4.2 million stations then."
    story = {"url": "https://x.example/0", "text": text, "claims": [stations(desk, "4.2 million", 4_200_000)]}
    wider = [stations(desk, "Officials", 9, metric_id=None), stations(desk, "4.2 million stations", 4_200_000)]
    with desk.open() as warehouse:
        load_into(warehouse, desk, story)
        correct(warehouse, name_of(warehouse, "4.2 million"), later(1), low="4251000", high="4251000", **EXACT)
        again = desk.batch("again", [{**story, "claims": wider}], rulebook="rules-2", run="run-2", at=later(24))
        desk.load(warehouse, again)
        assert derive(warehouse, "SELECT value, quote FROM observations") == [(4_251_000, "4.2 million stations")]
        undo_corrections(warehouse, [name_of(warehouse, "4.2 million stations")], by="Bob", at=later(25))
        assert ask(warehouse, "SELECT low FROM claims WHERE metric_id IS NOT NULL") == [(4_200_000,)]


def test_in_a_new_version_it_holds_where_the_sentence_stands_unchanged(desk: Any, later: Any) -> None:
    said = "Officials counted 4.2 million of them."
    first = {"url": "https://x.example/0", "text": said, "claims": [stations(desk, "4.2 million", 4_200_000)]}
    with desk.open() as warehouse:
        load_into(warehouse, desk, first)
        correct(warehouse, name_of(warehouse, "4.2 million"), later(1), low="4251000", high="4251000", **EXACT)
        texts = [f"Updated at noon. {said}", "Updated again. Officials had counted 4.2 million of them by then."]
        for hours, text, value in ((24, texts[0], 4_251_000), (48, texts[1], 4_200_000)):
            spec = {**first, "text": text, "fetched": later(hours)}
            desk.load(warehouse, desk.batch(f"v{hours}", [spec], run=f"run-{hours}", at=later(hours)))
            assert ask(warehouse, "SELECT low FROM claims") == [(value,)]


def test_the_last_word_holds_and_what_is_taken_back_gives_way_to_the_one_before(desk: Any, later: Any) -> None:
    with desk.open() as warehouse:
        load_into(warehouse, desk, {"claims": [stations(desk, "4.2 million", 4_200_000)]})
        name = name_of(warehouse, "4.2 million")
        correct(warehouse, name, later(1), low="4300000", high="4300000", **EXACT)
        last = correct(warehouse, name, later(2), low="4400000", high="4400000", note="a misprint", **EXACT)
        values = "SELECT low, note FROM claims"
        assert ask(warehouse, values) == [(4_400_000, "a misprint")]
        assert [len(item.fields) for item in list_corrections(warehouse.connection)] == [5, 4]
        undo_corrections(warehouse, [last.correction_id], by="Bob", at=later(3))
        assert ask(warehouse, values) == [(4_300_000, None)]
        undo_corrections(warehouse, [name], by="Bob", at=later(4))
        assert list_corrections(warehouse.connection) == ()
        assert ask(warehouse, values) == [(4_200_000, None)]
        assert ask(warehouse, "SELECT DISTINCT made_by FROM corrections ORDER BY 1") == [("Ann",), ("Bob",)]
        with pytest.raises(UsageError, match="no correction stands on"):
            undo_corrections(warehouse, [last.correction_id], by="Bob", at=later(5))


def test_a_warehouse_built_anew_gets_them_back_and_a_lost_file_is_written_again(desk: Any, later: Any) -> None:
    story = {"claims": [stations(desk, "4.2 million", 4_200_000)]}
    with desk.open() as warehouse:
        load_into(warehouse, desk, story)
        correct(warehouse, name_of(warehouse, "4.2 million"), later(1), fate="dropped", note="wrong press")
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


def test_the_commands_list_decide_and_take_back(
    desk: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    sold = desk.claim("3 billion yuan", 3e9, metric_id="revenue", unit="CNY", entity="Acme Robots", entity_id="acme")
    load_stories(desk, {"claims": [sold]}, {"claims": [desk.claim("six", 6, metric_id=None, metric="ports")]})
    publish(desk.data_dir)

    def call(*arguments: str) -> tuple[int, list[str]]:
        code = run_command(["--data", str(desk.data_dir), *arguments])
        said = capsys.readouterr()
        return code, (said.out + said.err).splitlines()

    code, lines = call("held", "--reason", "flow")
    group = lines[1].split()[0]
    assert (code, len(lines), lines[1].split()[1:5]) == (0, 2, ["1", "flow", "without", "a"])
    assert len(call("held", "--context", "--format", "ids")[1]) == 2
    assert call("held", group, "--format", "csv")[1][1].split(",")[1:3] == [group, "flow without a period"]
    assert call("held", "--metric", "base_stations") == (0, ["claimwatch: nothing is held that fits"])
    _, lines = call("correct", group, "--value", "3.1e9", "--period", "2025H1", "--by", "Ann")
    fix = lines[0].partition(":")[0]
    assert lines[0].startswith(f"{fix}: 1 claim; 1 in series now; take it back with: claimwatch correct {fix} --undo")
    assert json.loads("\n".join(call("series", "revenue", "--format", "json")[1]))[0]["period_type"] == "half"
    assert "low 3100000000.0" in call("correct", "--list")[1][1]
    assert call("correct", fix, "--undo", "--no-publish")[1][1] == "the next run shows it"
    assert call("correct", "--list")[1] == ["claimwatch: no correction stands"]
    assert call("correct", group, "--drop", "--value", "3")[0] == 2
    assert call("correct", group)[0] == call("correct", "--drop")[0] == 2


def test_a_correction_of_a_text_that_is_no_more_is_taken_back_by_its_name(desk: Any, later: Any) -> None:
    with desk.open() as warehouse:
        load_into(warehouse, desk, {"claims": [stations(desk, "4,251,000", 4_251_000)]})
        made = correct(warehouse, name_of(warehouse, "4,251,000"), later(1), fate="dropped")
        changed = {
            "url": "https://x.example/0",
            "fetched": later(2),
            "claims": [stations(desk, "4,252,000", 4_252_000)],
        }
        load_into(warehouse, desk, changed, first=1)
        assert [fix.correction_id for fix in list_corrections(warehouse.connection)] == [made.correction_id]
        undo_corrections(warehouse, [made.correction_id], by="Ann", at=later(3))
        assert list_corrections(warehouse.connection) == ()
        with pytest.raises(UsageError, match="nothing to take back"):
            undo_corrections(warehouse, [made.correction_id], by="Ann", at=later(4))
