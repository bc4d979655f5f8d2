"""A page for each metric with all its series, the list of metrics, and the comparison of provinces and companies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from warehouse.pages.addresses import address_page
from warehouse.pages.comparisons import build_comparisons
from warehouse.pages.folder import stamp_of
from warehouse.pages.lines import rank_series, say_line, stamp_lines
from warehouse.pages.phrases import name_series
from warehouse.pages.reading import Row
from warehouse.pages.rendering import Site
from warehouse.pages.series_data import SeriesRecord
from warehouse.pages.speech import Speech
from warehouse.pages.words import LANGUAGES

MOST_LINES = 300  # of one scope of a metric

Family = Sequence[SeriesRecord]


def save_metric_pages(site: Site, series: tuple[SeriesRecord, ...], tiles: Sequence[Row]) -> None:
    """Writes a page for each metric, `series.html` which lists them, and `compare.html`; `tiles` place the provinces on
    their map.
    """
    families: dict[str, list[SeriesRecord]] = {}
    for record in series:
        if record.about["metric_id"]:
            families.setdefault(record.about["metric_id"], []).append(record)
    placed = stamp_of(tiles)
    for metric_id, family in families.items():
        stamp = stamp_lines(site.stamp, metric_id, placed, records=family)
        address = address_page("metrics", metric_id)
        for language in LANGUAGES:
            if not site.holds(address, language, stamp):
                view = _build_metric(family, tiles, site.speak(language))
                site.save(address, language, "metric.html", view, stamp=stamp)
    for language in LANGUAGES:
        speech = site.speak(language)
        topics = _list_metrics(list(families.values()), speech)
        site.save("series.html", language, "metrics.html", {"here": "series", "topics": topics})
        compared = _list_comparisons(list(families.values()), tiles, speech)
        site.save("compare.html", language, "compare.html", {"here": "compare", "metrics": compared})


def _build_metric(family: Family, tiles: Sequence[Row], speech: Speech) -> Mapping[str, Any]:
    about = family[0].about
    scopes: dict[str, list[SeriesRecord]] = {}
    for record in sorted(family, key=rank_series, reverse=True):
        scopes.setdefault(record.about["scope"] or "other", []).append(record)
    return {
        "metric": about,
        "name": name_series(about, speech),
        "abroad": about["name_en"] if speech.chinese else about["name_zh"],
        "scopes": [
            (speech.say(f"scope.{scope}"), len(members), [say_line(record, speech) for record in members[:MOST_LINES]])
            for scope, members in scopes.items()
        ],
        "comparisons": build_comparisons(family, tiles, speech),
    }


def _list_metrics(families: list[Family], speech: Speech) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """The metrics of each topic by name, each with its main series."""
    topics: dict[str, list[Mapping[str, Any]]] = {}
    for family in families:
        main = max(family, key=rank_series)
        topic = speech.name(main.about["topic_en"], main.about["topic_zh"])
        line = {**say_line(main, speech), "metric_id": main.about["metric_id"], "series": len(family)}
        topics.setdefault(topic, []).append({**line, "find": _find_words(main)})
    return [(topic, sorted(lines, key=lambda line: line["name"])) for topic, lines in topics.items()]


def _find_words(record: SeriesRecord) -> str:
    """What a reader may type to find a metric, in either language."""
    names = (record.about["name_en"], record.about["name_zh"], record.about["metric_id"])
    return " ".join(name for name in names if name).lower()


def _list_comparisons(families: list[Family], tiles: Sequence[Row], speech: Speech) -> list[Mapping[str, Any]]:
    """The metrics that have something to compare, those with most members first."""
    found: list[dict[str, Any]] = []
    for family in families:
        if comparisons := build_comparisons(family, tiles, speech):
            about = family[0].about
            line = {"metric_id": about["metric_id"], "name": name_series(about, speech), "find": _find_words(family[0])}
            found.append({**line, "comparisons": comparisons})
    return sorted(found, key=lambda metric: -max(len(one["bars"]) for one in metric["comparisons"]))
