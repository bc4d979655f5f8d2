"""The catalogue in the warehouse: config/ as tables, replaced as a whole where it is another one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.migrations import transaction

Item = Mapping[str, Any]

TIERS = ("official", "agency", "trade", "media", "copy")
PLACES = ("world", "country", "region", "province", "city", "district")  # from wide to narrow
# What a figure of an entity of this kind is a figure of; bodies that only speak have no scope of their own.
SCOPES = {
    "world": "world",
    "country": "country",
    "region": "region",
    "province": "province",
    "city": "city",
    "district": "city",
    "company": "company",
    "group": "group",
    "bank": "company",
    "media": "company",
    "research_firm": "company",
    "product": "product",
}


def save_catalogue(
    connection: duckdb.DuckDBPyConnection,
    *,
    sources: Iterable[Item],
    topics: Iterable[Item],
    metrics: Iterable[Item],
    entities: Iterable[Item],
    units: Iterable[Item],
) -> None:
    """Replaces all catalogue tables in one transaction; does nothing where they were filled from the same."""
    sources, topics, metrics, entities, units = map(list, (sources, topics, metrics, entities, units))
    digest = _identify([sources, topics, metrics, entities, units])
    if connection.execute("SELECT digest FROM saved_catalogue").fetchall() == [(digest,)]:
        return
    names = [row for entity in entities for row in _name_rows(entity)]
    publishers = {item.get("publisher") or "" for item in metrics}  # a third as many as metrics
    named = {publisher: _find_named(publisher, names) for publisher in publishers}
    rows = {
        "sources": [_source_row(item) for item in sources],
        "topics": [{"topic_id": item["id"], **_names(item)} for item in topics],
        "metrics": [_metric_row(item, named) for item in metrics],
        "metric_variants": [row for item in metrics for row in _variant_rows(item)],
        "metric_aliases": [row for item in metrics for row in _alias_rows(item)],
        "breaks": [row for item in metrics for row in _break_rows(item)],
        "metric_ranges": [row for item in metrics for row in _range_rows(item)],
        "entities": [_entity_row(item) for item in entities],
        "entity_names": names,
        "entity_edges": [row for item in entities for row in _edge_rows(item)],
        "units": [_unit_row(item) for item in units],
        "saved_catalogue": [{"digest": digest}],
    }
    with transaction(connection):
        for table, items in rows.items():
            _replace(connection, table, items)


def _identify(items: object) -> str:
    """Hash of the items and of this module, which makes rows of them."""
    return sha256(json.dumps(items, default=str).encode() + _read_program()).hexdigest()


@cache
def _read_program() -> bytes:
    return Path(__file__).read_bytes()


def _replace(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Item]) -> None:
    connection.execute(f"DELETE FROM {table}")
    if not rows:
        return
    columns = ", ".join(f'"{name}"' for name in rows[0])
    connection.register("catalogue_rows", pa.Table.from_pylist([dict(row) for row in rows]))
    connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM catalogue_rows")
    connection.unregister("catalogue_rows")


def _source_row(item: Item) -> dict[str, Any]:
    tier, url = item.get("tier"), item.get("url")
    return {
        "source_id": item["id"],
        **_names(item),
        "homepage": item.get("homepage"),
        "type": item.get("type"),
        "url": url if url is None or isinstance(url, str) else " ".join(url),
        "language": item.get("language"),
        "zone": item.get("zone"),
        "tier": tier,
        "tier_rank": TIERS.index(tier) + 1 if tier in TIERS else len(TIERS),
        "publisher_group": item.get("house") or item["id"],
        "topics": list(item.get("topics") or ()),
        "enabled": bool(item.get("enabled", True)),
        "disabled_reason": item.get("disabled_reason"),
        "stale_after_days": item.get("stale_after_days"),
    }


def _metric_row(item: Item, named: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    counted = item.get("of")
    return {
        "metric_id": item["id"],
        **_names(item),
        "topic": item.get("topic"),
        "definition": item.get("definition"),
        "definition_zh": item.get("definition_zh"),
        "unit": item["unit"],
        "units": sorted({item["unit"], *(item.get("units") or ())}),
        "of": counted.get("en") if isinstance(counted, Mapping) else counted,
        "per": item.get("per"),
        "kind": item.get("kind") or "level",
        "nature": item.get("nature"),
        "publisher": item.get("publisher"),
        "publisher_zh": item.get("publisher_zh"),
        "frequency": item.get("frequency"),
        "publisher_ids": named[item.get("publisher") or ""],
        "from_january": bool(item.get("cumulative_from_january")),
    }


def _find_named(text: str, names: Sequence[Item]) -> list[str]:
    """Entities named in a text as whole words: `"MIIT telecom statistics"` names the ministry. Two letters or one
    Chinese character are no name.
    """
    folded = text.lower()
    return sorted(
        {
            row["entity_id"]
            for row in names
            if row["name"] in folded
            and len(row["name"]) > (1 if row["lang"] == "zh" else 2)
            and re.search(_whole(row["name"]), folded)
        }
    )


def _whole(name: str) -> str:
    return rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])"


def _range_rows(item: Item) -> list[dict[str, Any]]:
    ranges = item.get("ranges") or {}
    return [
        {"metric_id": item["id"], "scope": scope, "low": float(low), "high": float(high)}
        for scope, (low, high) in ranges.items()
    ]


def _variant_rows(item: Item) -> list[dict[str, Any]]:
    """The sorts of what a metric counts, in the order in which they are tried."""
    variants = item.get("variants") or ()
    patterns = [_pattern_of(variant["words"]) for variant in variants]
    return [
        {
            "metric_id": item["id"],
            "place": place,
            "pattern": patterns[place - 1],
            "earlier": "|".join(patterns[: place - 1]) or None,
            **_names(variant),
        }
        for place, variant in enumerate(variants, 1)
    ]


def _alias_rows(item: Item) -> list[dict[str, Any]]:
    return [{"former_id": former, "metric_id": item["id"]} for former in item.get("formerly") or ()]


def _break_rows(item: Item) -> list[dict[str, Any]]:
    """The breaks of a metric's series, numbered in the order of time."""
    breaks = sorted(item.get("breaks") or (), key=lambda found: str(found["from_day"]))
    return [
        {
            "metric_id": item["id"],
            "number": number,
            "entity_id": found.get("entity"),
            "from_day": _day(found["from_day"]),
            "released": _day(found.get("released")),
            "both_day": _day((found.get("both_ways") or {}).get("day")),
            "old_value": (found.get("both_ways") or {}).get("old"),
            "new_value": (found.get("both_ways") or {}).get("new"),
            "reason": found["reason"],
            "reason_zh": found.get("reason_zh"),
            "until_then": found.get("until_then"),
            "source": found.get("source"),
            "source_zh": found.get("source_zh"),
        }
        for number, found in enumerate(breaks, 1)
    ]


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _pattern_of(words: Mapping[str, Sequence[str]]) -> str:
    """Any of the words in either language, in lower case."""
    return "|".join(re.escape(word.lower()) for lang in ("en", "zh") for word in words.get(lang) or ())


