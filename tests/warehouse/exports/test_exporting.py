"""Exports as their readers find them: typed, cited, safe in a spreadsheet, and never half."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from money import FORMULA

from extractors.errors import DiskError, UsageError
from warehouse.exports.exporting import export_file, export_stream, find_format
from warehouse.exports.requests import ExportRequest


def export_csv(money: Any, **asked: Any) -> list[dict[str, str]]:
    sink = io.BytesIO()
    rows = export_stream(money.data_dir, ExportRequest(**asked), sink, "csv")
    found = list(csv.DictReader(io.StringIO(sink.getvalue().decode("utf-8"), newline="")))
    assert len(found) == rows
    return found


def test_csv_has_a_row_a_value_with_its_source_as_one_string(money: Any) -> None:
    rows = export_csv(money)
    assert [(row["metric_id"], row["entity"], row["value"], row["unit"]) for row in rows] == [
        ("base_stations", "China", "4251000", "count"),
        ("revenue", "Acme Robots", "9000000000", "TWD"),
        ("revenue", "Acme Robots", "2000000000", "USD"),
        ("revenue", "China", "1000000000", "CNY"),
        ("revenue", "China", "1680000000000", "CNY"),
        ("revenue", "China", "9000000000000", "CNY"),
    ]
    assert rows[2]["citation"] == (
        f"wire, “{FORMULA}”, 2 February 2025, https://x.example/2, for 2024-01-01 to 2024-12-31, read on 2026-03-01"
    )
    assert rows[0]["citation"].endswith("for 2024-12-31, read on 2026-03-01")
    assert (rows[2]["publishers"], rows[2]["high"]) == ("The Wire", "")


def test_csv_holds_nothing_that_a_spreadsheet_would_run(money: Any) -> None:
    sink = io.BytesIO()
    export_stream(money.data_dir, ExportRequest("claims"), sink, "csv", mark=True)
    text = sink.getvalue()
    assert text.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in text
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))
    titles = {row["title"] for row in rows}
    assert titles == {f"'{FORMULA}", "'-2+3 说", "A title"}
    assert [
        row["a"] for row in export_csv(money, query="SELECT '＝1' AS a UNION ALL SELECT '-1' UNION ALL SELECT 'a=1'")
    ] == [
        "'＝1",
        "'-1",
        "a=1",
    ]


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        ({"metric": "revenue", "entity": "CN"}, [1e9, 1.68e12, 9e12]),
        (
            {
                "metric": "revenue",
                "entity": "China",
                "modality": "actual",
                "period": (date(2023, 1, 1), date(2023, 12, 31)),
            },
            [1.68e12],
        ),
        ({"place": "中国", "kind": "growth"}, []),
        ({"what": "targets", "period": (date(2028, 1, 1), date(2028, 12, 31))}, [9e12]),
        ({"what": "observations", "metric": "5g base st"}, [4_251_000]),
        ({"metric": "revenue", "as_of": date(2024, 1, 31), "currency": "EUR"}, [1e9, 1.68e12]),
    ],
)
def test_filters_keep_what_was_asked_for(money: Any, asked: dict[str, Any], values: list[float]) -> None:
    assert [float(row["value"]) for row in export_csv(money, **asked)] == values


def test_money_is_exported_in_another_currency_too(money: Any) -> None:
    rows = export_csv(money, metric="revenue", currency="usd")
    assert [row["unconverted"][:8] for row in rows] == ["no rate ", "", "rates of", "", "rates of"]
    assert float(rows[3]["converted_value"]) == pytest.approx(1.68e12 * 0.14124959, rel=1e-6)
    (target,) = export_csv(money, what="targets", currency="EUR")
    assert (target["due"], target["unconverted"]) == ("2028-12-31", "rates of CNY end on 2026-11-01")
    assert export_csv(money, what="releases", entity="CN", metric="base_stations")[0]["newest_value"] == "4251000"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"what": "observation"}, "there is no table or view 'observation'; did you mean observations"),
        (
            {"what": "source_health", "metric": "revenue"},
            "--metric: source_health has no column metric_id; leave it out",
        ),
        (
            {"what": "run_log", "period": (date(2024, 1, 1), date(2024, 1, 2))},
            "--period: run_log has no column period_end",
        ),
        ({"what": "source_health", "currency": "USD"}, "--in: source_health has no money that could be converted"),
        (
            {"what": "claims", "as_of": date(2024, 1, 1)},
            "--as-of: only observations are kept for every day, not claims",
        ),
        ({"currency": "XAU"}, "no exchange rate of XAU is known; take one of AUD"),
        ({"metric": "revenu", "entity": "nobody"}, "there is no entity 'nobody'"),
        ({"query": "DELETE FROM claims"}, "the query failed: only queries run here, not DELETE"),
        ({"query": "SELECT 1; SELECT 2"}, "the query failed: one query at a time, please"),
        ({"query": "SELECT * FROM read_csv('/etc/passwd')"}, "the query failed: Permission Error"),
        ({"query": "SELECT 1", "metric": "revenue"}, "--metric: a query says itself what it selects"),
    ],
)
def test_what_cannot_be_exported_is_refused_in_one_line(money: Any, asked: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        export_csv(money, **asked)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_parquet_keeps_types_and_says_what_columns_hold(money: Any, tmp_path: Path) -> None:
    target = tmp_path / "values.parquet"
    result = export_file(money.data_dir, ExportRequest(currency="CNY"), target, find_format(target, None))
    table = pq.read_table(target)
    assert (result.rows, result.bytes) == (table.num_rows, target.stat().st_size)
    kinds = {name: table.schema.field(name).type for name in ("value", "period_end", "publishers", "disagreement")}
    assert kinds == {
        "value": pa.float64(),
        "period_end": pa.date32(),
        "publishers": pa.list_(pa.field("l", pa.string())),
        "disagreement": pa.bool_(),
    }
    assert table.schema.field("value").metadata[b"comment"].startswith(b"The value that stands")
    about = json.loads(table.schema.metadata[b"claimwatch"])
    assert about["facts"]["Exchange rates"].startswith("European Central Bank")
    assert FORMULA in table["title"].to_pylist()


def test_json_says_of_each_series_what_it_is(money: Any) -> None:
    sink = io.BytesIO()
    assert export_stream(money.data_dir, ExportRequest("series", metric="revenue"), sink, "json") == 5
    found = json.loads(sink.getvalue())
    assert found["about"]["facts"]["Filters"] == "--metric revenue"
    china = next(series for series in found["series"] if series["entity"] == "China")
    assert (china["unit"], china["period_type"], china["actuals"], china["ahead"], china["breaks"]) == (
        "CNY",
        "year",
        2,
        1,
        [],
    )
    assert [row["period_end"] for row in china["observations"]] == ["2004-12-31", "2023-12-31", "2028-12-31"]
    assert "unit" not in china["observations"][0]
    assert china["observations"][1]["citation"].startswith("wire, ")
    rows = io.BytesIO()
    assert export_stream(money.data_dir, ExportRequest(query="SELECT 1 AS a, NULL AS b"), rows, "json") == 1
    assert json.loads(rows.getvalue())["rows"] == [{"a": 1, "b": None}]


def test_a_file_is_there_whole_or_not_at_all_and_never_replaced_unasked(money: Any, tmp_path: Path) -> None:
    target = tmp_path / "values.csv"
    target.write_text("mine")
    with pytest.raises(
        UsageError, match=r"values\.csv: is there already; name another file, or replace it with --overwrite"
    ):
        export_file(money.data_dir, ExportRequest(), target, "csv")
    spoiled = ExportRequest(
        query="SELECT CASE WHEN i > 50000 THEN error('no') ELSE i END AS i FROM range(100000) AS t(i)"
    )
    with pytest.raises(UsageError, match="the query failed: Invalid Input Error: no"):
        export_file(money.data_dir, spoiled, target, "csv", overwrite=True)
    assert (target.read_text(), [path.name for path in tmp_path.iterdir()]) == ("mine", ["values.csv"])
    export_file(money.data_dir, ExportRequest(), target, "csv", overwrite=True)
    assert target.read_text().startswith('"series_id"')
    with pytest.raises(DiskError, match="is a folder"):
        export_file(money.data_dir, ExportRequest(), tmp_path, "csv")
    with pytest.raises(DiskError, match="there is no such folder"):
        export_file(money.data_dir, ExportRequest(), tmp_path / "none" / "x.csv", "csv")


def test_rows_are_handed_on_as_they_come(money: Any) -> None:
    seen: list[int] = []
    wide = ExportRequest(query="SELECT i, repeat('x', 200) AS text FROM range(100000) AS t(i)")
    rows = export_stream(money.data_dir, wide, io.BytesIO(), "csv", memory_mb=64, progress=seen.append)
    assert (rows, seen[-1], len(seen) > 3) == (100_000, 100_000, True)


@pytest.mark.parametrize(
    ("name", "asked", "form"),
    [
        ("a.csv", None, "csv"),
        ("a.XLSX", None, "xlsx"),
        ("a.txt", "json", "json"),
        (None, None, "csv"),
        (None, "parquet", "parquet"),
    ],
)
def test_the_format_is_that_of_the_ending_unless_named(name: str | None, asked: str | None, form: str) -> None:
    assert find_format(Path(name) if name else None, asked) == form


def test_an_ending_of_no_format_is_refused() -> None:
    with pytest.raises(UsageError, match=r"a\.xls: \.xls is no format that is known; name one with --format"):
        find_format(Path("a.xls"), None)
