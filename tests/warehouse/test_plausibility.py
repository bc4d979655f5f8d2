"""Printed growth against growth from levels, and parts against wholes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from stories import ask, derive, load_at_once, of_owner

END_2023, END_2024 = date(2023, 12, 31), date(2024, 12, 31)
YEAR = {2023: {"period_start": date(2023, 1, 1), "period_end": END_2023}}
YEAR[2024] = {"period_start": date(2024, 1, 1), "period_end": END_2024}
YOY = {"kind": "growth", "basis": "yoy", "unit": "percent", "precision": 0.05}


SUMS = "SELECT entity, parts_by, whole, parts_sum, parts, part_names, verdict FROM parts_and_wholes ORDER BY whole"


def owned(desk: Any, name: str, metric: str, said: list[tuple[float, dict[str, Any]]]) -> dict[str, Any]:
    whose = {**of_owner(name), "metric_id": metric}
    claims = [
        desk.claim(f"{name} {number}", value, **{**whose, "precision": 0.5, "period_origin": "stated", **fields})
        for number, (value, fields) in enumerate(said)
    ]
    return {"claims": claims}


def grown(desk: Any) -> list[dict[str, Any]]:
    """Levels of two years with the growth that is printed beside them."""
    stock = [(4_000_000, {"period_end": END_2023}), (4_400_000, {"period_end": END_2024})]
    flow = [(200, YEAR[2023]), (250, YEAR[2024])]
    return [
        owned(desk, "a stock", "base_stations", [*stock, (10.0, {**YOY, **YEAR[2024]})]),
        owned(desk, "b stock", "base_stations", [*stock, (12.0, {**YOY, **YEAR[2024]})]),
        owned(desk, "c flow", "robot_output", [*flow, (25.4, {**YOY, **YEAR[2024]})]),  # 200 and 250 are rounded
        owned(desk, "d flow", "robot_output", [*flow, (27.0, {**YOY, **YEAR[2024]})]),
        owned(desk, "f counted anew", "new_robots", [*flow, (25.4, {**YOY, **YEAR[2024]})]),
        owned(desk, "g counted anew", "new_robots", [*flow, (27.0, {**YOY, **YEAR[2024]})]),
        owned(desk, "e without a year before", "robot_output", [flow[1], (25.0, {**YOY, **YEAR[2024]})]),
    ]


def placed(desk: Any, entity: str, place: str, value: float, **fields: Any) -> Any:
    where = {"entity": entity, "entity_id": entity, "place": place, "place_id": place, "period_end": END_2024}
    return desk.claim(f"{entity} in {place}: {value:,.0f}", value, **{**where, "precision": 500.0, **fields})


def split(desk: Any) -> dict[str, Any]:
    """Wholes with their parts: provinces, cities, takings in a province, and of a part that was sold."""
    takings = {"metric_id": "revenue", "unit": "CNY", **YEAR[2024]}
    return {
        "claims": [
            placed(desk, "CN", "CN", 4_200_000),
            placed(desk, "CN-GD", "CN-GD", 400_000),
            placed(desk, "CN-GZ", "CN-GZ", 401_800),
            placed(desk, "CN-GD", "CN-GD", 390_000, period_end=END_2023),
            placed(desk, "acme", "CN", 10e9, **takings),
            placed(desk, "acme", "CN-GD", 4e9, **takings),
            placed(desk, "house", "CN", 2e9, **takings),
            placed(desk, "acme", "CN", 9e9, **{**takings, **YEAR[2023]}),
            placed(desk, "house", "CN", 1e9, **{**takings, **YEAR[2023]}),
        ]
    }


@pytest.fixture(scope="module")
def derived(new_desk: Callable[[], Any], catalogue: SimpleNamespace) -> Iterator[Any]:
    """A warehouse of both; Acme sold its research house in the spring of 2024, and an office counts new robots."""
    desk = new_desk()
    sold = {"earlier_parents": [{"entity": "acme", "until": "2024-03-31"}]}
    entities = [item | (sold if item["id"] == "house" else {}) for item in catalogue.ENTITIES]
    with desk.open() as warehouse:
        warehouse.sync_catalogue(catalogue.SOURCES, catalogue.TOPICS, catalogue.METRICS, entities, catalogue.UNITS)
        warehouse.connection.execute("UPDATE metrics SET publisher_ids = ['nbs'] WHERE metric_id = 'new_robots'")
        load_at_once(warehouse, desk, *grown(desk), split(desk))
        derive(warehouse, "SELECT 1")
        yield warehouse


def test_parts_are_set_against_their_whole_while_they_belong_to_it(derived: Any) -> None:
    assert ask(derived, SUMS) == [
        ("Guangdong", "owner", 400_000, 401_800, 1, ["Guangzhou"], "parts exceed the whole"),
        ("China", "owner", 4_200_000, 400_000, 1, ["Guangdong"], "within"),
        ("Acme Robots", "owner", 9e9, 1e9, 1, ["Research House"], "within"),
        ("Acme Robots", "place", 10e9, 4e9, 1, ["Guangdong"], "within"),
    ]


def test_printed_growth_is_set_against_growth_from_levels(derived: Any) -> None:
    check = "SELECT entity, printed, round(computed, 2), verdict FROM growth_check WHERE reason IS NULL ORDER BY entity"
    assert ask(derived, check) == [
        ("a stock", 10.0, 10.0, "agrees"),
        ("b stock", 12.0, 10.0, "differs"),
        ("c flow", 25.4, 25.0, "agrees"),
        ("d flow", 27.0, 25.0, "differs"),
    ]


def test_growth_of_what_the_office_counts_anew_every_year_is_refused(derived: Any) -> None:
    refused = "SELECT entity, printed, verdict FROM growth_check WHERE reason IS NOT NULL ORDER BY 1"
    assert ask(derived, refused) == [("f counted anew", 25.4, "refused"), ("g counted anew", 27.0, "refused")]
