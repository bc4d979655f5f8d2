"""The door: what may be stored, and what is refused with its name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pyarrow as pa
import pytest

from extractors.errors import ExtractionError
from warehouse.rows import ROW_TYPES
from warehouse.schema import arrow_schema, build_table


@pytest.fixture
def claim_row(desk: Any) -> Any:
    batch = desk.batch("b", [{"url": "https://x.example/1", "claims": [desk.claim("400", 400)]}])
    return batch.claims[0]


def test_signatures_keep_their_highest_bit(desk: Any) -> None:
    batch = desk.batch("b", [{"url": "https://x.example/1", "signature": 2**64 - 1}])
    assert build_table("articles", batch.articles)["signature"].to_pylist() == [2**64 - 1]


def test_nullable_columns_are_those_that_say_none() -> None:
    schema = arrow_schema("claim_readings")
    assert schema.field("low").nullable
    assert not schema.field("quote").nullable
    assert schema.field("doc_date").type == pa.date32()


@pytest.mark.parametrize("table", sorted(ROW_TYPES))
def test_every_table_has_its_run_and_batch(table: str) -> None:
    assert {"run_id", "batch_id"} <= set(arrow_schema(table).names)


def test_instants_are_stored_in_utc(claim_row: Any) -> None:
    shanghai = datetime(2026, 3, 1, 8, tzinfo=timezone(timedelta(hours=8)))
    table = build_table("claim_readings", [replace(claim_row, read_at=shanghai)])
    assert table["read_at"].to_pylist() == [datetime(2026, 3, 1, 0)]  # noqa: DTZ001 - naive UTC is what is stored


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"low": float("nan")}, "claim_readings: low is nan"),
        ({"high": float("inf")}, "claim_readings: high is inf"),
        ({"quote": None}, "claim_readings: quote is missing"),
        ({"read_at": datetime(2026, 3, 1)}, "claim_readings: read_at is 2026-03-01T00:00:00 without a zone"),  # noqa: DTZ001 - the point
        ({"period_end": date(9021, 1, 1)}, "claim_readings: period_end is 9021-01-01, out of 1800 to 2200"),
        ({"number": 2**70}, "claim_readings: number does not fit"),
        ({"unit": 7}, "claim_readings: unit does not fit"),
        ({"sentence": "\ud800"}, "claim_readings: sentence does not fit"),
    ],
)
def test_what_must_not_be_stored_is_refused_by_name(claim_row: Any, change: dict[str, Any], message: str) -> None:
    with pytest.raises(ExtractionError) as caught:
        build_table("claim_readings", [replace(claim_row, **change)])
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_no_rows_are_an_empty_table() -> None:
    assert build_table("quarantine", []).num_rows == 0
