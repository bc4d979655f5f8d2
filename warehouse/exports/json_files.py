"""Rows as JSON: series by series with what each is, or one array of rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import IO, Any

import pyarrow as pa

from warehouse.exports.notes import About
from warehouse.query_formats import plain

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SeriesNotes:
    """What series are: their descriptions in the order of their ids, and the breaks of those that have any."""

    series: pa.RecordBatchReader
    breaks: Mapping[str, Sequence[Row]]


def write_rows(batches: pa.RecordBatchReader, sink: IO[bytes], progress: Callable[[int], None], about: About) -> int:
    """`{"about": …, "rows": [{…}, …]}`, a row a line; returns how many."""
    return _write(sink, about, "rows", _count(_read(batches), progress))


def write_series(
    batches: pa.RecordBatchReader, notes: SeriesNotes, sink: IO[bytes], progress: Callable[[int], None], about: About
) -> int:
    """`{"about": …, "series": [{…, "breaks": […], "observations": [{…}, …]}, …]}`, a series a line.

    The rows come in the order of their series, and so does what the series are; what a series says itself its
    observations do not repeat. Returns how many observations there are.
    """
    counted = 0
    described = _read(notes.series)

    def read_series() -> Iterator[Row]:
        nonlocal counted
        for series_id, rows in groupby(_read(batches), key=lambda row: row["series_id"]):
            found = next(item for item in described if item["series_id"] == series_id)
            values = [{name: value for name, value in row.items() if name not in found} for row in rows]
            counted += len(values)
            progress(counted)
            yield {**found, "breaks": notes.breaks.get(series_id, ()), "observations": values}

    _write(sink, about, "series", read_series())
    return counted


def _read(batches: pa.RecordBatchReader) -> Iterator[dict[str, Any]]:
    for batch in batches:
        yield from batch.to_pylist()


def _count(rows: Iterator[Row], progress: Callable[[int], None]) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        yield row
        if number % 2048 == 0:
            progress(number)


def _write(sink: IO[bytes], about: About, name: str, items: Iterator[Row]) -> int:
    head = json.dumps(asdict(about), ensure_ascii=False)
    sink.write(f'{{"about": {head},\n"{name}": ['.encode())
    count = 0
    for item in items:
        line = json.dumps(plain(item), ensure_ascii=False)
        sink.write(("\n" if count == 0 else ",\n").encode() + line.encode("utf-8", "replace"))
        count += 1
    sink.write(b"\n]}\n" if count else b"]}\n")
    return count
