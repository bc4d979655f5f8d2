"""A page for each series, and the CSV beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from warehouse.pages.addresses import address_page, name_file
from warehouse.pages.charts import find_place, find_years_a_tick
from warehouse.pages.folder import stamp_of
from warehouse.pages.phrases import (
    name_owner,
    name_series,
    say_break,
    say_contradiction,
    say_point,
    say_target,
    say_vintage,
)
from warehouse.pages.reading import Row
from warehouse.pages.rendering import Site
from warehouse.pages.series_data import SeriesRecord, find_related
from warehouse.pages.speech import Speech
from warehouse.pages.words import LANGUAGES
from warehouse.query_formats import safe_cell

MOST_ROWS = 400  # of the table, and so of the chart: more do not fit its width. The CSV holds all
CSV_COLUMNS = (
    "series_id", "metric_id", "metric", "entity", "place", "kind", "basis", "unit", "per", "period_type",
    "period_start", "period_end", "modality", "value", "low", "high", "comparator", "originator", "publishers",
    "independent", "claims", "disagreement", "change", "growth", "growth_printed", "published_day", "quote",
    "sentence", "lang", "url", "title", "claim_id",
)  # fmt: skip


def address_series(series_id: str) -> str:
    """`"91b78010e85c6b93"` gives "series/91b78010e85c6b93.html"."""
    return address_page("series", series_id)


def save_series_pages(site: Site, series: tuple[SeriesRecord, ...]) -> None:
    """Writes the pages and the CSV of every series whose rows changed."""
    related = find_related(series)
    for record in series:
        beside = related[record.series_id]
        stamp = stamp_of(site.stamp, record.digest, beside)
        address = address_series(record.series_id)
        for language in LANGUAGES:
            if not site.holds(address, language, stamp):
                view = build_view(record, beside, site.speak(language))
                site.save(address, language, "series.html", view, stamp=stamp)
        table = f"series/{name_file(record.series_id)}.csv"
        if not site.folder.holds(table, stamp):
            site.folder.save(table, build_csv(record), stamp)


def build_view(record: SeriesRecord, related: tuple[Row, ...], speech: Speech) -> Mapping[str, Any]:
    """What the template `series.html` shows."""
    about, shown = record.about, record.points[-MOST_ROWS:]
    divisor, scale_word = speech.scale(max((abs(point["value"]) for point in shown), default=0.0))
    unit = speech.unit(about["unit"], about["per"], about["of"])
    points = [say_point(point, about, speech) for point in shown]
    newest = record.newest
    return {
        "series": about,
        "name": name_series(about, speech),
        "abroad": about["name_en"] if speech.chinese else about["name_zh"],
        "owner": name_owner(about, speech),
        "about": speech.about(about["kind"], about["basis"], about["period_type"]),
        "unit": unit,
        "axis": speech.say("mark.space").join(part for part in (scale_word, unit) if part),
        "divisor": int(divisor),
        "years": find_years_a_tick([find_place(point, about["period_type"]) for point in shown], about["period_type"]),
        "zero": about["nature"] == "flow" and about["kind"] == "level",
        "newest": next((said for point, said in zip(shown, points, strict=True) if point is newest), None),
        "points": points[::-1],
        "total": len(record.points),
        "grows": any(point["growth"] is not None or point["growth_printed"] is not None for point in shown),
        "changes": any(point["change"] for point in points),
        "breaks": [say_break(row, speech) for row in record.breaks],
        "vintages": [say_vintage(row, about, speech) for row in record.vintages],
        "targets": [say_target(row, speech) for row in record.targets],
        "contradictions": [say_contradiction(row, speech) for row in record.contradictions],
        "related": [_say_related(row, speech) for row in related],
        "csv": f"{name_file(record.series_id)}.csv",
        "as_of": speech.day(about["last_published"]),
    }


def _say_related(row: Row, speech: Speech) -> Mapping[str, str]:
    return {
        "link": f"{name_file(row['series_id'])}.html",
        "name": name_series(row, speech),
        "owner": name_owner(row, speech),
        "about": speech.about(row["kind"], row["basis"], row["period_type"]),
    }


def build_csv(record: SeriesRecord) -> str:
    """RFC 4180 in UTF-8 with a header, one row a point; what a spreadsheet would run is preceded by an apostrophe."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    about = {**record.about, "metric": record.about["name_en"]}
    for point in record.points:
        values = {**about, **point, "publishers": "; ".join(point["publishers"] or ())}
        writer.writerow([safe_cell(values[name]) for name in CSV_COLUMNS])
    return sink.getvalue()
