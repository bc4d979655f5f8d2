"""A series as one line of a list: its newest value beside a small chart. Pure: a record in, texts out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from warehouse.pages.folder import stamp_of
from warehouse.pages.phrases import name_owner, name_series, say_value
from warehouse.pages.series_data import SeriesRecord
from warehouse.pages.sparklines import draw_sparkline
from warehouse.pages.speech import Speech


def say_line(record: SeriesRecord, speech: Speech) -> Mapping[str, Any]:
    """What a list shows of a series; of one without a stated value its newest target."""
    about = record.about
    point = record.newest or record.points[-1]
    return {
        "series_id": record.series_id,
        "name": name_series(about, speech),
        "owner": name_owner(about, speech),
        "about": speech.about(about["kind"], about["basis"], about["period_type"]),
        "value": say_value(point, speech),
        "unit": speech.unit(about["unit"], about["per"], about["of"]),
        "period": speech.period(point["period_start"], point["period_end"]),
        "change": speech.change(point["change"], about["unit"]) if point["change"] is not None else "",
        "growth": speech.percent(point["growth"]) if point["growth"] is not None else "",
        "originator": speech.body(point["originator"]),
        "published": speech.day(point["published_day"]),
        "modality": "" if point["modality"] == "actual" else speech.say(f"modality.{point['modality']}"),
        "points": len(record.points),
        "spark": draw_sparkline(record.points, about["period_type"]),
    }


def rank_series(record: SeriesRecord) -> tuple[object, ...]:
    """What makes a series a main one, the greater the more: stated values first, because plans alone are no series."""
    about = record.about
    return about["actuals"], about["ahead"], about["kind"] == "level", about["last_published"], record.series_id


def stamp_lines(*parts: object, records: Sequence[SeriesRecord]) -> str:
    """A name for a list of series: it changes when one of them does."""
    return stamp_of(*parts, [record.digest for record in records])
