"""Claims as plain values under the field names of the guide, ready for JSON."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from extractors.records import Claim

FIELDS = tuple(field.name for field in fields(Claim))


def claim_to_json(claim: Claim) -> dict[str, Any]:
    """The claim's fields by name, days as ISO text: `{"start": 0, "quote": "12%", …, "period_end": "2024-12-31"}`."""
    return {name: _plain(getattr(claim, name)) for name in FIELDS}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, tuple):
        return list(value)
    return value