def _entity_row(item: Item) -> dict[str, Any]:
    kind = item.get("kind") or "company"
    row, column = item.get("tile") or (None, None)
    return {
        "entity_id": item["id"],
        **_names(item),
        "kind": kind,
        "scope": SCOPES.get(kind, "body"),
        "is_place": kind in PLACES,
        "width": PLACES.index(kind) if kind in PLACES else None,
        "parent": item.get("parent"),
        "home": item.get("home"),
        "in_mainland_statistics": item.get("in_mainland_statistics"),
        "tile_row": row,
        "tile_column": column,
    }


def _edge_rows(item: Item) -> list[dict[str, Any]]:
    """What an entity is a part of, and what its members are parts of: each with the days for which that holds."""
    rows = [(item["id"], item["parent"], "parent", item.get("parent_since"), None)] if item.get("parent") else []
    rows += [
        (item["id"], earlier["entity"], "parent", earlier.get("since"), earlier["until"])
        for earlier in item.get("earlier_parents") or ()
    ]
    rows += [(member, item["id"], "member", None, None) for member in item.get("members") or ()]
    return [
        {"part_id": part, "whole_id": whole, "relation": kind, "valid_from": _day(since), "valid_to": _day(until)}
        for part, whole, kind, since, until in rows
    ]


def _name_rows(item: Item) -> list[dict[str, Any]]:
    aliases = item.get("aliases") or {}
    name = item.get("name") or {}
    found: dict[tuple[str, str], tuple[str, date | None]] = {
        (spelling.lower(), lang): (spelling, None)
        for lang in ("en", "zh")
        for spelling in (*(aliases.get(lang) or ()), name.get(lang))
        if spelling
    }
    for former in item.get("former_names") or ():
        lang = "en" if former["name"].isascii() else "zh"
        found[former["name"].lower(), lang] = (former["name"], _day(former["until"]))
    return [
        {"name": low, "lang": lang, "entity_id": item["id"], "written": written, "valid_to": until}
        for (low, lang), (written, until) in sorted(found.items())
    ]


def _unit_row(item: Item) -> dict[str, Any]:
    return {"unit_id": item.get("symbol") or item["id"], "dimension": item.get("dimension"), **_names(item)}


def _names(item: Item) -> dict[str, Any]:
    name = item.get("name")
    if isinstance(name, str):
        return {"name_en": name, "name_zh": None}
    return {"name_en": (name or {}).get("en"), "name_zh": (name or {}).get("zh")}
