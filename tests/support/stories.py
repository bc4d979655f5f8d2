"""Stories for series: articles with claims of base stations, loaded, and what the series make of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from warehouse.checks import require_checks
from warehouse.derivation import needs_refresh, refresh_series

END_2024 = {"period_end": date(2024, 12, 31), "period_origin": "stated"}


def load_stories(desk: Any, *stories: dict[str, Any]) -> None:
    """Loads one article per story: source, day, claims, and what else an article takes."""
    with desk.open() as warehouse:
        load_at_once(warehouse, desk, *stories)


def load_into(warehouse: Any, desk: Any, *stories: dict[str, Any], first: int = 0) -> None:
    """The same into a warehouse that is open, one after the other; numbers begin with `first`."""
    for number, story in enumerate(stories, first):
        spec = {"url": f"https://x.example/{number}", **story}
        desk.load(warehouse, desk.batch(f"b{number}", [spec], source=story.get("source", "wire")))


def load_at_once(warehouse: Any, desk: Any, *stories: dict[str, Any]) -> None:
    """Many stories in one batch for each source: a batch takes longer than the articles in it."""
    by_source: dict[str, list[dict[str, Any]]] = {}
    for number, story in enumerate(stories):
        by_source.setdefault(story.get("source", "wire"), []).append({"url": f"https://x.example/{number}", **story})
    for source, specs in by_source.items():
        desk.load(warehouse, desk.batch(f"all-{source}", specs, source=source))


def query_series(desk: Any, sql: str) -> list[tuple[Any, ...]]:
    with desk.open() as warehouse:
        return derive(warehouse, sql)


def derive(warehouse: Any, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a query after the series were derived and checked; `ask` for those that need no series."""
    refresh_series(warehouse.connection)
    require_checks(warehouse.connection)
    return ask(warehouse, sql)


def derive_anew(warehouse: Any, sql: str) -> list[tuple[Any, ...]]:
    """As `derive`, where a test changed facts that no load or correction changes."""
    warehouse.connection.execute("DELETE FROM derived_from")
    return derive(warehouse, sql)


def ask(warehouse: Any, sql: str) -> list[tuple[Any, ...]]:
    if needs_refresh(warehouse.connection):
        refresh_series(warehouse.connection)
    rows: list[tuple[Any, ...]] = warehouse.connection.execute(sql).fetchall()
    return rows


def stations(desk: Any, quote: str, value: float, **fields: Any) -> Any:
    return desk.claim(quote, value, **{**END_2024, "precision": 500.0, **fields})


def of_owner(name: str) -> dict[str, Any]:
    """Fields of a claim of whom the catalogue does not know: the series of each such owner meet no others."""
    return {"entity": name, "entity_id": None, "place": None, "place_id": None}
