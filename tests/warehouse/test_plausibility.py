"""Printed growth against growth from levels, and parts against wholes."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from stories import ask, derive, load_at_once

END_2023, END_2024 = date(2023, 12, 31), date(2024, 12, 31)
YEAR = {2023: {"period_start": date(2023, 1, 1), "period_end": END_2023}}
YEAR[2024] = {"period_start": date(2024, 1, 1), "period_end": END_2024}
YOY = {"kind": "growth", "basis": "yoy", "unit": "percent", "precision": 0.05}


def owned(desk: Any, name: str, metric: str, said: list[tuple[float, dict[str, Any]]]) -> dict[str, Any]:
    whose = {"entity": name, "entity_id": None, "place": None, "place_id": None, "metric_id": metric}
    claims = [
        desk.claim(f"{name} {number}", value, **{**whose, "precision": 0.5, "period_origin": "stated", **fields})
        for number, (value, fields) in enumerate(said)
    ]
    return {"claims": claims}


def test_printed_growth_is_set_against_growth_from_levels(desk: Any) -> None:
    stock = [(4_000_000, {"period_end": END_2023}), (4_400_000, {"period_end": END_2024})]
    flow = [(200, YEAR[2023]), (250, YEAR[2024])]
    with desk.open() as warehouse:
        load_at_once(
            warehouse,
            desk,
            owned(desk, "a stock", "base_stations", [*stock, (10.0, {**YOY, **YEAR[2024]})]),
            owned(desk, "b stock", "base_stations", [*stock, (12.0, {**YOY, **YEAR[2024]})]),
            owned(desk, "c flow", "robot_output", [*flow, (25.4, {**YOY, **YEAR[2024]})]),  # 200 and 250 are rounded
            owned(desk, "d flow", "robot_output", [*flow, (27.0, {**YOY, **YEAR[2024]})]),
            owned(desk, "e without a year before", "robot_output", [flow[1], (25.0, {**YOY, **YEAR[2024]})]),
        )
        check = "SELECT entity, printed, round(computed, 2), verdict FROM growth_check ORDER BY entity"
        assert derive(warehouse, check) == [
            ("a stock", 10.0, 10.0, "agrees"),
            ("b stock", 12.0, 10.0, "differs"),
            ("c flow", 25.4, 25.0, "agrees"),
            ("d flow", 27.0, 25.0, "differs"),
        ]
        warehouse.connection.execute("UPDATE metrics SET publisher_ids = ['nbs'] WHERE metric_id = 'robot_output'")
        refused = ask(
            warehouse, "SELECT DISTINCT entity, verdict FROM growth_check WHERE reason IS NOT NULL ORDER BY 1"
        )
        assert refused == [("c flow", "refused"), ("d flow", "refused")]


def test_parts_are_set_against_their_whole_while_they_belong_to_it(desk: Any, catalogue: SimpleNamespace) -> None:
    def placed(entity: str, place: str, value: float, **fields: Any) -> Any:
        where = {"entity": entity, "entity_id": entity, "place": place, "place_id": place, "period_end": END_2024}
        return desk.claim(f"{entity} in {place}: {value:,.0f}", value, **{**where, "precision": 500.0, **fields})

    takings = {"metric_id": "revenue", "unit": "CNY", **YEAR[2024]}
    claims = [
        placed("CN", "CN", 4_200_000),
        placed("CN-GD", "CN-GD", 400_000),
        placed("CN-GZ", "CN-GZ", 401_800),
        placed("CN-GD", "CN-GD", 390_000, period_end=END_2023),
        placed("acme", "CN", 10e9, **takings),
        placed("acme", "CN-GD", 4e9, **takings),
        placed("house", "CN", 2e9, **takings),
        placed("acme", "CN", 9e9, **{**takings, **YEAR[2023]}),
        placed("house", "CN", 1e9, **{**takings, **YEAR[2023]}),
    ]
    sold = {"earlier_parents": [{"entity": "acme", "until": "2024-03-31"}]}
    entities = [item | (sold if item["id"] == "house" else {}) for item in catalogue.ENTITIES]
    with desk.open() as warehouse:
        warehouse.sync_catalogue(catalogue.SOURCES, catalogue.TOPICS, catalogue.METRICS, entities, catalogue.UNITS)
        load_at_once(warehouse, desk, {"claims": claims})
        sums = (
            "SELECT entity, parts_by, whole, parts_sum, parts, part_names, verdict FROM parts_and_wholes ORDER BY whole"
        )
        assert derive(warehouse, sums) == [
            ("Guangdong", "owner", 400_000, 401_800, 1, ["Guangzhou"], "parts exceed the whole"),
            ("China", "owner", 4_200_000, 400_000, 1, ["Guangdong"], "within"),
            ("Acme Robots", "owner", 9e9, 1e9, 1, ["Research House"], "within"),
            ("Acme Robots", "place", 10e9, 4e9, 1, ["Guangdong"], "within"),
        ]
