"""The values that a draft's number is held against."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from stories import load_stories, stations

from warehouse.checking import check_claims
from warehouse.publishing import publish


def test_a_claim_is_held_against_its_own_metric_owner_and_time(desk: Any) -> None:
    revised = [{"day": day, "source": "ministry"} for day in (date(2025, 1, 10), date(2025, 2, 10))]
    june = stations(desk, "4,549,000", 4_549_000, period_end=date(2025, 6, 30))
    year = {"period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31)}
    load_stories(
        desk,
        {**revised[0], "claims": [stations(desk, "4,200,000", 4_200_000)]},
        {**revised[1], "claims": [stations(desk, "4,251,000", 4_251_000)]},
        {"claims": [june, desk.claim("500", 500, metric_id="robot_output", **year)]},
    )
    publish(desk.data_dir)
    draft = stations(desk, "4,251,000", 4_251_000)
    asked = {
        "as it stands": (draft, "confirmed"),
        "as it stood": (replace(draft, low=4_200_000.0, high=4_200_000.0), "outdated"),
        "as it never was": (replace(draft, low=4_000_000.0, high=4_000_000.0), "contradicted"),
        "without a time, the newest": (replace(draft, low=4_549_000.0, high=4_549_000.0, period_end=None), "confirmed"),
        "without a time, an older": (replace(draft, period_end=None), "outdated"),
        "of another day": (replace(draft, period_end=date(2023, 12, 31)), "unknown"),
        "of another owner": (replace(draft, entity="Acme", entity_id="acme"), "unknown"),
        "of another place": (replace(draft, place="Guangdong", place_id="CN-GD"), "unknown"),
        "of a flow": (desk.claim("501", 501, metric_id="robot_output", precision=0.5, **year), "contradicted"),
        "a plan": (replace(draft, modality="target"), "unknown"),
        "of no metric": (replace(draft, metric_id=None), "unknown"),
        "of nobody": (replace(draft, entity=None, entity_id=None), "unknown"),
    }
    verdicts = check_claims(desk.data_dir, [claim for claim, _ in asked.values()])
    states = {name: verdict.state for name, verdict in zip(asked, verdicts, strict=True)}
    assert states == {name: state for name, (_, state) in asked.items()}
    assert all((verdict.evidence is None) == (verdict.state == "unknown") for verdict in verdicts)
    assert verdicts[1].evidence is not None
    assert (verdicts[1].evidence.low, verdicts[1].evidence.originator) == (4_251_000, "The Ministry")
