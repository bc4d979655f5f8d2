"""Rows as Parquet, with their own types and with what they are written beside them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.exports.notes import About

GROUP = 65_536  # rows that are compressed at a time


def write_parquet(batches: pa.RecordBatchReader, sink: IO[bytes], progress: Callable[[int], None], about: About) -> int:
    """Writes the rows and returns how many. Fields carry their comment, the file what it is as "claimwatch"."""
    schema = _describe(batches.schema, about)
    count = 0
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch.cast(schema), row_group_size=GROUP)
            count += batch.num_rows
            progress(count)
    return count


def _describe(schema: pa.Schema, about: About) -> pa.Schema:
    fields = [field.with_metadata({"comment": about.columns.get(field.name, "")}) for field in schema]
    return pa.schema(fields, {"claimwatch": json.dumps(asdict(about), ensure_ascii=False)})
