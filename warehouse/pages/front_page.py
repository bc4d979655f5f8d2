"""The front page: what is new, the main series, what falls due, who disagrees, and how the sources do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from warehouse.pages.lines import rank_series, say_line
from warehouse.pages.phrases import (
    name_owner,
    name_series,
    say_contradiction,
    say_source,
    say_target,
    say_value,
)
from warehouse.pages.reading import Row, read_rows
from warehouse.pages.rendering import Site
from warehouse.pages.series_data import SeriesRecord
from warehouse.pages.source_pages import say_source_line
from warehouse.pages.speech import Speech
from warehouse.pages.words import LANGUAGES

MOST_SERIES = 8  # of a topic: more than a screen of lines is no overview
MOST_NEW = 12
MOST_DUE = 8
MOST_CONTRADICTIONS = 4


@dataclass(frozen=True, slots=True)
class Front:
    """What the front page is made of besides the series and the sources."""

    counts: Row
    new: tuple[Row, ...]


def read_front(connection: duckdb.DuckDBPyConnection) -> Front:
    """Counts and what is new; `sql/pages/observations.sql` has run on the connection."""
    return Front(
        counts=read_rows(connection, "counts")[0],
        new=read_rows(connection, "new_values", {"most_rows": MOST_NEW}),
    )


def save_front_page(
    site: Site, front: Front, series: Sequence[SeriesRecord], sources: Sequence[Row], generated: datetime
) -> None:
    """Writes the front page, or where nothing was loaded yet the page that says what to do."""
    for language in LANGUAGES:
        speech = site.speak(language)
        view = _build_view(front, series, sources, speech) if front.counts["articles"] else {"empty": True}
        built = generated.strftime("%Y-%m-%d %H:%M")
        site.save("index.html", language, "front.html", {"here": "front", "built": built, **view})


def _build_view(
    front: Front, series: Sequence[SeriesRecord], sources: Sequence[Row], speech: Speech
) -> Mapping[str, Any]:
    due = [row for record in series for row in record.targets if row["state"] == "open"]
    due.sort(key=lambda row: (row["due"], row["claim_id"]))
    disputes = [row for record in series for row in record.contradictions]
    disputes.sort(key=lambda row: row["newest_day"], reverse=True)
    asked = [row for row in sources if row["enabled"]]
    return {
        "empty": False,
        "counts": front.counts,
        "as_of": speech.day(front.counts["checked_day"] or front.counts["seen_day"]),
        "new": [_say_new(row, speech) for row in front.new],
        "topics": [
            (name, [_say_main(record, speech) for record in members]) for name, members in _choose(series, speech)
        ],
        "targets": [say_target(row, speech) for row in due[:MOST_DUE]],
        "targets_open": len(due),
        "contradictions": [say_contradiction(row, speech) for row in disputes[:MOST_CONTRADICTIONS]],
        "contradictions_all": len(disputes),
        "strip": [say_source_line(row, speech) for row in asked],
        "troubled": [say_source_line(row, speech) for row in asked if row["state"] == "failed" or row["stale"]],
    }


def _choose(series: Sequence[SeriesRecord], speech: Speech) -> list[tuple[str, list[SeriesRecord]]]:
    """The main series of each topic: those with most stated values. It takes two to be a line; where a topic has no
    such series, its best single values still show that the topic is there.
    """
    topics: dict[str, list[SeriesRecord]] = {}
    for record in series:
        if record.newest:
            topics.setdefault(speech.name(record.about["topic_en"], record.about["topic_zh"]), []).append(record)
    chosen = []
    for name, members in topics.items():
        members.sort(key=rank_series, reverse=True)
        lines = [record for record in members if record.about["actuals"] > 1] or members
        chosen.append((name, lines[:MOST_SERIES]))
    return sorted(chosen, key=lambda topic: -sum(record.about["actuals"] for record in topic[1]))


def _say_main(record: SeriesRecord, speech: Speech) -> Mapping[str, Any]:
    return {**say_line(record, speech), "source": say_source(record.newest or record.points[-1])}


def _say_new(row: Row, speech: Speech) -> Mapping[str, Any]:
    return {
        "series_id": row["series_id"],
        "name": name_series(row, speech),
        "owner": name_owner(row, speech),
        "about": speech.about(row["kind"], row["basis"], row["period_type"]),
        "value": say_value(row, speech),
        "unit": speech.unit(row["unit"], row["per"], row["of"]),
        "period": speech.period(row["period_start"], row["period_end"]),
        "modality": "" if row["modality"] == "actual" else speech.say(f"modality.{row['modality']}"),
        "change": speech.change(row["change"], row["unit"]) if row["change"] is not None else "",
        "disputed": row["disagreement"],
        "originator": speech.body(row["originator"]),
        "published": speech.day(row["published_day"]),
        "source": say_source(row),
    }
