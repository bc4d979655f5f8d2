"""Frozen records as CSV or JSON for programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from warehouse.query_formats import safe_cell


def print_csv(kind: type[Any], found: Sequence[Any]) -> None:
    """A header and a row for each record of a dataclass; text that a spreadsheet would run is made harmless."""
    writer = csv.DictWriter(sys.stdout, [field.name for field in fields(kind)])
    writer.writeheader()
    for item in found:
        writer.writerow({name: _cell(value) for name, value in asdict(item).items()})


def _cell(value: Any) -> Any:
    """Lists of names are joined: `("The Gazette", "The Wire")` is "The Gazette; The Wire"."""
    return safe_cell("; ".join(map(str, value)) if isinstance(value, tuple) else value)


def print_json(found: Sequence[Any]) -> None:
    """One array with an object for each record; days in ISO 8601."""
    json.dump([asdict(item) for item in found], sys.stdout, ensure_ascii=False, default=str, indent=1)
    sys.stdout.write("\n")
