"""The coverage calendar: how many claims each day brought, and each source month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb

from warehouse.pages.reading import Row, group_rows, read_rows
from warehouse.pages.rendering import Site
from warehouse.pages.speech import Speech
from warehouse.pages.words import LANGUAGES

WEEKS = 53
SHADES = 4  # besides none
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Coverage:
    """Rows of the queries of the same names."""

    days: tuple[Row, ...] = ()
    months: tuple[Row, ...] = ()


def read_coverage(connection: duckdb.DuckDBPyConnection) -> Coverage:
    """Claims by day, and by source and month."""
    return Coverage(read_rows(connection, "coverage_days"), read_rows(connection, "coverage_months"))


def save_coverage_page(site: Site, coverage: Coverage, sources: Sequence[Row]) -> None:
    """Writes `coverage.html`."""
    for language in LANGUAGES:
        site.save("coverage.html", language, "coverage.html", _build_view(coverage, sources, site.speak(language)))


def _build_view(coverage: Coverage, sources: Sequence[Row], speech: Speech) -> Mapping[str, Any]:
    months = _list_months(coverage.months)
    return {
        "here": "coverage",
        "cells": _build_cells(coverage.days, speech),
        "weeks": WEEKS,
        "labels": _label_months(coverage.days, speech),
        "claims": sum(row["claims"] for row in coverage.days),
        "days": len(coverage.days),
        "busiest": max((row["claims"] for row in coverage.days), default=0),
        "months": [speech.period(month, _end_of(month)) for month in months],
        "rows": _build_rows(coverage.months, months, sources, speech),
    }


def _build_cells(days: Sequence[Row], speech: Speech) -> list[Mapping[str, Any]]:
    """A cell for each day of the last weeks, a column for each week, which begins on Monday."""
    if not days:
        return []
    counts = {row["day"]: row["claims"] for row in days}
    busiest = max(counts.values())
    first = _first_day(days)
    cells: list[Mapping[str, Any]] = []
    for offset in range((days[-1]["day"] - first).days + 1):
        day = first + timedelta(days=offset)
        claims = counts.get(day, 0)
        title = speech.say("mark.colon").join([speech.day(day), speech.count(claims, "claim")])
        cells.append({"x": offset // 7, "y": offset % 7, "shade": find_shade(claims, busiest), "title": title})
    return cells


def _first_day(days: Sequence[Row]) -> date:
    """The Monday on which the calendar begins."""
    newest: date = days[-1]["day"]
    return newest - timedelta(days=newest.weekday() + 7 * (WEEKS - 1))


def find_shade(claims: float, most: float) -> int:
    """0 for none, then 1 to 4 by quarters of the square root: a busy day must not bleach all the others."""
    if claims <= 0 or most <= 0:
        return 0
    return min(SHADES, 1 + int((claims / most) ** 0.5 * SHADES))


def _label_months(days: Sequence[Row], speech: Speech) -> list[Mapping[str, Any]]:
    """The columns in which a month begins, with its name."""
    if not days:
        return []
    first = _first_day(days)
    labels: list[Mapping[str, Any]] = []
    for week in range(WEEKS):
        monday = first + timedelta(days=7 * week)
        if monday.day <= 7:
            labels.append({"x": week, "text": speech.month(monday.month)})
    return labels


def _list_months(rows: Sequence[Row]) -> list[date]:
    """The last months in order, those without a claim too."""
    if not rows:
        return []
    newest: date = max(row["month"] for row in rows)
    found = [newest]
    for _ in range(MONTHS - 1):
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found[::-1]


def _end_of(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _build_rows(
    rows: Sequence[Row], months: Sequence[date], sources: Sequence[Row], speech: Speech
) -> list[Mapping[str, Any]]:
    by_source = group_rows(rows, "source_id")
    most = max((row["claims"] for row in rows), default=0)
    found = []
    for source in sources:
        counts = {row["month"]: row["claims"] for row in by_source.get(source["source_id"], ())}
        if not source["enabled"] and not counts:
            continue
        cells = [(counts.get(month, 0), find_shade(counts.get(month, 0), most)) for month in months]
        name = speech.name(source["name_en"], source["name_zh"])
        found.append({"source_id": source["source_id"], "name": name, "cells": cells, "total": sum(counts.values())})
    return sorted(found, key=lambda row: -row["total"])
