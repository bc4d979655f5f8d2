"""Provinces, companies, cities and countries side by side: what can be ranked, and provinces on a map of equal squares.

Pure: series in, texts and sizes out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from warehouse.pages.coverage_page import find_shade
from warehouse.pages.lines import say_line
from warehouse.pages.reading import Row
from warehouse.pages.series_data import SeriesRecord
from warehouse.pages.speech import Speech

COMPARED = ("province", "company", "city", "country")  # scopes whose members are set side by side, in this order
MOST_BARS = 40
LEAST_BARS = 2
LEAST_TILES = 3  # fewer make no map
_ADDS_UP = frozenset({"stock", "flow"})  # natures of metrics whose parts make a whole

Family = Sequence[SeriesRecord]
Key = tuple[object, ...]


def build_comparisons(family: Family, tiles: Sequence[Row], speech: Speech) -> list[Mapping[str, Any]]:
    """The members of each scope that can be ranked side by side: of one kind, unit, denominator and period type."""
    found: list[Mapping[str, Any]] = []
    for scope in COMPARED:
        groups: dict[Key, list[SeriesRecord]] = {}
        for record in family:
            if record.about["scope"] == scope and record.about["kind"] in {"level", "share"} and record.newest:
                groups.setdefault(_key_of(record), []).append(record)
        largest = max(groups.values(), key=len, default=[])
        if len(largest) >= LEAST_BARS:
            wholes = _find_wholes(family, _key_of(largest[0])) if scope == "province" else {}
            bars = _build_bars(scope, largest, wholes, speech)
            found.append({**bars, "map": _build_map(largest, tiles, speech) if scope == "province" else None})
    return found


def _key_of(record: SeriesRecord) -> Key:
    about = record.about
    return about["kind"], about["unit"], about["per"], about["period_type"], about["name_en"]


def _find_wholes(family: Family, key: Key) -> dict[tuple[str, object], float]:
    """What countries have, by their ids and the last days of the periods: what the parts of one are shares of."""
    return {
        (record.about["entity_id"], point["period_end"]): point["value"]
        for record in family
        if record.about["scope"] == "country" and _key_of(record) == key and _adds_up(record)
        for point in record.points
        if point["modality"] == "actual" and point["value"] > 0
    }


def _adds_up(record: SeriesRecord) -> bool:
    about = record.about
    return about["nature"] in _ADDS_UP and about["kind"] == "level" and about["per"] is None


def _build_bars(
    scope: str, members: list[SeriesRecord], wholes: Mapping[tuple[str, object], float], speech: Speech
) -> Mapping[str, Any]:
    members = sorted(members, key=lambda record: -_newest_value(record))
    greatest = max((abs(_newest_value(record)) for record in members), default=0.0) or 1.0
    lines = [
        {
            **say_line(record, speech),
            "amount": _newest_value(record),
            "width": round(100 * max(0.0, _newest_value(record)) / greatest, 1),
            "part": _find_part(record, wholes),
            "increase": record.newest["growth"] if record.newest else None,
            "day": record.newest["period_end"].isoformat() if record.newest else "",
        }
        for record in members[:MOST_BARS]
    ]
    about = members[0].about
    return {
        "scope": speech.say(f"scope.{scope}"),
        "unit": speech.unit(about["unit"], about["per"], about["of"]),
        "about": speech.about(about["kind"], about["basis"], about["period_type"]),
        "periods": len({line["period"] for line in lines}),
        "total": len(members),
        "bars": lines,
        "parts": any(line["part"] is not None for line in lines),
        "grows": any(line["growth"] for line in lines),
    }


def _find_part(record: SeriesRecord, wholes: Mapping[tuple[str, object], float]) -> float | None:
    """The share of its country at the same period, in percent: places go by ISO 3166, `CN-GD` is of `CN`."""
    country = str(record.about["entity_id"]).partition("-")[0]
    whole = wholes.get((country, record.newest["period_end"])) if record.newest else None
    return None if whole is None else 100 * _newest_value(record) / whole


def _build_map(members: list[SeriesRecord], tiles: Sequence[Row], speech: Speech) -> Mapping[str, Any] | None:
    """The provinces as equal squares, shaded by their values; None where fewer than three have a place on it."""
    by_place = {record.about["entity_id"]: record for record in members}
    placed = [tile for tile in tiles if tile["entity_id"] in by_place]
    if len(placed) < LEAST_TILES:
        return None
    country = {tile["entity_id"].partition("-")[0] for tile in placed}
    shown = [tile for tile in tiles if tile["entity_id"].partition("-")[0] in country]
    greatest = max(_newest_value(by_place[tile["entity_id"]]) for tile in placed)
    return {
        "tiles": [_say_tile(tile, by_place.get(tile["entity_id"]), greatest, speech) for tile in shown],
        "columns": 1 + max(tile["tile_column"] for tile in shown),
        "rows": 1 + max(tile["tile_row"] for tile in shown),
    }


def _say_tile(tile: Row, record: SeriesRecord | None, greatest: float, speech: Speech) -> Mapping[str, Any]:
    name = speech.name(tile["name_en"], tile["name_zh"])
    line = say_line(record, speech) if record else None
    said = speech.say("mark.comma").join((line["value"], line["period"])) if line else speech.say("compare.unknown")
    return {
        "x": tile["tile_column"],
        "y": tile["tile_row"],
        "label": name if speech.chinese else tile["entity_id"].partition("-")[2] or name,
        "title": f"{name}{speech.say('mark.colon')}{said}",
        "series_id": line and line["series_id"],
        "shade": find_shade(_newest_value(record), greatest) if record else None,
    }


def _newest_value(record: SeriesRecord) -> float:
    return record.newest["value"] if record.newest else 0.0
